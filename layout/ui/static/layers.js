/* GeoJSON layers fetched by URL and drawn on the canvas. The server has put words, classes and sizes into the
   properties: id, name, rows [[label, text] ...], class, radius, precision_m, label, label_at, weight; and the look
   beside the features: {base, classes: {class: path options with an optional shape}, hover}. */
(function () {
  "use strict";
  const cq = window.cq;
  if (cq.layer) return;

  const fetched = new Map(); // url -> promise of GeoJSON
  const built = new Map(); // spec as text -> Leaflet layer, so that an unchanged layer is neither fetched nor redrawn
  const KEPT = 40;

  async function load(url, patience) {
    try {
      const response = await fetch(url, { credentials: "same-origin" });
      const type = response.headers.get("content-type") || "";
      // an unknown path answers 200 with the page's HTML
      if (!response.ok || !type.startsWith("application/geo+json")) throw new Error(response.status + " " + type);
      return await response.json();
    } catch (error) {
      if (!patience.length) throw error;
      await new Promise((resume) => setTimeout(resume, patience[0]));
      return load(url, patience.slice(1));
    }
  }

  function getData(url) {
    if (!fetched.has(url)) {
      const promise = load(url, [300, 1200]);
      promise.catch(() => fetched.delete(url));
      keep(fetched, url, promise);
    }
    return fetched.get(url);
  }

  function keep(store, key, value) {
    store.set(key, value);
    if (store.size > KEPT) store.delete(store.keys().next().value);
  }

  /* A point drawn with a shape of its own, so that kinds differ without colour. */
  const Shape = L.CircleMarker.extend({
    _updatePath: function () {
      const renderer = this._renderer;
      if (!renderer._drawing || this._empty()) return;
      const ctx = renderer._ctx;
      const corners = SHAPES[this.options.shape] || SHAPES.square;
      const r = this._radius;
      ctx.beginPath();
      corners.forEach(([x, y], i) => ctx[i ? "lineTo" : "moveTo"](this._point.x + x * r, this._point.y + y * r));
      ctx.closePath();
      renderer._fillStroke(ctx, this);
    },
  });

  function polygon(corners, turn) {
    const points = [];
    for (let i = 0; i < corners; i++) {
      const angle = (2 * Math.PI * i) / corners + turn;
      points.push([Math.sin(angle), -Math.cos(angle)]);
    }
    return points;
  }

  const a = 0.36;
  const SHAPES = {
    square: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
    diamond: polygon(4, 0),
    triangle: polygon(3, 0),
    triangle_down: polygon(3, Math.PI),
    pentagon: polygon(5, 0),
    hexagon: polygon(6, 0),
    cross: [[-a, -1], [a, -1], [a, -a], [1, -a], [1, a], [a, a], [a, 1], [-a, 1], [-a, a], [-1, a], [-1, -a], [-a, -a]],
    star: polygon(10, 0).map(([x, y], i) => (i % 2 ? [x * 0.45, y * 0.45] : [x, y])),
  };

  function pathStyle(look, feature) {
    const p = feature.properties;
    const style = Object.assign({}, look.base, look.classes[p.class] || {});
    if (p.radius) style.radius = p.radius;
    return style;
  }

  function drawPoint(spec, look, feature, latlng) {
    const style = Object.assign({ interactive: spec.interactive }, pathStyle(look, feature));
    if (spec.kind === "ring") {
      return L.circle(latlng, Object.assign({ radius: feature.properties.precision_m }, cq.ring));
    }
    return style.shape && style.shape !== "circle" ? new Shape(latlng, style) : L.circleMarker(latlng, style);
  }

  /* A tooltip as DOM nodes: the name, then one line a row. */
  function tooltip(feature) {
    const p = feature.properties;
    const box = cq.element("div", "cq-tip-box");
    box.appendChild(cq.element("div", "cq-tip-name", p.name));
    for (const [label, text] of p.rows || []) {
      const row = cq.element("div", "cq-tip-row");
      row.appendChild(cq.element("span", "cq-tip-label", label));
      row.appendChild(cq.element("span", "cq-tip-text", text));
      box.appendChild(row);
    }
    return box;
  }

  function makeLabel(spec, feature, part) {
    const p = feature.properties;
    const at = p.label_at ? L.latLng(p.label_at[1], p.label_at[0]) : part.getLatLng();
    const shift = p.label_at ? 0 : (p.radius || 6) + 9;
    const text = cq.element("span", "cq-label-text", p.label);
    text.style.top = shift + "px";
    const icon = L.divIcon({ className: "cq-label cq-label-" + spec.id, html: text, iconSize: [0, 0] });
    const marker = L.marker(at, { icon: icon, interactive: false, keyboard: false, pane: "cq-labels" });
    return Object.assign(marker, { cqText: p.label, cqWeight: p.weight || 0, cqShift: shift });
  }

  function onFeature(spec, layer, feature, part) {
    const look = layer.cqLook;
    // the component reports a click with toGeoJSON(): give it what cq.report has told already, not the geometry
    part.toGeoJSON = () => (window.__GLOBAL_DATA__ || {}).last_active_drawing || null;
    if (feature.properties.label && spec.label_zoom !== null) layer.cqLabels.push(makeLabel(spec, feature, part));
    if (!spec.interactive) return;
    // an outline over other layers answers only near its line, so that what lies inside can be reached
    if (spec.outline) part._containsPoint = (point) => L.Polyline.prototype._containsPoint.call(part, point, true);
    part.on("mouseover", () => part.setStyle(look.hover));
    part.on("mouseout", () => part.setStyle(pathStyle(look, feature)));
    if (!spec.selectable) return;
    part.on("click", function () {
      cq.select(spec.id, feature.properties.id);
      cq.report(spec.id, feature.properties.id);
    });
  }

  function fill(layer, spec, data) {
    layer.cqLook = data.look;
    layer.addData(data);
    const drawable = spec.kind === "ring" ? data.features.filter((f) => f.properties.precision_m) : data.features;
    cq.drawn[spec.id] = drawable.filter((f) => f.geometry).length;
    document.body.dataset.cqDrawn = JSON.stringify(cq.drawn);
    if (cq.current.includes(layer)) cq.restack();
    requestAnimationFrame(() => window.performance.mark("cq-drawn-" + spec.id));
  }

  function build(spec) {
    const layer = L.geoJSON(null, {
      interactive: spec.interactive,
      filter: (feature) => spec.kind !== "ring" || Boolean(feature.properties.precision_m),
      style: (feature) => (feature.geometry.type === "Point" ? {} : pathStyle(layer.cqLook, feature)),
      pointToLayer: (feature, latlng) => drawPoint(spec, layer.cqLook, feature, latlng),
      onEachFeature: (feature, part) => onFeature(spec, layer, feature, part),
    });
    Object.assign(layer, { cqId: spec.id, cqSpec: spec, cqLabels: [] });
    if (spec.interactive) {
      layer.bindTooltip((part) => tooltip(part.feature), { sticky: true, className: "cq-tip", opacity: 1 });
    }
    layer.on("remove", () => layer.cqLabels.forEach((marker) => marker.remove()));
    getData(spec.url).then((data) => fill(layer, spec, data), () => {
      built.delete(JSON.stringify(spec));
      cq.failed(spec.label);
    });
    return layer;
  }

  /* Return the Leaflet layer of a spec and put it on `parent` where the reader has it on. */
  cq.layer = function (spec, parent) {
    const key = JSON.stringify(spec);
    if (!built.has(key)) keep(built, key, build(spec));
    const layer = built.get(key);
    cq.current.push(layer);
    if (cq.isVisible(spec)) parent.addLayer(layer);
    return layer;
  };
})();
