"""When: 2025年, 2024年一季度, 去年上半年, “十三五”期间, 截至8月底. Absolute only where the text allows.

A relative word (今年, 去年, a month without a year) is fixed by the date of publication, where the page prints one or
the user gave one; without it the period keeps its words and has no dates. 年底 stands for the year, 月底 for the month.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date

from borderdb.records import Period, Span

_YEAR = r"(?:19|20)\d\d"
_RELATIVE = {"今年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_HAN_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_HAN_YEARS = {"两": 2, "二": 2, "三": 3, "四": 4}
_PLANS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_PART = (
    r"(?P<half>[上下]半年)|第?(?P<quarter>[一二三四1-4])季度|(?P<quarters>前三季度)|前(?P<first_months>1[01]|[2-9])个月"
    r"|(?P<from_month>1[0-2]|[1-9])月?份?[至到\-—–~～](?P<to_month>1[0-2]|[1-9])月份?"
    r"|(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号]|份)?"
)
_PERIOD = re.compile(
    rf"(?P<first>{_YEAR})年?[至到\-—–~～](?P<last>{_YEAR})年"
    rf"|(?:(?P<year>{_YEAR})年度?|(?P<relative>{'|'.join(_RELATIVE)}))(?:{_PART})?"
    rf"|“?(?P<plan>{'|'.join(_PLANS)})”?(?:规划)?(?P<plan_word>期间|时期|以来|末|前(?P<plan_years>[两二三四])年)"
    rf"|(?P<whole>全年(?!龄|均))"
    rf"|(?<![\d.年第])(?:{_PART.replace('?P<', '?P<bare_')})"
)
_TAIL = re.compile(r"(?:年?[初底末]|中旬|上旬|下旬|全年|期间|以?前|之前)*")
# 2021年以来, 2020年村“两委”换届以来, 自2019年起: begun and still running, so no end is fixed.
_OPEN = re.compile(r"[^，。；：！？\n]{0,14}?(?:以来|起(?=[，、至])|开始)")
# 比2020年增长, 较上年提高: the year of comparison is not the year of the figure.
_BASE = re.compile(r"(?:比|较|同|与|相比|超过|相当于)$")
# 截至2024年底, 全市2023年, 其中，到2025年: what may stand between the head of a clause and its period.
_HEAD = re.compile(
    r"(?:截至|截止|截止到|到|至|在|自|从|由|仅|预计|力争|计划|目前|其中|而|并|据统计|数据显示|今年以来|[（(“])*"
)
_PREDICATE = re.compile(r"(?:[，]|的|全[市县旗区州省村镇乡年]|我[市县旗区州省]|共|累计|已|新增|实现|完成|达|预计|计划)")
_OF_NUMBER = re.compile(r"的[约近超]?\d")  # 由2020年的5万元增加到2024年的20万元
_SENTENCE_END = re.compile(r"[。！？\n]")
_EXPECTED = re.compile(r"预计|力争|预期|有望|将")  # 预计全年: the year that is not over yet
# 某某口岸2023年, 某某县今年: the place that a figure is about may stand before its period.
_PLACE = re.compile(r"[^，。；：！？、\n]{0,20}(?:口岸|[市县旗区州省盟镇乡村]|农场|全国|苏木|嘎查)$")
_STOPS = "，。；：！？\n（）、“"
REPORTS_UNTIL = 3  # the month until which 预计全年 is said of the year before, in the reports on it
HEAD_MOST = 40  # characters before a period that are looked at for the head of its clause
NEARLY_HEAD = 12  # characters of a subject that may stand before a period: 密山口岸2023年, 我市农村居民2024年


def find_periods(text: str, published: date | None) -> tuple[Period, ...]:
    """The periods that may date a figure after them, left to right.

    A year inside a noun phrase (聚焦2025年新一轮换届) dates nothing, nor does the year of a comparison (比2020年增长).
    """
    return tuple(_governing(text, _all_periods(text, published)))


def find_dates(text: str, published: date | None) -> tuple[Span, ...]:
    """Every stretch that is a date, whether it dates a figure or not: no number inside one counts anything."""
    return tuple(period.span for period in _all_periods(text, published))


def _all_periods(text: str, published: date | None) -> Iterator[Period]:
    year: int | None = None  # of the sentence
    review: int | None = None  # of the story so far: 全年 in a review of 2024
    last = 0
    for match in _PERIOD.finditer(text):
        if _SENTENCE_END.search(text, last, match.start()):
            year = None
        if match["whole"] and not year and published and published.month > REPORTS_UNTIL and _expected(text, match):
            review = published.year
        period = _read(match, text, published, year, review)
        if period.start and (match["year"] or match["relative"]):
            year = review = period.start.year
        last = match.end()
        yield period


def _expected(text: str, match: re.Match[str]) -> bool:
    return _EXPECTED.search(text, max(0, match.start() - 4), match.end() + 12) is not None


def _governing(text: str, periods: Iterable[Period]) -> Iterator[Period]:
    for period in periods:
        start = period.span.start
        begin = max(0, start - HEAD_MOST)
        head = max(begin - 1, *(text.rfind(stop, begin, start) for stop in _STOPS)) + 1
        before = text[head:start]
        after = text[period.span.end : period.span.end + 4]
        if _BASE.search(before) and not _OF_NUMBER.match(after):
            continue
        at_head = _HEAD.fullmatch(before) is not None or _PLACE.fullmatch(before) is not None
        if at_head or _OF_NUMBER.match(after) or (len(before) <= NEARLY_HEAD and _PREDICATE.match(after)):
            yield period


def _read(match: re.Match[str], text: str, published: date | None, year: int | None, review: int | None) -> Period:
    dates: tuple[date, date] | None
    if match["first"]:
        dates = date(int(match["first"]), 1, 1), date(int(match["last"]), 12, 31)
    elif match["plan"]:
        begin = _PLANS[match["plan"]]
        dates = date(begin, 1, 1), date(begin + 4, 12, 31)
        if match["plan_word"] == "末":
            dates = date(begin + 4, 1, 1), date(begin + 4, 12, 31)
        elif match["plan_years"]:
            dates = date(begin, 1, 1), date(begin + _HAN_YEARS[match["plan_years"]] - 1, 12, 31)
    elif match["whole"]:
        dates = _months(review, 1, 12) if review else None
    elif match["year"]:
        dates = _part(int(match["year"]), match, "")
    elif match["relative"]:
        dates = _part(published.year + _RELATIVE[match["relative"]], match, "") if published else None
    else:
        # A month without a year belongs to the year the sentence spoke of last, else to the year of publication.
        known = year or (published.year if published else None)
        dates = _part(known, match, "bare_") if known else None
        if dates and published and not year and dates[0] > published:
            dates = _part(published.year - 1, match, "bare_")
    end = _TAIL.match(text, match.end()).end()  # type: ignore[union-attr]  # matches the empty string at least
    span = Span(match.start(), end)
    is_open = _OPEN.match(text, match.end())
    if is_open or match["plan_word"] == "以来":
        return Period(span, span.of(text), dates[0] if dates else None, None)
    return Period(span, span.of(text), *(dates or (None, None)))


def _part(year: int, match: re.Match[str], prefix: str) -> tuple[date, date] | None:
    """First and last day of a part of a year, by the groups of `_PART`; of the whole year where no part is printed."""

    def group(name: str) -> str | None:
        found = match[prefix + name]
        return found if found is None else str(found)

    if half := group("half"):
        return (date(year, 1, 1), date(year, 6, 30)) if half[0] == "上" else (date(year, 7, 1), date(year, 12, 31))
    if quarter := group("quarter"):
        return _months(year, 3 * _HAN_QUARTERS[quarter] - 2, 3 * _HAN_QUARTERS[quarter])
    if months := group("first_months"):
        return _months(year, 1, int(months))
    if group("quarters"):
        return _months(year, 1, 9)
    if begin := group("from_month"):
        return _months(year, int(begin), int(group("to_month") or begin))
    if month := group("month"):
        if day := group("day"):
            return _day(year, int(month), int(day))
        return _months(year, int(month), int(month))
    return _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    if last < first:
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    if day > calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)
