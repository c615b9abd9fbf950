"use strict";
/* What the page says of what is left of a scene: the text in place of the picture, the panel of the coverage sentence,
   and which entries of the legend still explain something. Plain data only. */
const beliefTelling = (() => {
  const STRONGEST = 3;
  const SAID = { encourages: "is said to encourage", discourages: "is said to discourage", mixed: "is said to encourage and to discourage",
    supports: "supports", contradicts: "contradicts" };
  const many = (count, one, several = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : several}`;

  /* In place of the picture. `label(id)` names a box, `theme` is the label of the theme that is open, or "". */
  function alt({ title, sentence, scene, label, theme }) {
    const links = scene.lines.filter(({ style }) => style in SAID).sort((a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1)).slice(0, STRONGEST);
    const said = links.map(({ start, end, style, strength }) => `${label(start)} ${SAID[style]}: ${label(end)}${strength ? ` (${many(strength, "study", "studies")})` : ""}`);
    return [title, sentence && `${sentence}.`, theme && `Opened: ${theme}.`, said.length ? `Strongest links shown: ${said.join("; ")}.` : "No link is shown."]
      .filter(Boolean).join(" ");
  }

  /* The panel of the coverage sentence while something is hidden: `names` are the labels of the boxes hidden. */
  function coverage(panel, sentence, names) {
    const hidden = names.length
      ? [{ is: "heading", text: `Hidden by the filters: ${many(names.length, "box", "boxes")}` }, { is: "list", items: names }]
      : [{ is: "text", text: "No box is hidden by the filters." }];
    return { ...panel, sub: sentence, blocks: [...hidden, { is: "heading", text: "Of the whole map" }, { is: "text", text: `${panel.sub}.` }, ...panel.blocks] };
  }

  /* Entries without anything to look for are always shown: the pattern of numbers, and notes. */
  function legend(entries, scene) {
    const styles = new Set(scene.lines.map(({ style }) => style)), kinds = new Set(scene.boxes.map(({ kind }) => kind));
    const roles = new Set(scene.boxes.flatMap(({ badges }) => badges.map(({ role }) => role)));
    // Labels may hold anything: they are drawn in ink, what they are not is soft.
    const small = scene.boxes.flatMap(({ texts }) => texts.filter(({ colour, bold }) => colour === "soft" || !bold).map(({ words }) => words));
    const written = [...scene.lines.map(({ label }) => label), ...small].join(" ");
    return entries.filter(({ is, sample, within }) =>
      is === "line" ? (sample.startsWith("hollow") ? scene.lines.some(({ hollow }) => hollow) : styles.has(sample))
        : is === "box" ? kinds.has(sample)
        : is === "badge" ? roles.has(sample)
        : !within || written.includes(within));
  }

  return { alt, coverage, legend };
})();
