"""Print on a page: runs of letters, and the lines they make. Lengths are in points, y upwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

HEADLINE = 1.4  # how much larger than the text a headline is set
SUBTITLE = 1.12
APART = 0.8  # letters of white inside a line that part two words of a headline or a byline


class Run(NamedTuple):
    """Letters that stand side by side; `letters` are their numbers on the page, `size` the width of a Chinese one."""

    text: str
    letters: range
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(slots=True)
class Line:
    """A line of print, its runs from left to right, and the edges of the column it stands in.

    `aside`: it interrupts the text of its columns, as the caption of a picture does.
    """

    runs: list[Run]
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    aside: bool = False
    block: int = 0
    column_left: float = 0.0
    column_right: float = 0.0

    @property
    def is_indented(self) -> bool:
        return self.left - self.column_left >= 1.2 * self.size

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of its column, as bylines and section headings do."""
        indent = (self.left - self.column_left) / self.size
        return indent >= 1 and abs(indent - self.white) < 1

    @property
    def white(self) -> float:
        """How many letters of white are left at its end."""
        return (self.column_right - self.right) / self.size

    @property
    def column_width(self) -> float:
        return self.column_right - self.column_left
