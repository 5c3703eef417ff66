"""Canonical indicators, and which of them the label of a figure means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
    r"(?:总(?:面积|人数|户数|数量|规模)|面积|人数|户数|数量|规模|总[量数额计]|合计|共计|累计|人次|车次|数|队伍|"
    r"一年|全年|举办|举行|开展|召开|开行|发放|兑现|拨付|办)$"
)
# Figures that do not compare with those of a whole place or year: means (户均分红, 日均客流), extremes, days, and
# what one household has (她家养牛). A wording that holds the word itself means such a figure: 户均收入.
_APART = re.compile(
    r"(?=[日周月季年户人村亩场校班镇乡平每最单当首次全高他她我俺自家大])(?:"  # spares most
    r"[日周月季年户人村亩场校班镇乡]均|平均|每(?=[天日周月户人村亩个名位家头只吨斤次场期车辆列])|最[高低多少大小]|"
    r"单日|[当首次]日|[当首全]天|高峰|(?<![节假生工])日(?=接待|处理|产|发电|加工|通关|验放|过货)|"
    r"(?<!其)[他她](?!们)|[我俺自](?=家)|自己|家里|家中|(?<![国大专人])家(?=[种养存收])|大户)"
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

    def fits(self, label: str, core: str) -> bool:
        """Whether the label, or what is left of it without a tail, holds the words in their order; the last end it."""
        end = len(core) - len(self.parts[-1])
        for part in self.parts[-2::-1]:
            end = core.rfind(part, 0, end)
            if end < 0:
                return False
        return not (self.without and any(map(label.__contains__, self.without)))


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of what is told in one dimension."""

    _by_end: Mapping[str, tuple[Wording, ...]]
    _ends: Ends
    _open: tuple[Wording, ...]  # those that end in a gap and so fit any end
    _openings: re.Pattern[str]  # what these begin with

    @classmethod
    def build(cls, wordings: Iterable[Wording]) -> Wordings:
        """From the wordings, whatever they end in."""
        by_end: dict[str, tuple[Wording, ...]] = {}
        for wording in wordings:
            end = wording.parts[-1]
            by_end[end] = (*by_end.get(end, ()), wording)
        unended = by_end.pop("", ())
        openings = "|".join(sorted({re.escape(wording.parts[0]) for wording in unended}))
        return cls(by_end, Ends.build(by_end), unended, re.compile(openings or r"(?!)"))

    def ending(self, core: str) -> list[Wording]:
        """Those that may fit what is counted: whose last words it ends in."""
        found = [wording for end in self._ends.of(core) for wording in self._by_end[end]]
        return [*found, *self._open] if self._open and self._openings.search(core) else found


@dataclass(frozen=True, slots=True)
class Indicators:
    """All indicators of the reference data."""

    all: tuple[Indicator, ...]
    _wordings: Mapping[str | None, Wordings] = field(repr=False)  # of each dimension, and of any

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
        told: dict[str | None, list[Wording]] = {}
        for row in wordings:
            wording = Wording.build(row, known[row.indicator], shared[row.indicator])
            for dimension in {None, *wording.indicator.dimensions}:
                told.setdefault(dimension, []).append(wording)
        return cls(tuple(known.values()), {dimension: Wordings.build(own) for dimension, own in told.items()})

    def find(self, label: str, unit: Unit | None, kind: Kind) -> str | None:
        """The code of the indicator a figure falls under, None where none does for certain.

        The longest wording decides; where two indicators have one equally long, neither does. A change falls under the
        indicator of what changed, in whatever it is told; a bound that defines a class falls under none.
        """
        if kind is Kind.THRESHOLD or unit is None:
            return None
        wordings = self._wordings.get(_dimension(unit, kind))
        if wordings is None:
            return None
        label = bare(label)
        cores = _cores(label.rpartition(OF_WHOLE)[2])
        fitting = [wording for core in cores for wording in wordings.ending(core) if wording.fits(label, core)]
        if fitting and (apart := _APART.findall(label)):
            fitting = [wording for wording in fitting if all(word in wording.text for word in apart)]
        if not fitting:
            return None
        longest = max([len(wording.text) for wording in fitting])
        codes = {wording.indicator.code for wording in fitting if len(wording.text) == longest}
        return codes.pop() if len(codes) == 1 else None


def words_without(row: WordingRow, shared: Iterable[str]) -> tuple[str, ...]:
    """What must not be in a label: the wording's own words, and those of its indicator that it does not hold itself."""
    text = row.wording.replace(GAP, "")
    return (*row.without, *(word for word in shared if word not in text and word not in row.without))


def bare(text: str) -> str:
    """A label or wording without punctuation, quotes and white space, as they are compared."""
    return _MARKS.sub("", text)


def _cores(label: str) -> list[str]:
    """What a label says is counted, and what is left of it without the words of quantity at its end."""
    cores = [label]
    while (match := _TAIL.search(label)) is not None:
        label = label[: match.start()]
        cores.append(label)
    return cores


def _dimension(unit: Unit, kind: Kind) -> str | None:
    """The dimension an indicator must have to be told in the unit; None where any will do."""
    if kind is Kind.CHANGE and unit.dimension in (SHARE, MULTIPLE):
        return None
    return SHARE if kind is Kind.CHANGE and unit.dimension == POINTS else unit.dimension
