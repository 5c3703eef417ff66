"""分别: several things and as many figures, one for each.

城镇、农村居民收入分别为3万元、1.5万元; 甲口岸、乙口岸分别验放5万人次、8万人次.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise, takewhile
from typing import NamedTuple

from borderdb.extract import labelwords as lw
from borderdb.extract.figures import Figure
from borderdb.extract.phrases import join_labels
from borderdb.records import Kind, Period, Place, Span, Toponym
from borderdb.text.tokens import words

_EACH = "分别"
_TIMES_OF = re.compile(
    r"^(?:量值|[二两三]者)|(?:分别)?(?:是|为|相当于|达到?)[^，]{0,12}的?$"
)  # 分别是2015年的1.4倍、1.5倍
_SHARE_OF = re.compile(
    r"(?P<each>分别)?(?P<share>占[^，；\d]{2,12}?)的?(?:比[重例])?[为是达]?"
)  # 分别占总户数的98%和85%
_FIRST_ONES = re.compile(r"前[两二三四][者样项个种类家地]")  # 前两者分别增长5%、8%: not the last two of the row
_AND = re.compile(r"、|和|与|及|以及")
# 产量, 销售额, 覆盖率: an item that ends so stands alone and borrows nothing from the last one.
_MEASURE_NOUN = re.compile(r"(?:额|量|数|率|值|费|收入|产值|面积|人次|人数|资产|投资|长度|规模|里程|品牌)$")


# 东站、西站、南站等客流平稳，日均分别发送…: the clause before names the row
_ROW = re.compile(r"[^、，]{2,8}(?:、[^、，]{2,8})+(?=等)")


class Part(NamedTuple):
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
    told: Sequence[Part] = (),
) -> tuple[Part, ...]:
    """One part for each figure of a clause that says 分别; () where it does not, or where the numbers do not match.

    `period` governs the first figure: 2022年至2024年分别为5万元、6万元、7万元 gives each its year. `levels` are what
    the sentence has counted so far: changes in a row (分别增长5%和8%) go on with the last of it. `before` is the clause
    before in the sentence, which names the places where this one begins with 分别; `told` are the parts of the last
    row of the sentence.
    """
    if len(figures) < 2:
        return ()
    bounds = sum(1 for _ in takewhile(lambda figure: figure.kind is Kind.THRESHOLD, figures))
    if bounds > 1:
        return _bounded(text, figures[:bounds], figures[bounds:])
    lead = Span(figures[0].clause.start, figures[0].outer.start)
    if before is not None and text.startswith("：", lead.start - 1) and _FIRST_ONES.match(text, before.start):
        lead = Span(before.start, lead.end)  # 前两样同比一升一降：+12%、-6%
    if leaning := _leaning(text, lead, figures, levels, told):
        return leaning
    at = text.rfind(_EACH, lead.start, lead.end)
    if at < 0:
        return _side_by_side(text, lead, figures, toponyms)
    return _each(text, Span(lead.start, at), lead.end, len(figures), toponyms, levels, period, before)


def _leaning(
    text: str, lead: Span, figures: Sequence[Figure], levels: Sequence[Part], told: Sequence[Part]
) -> tuple[Part, ...]:
    """The parts of figures that name nothing themselves, but go on with as many told before them."""
    count, said = len(figures), lead.of(text)
    if count <= len(levels):
        if all(_is_of_previous(figure) for figure in figures):
            if _FIRST_ONES.match(said):
                row = told if len(told) > count else levels[-count - 1 :]
                return tuple(row[:count])
            return tuple(levels[-count:]) if not _TIMES_OF.sub("", lw.clean_tail(said)) else ()
        if (
            figures[0].kind is Kind.SHARE
            and (share := _SHARE_OF.fullmatch(said)) is not None
            and (share["each"] or len(told) == count)
        ):
            return tuple(Part(join_labels(part.label or "", share["share"]), part.place) for part in levels[-count:])
    if len(told) == count and _is_row(text, figures) and not lw.clean_tail(said):
        return tuple(Part(part.label, part.place) for part in told)  # 分别增长5%和8%，达到3万元和1.5万元
    return ()


def _side_by_side(text: str, lead: Span, figures: Sequence[Figure], toponyms: Sequence[Toponym]) -> tuple[Part, ...]:
    """As many things as figures, which nothing but their number pairs: 城镇、农村居民收入3万元和1.5万元."""
    if not _is_row(text, figures):
        return ()
    head, count = lw.clean_tail(lead.of(text)), len(figures)
    if len(_AND.split(head)) != count:
        return ()
    places = _places(lead, toponyms, text)
    if len(places) == count:
        label = lw.clean_tail(text[places[-1].span.end : lead.end]) or None
        return tuple(Part(label, toponym.place) for toponym in places)
    items = _items(head, count)
    return tuple(Part(item) for item in items) if all(len(item) > 1 for item in items) else ()


def _each(
    text: str,
    head: Span,
    end: int,
    count: int,
    toponyms: Sequence[Toponym],
    levels: Sequence[Part],
    period: Period | None,
    before: Span | None,
) -> tuple[Part, ...]:
    """The parts of a clause that says 分别: places, years, or the items of a row before it."""
    said, tail = head.of(text), lw.clean_tail(text[head.end + len(_EACH) : end])
    places = _places(head if head.length or before is None else before, toponyms, text)
    if len(places) == count:
        rest = text[max(places[-1].span.end, head.start) : head.end] + tail
        return tuple(Part(lw.clean_tail(rest) or None, toponym.place) for toponym in places)
    if years := _years(period, count):
        return tuple(Part(period=year) for year in years)
    items = _pairs(said, count) or _items(said, count)
    if len(items) == count:
        return tuple(Part(item + tail) for item in items)
    if before is not None and (row := _row_before(before.of(text), count)):
        return tuple(Part(item + lw.LEAD_WORDS.sub("", said) + tail) for item in row)
    return _again(lw.clean_tail(said + tail), levels[-count:]) if len(levels) >= count else ()


def _row_before(clause: str, count: int) -> Sequence[str]:
    """The things that the clause before names or takes together: 三次产业比为10:40:50，贡献率分别为…."""
    for word, items in _PAIRS:
        if len(items) == count and word.search(clause):
            return items
    row = _ROW.match(clause)
    named = _AND.split(row[0]) if row is not None else []
    return named if len(named) == count else []


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
            before, after = head[: found[0].start()], head[found[0].end() :]
            return [lw.LEAD_WORDS.sub("", before + item + after) for item in items]
    return []


def _is_row(text: str, figures: Sequence[Figure]) -> bool:
    """Whether figures of one kind and unit stand side by side: 3万元和1.5万元."""
    alike = {(figure.quantity.unit, figure.kind) for figure in figures}
    joined = (_AND.fullmatch(text, one.outer.end, other.outer.start) for one, other in pairwise(figures))
    return len(alike) == 1 and figures[0].kind is Kind.LEVEL and all(joined)


_OF_KIND = re.compile(r"^区(?=常住|居民)")  # 城镇、农牧区居民
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
        # 城镇、农村居民: rows are parallel, whatever the dictionary holds for one word
        shared = _OF_KIND.sub("", items[-1][width:])
    else:
        shared = _shared(items, tokens[0].end) if len(tokens) > 1 else ""
    return [_with_shared(item, shared) for item in items[:-1]] + [items[-1]]


def _with_shared(item: str, shared: str) -> str:
    """An item with the words it shares, unless it has its own measure; 站 of 东站、西站发送 stands once."""
    if not item or _MEASURE_NOUN.search(item):
        return item
    twice = next((size for size in range(min(len(item), len(shared)), 0, -1) if item.endswith(shared[:size])), 0)
    return item + shared[twice:]


def _shared(items: Sequence[str], first: int) -> str:
    """The words that the last item ends in and the others share: behind its first word, or only its measure.

    What is left of it must be as long as the others are: 白术、黄芩、党参产量 are 白术产量 and 黄芩产量.
    """
    last = items[-1]
    measure = lw.MEASURE_OF.search(last)
    width = sum(len(item) for item in items[:-1]) / (len(items) - 1)
    ends = [first, measure.start()] if measure is not None and measure.start() > first else [first]
    return _OF_KIND.sub("", last[min(ends, key=lambda end: abs(end - width)) :])
