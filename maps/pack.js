"use strict";
/* Packs what a filter left: empty strips and columns are squeezed. One monotone map of y, and one of x, moves every
   point, so nothing changes its order: no line can come to cross another or a box that it did not cross before. */
const beliefPack = (() => {
  const KEEP = 8, KEEP_COLUMN = 72; // px that stay of an empty strip, of an empty column
  const PER_LINE = 7;               // px more for every line that runs along a strip
  const PORT = 23;                  // px: what a number takes; see scene.py
  const MARGIN = 12;
  const FLAT = 0.06, RUN = 60;      // a part of a line this flat and long is as rigid as a box
  const PIECES = 48;                // points taken of every part of a curve
  const ROUNDED = 80;               // up to this many lines are rounded off

  function pack(scene) {
    if (!scene.boxes.length) return scene;
    const ways = new Map(scene.lines.map((line) => [line.id, sampled(line)]));
    const across = columns(scene);
    let down = strips(scene, ways, new Set());
    // A behaviour shrinks to its visible ports, but never below its words.
    const tight = scene.boxes.filter((box) => box.kind === "behaviour" && down(box.y + box.height) - down(box.y) < words(box));
    if (tight.length) down = strips(scene, ways, new Set(tight.map((box) => box.id)));
    const to = ([x, y]) => [across(x), down(y)];
    const boxes = scene.boxes.map((box) => placed(box, across, down));
    const moved = new Map(scene.lines.map((line) => [line.id, ways.get(line.id).map(to)]));
    if (scene.lines.length <= ROUNDED) beliefRound.round(scene.lines, moved, boxes);
    return {
      ...scene,
      width: across(scene.width), height: down(scene.height), boxes,
      lines: scene.lines.map((line) => led(line, moved.get(line.id), to)),
    };
  }

  const words = (box) => {
    const ys = box.texts.map((text) => text.y);
    return (ys.length ? Math.max(...ys) - Math.min(...ys) + 20 : 0) + 20;
  };

  function placed(box, across, down) {
    const y = down(box.y), height = box.kind === "behaviour" ? down(box.y + box.height) - y : box.height;
    const texts = box.texts.map((text) => ({ ...text, y: text.y + (height - box.height) / 2 }));
    return { ...box, x: across(box.x), y, height, texts };
  }

  function led(line, way, to) {
    const { way: _way, path: _path, ...rest } = line; // what lines.js worked out for the old place
    const stub = line.stub && to(line.stub), [label_x, label_y] = to([line.label_x, line.label_y]);
    return { ...rest, points: smooth(way, stub), stub, label_x, label_y };
  }

  /* ---------- what must keep its size ---------- */

  function columns(scene) {
    const held = scene.boxes.map((box) => [box.x - 2, box.x + box.width + 2]);
    for (const line of scene.lines) {
      const half = line.label.length * 3.6 + 2;
      // A number longer than its stub grows to the left of it.
      if (line.stub) held.push([Math.min(line.points[line.points.length - 1][0], line.stub[0] - 20 - 2 * half), line.stub[0]]);
      else if (line.label) held.push([line.label_x - half, line.label_x + half]);
    }
    return squeeze(held, scene.width, () => KEEP_COLUMN);
  }

  function strips(scene, ways, tight) {
    const held = [];
    for (const box of scene.boxes) {
      const middle = box.y + box.height / 2, half = words(box) / 2;
      if (box.kind !== "behaviour") held.push([box.y - 5, box.y + box.height + 5]);
      else if (tight.has(box.id)) held.push([middle - half, middle + half]);
    }
    for (const line of scene.lines) {
      if (line.stub || line.label) held.push([line.label_y - PORT / 2, line.label_y + PORT / 2]);
      held.push(...flat(line, ways.get(line.id)));
    }
    // Lines that run along a strip keep room beside each other, though each of them is bent.
    const along = (top, bottom) => [...ways.values()].filter((way) => run(way, top, bottom) > RUN).length;
    return squeeze(held, scene.height, (top, bottom) => KEEP + PER_LINE * along(top, bottom));
  }

  function flat(line, way) {
    const found = [], room = Math.max(line.width, 5) / 2 + 3;
    let start = 0;
    for (let i = 1; i <= way.length; i++) {
      const bends = i === way.length || Math.abs(way[i][1] - way[i - 1][1]) > FLAT * Math.abs(way[i][0] - way[i - 1][0]);
      if (!bends) continue;
      const ys = way.slice(start, i).map((point) => point[1]);
      if (way[i - 1][0] - way[start][0] > RUN) found.push([Math.min(...ys) - room, Math.max(...ys) + room]);
      start = i;
    }
    return found;
  }

  function run(way, top, bottom) {
    let wide = 0;
    for (let i = 1; i < way.length; i++) {
      const middle = (way[i][1] + way[i - 1][1]) / 2;
      if (middle > top && middle < bottom) wide += Math.abs(way[i][0] - way[i - 1][0]);
    }
    return wide;
  }

  /* ---------- the map itself ---------- */

  /* Return the map that leaves every held interval as it is and every gap no wider than `keep` allows. */
  function squeeze(held, end, keep) {
    const merged = [];
    for (const [from, to] of held.sort((a, b) => a[0] - b[0])) {
      const last = merged[merged.length - 1];
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else merged.push([from, to]);
    }
    const old = [0], made = [0];
    let at = 0, place = 0;
    const go = (to, room) => { place += Math.min(room, to - at); at = to; old.push(at); made.push(place); };
    merged.forEach(([from, to], number) => {
      if (from > at) go(from, number ? keep(at, from) : MARGIN);
      if (to > at) go(to, Infinity);
    });
    if (end > at) go(end, MARGIN);
    return (value) => {
      let i = 1;
      while (i < old.length - 1 && old[i] < value) i++;
      const part = old[i] === old[i - 1] ? 0 : (value - old[i - 1]) / (old[i] - old[i - 1]);
      return Math.round((made[i - 1] + part * (made[i] - made[i - 1])) * 100) / 100;
    };
  }

  /* ---------- curves ---------- */

  /* A curve's control points are not on it, so moving them would move it elsewhere: points of the curve are moved. */
  function sampled(line) {
    const { points } = line, found = [points[0]];
    for (let i = 0; i + 3 < points.length; i += 3) {
      const [a, b, c, d] = points.slice(i, i + 4);
      for (let n = 1; n <= PIECES; n++) {
        const t = n / PIECES, u = 1 - t;
        found.push([0, 1].map((k) => u * u * u * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t * t * t * d[k]));
      }
    }
    return found;
  }

  /* A curve through points, its slope at each that of its neighbours. */
  function smooth(way, stub) {
    const found = [way[0]];
    for (let i = 1; i < way.length; i++) {
      const before = way[i - 2] ?? way[i - 1], after = way[i + 1] ?? stub ?? way[i];
      found.push([0, 1].map((k) => way[i - 1][k] + (way[i][k] - before[k]) / 6),
        [0, 1].map((k) => way[i][k] - (after[k] - way[i - 1][k]) / 6), way[i]);
    }
    return found;
  }

  return { pack };
})();
