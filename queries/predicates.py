"""The table of filters: for each kind of thing and each filter, the condition under which it stays.

``@`` stands for the variable. Every condition looks at the full graph, never at what another filter left: who
else voiced a quote, which other groups a study sampled. So each of several filters is read in the full library.
Inner variables begin with ``f_``, so that they meet none of a question. ``any`` stands only under AND, OR, NOT
and in a subquery's WHERE (elsewhere ArcadeDB drops what is around it without an error).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

STUDY_FILTERS = ("review", "country", "years", "appraisal", "without_study")
"""Filters that choose studies, and with them all that is theirs."""

_STUDY = {
    "review": (
        "(EXISTS { MATCH (@)-[:INCLUDED_IN]->(f_r:Review) WHERE f_r.id IN $f_review } "
        "OR EXISTS { MATCH (@)-[:CONTRIBUTES_TO]->(:Finding)-[:REPORTED_BY]->(f_r:Review) WHERE f_r.id IN $f_review })"
    ),
    "country": "any(f_x IN @.country WHERE f_x IN $f_country)",
    "years": "@.year IN $f_years",
    "without_study": "NOT @.id IN $f_without_study",
}
_APPRAISAL = (
    "EXISTS { MATCH (f_a:Appraisal)-[:APPRAISES]->(@) "
    "WHERE f_a.tool IN $f_tool_# AND f_a.item IN $f_item_# AND f_a.answer IN $f_answer_# }"
)
"""One for each appraisal asked (``#`` is its number): a study must have all of them."""

_GROUP = {
    "role": "any(f_x IN @.roles WHERE f_x IN $f_role)",
    "profession": "any(f_x IN @.profession WHERE f_x IN $f_profession)",
}

_SINGLE_ROLE = "size(f_g.roles) = 1 AND f_g.roles[0] IN $f_role"
_ONLY_GROUP = "NOT EXISTS { MATCH (f_s)<-[:TOOK_PART_IN]-(f_h:ParticipantGroup) WHERE f_h.id <> f_g.id }"
_NO_GROUPS = "NOT EXISTS { MATCH (@)-[:VOICED_BY]->(f_h:ParticipantGroup) }"
_PROFESSION = "any(f_x IN f_g.profession WHERE f_x IN $f_profession)"

_QUOTE = {
    # Own roles; else the one role that all its groups have; else, without groups, that of the study's only group.
    "role": (
        "(any(f_x IN @.roles WHERE f_x IN $f_role) OR (@.roles IS NULL AND ("
        f"EXISTS {{ MATCH (@)-[:VOICED_BY]->(f_g:ParticipantGroup) WHERE {_SINGLE_ROLE} AND NOT EXISTS {{ "
        "MATCH (@)-[:VOICED_BY]->(f_h:ParticipantGroup) WHERE size(f_h.roles) <> 1 OR f_h.roles[0] <> f_g.roles[0] } } "
        f"OR ({_NO_GROUPS} AND EXISTS {{ MATCH (@)-[:REPORTED_IN]->(f_s:Study)<-[:TOOK_PART_IN]-(f_g:ParticipantGroup) "
        f"WHERE {_SINGLE_ROLE} AND {_ONLY_GROUP} }}))))"
    ),
    "profession": (
        f"(EXISTS {{ MATCH (@)-[:VOICED_BY]->(f_g:ParticipantGroup) WHERE {_PROFESSION} }} "
        f"OR ({_NO_GROUPS} AND EXISTS {{ MATCH (@)-[:REPORTED_IN]->(f_s:Study)<-[:TOOK_PART_IN]-(f_g:ParticipantGroup) "
        f"WHERE {_PROFESSION} AND {_ONLY_GROUP} }}))"
    ),
    "kind": "@.kind IN $f_kind",
}

_FINDING = {
    # A review's finding has no other roles than its own.
    "role": (
        "(any(f_x IN @.roles WHERE f_x IN $f_role) OR (@.roles IS NULL AND EXISTS { "
        "MATCH (@)-[:REPORTED_BY]->(f_s:Study)<-[:TOOK_PART_IN]-(f_g:ParticipantGroup) "
        f"WHERE {_SINGLE_ROLE} AND {_ONLY_GROUP} }}))"
    ),
    # None. Not the word false: Neo4j 5.26 fails to plan some UNIONs with a branch that is false outright.
    "profession": "@.id IS NULL",
    "kind": "@.id IS NULL",
    "coder": "@.id IS NULL",
}

_CODED = {"coder": "@.coder IN $f_coder"}
_REVIEW = {"review": "@.id IN $f_review"}
_CONTRIBUTION = {"counted_only": "type(@) = ''"}


class Predicates:
    """The conditions under the filters in use, by kind of thing.

    ``used`` are names of filters; ``appraisals`` is how many appraisals are asked for.
    """

    def __init__(self, used: Collection[str], appraisals: int = 0) -> None:
        self._used = used
        self._appraisals = appraisals

    def of(self, kind: str, variable: str) -> str:
        """Return the condition for a variable of a kind, empty if no filter in use touches it.

        Raises KeyError for a kind that is not in the table.
        """
        return " AND ".join(KINDS[kind](self, variable))

    def study(self, variable: str) -> list[str]:
        """Return the conditions for a study."""
        asked = self._table(_STUDY, variable)
        if "appraisal" in self._used:
            appraisal = _APPRAISAL.replace("@", variable)
            asked += [appraisal.replace("#", str(number)) for number in range(self._appraisals)]
        return asked

    def group(self, variable: str) -> list[str]:
        """Return the conditions for a participant group, which goes with its study."""
        return [*self._table(_GROUP, variable), *self._with_study(variable, "TOOK_PART_IN")]

    def quote(self, variable: str) -> list[str]:
        """Return the conditions for a quote, which goes with its study."""
        return [*self._table(_QUOTE, variable), *self._with_study(variable, "REPORTED_IN")]

    def review(self, variable: str) -> list[str]:
        """Return the conditions for a review."""
        return self._table(_REVIEW, variable)

    def finding(self, variable: str) -> list[str]:
        """Return the conditions for a finding, which goes with its study or its review."""
        asked = self._table(_FINDING, variable)
        if self._chooses_studies:
            study = self._exists(f"({variable})-[:REPORTED_BY]->(f_s:Study)", self.study("f_s"))
            review = self._exists(f"({variable})-[:REPORTED_BY]->(f_r:Review)", self.review("f_r"))
            asked.append(f"({study} OR {review})")
        return asked

    def claim(self, variable: str) -> list[str]:
        """Return the conditions for a claim: a kept quote or finding is under it, or it never had one.

        A claim that never had either stays with its study (without one: its review), unless a filter asks who
        said it or in what kind of text.
        """
        asked = self._table(_CODED, variable)
        if not self._chooses_studies and not {"role", "profession", "kind", "coder"} & set(self._used):
            return asked
        quote = self._exists(f"({variable})-[:BASED_ON]->(f_q:Quote)", self.quote("f_q"))
        finding = self._exists(f"({variable})-[:BASED_ON]->(f_f:Finding)", self.finding("f_f"))
        ways = [quote, finding]
        if not {"role", "profession", "kind"} & set(self._used):
            study = self._exists(f"({variable})-[:MADE_IN]->(f_s:Study)", self.study("f_s"))
            review = self._exists(f"({variable})-[:MADE_IN]->(f_r:Review)", self.review("f_r"))
            names_none = f"NOT EXISTS {{ MATCH ({variable})-[:MADE_IN]->(:Study) }}"
            bare = f"NOT EXISTS {{ MATCH ({variable})-[:BASED_ON]->(f_x) }}"
            ways.append(f"({bare} AND ({study} OR ({names_none} AND {review})))")
        return [*asked, f"({' OR '.join(ways)})"]

    def coding(self, variable: str) -> list[str]:
        """Return the conditions for SUPPORTS or CONTRADICTS; the quote must stand in a marker too."""
        return self._table(_CODED, variable)

    def contribution(self, variable: str) -> list[str]:
        """Return the conditions for CONTRIBUTES_TO; the study and the finding must stand in a marker too."""
        return self._table(_CONTRIBUTION, variable)

    def asked(self, variable: str) -> list[str]:
        """Return the conditions for a group or study that was asked about something."""
        group, study = self.group(variable), self.study(variable)
        found = [f"(NOT {variable}:ParticipantGroup OR ({' AND '.join(group)}))"] if group else []
        return [*found, f"(NOT {variable}:Study OR ({' AND '.join(study)}))"] if study else found

    @property
    def _chooses_studies(self) -> bool:
        return not set(STUDY_FILTERS).isdisjoint(self._used)

    def _table(self, table: dict[str, str], variable: str) -> list[str]:
        return [text.replace("@", variable) for name, text in table.items() if name in self._used]

    def _with_study(self, variable: str, relation: str) -> list[str]:
        if not self._chooses_studies:
            return []
        return [self._exists(f"({variable})-[:{relation}]->(f_s:Study)", self.study("f_s"))]

    @staticmethod
    def _exists(pattern: str, conditions: list[str]) -> str:
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"EXISTS {{ MATCH {pattern}{where} }}"


KINDS: dict[str, Callable[[Predicates, str], list[str]]] = {
    "study": Predicates.study,
    "group": Predicates.group,
    "quote": Predicates.quote,
    "claim": Predicates.claim,
    "finding": Predicates.finding,
    "coding": Predicates.coding,
    "contribution": Predicates.contribution,
    "review": Predicates.review,
    "asked": Predicates.asked,
}
"""What may stand in a marker. ``asked`` is the node that an ASKED_ABOUT relationship starts from."""
