"""分别: several things and as many figures, one for each.

城镇、农村居民收入分别为3万元、1.5万元; 甲口岸、乙口岸分别验放5万人次、8万人次.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile

from borderdb.extract import labelwords as lw
from borderdb.extract.figures import Figure
from borderdb.records import Kind, Period, Place, Span, Toponym
from borderdb.text.tokens import words

_EACH = "分别"
_TIMES_OF = re.compile(r"(?:分别)?(?:是|为|相当于)?[^，]{0,12}的?$")  # 分别是2015年的1.4倍、1.5倍
_AND = re.compile(r"、|和|与|及|以及")
# 产量, 销售额, 覆盖率: an item that ends so stands alone and borrows nothing from the last one.
_MEASURE_NOUN = re.compile(r"(?:额|量|数|率|值|费|收入|产值|面积|人次|人数|资产|投资|长度|规模|里程|品牌)$")


# 东站、西站、南站等客流平稳，日均分别发送…: the clause before names the row
_ROW = re.compile(r"[^、，]{2,8}(?:、[^、，]{2,8})+(?=等)")


@dataclass(frozen=True, slots=True)
class Part:
    """What one of several figures counts and where; None where the sentence leaves that to the other rules."""

    label: str | None = None
    place: Place | None = None
    period: Period | None = None


def find_parts(
    text: str,
    figures: Sequence[Figure],
    toponyms: Sequence[Toponym],
    levels: Sequence[Part],
    period: Period | None,
    before: Span | None = None,
) -> tuple[Part, ...]:
    """One part for each figure of a clause that says 分别; () where it does not, or where the numbers do not match.

    `period` governs the first figure: 2022年至2024年分别为5万元、6万元、7万元 gives each its year. `levels` are what
    the sentence has counted so far: changes in a row (分别增长5%和8%) go on with the last of it. `before` is the clause
    before in the sentence, which names the places where this one begins with 分别.
    """
    bounds = sum(1 for _ in takewhile(lambda figure: figure.kind is Kind.THRESHOLD, figures))
    if bounds > 1:
        return _bounded(text, figures[:bounds], figures[bounds:])
    count = len(figures)
    if count < 2:
        return ()
    clause, first = figures[0].clause, figures[0].outer
    if count <= len(levels) and all(_is_of_previous(figure) for figure in figures):
        said = _TIMES_OF.sub("", lw.clean_tail(Span(clause.start, first.start).of(text)))
        return tuple(levels[-count:]) if not said else ()
    at = text.rfind(_EACH, clause.start, first.start)
    if at < 0:
        return ()
    tail = lw.clean_tail(text[at + len(_EACH) : first.start])
    head = Span(clause.start, at)
    places = _places(head if head or before is None else before, toponyms, text)
    if len(places) == count:
        rest = text[max(places[-1].span.end, head.start) : at] + tail
        return tuple(Part(lw.clean_tail(rest) or None, toponym.place) for toponym in places)
    if years := _years(period, count):
        return tuple(Part(period=year) for year in years)
    items = _pairs(head.of(text), count) or _items(head.of(text), count)
    if len(items) == count:
        return tuple(Part(item + tail) for item in items)
    row = _ROW.match(before.of(text)) if before is not None else None
    if row is not None and len(items := _AND.split(row[0])) == count:
        measure = lw.LEAD_WORDS.sub("", head.of(text))
        return tuple(Part(item + measure + tail) for item in items)
    return _again(lw.clean_tail(head.of(text) + tail), levels[-count:]) if len(levels) >= count else ()


def _bounded(text: str, bounds: Sequence[Figure], counted: Sequence[Figure]) -> tuple[Part, ...]:
    """收入超过10万元、20万元的村分别有8个、5个: each number is that of its bound; () where they do not match."""
    clause, end = bounds[0].clause, bounds[-1].outer.end
    at = text.rfind(_EACH, end, counted[0].outer.start) if counted else -1
    if at < 0 or len(bounds) != len(counted):
        return ()
    lead = lw.LEAD_WORDS.sub("", text[clause.start : bounds[0].quantity.span.start])
    tail = lw.clean_tail(text[end:at])
    labels = (lead + figure.quantity.span.of(text) + tail for figure in bounds)
    subject = lw.LEAD_WORDS.sub("", lw.clean_tail(text[clause.start : bounds[0].outer.start]))
    return (*(Part(subject or None) for _ in bounds), *(Part(label) for label in labels))


# One word for several things: 城乡居民收入分别, 第一、二、三产业分别, 三次产业增加值分别, 进出口额分别.
_PAIRS = (
    (re.compile("城乡"), ("城镇", "农村")),
    (re.compile("男女"), ("男", "女")),
    (re.compile("存贷款"), ("存款", "贷款")),
    (re.compile("进、?出口"), ("进口", "出口")),
    (re.compile("第?一[、，]?二[、，和及]?三(?:次)?产业?|三次产业"), ("第一产业", "第二产业", "第三产业")),
    (re.compile("第?二[、，和及]三(?:次)?产业?"), ("第二产业", "第三产业")),
)


def _pairs(head: str, count: int) -> list[str]:
    """The items that one word stands for, each in its place: 城乡居民收入 → 城镇居民收入, 农村居民收入."""
    for word, items in _PAIRS:
        found = list(word.finditer(head)) if len(items) == count else []
        if len(found) == 1:
            before, after = lw.LEAD_WORDS.sub("", head[: found[0].start()]), head[found[0].end() :]
            return [before + item + after for item in items]
    return []


_HEAD_MOST = 6


def _again(head: str, levels: Sequence[Part]) -> tuple[Part, ...]:
    """A further measure of the things that were told one by one before: 甲、乙面积分别为…，产量分别为….

    The places go on with it as well; () where the row before is none or the head is no bare measure.
    """
    labels = [part.label or "" for part in levels]
    if not 1 < len(head) <= _HEAD_MOST or _AND.search(head) or not all(labels):
        return ()
    if len(set(labels)) == 1 and len({part.place for part in levels}) == len(levels):
        return tuple(Part(head, part.place) for part in levels)
    ends = zip(*(reversed(label) for label in labels), strict=False)
    shared = sum(1 for _ in takewhile(lambda characters: len(set(characters)) == 1, ends))
    items = [label[: len(label) - shared] for label in labels]
    if shared < 2 or not all(items) or len(set(items)) < len(items):
        return ()
    return tuple(Part(item + head) for item in items)


def _is_of_previous(figure: Figure) -> bool:
    """Growth, and so many times what it was before: 分别增长5%和8%, 分别是五年前的1.2倍和1.5倍."""
    return figure.kind is Kind.CHANGE or figure.quantity.unit == "倍"


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
