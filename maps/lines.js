"use strict";
/* Lines with their heads and numbers. Direction is told four ways: sign, dash, head and colour. Draws on a canvas
   or on the recorder of svg.js alike. */
const beliefLines = (() => {
  const DASH = { discourages: [9, 5], mixed: [14, 4, 3, 4], addresses: [0.1, 5], contradicts: [9, 5] };
  const HEAD = { encourages: "triangle", discourages: "bar", mixed: "both", addresses: "dot", supports: "triangle", contradicts: "bar" };
  // Only the three directions have a colour of their own; what a quote or a group holds is no direction.
  const USE = { addresses: "outline", supports: "outline", contradicts: "ink", voiced: "outline", holds: "outline" };
  const HOLLOW = 5, CORE = 2;

  const use = (line) => USE[line.style] ?? line.style;
  const isHollow = (line) => line.hollow && (!(line.style in USE) || line.style === "supports" || line.style === "contradicts");
  const drawnWidth = (line) => (isHollow(line) ? HOLLOW : line.width);

  function head(line) {
    const width = drawnWidth(line);
    return { length: 8 + 0.8 * width, half: 4 + 0.55 * width, bar: 5 + 0.6 * width };
  }

  /* Length taken by the head: the line must stop where the head begins, or its end shows beside the tip. */
  function headLength(line) {
    const sort = HEAD[line.style];
    if (sort === "bar") return 2;
    if (sort === "triangle" || sort === "both") return head(line).length + (sort === "both" ? 3 : 0);
    return 0;
  }

  const between = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

  /* The way of a line without its head, the tip and the direction it comes from. Worked out once per line. */
  function way(line) {
    if (line.way) return line.way;
    const short = line.points.map((point) => point.slice());
    let tip = short[short.length - 1], angle = 0;
    if (line.stub) {
      tip = line.stub;
    } else {
      // Cut the last part of the curve where it comes within the head's length of the tip (de Casteljau).
      const [a, b, c, d] = short.slice(-4);
      const at = (t) => { const p = between(a, b, t), q = between(b, c, t), r = between(c, d, t);
        return between(between(p, q, t), between(q, r, t), t); };
      let t = 1;
      while (t > 0.05 && Math.hypot(at(t)[0] - d[0], at(t)[1] - d[1]) < headLength(line)) t -= 0.02;
      const p = between(a, b, t), q = between(b, c, t), r = between(c, d, t), cut = at(t);
      angle = t === 1 ? Math.atan2(d[1] - c[1], d[0] - c[0]) : Math.atan2(d[1] - cut[1], d[0] - cut[0]) || 0;
      short.splice(-3, 3, p, between(p, q, t), cut);
    }
    const xs = line.points.map((point) => point[0]), ys = line.points.map((point) => point[1]);
    const area = { left: Math.min(...xs) - 20, right: Math.max(tip[0], ...xs) + 20, top: Math.min(...ys) - 20, bottom: Math.max(...ys) + 20 };
    line.way = { short, tip, angle, area };
    return line.way;
  }

  /* Lay the way of a line as the current path; the short one stops where the head begins. */
  function trace(ctx, line, whole = false) {
    const { short, tip } = way(line);
    const points = whole ? line.points : short;
    ctx.moveTo(points[0][0], points[0][1]);
    for (let i = 1; i + 2 < points.length; i += 3)
      ctx.bezierCurveTo(points[i][0], points[i][1], points[i + 1][0], points[i + 1][1], points[i + 2][0], points[i + 2][1]);
    if (line.stub) ctx.lineTo(whole ? tip[0] : tip[0] - headLength(line), tip[1]);
  }

  function stroke(ctx, line) { ctx.beginPath(); trace(ctx, line); ctx.stroke(); }

  function paintLine(ctx, line, colour, alpha = 1) {
    const { tip, angle } = way(line);
    const tint = colour[use(line)];
    ctx.save();
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = ctx.fillStyle = tint;
    ctx.lineCap = line.style === "addresses" ? "round" : "butt";
    ctx.lineJoin = "round";
    ctx.setLineDash(DASH[line.style] ?? []);
    ctx.lineWidth = drawnWidth(line);
    stroke(ctx, line);
    if (isHollow(line)) {
      ctx.setLineDash([]);
      ctx.globalAlpha = 1; // also when the line is faded, or its core would fill
      ctx.strokeStyle = colour.page;
      ctx.lineWidth = CORE;
      stroke(ctx, line);
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = alpha;
    ctx.translate(tip[0], tip[1]);
    ctx.rotate(angle);
    paintHead(ctx, line, tint, colour);
    ctx.restore();
  }

  function paintHead(ctx, line, tint, colour) {
    const { length, half, bar } = head(line), sort = HEAD[line.style];
    ctx.strokeStyle = tint;
    if (sort === "dot") {
      ctx.beginPath();
      ctx.arc(-3, 0, 3.5, 0, 2 * Math.PI);
      ctx.fill();
    }
    if (sort === "triangle" || sort === "both") {
      const end = sort === "both" ? -3 : 0;
      ctx.beginPath();
      ctx.moveTo(end, 0);
      ctx.lineTo(end - length, -half);
      ctx.lineTo(end - length, half);
      ctx.closePath();
      if (isHollow(line)) {
        ctx.fillStyle = colour.page;
        ctx.lineWidth = 1.5;
        ctx.fill();
        ctx.stroke();
      } else {
        ctx.fill();
      }
    }
    if (sort === "bar" || sort === "both") {
      ctx.lineWidth = 3.5;
      ctx.beginPath();
      ctx.moveTo(-2, -bar);
      ctx.lineTo(-2, bar);
      ctx.stroke();
    }
  }

  function paintNumber(ctx, line, colour, alpha = 1) {
    if (!line.label) return;
    ctx.globalAlpha = alpha;
    ctx.font = `bold 12px ${beliefShapes.FONT}`;
    const wide = ctx.measureText(line.label).width;
    let x = line.label_x;
    // A long number grows to the left; on the right it would cover the head.
    if (line.stub) x = Math.min(x, line.stub[0] - headLength(line) - 3 - wide / 2);
    ctx.fillStyle = colour.page;
    ctx.fillRect(x - wide / 2 - 2, line.label_y - 8, wide + 4, 16);
    ctx.fillStyle = colour[use(line)];
    ctx.direction = "ltr";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(line.label, x, line.label_y + 0.5);
    ctx.textBaseline = "alphabetic";
    ctx.globalAlpha = 1;
  }

  /* The line that is open: lifted out of the others by a ring. */
  function paintChosen(ctx, line, colour) {
    ctx.save();
    ctx.strokeStyle = colour.focus;
    ctx.lineWidth = drawnWidth(line) + 8;
    ctx.beginPath(); trace(ctx, line, true); ctx.stroke();
    ctx.strokeStyle = colour.page;
    ctx.lineWidth = drawnWidth(line) + 3;
    stroke(ctx, line);
    ctx.restore();
    paintLine(ctx, line, colour);
    paintNumber(ctx, line, colour);
  }

  /* The line as a path, to ask whether a point lies near it. */
  function path(line) {
    if (!line.path) { line.path = new Path2D(); trace(line.path, line, true); }
    return line.path;
  }

  return { paintChosen, paintLine, paintNumber, path, use, way };
})();
