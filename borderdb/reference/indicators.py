"""Canonical indicators, and which of them the label of a figure means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from borderdb.records import Kind
from borderdb.reference.rows import IndicatorRow, WordingRow
from borderdb.reference.units import Unit

GAP = "…"
SHARE, MULTIPLE, POINTS = "share", "multiple", "points"
_MARKS = re.compile(r"[^\w%]")
# What may follow a wording without changing what is counted: 出入境旅客总量, 旅游综合收入累计.
_TAIL = re.compile(r"(?:总量|总数|总额|总计|合计|共计|累计|数量|人数|户数|人次|车次|总规模|规模|数)$")


@dataclass(frozen=True, slots=True)
class Indicator:
    """What figures of many articles have in common. `dimensions` are those its units may have."""

    code: str
    name: str
    name_en: str
    dimensions: tuple[str, ...]
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Words a label ends in, cut at their gaps, and words that must not be in it."""

    indicator: Indicator
    parts: tuple[str, ...]
    without: tuple[str, ...]
    length: int

    def fits(self, label: str, core: str) -> bool:
        """Whether the label, or what is left of it without a tail, ends in the words, in their order."""
        *others, last = self.parts
        if not core.endswith(last) or any(word in label for word in self.without):
            return False
        end = len(core) - len(last)
        for part in reversed(others):
            end = core.rfind(part, 0, end)
            if end < 0:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Indicators:
    """All indicators of the reference data."""

    all: tuple[Indicator, ...]
    _by_end: Mapping[str, tuple[Wording, ...]] = field(repr=False)
    _longest_end: int

    @classmethod
    def build(cls, rows: Iterable[IndicatorRow], wordings: Iterable[WordingRow]) -> Indicators:
        """From checked seed rows."""
        wordings = tuple(wordings)
        said: dict[str, tuple[str, ...]] = {}
        for row in wordings:
            said[row.indicator] = (*said.get(row.indicator, ()), row.wording)
        known = {
            row.code: Indicator(row.code, row.name, row.name_en, row.dimension, said.get(row.code, ())) for row in rows
        }
        by_end: dict[str, tuple[Wording, ...]] = {}
        for row in wordings:
            parts = tuple(row.wording.split(GAP))
            wording = Wording(known[row.indicator], parts, row.without, sum(map(len, parts)))
            by_end[parts[-1]] = (*by_end.get(parts[-1], ()), wording)
        return cls(tuple(known.values()), by_end, max(map(len, by_end), default=0))

    def find(self, label: str, unit: Unit | None, kind: Kind) -> str | None:
        """The code of the indicator a figure falls under, None where none does for certain.

        The longest wording decides; where two indicators have one equally long, neither does. A change falls under the
        indicator of what changed, in whatever it is told; a bound that defines a class falls under none.
        """
        if kind is Kind.THRESHOLD or unit is None:
            return None
        label = bare(label)
        best = 0
        codes: set[str] = set()
        for core in _cores(label):
            for wording in self._ending(core):
                if wording.length < best or not _fits(wording.indicator, unit, kind) or not wording.fits(label, core):
                    continue
                codes = codes if wording.length == best else set()
                codes.add(wording.indicator.code)
                best = wording.length
        return codes.pop() if len(codes) == 1 else None

    def _ending(self, core: str) -> Iterator[Wording]:
        """The wordings whose last part a label ends in; those that end in a gap fit any."""
        for start in range(max(0, len(core) - self._longest_end), len(core) + 1):
            yield from self._by_end.get(core[start:], ())


def bare(text: str) -> str:
    """A label or wording without punctuation, quotes and white space, as they are compared."""
    return _MARKS.sub("", text)


def _cores(label: str) -> Iterator[str]:
    """The label, and what is left of it without the words of quantity at its end."""
    yield label
    while (match := _TAIL.search(label)) is not None:
        label = label[: match.start()]
        yield label


def _fits(indicator: Indicator, unit: Unit, kind: Kind) -> bool:
    """Whether the indicator can be told in the unit."""
    if kind is Kind.CHANGE and unit.dimension in (SHARE, MULTIPLE):
        return True
    if kind is Kind.CHANGE and unit.dimension == POINTS:
        return SHARE in indicator.dimensions
    return unit.dimension in indicator.dimensions
