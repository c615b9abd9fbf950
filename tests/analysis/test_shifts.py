"""Best and worst ranks by the moves of places, against ranking everything anew."""

from __future__ import annotations

import random

import pytest

from beliefgraph.analysis.shifts import Shifts


def test_what_falls_lets_others_rise() -> None:
    shifts = Shifts({"a": (5, 1), "b": (4, 0), "c": (4, 0), "d": (1, 0)}, last=4)
    shifts.change({"a": (4, 0)})  # a, b and c share the first rank
    shifts.change({"b": None})  # c is second, d third, b gets the number of rows
    assert shifts.ranges() == {"a": (1, 1), "b": (1, 4), "c": (1, 2), "d": (3, 4)}


def test_what_comes_in_pushes_others_down_and_has_no_range_itself() -> None:
    shifts = Shifts({"a": (2,), "b": (1,), "new": None}, last=2)
    shifts.change({"new": (3,)})
    assert shifts.ranges() == {"a": (1, 2), "b": (2, 3)}


def test_nothing_ranked() -> None:
    shifts = Shifts({}, last=0)
    shifts.change({})
    assert shifts.ranges() == {}


@pytest.mark.parametrize("seed", range(60))
def test_as_if_everything_was_ranked_anew(seed: int) -> None:
    rng = random.Random(seed)

    def some() -> tuple[int, ...] | None:
        return None if rng.random() < 0.15 else (rng.randrange(4), rng.randrange(2))

    keys = {name: some() for name in "abcdefghij"}
    last = sum(key is not None for key in keys.values()) + rng.randrange(3)
    shifts = Shifts(keys, last)
    seen: dict[str, list[int]] = {}

    def see(now: dict[str, tuple[int, ...] | None]) -> None:
        for name, key in keys.items():
            if key is not None:
                mine = now[name]
                above = [one for one in now.values() if one is not None and mine is not None and one > mine]
                seen.setdefault(name, []).append(last if mine is None else 1 + len(above))

    see(keys)
    for _ in range(rng.randrange(12)):
        changed = {name: some() for name in rng.sample("abcdefghij", rng.randrange(5))}
        shifts.change(changed)
        see({**keys, **changed})
    assert shifts.ranges() == {name: (min(ranks), max(ranks)) for name, ranks in seen.items()}
