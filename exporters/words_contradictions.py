"""Contradictions in words, for the screen: who is for and against, and what is said on either side, side by side."""

from __future__ import annotations

import shlex
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

from ..analysis.contradictions import Behind
from ..analysis.shapes import FOOTER
from ..analysis.wording import ONE, cite, cited, many, named, studies
from ..graph.statements import Roles
from ..graph.unshared import INSTEAD
from ..queries.quoted import Texts
from .rows import plain
from .words import WIDTH, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..analysis.contradictions import Contradiction, Contradictions, Effect
    from ..analysis.differences import Difference, ReadDifferently, Reading
    from ..graph.evidence import Evidence

SHOWN = 3
"""Texts on either side of a belief when several beliefs are listed; of one belief alone all are shown."""
LONGEST = 300
"""Characters of a text after which it is cut when several beliefs are listed."""


def texts_shown(found: Contradictions) -> tuple[set[str], set[str]]:
    """Return the quotes and findings whose words :func:`contradictions_text` shows."""
    most = _most(found)
    sides = [side for row in found.rows for _, left, _, right in _pairs(row) for side in (left, right)]
    return (
        {one for side in sides for one in side.quotes[:most]},
        {one for side in sides for one in side.findings[:most]},
    )


def _most(found: Contradictions) -> int | None:
    return None if len(found.rows) == 1 else SHOWN


def contradictions_text(found: Contradictions, evidence: Evidence, texts: Texts, notes: str = "") -> str:
    """Return contradictions as text: studies first, then what is said for and against side by side."""
    lines = wrapped("Beliefs that something stands against", "") + wrapped(notes, "")
    words = _Words(evidence, texts, _most(found))
    if not found.rows:
        lines += [
            "",
            "Nothing speaks against a belief here. That nobody denied it does not mean that all agree.",
        ]
    rows = sorted(
        found.rows,
        key=lambda row: (-len(row.studies_against) - len(row.studies_mixed), row.label, row.belief),
    )
    for row in rows:
        lines += ["", *words.row(row)]
    shown = {row.belief for row in found.rows}
    rest = [(label, one) for belief, label, one in found.differences.rows if belief not in shown]
    if rest:
        lines += ["", "Read differently, with nothing against it:"]
        lines += [
            line for label, one in rest for line in wrapped(f"{label}: {words.difference(one)}", "  - ")
        ]
    if rows:
        lines += ["", *wrapped(_opens(rows), "")]
    return "\n".join([*lines, "", *wrapped(FOOTER, "")])


def _opens(rows: Sequence[Contradiction]) -> str:
    """Say how what stands behind the numbers is opened."""
    said = f"All that is held of a belief, for example the first: {_ask('evidence-behind-belief', belief=rows[0].belief)}."
    effects = [(row.belief, one.effect) for row in rows for one in (*row.claims_both_ways, *row.no_effect)]
    if effects:
        cause, effect = effects[0]
        said += (
            f" Of what it is said to influence: {_ask('evidence-behind-step', cause=cause, effect=effect)}."
        )
    return f"{said} All texts of one belief: contradictions --belief and its name. The ids of everything: --format json."


def _ask(question: str, **parameters: str) -> str:
    given = (f"--param {shlex.quote(f'{name}={value}')}" for name, value in parameters.items())
    return " ".join((f"beliefgraph ask {question}", *given))


class _Words:
    """Writes rows of contradictions."""

    def __init__(self, evidence: Evidence, texts: Texts, most: int | None) -> None:
        self._evidence = evidence
        self._texts = texts
        self._most = most
        self._roles = Roles(evidence)

    def row(self, row: Contradiction) -> Iterator[str]:
        yield from wrapped(f"{row.label} [{row.belief}]", "")
        yield from self._studies("for", row.studies_for)
        yield from self._studies("against", row.studies_against)
        yield from self._studies("for and against", row.studies_mixed)
        for other, held in row.opposite_held.items():
            yield from self._studies(f"for the opposite, “{self._label(other)}” [{other}]", held)
        for one in row.no_effect:
            yield from self._effect(one, {"no_effect": "is said to have no effect on"})
        for one in row.claims_both_ways:
            yield from self._effect(
                one, {"encourages": "is said to encourage", "discourages": "is said to discourage"}
            )
        for difference in row.read_differently:
            yield from wrapped(f"read differently: {self.difference(difference)}", "  ")
        for pair in _pairs(row, self._label):
            yield from self._side_by_side(*pair)

    def difference(self, one: Difference) -> str:
        """Return what is read differently, and by whom."""
        where = f" of {self._cite(one.study)}" if one.study and one.quote else ""
        about = f"quote {one.quote}{where}" if one.quote else self._cite(one.study) if one.study else ""
        if one.effect:
            about += f" on “{self._evidence.label(one.effect)}”"
        readings = "; ".join(map(self._reading, one.readings))
        return f"{one.what}: {f'{about}: ' if about else ''}{readings}"

    def _reading(self, one: Reading) -> str:
        who = [f"coder {one.coder}"] if one.coder else []
        who += [named(one.review)] if one.review else []
        under = [*one.findings, *one.claims]
        part = " for a finding that joins several beliefs" if one.part == "part" else ""
        relation = f" (the belief is {one.relation} than the finding)" if one.relation in _THAN else ""
        shown = f" [{', '.join(under)}]" if under else ""
        return f"{' and '.join(who) or 'a coder who is not named'} {one.says}{part}{relation}{shown}"

    def _studies(self, what: str, several: Sequence[str]) -> Iterator[str]:
        if several:
            yield from wrapped(f"{what}: {studies(len(several))}: {cited(self._evidence, several)}", "  ")

    def _effect(self, one: Effect, ways: dict[str, str]) -> Iterator[str]:
        turned = ", turned from claims about its opposite" if one.turned else ""
        for way, said in ways.items():
            behind = one.studies[way]
            held = (
                f"{studies(len(behind))}: {cited(self._evidence, behind)}"
                if behind
                else "no study that can be named"
            )
            yield from wrapped(f"{said} “{self._label(one.effect)}”{turned}: {held}", "  ")

    def _side_by_side(self, title: str, left: Behind, other: str, right: Behind) -> Iterator[str]:
        width = (WIDTH - 5) // 2
        yield f"  {title[:width]:<{width}} | {other[:width]}"
        nothing = ["nothing held"] if title else []  # without a title what is held stands above
        for one, two in zip_longest(
            self._side(left) or nothing, self._side(right) or ["nothing held"], fillvalue=""
        ):
            lines = textwrap.wrap(one, width), textwrap.wrap(two, width)
            for a, b in zip_longest(*lines, fillvalue=""):
                yield f"  {a:<{width}} | {b}".rstrip()

    def _side(self, behind: Behind) -> list[str]:
        """Return the texts of one side, and how many more there are."""
        quotes, findings = behind.quotes[: self._most], behind.findings[: self._most]
        shown = [*map(self._quote, quotes), *map(self._finding, findings)]
        rest = len(behind.quotes) + len(behind.findings) - len(shown)
        if behind.claims:
            claims = behind.claims[: self._most]
            more = f" and {len(behind.claims) - len(claims)} more" if len(claims) < len(behind.claims) else ""
            shown.append(f"- {many(len(behind.claims), 'claim')} without a text: {', '.join(claims)}{more}")
        return [*shown, f"… and {rest} more"] if rest else shown

    def _quote(self, identifier: str) -> str:
        quote = self._evidence.quotes[identifier]
        roles = ", ".join(self._roles.of_quote(quote))
        kind = {"author": "the authors", "paraphrase": "in other words"}.get(quote.kind)
        who = [one for one in (quote.speaker, roles, kind, self._cite(quote.study)) if one]
        text = self._text(self._texts.quotes.get(identifier), quoted=quote.kind == "verbatim")
        return f"- {text} ({', '.join(who)}) [{identifier}]"

    def _finding(self, identifier: str) -> str:
        finding = self._evidence.findings[identifier]
        if finding.study is not None:
            who = f"the authors of {self._cite(finding.study)}"
        else:
            number, unit = finding.reported_studies, finding.reported_unit
            printed = f" {many(number, ONE[unit], unit)}" if number is not None else ""
            who = f"{named(str(finding.review))}{printed}, {finding.confidence or 'not graded'}"
        return f"- {self._text(self._texts.findings.get(identifier), quoted=False)} ({who}) [{identifier}]"

    def _text(self, text: str | None, *, quoted: bool) -> str:
        if text is None:
            return f"({INSTEAD})"
        shown = plain(text)
        if self._most is not None and len(shown) > LONGEST:
            shown = f"{shown[:LONGEST].rsplit(' ', 1)[0]} …"
        return f"“{shown}”" if quoted else shown

    def _cite(self, study: str) -> str:
        return cite(self._evidence.studies.get(study), study)

    def _label(self, end: str) -> str:
        return self._evidence.label(end)


def _pairs(row: Contradiction, label: Callable[[str], str] = str) -> list[tuple[str, Behind, str, Behind]]:
    """Return what stands side by side, each side under its title; what is turned stands there once already."""
    found = []
    if row.studies_against or row.studies_mixed:
        found.append(("said for it", row.said_for, "said against it", row.said_against))
    if row.opposite_held:
        title, left = ("", Behind()) if found else ("said for it", row.said_for)
        found.append((title, left, "said for the opposite", row.said_for_opposite))
    for one in row.claims_both_ways:
        if not one.turned:
            effect = label(one.effect)
            ways = (f"encourages “{effect}”", f"discourages “{effect}”")
            found.append((ways[0], one.behind["encourages"], ways[1], one.behind["discourages"]))
    for one in row.no_effect:
        if not one.turned and not one.both_ways:
            rest = [behind for way, behind in one.behind.items() if way != "no_effect"]
            title = f"an effect on “{label(one.effect)}”"
            found.append((title, rest[0] if rest else Behind(), f"no {title[3:]}", one.behind["no_effect"]))
    return found


_THAN = ("narrower", "broader")


def differences_text(found: ReadDifferently, evidence: Evidence, notes: str = "") -> str:
    """Return what coders or reviews read differently as text."""
    words = _Words(evidence, Texts(), SHOWN)
    lines = [*wrapped("What two coders or two reviews read differently", ""), *wrapped(notes, ""), ""]
    for _, label, one in found.rows:
        lines += wrapped(f"{label}: {words.difference(one)}", "- ")
    if not found.rows:
        lines += wrapped("Nothing is read differently, as far as codings and claims say who reads.", "")
    return "\n".join([*lines, "", *wrapped(FOOTER, "")])
