"use strict";
/* Which marks a filter leaves, and the sentence that says so. Hides only: no number is counted anew, no box moves.
   What stays still answers the question of the map: a link that fits but leads nowhere any more is hidden too.
   `facets` comes from maps/facets.py; a state names a value for each filter, "" for any. */
const beliefFilters = (() => {
  const NAMES = ["role", "review", "country", "direction", "named", "confidence"];
  const TITLES = { role: "Said by", review: "Review", country: "Country", direction: "Direction", named: "Named studies", confidence: "CERQual" };
  const OPTION = { role: "--role", review: "--review", country: "--country" };

  const none = () => Object.fromEntries(NAMES.map((name) => [name, ""]));
  const used = (chosen) => NAMES.filter((name) => chosen[name] !== "");

  /* Prepare the facets of a page; null if it has none. `data` is the page's: what it asks decides what a link must
     lead to. */
  function prepared(facets, data) {
    if (!facets || !facets.lines) return null;
    return { ...facets, lines: new Map(Object.entries(facets.lines)), leads: leads(data), together: data.together };
  }

  /* How links must hang together: in loops, on a way to an end (from a beginning, if one is asked for), or anyhow. */
  function leads({ scene, start, together, backwards }) {
    if (together) {
      const loops = Object.values(together).map((marks) => new Set(marks));
      return (lines, drawn) => {
        const fitting = new Set(lines.map(({ id }) => id));
        const whole = loops.filter((loop) => drawn.every(({ id }) => !loop.has(id) || fitting.has(id)));
        return lines.filter(({ id }) => whole.some((loop) => loop.has(id)));
      };
    }
    if (backwards) return (lines) => lines;
    const from = scene.boxes.find((box) => box.asked && box.id !== start)?.id;
    return (lines) => {
      const leading = beliefWays.reached(lines, start, "end", "start");
      const kept = lines.filter(({ end }) => leading.has(end));
      if (!from) return kept;
      const led = beliefWays.reached(kept, from, "start", "end");
      return kept.filter(({ start: cause }) => led.has(cause));
    };
  }

  const has = (held, value) => value === "" || held === null || held.includes(value);

  /* One thing that the claim rests on must fit role, review and country together. */
  function claimFits(claim, { role, review, country }) {
    if (role === "" && review === "" && country === "") return true;
    return claim.grounds.some(([roles, reviews, countries]) => has(roles, role) && has(reviews, review) && has(countries, country));
  }

  function claimsThatFit(facets, line, chosen) {
    if (chosen.direction !== "" && line.direction !== chosen.direction) return [];
    if (chosen.named !== "" && line.named < Number(chosen.named)) return [];
    if (chosen.confidence !== "" && !line.confidence.includes(chosen.confidence)) return [];
    return line.claims.filter((number) => claimFits(facets.claims[number], chosen));
  }

  const fits = (facets, id, chosen) => {
    const line = facets && facets.lines.get(id);
    return !line || !used(chosen).length || claimsThatFit(facets, line, chosen).length > 0;
  };

  const fittingIn = (facets, scene, chosen) => scene.lines.filter(({ id }) => facets.lines.has(id) && fits(facets, id, chosen));

  /* The lines that fit and still lead to what is asked. */
  const staying = (facets, scene, chosen) =>
    facets.leads(fittingIn(facets, scene, chosen), scene.lines.filter(({ id }) => facets.lines.has(id)));

  /* Return the scene with only the marks that stay; the same scene if nothing is hidden. */
  function left(scene, facets, chosen, targets = true) {
    const asks = facets && used(chosen).length > 0;
    if (!asks && targets) return scene;
    const told = (line) => Boolean(facets) && facets.lines.has(line.id);
    const fitting = asks ? staying(facets, scene, chosen) : scene.lines.filter(told);
    const kept = asks ? spread(scene, told, fitting) : new Set(scene.boxes.map((box) => box.id));
    if (!targets) for (const box of scene.boxes) if (box.kind === "target") kept.delete(box.id);
    const lines = new Set(fitting);
    return {
      ...scene,
      boxes: scene.boxes.filter((box) => kept.has(box.id)),
      lines: scene.lines.filter((line) => (told(line) ? lines.has(line) : true) && kept.has(line.start) && kept.has(line.end)),
    };
  }

  /* A box stays if it is asked about or has a line left; one without evidence of its own (a target, an open theme) if
     it is tied to one that stays. */
  function spread(scene, told, fitting) {
    const kept = new Set(scene.boxes.filter((box) => box.asked).map((box) => box.id)), judged = new Set();
    for (const line of scene.lines) if (told(line)) { judged.add(line.start); judged.add(line.end); }
    for (const line of fitting) { kept.add(line.start); kept.add(line.end); }
    // Ties lead from what is shown for another's sake to that other: a target to its belief, a group to its quote.
    const ties = new Map();
    for (const line of scene.lines) {
      if (told(line) || judged.has(line.start)) continue;
      if (!ties.has(line.end)) ties.set(line.end, []);
      ties.get(line.end).push(line.start);
    }
    const todo = [...kept];
    while (todo.length) for (const next of ties.get(todo.pop()) ?? []) if (!kept.has(next)) { kept.add(next); todo.push(next); }
    return kept;
  }

  const wordsOf = (facets, name, value) => (facets.values[name].find(([one]) => String(one) === value) ?? [value, value])[1];

  /* Each filter in use, in words. */
  function said(facets, chosen) {
    return used(chosen).map((name) =>
      name === "named" ? `at least ${chosen[name]} named ${chosen[name] === "1" ? "study" : "studies"}`
        : name === "direction" ? wordsOf(facets, name, chosen[name])
        : `${TITLES[name].toLowerCase().replace("cerqual", "CERQual")}: ${wordsOf(facets, name, chosen[name])}`);
  }

  const many = (count, one) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;

  /* "2 of 5 loops, " where the map is of loops; `word` is what one of them is called. */
  function loopsLeft(facets, left, word) {
    const loops = Object.values(facets.together ?? {}), stay = new Set(left.map(({ id }) => id));
    const whole = loops.filter((marks) => marks.every((mark) => !facets.lines.has(mark) || stay.has(mark)));
    return loops.length ? `${whole.length} of ${many(loops.length, word)}, ` : "";
  }

  /* The coverage sentence of what is left. */
  function sentence(facets, scene, chosen, word = "loop") {
    const claims = new Set(), ends = new Set(), { of } = facets, left = staying(facets, scene, chosen);
    for (const { id } of left) {
      for (const number of claimsThatFit(facets, facets.lines.get(id), chosen)) claims.add(number);
    }
    for (const number of claims) for (const end of facets.claims[number].ends) ends.add(end);
    const things = of.things ?? ["belief", "beliefs"], thing = things[of.beliefs === 1 ? 0 : 1];
    const share = of.claims ? ` (${Math.floor((100 * claims.size) / of.claims)} %)` : "";
    const counted = of.things ? "" : ` and ${claims.size} of ${many(of.claims, "claim")}${share}`;
    return [`Shows ${loopsLeft(facets, left, word)}${ends.size} of ${of.beliefs.toLocaleString("en")} ${thing}${counted}`, ...said(facets, chosen), of.filters]
      .filter(Boolean).join(" · ");
  }

  const count = (facets, scene, chosen) => staying(facets, scene, chosen).length;

  /* Say which filter emptied the map; "" if something is left. */
  function emptied(facets, scene, chosen) {
    if (!facets || !used(chosen).length || count(facets, scene, chosen)) return "";
    const name = (one) => `“${said(facets, { ...none(), [one]: chosen[one] })[0]}”`;
    const only = (one) => ({ ...none(), [one]: chosen[one] });
    const alone = used(chosen).filter((one) => !fittingIn(facets, scene, only(one)).length);
    if (alone.length) return `Nothing is left: no link here has ${alone.map(name).join(" or ")}.`;
    const astray = used(chosen).filter((one) => !count(facets, scene, only(one)));
    if (astray.length) return `Nothing is left: ${astray.map((one) => `${many(fittingIn(facets, scene, only(one)).length, "link")} with ${name(one)} would stay, but on no whole way or loop`).join("; ")}.`;
    const without = used(chosen).map((one) => [one, count(facets, scene, { ...chosen, [one]: "" })]).filter(([, links]) => links);
    if (without.length) return `Nothing is left. Without ${without.map(([one, links]) => `${name(one)} ${many(links, "link")} would stay`).join("; without ")}.`;
    return `Nothing is left: no link has ${used(chosen).map(name).join(" and ")} together.`;
  }

  const quoted = (value) => (/^[\w.-]+$/.test(value) ? value : `'${value.replace(/'/g, "'\\''")}'`);

  /* What the filters do not do, and the command that does. */
  function note(facets, scene, chosen) {
    const options = used(chosen).filter((name) => name in OPTION).map((name) => `${OPTION[name]} ${quoted(chosen[name])}`);
    const anew = options.length ? ` To count anew: map … ${options.join(" ")}` : "";
    const astray = fittingIn(facets, scene, chosen).length - count(facets, scene, chosen);
    const cut = astray ? ` ${many(astray, "link")} would fit, but ${astray === 1 ? "lies" : "lie"} on no whole way or loop any more.` : "";
    return `Marks are hidden, nothing is counted anew: numbers and widths are those of the whole map.${cut}${anew}`;
  }

  return { NAMES, TITLES, emptied, left, none, note, prepared, said, sentence, staying, used };
})();
