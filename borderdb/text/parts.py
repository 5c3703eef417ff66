"""The parts of a page: its lines, each with what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from borderdb.text.bylines import Opening
from borderdb.text.datelines import Dateline
from borderdb.text.lines import Line


class Role(StrEnum):
    """What a line is for, as far as it shows by itself and by its neighbours."""

    HEADING = "heading"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    FURNITURE = "furniture"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """A line with its role and what was read in it. `pictured`: a picture seems to have stood before it."""

    line: Line
    role: Role
    names: tuple[str, ...] = ()
    dateline: Dateline | None = None
    opening: Opening | None = None
    credit: int | None = None
    pictured: bool = False

    @property
    def is_quiet(self) -> bool:
        """Whether it says nothing about where a story begins or ends."""
        return self.role in (Role.FURNITURE, Role.CAPTION)
