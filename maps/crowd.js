"use strict";
/* Large maps from afar: a dot for a box, one straight stroke for a line, all of a sort at once. Thousands stay fast. */
const beliefCrowd = (() => {
  const DOT = 6;      // px on the screen, whatever the scale
  const THIN = 0.95;  // px on the screen: up to one, a browser draws a line without filling a shape for it
  const LINES = 0.35; // opacity, so that boxes stand out of thousands of lines
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
    for (const [shown, alpha] of [[false, FADED], [true, near ? 1 : LINES]]) {
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

  /* Behaviours are squares and twice as large; the shape tells them apart without a colour. Each sort is drawn once
     and stamped: thousands of circles in one path take a second to fill. */
  function dots(ctx, kind, boxes, colour, scale) {
    const size = (kind === "behaviour" ? 2 : 1) * DOT / scale, dot = stamp(kind, colour);
    for (const one of boxes) {
      const [x, y] = middle(one);
      ctx.drawImage(dot, x - size / 2, y - size / 2, size, size);
    }
  }

  function stamp(kind, colour) {
    const canvas = document.createElement("canvas"), ctx = canvas.getContext("2d"), side = 24;
    canvas.width = canvas.height = side;
    ctx.fillStyle = { behaviour: colour.behaviour, target: colour.tag }[kind] ?? colour.ink;
    ctx.strokeStyle = colour.outline;
    ctx.lineWidth = 5;
    if (kind === "behaviour") ctx.fillRect(0, 0, side, side);
    else if (kind === "target") { ctx.fillRect(2, 2, side - 4, side - 4); ctx.strokeRect(2.5, 2.5, side - 5, side - 5); }
    else { ctx.arc(side / 2, side / 2, side / 2, 0, 2 * Math.PI); ctx.fill(); }
    return canvas;
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
