"use strict";
/* Find a box by any part of its label, whatever accents and case; arrow keys and Enter choose from the list. */
const beliefSearch = (() => {
  const MOST = 12;
  // Letters that do not fall apart into a plain one and a mark.
  const LETTERS = { "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d" };

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[øłđıæœßþð]/g, (one) => LETTERS[one]);

  /* Every word must occur somewhere; labels that begin so come first. */
  function find(entries, wanted) {
    const words = fold(wanted).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const found = entries.filter(({ folded }) => words.every((word) => folded.includes(word)));
    const rank = ({ folded }) => (folded.startsWith(words[0]) ? 0 : new RegExp(`[^\\p{L}\\p{N}]${escape(words[0])}`, "u").test(folded) ? 1 : 2);
    return found.map((entry, place) => [rank(entry), place, entry]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((one) => one[2]);
  }

  const escape = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

  /* `input` and `list` become a search; `entries()` gives [{id, label, sort}], read when first needed; `chosen(id)`
     is told; `remark(id)` says what stands behind a label. */
  function start(input, list, status, entries, chosen, remark) {
    let known = null, shown = [], at = -1;

    function look() {
      known ??= entries().map((entry) => ({ ...entry, folded: fold(entry.label) }));
      const found = find(known, input.value);
      shown = found.slice(0, MOST);
      at = shown.length ? 0 : -1;
      list.replaceChildren(...shown.map((entry, number) => item(entry, number)));
      if (input.value.trim() && !shown.length) list.append(line("Nothing on this map is called so.", "none"));
      if (found.length > MOST) list.append(line(`${found.length - MOST} more: type more of the label.`, "none"));
      list.hidden = !list.childElementCount;
      status.textContent = !input.value.trim() ? "" : found.length ? `${found.length} found. ${shown[0].label}` : "Nothing on this map is called so.";
      mark();
    }

    function item(entry, number) {
      const made = line("", "");
      made.id = `found-${number}`;
      made.setAttribute("role", "option");
      const label = document.createElement("span"), sort = document.createElement("span");
      label.textContent = entry.label;
      label.dir = "auto";
      sort.textContent = [entry.sort, remark(entry.id)].filter(Boolean).join(" · ");
      sort.className = "sort";
      made.append(label, sort);
      // Before the input loses the focus, which would close the list.
      made.addEventListener("pointerdown", (event) => event.preventDefault());
      made.addEventListener("click", () => choose(number));
      return made;
    }

    function line(text, style) {
      const made = document.createElement("li");
      made.textContent = text;
      made.className = style;
      return made;
    }

    function mark() {
      input.setAttribute("aria-expanded", String(!list.hidden));
      [...list.children].forEach((one, number) => one.role === "option" && one.setAttribute("aria-selected", String(number === at)));
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", `found-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }

    function hide() { list.hidden = true; at = -1; mark(); }

    function choose(number) {
      const entry = shown[number];
      if (!entry) return;
      hide();
      chosen(entry.id);
    }

    input.addEventListener("input", look);
    input.addEventListener("focus", () => { if (input.value.trim()) look(); });
    input.addEventListener("blur", hide);
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && list.hidden) look();
      else if (step && shown.length) { at = (at + step + shown.length) % shown.length; mark(); }
      else if (event.key === "Enter") choose(Math.max(at, 0));
      else if (event.key === "Escape" && (input.value || !list.hidden)) { input.value = ""; hide(); event.stopPropagation(); }
      else return;
      if (event.key !== "Escape") event.preventDefault();
    });
  }

  return { find, fold, start };
})();
