"use strict";
/* The view of the map: vis-network pans and zooms, everything on it is painted by us. Never animated. */
const beliefView = (() => {
  const READABLE = 0.65;  // the scale at which a part of the map is shown
  const ENOUGH = 0.58;    // below this scale the words of a box are too small, and a part is shown instead
  const ROOM = 12;        // px round what is shown

  const clamp = (value, least, most) => (least > most ? (least + most) / 2 : Math.min(Math.max(value, least), most));

  function around(boxes) {
    return {
      left: Math.min(...boxes.map((b) => b.x)) - ROOM, top: Math.min(...boxes.map((b) => b.y)) - ROOM,
      right: Math.max(...boxes.map((b) => b.x + b.width)) + ROOM, bottom: Math.max(...boxes.map((b) => b.y + b.height)) + ROOM,
    };
  }

  /* `map`: the element; `given`: nodes, edges and options of the network; `boxes`: of its nodes; `shown()` tells what
     there is to see: {scene, near, chosen, colour, anchor, opened, gaps}; `pressed(mark)` is told of a click. */
  function make(map, given, boxes, shown, pressed) {
    let network = null;     // made when the map is first seen: it needs a size
    let size = [0, 0];      // of the map as the network knows it

    function start() {
      if (network || map.hidden || !map.clientWidth) return;
      const sizes = new Map(boxes.map((one) => [one.id, { width: one.width, height: one.height }]));
      // Draws nothing: vis-network drops nodes whose centre leaves the view, so boxes are painted below.
      const shape = ({ id }) => ({ drawNode() {}, nodeDimensions: sizes.get(id) });
      network = new vis.Network(map, {
        nodes: new vis.DataSet(given.nodes.map((node) => ({ ...node, ctxRenderer: shape }))),
        edges: new vis.DataSet(given.edges),
      }, given.options);
      map.firstElementChild.tabIndex = -1; // its frame would be a second stop on the way through the page
      network.on("beforeDrawing", paint);
      network.on("click", ({ pointer }) => pressed(at(pointer.canvas)));
      map.addEventListener("pointermove", (event) => {
        const { left, top } = map.getBoundingClientRect();
        map.style.cursor = at(network.DOMtoCanvas({ x: event.clientX - left, y: event.clientY - top })) ? "pointer" : "";
      });
      new ResizeObserver(() => { if (map.clientWidth !== size[0] || map.clientHeight !== size[1]) resized(); }).observe(map);
      resized();
    }

    const at = ({ x, y }) => beliefPaint.pick(shown().scene, x, y, network.getScale());

    function paint(ctx) {
      const { scene, near, chosen, colour } = shown(), scale = network.getScale(), { x, y } = network.getViewPosition();
      const half = map.clientWidth / scale / 2, tall = map.clientHeight / scale / 2;
      beliefPaint.paintScene(ctx, scene, { near, chosen, colour, scale, view: { left: x - half, right: x + half, top: y - tall, bottom: y + tall } });
    }

    function redraw() { if (network) network.redraw(); }

    /* vis-network's own resizing keeps the old view when the panel opens, so the size is set here. */
    function resized() {
      if (!network || map.hidden || !map.clientWidth || !map.clientHeight) return;
      size = [map.clientWidth, map.clientHeight];
      network.setSize(size[0] + "px", size[1] + "px");
      fit();
      network.redraw();
    }

    const scaleFor = ({ left, top, right, bottom }) => Math.min(map.clientWidth / (right - left), map.clientHeight / (bottom - top), 1.15);
    const all = ({ width, height }) => ({ left: 0, top: 0, right: width, bottom: height });

    /* Show everything if it can be read so, else what was chosen, else the end of the question. */
    function fit(everything = false) {
      const { scene, near, anchor, opened, gaps } = shown();
      if (!network || !scene.width) return;
      const whole = everything || (scene.large && !opened);
      // What filters hid needs no room.
      let area = gaps && scene.boxes.length ? around(scene.boxes) : all(scene);
      if (!whole && near && scaleFor(area) < ENOUGH) area = around(scene.boxes.filter(({ id }) => near.has(id)));
      let scale = scaleFor(area), x = (area.left + area.right) / 2, y = (area.top + area.bottom) / 2;
      if (!whole && scale < ENOUGH && anchor) {
        scale = READABLE;
        const half = map.clientWidth / scale / 2, tall = map.clientHeight / scale / 2;
        // What was chosen stands in the middle; the end of the question at the right edge: what leads to it is on its left.
        x = clamp(near ? anchor.x + anchor.width / 2 : anchor.x + anchor.width + ROOM - half, half, scene.width - half);
        y = clamp(anchor.y + anchor.height / 2, tall, scene.height - tall);
      }
      network.moveTo({ position: { x, y }, scale, animation: false });
    }

    function zoom(factor) {
      if (!network) return;
      const least = Math.min(0.1, scaleFor(all(shown().scene)) / 2);
      network.moveTo({ scale: clamp(network.getScale() * factor, least, 4), animation: false });
    }

    /* Move the view only if the box is not wholly in it; from afar, come near enough to read it. */
    function bring({ x, y, width, height }) {
      const scale = network.getScale(), centre = network.getViewPosition(), afar = beliefCrowd.afar(shown().scene, scale);
      const half = map.clientWidth / scale / 2, tall = map.clientHeight / scale / 2;
      if (afar || Math.abs(x + width / 2 - centre.x) > half - width / 2 || Math.abs(y + height / 2 - centre.y) > tall - height / 2) {
        network.moveTo({ position: { x: x + width / 2, y: y + height / 2 }, scale: afar ? READABLE : scale, animation: false });
      }
    }

    return { bring, fit, redraw, resized, start, started: () => network !== null, zoom };
  }

  return { make };
})();
