"""What the checks found, and how far coders agree, in words for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..analysis.agreement_rows import JUDGED, per_cent
from ..analysis.quality import SEVERITIES
from .words import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..analysis.agreement_rows import Agreement, OfBelief, Pair
    from ..analysis.coefficients import Coefficient
    from ..analysis.quality import Checked, Found
    from ..graph.records import Value

MEANING = {
    "error": "the library contradicts itself",
    "warning": "mend or decide it before you publish",
    "note": "worth knowing, and often right as it is",
}
CHECKS = ("severity", "check", "n", "message", "ids", "cure")
OPENED = "Open any id:  beliefgraph ask what-is --param id=ID"


def check_text(checked: Checked, most: int) -> str:
    """Return what was found, the gravest first, with at most so many rows of each check."""
    lines: list[str] = []
    for severity in SEVERITIES:
        found = [one for one in checked.found if one.check.severity == severity]
        if found:
            lines += [f"{severity.upper()}S: {MEANING[severity]}", ""]
            for one in found:
                lines += [*_found(one, most), ""]
    many = {severity: sum(one.check.severity == severity for one in checked.found) for severity in SEVERITIES}
    told = ", ".join(_many(n, severity) for severity, n in many.items())
    lines += wrapped(f"Kinds of finding: {told}. {_many(len(checked.passed), 'check')} found nothing.", "")
    for skipped in checked.skipped:
        title = f"{skipped.title[0].lower()}{skipped.title[1:]}"
        lines += wrapped(f"Not looked at without --deep: {title}.", "")
    if checked.found:
        lines.append(OPENED)
    return "\n".join(lines)


def _found(found: Found, most: int) -> list[str]:
    lines = [f"{found.check.name} ({len(found.spots)})"]
    lines += wrapped(f"{found.check.title}. {found.check.why}", "  ")
    if any(spot.what for spot in found.spots):
        for spot in found.spots[:most]:
            head = f"    {' · '.join(spot.ids)}"
            lines += wrapped(f"{head.strip()}: {spot.what}" if spot.what else head.strip(), "    ")
    else:
        lines += wrapped(", ".join(" · ".join(spot.ids) for spot in found.spots[:most]), "    ")
    if len(found.spots) > most:
        lines.append(f"    and {len(found.spots) - most} more; all with --format json, or a larger --top")
    return [*lines, *wrapped(found.check.cure, "  To do: ")]


def check_rows(checked: Checked) -> list[dict[str, Value]]:
    """Return one flat row for each check that found something."""
    return [{name: row[name] for name in CHECKS} for row in checked.to_json()]


def agreement_text(found: Agreement, most: int) -> str:
    """Return agreement with its unit, every pair of coders, all together, and the disagreements."""
    lines = [*wrapped(found.unit, ""), ""]
    if found.without_coder:
        lines += wrapped(
            f"Left out: {_many(found.without_coder, found.of[:-1])} of which nobody is named.", ""
        )
        lines.append("")
    if not found.pairs:
        lines += wrapped(f"No agreement: Cohen's kappa {found.fleiss.reason}.", "")
    for pair in found.pairs:
        lines += [*_pair(pair, found.of), ""]
    if found.pairs:
        lines.append(f"All coders: {', '.join(found.coders)}")
        lines += wrapped(
            f"Fleiss' kappa over what all of them judged: {_value(found.fleiss, found.fleiss_units)}", "  "
        )
        lines += wrapped(
            f"Krippendorff's alpha (nominal) over what at least two judged: {_value(found.alpha, found.alpha_units)}",
            "  ",
        )
    lines += _disagreements(found, most)
    if found.rejected:
        lines += ["", f"Filed by one and rejected by another: {len(found.rejected)}"]
    for one in found.rejected:
        lines += wrapped(
            f"{one.belief} under {one.domain}: filed by {', '.join(one.agreed_by)}, rejected by {', '.join(one.rejected_by)}",
            "  ",
        )
    return "\n".join(lines)


def _pair(pair: Pair, of: str) -> list[str]:
    first, second = pair.coders
    lines = wrapped(
        f"{first} and {second}: {_many(len(pair.judged), JUDGED[of][:-1])} that both judged, {_many(pair.units, 'unit')}",
        "",
    )
    lines += wrapped(
        f"agree on {pair.agree} of {pair.units} ({per_cent(pair.agree, pair.units)} %); Cohen's kappa {_value(pair.kappa)}",
        "  ",
    )
    if pair.together is not None:
        lines += _of_belief("supports or not, all beliefs", pair.together, "supports")
        lines += _of_belief("coded or not, whatever the stance, all beliefs", pair.together, "coded")
        lines.append("  Supports or not, belief by belief:")
        for one in pair.beliefs:
            lines += _of_belief(f"  {one.belief} ({one.label})", one, "supports")
    return lines


def _of_belief(head: str, one: OfBelief, reading: str) -> list[str]:
    table = one.supports if reading == "supports" else one.coded
    return wrapped(
        f"{head.strip()}: both {table.both}, only the first {table.first_only}, only the second {table.second_only}, neither "
        f"{table.neither}; agree {per_cent(table.agree, table.units)} %, kappa {_value(table.kappa)}",
        "    " if head.startswith("  ") else "  ",
    )


def _disagreements(found: Agreement, most: int) -> list[str]:
    if not found.pairs:
        return []
    many = len(found.disagreements)
    lines = ["", f"Disagreements: {many}"]
    for one in found.disagreements[:most]:
        thing = f"{one.quote} ({one.study}), {one.label}" if one.quote else f"{one.belief} ({one.label})"
        lines += wrapped(f"{thing}: {_said(one.said.items())}", "  ")
    if many > most:
        lines.append(f"  and {many - most} more; all with --format json, or a larger --top")
    if many:
        lines.append(OPENED)
    return lines


def _said(said: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{coder} {value}" for coder, value in said)


def _value(coefficient: Coefficient, units: int | None = None) -> str:
    told = coefficient.reason or f"{coefficient.value:.3f}"
    return told if units is None else f"{told} ({_many(units, 'unit')})"


def disagreement_rows(found: Agreement) -> tuple[list[dict[str, Value]], tuple[str, ...]]:
    """Return the disagreements as flat rows, a column for each coder."""
    rows = [
        {**{name: value for name, value in one.to_json().items() if name != "said"}, **one.said}
        for one in found.disagreements
    ]
    things = ("quote", "study", "belief", "label") if found.of == "codings" else ("belief", "label")
    return rows, (*things, *found.coders)


def _many(n: int, one: str) -> str:
    return f"{n} {one}{'' if n == 1 else 's'}"
