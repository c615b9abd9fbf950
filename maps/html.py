"""The page: one HTML file that needs nothing else and asks no network for anything.

pyvis holds the nodes, edges and options and brings the vis-network library; the page around them is ours,
since pyvis's own template links style sheets from the internet and pastes text in as markup. Data goes in as
JSON that cannot end its element, and the page's policy allows only the scripts written here.
Only this file imports pyvis, and only when a map is made: the import takes half a second.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import asdict
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import MapError
from .palette import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..graph.records import Value
    from .scene import PlacedLine, Scene

OPTIONS: Mapping[str, Value] = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": False,
        "keyboard": {"enabled": False},
        "multiselect": False,
        "selectable": False,
        "zoomView": True,
    },
}
"""What vis-network may do: pan and zoom. Everything else is ours, so that a key does what a click does."""


SCRIPTS = (
    "shapes.js",
    "lines.js",
    "crowd.js",
    "paint.js",
    "round.js",
    "pack.js",
    "svg.js",
    "picture.js",
    "ways.js",
    "filters.js",
    "telling.js",
    "bar.js",
    "search.js",
    "link.js",
    "panel.js",
    "list.js",
    "view.js",
    "page.js",
)
"""Our own, in the order in which they need each other; each has one job."""
LATER = ("panels", "cards", "tables")
"""What is only needed when something is opened: a block of its own, which the page reads then. With thousands of
boxes it is most of the file."""


def page(title: str, scene: Scene, content: Mapping[str, Any]) -> str:
    """Return the whole page. ``content`` is what the scripts show; equal arguments give equal text.

    Besides ``panels``, ``cards``, ``tables``, ``legend``, ``coverage``, ``alt``, ``start`` and ``footer`` there
    may be: ``facets`` (see facets.py; without them there are no filters), ``opened`` (for the id of a theme's box
    the Scene in which it is open), ``advice`` and ``warning`` (a sentence each).
    """
    shown = {name: value for name, value in content.items() if name not in LATER}
    shown["opened"] = {theme: _drawn(opened) for theme, opened in content.get("opened", {}).items()}
    data = {
        **shown,
        "title": title,
        "scene": _drawn(scene),
        "network": _network(scene),
        # A saved picture is for a white page, whatever the reader's screen.
        "palette": dict(LIGHT),
    }
    evidence: Value = {name: content.get(name, {}) for name in LATER}
    scripts = [_library(), *(own(name) for name in SCRIPTS)]
    return assembled("page.html", title, scripts, style_with(), data=data, evidence=evidence)


def assembled(template: str, title: str, scripts: Sequence[str], style: str, **blocks: Value) -> str:
    """Return a template of this folder with its parts in it; ``blocks`` are the data that its scripts read.

    Nothing runs and nothing is fetched but these scripts and this style.
    """
    parts = {
        "policy": escape(_policy(scripts, style)),
        "style": style,
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
        "title": escape(title),
        **{name: _json(block) for name, block in blocks.items()},
    }
    # In one pass: a label that looks like one of the template's marks stays a label.
    return re.sub(r"{{(\w+)}}", lambda mark: parts[mark[1]], own(template))


def _network(scene: Scene) -> dict[str, Value]:
    """Let pyvis hold what vis-network is given: a node per box, a hidden edge per line.

    Both are invisible there, since boxes and lines are painted by us; of a large map it is only given the options,
    as thousands of invisible things would take it most of a second.
    """
    try:
        from pyvis.network import Network
    except ImportError as missing:
        raise MapError(
            'A map needs pyvis, which is not installed. Install it with "pip install pyvis".'
        ) from missing
    network = Network(directed=True)
    network.set_options(json.dumps(OPTIONS))
    if scene.large:
        return {"nodes": [], "edges": [], "options": network.options}
    for placed in scene.boxes:
        network.add_node(
            placed.box.id,
            label=" ",
            shape="custom",
            x=round(placed.x + placed.box.width / 2, 2),
            y=round(placed.y + placed.box.height / 2, 2),
        )
    for placed_line in scene.lines:
        line = placed_line.line
        network.add_edge(line.start, line.end, id=line.id, hidden=True)
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options}


def _drawn(scene: Scene) -> dict[str, Value]:
    boxes: list[Value] = [{**asdict(placed.box), "x": placed.x, "y": placed.y} for placed in scene.boxes]
    lines: list[Value] = [_line(placed) for placed in scene.lines]
    return {
        "width": scene.width,
        "height": scene.height,
        "large": scene.large,
        "boxes": boxes,
        "lines": lines,
    }


def _line(placed: PlacedLine) -> dict[str, Value]:
    return {
        **asdict(placed.line),
        "points": [[x, y] for x, y in placed.points],
        "stub": list(placed.stub) if placed.stub else None,
        "label_x": placed.label_x,
        "label_y": placed.label_y,
    }


def _json(value: Value) -> str:
    """Return JSON that holds no character which could end or confuse a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def own(name: str) -> str:
    """Return a file of this folder as text."""
    return (files("beliefgraph.maps") / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _library() -> str:
    """Return the vis-network file that pyvis brings, safe inside a script element."""
    found = find_spec("pyvis")
    if found is None or found.origin is None:
        raise MapError('A map needs pyvis, which is not installed. Install it with "pip install pyvis".')
    held = sorted((Path(found.origin).parent / "lib").glob("vis-*/vis-network.min.js"))
    if not held:
        raise MapError("The installed pyvis brings no vis-network file. Install pyvis 0.3.2.")
    text = held[-1].read_text(encoding="utf-8").replace("\r\n", "\n")
    # The source map would be one more request as soon as somebody opens the developer tools.
    text = re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def style_with(*names: str) -> str:
    """Return the colours and the style of every page, and after them more style sheets of this folder."""

    def uses(palette: Mapping[str, str]) -> str:
        return "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in palette.items())

    colours = (
        f":root{{color-scheme:light dark;{uses(LIGHT)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{uses(DARK)}}}}}\n"
    )
    return colours + "\n".join(own(name) for name in ("page.css", *names))


def _policy(scripts: Sequence[str], style: str) -> str:
    """Return the policy: nothing is fetched from anywhere, and only these very scripts run."""

    def hashes(texts: Sequence[str]) -> str:
        return " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts
        )

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes([style])}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
