"use strict";
/* The map as tables: the same content, filtered alike. */
const beliefList = (() => {
  const AT_ONCE = 500; // rows: more are added on request, or a phone would wait

  /* `stays(marks)` says whether a row that leads to these marks is shown. */
  function fill(place, tables, stays, open) {
    place.replaceChildren(...tables.map((one) => table(one, stays, open)));
    return tables.reduce((sum, one) => sum + one.rows.filter((row) => stays(marks(row))).length, 0);
  }

  const marks = (row) => row.map((cell) => cell.to).filter(Boolean);

  function table({ caption, head, rows }, stays, open) {
    const made = beliefPanel.make("table"), left = rows.filter((row) => stays(marks(row)));
    made.append(beliefPanel.make("caption", left.length === rows.length ? caption : `${caption}. Filters leave ${left.length} of ${rows.length} rows.`));
    const top = beliefPanel.make("tr");
    top.append(...head.map((name) => beliefPanel.make("th", name, { scope: "col" })));
    made.createTHead().append(top);
    const body = made.createTBody();
    const more = (from) => {
      body.append(...left.slice(from, from + AT_ONCE).map((row) => line(row, head, open)));
      if (from + AT_ONCE >= left.length) return;
      const end = beliefPanel.make("tr"), cell = beliefPanel.make("td", "", { colspan: String(head.length) });
      const button = beliefPanel.make("button", `Show more (${left.length - from - AT_ONCE} rows left)`, { type: "button" });
      button.addEventListener("click", () => { end.remove(); more(from + AT_ONCE); });
      cell.append(button);
      end.append(cell);
      body.append(end);
    };
    more(0);
    return made;
  }

  function line(row, head, open) {
    const made = beliefPanel.make("tr");
    row.forEach((cell, column) => {
      const td = beliefPanel.make("td", "", { "data-head": head[column] });
      td.append(cell.to ? beliefPanel.opening(cell.text, cell.to, cell.tone || "", open) : beliefPanel.make("span", cell.text, { dir: "auto" }));
      made.append(td);
    });
    return made;
  }

  return { fill };
})();
