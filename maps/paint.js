"use strict";
/* How everything looks. Draws a scene (maps/scene.py) on a canvas: lines first, boxes over them, numbers last.
   Direction is told four ways: sign, dash, head and colour. Nothing here knows about pages or events. */
const beliefPaint = (() => {
  const FONT = 'Arial, Helvetica, "Liberation Sans", sans-serif';
  const DASH = { encourages: [], discourages: [9, 5], mixed: [14, 4, 3, 4], addresses: [0.1, 5] };
  const HOLLOW = 5, CORE = 2;
  const LETTER = { clinician: "C", patient: "P", carer: "R", public: "U", other: "O" };
  const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

  /* The palette lives in the style sheet, so that dark mode is one rule there. */
  function colours() {
    const style = getComputedStyle(document.documentElement);
    const name = (use) => style.getPropertyValue("--" + use.replace("_", "-")).trim();
    return new Proxy({}, { get: (known, use) => (known[use] ??= name(use)) });
  }

  const isHollow = (line) => line.hollow && line.style !== "addresses";
  const drawnWidth = (line) => (isHollow(line) ? HOLLOW : line.width);

  function head(line) {
    const width = drawnWidth(line);
    return { length: 8 + 0.8 * width, half: 4 + 0.55 * width, bar: 5 + 0.6 * width };
  }

  /* Length taken by the head: the line must stop where the head begins, or its end shows beside the tip. */
  function headLength(line) {
    if (line.style === "addresses") return 0;
    if (line.style === "discourages") return 2;
    return head(line).length + (line.style === "mixed" ? 3 : 0);
  }

  const between = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

  /* The way of a line without its head, the tip and the direction it comes from. Worked out once per line. */
  function way(line) {
    if (line.way) return line.way;
    const points = line.points.map((point) => point.slice());
    const whole = new Path2D();
    const short = new Path2D();
    let tip = points[points.length - 1];
    let angle;
    if (line.stub) {
      tip = line.stub;
      angle = 0;
    } else {
      // Cut the last part of the curve where it comes within the head's length of the tip (de Casteljau).
      const [a, b, c, d] = points.slice(-4);
      let t = 1;
      const at = (t) => { const p = between(a, b, t), q = between(b, c, t), r = between(c, d, t);
        return between(between(p, q, t), between(q, r, t), t); };
      while (t > 0.05 && Math.hypot(at(t)[0] - d[0], at(t)[1] - d[1]) < headLength(line)) t -= 0.02;
      const p = between(a, b, t), q = between(b, c, t), r = between(c, d, t);
      const cut = at(t);
      angle = Math.atan2(d[1] - cut[1], d[0] - cut[0]) || 0;
      if (t === 1) angle = Math.atan2(d[1] - c[1], d[0] - c[0]);
      points.splice(-3, 3, p, between(p, q, t), cut);
    }
    for (const path of [whole, short]) {
      const used = path === whole ? line.points : points;
      path.moveTo(...used[0]);
      for (let i = 1; i < used.length; i += 3) path.bezierCurveTo(...used[i], ...used[i + 1], ...used[i + 2]);
    }
    if (line.stub) {
      whole.lineTo(...tip);
      short.lineTo(tip[0] - headLength(line), tip[1]);
    }
    line.way = { whole, short, tip, angle };
    return line.way;
  }

  function paintLine(ctx, line, colour) {
    const { short, tip, angle } = way(line);
    const use = line.style === "addresses" ? colour.outline : colour[line.style];
    const alpha = ctx.globalAlpha;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = use;
    ctx.lineCap = line.style === "addresses" ? "round" : "butt";
    ctx.lineJoin = "round";
    ctx.setLineDash(DASH[line.style]);
    ctx.lineWidth = drawnWidth(line);
    ctx.stroke(short);
    if (isHollow(line)) {
      ctx.setLineDash([]);
      ctx.globalAlpha = 1; // also when the line is faded, or its core would fill
      ctx.strokeStyle = colour.page;
      ctx.lineWidth = CORE;
      ctx.stroke(short);
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = alpha;
    ctx.translate(...tip);
    ctx.rotate(angle);
    paintHead(ctx, line, use, colour);
    ctx.restore();
  }

  function paintHead(ctx, line, use, colour) {
    const { length, half, bar } = head(line);
    ctx.strokeStyle = use;
    if (line.style === "addresses") {
      ctx.beginPath();
      ctx.arc(-3, 0, 3.5, 0, 2 * Math.PI);
      ctx.fill();
      return;
    }
    if (line.style !== "discourages") {
      const end = line.style === "mixed" ? -3 : 0;
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
    if (line.style !== "encourages") {
      ctx.lineWidth = 3.5;
      ctx.beginPath();
      ctx.moveTo(-2, -bar);
      ctx.lineTo(-2, bar);
      ctx.stroke();
    }
  }

  function paintNumber(ctx, line, colour) {
    if (!line.label) return;
    ctx.font = `bold 12px ${FONT}`;
    const wide = ctx.measureText(line.label).width;
    let x = line.label_x;
    // A long number grows to the left; on the right it would cover the head.
    if (line.stub) x = Math.min(x, line.stub[0] - headLength(line) - 3 - wide / 2);
    ctx.fillStyle = colour.page;
    ctx.fillRect(x - wide / 2 - 2, line.label_y - 8, wide + 4, 16);
    ctx.fillStyle = colour[line.style];
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(line.label, x, line.label_y + 0.5);
    ctx.textBaseline = "alphabetic";
  }

  function outline(box) {
    const path = new Path2D();
    const { x, y, width: w, height: h } = box;
    if (box.kind === "target") {
      path.moveTo(x, y); path.lineTo(x + w - 14, y); path.lineTo(x + w, y + h / 2);
      path.lineTo(x + w - 14, y + h); path.lineTo(x, y + h); path.closePath();
    } else if (box.kind === "behaviour") {
      path.rect(x, y, w, h);
    } else {
      path.roundRect(x, y, w, h, 8);
    }
    return path;
  }

  function paintBox(ctx, box, colour, chosen) {
    const path = outline(box);
    ctx.fillStyle = { behaviour: colour.behaviour, target: colour.tag }[box.kind] || colour.box;
    ctx.fill(path);
    if (box.kind !== "behaviour") {
      ctx.strokeStyle = colour.outline;
      ctx.lineWidth = 1.3;
      if (box.kind === "target") { ctx.setLineDash([0.1, 4]); ctx.lineCap = "round"; ctx.lineWidth = 1.8; }
      ctx.stroke(path);
      ctx.setLineDash([]);
      ctx.lineCap = "butt";
    }
    if (box.kind === "theme") {
      ctx.beginPath();
      ctx.roundRect(box.x + 3, box.y + 3, box.width - 6, box.height - 6, 6);
      ctx.stroke();
    }
    if (chosen || (box.asked && box.kind !== "behaviour")) {
      ring(ctx, box, colour);
    }
    for (const text of box.texts) paintText(ctx, box, text, colour);
    for (const badge of box.badges) paintBadge(ctx, badge.role, box.x + badge.x, box.y + badge.y, colour);
  }

  /* Amber is too weak alone on a light page, so ink lies inside it. */
  function ring(ctx, box, colour) {
    const round = { behaviour: 0, target: 0 }[box.kind] ?? 8;
    ctx.strokeStyle = colour.focus;
    ctx.lineWidth = 4;
    ctx.beginPath();
    ctx.roundRect(box.x - 2, box.y - 2, box.width + 4, box.height + 4, round && round + 2);
    ctx.stroke();
    ctx.strokeStyle = colour.ink;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.roundRect(box.x, box.y, box.width, box.height, round);
    ctx.stroke();
  }

  function paintText(ctx, box, text, colour) {
    ctx.font = `${text.bold ? "bold " : ""}${text.size}px ${FONT}`;
    ctx.fillStyle = colour[text.colour];
    ctx.textAlign = { start: "left", middle: "center", end: "right" }[text.anchor];
    ctx.direction = RIGHT_TO_LEFT.test(text.words) ? "rtl" : "ltr";
    // The limit squeezes a fallback font that is wider than the one measured: text never leaves its box.
    ctx.fillText(text.words, box.x + text.x, box.y + text.y, text.limit);
  }

  function paintBadge(ctx, role, x, y, colour) {
    const r = 7;
    const corners = { carer: 4, public: 6, other: 3 }[role];
    ctx.strokeStyle = colour.soft;
    ctx.lineWidth = 1.2;
    ctx.beginPath();
    if (role === "clinician") {
      ctx.rect(x - 6.5, y - 6.5, 13, 13);
    } else if (!corners) {
      ctx.arc(x, y, r, 0, 2 * Math.PI);
    } else {
      for (let i = 0; i < corners; i++) {
        const turn = (2 * Math.PI * i) / corners - Math.PI / 2;
        const out = role === "other" ? r + 3 : r + 1; // a triangle has least room for its letter
        ctx.lineTo(x + out * Math.cos(turn), y + out * Math.sin(turn));
      }
      ctx.closePath();
    }
    ctx.stroke();
    ctx.font = `bold ${{ carer: 8, other: 7 }[role] ?? 9}px ${FONT}`;
    ctx.fillStyle = colour.ink;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.direction = "ltr";
    ctx.fillText(LETTER[role], x, y + (role === "other" ? 1 : 0.5));
    ctx.textBaseline = "alphabetic";
  }

  /* near: ids to show in full, or null for all; the rest fades but never vanishes. */
  function paintScene(ctx, scene, near, chosen, colour) {
    const dim = (id, least) => { ctx.globalAlpha = !near || near.has(id) ? 1 : least; };
    ctx.save();
    for (const line of scene.lines) { dim(line.id, 0.13); paintLine(ctx, line, colour); }
    for (const box of scene.boxes) {
      // A faded box must still hide the lines behind it.
      ctx.globalAlpha = 1;
      if (near && !near.has(box.id)) { ctx.fillStyle = colour.page; ctx.fill(outline(box)); }
      dim(box.id, 0.28);
      paintBox(ctx, box, colour, box.id === chosen);
    }
    for (const line of scene.lines) { dim(line.id, 0.13); paintNumber(ctx, line, colour); }
    const picked = scene.lines.find((line) => line.id === chosen);
    if (picked) {
      ctx.globalAlpha = 1;
      ctx.strokeStyle = colour.focus;
      ctx.lineWidth = drawnWidth(picked) + 8;
      ctx.stroke(way(picked).whole);
      ctx.strokeStyle = colour.page;
      ctx.lineWidth = drawnWidth(picked) + 3;
      ctx.stroke(way(picked).short);
      paintLine(ctx, picked, colour);
      paintNumber(ctx, picked, colour);
    }
    ctx.restore();
  }

  /* The mark at a point of the scene: a box, else the nearest line within half of `reach`. */
  function pick(scene, x, y, reach) {
    const hit = scene.boxes.find((box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
    if (hit) return hit.id;
    const ctx = document.createElement("canvas").getContext("2d");
    for (const part of [0.2, 0.4, 0.6, 0.8, 1]) {
      ctx.lineWidth = reach * part;
      const line = scene.lines.find((line) => ctx.isPointInStroke(way(line).whole, x, y));
      // A dotted line is no evidence of its own: it opens the target it comes from.
      if (line) return line.style === "addresses" ? line.start : line.id;
    }
    return null;
  }

  /* A line, drawn for the legend. */
  function paintSample(canvas, sample, colour) {
    const ratio = window.devicePixelRatio || 1;
    const [wide, tall] = sample in LETTER ? [18, 18] : [44, 18];
    canvas.width = wide * ratio;
    canvas.height = tall * ratio;
    canvas.style.width = wide + "px";
    canvas.style.height = tall + "px";
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    if (sample in LETTER) return paintBadge(ctx, sample, 9, 9, colour);
    const style = sample === "hollow" ? "encourages" : sample;
    const line = { style, hollow: sample === "hollow", width: style === "addresses" ? 1.5 : 3.6,
      points: [[1, 9], [10, 9], [20, 9], [30, 9]], stub: [42, 9] };
    // A hollow core takes the colour of what it lies on.
    paintLine(ctx, line, new Proxy(colour, { get: (known, use) => (use === "page" ? known.box : known[use]) }));
  }

  return { colours, paintScene, paintSample, pick };
})();
