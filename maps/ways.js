"use strict";
/* Ways along the lines of a scene: what is joined to a mark, and where an arrow key leads. Plain data only. */
const beliefWays = (() => {
  const strength = (a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1);

  /* Everything up- and downstream of a box or line, with the lines between. */
  function connected(scene, mark) {
    const found = new Set([mark]), picked = scene.lines.find(({ id }) => id === mark);
    const follow = (from, to) => {
      const leaving = new Map();
      for (const one of scene.lines) {
        if (!leaving.has(one[from])) leaving.set(one[from], []);
        leaving.get(one[from]).push(one);
      }
      const todo = picked ? [picked[to]] : [mark];
      todo.forEach((id) => found.add(id));
      while (todo.length) {
        for (const one of leaving.get(todo.pop()) ?? []) {
          found.add(one.id);
          if (!found.has(one[to])) { found.add(one[to]); todo.push(one[to]); }
        }
      }
    };
    follow("start", "end");
    follow("end", "start");
    return found;
  }

  /* The box to which an arrow key leads from a box, or undefined. `backwards`: a map of evidence is read from the
     belief on its left to the studies on its right, against its lines. */
  function next(scene, here, key, backwards) {
    const [onward, back] = backwards ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    if (key === onward) return scene.lines.filter((one) => one.start === here.id).sort(strength)[0]?.end;
    if (key === back) return scene.lines.filter((one) => one.end === here.id).sort(strength)[0]?.start;
    const way = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (!way) return undefined;
    const column = scene.boxes.filter((one) => one.id !== here.id && (one.y - here.y) * way > 0 &&
      one.x < here.x + here.width && here.x < one.x + one.width);
    return column.sort((a, b) => (a.y - b.y) * way)[0]?.id;
  }

  /* Every box on a way along lines, from one box: `from` and `to` name the ends of a line in the order walked. */
  function reached(lines, box, from, to) {
    const after = new Map(), found = new Set([box]), todo = [box];
    for (const one of lines) {
      if (!after.has(one[from])) after.set(one[from], []);
      after.get(one[from]).push(one[to]);
    }
    while (todo.length) for (const next of after.get(todo.pop()) ?? []) if (!found.has(next)) { found.add(next); todo.push(next); }
    return found;
  }

  return { connected, next, reached };
})();
