/* Pictures by URL below the vectors: a changed address replaces the picture in place, the old one stays until the new
   one is there. A picture can also mark a place and tell the page where the map was clicked. */
(function () {
  "use strict";
  const cq = window.cq;
  if (cq.raster) return;

  const pictures = new Map(); // id -> Leaflet image, kept over replacements
  let listening = false;
  let clickable = false;

  function pane() {
    if (!cq.map.getPane("cq-pictures")) {
      cq.map.createPane("cq-pictures").style.zIndex = 350; // above tiles, below vectors
    }
    return "cq-pictures";
  }

  function listen() {
    if (listening) return;
    listening = true;
    cq.map.on("click", function (event) {
      if (!clickable || !cq.current.some((layer) => layer.cqSpec.clickable)) return;
      mark([event.latlng.lng, event.latlng.lat]);
      cq.report("place", event.latlng.lng.toFixed(6) + "," + event.latlng.lat.toFixed(6));
    });
  }

  let pin = null;
  function mark(place) {
    if (pin) pin.remove();
    pin = null;
    if (!place) return;
    const look = { radius: 7, color: "#111827", weight: 3, fillColor: "#ffffff", fillOpacity: 0.9, interactive: false };
    pin = L.circleMarker([place[1], place[0]], Object.assign({ pane: "cq-labels" }, look)).addTo(cq.map);
  }

  function build(spec, corners) {
    const picture = L.imageOverlay(spec.url, corners, { pane: pane(), className: "cq-picture", interactive: false });
    picture.eachLayer = function () {}; // the map goes through the parts of every layer; a picture has none
    picture.on("load", function () {
      document.body.dataset.cqPicture = picture._url;
      window.performance.mark("cq-picture-" + spec.id);
    });
    picture.on("error", () => cq.failed(picture.cqSpec.label));
    return picture;
  }

  /* Return the picture of a spec and put it on `parent` where the reader has it on. */
  cq.raster = function (spec, parent) {
    const corners = L.latLngBounds([spec.bounds[1], spec.bounds[0]], [spec.bounds[3], spec.bounds[2]]);
    let picture = pictures.get(spec.id);
    const moved = !picture || !picture.getBounds().equals(corners);
    if (moved) {
      picture = build(spec, corners);
      pictures.set(spec.id, picture);
      cq.map.fitBounds(corners, { animate: false });
    } else if (picture._url !== spec.url) {
      picture.setUrl(spec.url);
    }
    Object.assign(picture, { cqId: spec.id, cqSpec: spec });
    clickable = spec.clickable;
    listen();
    mark(spec.marker);
    cq.current.push(picture);
    if (cq.isVisible(spec)) parent.addLayer(picture);
    return picture;
  };
})();
