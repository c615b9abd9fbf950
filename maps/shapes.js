"use strict";
/* Boxes with their words, and the badges of roles. Draws on a canvas or on the recorder of svg.js alike, so only
   calls that both know are used. Nothing here knows about pages or events. */
const beliefShapes = (() => {
  const FONT = 'Arial, Helvetica, "Liberation Sans", sans-serif';
  const LETTER = { clinician: "C", patient: "P", carer: "R", public: "U", other: "O" };
  const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
  const FOLD = 12;          // px: corner of a study's page
  const FADED = 0.28;       // outline and fill of what is not in focus
  const FADED_WORDS = 0.65; // its words: faded, but at 4.5 to 1 still readable with low vision

  /* The way round a box. */
  function trace(ctx, box) {
    const { x, y, width: w, height: h } = box;
    ctx.beginPath();
    if (box.kind === "target") {
      ctx.moveTo(x, y); ctx.lineTo(x + w - 14, y); ctx.lineTo(x + w, y + h / 2);
      ctx.lineTo(x + w - 14, y + h); ctx.lineTo(x, y + h); ctx.closePath();
    } else if (box.kind === "study") {
      ctx.moveTo(x, y); ctx.lineTo(x + w - FOLD, y); ctx.lineTo(x + w, y + FOLD);
      ctx.lineTo(x + w, y + h); ctx.lineTo(x, y + h); ctx.closePath();
    } else if (box.kind === "group") {
      ctx.roundRect(x, y, w, h, h / 2);
    } else if (box.kind === "behaviour" || box.kind === "quote") {
      ctx.rect(x, y, w, h);
    } else {
      ctx.roundRect(x, y, w, h, Math.min(8, h / 4));
    }
  }

  function paintBox(ctx, box, colour, { chosen = false, faded = false } = {}) {
    // A faded box must still hide the lines behind it.
    trace(ctx, box);
    if (faded) { ctx.fillStyle = colour.page; ctx.fill(); }
    ctx.globalAlpha = faded ? FADED : 1;
    ctx.fillStyle = { behaviour: colour.behaviour, target: colour.tag, quote: colour.page }[box.kind] || colour.box;
    ctx.fill();
    if (box.kind === "quote") rule(ctx, box, colour);
    else if (box.kind !== "behaviour") edge(ctx, box, colour);
    if (chosen || (box.asked && box.kind !== "behaviour")) ring(ctx, box, colour);
    for (const badge of box.badges) paintBadge(ctx, badge.role, box.x + badge.x, box.y + badge.y, colour);
    ctx.globalAlpha = faded ? FADED_WORDS : 1;
    for (const text of box.texts) paintText(ctx, box, text, faded ? colour.ink : colour[text.colour]);
    ctx.globalAlpha = 1;
  }

  function edge(ctx, box, colour) {
    ctx.strokeStyle = colour.outline;
    ctx.lineWidth = 1.3;
    if (box.kind === "target") { ctx.setLineDash([0.1, 4]); ctx.lineCap = "round"; ctx.lineWidth = 1.8; }
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.lineCap = "butt";
    if (box.kind === "theme") {
      ctx.beginPath();
      ctx.roundRect(box.x + 3, box.y + 3, box.width - 6, box.height - 6, 6);
      ctx.stroke();
    }
    if (box.kind === "study") {
      const right = box.x + box.width;
      ctx.beginPath();
      ctx.moveTo(right - FOLD, box.y); ctx.lineTo(right - FOLD, box.y + FOLD); ctx.lineTo(right, box.y + FOLD);
      ctx.stroke();
    }
  }

  /* A quotation stands behind a rule, as on a printed page. */
  function rule(ctx, box, colour) {
    ctx.strokeStyle = colour.outline;
    ctx.lineWidth = 3;
    ctx.beginPath();
    ctx.moveTo(box.x + 1.5, box.y);
    ctx.lineTo(box.x + 1.5, box.y + box.height);
    ctx.stroke();
  }

  /* Amber is too weak alone on a light page, so ink lies inside it. */
  function ring(ctx, box, colour) {
    const round = { behaviour: 0, target: 0, study: 0, quote: 0, group: box.height / 2 }[box.kind] ?? 8;
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
    ctx.fillStyle = colour;
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
        ctx[i ? "lineTo" : "moveTo"](x + out * Math.cos(turn), y + out * Math.sin(turn));
      }
      ctx.closePath();
    }
    ctx.stroke();
    ctx.font = `bold ${{ carer: 8, other: 7 }[role] ?? 9}px ${FONT}`;
    ctx.fillStyle = colour.ink;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.direction = "ltr";
    ctx.fillText(LETTER[role] ?? "?", x, y + (role === "other" ? 1 : 0.5));
    ctx.textBaseline = "alphabetic";
  }

  return { FONT, LETTER, RIGHT_TO_LEFT, paintBadge, paintBox };
})();
