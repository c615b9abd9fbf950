"""The palette keeps the contrast that WCAG 2.2 AA asks for, in light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from beliefgraph.maps.palette import DARK, LIGHT, contrast, luminance

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS = ("ink", "soft", "encourages", "discourages", "mixed")
"""Uses that are text somewhere: numbers stand in the colour of their line."""


def test_luminance_of_black_white_and_grey() -> None:
    assert luminance("#000000") == 0
    assert luminance("#FFFFFF") == pytest.approx(1)
    # #808080: ((128/255 + 0.055) / 1.055) ** 2.4 = 0.2159
    assert luminance("#808080") == pytest.approx(0.2159, abs=5e-5)


def test_contrast_does_not_depend_on_the_order() -> None:
    assert contrast("#000000", "#FFFFFF") == contrast("#FFFFFF", "#000000") == pytest.approx(21)
    # The published example of WCAG: #777777 on white just misses 4.5.
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("use", TEXTS)
@pytest.mark.parametrize("behind", ["page", "box"])
def test_text_has_at_least_4_5(palette: Mapping[str, str], use: str, behind: str) -> None:
    assert contrast(palette[use], palette[behind]) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_other_texts_and_lines(palette: Mapping[str, str]) -> None:
    assert contrast(palette["behaviour_text"], palette["behaviour"]) >= 4.5
    assert contrast(palette["ink"], palette["tag"]) >= 4.5
    assert contrast(palette["soft"], palette["tag"]) >= 4.5
    for behind in ("page", "box", "tag"):
        assert contrast(palette["outline"], palette[behind]) >= 3


def test_the_specified_ratios_of_the_page() -> None:
    expected = {"ink": 14.8, "soft": 6.6, "outline": 5.6, "encourages": 5.0, "discourages": 5.3, "mixed": 7.4}
    assert {use: round(contrast(LIGHT[use], LIGHT["page"]), 1) for use in expected} == expected


def test_amber_needs_the_ink_line_inside_it() -> None:
    assert contrast(LIGHT["focus"], LIGHT["page"]) < 3
    assert contrast(LIGHT["ink"], LIGHT["focus"]) >= 3


def test_both_palettes_have_the_same_uses() -> None:
    assert LIGHT.keys() == DARK.keys()
