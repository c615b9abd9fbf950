"""The colours of print: those of a light page, on white paper."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ..maps.palette import LIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping

PRINT: Mapping[str, str] = MappingProxyType({**LIGHT, "page": "#FFFFFF", "asked": "#FFF3D6"})
"""Colours by use. ``asked`` fills the box that the question is about, which also has a bold outline."""
