"use strict";
/* Records what the painters draw as SVG: the calls of a canvas that they use, and no others. Text stays text. */
const beliefSvg = (() => {
  const ANCHOR = { left: "start", center: "middle", right: "end" };
  const FONT = /^(bold )?([\d.]+)px (.+)$/;

  /* Characters that XML cannot hold, and lone halves of pairs, are left out. */
  const plain = (text) => String(text).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  const escape = (text) => plain(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
  const short = (value) => String(Math.round(value * 100) / 100);

  /* `measure`: a canvas context that knows how wide a text is. */
  function recorder(width, height, measure) {
    const parts = [], stack = [];
    let state = { strokeStyle: "#000", fillStyle: "#000", lineWidth: 1, lineCap: "butt", lineJoin: "miter", globalAlpha: 1,
      font: "10px sans-serif", textAlign: "left", textBaseline: "alphabetic", direction: "ltr", dash: [], moved: "" };
    let path = [];
    const moved = () => (state.moved ? ` transform="${state.moved.trim()}"` : "");
    const opaque = () => (state.globalAlpha < 1 ? ` opacity="${short(state.globalAlpha)}"` : "");
    const put = (...numbers) => numbers.map(short).join(" ");

    const calls = {
      save() { stack.push({ ...state }); },
      restore() { if (stack.length) state = stack.pop(); },
      translate(x, y) { state.moved += ` translate(${put(x, y)})`; },
      rotate(angle) { if (angle) state.moved += ` rotate(${short((angle * 180) / Math.PI)})`; },
      setLineDash(dash) { state.dash = dash; },
      beginPath() { path = []; },
      moveTo(x, y) { path.push("M" + put(x, y)); },
      lineTo(x, y) { path.push("L" + put(x, y)); },
      bezierCurveTo(...numbers) { path.push("C" + put(...numbers)); },
      closePath() { path.push("Z"); },
      rect(x, y, w, h) { path.push(`M${put(x, y)}h${put(w)}v${put(h)}h${put(-w)}Z`); },
      roundRect(x, y, w, h, round) {
        const r = Math.min(round, w / 2, h / 2), turn = `a${put(r, r)} 0 0 1 `;
        if (!r) return calls.rect(x, y, w, h);
        path.push(`M${put(x + r, y)}h${put(w - 2 * r)}${turn}${put(r, r)}v${put(h - 2 * r)}${turn}${put(-r, r)}` +
          `h${put(2 * r - w)}${turn}${put(-r, -r)}v${put(2 * r - h)}${turn}${put(r, -r)}Z`);
      },
      /* Whole circles only: nothing else is drawn. */
      arc(x, y, r) { path.push(`M${put(x - r, y)}a${put(r, r)} 0 1 1 ${put(2 * r, 0)}a${put(r, r)} 0 1 1 ${put(-2 * r, 0)}Z`); },
      fill() { parts.push(`<path d="${path.join("")}" fill="${escape(state.fillStyle)}"${opaque()}${moved()}/>`); },
      stroke() {
        const dash = state.dash.length ? ` stroke-dasharray="${put(...state.dash)}"` : "";
        const cap = state.lineCap === "butt" ? "" : ` stroke-linecap="${state.lineCap}"`;
        const join = state.lineJoin === "miter" ? "" : ` stroke-linejoin="${state.lineJoin}"`;
        parts.push(`<path d="${path.join("")}" fill="none" stroke="${escape(state.strokeStyle)}" stroke-width="${short(state.lineWidth)}"${dash}${cap}${join}${opaque()}${moved()}/>`);
      },
      fillRect(x, y, w, h) {
        parts.push(`<rect x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}" fill="${escape(state.fillStyle)}"${opaque()}${moved()}/>`);
      },
      measureText(text) { measure.font = state.font; return measure.measureText(text); },
      fillText(text, x, y, limit) {
        const [, bold, size, family] = FONT.exec(state.font);
        const rtl = state.direction === "rtl";
        // An anchor of SVG follows the direction of the text, a canvas's left and right do not.
        const anchor = { start: rtl ? "end" : "start", middle: "middle", end: rtl ? "start" : "end" }[ANCHOR[state.textAlign]];
        const wide = calls.measureText(text).width;
        const squeezed = limit && wide > limit ? ` textLength="${short(limit)}" lengthAdjust="spacingAndGlyphs"` : "";
        const low = state.textBaseline === "middle" ? y + Number(size) * 0.35 : y;
        parts.push(`<text x="${short(x)}" y="${short(low)}" font-size="${size}"${family ? ` font-family="${escape(family)}"` : ""}` +
          `${bold ? ' font-weight="bold"' : ""}${anchor === "start" ? "" : ` text-anchor="${anchor}"`}${rtl ? ' direction="rtl"' : ""}` +
          ` fill="${escape(state.fillStyle)}"${squeezed}${opaque()}${moved()}>${escape(text)}</text>`);
      },
    };
    const settable = new Set(["strokeStyle", "fillStyle", "lineWidth", "lineCap", "lineJoin", "globalAlpha", "font", "textAlign", "textBaseline", "direction"]);
    const ctx = new Proxy(calls, {
      get: (_, name) => (settable.has(name) ? state[name] : calls[name]),
      set: (_, name, value) => { if (settable.has(name)) state[name] = value; return true; },
    });
    const text = (title, description) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${short(width)}" height="${short(height)}" ` +
      `viewBox="0 0 ${put(width, height)}" role="img">\n<title>${escape(title)}</title>\n<desc>${escape(description)}</desc>\n${parts.join("\n")}\n</svg>\n`;
    return { ctx, text };
  }

  return { recorder };
})();
