"""Text is measured with published widths and broken into evenly filled lines."""

from __future__ import annotations

import pytest

from beliefgraph.maps.text import ELLIPSIS, UNKNOWN_WIDTH, width, wrap


def test_width_adds_the_published_helvetica_widths() -> None:
    # phvr8a.afm, thousandths of an em: A 667, V 667, i 222, blank 278
    assert width("AVi", 10) == pytest.approx(15.56)
    assert width(" ", 1000) == pytest.approx(278)
    # phvb8a.afm: A 722
    assert width("A", 1000, bold=True) == pytest.approx(722)


def test_width_of_characters_outside_helvetica() -> None:
    assert width("", 14) == 0
    assert width("é", 1000) == pytest.approx(556)  # eacute has a width of its own
    assert width("→", 1000) == pytest.approx(838, abs=1)  # DejaVu Sans: 1716 of 2048 units
    assert width("語", 10) == pytest.approx(10 * UNKNOWN_WIDTH)
    assert width("e\u0301", 10) == width("e", 10)  # a combining mark takes no room
    assert width("😀", 10) > 10


@pytest.mark.parametrize(
    "text",
    [
        "Order imaging",
        "Tell clinicians that patients are often frustrated by scans that show nothing",
        "x" * 200,
        "word " * 400,
        "语" * 90,
        "مرحبا بالعالم " * 5,
        "a\u0301" * 120,
    ],
)
@pytest.mark.parametrize("limit", [30.0, 140.0, 250.0])
def test_no_line_is_wider_than_the_limit(text: str, limit: float) -> None:
    lines = wrap(text, limit, 14, bold=True)
    assert 1 <= len(lines) <= 4
    assert max(width(line, 14, bold=True) for line in lines) <= limit


def test_lines_are_evenly_filled() -> None:
    # Greedy filling would leave "Refusing a scan may start a / dispute".
    assert wrap("Refusing a scan may start a dispute", 270, 14, bold=True) == (
        "Refusing a scan may start a dispute",
    )
    lines = wrap("Refusing a scan may start a dispute", 220, 14, bold=True)
    assert lines == ("Refusing a scan", "may start a dispute")


def test_nothing_is_lost_where_it_fits() -> None:
    text = "Imaging changes nothing; most people recover anyway"
    assert " ".join(wrap(text, 250, 14)) == text


def test_empty_text_is_one_empty_line() -> None:
    assert wrap("", 100, 14) == ("",)
    assert wrap(" \n ", 100, 14) == ("",)


def test_too_long_text_ends_in_an_ellipsis_after_a_whole_word() -> None:
    lines = wrap("one two three four five six seven eight", 60, 14, most=2)
    assert lines == ("one two", f"three{ELLIPSIS}")


def test_a_mark_stays_with_its_character() -> None:
    for line in wrap("a\u0301" * 30, 40, 14, most=10):
        assert not line.startswith("\u0301")


def test_lines_are_not_filled_evenly_by_breaking_a_word() -> None:
    """Two lines either way; the narrowest would be "Clinicia", "ns · USA"."""
    assert wrap("Clinicians · USA", 60, 10, bold=True) == ("Clinicians", "· USA")
