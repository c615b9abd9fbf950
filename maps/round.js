"use strict";
/* Rounds off the bends that squeezing leaves in lines. A line is only rounded if it comes to cross no line more often
   and no box that it did not cross: the order of things is kept, as pack.js promises. */
const beliefRound = (() => {
  const STEP = 5;          // px between points
  const TURNS = [160, 50, 15]; // how often every point moves to the middle of its neighbours: tried in this order
  const NEAR = 3;          // px a line keeps from a box

  /* Change the ways of `moved` (points by line id) in place. */
  function round(lines, moved, boxes) {
    for (const line of lines) moved.set(line.id, even(moved.get(line.id)));
    for (const line of lines) {
      const old = moved.get(line.id), others = lines.filter((one) => one !== line).map((one) => moved.get(one.id));
      const foreign = boxes.filter(({ id }) => id !== line.start && id !== line.end);
      const faults = (way) => others.reduce((sum, other) => sum + crossings(way, other), 0) + through(way, foreign);
      const before = faults(old);
      const tried = [swung(old), ...TURNS.map((turns) => rounded(old, turns))];
      const better = tried.find((way) => faults(way) <= before);
      if (better) moved.set(line.id, better);
    }
  }

  /* One swing from end to end, level at both. */
  function swung(way) {
    const [a, d] = [way[0], way[way.length - 1]], middle = (a[0] + d[0]) / 2, b = [middle, a[1]], c = [middle, d[1]];
    return way.map((_, i) => {
      const t = i / (way.length - 1), u = 1 - t;
      return [0, 1].map((k) => u * u * u * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t * t * t * d[k]);
    });
  }

  /* The same way with points at even distances. */
  function even(way) {
    const found = [way[0]];
    let [x, y] = way[0], left = STEP;
    for (const [a, b] of way.slice(1)) {
      let far = Math.hypot(a - x, b - y);
      while (far > left) {
        x += ((a - x) * left) / far; y += ((b - y) * left) / far;
        found.push([x, y]);
        far -= left;
        left = STEP;
      }
      left -= far;
      [x, y] = [a, b];
    }
    const last = way[way.length - 1], end = found[found.length - 1];
    if (found.length > 1 && Math.hypot(end[0] - last[0], end[1] - last[1]) < STEP / 2) found.pop();
    found.push(last);
    return found;
  }

  /* Ends and the points beside them stay: a line leaves and meets its boxes as before. */
  function rounded(way, turns) {
    let now = way;
    for (let turn = 0; turn < turns; turn++) {
      now = now.map((point, i) => (i < 2 || i > now.length - 3 ? point : [0, 1].map((k) => (now[i - 1][k] + 2 * point[k] + now[i + 1][k]) / 4)));
    }
    return now;
  }

  const side = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

  function crossings(one, other) {
    let count = 0;
    const low = Math.min(...other.map((p) => p[1])), high = Math.max(...other.map((p) => p[1]));
    for (let i = 1; i < one.length; i++) {
      const a = one[i - 1], b = one[i];
      if (Math.max(a[1], b[1]) < low || Math.min(a[1], b[1]) > high) continue;
      for (let j = 1; j < other.length; j++) {
        const c = other[j - 1], d = other[j];
        if (Math.max(c[0], d[0]) < Math.min(a[0], b[0]) || Math.min(c[0], d[0]) > Math.max(a[0], b[0])) continue;
        if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) count++;
      }
    }
    return count;
  }

  /* How many boxes a way comes too near to; one that it all but enters weighs more than anything else could gain. */
  const through = (way, boxes) => boxes.reduce((sum, box) => sum + (meets(way, box, NEAR / 2) ? 1000 : meets(way, box, NEAR) ? 1 : 0), 0);

  const meets = (way, box, more) => way.some(([x, y]) =>
    x > box.x - more && x < box.x + box.width + more && y > box.y - more && y < box.y + box.height + more);

  return { round };
})();
