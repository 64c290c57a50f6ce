/* The desk's map: what stays while streamlit replaces the layers (visibility, selection, labels, layer control).
   Text from data is only ever set with textContent; nothing here builds HTML from strings. */
(function () {
  "use strict";
  if (window.cq) return;

  const cq = {
    map: null,
    words: {},
    visible: new Map(), // layer id -> whether the reader has it on; survives every replacement
    current: [], // the layers of the latest replacement, in drawing order
    control: null,
    selected: null, // {layer, id}
    halo: null,
    drawn: {}, // layer id -> number of features drawn, for the reader of the page's state
  };
  window.cq = cq;

  cq.element = function (tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined && text !== null) element.textContent = String(text);
    return element;
  };

  /* Called once by the base map. */
  cq.start = function (map, options) {
    cq.map = map;
    const home = L.latLngBounds(options.bounds);
    map.fitBounds(home, { animate: false });
    map.createPane("cq-labels");
    const pane = map.getPane("cq-labels");
    pane.style.zIndex = 620;
    pane.style.pointerEvents = "none";
    addHome(map, home);
    L.control.scale({ imperial: false }).addTo(map);
    map.on("overlayadd overlayremove", function (event) {
      // a replacement adds and removes layers too; only a tick in the control is the reader's choice
      if (!event.layer.cqId || !cq.control || !cq.control._handlingClick) return;
      cq.visible.set(event.layer.cqId, event.type === "overlayadd");
      cq.restack();
    });
    map.on("zoomend", cq.placeLabels);
  };

  /* Called at the head of every replacement: forget the previous layers, keep what the reader chose. */
  cq.begin = function (words) {
    for (const layer of cq.current) cq.map.removeLayer(layer);
    cq.current = [];
    cq.words = words;
    notice(null);
  };

  /* Called at the end of every replacement: the layer control in the reader's language, the selection, the order. */
  cq.finish = function (selected) {
    if (cq.control) cq.map.removeControl(cq.control);
    const overlays = cq.current.filter((layer) => layer.cqSpec.control);
    cq.control = L.control.layers(null, null, {
      collapsed: cq.map.getSize().x < 760,
      position: "bottomright", // the one corner that the municipality leaves free
    });
    for (const layer of overlays) {
      const label = cq.element("span", "", layer.cqSpec.label);
      cq.control.addOverlay(layer, label.innerHTML); // Leaflet wants HTML: innerHTML of a text node is escaped text
    }
    cq.control.addTo(cq.map);
    cq.selected = selected;
    Promise.resolve().then(cq.restack); // after the group has been put on the map, later in this same turn
    const button = document.querySelector(".cq-home");
    if (button) button.title = cq.words.home;
  };

  cq.isVisible = function (spec) {
    return cq.visible.has(spec.id) ? cq.visible.get(spec.id) : spec.show;
  };

  /* One canvas holds every vector, so the order of the layers is the order of drawing. */
  cq.restack = function () {
    const ordered = cq.current.slice().sort((a, b) => a.cqSpec.order - b.cqSpec.order);
    for (const layer of ordered) {
      if (!cq.map.hasLayer(layer)) continue;
      layer.eachLayer((part) => part.bringToFront && part._map && part.bringToFront());
    }
    showSelected();
    cq.placeLabels();
  };

  /* A click on a feature is told to streamlit at once; the component's own debounced report then finds nothing new. */
  cq.report = function (layerId, featureId) {
    const shared = window.__GLOBAL_DATA__;
    if (!shared || !window.Streamlit) return;
    const told = { type: "Feature", geometry: null, properties: { layer: layerId, id: featureId, at: Date.now() } };
    shared.last_active_drawing = told;
    const data = {};
    for (const name of shared.returned_objects || []) {
      data[name] = name === "last_active_drawing" ? told : (shared.previous_data || {})[name];
    }
    shared.previous_data = data;
    window.Streamlit.setComponentValue(data);
  };

  cq.select = function (layerId, featureId) {
    cq.selected = { layer: layerId, id: featureId };
    showSelected();
  };

  function showSelected() {
    if (cq.halo) cq.halo.remove();
    cq.halo = null;
    if (!cq.selected) return;
    for (const layer of cq.current) {
      if (layer.cqId !== cq.selected.layer) continue;
      layer.eachLayer(function (part) {
        if (!part.feature || part.feature.properties.id !== cq.selected.id || !part.getLatLng) return;
        const rings = [];
        const precision = part.feature.properties.precision_m;
        if (precision) rings.push(L.circle(part.getLatLng(), Object.assign({ radius: precision }, cq.ring)));
        rings.push(L.circleMarker(part.getLatLng(), Object.assign({ radius: part.getRadius() + 5 }, cq.haloStyle)));
        cq.halo = L.layerGroup(rings).addTo(cq.map);
      });
    }
  }

  /* Words of the drawing tools, which Leaflet.draw has in English only. */
  cq.drawWords = function (map, words) {
    if (!L.drawLocal) return;
    const toolbar = L.drawLocal.draw.toolbar;
    for (const kind of ["polygon", "rectangle", "marker"]) toolbar.buttons[kind] = words[kind];
    for (const action of ["finish", "undo", "actions"]) {
      const entry = toolbar[action];
      entry.text = words[action === "actions" ? "cancel" : action];
      entry.title = entry.text;
    }
    const handlers = L.drawLocal.draw.handlers;
    handlers.polygon.tooltip = { start: words.start, cont: words.next, end: words.close };
    handlers.rectangle.tooltip = { start: words.drag };
    handlers.simpleshape.tooltip = { end: words.release };
    handlers.marker.tooltip = { start: words.place };
    const edit = L.drawLocal.edit;
    edit.toolbar.buttons = { edit: words.edit, editDisabled: words.nothing, remove: words.remove, removeDisabled: words.nothing };
    edit.toolbar.actions.save = { title: words.save, text: words.save };
    edit.toolbar.actions.cancel = { title: words.cancel, text: words.cancel };
    edit.toolbar.actions.clearAll = { title: words.clear, text: words.clear };
    edit.handlers.edit.tooltip = { text: words.drag_corner, subtext: "" };
    edit.handlers.remove.tooltip = { text: words.click_remove };
  };

  /* A drawing that was kept is drawn by its layer from then on; the tools begin anew, and the view stays. */
  cq.forgetDrawings = function (turn) {
    if (cq.turn !== undefined && cq.turn !== turn && window.drawnItems) window.drawnItems.clearLayers();
    cq.turn = turn;
  };

  cq.haloStyle = { color: "#111827", weight: 3, fill: false, interactive: false };
  cq.ring = { color: "#111827", weight: 1.2, dashArray: "4 4", fill: true, fillOpacity: 0.05, interactive: false };

  /* Labels: the more important first, none over another. */
  cq.placeLabels = function () {
    const map = cq.map;
    const zoom = map.getZoom();
    const taken = [];
    const wanted = [];
    for (const layer of cq.current) {
      if (!layer.cqLabels) continue;
      const on = map.hasLayer(layer) && zoom >= (layer.cqSpec.label_zoom || 0);
      for (const marker of layer.cqLabels) {
        if (on && !marker._map) marker.addTo(map);
        if (!on && marker._map) marker.remove();
        if (on) wanted.push(marker);
      }
    }
    wanted.sort((a, b) => b.cqWeight - a.cqWeight);
    for (const marker of wanted) {
      const box = labelBox(map.latLngToLayerPoint(marker.getLatLng()), marker);
      const clear = taken.every((o) => box[2] < o[0] || o[2] < box[0] || box[3] < o[1] || o[3] < box[1]);
      marker.getElement().style.display = clear ? "" : "none";
      if (clear) taken.push(box);
    }
  };

  const pencil = document.createElement("canvas").getContext("2d");
  function labelBox(point, marker) {
    pencil.font = "600 12px sans-serif";
    const half = pencil.measureText(marker.cqText).width / 2 + 3;
    const middle = point.y + marker.cqShift;
    return [point.x - half, middle - 9, point.x + half, middle + 9];
  }

  function addHome(map, home) {
    const Home = L.Control.extend({
      onAdd: function () {
        const bar = cq.element("div", "leaflet-bar leaflet-control");
        const button = cq.element("a", "cq-home", "⌂");
        button.href = "#";
        button.setAttribute("role", "button");
        L.DomEvent.on(button, "click", function (event) {
          L.DomEvent.stop(event);
          map.fitBounds(home);
        });
        bar.appendChild(button);
        return bar;
      },
    });
    new Home({ position: "topleft" }).addTo(map);
  }

  /* A layer that could not be fetched is said on the map, never shown as empty. */
  function notice(text) {
    let box = document.querySelector(".cq-notice");
    if (!text) {
      if (box) box.remove();
      return;
    }
    if (!box) {
      box = cq.element("div", "cq-notice");
      cq.map.getContainer().appendChild(box);
    }
    box.textContent = text;
  }
  cq.failed = function (label) {
    notice(cq.words.failed + label);
  };
})();
