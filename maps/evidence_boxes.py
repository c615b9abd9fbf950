"""The boxes and lines of a map of evidence: a belief, what says or denies it, who said it, where.

Four columns from left to right: the belief; quotes, findings and other statements; groups and reviews; studies. Lines
lead the other way, from what is said to what it is said of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis import wording
from . import boxes, words
from .confidential import speaker
from .held import CLAIM, DENIES, FINDING, QUOTE
from .rows import Column
from .scene import Badge, Box, Line, Text
from .text import width, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.evidence import Evidence, Group
    from .details import Details
    from .held import Held, Leaf

LEAF, GROUP, STUDY = 330.0, 196.0, 176.0
"""Widths of a quote, of a group or review, and of a study."""
RULE = 14.0
"""Left edge of a quote's words, behind its rule."""
BODY, SMALL = 13.0, 11.5
"""Font sizes."""
FEW = 9
"""Up to so many leaves there is room for three lines of each, else for two."""
UNREAD = "A review says so, without a finding."
NOT_HELD = "No text is held of this statement."


def marks(held: Held) -> dict[tuple[str, str], str]:
    """Return the id under which each thing is drawn, by its sort (belief, leaf's kind, group, …) and id."""
    found = {("belief", held.belief): "belief"}
    found |= {leaf.key: f"leaf-{number}" for number, leaf in enumerate(held.leaves, start=1)}
    found |= {("group", group): f"group-{number}" for number, group in enumerate(held.groups, start=1)}
    found |= {("source", review): f"review-{number}" for number, review in enumerate(held.reviews, start=1)}
    found |= {("study", study): f"study-{number}" for number, study in enumerate(held.studies, start=1)}
    return found | {
        ("listed", review): f"listed-{number}" for number, review in enumerate(held.bundled, start=1)
    }


def make(evidence: Evidence, held: Held, details: Details) -> tuple[list[Column], list[Line]]:
    """Return the columns of boxes and the lines between them, not yet placed."""
    mark = marks(held)
    lines = _lines(evidence, held, mark)
    ports = sum(line.end == "belief" for line in lines)
    belief = boxes.belief(evidence, held.belief, "belief", held.about, ports, asked=True)
    rows = 3 if len(held.leaves) <= FEW else 2
    leaves = [_leaf(evidence, held.belief, leaf, details, mark[leaf.key], rows) for leaf in held.leaves]
    groups = [_group(evidence, group, mark["group", group]) for group in held.groups]
    reviews = [_paper(wording.named(review), "review", mark["source", review]) for review in held.reviews]
    studies = [_study(evidence, study, mark["study", study]) for study in held.studies]
    listed = [
        _paper(
            wording.studies(len(several)),
            f"listed by {wording.named(review)}",
            mark["listed", review],
            STUDY,
        )
        for review, several in held.bundled.items()
    ]
    columns = [
        Column((belief,), 0.0),
        Column(tuple(leaves), 130.0),
        Column((*groups, *reviews), 56.0),
        Column((*studies, *listed), 56.0),
    ]
    return columns, lines


def statement(leaf: Leaf, details: Details, evidence: Evidence) -> str:
    """Return the words of a leaf, or what stands in their place; the same on box, list and panel."""
    if leaf.kind == QUOTE:
        return details.quotes[leaf.id].words if leaf.id in details.quotes else NOT_HELD
    if leaf.kind == FINDING:
        return details.findings[leaf.id].statement if leaf.id in details.findings else NOT_HELD
    if leaf.kind == CLAIM:
        claim = next(claim for claim in evidence.claims if claim.id == leaf.id)
        told = [details.findings[one].statement for one in claim.findings if one in details.findings]
        return " ".join(told) or NOT_HELD
    return UNREAD


def kind(leaf: Leaf, evidence: Evidence) -> str:
    """Return in words what a leaf is."""
    if leaf.kind == QUOTE:
        return {"paraphrase": "in other words", "author": "the authors' interpretation"}.get(
            evidence.quotes[leaf.id].kind, "quote"
        )
    if leaf.review is not None:
        return "finding of a review" if leaf.kind == FINDING else "named by a review"
    return "finding of a study" if leaf.kind == FINDING else "statement of a study"


def _lines(evidence: Evidence, held: Held, mark: Mapping[tuple[str, str], str]) -> list[Line]:
    made: list[tuple[str, str, str, bool]] = []
    listing: set[tuple[str, str]] = set()
    for leaf in held.leaves:
        own = mark[leaf.key]
        made += [(own, "belief", stance, leaf.review is not None) for stance in leaf.stances]
        if leaf.review is not None:
            made.append((mark["source", leaf.review], own, "voiced", False))
        elif leaf.groups:
            made += [(mark["group", group], own, "voiced", False) for group in leaf.groups]
            # A group that took part in another study than the quote's would hide where the quote is printed.
            if leaf.study not in {evidence.groups[group].study for group in leaf.groups}:
                made.append((mark["study", leaf.study or ""], own, "voiced", False))
        else:
            made.append((mark["study", leaf.study or ""], own, "voiced", False))
        for study in leaf.listed:
            if ("study", study) in mark and study not in held.bundled.get(leaf.review or "", ()):
                made.append((mark["study", study], mark["source", leaf.review or ""], "voiced", False))
                listing.add(made[-1][:2])
    for group in held.groups:
        study = evidence.groups[group].study
        if ("study", study) in mark:
            made.append((mark["study", study], mark["group", group], "voiced", False))
    for review in held.bundled:
        made.append((mark["listed", review], mark["source", review], "voiced", False))
    return [
        Line(
            f"line-{number}",
            start,
            end,
            style,
            hollow=hollow,
            width=1.5 if style == "voiced" else 2.0,
            label="contradicts" if style == DENIES else "",
            # Where a study stands is for its own words to decide.
            strength=int((start, end) not in listing),
        )
        for number, (start, end, style, hollow) in enumerate(dict.fromkeys(made), start=1)
    ]


def _leaf(evidence: Evidence, belief: str, leaf: Leaf, details: Details, mark: str, rows: int) -> Box:
    """Return the text of a leaf behind its rule, with what it is, and of a review's finding what is printed."""
    room = LEAF - RULE - 6
    said = statement(leaf, details, evidence)
    quoted = leaf.kind == QUOTE and leaf.id in details.quotes and details.quotes[leaf.id].text
    if quoted and evidence.quotes[leaf.id].kind == "verbatim":
        said = f"“{said}”"
    y = 4.0
    texts = []
    for line in wrap(said, room, BODY, most=rows):
        y += 17
        texts.append(Text(RULE, y - 4, line, BODY, room))
    y += 16
    left, right = kind(leaf, evidence), ""
    if leaf.kind == FINDING and leaf.review is not None:
        left, right = _printed(evidence, belief, leaf)
    elif leaf.kind == QUOTE:
        locator = details.quotes[leaf.id].locator if leaf.id in details.quotes else None
        left = " · ".join(part for part in (speaker(evidence, details, leaf.id), left, locator) if part)
    free = room - (width(right, SMALL) + 12 if right else 0)
    texts.append(Text(RULE, y - 4, wrap(left, free, SMALL, most=1)[0], SMALL, free, colour="soft"))
    if right:
        texts.append(Text(LEAF - 6, y - 4, right, SMALL, room, colour="soft", anchor="end"))
    wide = LEAF if right else max(_right(text) for text in texts) + 8
    return Box(mark, "quote", wide, y + 4, tuple(texts))


def _right(text: Text) -> float:
    """Return where a text ends, as measured; a line begins there, not in the empty rest of the column."""
    return text.x + min(width(text.words, text.size), text.limit)


def _printed(evidence: Evidence, belief: str, leaf: Leaf) -> tuple[str, str]:
    """Return what a review prints beside its finding: the number as printed, and CERQual's word."""
    finding = evidence.findings[leaf.id]
    if finding.reported_studies is not None:
        number = wording.many(
            finding.reported_studies, wording.ONE[finding.reported_unit], finding.reported_unit
        )
    else:
        number = wording.NOT_SHOWN if evidence.numbers_hidden else wording.NOT_STATED
    link = finding.beliefs.get(belief)
    part = words.PART_MARK if link is not None and link.part == "part" else ""
    return f"reported: {number}{part}", finding.confidence or "none"


def group_name(group: Group) -> str:
    """Return what a group is called: its label, else its profession, else its id."""
    return group.properties.get("label") or ", ".join(group.profession) or group.id


def people(group: Group) -> str:
    """Return how many people a group is, as the source states it; "" if it does not."""
    return group.properties.get("n", "")


def _group(evidence: Evidence, group: str, mark: str) -> Box:
    """Return the pill of a group: badges of its roles, its name, its number of people."""
    told = evidence.groups[group]
    held = [role for role in words.LETTER if role in told.roles]
    left = 20 + boxes.BADGE * len(held)
    room = GROUP - left - 16
    y = 6.0
    texts = []
    for line in wrap(group_name(told), room, BODY, most=2):
        y += 16
        texts.append(Text(left, y - 4, line, BODY, room))
    y += 15
    count = f"n = {people(told)}" if people(told) else "n not stated"
    texts.append(Text(left, y - 4, wrap(count, room, SMALL, most=1)[0], SMALL, room, colour="soft"))
    height = y + 6
    badges = tuple(Badge(role, 26 + boxes.BADGE * place, height / 2) for place, role in enumerate(held))
    return Box(mark, "group", GROUP, height, tuple(texts), badges)


def _study(evidence: Evidence, study: str, mark: str) -> Box:
    """Return the page of a study: citation, and country with the year where the citation has none."""
    told = evidence.studies.get(study)
    name = wording.cite(told, study)
    year = str(told.year) if told is not None and told.year is not None else ""
    country = "; ".join(told.country) if told is not None else ""
    if not country and not year:
        return _paper(name, "country, year not stated", mark, STUDY)
    where = [
        country or "country not stated",
        "" if year and name.endswith(year) else year or "year not stated",
    ]
    return _paper(name, " · ".join(filter(None, where)), mark, STUDY)


def _paper(name: str, below: str, mark: str, wide: float = GROUP) -> Box:
    room = wide - 2 * boxes.PAD
    y = 6.0
    texts = []
    for line in wrap(name, room - 12, BODY, bold=True, most=2):
        y += 16
        texts.append(Text(boxes.PAD, y - 4, line, BODY, room, bold=True))
    for line in wrap(below, room, SMALL, most=2):
        y += 15
        texts.append(Text(boxes.PAD, y - 4, line, SMALL, room, colour="soft"))
    return Box(mark, "study", wide, y + 6, tuple(texts))
