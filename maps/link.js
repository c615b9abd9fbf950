"use strict";
/* The view in the page's address: what follows "#". Read with distrust: only marks and values that the page knows
   are taken, whatever else stands there is passed over. */
const beliefLink = (() => {
  const LONGEST = 4000;

  /* state: {open, theme, list, packed, targets, chosen}. Only what differs from the page as it opens is written. */
  function write({ open, theme, list, small, packed, targets, chosen }) {
    const parts = new URLSearchParams();
    if (open) parts.set("open", open);
    if (theme) parts.set("theme", theme);
    if (list !== small) parts.set("view", list ? "list" : "map");
    for (const name of beliefFilters.used(chosen)) parts.set(name, chosen[name]);
    if (packed) parts.set("packed", "1");
    if (!targets) parts.set("targets", "0");
    return parts.toString();
  }

  /* knows: {open(mark), theme(mark), value(filter, value)} say what exists. */
  function read(fragment, knows) {
    const found = { open: null, theme: null, list: null, packed: false, targets: true, chosen: beliefFilters.none() };
    const text = fragment.replace(/^#/, "");
    if (!text || text.length > LONGEST) return found;
    const parts = new URLSearchParams(text);
    const mark = parts.get("open"), theme = parts.get("theme"), view = parts.get("view");
    if (theme && knows.theme(theme)) found.theme = theme;
    if (mark && knows.open(mark)) found.open = mark;
    if (view === "list" || view === "map") found.list = view === "list";
    for (const name of beliefFilters.NAMES) {
      const value = parts.get(name);
      if (value && knows.value(name, value)) found.chosen[name] = value;
    }
    found.targets = parts.get("targets") !== "0";
    found.packed = parts.get("packed") === "1" && (!found.targets || beliefFilters.used(found.chosen).length > 0);
    return found;
  }

  /* Put the state into the address without a new page or a step of "back". */
  function put(fragment) {
    try {
      history.replaceState(null, "", fragment ? "#" + fragment : location.pathname + location.search);
    } catch {
      // Some browsers refuse this for a file; the link is then only copied.
    }
  }

  return { put, read, write };
})();
