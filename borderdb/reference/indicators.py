"""Canonical indicators, and which of them the label of a figure means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from borderdb.records import Kind
from borderdb.reference.ends import Ends
from borderdb.reference.rows import IndicatorRow, WordingRow
from borderdb.reference.units import Unit

GAP = "…"
OF_WHOLE = "中的"  # 引进人才中的硕士: what is counted stands behind
SHARE, MULTIPLE, POINTS = "share", "multiple", "points"
_MARKS = re.compile(r"[^\w%]")
# What may follow a wording without changing what is counted: 出入境旅客总量, 村干部队伍, 文化活动一年举办.
_TAIL = re.compile(
    r"(?:总?(?:面积|人数|户数|数量|规模)|总[量数额计]|合计|共计|累计|人次|车次|数|队伍|"
    r"一年|全年|举办|举行|开展|召开|开行|发放|兑现|拨付|办)$"
)
# Figures that do not compare with those of a whole place or year: means (户均分红, 日均客流), extremes, days, and
# what one household has (她家养牛). A wording that holds the word itself means such a figure: 户均收入.
_APART = re.compile(
    r"[日周月季年户人村亩场校班镇乡]均|平均|每(?=[天日周月户人村亩个名位家头只吨斤次场期车辆列])|最[高低多少大小]|"
    r"单日|[当首次]日|[当首全]天|高峰|(?<![节假生工])日(?=接待|处理|产|发电|加工|通关|验放|过货)|"
    r"(?<!其)[他她](?!们)|[我俺自](?=家)|自己|家里|家中|(?<![国大专人])家(?=[种养存收])|大户"
)


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
    text: str
    parts: tuple[str, ...]
    without: tuple[str, ...]

    @classmethod
    def build(cls, row: WordingRow, indicator: Indicator, shared: tuple[str, ...]) -> Wording:
        """From a row and the words that all wordings of its indicator go without."""
        return cls(indicator, row.wording.replace(GAP, ""), tuple(row.wording.split(GAP)), words_without(row, shared))

    def fits(self, label: str, core: str, apart: Iterable[str]) -> bool:
        """Whether the label, or what is left of it without a tail, holds the words in their order; the last end it.

        `apart` are the words of the label that set its figure apart from those of a whole place.
        """
        end = len(core) - len(self.parts[-1])
        for part in self.parts[-2::-1]:
            end = core.rfind(part, 0, end)
            if end < 0:
                return False
        if any(word in label for word in self.without):
            return False
        return not apart or all(word in self.text for word in apart)


@dataclass(frozen=True, slots=True)
class Indicators:
    """All indicators of the reference data."""

    all: tuple[Indicator, ...]
    _by_end: Mapping[str | None, Mapping[str, tuple[Wording, ...]]] = field(repr=False)  # of each dimension, and of any
    _ends: Ends = field(repr=False)

    @classmethod
    def build(cls, rows: Iterable[IndicatorRow], wordings: Iterable[WordingRow]) -> Indicators:
        """From checked seed rows."""
        rows, wordings = tuple(rows), tuple(wordings)
        said: dict[str, tuple[str, ...]] = {}
        for row in wordings:
            said[row.indicator] = (*said.get(row.indicator, ()), row.wording)
        known = {
            row.code: Indicator(row.code, row.name, row.name_en, row.dimension, said.get(row.code, ())) for row in rows
        }
        shared = {row.code: row.without for row in rows}
        by_end: dict[str | None, dict[str, tuple[Wording, ...]]] = {None: {}}
        for row in wordings:
            wording = Wording.build(row, known[row.indicator], shared[row.indicator])
            end = wording.parts[-1]
            for dimension in {None, *wording.indicator.dimensions}:
                ends = by_end.setdefault(dimension, {})
                ends[end] = (*ends.get(end, ()), wording)
        return cls(tuple(known.values()), by_end, Ends.build(by_end[None]))

    def find(self, label: str, unit: Unit | None, kind: Kind) -> str | None:
        """The code of the indicator a figure falls under, None where none does for certain.

        The longest wording decides; where two indicators have one equally long, neither does. A change falls under the
        indicator of what changed, in whatever it is told; a bound that defines a class falls under none.
        """
        if kind is Kind.THRESHOLD or unit is None:
            return None
        label = bare(label)
        apart = frozenset(_APART.findall(label))
        by_end = self._by_end.get(_dimension(unit, kind), {})
        best = 0
        codes: set[str] = set()
        for core in _cores(label.rpartition(OF_WHOLE)[2]):
            # Those that end in a gap fit any end.
            for wording in (w for end in (*self._ends.of(core), "") for w in by_end.get(end, ())):
                length = len(wording.text)
                if length < best or not wording.fits(label, core, apart):
                    continue
                codes = codes if length == best else set()
                codes.add(wording.indicator.code)
                best = length
        return codes.pop() if len(codes) == 1 else None


def words_without(row: WordingRow, shared: Iterable[str]) -> tuple[str, ...]:
    """What must not be in a label: the wording's own words, and those of its indicator that it does not hold itself."""
    text = row.wording.replace(GAP, "")
    return (*row.without, *(word for word in shared if word not in text and word not in row.without))


def bare(text: str) -> str:
    """A label or wording without punctuation, quotes and white space, as they are compared."""
    return _MARKS.sub("", text)


def _cores(label: str) -> Iterator[str]:
    """What a label says is counted, and what is left of it without the words of quantity at its end."""
    yield label
    while (match := _TAIL.search(label)) is not None:
        label = label[: match.start()]
        yield label


def _dimension(unit: Unit, kind: Kind) -> str | None:
    """The dimension an indicator must have to be told in the unit; None where any will do."""
    if kind is Kind.CHANGE and unit.dimension in (SHARE, MULTIPLE):
        return None
    return SHARE if kind is Kind.CHANGE and unit.dimension == POINTS else unit.dimension
