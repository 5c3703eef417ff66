"""Numerals that measure or count something: 10.5万人次, 78%, 百余个, 5—8%, 3个百分点, and how surely they are meant.

What is left out, since it measures nothing: ordinals (第3批, 前5名), numbers inside names (“四个一”机制, 《…28条》,
8·15生态日), dates and bare spans of time (近三年), the indefinite article (一支队伍), and words that only look like a
figure (十分, 千家万户).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from borderdb.extract.numerals import is_fraction
from borderdb.extract.quotes import Quote
from borderdb.records import Numeral, Qualifier, Quantity, Span
from borderdb.reference.units import Units

_RANGE = re.compile(r"[至到\-—–~～]{1,2}")
_ORDINAL = re.compile(r"(?:第|[A-Za-z]|[0-9][·.\-/]|[·/])$")
_RANK = re.compile(r"前$")
_RANKED = frozenset("名位强个家")
_BEFORE = re.compile(
    r"(?:(?P<over>超过|超出|(?<![赶反])超|突破|迈过|跨过|跨越|逾|不少于|不低于|不下|至少(?:[^，。；\d]{0,3}(?=$))?|(?<=[入值额量数年积])过)"
    r"|(?P<under>不足|不到|未满|不超过|少于|低于|至多|最多|控制在)"
    r"|(?P<about>大约|(?<![节合签条公契失违预特])约|接近|将近|(?<![附靠临就邻最贴亲走])近|大概))(?:达|了|为)?$"
)
_AFTER = re.compile(r"(?:(?P<over>及?以上|之上|有余|开外)|(?P<under>及?以下|以内|之内|以里)|(?P<about>左右|上下))")
_POINTS = re.compile(r"个?百分点")
_TENTHS = re.compile(r"成(?![立为果员本功长效就品熟套交片活都分绩才形])")
_DOUBLINGS = re.compile(r"番")
_EITHER = re.compile(r"（[辆列艘架台节、]{1,7}）次")  # 辆（列）次, 架（艘、辆）次
_PER = re.compile(r"[/／每]")
# A span of time measures something only where the text says what takes that long.
_TIME = frozenset(
    {
        "年",
        "月",
        "个月",
        "日",
        "天",
        "周",
        "星期",
        "季度",
        "小时",
        "分钟",
        "秒",
        "个小时",
        "时",
        "分",
        "点",
        "号",
        "刻钟",
    }
)
_TAKES_TIME = re.compile(r"(?:时间|时长|时限|用时|耗时|周期|工期|缩短|压缩|压减|延长|提前|平均)[^，。；：！？\n]{0,8}$")
_OF_AGES = re.compile(r"平均[^，。]*$")  # 平均年龄下降3岁
_AGES = frozenset({"岁", "周岁"})
LONGEST_NAME = 24
_SPEECH = re.compile(r"[，。；！？]")
_HAN_ONLY = re.compile(r"[一二两三四五六七八九]")


def find_names(text: str, quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """The quoted stretches that are names or titles, not speech: the numbers in them belong to the name."""
    return tuple(
        quote.span
        for quote in quotes
        if quote.mark == "《" or (len(quote.inner) <= LONGEST_NAME and not _SPEECH.search(quote.inner.of(text)))
    )


def find_speech(text: str, quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """The quoted stretches that somebody says."""
    return tuple(quote.span for quote in quotes if quote.mark == "“" and _SPEECH.search(quote.inner.of(text)))


def find_quantities(
    text: str, numerals: Sequence[Numeral], units: Units, barred: Sequence[Span], speech: Sequence[Span] = ()
) -> tuple[Quantity, ...]:
    """The numerals that carry a unit. `barred` are stretches that hold no figures: dates, names in quotes, titles.

    In what somebody says, a bare digit in words is a way of speaking (两家人一条心), no count.
    """
    found: list[Quantity] = []
    barred, speech = sorted(barred), sorted(speech)
    skip = -1
    for number, numeral in enumerate(numerals):
        if number == skip or _inside(barred, numeral.span):
            continue
        if _HAN_ONLY.fullmatch(numeral.span.of(text)) and _inside(speech, numeral.span):
            continue
        following = numerals[number + 1] if number + 1 < len(numerals) else None
        quantity = _read_range(text, numeral, following, units)
        if quantity is not None:
            skip = number + 1
        else:
            quantity = _read(text, numeral, units)
        if quantity is not None and not _measures_nothing(text, numeral, quantity, units):
            found.append(quantity)
    return tuple(found)


def _inside(spans: Sequence[Span], span: Span) -> bool:
    number = bisect_right(spans, span.start, key=lambda other: other.start) - 1
    return number >= 0 and spans[number].end > span.start


def _unit_at(text: str, start: int, units: Units) -> tuple[str, int] | None:
    """The unit at an offset and where it ends; a compound 元/斤 is one unit."""
    if points := _POINTS.match(text, start):
        return "百分点", points.end()
    match = units.match(text, start)
    if match is None:
        return None
    name, end = match
    if (either := _EITHER.match(text, end)) is not None:
        return f"{name}{either[0]}", either.end()
    if per := _PER.match(text, end):
        second = units.match(text, per.end())
        if second is not None and per[0] != "每":
            return f"{name}/{second[0]}", second[1]
    return name, end


def _read(text: str, numeral: Numeral, units: Units) -> Quantity | None:
    """One numeral with its unit."""
    end = numeral.span.end
    value, upper = numeral.value, numeral.upper
    if is_fraction(text, numeral):
        return _quantity(text, Span(numeral.span.start, end), value, None, "%", numeral, "fraction")
    unit = _unit_at(text, end, units)
    if unit is not None:
        return _quantity(text, Span(numeral.span.start, unit[1]), value, upper, unit[0], numeral, "numeral_unit")
    if value < 10 and _TENTHS.match(text, end) and not text[numeral.span.start - 1 : numeral.span.start].isalnum():
        return _quantity(text, Span(numeral.span.start, end + 1), value * 10, None, "%", numeral, "tenths")
    if _DOUBLINGS.match(text, end) and "翻" in text[max(0, numeral.span.start - 2) : numeral.span.start]:
        return _quantity(text, Span(numeral.span.start, end + 1), value, None, "番", numeral, "doublings")
    return None


def _read_range(text: str, first: Numeral, second: Numeral | None, units: Units) -> Quantity | None:
    """2至3个, 5—8%, 5%至8%: one quantity with two ends, where both carry the same unit or only the second has one."""
    if second is None or first.upper is not None or second.upper is not None or second.span.start - first.span.end > 6:
        return None
    unit = _unit_at(text, second.span.end, units)
    if unit is None:
        return None
    own = _unit_at(text, first.span.end, units)
    between = Span(own[1] if own else first.span.end, second.span.start)
    if not _RANGE.fullmatch(between.of(text)) or (own and own[0] != unit[0]):
        return None
    low, high = first.value, second.value
    if not own and low < high and high >= 10**4 > low and _multiplied(text, second) and not _multiplied(text, first):
        low *= _multiplied(text, second)  # 3至5万元 means 30,000 to 50,000
    if low >= high:
        return None
    return _quantity(text, Span(first.span.start, unit[1]), low, high, unit[0], second, "range")


def _multiplied(text: str, numeral: Numeral) -> int:
    """The multiplier printed after the digits: 5万 → 10000; 0 where there is none."""
    printed = numeral.span.of(text).rstrip("余多")
    return {"万": 10**4, "亿": 10**8}.get(printed[-1], 0) if printed[0].isdigit() else 0


def _quantity(
    text: str, span: Span, value: Decimal, upper: Decimal | None, unit: str, numeral: Numeral, rule: str
) -> Quantity:
    qualifier = qualifier_around(text, span) or numeral.qualifier
    return Quantity(span, value, unit, qualifier, rule, upper, numeral.damaged)


def qualifier_around(text: str, span: Span) -> Qualifier | None:
    """What the words beside a figure say of it: 不足10万元, 5万元以上, 3000元左右. None where they say nothing."""
    before = _BEFORE.search(text, max(0, span.start - 5), span.start)
    after = _AFTER.match(text, span.end)
    for match in (before, after):
        if match is not None and match.lastgroup:
            return Qualifier(match.lastgroup)
    return None


def outer_span(text: str, span: Span) -> Span:
    """A figure together with the words that qualify it: 不足10万元, 5万元以上."""
    before = _BEFORE.search(text, max(0, span.start - 5), span.start)
    after = _AFTER.match(text, span.end)
    return Span(before.start() if before else span.start, after.end() if after else span.end)


def _measures_nothing(text: str, numeral: Numeral, quantity: Quantity, units: Units) -> bool:
    start = quantity.span.start
    head = text[max(0, start - 3) : start]
    printed = numeral.span.of(text)
    if _ORDINAL.search(head) or (_RANK.search(head) and quantity.unit[0] in _RANKED):
        return True
    if printed == "一" and quantity.unit != "番" and quantity.rule == "numeral_unit":
        return True  # 一支队伍: the indefinite article
    if units.is_trap(text, numeral.span.start, numeral.span.end):
        return True
    if quantity.unit in _TIME:
        return not _is_measured_time(text, quantity)
    if quantity.unit in _AGES:
        return not (_AFTER.match(text, quantity.span.end) or _OF_AGES.search(text, max(0, start - 10), start))
    # 十分重要, 四点要求: a bare digit in words takes no unit that is also an everyday word.
    return quantity.unit in ("分", "点", "口", "方", "手", "面", "头", "股") and bool(_HAN_ONLY.fullmatch(printed))


def _is_measured_time(text: str, quantity: Quantity) -> bool:
    if quantity.unit in ("秒", "分钟") and quantity.qualifier is Qualifier.UNDER:
        return True  # 抬杆不到20秒
    if quantity.unit in ("小时", "分钟", "天") and (quantity.value >= 100 or quantity.qualifier is Qualifier.OVER):
        return True  # 志愿服务20余万小时: time given, added up
    return bool(_TAKES_TIME.search(text, max(0, quantity.span.start - 14), quantity.span.start))
