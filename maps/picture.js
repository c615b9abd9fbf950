"use strict";
/* The map as a picture for a white page: title, coverage, map, legend and footer, as PNG or SVG.
   The same painters fill a canvas and the recorder of svg.js. Nothing leaves the page but the file that is saved. */
const beliefPicture = (() => {
  const EDGE = 24, LEAST = 760;      // px: margin, least width
  const MARGIN = 12, PORT = 23;      // px round boxes of a cropped map; room of a link at a behaviour
  const SIDE = 16000, AREA = 64e6;   // px of a canvas that browsers still draw
  const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

  const meter = () => document.createElement("canvas").getContext("2d");

  /* A name that every file system takes: letters, digits and hyphens of the title. */
  function fileName(title, ending) {
    const safe = title.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 70).replace(/^-+|-+$/g, "").toLowerCase();
    const name = !safe || RESERVED.test(safe) ? `map-${safe}`.replace(/-$/, "") : safe;
    return `${name}.${ending}`;
  }

  function lines(measure, text, room, font) {
    measure.font = font;
    const found = [];
    let line = "";
    for (const word of text.split(/\s+/).filter(Boolean).flatMap((one) => pieces(measure, one, room))) {
      const longer = line ? `${line} ${word}` : word;
      if (line && measure.measureText(longer).width > room) { found.push(line); line = word; } else line = longer;
    }
    return line ? [...found, line] : found;
  }

  /* A word without a break that is wider than the picture is cut. */
  function pieces(measure, word, room) {
    const found = [];
    let rest = [...word];
    while (rest.length > 1 && measure.measureText(rest.join("")).width > room) {
      let count = Math.max(1, Math.floor((rest.length * room) / measure.measureText(rest.join("")).width));
      while (count > 1 && measure.measureText(rest.slice(0, count).join("")).width > room) count--;
      found.push(rest.slice(0, count).join(""));
      rest = rest.slice(count);
    }
    return [...found, rest.join("")];
  }

  /* The part of a scene that holds something. */
  function held({ boxes, lines }) {
    const areas = boxes.map(({ x, y, width, height }) => ({ left: x - MARGIN, right: x + width + MARGIN, top: y - MARGIN, bottom: y + height + MARGIN }));
    areas.push(...lines.map((line) => beliefLines.way(line).area));
    const [left, top] = ["left", "top"].map((side) => Math.min(...areas.map((one) => one[side])));
    const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...areas.map((one) => one[side])));
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  /* A behaviour is as high as all its links need: here as high as those that are left, and its words. */
  function trimmed(scene) {
    return { ...scene, boxes: scene.boxes.map((box) => {
      if (box.kind !== "behaviour") return box;
      const ys = box.texts.map(({ y }) => box.y + y), ends = scene.lines.filter(({ start, end }) => start === box.id || end === box.id);
      const ports = ends.map((line) => (line.end === box.id ? line.stub ?? line.points[line.points.length - 1] : line.points[0])[1]);
      const words = ys.length ? Math.max(...ys) - Math.min(...ys) + 40 : 40;
      const top = Math.max(box.y, Math.min(...ports) - PORT), bottom = Math.min(box.y + box.height, Math.max(...ports) + PORT);
      if (!ports.length) return box;
      const low = Math.max(0, words - (bottom - top)) / 2;
      const y = top - low, height = bottom - top + 2 * low;
      return { ...box, y, height, texts: box.texts.map((text) => ({ ...text, y: text.y + (height - box.height) / 2 })) };
    }) };
  }

  /* Lay everything out; returns the size and what draws it. `cropped`: only the part of the scene that holds something. */
  function laidOut({ scene: whole, look, title, sentences, legend, footer, palette, cropped }) {
    const scene = cropped && whole.boxes.length ? trimmed(whole) : whole;
    const part = scene === whole ? { x: 0, y: 0, width: whole.width, height: whole.height } : held(scene);
    const measure = meter(), colour = beliefPaint.named((use) => (use === "page" ? "#FFFFFF" : palette[use] ?? "#000000"));
    const width = Math.max(part.width, LEAST) + 2 * EDGE, room = width - 2 * EDGE, draws = [];
    const rtl = (text) => beliefShapes.RIGHT_TO_LEFT.test(text);
    let y = EDGE;
    const paragraph = (text, size, bold, use, gap) => {
      const font = `${bold ? "bold " : ""}${size}px ${beliefShapes.FONT}`;
      for (const line of lines(measure, text, room, font)) {
        y += size * 1.35;
        const at = y - size * 0.3, right = rtl(line);
        draws.push((ctx) => {
          Object.assign(ctx, { font, fillStyle: colour[use], textAlign: right ? "right" : "left", direction: right ? "rtl" : "ltr" });
          ctx.fillText(line, right ? width - EDGE : EDGE, at, room);
        });
      }
      y += gap;
    };
    paragraph(title, 20, true, "ink", 2);
    for (const sentence of sentences.filter(Boolean)) paragraph(sentence, 13, false, "soft", 2);
    y += 10;
    const top = y, left = EDGE + Math.max(0, (room - part.width) / 2);
    draws.push((ctx) => {
      ctx.save();
      ctx.translate(left - part.x, top - part.y);
      beliefPaint.paintScene(ctx, scene, { ...look, colour, scale: 1, view: null });
      ctx.restore();
    });
    y += part.height + 10;
    y = flow(legend, { measure, colour, draws, room, y }) + 8;
    paragraph(footer, 12, false, "soft", 0);
    return { width, height: Math.ceil(y + EDGE), draws };
  }

  /* The legend: entries in rows; a long note takes rows of its own. */
  function flow(legend, { measure, colour, draws, room, y }) {
    const font = `13px ${beliefShapes.FONT}`, bold = `bold ${font}`;
    let x = 0, row = y;
    for (const entry of legend) {
      const drawn = entry.is !== "text" && entry.is !== "note";
      measure.font = bold;
      const lead = drawn ? beliefPaint.sampleWidth(entry.sample) : entry.is === "text" ? measure.measureText(entry.sample).width : 0;
      const indent = lead ? lead + 6 : 0;
      measure.font = font;
      const said = lines(measure, entry.text, room - indent, font);
      const wide = indent + Math.max(...said.map((line) => measure.measureText(line).width), 0);
      if (x && x + wide > room) { x = 0; row += 22; }
      const at = [EDGE + x, row];
      draws.push((ctx) => {
        if (drawn) beliefPaint.paintSampleAt(ctx, entry.sample, at[0], at[1], colour);
        Object.assign(ctx, { fillStyle: colour.ink, textAlign: "left", direction: "ltr" });
        if (entry.is === "text") { ctx.font = bold; ctx.fillText(entry.sample, at[0], at[1] + 13.5); }
        ctx.font = font;
        ctx.fillStyle = entry.is === "note" ? colour.soft : colour.ink;
        said.forEach((line, number) => ctx.fillText(line, at[0] + indent, at[1] + 13.5 + 18 * number));
      });
      x += wide + 20;
      if (said.length > 1) { x = 0; row += 18 * (said.length - 1) + 22; }
    }
    return x ? row + 22 : row;
  }

  function svg(content) {
    const { width, height, draws } = laidOut(content);
    const { ctx, text } = beliefSvg.recorder(width, height, meter());
    paper(ctx, width, height, draws);
    return new Blob([text(content.title, content.alt)], { type: "image/svg+xml" });
  }

  function png(content) {
    const { width, height, draws } = laidOut(content);
    const scale = Math.min(2, SIDE / width, SIDE / height, Math.sqrt(AREA / (width * height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(width * scale);
    canvas.height = Math.floor(height * scale);
    const ctx = canvas.getContext("2d");
    ctx.scale(scale, scale);
    paper(ctx, width, height, draws);
    // At once, not through toBlob: the file must follow the press of the button.
    const [kind, coded] = canvas.toDataURL("image/png").split(",");
    return kind.startsWith("data:image/png") ? new Blob([Uint8Array.from(atob(coded), (one) => one.charCodeAt(0))], { type: "image/png" }) : null;
  }

  function paper(ctx, width, height, draws) {
    ctx.fillStyle = "#FFFFFF";
    ctx.fillRect(0, 0, width, height);
    for (const draw of draws) { ctx.save(); draw(ctx); ctx.restore(); }
  }

  /* Save as a file; returns its name, or null if this browser could not draw it. */
  function save(content, sort) {
    const blob = sort === "svg" ? svg(content) : png(content);
    if (!blob) return null;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = fileName(content.title, sort);
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    return link.download;
  }

  return { fileName, save };
})();
