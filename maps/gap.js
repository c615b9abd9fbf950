"use strict";
/* The gap map: a table of marks, its keys and its panel. Every text from the data goes in through textContent. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const element = (id) => document.getElementById(id);
  const table = element("table"), panel = element("panel"), content = element("content");
  let grid = [];     // buttons, row by row as they are shown; the first row are the columns' heads
  let here = [1, 1]; // row and column of the button that Tab reaches
  let filling = 0;    // which filling of the table is the newest: an older one stops
  const MANY = 250;   // rows that are made at once
  let opener = null; // button that the focus goes back to

  const make = beliefPanel.make;
  const unseen = (text) => make("span", text, { class: "unseen" });

  /* ---------- marks ---------- */

  /* What a mark looks like; what it says stands beside it in words, for whoever does not see it. */
  function glyph(mark, text, sides) {
    const made = make("span", "", { class: "mark " + mark, "aria-hidden": "true" });
    if (mark === "both") {
      made.append(make("b", String(sides[0]), { class: "side voiced" }), make("b", String(sides[1]), { class: "side contradicted" }));
      made.lastChild.replaceChildren(make("i", String(sides[1])));
    } else if (mark === "never_sampled") {
      made.append(make("i"), make("i"), make("i"), make("i"));
    } else {
      made.append(make("i", mark === "unknown" ? "?" : text));
    }
    return made;
  }

  function marked([all, full, printed], of, to) {
    const cell = data.looks[of === "full" ? full : all];
    const button = make("button", "", { type: "button", class: "cell", tabindex: "-1", "data-to": to });
    button.append(glyph(cell.mark, cell.text, cell.sides));
    const beside = [cell.mark === "both" ? "/" + cell.sides[2] : "", cell.doubt, printed].filter(Boolean);
    if (beside.length) button.append(make("span", beside.join(" "), { class: "beside", "aria-hidden": "true" }));
    button.append(unseen(cell.words));
    return button;
  }

  /* ---------- the table ---------- */

  const heading = (text, to, more) => {
    const button = make("button", "", { type: "button", class: "head", tabindex: "-1", "data-to": to });
    button.append(make("span", text, { class: "name", dir: "auto" }), ...more.map((one) => make("span", one, { class: "under" })));
    return button;
  };

  function head() {
    const top = make("thead", "", { role: "rowgroup" }), row = make("tr", "", { role: "row" });
    if (data.groups.length) {
      const over = make("tr", "", { role: "row" });
      over.append(make("td", "", { class: "corner", role: "cell" }),
        ...data.groups.map(({ text, span }) => {
          const th = make("th", "", { scope: "colgroup", role: "columnheader", colspan: span, class: "over" });
          th.append(make("span", text, { dir: "auto" }));
          return th;
        }));
      if (data.judged) over.append(make("td", "", { role: "cell" }));
      top.append(over);
    }
    row.append(make("th", "Belief", { scope: "col", role: "columnheader", class: "corner" }));
    const line = [null];
    for (const [place, column] of data.columns.entries()) {
      const th = make("th", "", { scope: "col", role: "columnheader" });
      const button = heading(column.text, `column-${place + 1}`, column.under);
      if (data.groups.length) button.append(unseen(column.whole));
      th.append(button);
      line.push(button);
      row.append(th);
    }
    if (data.judged) {
      const th = make("th", "", { scope: "col", role: "columnheader", class: "judged" });
      th.append(make("span", "CERQual", { class: "name" }), make("span", "as each review judged it", { class: "under" }));
      row.append(th);
    }
    top.append(row);
    grid.push(line);
    return top;
  }

  function belief(row, of) {
    const made = make("tr", "", { role: "row" }), th = make("th", "", { scope: "row", role: "rowheader" });
    const line = [heading(row.label, `row-${row.place + 1}`, [])];
    th.append(line[0]);
    made.append(th);
    row.cells.forEach((cell, place) => {
      const td = make("td", "", { role: "cell", "data-head": data.columns[place].whole });
      line.push(marked(cell, of, `cell-${row.place + 1}-${place + 1}`));
      td.append(line.at(-1));
      made.append(td);
    });
    if (data.judged) {
      const td = make("td", "", { role: "cell", class: "judged", "data-head": "CERQual" });
      td.append(make("span", row.confidence));
      made.append(td);
    }
    grid.push(line);
    return made;
  }

  function group(theme, wide) {
    const over = make("tr", "", { class: "theme", role: "row" });
    const th = make("th", "", { scope: "rowgroup", role: "rowheader", colspan: wide });
    th.append(make("span", theme || "In no theme", { dir: "auto" }));
    over.append(th);
    return over;
  }

  /* How much of the sheet its fixed head and first column cover: what gets the focus must not lie under them. */
  function measure() {
    const sheet = element("sheet"), corner = table.querySelector("thead tr:last-child .corner");
    sheet.style.setProperty("--label", `${corner?.offsetWidth ?? 0}px`);
    sheet.style.setProperty("--head", `${table.tHead?.offsetHeight ?? 0}px`);
  }

  /* Rows in whose name or theme every word occurs, whatever accents and case; in the order in which they stand. */
  function found(wanted) {
    if (!wanted) return [...data.rows];
    const fit = new Set(beliefSearch.find(data.rows, wanted));
    return data.rows.filter((row) => fit.has(row));
  }

  const stronger = (a, b) => b.strength[0] - a.strength[0] || b.strength[1] - a.strength[1] || a.place - b.place;

  function fill() {
    const of = element("of").value, wanted = element("find").value.trim();
    const by = element("order").value;
    const rows = found(wanted);
    if (by === "strongest") rows.sort(stronger);
    grid = [];
    table.replaceChildren(make("caption", data.captions[of]), head());
    const wide = 1 + data.columns.length + (data.judged ? 1 : 0);
    table.className = rows.length > MANY ? "many" : "";
    const themed = by === "theme" && data.rows.some((one) => one.theme);
    const turn = ++filling;
    let body = null, theme = null, next = 0;
    // The first rows are there at once; of thousands the others follow, so that nobody waits for them.
    const more = (count) => {
      if (turn !== filling) return;
      for (const row of rows.slice(next, next + count)) {
        if (!body || (themed && row.theme !== theme)) {
          theme = row.theme;
          body = make("tbody", "", { role: "rowgroup" });
          if (themed) body.append(group(theme, wide));
          table.append(body);
        }
        body.append(belief(row, of));
      }
      next += count;
      if (next < rows.length) setTimeout(() => more(MANY), 0);
    };
    more(MANY);
    const none = element("none");
    none.hidden = rows.length > 0;
    none.textContent = data.rows.length ? `No belief or theme here has “${element("find").value.trim()}” in its name.` : "There is no belief to show.";
    const coverage = wanted ? `Found: ${rows.length} of these ${data.rows.length} beliefs · ${data.coverage}` : data.coverage;
    if (element("coverage").textContent !== coverage) element("coverage").textContent = coverage;
    stand(Math.min(here[0], grid.length - 1), here[1], false);
    measure();
    return rows.length;
  }

  /* ---------- keys ---------- */

  /* One button of the table is reached by Tab; the arrows move which one. */
  function stand(row, column, focus = true) {
    for (const one of table.querySelectorAll('[tabindex="0"]')) one.tabIndex = -1;
    const line = grid[row];
    if (!line) return;
    const at = Math.min(Math.max(column, row ? 0 : 1), line.length - 1);
    here = [row, at];
    const button = line[at];
    if (!button) return;
    button.tabIndex = 0;
    if (!focus) return;
    button.focus({ preventScroll: true });
    // Other than focus itself this keeps clear of what is fixed over the sheet.
    button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  table.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -Infinity], End: [0, Infinity] };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const right = getComputedStyle(table).direction === "rtl" ? -1 : 1;
    stand(Math.min(Math.max(here[0] + move[0], 0), grid.length - 1), here[1] + right * move[1]);
  });
  table.addEventListener("focusin", ({ target }) => {
    const row = grid.findIndex((line) => line.includes(target));
    if (row >= 0) stand(row, grid[row].indexOf(target), false);
  });
  table.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-to]");
    if (button) open(button.dataset.to, button);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

  /* ---------- the panel ---------- */

  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const studies = (count) => `${count} ${count === 1 ? "study" : "studies"}`;

  const inFull = () => element("of").value === "full";

  /* A cell: what is told in it, then the other studies of its column, which are silent, each under the reason. Of those
     read in full alone the others stand below, in no count, so that nothing that is said gets lost. */
  function cellPanel(mark) {
    const [, at, place] = mark.split("-").map(Number), row = data.rows[at - 1], column = data.columns[place - 1];
    if (!row || !column) return null;
    const { told = [], full: toldInFull = {}, reported, sentence } = data.panels[mark] ?? {};
    const speaking = new Set(told.flatMap((one) => one[1])), full = new Set(column.full), only = inFull();
    const silent = column.sampled.filter((study) => !speaking.has(study));
    const states = [...told, ["not_reported", silent.filter((study) => full.has(study)), []], ["not_known", silent.filter((study) => !full.has(study)), []]];
    const sampled = only ? column.full : column.sampled;
    const list = [], outside = [];
    if (column.sampled.length) list.push({ is: "text", text: only ? `Counted: those read in full, ${column.full.length || "none"} of ${studies(column.sampled.length)}.` : `Counted: all that sampled it, ${studies(column.sampled.length)}.` });
    for (const [state, all, blocks] of states) {
      const there = only ? all.filter((study) => full.has(study)) : all;
      const [name, means] = data.states[state];
      if (there.length) {
        list.push({ is: "heading", text: `${capital(name)}: ${there.length} of ${studies(sampled.length)}` },
          { is: "text", text: means }, { is: "studies", studies: there }, ...(there.length === all.length ? blocks : toldInFull[state] ?? []));
      }
      const rest = only ? all.filter((study) => !full.has(study)) : [];
      if (rest.length) outside.push({ is: "text", text: `${capital(name)}: ${studies(rest.length)}.` }, { is: "studies", studies: rest });
    }
    if (outside.length) {
      list.push({ is: "heading", text: `Not read in full, in no count here: ${studies(column.sampled.length - column.full.length)}` }, ...outside);
      if ([...speaking].some((study) => !full.has(study))) list.push({ is: "text", text: "What they say stands here if you choose “all that sampled it” above." });
    }
    if (!column.sampled.length) list.push({ is: "text", text: `No study of this selection sampled it: ${column.whole}.` });
    if (reported) list.push({ is: "heading", text: "Reported by reviews of this role, in no count" }, ...reported);
    if (sentence) list.push({ is: "heading", text: only ? "In sentences, of all that sampled it, to copy" : "In sentences, to copy" }, { is: "text", text: sentence });
    list.push({ is: "heading", text: "More" }, { is: "open", to: `row-${at}`, text: `All about “${row.label}”` },
      { is: "open", to: `column-${place}`, text: `Who was sampled: ${column.whole}` });
    return { title: row.label, sub: [column.whole, ...column.under].join(" · "), blocks: list };
  }

  /* Every cell of a row by the basis that is chosen, which is said first. */
  const cellsOf = (at) => [
    { is: "text", text: inFull() ? "Counted: those read in full." : "Counted: all that sampled the column." },
    ...data.rows[at - 1].cells.map(([all, full], place) =>
      ({ is: "open", to: `cell-${at}-${place + 1}`, text: `${data.columns[place].whole}: ${data.looks[inFull() ? full : all].words}` })),
  ];

  /* The blocks that only this map has, as those that every panel has. */
  const plain = (list) => list.flatMap((one) => {
    if (one.is === "cells") return plain(cellsOf(one.row));
    if (one.is === "basis") return plain(inFull() ? one.full : one.all);
    if (one.is === "studies") return { is: "text", text: one.studies.map((number) => data.studies[number]).join(", ") };
    return one.is === "open" ? { tone: "", ...one } : one;
  });

  /* Fill the panel with what a mark opens; false if it opens nothing. */
  function fillPanel(mark) {
    const shown = mark.startsWith("cell-") ? cellPanel(mark) : Object.hasOwn(data.panels, mark) ? data.panels[mark] : null;
    if (!shown) return false;
    content.replaceChildren(...beliefPanel.filled({ ...shown, blocks: plain(shown.blocks) }, data.cards, open));
    for (const one of table.querySelectorAll("[aria-current]")) one.removeAttribute("aria-current");
    table.querySelector(`[data-to="${CSS.escape(mark)}"]`)?.setAttribute("aria-current", "true");
    return true;
  }

  function open(mark, from) {
    if (!fillPanel(mark)) return;
    if (panel.hidden || table.contains(from)) opener = from; // Safari gives no focus to a button that is clicked
    panel.hidden = false;
    panel.scrollTop = 0;
    content.querySelector("h2").focus({ preventScroll: true });
    opened = mark;
    keep();
  }

  function hide() {
    panel.hidden = true;
    opened = null;
    for (const one of table.querySelectorAll("[aria-current]")) one.removeAttribute("aria-current");
  }

  function close() {
    if (panel.hidden) return;
    hide();
    keep();
    // The table may have been filled anew since: then the same place in it.
    if (opener && opener.isConnected) opener.focus();
    else stand(...here);
  }

  /* ---------- the address ---------- */

  const KEPT = ["order", "of", "find"];
  let opened = null; // mark whose panel is open

  /* The view stands behind "#", so that the address is a link to it. What differs from the page as it opens is written. */
  function keep() {
    const parts = new URLSearchParams();
    if (opened) parts.set("open", opened);
    for (const id of KEPT) if (element(id).value !== element(id).dataset.first) parts.set(id, element(id).value);
    const text = parts.toString();
    try {
      history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
    } catch {
      // Some browsers refuse this for a file.
    }
  }

  /* Read with distrust: a value that the page does not have is passed over. Returns the mark that is to be opened. */
  function recall() {
    const parts = new URLSearchParams(location.hash.slice(1, 4000));
    for (const id of KEPT) {
      const one = element(id), value = parts.get(id);
      const known = value !== null && (!one.options || [...one.options].some((option) => option.value === value));
      one.value = known ? value : one.dataset.first;
    }
    return parts.get("open");
  }

  /* Show what the address says: at the start, and when another link to this page is followed. */
  function restore() {
    const asked = recall();
    hide();
    fill();
    if (asked) open(asked, table.querySelector(`[data-to="${CSS.escape(asked)}"]`) ?? element("coverage"));
  }

  /* ---------- the frame ---------- */

  function legend() {
    element("legend").replaceChildren(...data.legend.map(({ mark, sample, text }) => {
      const made = make("span", "", { role: "listitem" });
      made.append(mark ? glyph(mark, sample, sample.split("|")) : make("strong", sample), text);
      return made;
    }));
  }

  element("title").textContent = data.title;
  element("footer").textContent = data.footer;
  for (const id of ["caution", "warning"]) {
    element(id).textContent = data[id];
    element(id).hidden = !data[id];
  }
  element("coverage").addEventListener("click", () => open(data.start, element("coverage")));
  element("close").addEventListener("click", close);
  for (const id of KEPT) {
    element(id).addEventListener("input", () => {
      const count = fill();
      if (opened) fillPanel(opened);
      keep();
      element("status").textContent = `${count} of ${data.rows.length} beliefs`;
    });
  }
  data.rows.forEach((row, place) => { row.place = place; row.folded = beliefSearch.fold(`${row.label} ${row.theme}`); });
  for (const id of KEPT) element(id).dataset.first = element(id).value;
  legend();
  new ResizeObserver(measure).observe(element("sheet"));
  window.addEventListener("hashchange", restore);
  restore();
})();
