"use strict";
/* The fold-out of filters: a choice for each that has one here. */
const beliefBar = (() => {
  /* Fill `place` with a menu for every filter that has values; `changed` is told the new state. Returns what sets
     the menus to a state. */
  function fill(place, facets, changed) {
    const menus = new Map();
    for (const name of beliefFilters.NAMES) {
      const values = facets.values[name] ?? [];
      if (!values.length) continue;
      const label = document.createElement("label"), menu = document.createElement("select"), word = document.createElement("span");
      word.textContent = beliefFilters.TITLES[name];
      menu.id = `filter-${name}`;
      menu.append(option("", "any"), ...values.map(([value, words]) => option(value, name === "named" ? `${words} or more` : words)));
      menu.addEventListener("change", () => changed(state()));
      label.append(word, menu);
      place.append(label);
      menus.set(name, menu);
    }
    const state = () => ({ ...beliefFilters.none(), ...Object.fromEntries([...menus].map(([name, menu]) => [name, menu.value])) });
    return (chosen) => { for (const [name, menu] of menus) menu.value = chosen[name]; };
  }

  function option(value, words) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = words;
    return made;
  }

  return { fill };
})();
