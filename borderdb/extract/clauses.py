"""Clauses: what stands between two marks of punctuation. A comma inside a short quoted name ends none."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from borderdb.records import Span

# Each alternative begins with a character, which is what the search looks for.
_MARKS = re.compile(
    r"，|。|；|：|！|？|\n|…|[|]|｜|——"
    r"|“(?P<quoted>[^“”。！？\n]{1,40})”"  # “早上出勤，傍晚复盘”
    r"|（(?P<aside>[^（）\n]{1,200})）"
)


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a text, in order, and the asides in parentheses, each a clause of its own inside another."""

    spans: tuple[Span, ...]
    asides: tuple[Span, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _aside_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple([span.start for span in self.spans]))
        object.__setattr__(self, "_aside_starts", tuple([span.start for span in self.asides]))

    def at(self, offset: int) -> Span:
        """The clause that holds an offset; inside parentheses, what the parentheses hold."""
        aside = _holding(self.asides, self._aside_starts, offset) if self.asides else None
        if aside is not None and aside.start < offset < aside.end:
            return Span(aside.start + 1, aside.end - 1)
        return _holding(self.spans, self._starts, offset) or Span(offset, offset)

    def before(self, clause: Span) -> Span | None:
        """The clause before a clause, or around an aside."""
        number = bisect_right(self._starts, clause.start) - 1
        if number >= 0 and self.spans[number].start != clause.start:
            return Span(self.spans[number].start, max(self.spans[number].start, clause.start - 1))
        return self.spans[number - 1] if number > 0 else None


def _holding(spans: tuple[Span, ...], starts: tuple[int, ...], offset: int) -> Span | None:
    number = bisect_right(starts, offset) - 1
    return spans[number] if number >= 0 and offset < spans[number].end else None


def find_clauses(text: str) -> Clauses:
    """Cut a text into clauses. Every character belongs to one, the mark that ends it to none."""
    spans: list[Span] = []
    asides: list[Span] = []
    start = 0
    for mark in _MARKS.finditer(text):
        begin, end = mark.span()
        if mark.lastgroup is None:
            if begin > start:
                spans.append(Span(start, begin))
            start = end
        elif mark.lastgroup == "aside":
            asides.append(Span(begin, end))
    if start < len(text):
        spans.append(Span(start, len(text)))
    return Clauses(tuple(spans), tuple(asides))
