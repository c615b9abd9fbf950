"use strict";
/* Large maps from afar: a dot for a box, one straight stroke for a line, all of a sort at once. Thousands stay fast. */
const beliefCrowd = (() => {
  const DOT = 6;      // px on the screen, whatever the scale
  const THIN = 1.2;
  const FADED = 0.13;
  const BELOW = 0.5;  // scale from which on boxes carry their words

  const afar = (scene, scale) => scene.large && scale < BELOW;
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];

  function paint(ctx, scene, look) {
    const { near, chosen, colour, scale } = look;
    const box = new Map(scene.boxes.map((one) => [one.id, one]));
    const full = (one) => !near || near.has(one.id);
    ctx.save();
    ctx.lineWidth = THIN / scale;
    for (const [shown, alpha] of [[false, FADED], [true, 0.8]]) {
      ctx.globalAlpha = alpha;
      for (const [tint, lines] of sorted(scene.lines.filter((one) => full(one) === shown), (one) => beliefLines.use(one))) {
        ctx.strokeStyle = colour[tint];
        ctx.beginPath();
        for (const line of lines) {
          const start = box.get(line.start), end = box.get(line.end);
          if (!start || !end) continue;
          ctx.moveTo(...middle(start));
          ctx.lineTo(...middle(end));
        }
        ctx.stroke();
      }
    }
    for (const [shown, alpha] of [[false, 0.35], [true, 1]]) {
      ctx.globalAlpha = alpha;
      for (const [kind, boxes] of sorted(scene.boxes.filter((one) => full(one) === shown), (one) => one.kind)) dots(ctx, kind, boxes, colour, scale);
    }
    ctx.globalAlpha = 1;
    const picked = box.get(chosen);
    for (const one of [...scene.boxes.filter((each) => each.asked), ...(picked ? [picked] : [])]) ring(ctx, one, colour, scale, one === picked);
    ctx.restore();
  }

  function sorted(things, by) {
    const found = new Map();
    for (const one of things) {
      const key = by(one);
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(one);
    }
    return found;
  }

  /* Behaviours are squares and twice as large; the shape tells them apart without a colour. */
  function dots(ctx, kind, boxes, colour, scale) {
    const half = DOT / 2 / scale;
    ctx.beginPath();
    for (const one of boxes) {
      const [x, y] = middle(one);
      if (kind === "behaviour") ctx.rect(x - 2 * half, y - 2 * half, 4 * half, 4 * half);
      else if (kind === "target") ctx.rect(x - half, y - half, 2 * half, 2 * half);
      else { ctx.moveTo(x + half, y); ctx.arc(x, y, half, 0, 2 * Math.PI); }
    }
    ctx.fillStyle = { behaviour: colour.behaviour, target: colour.tag }[kind] ?? colour.ink;
    ctx.fill();
    if (kind === "target") { ctx.strokeStyle = colour.outline; ctx.stroke(); }
  }

  function ring(ctx, box, colour, scale, chosen) {
    const [x, y] = middle(box);
    for (const [tint, radius, width] of [[colour.focus, 9, 4], [colour.ink, 7, 1.5]]) {
      ctx.strokeStyle = tint;
      ctx.lineWidth = (chosen ? width : width / 1.5) / scale;
      ctx.beginPath();
      ctx.arc(x, y, radius / scale, 0, 2 * Math.PI);
      ctx.stroke();
    }
  }

  return { afar, middle, paint };
})();
