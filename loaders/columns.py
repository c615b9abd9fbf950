"""The evidence tables as data: every table with its columns, in the order people see them."""

from __future__ import annotations

from ..graph.fold import fold
from .columns_beliefs import BEHAVIOURS, DOMAINS, MAPPINGS, SUBTHEMES, TARGETS, THEMES
from .columns_sources import APPRAISALS, ASKED, GROUPS, REVIEWS, STUDIES
from .columns_statements import (
    AMBIGUOUS_DIRECTIONS,
    CLAIMS,
    CODINGS,
    CONTRIBUTIONS,
    FINDING_BELIEFS,
    FINDINGS,
    QUOTES,
)
from .fields import Column, Table, describe

__all__ = ["AMBIGUOUS_DIRECTIONS", "TABLES", "TABLE_BY_NAME", "Column", "Table", "describe", "table_name"]

TABLES: tuple[Table, ...] = (
    REVIEWS,
    STUDIES,
    GROUPS,
    THEMES,
    SUBTHEMES,
    BEHAVIOURS,
    QUOTES,
    CODINGS,
    CLAIMS,
    FINDINGS,
    FINDING_BELIEFS,
    CONTRIBUTIONS,
    MAPPINGS,
    ASKED,
    APPRAISALS,
    TARGETS,
    DOMAINS,
)
TABLE_BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


def table_name(spelled: str) -> str:
    """Return a sheet, file or column name as the tables spell it: lower case, words joined by ``_``.

    >>> table_name("Finding Beliefs")
    'finding_beliefs'
    """
    return fold(spelled).replace(" ", "_")
