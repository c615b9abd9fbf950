"use strict";
/* A whole scene (maps/scene.py): lines first, boxes over them, numbers last. And which mark lies under a point. */
const beliefPaint = (() => {
  // Lines that are not in focus; boxes keep readable words (shapes.js).
  const FADED = matchMedia("(prefers-contrast: more)").matches ? 0.4 : 0.13;
  const REACH = 24;     // px on the screen: least size of what a finger or pointer must meet

  /* The palette lives in the style sheet, so that dark mode is one rule there. */
  function colours() {
    const style = getComputedStyle(document.documentElement);
    return named((use) => style.getPropertyValue("--" + use.replace("_", "-")).trim());
  }

  const named = (find) => new Proxy({}, { get: (known, use) => (known[use] ??= find(use)) });

  /* look: `near` ids to show in full, or null for all; `chosen`; `colour`; `scale`; `view` the part of the scene that
     is seen, or null for all of it. */
  function paintScene(ctx, scene, look) {
    if (beliefCrowd.afar(scene, look.scale)) return beliefCrowd.paint(ctx, scene, look);
    const { near, chosen, colour, view } = look;
    const meets = (area) => !view || (area.left < view.right && area.right > view.left && area.top < view.bottom && area.bottom > view.top);
    const lines = scene.lines.filter((line) => meets(beliefLines.way(line).area));
    const boxes = scene.boxes.filter((box) => meets({ left: box.x - 4, right: box.x + box.width + 4, top: box.y - 4, bottom: box.y + box.height + 4 }));
    const alpha = (line) => (!near || near.has(line.id) ? 1 : FADED);
    ctx.save();
    for (const line of lines) beliefLines.paintLine(ctx, line, colour, alpha(line));
    for (const box of boxes) beliefShapes.paintBox(ctx, box, colour, { chosen: box.id === chosen, faded: Boolean(near) && !near.has(box.id) });
    for (const line of lines) beliefLines.paintNumber(ctx, line, colour, alpha(line));
    const picked = scene.lines.find((line) => line.id === chosen);
    if (picked) beliefLines.paintChosen(ctx, picked, colour);
    ctx.restore();
  }

  const within = (box, x, y, more = 0) => x >= box.x - more && x <= box.x + box.width + more && y >= box.y - more && y <= box.y + box.height + more;

  /* The mark at a point of the scene: a box, else the nearest line, else a box that is small on the screen. */
  function pick(scene, x, y, scale) {
    const reach = REACH / scale;
    if (beliefCrowd.afar(scene, scale)) return nearest(scene, x, y, reach / 2) ?? pickLine(scene, x, y, reach);
    const hit = scene.boxes.find((box) => within(box, x, y));
    if (hit) return hit.id;
    const line = pickLine(scene, x, y, reach);
    if (line) return line;
    const small = scene.boxes.find((box) => within(box, x, y, Math.max(0, (reach - Math.min(box.width, box.height)) / 2)));
    return small ? small.id : null;
  }

  function nearest(scene, x, y, reach) {
    let found = null, least = reach;
    for (const box of scene.boxes) {
      const [left, top] = beliefCrowd.middle(box), away = Math.hypot(left - x, top - y);
      if (away <= least) { found = box.id; least = away; }
    }
    return found;
  }

  function pickLine(scene, x, y, reach) {
    const close = scene.lines.filter((line) => {
      const { left, right, top, bottom } = beliefLines.way(line).area;
      return x > left - reach && x < right + reach && y > top - reach && y < bottom + reach;
    });
    if (!close.length) return null;
    const ctx = document.createElement("canvas").getContext("2d");
    for (const part of [0.2, 0.4, 0.6, 0.8, 1]) {
      ctx.lineWidth = reach * part;
      const line = close.find((one) => ctx.isPointInStroke(beliefLines.path(one), x, y));
      // A dotted line is no evidence of its own: it opens the target it comes from; so does a theme's thin line.
      if (line) return line.style === "addresses" || line.style === "holds" ? line.start : line.id;
    }
    return null;
  }

  const BOXES = new Set(["belief", "theme", "behaviour", "target", "quote", "group", "study"]);
  const sampleWidth = (sample) => (sample in beliefShapes.LETTER ? 18 : BOXES.has(sample) ? 30 : 44);

  /* A mark of the legend at a place 18 px high: a badge, an empty box, or a line. */
  function paintSampleAt(ctx, sample, x, y, colour) {
    if (sample in beliefShapes.LETTER) return beliefShapes.paintBadge(ctx, sample, x + 9, y + 9, colour);
    if (BOXES.has(sample)) {
      return beliefShapes.paintBox(ctx, { kind: sample, x: x + 1, y: y + 2, width: 28, height: 14, texts: [], badges: [] }, colour);
    }
    const hollow = sample.startsWith("hollow"), style = { hollow: "encourages", "hollow-supports": "supports" }[sample] ?? sample;
    const width = { addresses: 1.5, voiced: 1.5, holds: 1.2, supports: 2, contradicts: 2 }[style] ?? 3.6;
    const line = { style, hollow, width,
      points: [[x + 1, y + 9], [x + 10, y + 9], [x + 20, y + 9], [x + 30, y + 9]], stub: [x + 42, y + 9] };
    return beliefLines.paintLine(ctx, line, colour);
  }

  function paintSample(canvas, sample, colour) {
    const ratio = window.devicePixelRatio || 1, wide = sampleWidth(sample);
    canvas.width = wide * ratio;
    canvas.height = 18 * ratio;
    canvas.style.width = wide + "px";
    canvas.style.height = "18px";
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    // A hollow core takes the colour of what it lies on.
    paintSampleAt(ctx, sample, 0, 0, new Proxy(colour, { get: (known, use) => (use === "page" ? known.box : known[use]) }));
  }

  return { colours, named, paintSample, paintSampleAt, paintScene, pick, sampleWidth };
})();
