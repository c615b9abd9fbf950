"""The test that catches every shortcut: after any history, the graph equals that of a fresh load."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import InputError, LoadRefused
from beliefgraph.graph.incoming import Incoming, Options
from beliefgraph.graph.load import Hooks, load, put_first, unload
from support.graphs import contents
from support.rows import link, reading, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from beliefgraph.graph.records import Link, Record
    from beliefgraph.graph.store import Store

HOOKS = Hooks(lambda merged: [], "test")
SOURCES = ("a", "b", "c")


class Dice:
    """Random records over few ids, so that sources overlap, contradict and complete one another."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def maybe(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance

    def pick(self, *values: Any) -> Any:
        return self.random.choice(values)

    def some(self, values: list[str]) -> list[str]:
        return [value for value in values if self.maybe(0.4)]

    def optional(self, **choices: tuple[Any, ...]) -> dict[str, Any]:
        return {name: self.pick(*values) for name, values in choices.items() if self.maybe()}

    def source(self) -> list[Record]:
        rows: list[Record] = []
        studies = ["s1", "s2", "s3"]
        beliefs = ["b1", "b2", "t1"]
        for study in studies:
            same: list[Link] = []
            if self.maybe(0.25):
                same.append(link("SAME_AS", f"Study/{study}", f"Study/{self.pick(*studies)}"))
                same = [one for one in same if one.start != one.end]
            included = [link("INCLUDED_IN", f"Study/{study}", "Review/r1")] if self.maybe() else []
            rows.append(
                record(
                    f"Study/{study}",
                    *same,
                    *included,
                    **self.optional(year=(2001, 2002), country=(["Norway"], ["Japan", "Chile"])),
                )
            )
        rows.append(record("Review/r1", **self.optional(year=(2020,))))
        rows.append(
            record(
                "Subtheme/b1",
                link("PART_OF", "Subtheme/b1", "Theme/t1"),
                **self.optional(definition=("x", "y")),
            )
        )
        rows.append(record("Subtheme/b2", *[link("MAPS_TO", "Subtheme/b2", "Domain/d1")][: self.pick(0, 1)]))
        rows.append(record("Theme/t1", label="T"))
        rows.append(record("Behaviour/x1", link("OPPOSITE_OF", "Behaviour/x1", "Behaviour/x2"), label="X1"))
        rows.append(record("Behaviour/x2", label="X2"))
        rows.append(record("Domain/d1", label="D"))
        rows.append(
            record(
                "ParticipantGroup/g1",
                link("TOOK_PART_IN", "ParticipantGroup/g1", "Study/s1"),
                roles=["patient"],
            )
        )
        for number in range(4):
            rows += self.quote(f"q{number}", beliefs) if self.maybe(0.8) else []
        rows += self.finding(beliefs)
        return [row for row in rows if row.kind not in ("Claim", "Coding") or self.maybe(0.8)]

    def quote(self, identifier: str, beliefs: list[str]) -> list[Record]:
        quote = f"Quote/{identifier}"
        coder = self.optional(coder=("ann", "bo"))
        supports = self.some(beliefs)
        rows = [
            record(
                quote,
                link("REPORTED_IN", quote, f"Study/s{1 + int(identifier[1]) % 3}"),
                *(link("SUPPORTS", quote, f"Belief/{belief}", **coder) for belief in supports),
                row=self.pick(2, 3, 4),
                **self.optional(
                    kind=("verbatim", "paraphrase"), roles=(["patient"], ["clinician"]), note=("n1", "n2")
                ),
            )
        ]
        for belief in supports:
            claim = f"Claim/{identifier}:{belief}:x1"
            rows.append(
                record(
                    claim,
                    link("CAUSE", claim, f"End/{belief}"),
                    link("EFFECT", claim, f"End/{self.pick('x1')}"),
                    link("BASED_ON", claim, quote),
                    direction="encourages",
                    **self.optional(basis=("stated", "inferred"), condition=("c1", "c2")),
                )
            )
        if self.maybe():
            belief = self.pick(*beliefs)
            rows.append(
                record(
                    f"Coding/{identifier};{belief};contradicts;",
                    link("CONTRADICTS", quote, f"Belief/{belief}", note=self.pick("1", "2")),
                )
            )
        return rows

    def finding(self, beliefs: list[str]) -> list[Record]:
        rows = [
            record(
                "Finding/f1",
                link("REPORTED_BY", "Finding/f1", "Review/r1"),
                *(link("SUMMARISES", "Finding/f1", f"Belief/{belief}") for belief in self.some(beliefs)),
                *(
                    link("CONTRIBUTES_TO", f"Study/{study}", "Finding/f1")
                    for study in self.some(["s1", "s2", "s3"])
                ),
                **self.optional(reported_studies=(3, 4), confidence=("High",)),
            )
        ]
        for belief in self.some(beliefs):
            rows.append(
                record(
                    f"FindingBelief/f1;{belief}",
                    link(
                        "SUMMARISES",
                        "Finding/f1",
                        f"Belief/{belief}",
                        **self.optional(part=("whole", "part"), relation=("narrower",)),
                    ),
                )
            )
        rows.append(
            record(
                "Claim/c1",
                link("CAUSE", "Claim/c1", "End/b2"),
                link("EFFECT", "Claim/c1", "End/x2"),
                link("BASED_ON", "Claim/c1", "Finding/f1"),
                direction="discourages",
            )
        )
        for by in self.some(["ann", "bo"]):
            rows.append(
                record(
                    f"Mapping/b1;d1;{by}",
                    link(
                        "MAPS_TO",
                        "Subtheme/b1",
                        "Domain/d1",
                        by=by,
                        **self.optional(status=("agreed", "rejected")),
                    ),
                )
            )
        return rows

    def edited(self, rows: list[Record]) -> list[Record]:
        """Return the rows of another version of the same file: some gone, some changed, some new."""
        gone = {row.id for row in rows if row.kind == "Quote" and self.maybe(0.15)}
        fresh = {row.about: row for row in self.source()}
        kept = [
            fresh.get(row.about, row) if self.maybe(0.4) else row for row in rows if not self.about(row, gone)
        ]
        known = {row.about for row in rows}
        return kept + [
            row for about, row in fresh.items() if about not in known and not self.about(row, gone)
        ]

    @staticmethod
    def about(row: Record, quotes: set[str]) -> bool:
        """Tell whether a row is one of these quotes or says something of them."""
        return row.kind in ("Quote", "Claim", "Coding") and row.id.replace(";", ":").split(":")[0] in quotes


def play(store: Store, dice: Dice, steps: int) -> tuple[dict[str, list[Record]], list[str], int]:
    """Load, edit, unload and reorder at random; return what the library should now be made of."""
    held: dict[str, list[Record]] = {}
    order: list[str] = []
    refused = 0
    options = Options(merge=True, new=True, replace=True)
    for _ in range(steps):
        name = dice.pick(*SOURCES)
        action = dice.pick("load", "load", "load", "unload", "first")
        try:
            if action == "load":
                rows = dice.edited(held[name]) if name in held else dice.source()
                load(store, [Incoming(name, (reading(rows),))], options, HOOKS)
                if name not in held:
                    order.append(name)
                held[name] = rows
            elif action == "unload":
                unload(store, name, HOOKS)
                held.pop(name)
                order.remove(name)
            else:
                put_first(store, name, HOOKS)
                order = [name, *(other for other in order if other != name)]
        except (LoadRefused, InputError):
            refused += 1
    return held, order, refused


@pytest.mark.parametrize("seed", range(16))
def test_any_history_ends_as_a_fresh_load(seed: int, new_store: Callable[[], Store]) -> None:
    store = new_store()
    held, order, _ = play(store, Dice(seed), steps=9)
    fresh = new_store()
    if held:
        options = Options(merge=True, new=True, replace=True)
        load(fresh, [Incoming(name, (reading(held[name]),)) for name in order], options, HOOKS)
    assert contents(store) == contents(fresh)


def test_the_dice_reach_every_corner(new_store: Callable[[], Store]) -> None:
    """The property would hold of an empty library too: most histories must end with sources, and some steps be refused."""
    played = [play(new_store(), Dice(seed), steps=9) for seed in range(8)]
    assert sum(1 for held, _, _ in played if len(held) >= 2) >= 4
    assert any(refused for _, _, refused in played)


def test_a_refused_load_leaves_the_library_as_it_was(new_store: Callable[[], Store]) -> None:
    store = new_store()
    load(store, [Incoming("a", (reading([record("Theme/t1", label="T")]),))], Options(), HOOKS)
    before = contents(store)
    dangling = [record("Subtheme/b1", link("PART_OF", "Subtheme/b1", "Theme/t9"), label="B")]
    with pytest.raises(LoadRefused, match="There is no theme with the id t9"):
        load(store, [Incoming("b", (reading(dangling),))], Options(), HOOKS)
    assert contents(store) == before
