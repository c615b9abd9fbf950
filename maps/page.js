"use strict";
/* The page around the map: what is shown, the view of it, and what buttons and keys do. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const element = (id) => document.getElementById(id);
  const map = element("map"), panel = element("panel"), content = element("content"), tables = element("tables"), status = element("status");
  const SMALL = 700;      // px: below this the list comes first, since a map cannot be read there
  const opened = new Map(Object.entries(data.opened ?? {}));
  const facets = beliefFilters.prepared(data.facets, data);
  const small = window.innerWidth < SMALL;
  const state = { open: null, theme: null, list: small, small, packed: false, targets: true, chosen: beliefFilters.none() };
  let scene = data.scene, box = new Map(), line = new Map(); // what is shown of the scene
  let drawn = new Set();  // boxes of the scene, hidden ones too
  let colour = beliefPaint.colours();
  let current = null;     // box the keys stand on
  let walking = false;    // true after a key: the box the keys stand on is marked
  let near = null;        // marks shown in full, or null for all
  let opener = null;      // where the focus goes back to
  let held = null;        // panels, cards and tables: most of the file, read when first needed
  let filled = null;      // what the list was filled for

  const evidence = () => (held ??= JSON.parse(element("evidence").textContent));
  const panelOf = (mark) => (Object.hasOwn(evidence().panels, mark) ? evidence().panels[mark] : null);
  const make = beliefPanel.make;

  /* ---------- what is shown ---------- */

  const base = () => opened.get(state.theme) ?? data.scene;

  /* Work out the scene from the state: which of the scenes, what filters leave of it, packed or not. */
  function derive() {
    const plain = beliefFilters.left(base(), facets, state.chosen, state.targets);
    scene = state.packed && plain !== base() ? beliefPack.pack(plain) : plain;
    box = new Map(scene.boxes.map((one) => [one.id, one]));
    line = new Map(scene.lines.map((one) => [one.id, one]));
    drawn = new Set(base().boxes.map(({ id }) => id));
    if (!box.has(current)) current = (scene.boxes.find((one) => one.asked) ?? scene.boxes[0])?.id ?? null;
    focus();
  }

  /* What stays in full while something is open: what it is connected with, or all marks of a loop. */
  const focus = () => {
    if (state.open && Object.hasOwn(data.together ?? {}, state.open)) near = new Set(data.together[state.open]);
    else near = state.open && (box.has(state.open) || line.has(state.open)) ? beliefWays.connected(scene, state.open) : null;
  };

  /* After any change of the state: scene, words, address. `refit`: the view no longer fits. */
  function update({ refit = false } = {}) {
    derive();
    tell();
    if (state.open === "coverage") fill(shownPanel("coverage"));
    if (state.list) list();
    if (refit) view.resized(); else view.redraw();
    remember();
  }

  const remember = () => beliefLink.put(beliefLink.write(state));

  const hides = () => !state.targets || (Boolean(facets) && beliefFilters.used(state.chosen).length > 0);

  /* The coverage sentence of what is shown. */
  function told() {
    const asks = facets && beliefFilters.used(state.chosen).length > 0;
    const sentence = asks ? beliefFilters.sentence(facets, base(), state.chosen, data.together && evidence().tables[0].head[0].toLowerCase()) : data.coverage ?? "";
    return state.targets ? sentence : `${sentence} · targets are hidden`;
  }

  const label = (id) => panelOf(id)?.title ?? id;

  /* In place of the picture, of what is shown of it. */
  const alt = () => (hides() || state.theme
    ? beliefTelling.alt({ title: data.title, sentence: told(), scene, label, theme: state.theme ? label(state.theme) : "" })
    : data.alt ?? "");

  /* The panel of a mark; that of the coverage sentence says first what is hidden. */
  function shownPanel(mark) {
    const shown = panelOf(mark);
    if (mark !== "coverage" || !shown || !hides()) return shown;
    return beliefTelling.coverage(shown, told(), base().boxes.filter(({ id }) => !box.has(id)).map(({ id }) => label(id)));
  }

  const fill = (shown) => content.replaceChildren(...beliefPanel.filled(shown, evidence().cards, open));

  function tell() {
    const used = facets ? beliefFilters.used(state.chosen) : [];
    const sentence = told();
    if (element("coverage").textContent !== sentence) element("coverage").textContent = sentence;
    const hiding = hides();
    element("note").textContent = used.length ? beliefFilters.note(facets, base(), state.chosen) : "";
    element("clear").disabled = !hiding;
    element("pack").disabled = !hiding;
    element("pack").setAttribute("aria-pressed", String(state.packed));
    element("targets").setAttribute("aria-pressed", String(state.targets));
    element("filter").textContent = used.length ? `Filters (${used.length})` : "Filters";
    const empty = beliefFilters.emptied(facets, base(), state.chosen);
    element("empty").hidden = !empty;
    if (element("empty").textContent !== empty) element("empty").textContent = empty;
    map.setAttribute("aria-label", alt());
    legend();
  }

  const view = beliefView.make(map, data.network, data.scene.boxes, () => ({
    scene, near, colour, chosen: state.open ?? (walking ? current : null), opened: state.open !== null,
    anchor: box.get(state.open) ?? box.get(line.get(state.open)?.start) ?? box.get(data.start),
    gaps: scene !== base() && !state.packed,
  }), (mark) => { if (mark) press(mark); else close(); });

  /* ---------- the panel ---------- */

  /* A mark of the map is clicked or entered: a theme opens in place, and closes at the second press. */
  function press(mark) {
    if (opened.has(mark) && state.theme === mark) {
      state.theme = null;
      hide();
      return update({ refit: true });
    }
    open(mark, map, opened.has(mark));
  }

  /* The theme whose scene holds a mark, null for the scene without one: that which is shown, if it does. */
  function sceneOf(mark) {
    const holds = (one) => one.boxes.some(({ id }) => id === mark) || one.lines.some(({ id }) => id === mark);
    if (holds(base())) return state.theme;
    return holds(data.scene) ? null : [...opened.keys()].find((theme) => holds(opened.get(theme))) ?? state.theme;
  }

  function open(mark, from, unfold = false) {
    const shown = shownPanel(mark);
    if (!shown) return;
    if (panel.hidden) opener = from || document.activeElement;
    const before = state.theme;
    if (unfold) state.theme = mark; else state.theme = sceneOf(mark);
    state.open = mark;
    fill(shown);
    panel.hidden = false;
    panel.scrollTop = 0;
    derive();
    if (box.has(mark)) current = mark;
    content.querySelector("h2").focus({ preventScroll: true });
    if (state.theme !== before) tell();
    remember();
    view.resized();
  }

  function hide() {
    panel.hidden = true;
    state.open = null;
  }

  function close() {
    if (panel.hidden) return;
    hide();
    focus();
    remember();
    view.resized();
    if (opener && opener.isConnected && !opener.closest("[hidden]")) opener.focus();
  }

  /* ---------- the list ---------- */

  const views = () => [data.scene, ...opened.values()];

  /* Ids of the lines that stay in any of the scenes. */
  const staying = () => new Set(views().flatMap((one) => beliefFilters.staying(facets, one, state.chosen).map(({ id }) => id)));

  /* Says of the marks of a row whether it stays: if its line does, or all lines of its loop; one of a target if targets
     are shown. */
  function keeper() {
    const lines = facets && beliefFilters.used(state.chosen).length ? staying() : null;
    const kept = (mark) => !lines || !facets.lines.has(mark) || lines.has(mark);
    return (marks) => {
      const loop = marks.find((mark) => Object.hasOwn(data.together ?? {}, mark));
      return loop ? data.together[loop].every(kept) : stays(marks, kept);
    };
  }

  function stays(marks, kept) {
    if (facets && marks.some((mark) => facets.lines.has(mark))) return marks.every(kept);
    // What a row is about stands first in it.
    const first = marks.find((mark) => drawn.has(mark));
    return first === undefined || box.has(first);
  }

  function list() {
    const wanted = JSON.stringify([state.chosen, state.targets, state.theme]);
    if (filled !== wanted) beliefList.fill(tables, evidence().tables, keeper(), open);
    filled = wanted;
  }

  function show(asList) {
    state.list = asList;
    if (asList) list();
    map.hidden = asList;
    tables.hidden = !asList;
    element("switch").textContent = asList ? "Map" : "List";
    for (const one of document.querySelectorAll(".map-only")) one.hidden = asList;
    if (!asList && view.started()) view.resized();
    else if (!asList) view.start();
    remember();
  }

  /* ---------- keys ---------- */

  function walk(key) {
    const here = box.get(current);
    if (!here) return;
    // The first key only shows where we stand.
    const next = walking ? beliefWays.next(scene, here, key, data.backwards) : current;
    walking = true;
    if (!box.has(next)) return;
    current = next;
    status.textContent = [panelOf(next)?.title ?? "", ...box.get(next).texts.filter((text) => !text.bold).map((text) => text.words)].filter(Boolean).join(", ");
    view.bring(box.get(next));
    view.redraw();
  }

  const plainKey = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;
  /* Letters are keys only where the map or its list holds the focus, or nothing does: elsewhere a spoken word may hold one. */
  const lettered = ({ target }) => [document, document.body].includes(target) || map.contains(target) || tables.contains(target);

  map.addEventListener("keydown", (event) => {
    if (!plainKey(event) || !view.started()) return;
    if (event.key.startsWith("Arrow")) walk(event.key);
    else if (event.key === "Enter" || event.key === " ") { if (current) press(current); }
    else if (event.key === "+" || event.key === "=") view.zoom(1.25);
    else if (event.key === "-") view.zoom(0.8);
    else if (event.key === "0") view.fit(true);
    else return;
    event.preventDefault();
  });
  map.addEventListener("blur", () => { walking = false; view.redraw(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (element("save").open) { element("save").open = false; element("save").querySelector("summary").focus(); }
      else if (!element("address").hidden) { element("address").hidden = true; element("link").focus(); }
      else close();
    }
    if (!plainKey(event) || !lettered(event)) return;
    if (event.key === "l") show(!state.list);
    if (event.key === "/") { element("find").focus(); event.preventDefault(); }
  });

  /* ---------- search, filters, link, picture ---------- */

  /* Every box of every scene, and what tables call by a name of its own (targets that share a box). */
  function entries() {
    const found = new Map();
    const add = (id, label, sort) => { if (label) found.set(`${id}\n${label}`, { id, label, sort }); };
    const kinds = new Map();
    for (const one of [data.scene, ...opened.values()]) for (const { id, kind, texts } of one.boxes) {
      if (kinds.has(id)) continue;
      kinds.set(id, kind);
      add(id, panelOf(id)?.title ?? texts.filter((text) => text.bold).map((text) => text.words).join(" "), kind);
    }
    for (const { rows } of evidence().tables) for (const row of rows) for (const { to, text } of row) if (kinds.has(to)) add(to, text, kinds.get(to));
    return [...found.values()];
  }

  /* Say if a mark is hidden in the scene in which it would be shown. */
  function remark(mark) {
    const there = opened.get(sceneOf(mark)) ?? data.scene, has = (one) => one.boxes.some(({ id }) => id === mark);
    return has(there) && !has(beliefFilters.left(there, facets, state.chosen, state.targets)) ? "hidden by the filters" : "";
  }

  /* Change filters or targets: the map keeps its view, unless it is packed. */
  function filter(change) {
    const before = scene.height + scene.width;
    Object.assign(state, change);
    if (!beliefFilters.used(state.chosen).length && state.targets) state.packed = false;
    setMenus(state.chosen);
    update({ refit: "packed" in change });
    if (scene.height + scene.width !== before) view.fit(true);
  }

  let setMenus = () => {};

  function restore() {
    const read = beliefLink.read(location.hash, {
      open: (mark) => panelOf(mark) !== null,
      theme: (mark) => opened.has(mark),
      value: (name, value) => Boolean(facets) && (facets.values[name] ?? []).some(([one]) => String(one) === value),
    });
    hide();
    const { open: mark, list: asList, ...rest } = read;
    Object.assign(state, rest);
    setMenus(state.chosen);
    if (beliefFilters.used(state.chosen).length) fold(small);
    derive();
    tell();
    show(asList ?? small);
    if (mark) open(mark, map);
  }

  function fold(closed) {
    element("filters").hidden = closed;
    element("filter").setAttribute("aria-expanded", String(!closed));
  }

  async function copy() {
    const address = location.href.split("#")[0] + "#" + beliefLink.write(state);
    element("url").value = address;
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = "Link copied. It opens this view of this file.";
      element("link").textContent = "Copied";
      setTimeout(() => { element("link").textContent = "Copy link"; }, 2000);
    } catch {
      element("address").hidden = false;
      element("url").select();
      status.textContent = "The link stands in a field to copy it from.";
    }
  }

  function save(sort) {
    const name = beliefPicture.save({
      scene, look: { near, chosen: state.open }, title: data.title, alt: alt(), palette: data.palette, legend: explained(), cropped: scene !== base() && !state.packed, footer: data.footer ?? "",
      sentences: [element("coverage").textContent, data.advice, data.warning && `! ${data.warning}`, element("note").textContent],
    }, sort);
    status.textContent = name ? `Saved as ${name}` : "This browser cannot draw a picture of this size.";
    element("save").open = false;
  }

  /* ---------- the frame ---------- */

  const explained = () => beliefTelling.legend(data.legend ?? [], scene);

  function legend() {
    element("legend").replaceChildren(...explained().map((one) => {
      const made = make("span", "", { class: one.is });
      if (one.is === "text") made.append(make("strong", one.sample));
      if (one.is !== "text" && one.is !== "note") {
        const canvas = make("canvas", "", { "aria-hidden": "true" });
        beliefPaint.paintSample(canvas, one.sample, colour);
        made.append(canvas);
      }
      made.append(one.text);
      return made;
    }));
  }

  element("title").textContent = data.title;
  element("footer").textContent = data.footer ?? "";
  for (const [name, text] of [["advice", data.advice], ["warning", data.warning && `! ${data.warning}`]]) {
    element(name).textContent = text || "";
    element(name).hidden = !text;
  }
  const on = (id, act) => element(id).addEventListener("click", act);
  on("coverage", () => open("coverage", element("coverage")));
  on("close", close);
  on("switch", () => show(!state.list));
  on("larger", () => view.zoom(1.25));
  on("smaller", () => view.zoom(0.8));
  on("whole", () => view.fit(true));
  on("filter", () => fold(!element("filters").hidden));
  on("targets", () => filter({ targets: !state.targets }));
  on("pack", () => filter({ packed: !state.packed }));
  on("clear", () => { filter({ chosen: beliefFilters.none(), targets: true, packed: false }); element("filter").focus(); });
  on("link", copy);
  on("save-svg", () => save("svg"));
  on("save-png", () => save("png"));
  // The frame of a notebook has no address to copy and may save nothing.
  element("link").hidden = element("save").hidden = location.protocol === "about:";
  element("filter").hidden = !facets || !beliefFilters.NAMES.some((name) => (facets.values[name] ?? []).length);
  element("targets").hidden = ![data.scene, ...opened.values()].some((one) => one.boxes.some(({ kind }) => kind === "target"));
  if (facets) setMenus = beliefBar.fill(element("menus"), facets, (chosen) => filter({ chosen }));
  beliefSearch.start(element("find"), element("found"), status, entries, (mark) => open(mark, element("find")),
    remark);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    colour = beliefPaint.colours();
    legend();
    view.redraw();
  });
  window.addEventListener("hashchange", restore);
  restore();
})();
