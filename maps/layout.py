"""Where everything stands: Graphviz ``dot`` with one port per line, tried several times, the best kept.

Left to right is cause to effect. Positions are worked out here once and never move on the page. dot's
curves are used as they are, since it routes them round the boxes. Only this file imports pygraphviz.

The seeds are fixed and dot is deterministic: equal boxes and lines give an equal scene.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, TypeAlias

from numpy import hypot, interp, maximum

from ..errors import MapError
from .columns import Plan, plan
from .many import MANY, place_many
from .scene import BEFORE_HEAD, STUB, Box, Line, PlacedBox, PlacedLine, Scene
from .score import Faults, faults, sample

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .score import Corners, Floats

Points: TypeAlias = "tuple[tuple[float, float], ...]"
Ports: TypeAlias = "dict[tuple[str, str], list[str]]"
"""Ids of the lines at the left ("in") and right ("out") side of a box, from top to bottom."""

RESTARTS = 32
PASSES = 4
FULL = 50
"""Up to this many boxes all restarts are made."""
TANGLED = 300
"""With so many lines it takes seconds for a few boxes, and nobody can follow a line."""
HOPELESS = 1.5
"""A start whose first pass scores this many times the best so far is given up."""
MARGIN = 12.0
"""Empty px around the drawing."""
AWAY = 80.0
"""Distance in px from a box at which the height of its lines decides the order of their ports."""
_ORDER = {"discourages": 0, "mixed": 1, "encourages": 2}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One result of dot: corners of every box, points of every line, what is wrong with it."""

    corners: Mapping[str, Corners]
    points: Mapping[str, Points]
    curves: Mapping[str, Floats]
    faults: Faults


def place(boxes: Sequence[Box], lines: Sequence[Line], *, restarts: int = RESTARTS) -> Scene:
    """Place boxes and lines.

    Every line must start and end at one of the boxes. A large map gets fewer restarts, since each takes
    longer; one of more than ``MANY`` boxes or ``TANGLED`` lines is placed by :func:`place_many`. Raises MapError without boxes or
    where pygraphviz is not installed.
    """
    if not boxes:
        raise MapError("There is nothing to draw: no box is on this map.")
    if len(boxes) > MANY or len(lines) > TANGLED:
        return place_many(boxes, lines)
    kinds = {box.id: box for box in boxes}
    planned = plan(boxes, lines)
    best: _Drawn | None = None
    # The time of one restart grows with the square of the boxes.
    for restart in range(min(restarts, max(1, int(restarts * FULL**2 / _size(boxes, lines) ** 2)))):
        drawn = _try(kinds, lines, planned, restart, HOPELESS * best.faults.total if best else inf)
        if best is None or drawn.faults.total < best.faults.total:
            best = drawn
    if best is None:
        raise MapError("A map needs at least one restart of the layout.")
    return _scene(kinds, lines, planned, best)


def _size(boxes: Sequence[Box], lines: Sequence[Line]) -> float:
    """Return how many boxes a map of usual lines would have that takes as long to place."""
    return max(len(boxes), len(lines) * 2 / 3)


def measure(scene: Scene) -> Faults:
    """Count the crossings, lines through boxes and overlaps of a placed scene."""
    corners = {
        placed.box.id: (placed.x, placed.y, placed.x + placed.box.width, placed.y + placed.box.height)
        for placed in scene.boxes
    }
    curves = [sample(line.points) for line in scene.lines]
    return faults(curves, [(line.line.start, line.line.end) for line in scene.lines], corners, scene.height)


def _try(
    boxes: Mapping[str, Box], lines: Sequence[Line], planned: Plan, seed: int, hopeless: float
) -> _Drawn:
    """Run dot, sort the ports by where the lines came out, run again; return the best of the passes.

    Gives up after the first pass if its score is above ``hopeless``: later passes gain a third at most.
    """
    order = _start(boxes, lines, planned, seed)
    ports = _first_ports(boxes, lines, planned, order)
    best: _Drawn | None = None
    seen = []
    for _ in range(PASSES):
        drawn = _dot(boxes, _by_ports(order, lines, ports, planned), lines, ports, planned)
        if best is None or drawn.faults.total < best.faults.total:
            best = drawn
        if drawn.faults.total > hopeless:
            break
        seen.append(ports)
        ports = _sorted_ports(boxes, lines, ports, drawn)
        if ports in seen:
            break
    if best is None:
        raise MapError("The layout made no pass.")
    return best


def _start(boxes: Mapping[str, Box], lines: Sequence[Line], planned: Plan, seed: int) -> list[str]:
    """Return the boxes in an order to start from, top to bottom.

    What holds back stands before what is disputed and what pushes, as at a behaviour. Inside, the boxes of each
    column are spread evenly, so that the columns mesh and the map stays low; boxes that a chain or a target joins
    stand together. Only the order within a column is left to the seed.
    """
    order = list(boxes)
    if seed:
        random.Random(seed).shuffle(order)  # noqa: S311 - an order to start from, no secret
    bunch = _bunches(order, [line for line in lines if boxes[line.end].kind != "behaviour"])
    block = {line.start: _ORDER.get(line.style, 0) for line in lines if line.style != "addresses"}
    columns: dict[tuple[int, int], list[str]] = {}
    for box in sorted(order, key=lambda box: bunch[box]):
        columns.setdefault((block.get(box, 0), planned.column.get(box, -1)), []).append(box)
    along = {box: (place + 0.5) / len(held) for held in columns.values() for place, box in enumerate(held)}
    together: dict[tuple[int, int], list[float]] = {}
    for box in order:
        together.setdefault((block.get(box, 0), bunch[box]), []).append(along[box])
    middle = {key: sum(held) / len(held) for key, held in together.items()}
    return sorted(
        order, key=lambda box: (block.get(box, 0), middle[block.get(box, 0), bunch[box]], along[box])
    )


def _bunches(order: Sequence[str], inner: Sequence[Line]) -> dict[str, int]:
    """Return for each box the bunch that lines between beliefs, or a target, make of it."""
    bunch = {box: place for place, box in enumerate(order)}
    changed = True
    while changed:
        changed = False
        for line in inner:
            least = min(bunch[line.start], bunch[line.end])
            changed |= bunch[line.start] != bunch[line.end]
            bunch[line.start] = bunch[line.end] = least
    return bunch


def _first_ports(
    boxes: Mapping[str, Box], lines: Sequence[Line], planned: Plan, order: Sequence[str]
) -> Ports:
    place = {box: number for number, box in enumerate(order)}
    ports: Ports = {(box, side): [] for box in boxes for side in ("in", "out")}
    for line in sorted(
        lines, key=lambda line: (_ORDER.get(line.style, 0), place[line.start], place[line.end])
    ):
        tail, head = planned.ends(line)
        ports[tail, "out"].append(line.id)
        ports[head, "in"].append(line.id)
    return ports


def _by_ports(order: Sequence[str], lines: Sequence[Line], ports: Ports, planned: Plan) -> list[str]:
    """Return the boxes in the order in which their lines arrive at the last behaviours.

    dot improves the order in which it is given the boxes, by swapping neighbours; given this one, it has little
    left to do. A box without a line there stands at the mean of those it leads to.
    """
    arriving = [line for box in planned.last for line in ports[box, "in"]]
    height: dict[str, float] = {line: float(place) for place, line in enumerate(arriving)}
    leaving: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        tail, head = planned.ends(line)
        leaving.setdefault(tail, []).append((line.id, head))
    known: dict[str, float] = {}

    def of(box: str) -> float:
        if box not in known:
            found = [height[line] if line in height else of(head) for line, head in leaving.get(box, ())]
            known[box] = sum(found) / len(found) if found else 0.0
        return known[box]

    return sorted(order, key=of)


def _sorted_ports(boxes: Mapping[str, Box], lines: Sequence[Line], ports: Ports, drawn: _Drawn) -> Ports:
    """Sort the ports of each side by height; at a behaviour by direction first, so that it reads in blocks."""
    styles = {line.id: _ORDER.get(line.style, 0) for line in lines}

    def key(side: str, box: str, line: str) -> tuple[int, float]:
        curve = drawn.curves[line]
        # Some way off the box: there the line's height says where it comes from, not where its port is.
        at = curve[0, 0] + AWAY if side == "out" else curve[-1, 0] - AWAY
        height = float(interp(at, maximum.accumulate(curve[:, 0]), curve[:, 1]))
        block = styles[line] if boxes[box].kind == "behaviour" and side == "in" else 0
        return block, height

    return {
        (box, side): sorted(held, key=lambda line: (*key(side, box, line), line))
        for (box, side), held in ports.items()
    }


def _dot(
    boxes: Mapping[str, Box], order: Sequence[str], lines: Sequence[Line], ports: Ports, planned: Plan
) -> _Drawn:
    try:
        from pygraphviz import AGraph
    except ImportError as missing:
        raise MapError(
            "A map needs pygraphviz, which has no package for this system. The table of `paths` and `targets` "
            "holds the same content."
        ) from missing
    names = {box: f"n{number}" for number, box in enumerate(order)}
    keys = {line.id: f"e{number}" for number, line in enumerate(lines)}
    graph = AGraph(string=_source(boxes, lines, ports, planned, names, keys))
    graph.layout(prog="dot")
    top = float(graph.graph_attr["bb"].split(",")[3])
    corners = {}
    for box, name in names.items():
        x, y = (float(part) for part in graph.get_node(name).attr["pos"].split(","))
        corners[box] = _corner(boxes[box], x, top - y)
    points: dict[str, Points] = {}
    for line in lines:
        tail, head = planned.ends(line)
        text = graph.get_edge(names[tail], names[head], key=keys[line.id]).attr["pos"]
        points[line.id] = tuple((x, top - y) for x, y in _numbers(text))
    curves = {line: sample(way) for line, way in points.items()}
    # Not dot's own bounds: they hold control points, which lie outside of the curves.
    ys = [y for corner in corners.values() for y in corner[1::2]]
    ys += [float(y) for curve in curves.values() for y in (curve[:, 1].min(), curve[:, 1].max())]
    ends = [(line.start, line.end) for line in lines]
    found = faults([curves[line.id] for line in lines], ends, corners, max(ys) - min(ys))
    return _Drawn(corners, points, curves, found)


def _numbers(text: str) -> list[tuple[float, float]]:
    """Read the points of an edge; a long line is folded by dot with a backslash."""
    pairs = text.replace("\\\n", "").split()
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in pairs)]


def _corner(box: Box, x: float, y: float) -> Corners:
    """Return the drawn corners: a behaviour is drawn without the room for the stubs on its left."""
    stub = STUB if box.kind == "behaviour" else 0.0
    left = x - (box.width + stub) / 2 + stub
    return left, y - box.height / 2, left + box.width, y + box.height / 2


def _source(
    boxes: Mapping[str, Box],
    lines: Sequence[Line],
    ports: Ports,
    planned: Plan,
    names: Mapping[str, str],
    keys: Mapping[str, str],
) -> str:
    """Write the graph in the DOT language; only made-up names and numbers go in, never text from data."""
    text = [
        "digraph {",
        # The order given counts; a longer search of dot's own takes time that another restart uses better.
        "graph [rankdir=LR, splines=spline, newrank=true, ranksep=0.75, nodesep=0.1, mclimit=1, searchsize=30]",
        "node [shape=box, fixedsize=true, margin=0]",
        "edge [dir=none]",
    ]

    def inches(pixels: int) -> str:
        # A hair more than the table of ports inside needs, else dot warns on stderr that it does not fit.
        return f"{(pixels + 0.02) / 72:.5f}"

    for box, name in names.items():
        width = round(boxes[box].width + (STUB if boxes[box].kind == "behaviour" else 0))
        height = round(boxes[box].height)
        sides = (_cells(side, len(ports[box, side]), width // 2, height) for side in ("in", "out"))
        table = _table("<tr>" + "".join(f"<td>{cells}</td>" for cells in sides) + "</tr>")
        text.append(f"{name} [width={inches(width)}, height={inches(height)}, label=<{table}>]")
    if planned.last:
        text.append("{rank=same; " + "; ".join(names[box] for box in planned.last) + "}")
    for line in lines:
        tail, head = planned.ends(line)
        start, end = ports[tail, "out"].index(line.id), ports[head, "in"].index(line.id)
        text.append(
            f"{names[tail]}:out{start}:e -> {names[head]}:in{end}:w "
            f"[key={keys[line.id]}, minlen={planned.length.get(line.id, 1)}]"
        )
    return "\n".join([*text, "}"])


def _table(rows: str) -> str:
    return f'<table border="0" cellborder="0" cellspacing="0" cellpadding="0">{rows}</table>'


def _cells(side: str, ports: int, width: int, height: int) -> str:
    """Return one side of a box as a table of empty cells, one per port, that fill its height.

    Tables rather than records: their ports stand where we say, and dot reads no font for empty cells.
    """
    edges = [height * number // max(ports, 1) for number in range(max(ports, 1) + 1)]
    return _table(
        "".join(
            f'<tr><td port="{side}{number}" fixedsize="true" width="{width}" height="{below - above}"></td></tr>'
            for number, (above, below) in enumerate(pairwise(edges))
        )
    )


def _scene(boxes: Mapping[str, Box], lines: Sequence[Line], planned: Plan, drawn: _Drawn) -> Scene:
    """Shift everything into a frame and give each line its stub and the place of its number."""
    every = [*drawn.corners.values(), *(_bounds(curve) for curve in drawn.curves.values())]
    left, top = min(corner[0] for corner in every) - MARGIN, min(corner[1] for corner in every) - MARGIN
    right, bottom = max(corner[2] for corner in every) + MARGIN, max(corner[3] for corner in every) + MARGIN
    placed = tuple(
        PlacedBox(box, round(drawn.corners[box.id][0] - left, 2), round(drawn.corners[box.id][1] - top, 2))
        for box in boxes.values()
    )
    ways = []
    for line in lines:
        points = tuple((round(x - left, 2), round(y - top, 2)) for x, y in drawn.points[line.id])
        backwards = line.id in planned.against
        stubbed = boxes[line.end].kind == "behaviour" and not backwards
        if backwards:
            points = points[::-1]
            if boxes[line.start].kind == "behaviour":
                # dot's box is wider on this side, by the room for the stubs of lines that arrive.
                x, y = points[0]
                points = (*((round(x + STUB * part / 3, 2), y) for part in (3, 2, 1)), *points)
        ways.append(numbered(line, points, stubbed))
    return Scene(round(right - left, 2), round(bottom - top, 2), placed, tuple(ways))


def _bounds(curve: Floats) -> Corners:
    (left, top), (right, bottom) = curve.min(axis=0), curve.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def numbered(line: Line, points: Points, stubbed: bool) -> PlacedLine:
    """Add the stub before a behaviour and find the centre of the number."""
    x, y = points[-1]
    if stubbed:
        return PlacedLine(line, points, (x + STUB, y), x + STUB / 2, y)
    curve = sample(points)[::-1]
    steps = hypot(*(curve[1:] - curve[:-1]).T)
    walked = steps.cumsum()
    at = min(int(walked.searchsorted(BEFORE_HEAD)), len(walked) - 1)
    return PlacedLine(
        line, points, None, round(float(curve[at + 1][0]), 2), round(float(curve[at + 1][1]), 2)
    )
