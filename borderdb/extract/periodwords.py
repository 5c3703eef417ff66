"""The words of time and the days they mean: 2024年1—8月, 去年上半年, “十四五”末, 前三季度, 5月1日至7日.

What a word leaves open is taken from what was spoken of before it and from the date of publication; where neither
tells, there are no days.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from borderdb.extract.spoken import Spoken
from borderdb.records import Span

Days = tuple[date | None, date | None]

_YEAR = r"(?:19|20)[0-9]{2}|(?:二[〇○零]|一九)[〇○零一二三四五六七八九]{2}"
_YEAR_DIGITS = r"(?:19|20)[0-9]{2}"
_RELATIVE = {
    "今年": 0,
    "今春": 0,
    "今夏": 0,
    "今秋": 0,
    "本年度": 0,
    "去年": -1,
    "上年": -1,
    "前年": -2,
    "明年": 1,
    "后年": 2,
}
# but 10万元以上|年收入, 过去|年均, 此前|年份, 建成后|年产
_RELATIVE_YEARS = (
    "今[年春夏秋]|本年度|(?<!过)去年|(?<!以)上年|(?<![以之此疫])前年|明年"
    "|(?:(?<![\u4e00-\u9fff])|(?<=[到在从和或至将]))后年"
)
_CONTEXT = {"当年": 0, "同年": 0, "那一年": 0, "那年": 0, "头一年": 0, "次年": 1, "翌年": 1}
_HAN = {char: number for number, char in enumerate("〇一二三四五六七八九十")} | {
    "零": 0, "○": 0, "两": 2, "元": 1, "十一": 11, "十二": 12,
}  # fmt: skip
_PLANS = {"八五": 1991, "九五": 1996, "十五": 2001, "十一五": 2006} | {
    "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026,
}  # fmt: skip
# Month, first and last day of the holidays of the sun; those of the moon are not fixed.
_HOLIDAYS = {"国庆": (10, 1, 7), "十一": (10, 1, 7), "五一": (5, 1, 5), "元旦": (1, 1, 3), "清明": (4, 4, 6)}
_DAY = r"3[01]|[12][0-9]|0?[1-9]"
_DASH = r"(?:[至到]|[\-—–~～]{1,2})"
_AMOUNT = r"(?:[0-9]{1,2}|[一二两三四五六七八九十百几数]{1,3})[余多]?"


def _part(prefix: str, month: str) -> str:
    """The parts of a year, in groups whose names begin with a prefix."""
    return (
        rf"(?P<{prefix}half>[上下]半年)|第?(?P<{prefix}quarter>[一二三四1-4])季度"
        rf"|(?<![目以之此])[前头](?P<{prefix}quarters>[二两三23])个?季度|[一1]{_DASH}(?P<{prefix}to_quarter>[二三四2-4])季度"
        rf"|(?<![目以之此])[前头](?P<{prefix}months>1[01]|[2-9]|十一|[二两三四五六七八九十])个?月"
        rf"|(?P<{prefix}from>1[0-2]|[1-9]|元)月?份?(?:{_DASH}|一(?=[0-9]))(?P<{prefix}to>1[0-2]|[1-9])月份?"
        rf"|(?:“?(?P<{prefix}holiday>国庆(?:节)?|十一|五一|元旦|清明)”?(?:[0-9一二三四五六七八]天)?(?:小?长?假期?|假日|黄金周|期间))"
        rf"|(?P<{prefix}month>{month}) ?月(?![龄度均薪饼租嫂亮光季球])(?: ?(?P<{prefix}day>{_DAY}) ?[日号]|份)?"
    )


_MONTH = r"1[0-2]|0?[1-9]|元"
# The character that a period begins with, and the one after it: of most places no more need be asked.
_BEGINNING = (
    r"(?=[0-9今去上下前明后本当同头次翌“十全年近过未一二两三四五六七八九百几数元第那国五清])"
    r"(?=[0-9]{1,2} ?[年月日份季世余多至到\-—–~～一]|(?:19|20)[0-9XxＸ×*]|[一二两三四五六七八九十百几数]"
    r"|[去上前明后当同次翌全]年|今[年春夏秋明后]|[上下]半|[上本][个年月世]|[那头]一?年|[前头][0-9一二两三四五六七八九十]"
    r"|近[0-9一二两三四五六七八九十百几数]|过去|未来|年[底末内]|第[一二三四1-4]|“?(?:[十八九五]|国庆|元旦|清明)"
    r"|元[ 月份至到\-—–~～一])"
)
PERIOD = re.compile(
    rf"{_BEGINNING}(?:"
    rf"(?P<years>(?<![0-9])(?P<first>(?:19|20)[0-9]{{2}})年?{_DASH}(?P<last>(?:19|20)[0-9]{{2}})年(?![0-9]{{1,2}}月))"
    rf"|(?P<row>(?<![0-9])(?P<row_first>{_YEAR_DIGITS})年?[、和](?P<row_last>{_YEAR_DIGITS})年?[两二2]年)"
    r"|(?P<season>(?<![0-9])(?:19|20)[0-9]{2}[/—\-](?:20)?[0-9]{2}年?(?:榨季|学年|采暖期|雪季|产季))"
    rf"|(?P<dated>(?:(?<![0-9])(?P<year>{_YEAR}) ?年度?|(?P<relative>{_RELATIVE_YEARS}))"
    rf"(?: ?(?:{_part('', _MONTH + '|十[一二]?|[一二三四五六七八九]')}))?)"
    rf"|(?P<masked>(?<![0-9])20[0-9]?[XxＸ×*]{{1,2}}年度?(?:[上下]半年)?)"
    rf"|(?P<context>(?<!想)(?:{'|'.join(_CONTEXT)})(?![的味轮])(?:(?P<then_month>{_MONTH})月)?)"
    rf"|(?P<plan>“?(?P<plan_name>十[一二三四五]五|(?<=“)[八九十]五)”? ?(?:规划)?"
    r"(?P<plan_word>期间|时期|以来|期?末|[前头](?P<plan_years>[两二三四])年))"
    r"|(?P<both>今明两年)"
    r"|(?P<whole>全年(?!龄|均))"
    r"|(?P<year_end>(?<![0-9一二两三四五六七八九十几多数半])年(?:[底末]|内(?!蒙)))"
    rf"|(?P<this_month>(?P<which>本|上个?)月(?:(?P<this_day>{_DAY})[日号])?)"
    r"|(?P<decade>(?P<century>20|21|上个?|本)世纪(?P<tens>[1-9]0)年代)"
    rf"|(?P<stretch>近{_AMOUNT}年[来间]?|(?:过去|未来|今后)的?{_AMOUNT}年[来间里]?|(?<![0-9第近]){_AMOUNT}年[来间])"
    rf"|(?:(?<=每年)|(?<![0-9.年第]))(?P<bare>{_part('bare_', _MONTH)})"
    rf"|(?P<single>(?:(?<=每月)|(?<![0-9月至到\-—、第]))(?P<alone>{_DAY})日(?=[，、]|[上下]午|凌晨|当天|晚)))"
)
_FIVE_YEARS = re.compile("过去的?五年[来间里]?|五年[来间]")
_TAIL = re.compile(
    r"(?:年?(?:初(?![步中级心衷次选审])|[底](?![线蕴部层薄子气])|末(?![端梢]))|中旬|上旬|下旬|中期|后期|初期|全年|期间"
    r"|(?P<after>以后|之后)|(?P<until>以前|之前|前(?![后往去来景期端方沿0-9])))*"
)
_UNTIL = re.compile(
    rf"{_DASH}(?:(?P<year>{_YEAR})年|(?P<relative>今年|去年|明年|次年|翌年))?(?:(?P<month>1[0-2]|0?[1-9])月份?)?"
    rf"(?:(?P<day>{_DAY})[日号])?"
)
_WISHED = re.compile(r"力争|有望|将|确保|争取|目标")  # 力争全年: the year that is not over yet
_EXPECTED = re.compile(r"预计|预期")
_AS_OF = re.compile(r"截[至止]到?$")
_AHEAD = re.compile(r"(?:(?<!截)[到至]|力争|预计|争取|确保|计划|[将拟][于在]?)$")
_DEADLINE = re.compile(r"[底末]?[之以]?前")  # 6月底前
_WORD_BEFORE = 4  # characters before 全年 in which 预计 may stand, and
_WORD_AFTER = 12  # after it: 全年产值预计可达
REPORTS_UNTIL = 3  # the month until which 预计全年 is said of the year before, in the reports on it
RECENT = timedelta(days=62)  # what a paragraph on another year may still mean by a month alone


@dataclass(frozen=True, slots=True)
class End:
    """Where a period ends in the text, on which side of its word it lies (2018年以前), and what a range runs to."""

    span: Span
    side: str
    until: re.Match[str] | None


def find_end(text: str, match: re.Match[str]) -> End:
    """What belongs to a period behind its word: 2024年底, 5月1日至7日, 2018年以前."""
    at = match.end()
    kind = match.lastgroup
    until = None
    month, day = _month_and_day(match)
    if kind in ("dated", "bare", "context") and month:
        until = _UNTIL.match(text, at)
        if until is not None and not (until["day"] if day else until["month"] and not until["day"]):
            until = None
        at = until.end() if until else at
    tail = _TAIL.match(text, at) if kind not in ("single", "stretch", "plan") else None
    end = tail.end() if tail else at
    side = ""
    if tail is not None and tail.lastgroup and end - at == len(tail[tail.lastgroup]):
        side = "before" if tail.lastgroup == "until" else "after"
    return End(Span(match.start(), end), side, until)


def resolve(text: str, match: re.Match[str], end: End, spoken: Spoken) -> Days:
    """The first and the last day of a period, None where the text does not fix them."""
    days = _READERS[match.lastgroup or ""](text, match, spoken)
    if days is None or days[0] is None or end.side == "after":
        return None, None
    if end.until is not None:
        last = _last_day(end.until, days[0], spoken.published)
        return (days[0], last) if last and last >= days[0] else (None, None)
    if end.side == "before" and match.lastgroup != "year_end":  # 年底前 is within the year
        return None, days[0] - timedelta(days=1)
    return days


def _month_and_day(match: re.Match[str]) -> tuple[str | None, str | None]:
    month = match["month"] or match["bare_month"] or match["then_month"]
    return month, match["day"] if match.lastgroup == "dated" else match["bare_day"]


def _last_day(until: re.Match[str], first: date, published: date | None) -> date | None:
    """The day to which a range runs, from what is printed of it: 至7日, 至8月20日, 至次年3月."""
    year: int | None = first.year
    if until["year"]:
        year = _number(until["year"])
    elif until["relative"] in ("次年", "翌年"):
        year = first.year + 1
    elif until["relative"]:
        year = published.year + _RELATIVE[until["relative"]] if published else None
    if year is None:
        return None
    month = int(until["month"]) if until["month"] else first.month
    days = _day(year, month, int(until["day"])) if until["day"] else _months(year, month, month)
    return days[1] if days else None


def _years(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    first, last = int(match["first"]), int(match["last"])
    return _whole_years(first, last) if first <= last else None


def _row(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    """2016、2017两年: both."""
    first, last = int(match["row_first"]), int(match["row_last"])
    return _whole_years(first, last) if last == first + 1 else None


def _dated(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    if match["year"]:
        return _days_of(match, "", _number(match["year"]))
    if match["relative"] == "上年" and spoken.frame and not spoken.current:
        return _days_of(match, "", spoken.frame - 1)  # in a review of 2021 that of 2020
    year = spoken.published.year if spoken.published else spoken.frame if spoken.current else None
    return _days_of(match, "", year + _RELATIVE[match["relative"]]) if year else None


def _context(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    """当年, 次年: beside the year the paragraph spoke of last."""
    beside = spoken.paragraph or spoken.frame
    if beside is None:
        return None
    word = next(word for word in _CONTEXT if match["context"].startswith(word))
    year, month = beside + _CONTEXT[word], match["then_month"]
    return _months(year, _number(month), _number(month)) if month else _months(year, 1, 12)


def _plan(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    begin, word = _PLANS[match["plan_name"]], match["plan_word"]
    if word.endswith("末"):
        return _months(begin + 4, 1, 12)
    years = _number(match["plan_years"]) if match["plan_years"] else 5
    return _whole_years(begin, begin + years - 1)


def _both(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    return _whole_years(spoken.published.year, spoken.published.year + 1) if spoken.published else None


def _whole(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    """全年: of the year the sentence or the story is about, or of the year of publication where it is hoped for."""
    if spoken.about:
        return _months(spoken.about, 1, 12)
    year = spoken.story
    around = max(0, match.start() - _WORD_BEFORE), match.end() + _WORD_AFTER
    if spoken.published is not None:
        if _WISHED.search(text, max(0, match.start() - _WORD_BEFORE), match.start()):
            year = spoken.published.year
        elif _EXPECTED.search(text, *around) or _WISHED.search(text, *around):
            year = spoken.published.year - (spoken.published.month <= REPORTS_UNTIL)
    return _months(year, 1, 12) if year else None


def _year_end(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    """年底, 年内: of the year spoken of, else of this year, or after 截至 of the one that has ended.

    In the first months after it is not fixed otherwise.
    """
    if spoken.about:
        return _months(spoken.about, 1, 12)
    published = spoken.published
    if published is None:
        return None
    before = max(0, match.start() - _WORD_BEFORE)
    if _AS_OF.search(text, before, match.start()):
        return _months(published.year - (published.month < 12), 1, 12)
    is_ahead = (
        match[0].endswith("内") or text.startswith("前", match.end()) or _AHEAD.search(text, before, match.start())
    )
    return _months(published.year, 1, 12) if is_ahead or published.month > REPORTS_UNTIL else None


def _is_ahead(text: str, match: re.Match[str]) -> bool:
    """Whether the words around a period say that it is yet to come: 6月底前, 预计9月, 将于10月."""
    before = max(0, match.start() - _WORD_BEFORE)
    return bool(_DEADLINE.match(text, match.end()) or _AHEAD.search(text, before, match.start()))


def _this_month(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    if spoken.published is None:
        return None
    month = spoken.published.replace(day=1)
    if match["which"] != "本":
        month -= timedelta(days=1)
    if match["this_day"]:
        return _day(month.year, month.month, int(match["this_day"]))
    return _months(month.year, month.month, month.month)


def _decade(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    begin = (2000 if match["century"] in ("21", "本") else 1900) + int(match["tens"])
    return _whole_years(begin, begin + 9)


def _bare(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    """A part of a year without its year."""
    published = spoken.published
    year = spoken.sentence or spoken.frame
    if year or published is None:
        return _days_of(match, "bare_", year) if year else None
    days = _days_of(match, "bare_", published.year)
    if days is not None and _begins_after(match, days, published) and not _is_ahead(text, match):
        days = _days_of(match, "bare_", published.year - 1)
    is_old = days is not None and days[0] is not None and published - days[0] > RECENT
    return None if is_old and spoken.paragraph not in (None, published.year) else days


def _begins_after(match: re.Match[str], days: Days, published: date) -> bool:
    """Whether a part of a year lies ahead; several months are counted once the last of them has begun."""
    first, last = days
    if last is not None and (match["bare_to"] or match["bare_months"] or match["bare_quarters"]):
        first = last.replace(day=1)
    return first is not None and first > published


def _alone(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    """3日: the last day of that number before the publication."""
    published, number = spoken.published, int(match["alone"])
    if published is None:
        return None
    if number <= published.day:
        return _day(published.year, published.month, number)
    earlier = published.replace(day=1) - timedelta(days=1)
    return _day(earlier.year, earlier.month, number)


def _stretch(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    """五年来, 过去的五年: the years that this part of the story looks back on, where they are as many.

    Without them 过去的五年 are those of the plan that the story has spoken of, where it is over. 过去一年 is the year
    before in the reports of the first months, or the one that is looked back on.
    """
    if match[0].startswith(("近", "未来", "今后")):
        return None
    years = _HAN.get(match[0].removeprefix("过去").removeprefix("的")[0])
    term = spoken.term
    if term is not None and term.start and term.end and years == term.end.year - term.start.year + 1:
        return term.start, term.end
    published = spoken.published
    if spoken.plan is not None and _FIVE_YEARS.fullmatch(match[0]):
        last = spoken.plan[1]
        return spoken.plan if published is None or (last is not None and last < published) else None
    if years != 1:
        return None
    if spoken.frame and not spoken.current:
        return _months(spoken.frame, 1, 12)
    is_last = match[0].startswith("过去") and published is not None and published.month <= REPORTS_UNTIL
    return _months(published.year - 1, 1, 12) if published and is_last else None


def _no_days(text: str, match: re.Match[str], spoken: Spoken) -> Days | None:
    return None


_READERS: Mapping[str, Callable[[str, re.Match[str], Spoken], Days | None]] = {
    "years": _years,
    "row": _row,
    "season": _no_days,
    "dated": _dated,
    "masked": _no_days,
    "context": _context,
    "plan": _plan,
    "both": _both,
    "whole": _whole,
    "year_end": _year_end,
    "this_month": _this_month,
    "decade": _decade,
    "stretch": _stretch,
    "bare": _bare,
    "single": _alone,
}


def _days_of(match: re.Match[str], prefix: str, year: int) -> Days | None:
    """First and last day of a part of a year, by the groups of `_part`; of the whole year where no part is printed."""

    def group(name: str) -> str | None:
        found = match[prefix + name]
        return found if found is None else str(found)

    if half := group("half"):
        return _months(year, 1, 6) if half[0] == "上" else _months(year, 7, 12)
    if quarter := group("quarter"):
        return _months(year, 3 * _number(quarter) - 2, 3 * _number(quarter))
    if quarters := group("quarters") or group("to_quarter"):
        return _months(year, 1, 3 * _number(quarters))
    if months := group("months"):
        return _months(year, 1, _number(months))
    if begin := group("from"):
        return _months(year, _number(begin), _number(group("to") or begin))
    if holiday := group("holiday"):
        in_month, first, last = _HOLIDAYS[holiday[:2]]
        return date(year, in_month, first), date(year, in_month, last)
    if month := group("month"):
        if day := group("day"):
            return _day(year, _number(month), int(day))
        return _months(year, _number(month), _number(month))
    return _months(year, 1, 12)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return _HAN[text] if text in _HAN else int("".join(str(_HAN[char]) for char in text))


def _whole_years(first: int, last: int) -> Days:
    return date(first, 1, 1), date(last, 12, 31)


def _months(year: int, first: int, last: int) -> Days | None:
    if last < first:
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _day(year: int, month: int, day: int) -> Days | None:
    if day > calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)
