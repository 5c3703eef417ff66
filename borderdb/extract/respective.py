"""分别: several things and as many figures, one for each.

城镇、农村居民收入分别为3万元、1.5万元; 甲口岸、乙口岸分别验放5万人次、8万人次.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from borderdb.extract import labelwords as lw
from borderdb.extract.figures import Figure
from borderdb.records import Kind, Period, Place, Span, Toponym
from borderdb.text.tokens import words

_EACH = "分别"
_AND = re.compile(r"、|和|与|及|以及")
# 产量, 销售额, 覆盖率: an item that ends so stands alone and borrows nothing from the last one.
_MEASURE_NOUN = re.compile(r"(?:额|量|数|率|值|费|收入|产值|面积|人次|人数|资产|投资|长度|规模|里程|品牌)$")


@dataclass(frozen=True, slots=True)
class Part:
    """What one of several figures counts and where; None where the sentence leaves that to the other rules."""

    label: str | None = None
    place: Place | None = None
    period: Period | None = None


def find_parts(
    text: str, figures: Sequence[Figure], toponyms: Sequence[Toponym], levels: Sequence[Part], period: Period | None
) -> tuple[Part, ...]:
    """One part for each figure of a clause that says 分别; () where it does not, or where the numbers do not match.

    `period` governs the first figure: 2022年至2024年分别为5万元、6万元、7万元 gives each its year. `levels` are what
    the sentence has counted so far: changes in a row (分别增长5%和8%) go on with the last of it.
    """
    count = len(figures)
    if count < 2:
        return ()
    clause, first = figures[0].clause, figures[0].outer
    if count <= len(levels) and all(figure.kind is Kind.CHANGE for figure in figures):
        return tuple(levels[-count:]) if not lw.clean_tail(Span(clause.start, first.start).of(text)) else ()
    at = text.rfind(_EACH, clause.start, first.start)
    if at < 0:
        return ()
    tail = lw.clean_tail(text[at + len(_EACH) : first.start])
    head = Span(clause.start, at)
    places = _places(head, toponyms, text)
    if len(places) == count:
        rest = text[places[-1].span.end : at] + tail
        return tuple(Part(lw.clean_tail(rest) or None, toponym.place) for toponym in places)
    if years := _years(period, count):
        return tuple(Part(period=year) for year in years)
    items = _items(head.of(text), count)
    if len(items) == count:
        return tuple(Part(item + tail) for item in items)
    return ()


def _places(head: Span, toponyms: Sequence[Toponym], text: str) -> list[Toponym]:
    """The places of a row: 甲口岸、乙口岸和丙口岸."""
    named = [t for t in toponyms if head.holds(t.span) and t.named and t.place is not None]
    row = [t for t, after in pairwise(named) if _AND.fullmatch(text[t.span.end : after.span.start])]
    return [*row, named[-1]] if row else []


def _years(period: Period | None, count: int) -> list[Period]:
    """The years of a period that lasts as many as there are figures."""
    if period is None or period.start is None or period.end is None:
        return []
    years = range(period.start.year, period.end.year + 1)
    if len(years) != count or (period.start.month, period.end.month) != (1, 12):
        return []
    return [Period(period.span, period.printed, date(year, 1, 1), date(year, 12, 31)) for year in years]


def _items(head: str, count: int) -> list[str]:
    """The last `count` items of a row, each with the words they share: 城镇、农村居民收入 → 城镇居民收入."""
    items = _AND.split(head)
    if len(items) < count:
        return []
    items = [*items[-count:]]
    items[0] = lw.LEAD_WORDS.sub("", items[0])
    tokens = words().cut(items[-1])
    if not tokens:
        return []
    width = len(items[0])
    if all(len(item) == width for item in items[:-1]) and width < tokens[0].end:
        shared = items[-1][width:]  # 城镇、农村居民: rows are parallel, whatever the dictionary holds for one word
    else:
        shared = items[-1][tokens[0].end :] if len(tokens) > 1 else ""
    return [item if _MEASURE_NOUN.search(item) or not item else item + shared for item in items[:-1]] + [items[-1]]
