/* One map: outlines are fetched once a level, colours come as one character an area.
   Names are put in as text, never as HTML. */
(function () {
  "use strict";
  const outlines = {}, levels = {}, waiting = {};
  let map, shown = null, borders = null, labels = null, legend = null, wanted = null;
  let viewed = null, picked = null, pickedAs = null, clicks = 0, patterns = {}, discs = null;

  /* ---- outlines: a script registers what it holds */
  window.registerOutlines = (file, held) => { outlines[file] = held; };
  function fetchOutlines(file) {
    if (outlines[file]) return Promise.resolve(outlines[file]);
    if (!waiting[file]) waiting[file] = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "../../outlines/" + file;
      script.onload = () => resolve(outlines[file]);
      script.onerror = reject;
      document.head.appendChild(script);
    });
    return waiting[file];
  }

  /* ---- hatching on canvas: Leaflet fills with a colour only */
  function pattern(context, name) {
    if (patterns[name]) return patterns[name];
    const [ground, line] = name.split(" ").slice(1);
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.fillStyle = ground; pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = line; pen.lineWidth = 1.4;
    for (const from of [-8, 0, 8]) { pen.beginPath(); pen.moveTo(from, 8); pen.lineTo(from + 8, 0); pen.stroke(); }
    return (patterns[name] = context.createPattern(tile, "repeat"));
  }
  L.Canvas.include({
    _fillStroke(context, layer) {
      const o = layer.options;
      if (o.fill) {
        context.globalAlpha = o.fillOpacity;
        const colour = o.fillColor || o.color;
        context.fillStyle = colour.startsWith("hatch ") ? pattern(context, colour) : colour;
        context.fill(o.fillRule || "evenodd");
      }
      if (o.stroke && o.weight !== 0) {
        context.globalAlpha = o.opacity; context.lineWidth = o.weight; context.strokeStyle = o.color;
        context.lineCap = o.lineCap; context.lineJoin = o.lineJoin; context.stroke();
      }
    },
  });

  /* ---- words */
  const name = (area) => (wanted.language === "fa" ? area.fa : area.en || area.fa);
  function number(value) {
    const format = { minimumFractionDigits: wanted.decimals, maximumFractionDigits: wanted.decimals };
    return new Intl.NumberFormat(wanted.language === "fa" ? "fa-IR" : "en", format).format(value);
  }
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  function unpacked(values, position) { // see shades.packed
    const width = Number(values[0]), told = values.substr(1 + position * width, width);
    if (told[0] === "~") return null;
    return [...told].reduce((sum, letter) => sum * 64 + LETTERS.indexOf(letter), 0) - 64 ** width / 2;
  }
  function element(kind, text, className) {
    const made = document.createElement(kind);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }
  function tooltip(layer) {
    const area = layer.area, box = element("div", undefined, "area-tip");
    box.dir = wanted.language === "fa" ? "rtl" : "ltr";
    box.appendChild(element("b", name(area)));
    if (area.inside) box.appendChild(element("small", name(area.inside)));
    const value = unpacked(wanted.values, layer.position);
    const char = wanted.colours[layer.position];
    const told = wanted.special[char] || (value === null ? "" : number(value / 10 ** wanted.decimals) + (wanted.unit || ""));
    const line = element("div", wanted.measure + ": ");
    line.appendChild(element("bdi", told));
    if (char !== ".") box.appendChild(line);
    if (char !== "." && value !== null && wanted.ends && !wanted.special[char]) {
      const ends = wanted.ends.map((end) => number(unpacked(end, layer.position) / 10 ** wanted.decimals));
      const between = element("small", wanted.between + ": ");
      between.appendChild(element("bdi", wanted.language === "fa" ? ends.join(" تا ") : ends.join(" to ")));
      box.appendChild(between);
    }
    return box;
  }

  /* ---- areas */
  const RESTING = { color: "#5b6b78", weight: 0.6, opacity: 0.75, fillOpacity: 1, fill: true };
  function look(char) {
    if (char === ".") return { fillColor: "#eef1f4", color: "#b9c3cb", weight: 0.5 };
    return { fillColor: wanted.palette[char], color: RESTING.color, weight: RESTING.weight };
  }
  function build(file, held) {
    const made = { file, areas: [], painted: "", group: L.featureGroup() };
    held.areas.forEach((area, position) => {
      L.geoJson(area.outline, { style: RESTING }).eachLayer((layer) => {
        layer.area = area; layer.position = position;
        layer.on("mouseover", () => { if (layer !== pickedAs) layer.setStyle({ weight: 2, color: "#16313f" }); layer.bringToFront(); if (pickedAs) pickedAs.bringToFront(); });
        layer.on("mouseout", () => { if (layer !== pickedAs) layer.setStyle(look(wanted.colours[position])); });
        layer.on("click", () => click(layer));
        layer.bindTooltip(tooltip, { sticky: true, direction: "top", opacity: 1 });
        made.areas[position] = layer;
        made.group.addLayer(layer);
      });
    });
    return (levels[file] = made);
  }
  function click(layer) {
    if (wanted.select) mark(layer.area.code);
    clicks += 1;
    window.Streamlit.setComponentValue({ code: layer.area.code, clicks: clicks, level: wanted.level });
  }
  function mark(code) {
    picked = code;
    if (pickedAs) pickedAs.setStyle(look(wanted.colours[pickedAs.position]));
    pickedAs = shown && shown.areas.find((layer) => layer.area.code === code);
    if (pickedAs) { pickedAs.setStyle({ color: "#d1242f", weight: 3 }); pickedAs.bringToFront(); }
  }
  function recolour(made) {
    const now = wanted.colours + "\n" + JSON.stringify(wanted.palette);
    const same = made.painted.split("\n")[1] === now.split("\n")[1] ? made.painted : "";
    made.areas.forEach((layer, i) => {
      if (same[i] !== wanted.colours[i]) layer.setStyle(look(wanted.colours[i]));
    });
    made.painted = now;
  }

  /* ---- what stands on top */
  function drawBorders(held) {
    if (borders && borders.file === wanted.borders) { borders.bringToFront(); return; }
    if (borders) map.removeLayer(borders);
    borders = L.featureGroup(); borders.file = wanted.borders;
    held.areas.forEach((area) => L.geoJson(area.outline, { interactive: false, style: { fill: false, color: "#1c2b36", weight: 1.1, opacity: 0.8 } }).addTo(borders));
    borders.addTo(map);
  }
  /* names where they fit: those of the level above first, then the areas' own as one comes nearer.
     Widths are measured off the page, so that only names that are shown cost a layout. */
  const pen = document.createElement("canvas").getContext("2d");
  const NAMES = { above: "600 12.5px Mahalleh", own: "500 11px Mahalleh" };
  function wide(area, kind) {
    pen.font = NAMES[kind];
    return pen.measureText(name(area)).width / 2 + 3;
  }
  function span(area) {
    if (!area.bounds) area.bounds = L.geoJson(area.outline).getBounds();
    return map.latLngToContainerPoint(area.bounds.getNorthEast()).x - map.latLngToContainerPoint(area.bounds.getSouthWest()).x;
  }
  function fitting(above, own) {
    const size = map.getSize(), taken = [], found = [];
    for (const [kind, areas] of [["above", above], ["own", own]]) for (const area of areas) {
      const at = map.latLngToContainerPoint(area.label);
      if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y) continue;
      if (kind === "own" && span(area) < 34) continue;
      const half = wide(area, kind);
      if (kind === "own" && span(area) < half * 1.6) continue;
      const box = [at.x - half, at.y - 9, at.x + half, at.y + 9];
      if (taken.some((t) => t[0] < box[2] && box[0] < t[2] && t[1] < box[3] && box[1] < t[3])) continue;
      taken.push(box);
      found.push([kind, area]);
    }
    return found;
  }
  function drawLabels() {
    if (!shown) return;
    if (labels) map.removeLayer(labels);
    labels = L.layerGroup();
    const own = outlines[wanted.outlines].areas, over = wanted.borders ? outlines[wanted.borders].areas : [];
    for (const [kind, area] of fitting(over.length ? over : own, over.length ? own : [])) {
      L.tooltip({ permanent: true, direction: "center", className: "area-label " + kind, interactive: false, pane: "labels" })
        .setLatLng(area.label).setContent(() => element("span", name(area))).addTo(labels);
    }
    labels.of = wanted.language + wanted.outlines + wanted.borders;
    labels.addTo(map);
  }
  /* discs on the areas of an upper level: what stands in them is put in as text */
  function drawDiscs() {
    const now = JSON.stringify([wanted.discs, wanted.marked, wanted.language]);
    if (discs && discs.of === now) return;
    if (discs) map.removeLayer(discs);
    discs = L.layerGroup(); discs.of = now;
    for (const [north, east, code, text, told] of wanted.discs || []) {
      const icon = L.divIcon({ html: element("span", text, code === wanted.marked ? "disc marked" : "disc"), className: "disc-place", iconSize: [0, 0] });
      const one = L.marker([north, east], { icon, keyboard: false, pane: "labels" });
      one.bindTooltip(() => {
        const box = element("div", told, "area-tip");
        box.dir = wanted.language === "fa" ? "rtl" : "ltr";
        return box;
      }, { direction: "top", offset: [0, -34], opacity: 1 });
      one.on("click", () => {
        clicks += 1;
        window.Streamlit.setComponentValue({ code: code, clicks: clicks, level: wanted.disc_level });
      });
      discs.addLayer(one);
    }
    discs.addTo(map);
  }
  function drawLegend() {
    if (!legend) {
      legend = L.control({ position: "topright" });
      legend.onAdd = () => { legend.box = element("div", undefined, "legend"); L.DomEvent.disableClickPropagation(legend.box); return legend.box; };
      legend.addTo(map);
    }
    const box = legend.box;
    box.replaceChildren(element("b", wanted.measure));
    box.dir = wanted.language === "fa" ? "rtl" : "ltr";
    wanted.legend.forEach(([char, label, count]) => {
      const row = element("div"), patch = element("i");
      const colour = wanted.palette[char] || "#eef1f4";
      const [, ground, line] = colour.split(" ");
      patch.style.background = line ? `repeating-linear-gradient(135deg, ${line} 0 1.4px, ${ground} 1.4px 5px)` : colour;
      row.append(patch, element("bdi", label), element("em", count));
      box.appendChild(row);
    });
  }

  /* names are measured to be placed: not before the style sheets and the font are there */
  let dressing = null;
  function dressed() {
    if (!dressing) {
      const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) =>
        link.sheet ? null : new Promise((done) => { link.addEventListener("load", done); link.addEventListener("error", done); }));
      dressing = Promise.all(sheets).then(() => document.fonts.load("600 12px Mahalleh", "محله"));
    }
    return dressing;
  }

  /* a frame apart from its page is told its size later than it is drawn: no view fits into nothing */
  function sized() {
    const box = map.getContainer(), has = () => box.clientWidth > 0 && box.clientHeight > 0;
    return has() ? null : new Promise((done) => {
      new ResizeObserver((_, watching) => { if (has()) { watching.disconnect(); done(); } }).observe(box);
    });
  }

  /* ---- maps side by side rest on one view: the page passes it on, see base.js */
  let following = false;
  function tellView() {
    if (following || !wanted || !wanted.together || !viewed) return;
    const middle = map.getCenter();
    window.parent.postMessage({ mahallehView: [middle.lat, middle.lng, map.getZoom()] }, "*");
  }
  window.addEventListener("message", (event) => {
    const view = event.source === window.parent && event.data && event.data.mahallehView;
    if (!view || !wanted || !wanted.together || !view.every(Number.isFinite)) return;
    following = true;
    map.setView([view[0], view[1]], view[2], { animate: false });
    following = false;
  });

  /* ---- the message from Python */
  async function paint(message) {
    wanted = message;
    const [held, border] = await Promise.all([fetchOutlines(message.outlines), message.borders ? fetchOutlines(message.borders) : null, dressed(), sized()]);
    if (wanted !== message) return;
    const made = levels[message.outlines] || build(message.outlines, held);
    if (shown !== made) {
      if (shown) map.removeLayer(shown.group);
      made.group.addTo(map);
      shown = made; pickedAs = null;
    }
    if (viewed !== message.view.turn) {
      map.invalidateSize();
      map.fitBounds(message.view.bounds, { animate: false, padding: [12, 12] });
      viewed = message.view.turn;
    }
    recolour(made);
    if (border) drawBorders(border); else if (borders) { map.removeLayer(borders); borders = null; }
    if (!labels || labels.of !== message.language + message.outlines + message.borders) drawLabels();
    drawDiscs();
    drawLegend();
    if (message.picked !== undefined) mark(message.picked); else if (picked) mark(picked);
    document.documentElement.dataset.painted = String(Number(document.documentElement.dataset.painted || 0) + 1);
  }
  function start(id, middle) {
    map = L.map(id, { center: middle, zoom: 8, preferCanvas: true, zoomAnimation: false, zoomSnap: 0.25, attributionControl: false, scrollWheelZoom: false, minZoom: 6, maxZoom: 17 });
    map.on("click", () => map.scrollWheelZoom.enable()); // else the wheel scrolls the page
    map.getContainer().addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    map.createPane("labels").style.pointerEvents = "none";
    map.getPane("labels").style.zIndex = 640;
    map.on("zoomend moveend resize", drawLabels);
    map.on("move zoomend", tellView);
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
    return map;
  }
  window.mahalleh = { start, paint };

  /* What would be run as a program is read as a message: the page's policy forbids the one, and
     no message can do more than paint. */
  window.feature_group = [];
  const run = window.eval; // which the policy lets nobody but a debugger use
  window.eval = (script) => {
    const told = /^mahalleh\.paint\((.*)\);$/m.exec(script);
    return told ? paint(JSON.parse(told[1].replaceAll("'", '"'))) : run(script);
  };
})();
