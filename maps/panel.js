"use strict";
/* What opens beside the map: the blocks of maps/panels.py as elements. Every text goes in through textContent. */
const beliefPanel = (() => {
  function make(tag, text, attributes = {}) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  /* `open(mark, from)` is called by every button that leads to another mark. */
  function filled(shown, cards, open) {
    return [make("h2", shown.title, { dir: "auto", tabindex: "-1" }), make("p", shown.sub, { class: "sub", dir: "auto" }), ...blocks(shown.blocks, cards, open)];
  }

  function blocks(list, cards, open) {
    return list.map((one) => {
      if (one.is === "heading") return make("h3", one.text, { class: one.small ? "small" : "", dir: "auto" });
      if (one.is === "open") return opening(one.text, one.to, "open " + one.tone, open);
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
          half.append(...blocks(side, cards, open));
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

  function opening(text, mark, style, open) {
    const made = make("button", text, { type: "button", class: style, dir: "auto" });
    made.addEventListener("click", () => open(mark, made));
    return made;
  }

  return { filled, make, opening };
})();
