"""What the headline, the headings and the first sentences of a text say of the time it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from borderdb.extract.kinds import heading_of_plans, heading_of_review
from borderdb.extract.periodwords import PERIOD, find_end, resolve
from borderdb.extract.spoken import Spoken
from borderdb.records import Period, Span

MONTHS = 12
SESSIONS_UNTIL = 4  # the month until which reports on the year before are given
_SURVEY = re.compile(
    r"公报|情况的(?:通报|公告)$|运行(?:情况|分析|态势|简析)|统计(?:数据|简报|月报|年报)|(?:发展|普查|通关|进出口)情况|情况(?:通报|简报|公布|发布)?$|数据|年报|年鉴"
)
_TALLY = re.compile(r"成绩单|答卷|盘点|数读|年终|亮点")
_REPORT = re.compile(r"工作报告|(?:届|次|届次)[^，。]{0,4}(?:会议|全会)")  # of one year on the year before
_FIGURED = re.compile(r"[0-9][0-9.]*[余多]?(?:[%‰万亿倍个]|[^\W\d_])")
_ABOUT = re.compile(
    r"回顾|总结|盘点|成绩|成效|成果|情况|工作|任务|目标|安排|计划|打算|部署|重点|要点|指标|完成|建设|发展|思路|预算"
)
_SCHEME = re.compile(
    r"(?:方案|行动计划|工作计划|规划(?:纲要)?|工作要点|实施意见)(?:[（(][^（）()]{1,24}[)）])?》?(?:的(?:通知|意见|决定|函|请示|批复))?(?:[（(][^（）()]{1,24}[)）])?$"
)
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")  # （征求意见稿）
_YEARLY = re.compile(
    r"年[^，。；]{0,20}计划》?(?:的(?:通知|意见|函|请示|报告|决定))?(?:[（(][^（）()]*[)）])?$"
)  # 2021年蚕桑发展计划
_NEWS = re.compile(
    r"出台|启动|推出|落实|解读|完成|获批|入选|座谈|会议|召开|部署|讨论|审议|通过|评审|公示|征求|带来|助力|："
)
_TERM = re.compile(r"过去的?([三四五])年|([三四五])年来")
_TERMS = {"三": 3, "四": 4, "五": 5}
_THAN = "比|较|同|与|超过?|[低高]于"
BY_THEN = "(?<!截)[到至]|力争|计划|预计|确保|争取|[将拟][于在]?|自|从|由"
_COMPARED = re.compile(rf"(?:{_THAN})$")  # 较上年同比增长
_IS_BASE = re.compile(r"同期|相比")
_NOT_OF_IT = re.compile(rf"(?:{_THAN}|{BY_THEN})$")
_LEAD_END = re.compile(r"[。！？\n]")
_COUNTED_UNTIL = re.compile(r"[（(]?(?:本文|以上|文中)?(?:统计)?数据(?:统计)?(?:时间)?(?:均)?(?:截[至止]到?|为)：?")
_PAST_YEAR = re.compile(r"(?:[（(][^（）()]{2,12}[）)])?(?P<past>(?:刚刚)?过去(?:的)?一年|一年来)，")
_TELLS = re.compile(r"获悉|据[^，。；]{0,16}(?:统计|数据|介绍|通报)|(?:统计|数据)(?:显示|表明)")
_YEAR = re.compile(
    r"(?:[^，。；]{0,8}(?:报告|会议)[^，。；]{0,4}(?:指出|提出|强调|认为|明确)，?)?(?:刚刚过去的|刚过去的|过去的)?(?=[12二一])"
)
_REVIEWED = re.compile(
    r"[，,]?[^。；]{0,90}?(?:领导|关怀|关心|支持|帮助|指导|带领|指引|监督|统领)下"
    r"|，(?:面对|[^，。；]{1,16}?(?:坚持|贯彻|围绕|全面|始终|以[^，。；]{2,40}为)|[^，。；]{0,24}?上下)"
)
_OF_NOTE = re.compile(r"是[^。；！]{0,60}?(?:之年|一年|年份|的年头)")
_AHEAD = re.compile(r"(?:总体|工作|目标)要求|(?:预期|主要|发展)目标|工作(?:思路|目标)")
_DONE = re.compile(r"取得|完成|实现了|保持了?|得到|战胜|克服|经受|交出|有力|统筹推进|应对|跨上|迈[出上]")
_REVIEW_AND_PLAN = re.compile(
    r"(?:19|20)\d\d年[^，。；]{0,16}?(?:总结|回顾|执行情况|工作情况|完成情况)[^，。；]{0,6}?(?:[和与及暨]|以及|、)(?:(?:19|20)\d\d年|下半年|下一?[阶步]段?|明年|下季度|今后)[^，。；]{0,12}?(?:打算|计划|安排|思路|要点|草案|预算)"
)
_WHO = r"，?(?:[^，。；：\d]{0,10}?[县市旗区州盟镇乡]|我们)?"  # the year's own county: 2024年，全市
# 2024年主要预期目标是, 2024年工作安排：; not 2023年目标任务全面完成
_AIMS_OF = re.compile(
    rf"{_WHO}(?:国民)?(?:经济|社会|和|发展)*(?:工作)?的?"
    r"(?:(?:主要|总体|预期|发展|工作|奋斗|约束性)+(?:目标|指标|任务|要求|思路|打算|安排)|(?:预期|打算|目标|计划|安排)：|重点(?:抓好|做好))"
    r"(?![^，。；：]{0,8}(?:完成|实现|超|达成|顺利|落实))"
)
# 2024年，全市将重点实施……; not 将12个村划为……
_WILL = re.compile(
    rf"{_WHO}(?:将(?:继续|持续|重点|深入|全[力面]|着力|坚持|聚焦|统筹|围绕|紧[紧扣盯]|加[快大强]|以[^，。；]{{1,16}}为|进一步)"
    r"|要[坚聚紧围着突])"
)

_RANKED = re.compile(
    r"(第[一二三四五六七八九十]{1,3}(?:部分|章))"
    r"|([一二三四五六七八九十]{1,3}[、．.])"
    r"|([（(][一二三四五六七八九十]{1,3}[）)])"
    r"|([0-9]{1,2}[.、．](?![0-9])|[（(][0-9]{1,2}[）)]|[①-⑳])"
)
UNNUMBERED = _RANKED.groups


@dataclass(frozen=True, slots=True)
class Time:
    """What a heading or an opening says of the time, and the rank of the heading."""

    period: Period | None
    rank: int = -1
    ahead: bool = False
    back: bool = False
    faint: bool = False
    term: Period | None = None


def heading_rank(words: str) -> int:
    """How high a heading stands by its number: 一、 over （一） over 1. over none."""
    found = _RANKED.match(words)
    return UNNUMBERED if found is None or found.lastindex is None else found.lastindex - 1


def is_part_of_year(period: Period) -> bool:
    """Whether a period is of several months of one year, as reports are: 一季度, 1-8月."""
    first, last = period.start, period.end
    if first is None or last is None or first.year != last.year:
        return False
    return first.day == 1 and 1 < last.month - first.month + 1 < MONTHS


def is_month(period: Period) -> bool:
    """Whether a period is one month."""
    first, last = period.start, period.end
    return first is not None and last is not None and (first.year, first.month) == (last.year, last.month)


def whole_year(period: Period) -> Period:
    """The year that a part of it belongs to."""
    if period.start is None:
        return period
    return replace(period, start=period.start.replace(month=1, day=1), end=date(period.start.year, 12, 31))


def _period_in(span: Span, words: str, spoken: Spoken) -> Period | None:
    """The only period of a line that it fixes, with its days: 2022年, 2022年前11个月, 去年上半年."""
    found = [
        match
        for match in PERIOD.finditer(words)
        if match.lastgroup in ("dated", "years", "bare") and not _COMPARED.search(words, 0, match.start())
    ]
    if len(found) != 1 or _IS_BASE.match(words, found[0].end()):
        return None
    return _period_of(span, words, found[0], spoken)


def _reviewed_in(span: Span, words: str, spoken: Spoken) -> Period | None:
    """The year that a headline looks back on where it looks ahead as well: 2021年工作总结及2022年打算."""
    both = _REVIEW_AND_PLAN.search(words)
    match = PERIOD.match(words, both.start()) if both else None
    return _period_of(span, words, match, spoken) if match is not None and match.lastgroup == "dated" else None


def _period_of(span: Span, words: str, match: re.Match[str], spoken: Spoken) -> Period | None:
    end = find_end(words, match)
    first, last = resolve(words, match, end, spoken)
    if first is None or last is None or first == last or words.startswith("以来", end.span.end):
        return None
    where = Span(span.start + end.span.start, span.start + end.span.end)
    period = Period(where, end.span.of(words), first, last)
    is_running = match.lastgroup == "bare" or (match["relative"] or "")[:1] == "今"
    return None if is_running and not (is_part_of_year(period) or is_month(period)) else period


def of_headline(span: Span, words: str, published: date | None) -> Time:
    """The time of a story by its headline: a survey, a review, a plan, or what only tells a figure of some time."""
    spoken = Spoken(published)
    period = _period_in(span, words, spoken) or _reviewed_in(span, words, spoken)
    if period is None and _is_scheme(words):
        return Time(None, ahead=True)
    if period is None or (_REPORT.search(words[period.span.end - span.start :]) and not heading_of_plans(words)):
        return Time(None)
    looks_ahead = heading_of_plans(words) or _YEARLY.search(words) is not None or _is_scheme(words)
    if looks_ahead and not heading_of_review(words):
        return Time(period, ahead=True)
    if _SURVEY.search(words) or _TALLY.search(words) or heading_of_review(words):
        return Time(period, back=True)
    if is_part_of_year(period):
        return Time(period)
    rest = words[: period.span.start - span.start] + "，" + words[period.span.end - span.start :]
    return Time(period, faint=True) if _FIGURED.search(rest) else Time(None)


def _is_scheme(headline: str) -> bool:
    """Whether a headline is that of a plan itself (某县奶业三年行动计划), and not of news about one (出台……)."""
    return _SCHEME.search(headline) is not None and _NEWS.search(_IN_BRACKETS.sub("", headline)) is None


def of_lead(span: Span, words: str, published: date | None) -> Time | None:
    """The time of a report that tells in its first words what part of a year its figures are of: 2023年一季度，……."""
    first = _LEAD_END.split(words, maxsplit=2)
    begin = len(first[0]) + 1 if len(first) > 1 and _TELLS.search(first[1]) else 0
    end = begin + len(first[1 if begin else 0])
    for match in PERIOD.finditer(words, begin, end):
        if match.lastgroup not in ("dated", "bare") or _NOT_OF_IT.search(words, begin, match.start()):
            continue
        period = _period_of(span, words, match, Spoken(published))
        if period is not None and (is_part_of_year(period) or _is_year_reported(period, published)):
            return Time(period, faint=True) if _FIGURED.search(words, match.end(), end) else None
    return None


def _is_year_reported(period: Period, published: date | None) -> bool:
    """Whether a whole year has just ended, whose figures are news in the first months: 2025年，全市……."""
    if published is None or published.month > SESSIONS_UNTIL or period.start is None or period.end is None:
        return False
    return (period.start, period.end) == (date(published.year - 1, 1, 1), date(published.year - 1, 12, 31))


def of_past_year(span: Span, words: str, published: date | None) -> Time | None:
    """The year before, where a paragraph of a report of the first months begins with it: 过去一年，我们……."""
    match = _PAST_YEAR.match(words)
    if match is None:
        return None
    where = Span(span.start + match.start("past"), span.start + match.end("past"))
    period = year_before(where, match["past"], published)
    return Time(period, back=True) if period is not None else None


def term_in(span: Span, words: str, published: date | None) -> Period | None:
    """The years that a heading looks back on: “十二五”时期工作回顾, 过去五年工作 in a report of the first months."""
    found = next((match for match in PERIOD.finditer(words) if match.lastgroup == "plan"), None)
    if found is not None:
        first, last = resolve(words, found, find_end(words, found), Spoken(None))
    elif (found := _TERM.search(words)) and published is not None and published.month <= SESSIONS_UNTIL:
        years = _TERMS[found[1] or found[2]]
        first, last = date(published.year - years, 1, 1), date(published.year - 1, 12, 31)
    else:
        return None
    where = Span(span.start + found.start(), span.start + found.end())
    return Period(where, found[0], first, last) if first and last and first < last else None


def year_at_head(span: Span, words: str) -> Period | None:
    """The year of a heading that it begins with: 一、2024年工作回顾, 2025年主要目标."""
    number = _RANKED.match(words)
    numbered = number.end() if number else 0
    period = _period_in(span, words, Spoken(None))
    is_title = words.startswith("关于") or "《" in words  # 关于上报《某县2022年工作计划》的函
    if period is None or (period.span.start - span.start - numbered > 2 and not is_title):
        return None
    rest = words[period.span.end - span.start :]
    return period if not rest or _ABOUT.search(rest) else None


def year_before(span: Span, words: str, published: date | None) -> Period | None:
    """去年工作回顾 in a report of the first months."""
    if published is None or published.month > SESSIONS_UNTIL:
        return None
    year = published.year - 1
    return Period(span, words, date(year, 1, 1), date(year, 12, 31))


def of_opening(span: Span, words: str, *, ahead: bool) -> Time | None:
    """The year of a paragraph that opens a review or a plan with it: 2022年是……的一年, 2022年，在……领导下."""
    period = year_of(span, words)
    if period is None:
        return None
    end = period.span.end - span.start
    if (note := _OF_NOTE.match(words, end)) is not None:
        if ahead or (_AHEAD.search(words, note.end()) and not _DONE.search(words, note.end())):
            return Time(period, ahead=True)
        return Time(period, back=True) if _DONE.search(words, note.end()) else None
    return Time(period, ahead=ahead, back=not ahead) if _REVIEWED.match(words, end) else None


def year_of(span: Span, words: str, published: date | None = None) -> Period | None:
    """The whole year that a paragraph begins with; 今年 where the day of publication is given."""
    head = _YEAR.match(words)
    if head is None and published is None:
        return None
    match = PERIOD.match(words, head.end() if head else 0)
    is_relative = match is not None and match.lastgroup == "dated" and match["relative"] is not None
    if match is None or match.lastgroup != "dated" or match["month"] or (is_relative and published is None):
        return None
    end = find_end(words, match)
    first, last = resolve(words, match, end, Spoken(published))
    if first is None or last is None or words.startswith("以来", end.span.end) or (head is None and not is_relative):
        return None
    where = Span(span.start + end.span.start, span.start + end.span.end)
    return Period(where, end.span.of(words), first, last)


def of_plan(span: Span, words: str, published: date | None) -> Time | None:
    """The year of a paragraph that opens the plans without a heading: 2024年主要预期目标是…, 今年，全市将重点…."""
    period = year_of(span, words, published)
    if period is None:
        return None
    end = period.span.end - span.start
    return Time(period, ahead=True) if _AIMS_OF.match(words, end) or _WILL.match(words, end) else None


def of_statement(span: Span, words: str) -> Time | None:
    """The year of all figures of a text that says until when they are counted: （数据截至2024年12月）."""
    said = _COUNTED_UNTIL.match(words)
    match = PERIOD.match(words, said.end()) if said else None
    period = _period_of(span, words, match, Spoken(None)) if match is not None and match.lastgroup == "dated" else None
    return Time(whole_year(period), back=True) if period is not None else None


def is_year_before(period: Period, planned: Period) -> bool:
    """Whether a year is the one before a year that the text plans for."""
    return period.start is not None and planned.start is not None and period.start.year + 1 == planned.start.year
