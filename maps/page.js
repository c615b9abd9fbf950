"use strict";
/* The page around the map: view, panel, list, keys. Every text from the data goes in through textContent. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { scene, panels, cards } = data;
  const element = (id) => document.getElementById(id);
  const map = element("map"), panel = element("panel"), content = element("content"), tables = element("tables");
  const box = new Map(scene.boxes.map((one) => [one.id, one]));
  const line = new Map(scene.lines.map((one) => [one.id, one]));
  const SMALL = 700;      // px: below this the list comes first, since a map cannot be read there
  const READABLE = 0.65;  // below this scale the words of a box are too small
  const REACH = 24;       // px: width of a line for a finger or pointer
  let network = null;     // made when the map is first seen: it needs a size
  let colour = beliefPaint.colours();
  let chosen = null;      // mark whose panel is open
  let current = scene.boxes.length ? scene.boxes[0].id : null; // box the keys stand on
  let walking = false;    // true after a key: the box the keys stand on is marked
  let near = null;        // marks shown in full, or null for all
  let opener = null;      // where the focus goes back to

  const make = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  /* ---------- the map ---------- */

  function start() {
    if (network || map.hidden || !map.clientWidth) return;
    const shape = ({ id }) => {
      const { width, height } = box.get(id);
      // Draws nothing: vis-network drops nodes whose centre leaves the view, so boxes are painted below.
      return { drawNode() {}, nodeDimensions: { width, height } };
    };
    network = new vis.Network(map, {
      nodes: new vis.DataSet(data.network.nodes.map((node) => ({ ...node, ctxRenderer: shape }))),
      edges: new vis.DataSet(data.network.edges),
    }, data.network.options);
    network.on("beforeDrawing", (ctx) =>
      beliefPaint.paintScene(ctx, scene, near, chosen ?? (walking ? current : null), colour));
    network.on("click", ({ pointer }) => {
      const mark = at(pointer.canvas);
      if (mark) open(mark, map); else close();
    });
    map.addEventListener("pointermove", (event) => {
      const { left, top } = map.getBoundingClientRect();
      const mark = at(network.DOMtoCanvas({ x: event.clientX - left, y: event.clientY - top }));
      map.style.cursor = mark ? "pointer" : "";
    });
    new ResizeObserver(resized).observe(map);
    resized();
  }

  const at = ({ x, y }) => beliefPaint.pick(scene, x, y, REACH / network.getScale());

  /* vis-network's own resizing keeps the old view when the panel opens, so the size is set here. */
  function resized() {
    if (!network || !map.clientWidth || !map.clientHeight) return;
    network.setSize(map.clientWidth + "px", map.clientHeight + "px");
    network.redraw();
    fit();
  }

  const scaleFor = (wide, tall) => Math.min(map.clientWidth / wide, map.clientHeight / tall, 1.15);

  /* Show everything if it can be read so, else what was chosen, else the end of the question. Never animated. */
  function fit(everything = false) {
    if (!network) return;
    const whole = scaleFor(scene.width, scene.height);
    let area = { left: 0, top: 0, right: scene.width, bottom: scene.height };
    if (!everything && whole < READABLE && near) area = around(near);
    let scale = scaleFor(area.right - area.left, area.bottom - area.top);
    let x = (area.left + area.right) / 2, y = (area.top + area.bottom) / 2;
    if (!everything && scale < READABLE) {
      scale = READABLE;
      const anchor = box.get(chosen ?? data.start) ?? box.get(line.get(chosen).start);
      const half = map.clientWidth / scale / 2, tall = map.clientHeight / scale / 2;
      // What was chosen stands in the middle; the end of the question at the right edge: what leads to it is on its left.
      x = clamp(chosen ? anchor.x + anchor.width / 2 : anchor.x + anchor.width + 12 - half, half, scene.width - half);
      y = clamp(anchor.y + anchor.height / 2, tall, scene.height - tall);
    }
    network.moveTo({ position: { x, y }, scale, animation: false });
  }

  const clamp = (value, least, most) => (least > most ? (least + most) / 2 : Math.min(Math.max(value, least), most));

  function around(ids) {
    const boxes = [...ids].filter((id) => box.has(id)).map((id) => box.get(id));
    return {
      left: Math.min(...boxes.map((b) => b.x)) - 12, top: Math.min(...boxes.map((b) => b.y)) - 12,
      right: Math.max(...boxes.map((b) => b.x + b.width)) + 12, bottom: Math.max(...boxes.map((b) => b.y + b.height)) + 12,
    };
  }

  function zoom(factor) {
    if (network) network.moveTo({ scale: clamp(network.getScale() * factor, 0.1, 4), animation: false });
  }

  /* Everything up- and downstream of a mark, with the lines between. */
  function connected(mark) {
    if (mark === "coverage") return null;
    const found = new Set([mark]);
    const follow = (from, to) => {
      const todo = line.has(mark) ? [line.get(mark)[to]] : [mark];
      todo.forEach((id) => found.add(id));
      while (todo.length) {
        const here = todo.pop();
        for (const one of scene.lines) {
          if (one[from] !== here) continue;
          found.add(one.id);
          if (!found.has(one[to])) { found.add(one[to]); todo.push(one[to]); }
        }
      }
    };
    follow("start", "end");
    follow("end", "start");
    return found;
  }

  /* ---------- the panel ---------- */

  function open(mark, from) {
    if (!panels[mark]) return;
    if (panel.hidden) opener = from || document.activeElement;
    chosen = mark === "coverage" ? null : mark;
    near = connected(mark);
    if (box.has(mark)) current = mark;
    const shown = panels[mark];
    content.replaceChildren(make("h2", shown.title, { dir: "auto", tabindex: "-1" }), make("p", shown.sub, { class: "sub", dir: "auto" }), ...blocks(shown.blocks));
    panel.hidden = false;
    panel.scrollTop = 0;
    content.querySelector("h2").focus({ preventScroll: true });
    afterwards();
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    chosen = near = null;
    afterwards();
    if (opener && opener.isConnected && !opener.closest("[hidden]")) opener.focus();
  }

  /* The observer only speaks up when the size changes; a repaint is due in any case. */
  function afterwards() {
    if (network && !map.hidden) resized();
  }

  function blocks(list) {
    return list.map((one) => {
      if (one.is === "heading") return make("h3", one.text, { class: one.small ? "small" : "", dir: "auto" });
      if (one.is === "open") return opening(one.text, one.to, "open " + one.tone);
      if (one.is === "list") {
        const made = make("ul");
        made.append(...one.items.map((item) => make("li", item, { dir: "auto" })));
        return made;
      }
      if (one.is === "cards") {
        const made = make("div");
        made.append(...one.cards.map((number) => card(cards[number])));
        return made;
      }
      if (one.is === "two") {
        const made = make("div", "", { class: "two" });
        for (const side of [one.left, one.right]) {
          const half = make("div");
          half.append(...blocks(side));
          made.append(half);
        }
        return made;
      }
      const made = make("p", "", { dir: "auto" });
      if (one.strong) made.append(make("strong", one.strong), " ");
      made.append(one.text);
      return made;
    });
  }

  function card({ kind, tone, text, meta, notes }) {
    const made = make("div", "", { class: `card ${kind} ${tone}` });
    made.append(make("div", text, { dir: "auto" }), make("div", meta, { class: "meta", dir: "auto" }),
      ...notes.map((note) => make("div", note, { class: "note", dir: "auto" })));
    return made;
  }

  function opening(text, mark, style) {
    const made = make("button", text, { type: "button", class: style, dir: "auto" });
    made.addEventListener("click", () => open(mark, made));
    return made;
  }

  /* ---------- the list ---------- */

  function fill() {
    for (const { caption, head, rows } of data.tables) {
      const table = make("table");
      table.append(make("caption", caption));
      const top = make("tr");
      top.append(...head.map((name) => make("th", name, { scope: "col" })));
      table.createTHead().append(top);
      const body = table.createTBody();
      for (const row of rows) {
        const made = make("tr");
        row.forEach((cell, column) => {
          const td = make("td", "", { "data-head": head[column] });
          td.append(cell.to ? opening(cell.text, cell.to, cell.tone || "") : make("span", cell.text, { dir: "auto" }));
          made.append(td);
        });
        body.append(made);
      }
      tables.append(table);
    }
  }

  function show(list) {
    if (list && !tables.childElementCount) fill();
    map.hidden = list;
    tables.hidden = !list;
    element("switch").textContent = list ? "Map" : "List";
    for (const one of document.querySelectorAll(".map-only")) one.hidden = list;
    if (!list) { start(); afterwards(); }
  }

  /* ---------- keys ---------- */

  const strength = (a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1);

  function walk(key) {
    const here = box.get(current);
    if (!here) return;
    let next = null;
    if (key === "ArrowRight") next = scene.lines.filter((one) => one.start === current).sort(strength)[0]?.end;
    if (key === "ArrowLeft") next = scene.lines.filter((one) => one.end === current).sort(strength)[0]?.start;
    if (key === "ArrowUp" || key === "ArrowDown") {
      const way = key === "ArrowUp" ? -1 : 1;
      const column = scene.boxes.filter((one) => one.id !== current && (one.y - here.y) * way > 0 &&
        one.x < here.x + here.width && here.x < one.x + one.width);
      next = column.sort((a, b) => (a.y - b.y) * way)[0]?.id;
    }
    if (!walking) next = current; // the first key only shows where we stand
    walking = true;
    if (!next) return;
    current = next;
    const shown = panels[next];
    element("status").textContent = [shown.title, ...box.get(next).texts.filter((text) => !text.bold).map((text) => text.words)].join(", ");
    bring(box.get(next));
    network.redraw();
  }

  /* Move the view only if the box is not wholly in it. */
  function bring({ x, y, width, height }) {
    const scale = network.getScale(), centre = network.getViewPosition();
    const half = map.clientWidth / scale / 2, tall = map.clientHeight / scale / 2;
    if (Math.abs(x + width / 2 - centre.x) > half - width / 2 || Math.abs(y + height / 2 - centre.y) > tall - height / 2) {
      network.moveTo({ position: { x: x + width / 2, y: y + height / 2 }, animation: false });
    }
  }

  map.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !network) return;
    if (event.key.startsWith("Arrow")) walk(event.key);
    else if (event.key === "Enter" || event.key === " ") open(current, map);
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") fit(true);
    else return;
    event.preventDefault();
  });
  map.addEventListener("blur", () => { walking = false; if (network) network.redraw(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "l" && !event.ctrlKey && !event.metaKey && !event.altKey) show(tables.hidden);
  });

  /* ---------- the frame ---------- */

  function legend() {
    element("legend").replaceChildren(...data.legend.map((one) => {
      const made = make("span", "", { class: one.is });
      if (one.is === "text") made.append(make("strong", one.sample));
      if (one.is === "line" || one.is === "badge") {
        const canvas = make("canvas", "", { "aria-hidden": "true" });
        beliefPaint.paintSample(canvas, one.sample, colour);
        made.append(canvas);
      }
      made.append(one.text);
      return made;
    }));
  }

  element("title").textContent = data.title;
  element("footer").textContent = data.footer;
  element("coverage").textContent = data.coverage;
  map.setAttribute("aria-label", data.alt);
  element("coverage").addEventListener("click", () => open("coverage", element("coverage")));
  element("close").addEventListener("click", close);
  element("switch").addEventListener("click", () => show(tables.hidden));
  element("larger").addEventListener("click", () => zoom(1.25));
  element("smaller").addEventListener("click", () => zoom(0.8));
  element("whole").addEventListener("click", () => fit(true));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    colour = beliefPaint.colours();
    legend();
    if (network) network.redraw();
  });
  legend();
  show(window.innerWidth < SMALL);
})();
