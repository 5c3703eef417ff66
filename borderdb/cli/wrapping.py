"""Chinese text in a column of a terminal: how wide it is, and where a line may end.

A line does not begin with 。 or ） nor end with （ or “, and a number or a Latin word (436.2%, GDP) stays whole
where it fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENING = "（《“‘「『【〈"
CLOSING = "。，、；：！？）》”’」』】〉…％%"
PIECE = re.compile(rf"[{OPENING}]*(?:[!-~]+|[^\n])[{CLOSING}]*|\n")


def width(text: str) -> int:
    """How many terminal cells a text takes: a Han character two, a letter one."""
    from rich.cells import cell_len

    return cell_len(text)


def fold(text: str, cells: int) -> tuple[tuple[int, int], ...]:
    """The lines of a text, as half-open offsets, none wider than so many terminal cells (at least 2)."""
    lines: list[tuple[int, int]] = []
    start, used = 0, 0
    for begin, end in _pieces(text, cells):
        if text[begin] == "\n":
            lines.append((start, begin))
            start, used = end, 0
            continue
        wide = width(text[begin:end])
        if used and used + wide > cells:
            lines.append((start, begin))
            start, used = begin, 0
            if text[begin] == " ":  # the blank at which a line was broken
                start, wide = end, 0
        used += wide
    lines.append((start, len(text)))
    return tuple(lines)


def _pieces(text: str, cells: int) -> Iterator[tuple[int, int]]:
    for match in PIECE.finditer(text):
        if width(match.group()) <= cells:
            yield match.span()
        else:  # wider than a whole line
            yield from ((index, index + 1) for index in range(*match.span()))
