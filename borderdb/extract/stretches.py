"""Stretches of a text that something must not stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from borderdb.records import Span


class Stretches:
    """Stretches of a text, of any of which it can be asked whether an offset lies in it."""

    def __init__(self, spans: Sequence[Span]) -> None:
        ends = dict(sorted(spans))  # of those that begin alike the longest
        self._starts, self._ends = list(ends), list(ends.values())

    def hold(self, offset: int) -> bool:
        """Whether the last stretch that begins at or before an offset reaches beyond it."""
        number = bisect_right(self._starts, offset) - 1
        return number >= 0 and self._ends[number] > offset
