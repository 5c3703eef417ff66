"""What time a story, or a section of it, is about, where the text itself says so.

A bulletin is about the year in its headline, a section under 2024年工作回顾 about that year, and what opens with
2022年，在……领导下 or 2022年是……的一年 about 2022; figures without a time of their own are of it. A frame needs such
evidence: a year that a text merely mentions frames nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from borderdb.extract.kinds import heading_of_plans, heading_of_review
from borderdb.extract.periodwords import PERIOD, find_end, resolve
from borderdb.extract.spoken import Spoken
from borderdb.records import Period, Span
from borderdb.text.articles import Article

HEADING = 32  # characters of a numbered line that is a heading, whatever the page took it for
MONTHS = 12
OPENING = 3  # paragraphs of a story or section in which its opening is looked for
SESSIONS_UNTIL = 4  # the month until which reports on the year before are given

_SURVEY = re.compile(
    r"公报|运行(?:情况|分析|态势|简析)|统计(?:数据|简报|月报|年报)|(?:发展|普查|通关|进出口)情况|情况(?:通报|简报|公布|发布)?$|数据|年报|年鉴"
)
_TALLY = re.compile(r"成绩单|答卷|盘点|数读|年终|亮点")
_REPORT = re.compile(r"工作报告|(?:届|次|届次)[^，。]{0,4}(?:会议|全会)")  # of one year on the year before
_FIGURED = re.compile(r"[0-9][0-9.]*[余多]?(?:[%‰万亿倍个]|[^\W\d_])")
_ABOUT = re.compile(
    r"回顾|总结|盘点|成绩|成效|成果|情况|工作|任务|目标|安排|计划|打算|部署|重点|要点|指标|完成|建设|发展|思路|预算"
)
_OTHER_TIME = re.compile(
    r"过去[二三四五]年|[三四五]年来?(?:的?(?:主要)?工作|回顾)|“?十[一二三四五]五”?(?:时期|期间|工作|回顾|以来)|近年|历年|下一步"
)
_NO_REVIEW = re.compile(
    r"存在的?(?:主要)?(?:困难|问题|不足)|(?:困难|问题|不足)[和与及](?:困难|问题|不足|挑战)|面临的?形势|主要体会|经验启示|展望"
)
_SCHEME = re.compile(
    r"(?:方案|行动计划|工作计划|规划(?:纲要)?|工作要点|实施意见)(?:[（(][^（）()]{1,24}[)）])?》?(?:的(?:通知|意见|决定))?$"
)
_NEWS = re.compile(
    r"出台|启动|推出|落实|解读|完成|获批|入选|座谈|会议|召开|部署|讨论|审议|通过|评审|公示|征求|带来|助力|："
)
_STANDS = re.compile(r"现状|基础|背景|基本情况|成效|成绩|形势|回顾|总结")  # what a plan starts from
_AIMS = re.compile(r"(?:目标|指标|任务)(?:任务|要求)?(?:是|为|如下|包括)?：$")
AIMS = 12  # characters at the end of a line that open a list of aims
_PAST = re.compile(r"过去(?:的)?一年|一年来|去年")
_TERM = re.compile(r"过去的?([三四五])年|([三四五])年来")
_TERMS = {"三": 3, "四": 4, "五": 5}
_COMPARED = re.compile(r"(?:比|较|同|与|超过?|[低高]于)$")  # 较上年同比增长
_IS_BASE = re.compile(r"同期|相比")
_NOT_OF_IT = re.compile(
    r"(?:比|较|同|与|超过?|[低高]于|(?<!截)[到至]|力争|计划|预计|确保|争取|[将拟][于在]?|自|从|由)$"
)
_LEAD_END = re.compile(r"[。！？\n]")

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

_RANKS = (
    re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章)"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、．.]"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"[0-9]{1,2}[.、．](?![0-9])|[（(][0-9]{1,2}[）)]|[①-⑳]"),
)
UNNUMBERED = len(_RANKS)


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of a story and the time it is about, None where it is about none that the text fixes.

    `ahead` says that it tells what is planned, `back` that it looks back, `faint` that only sentences that compare or
    count lean on it, since nothing but a figure in the headline or the lead tells the time. `term` are the several
    years that a section looks back on: what its sentences tell may be of any of them.
    """

    span: Span
    period: Period | None
    ahead: bool = False
    back: bool = False
    faint: bool = False
    term: Period | None = None

    def reviews(self, period: Period | None) -> bool:
        """Whether a figure of a period is among what is looked back on: 预计2026年 in a review of 2025 is not."""
        last = self.period.end if self.period else None
        if not self.back or period is None or last is None:
            return self.back
        return period.start is not None and period.start <= last


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of a story, one after the other."""

    found: tuple[Frame, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(frame.span.start for frame in self.found))

    def at(self, offset: int) -> Frame | None:
        """The frame that holds an offset."""
        number = bisect_right(self._starts, offset) - 1
        return self.found[number] if number >= 0 and offset < self.found[number].span.end else None

    def year_at(self, offset: int) -> int | None:
        """The year that holds an offset, where it is about one and no more."""
        frame = self.at(offset)
        period = frame.period if frame else None
        if period is None or period.start is None or period.end is None or period.start.year != period.end.year:
            return None
        return period.start.year

    def is_current(self, offset: int) -> bool:
        """Whether 今年 at an offset is the year it is about: among plans, and in a report on a part of that year."""
        frame = self.at(offset)
        return frame is not None and (frame.ahead or (frame.period is not None and is_part_of_year(frame.period)))

    def term_at(self, offset: int) -> Period | None:
        """The years that 五年来 and 五年间 at an offset mean."""
        frame = self.at(offset)
        return frame.term if frame else None


@dataclass(frozen=True, slots=True)
class _Time:
    """What a heading or an opening says of the time, and the rank of the heading."""

    period: Period | None
    rank: int = -1
    ahead: bool = False
    back: bool = False
    faint: bool = False
    term: Period | None = None


def find_frames(article: Article) -> Frames:
    """The frames of a story, from its headline, its opening, the headings of its sections and their openings."""
    return Frames(tuple(_joined(_Walk(article).run())))


def _joined(frames: Iterator[Frame]) -> Iterator[Frame]:
    """Without what says nothing."""
    return (frame for frame in frames if frame.span and (frame.period or frame.ahead or frame.back or frame.term))


class _Walk:
    """Goes through the paragraphs of a story and keeps in mind what time they are about."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.headings = {span.start for span in article.headings}
        self.story = _Time(None)
        self.section: _Time | None = None
        self.outer: set[int] = set()  # ranks of numbered headings below no other, nor below a headline with a time
        self.aims: _Time | None = None  # while the lines of a list of aims follow each other
        self.fresh = OPENING  # paragraphs left in which an opening may stand

    def run(self) -> Iterator[Frame]:
        begin = 0
        text = self.article.text
        for number, paragraph in enumerate(self.article.paragraphs):
            before = self.aims or self.section or self.story
            words = paragraph.of(text)
            if number == 0 and self.article.headline and _rank(words) == UNNUMBERED:
                self.story = _of_headline(paragraph, words, self.article.published_on)
            elif paragraph.start in self.headings or (len(words) <= HEADING and _rank(words) < UNNUMBERED):
                self._heading(paragraph, words)
            elif self.fresh:
                self.fresh -= 1
                self._opening(paragraph, words)
            self._list(number, text)
            now = self.aims or self.section or self.story
            if now is not before:
                yield _frame(Span(begin, paragraph.start), before)
                begin = paragraph.start
        yield _frame(Span(begin, len(text)), self.aims or self.section or self.story)

    def _list(self, number: int, text: str) -> None:
        """A list of aims stands below 主要目标是：, as far as a line with a full stop that no number goes on after."""
        if number == 0:
            return
        before, words = self.article.paragraphs[number - 1].of(text), self.article.paragraphs[number].of(text)
        if _AIMS.search(before[-AIMS:]):
            now = self.section or self.story
            self.aims = _Time(None if now.back else now.period, now.rank, ahead=True)
        elif self.aims and before.endswith("。") and not (_rank(before) < UNNUMBERED and _rank(words) == _rank(before)):
            self.aims = None

    def _heading(self, span: Span, words: str) -> None:
        rank = _rank(words)
        ahead, back = heading_of_plans(words), heading_of_review(words)
        period = _year_at_head(span, words)
        if period is None and back and _PAST.search(words):
            period = _year_before(span, words, self.article.published_on)
        section = self.section
        is_inside = section is not None and self._is_inside(section, rank)
        if rank < UNNUMBERED and not is_inside and self.story.period is None:
            self.outer.add(rank)
        turns = ahead and not (is_inside and section is not None and section.ahead)
        if self.story.ahead and not ahead and _STANDS.search(words) and not is_inside:
            self.section = _Time(None, rank, back=True)
        elif period is not None or turns or (not is_inside and (back or _OTHER_TIME.search(words))):
            self.section = _Time(period, rank, ahead, back, term=_term_in(span, words, self.article.published_on))
        elif section is not None and not is_inside and self._is_over(section, rank, words):
            self.section = None
        else:
            return
        self.fresh = OPENING

    def _is_inside(self, section: _Time, rank: int) -> bool:
        """Whether a heading of this rank stands below a section's own.

        Numbers below a heading without one (2024年工作回顾) are its parts, unless they went on before it began.
        """
        if section.rank == UNNUMBERED:
            return rank < UNNUMBERED and rank not in self.outer
        return rank > section.rank

    def _is_over(self, section: _Time, rank: int, words: str) -> bool:
        """Whether a heading of the same or a higher rank ends a section.

        Headings without numbers do not show which of them is higher: a year told in one holds for those after it.
        """
        return rank < UNNUMBERED or section.period is None or _NO_REVIEW.search(words) is not None

    def _opening(self, span: Span, words: str) -> None:
        """An opening fixes the time of its section, or of the story where no section has begun."""
        now = self.section or self.story
        if now.period is not None and not now.faint:
            return
        found = _of_opening(span, words, ahead=now.ahead)
        if found is None:
            if self.section is None and now.period is None:
                self.story = _of_lead(span, words, self.article.published_on) or now
            return
        self.fresh = 0
        if self.section is None:
            self.story = found
        else:
            self.section = replace(self.section, period=found.period, ahead=found.ahead, back=found.back)


def _frame(span: Span, time: _Time) -> Frame:
    return Frame(span, time.period, time.ahead, time.back, time.faint, time.term)


def _rank(words: str) -> int:
    """How high a heading stands by its number: 一、 over （一） over 1. over none."""
    return next((rank for rank, pattern in enumerate(_RANKS) if pattern.match(words)), UNNUMBERED)


def is_part_of_year(period: Period) -> bool:
    """Whether a period is of several months of one year, as reports are: 一季度, 1-8月."""
    first, last = period.start, period.end
    if first is None or last is None or first.year != last.year:
        return False
    return first.day == 1 and 1 < last.month - first.month + 1 < MONTHS


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


def _period_of(span: Span, words: str, match: re.Match[str], spoken: Spoken) -> Period | None:
    end = find_end(words, match)
    first, last = resolve(words, match, end, spoken)
    if first is None or last is None or first == last or words.startswith("以来", end.span.end):
        return None
    where = Span(span.start + end.span.start, span.start + end.span.end)
    period = Period(where, end.span.of(words), first, last)
    is_running = match.lastgroup == "bare" or (match["relative"] or "")[:1] == "今"
    return None if is_running and not is_part_of_year(period) else period


def _of_headline(span: Span, words: str, published: date | None) -> _Time:
    period = _period_in(span, words, Spoken(published))
    if period is None and _is_scheme(words):
        return _Time(None, ahead=True)
    if period is None or (_REPORT.search(words[period.span.end - span.start :]) and not heading_of_plans(words)):
        return _Time(None)
    if heading_of_plans(words) or _is_scheme(words):
        return _Time(period, ahead=True)
    if _SURVEY.search(words) or _TALLY.search(words) or heading_of_review(words):
        return _Time(period, back=True)
    if is_part_of_year(period):
        return _Time(period)
    rest = words[: period.span.start - span.start] + "，" + words[period.span.end - span.start :]
    return _Time(period, faint=True) if _FIGURED.search(rest) else _Time(None)


def _is_scheme(headline: str) -> bool:
    """Whether a headline is that of a plan itself (某县奶业三年行动计划), and not of news about one (出台……)."""
    return _SCHEME.search(headline) is not None and _NEWS.search(headline) is None


def _of_lead(span: Span, words: str, published: date | None) -> _Time | None:
    """The time of a report that tells in its first words what part of a year its figures are of: 2023年一季度，……."""
    lead = _LEAD_END.split(words, maxsplit=1)[0]
    for match in PERIOD.finditer(lead):
        if match.lastgroup not in ("dated", "bare") or _NOT_OF_IT.search(lead, 0, match.start()):
            continue
        period = _period_of(span, words, match, Spoken(published))
        if period is not None and is_part_of_year(period):
            return _Time(period, faint=True) if _FIGURED.search(lead, match.end()) else None
    return None


def _term_in(span: Span, words: str, published: date | None) -> Period | None:
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


def _year_at_head(span: Span, words: str) -> Period | None:
    """The year of a heading that it begins with: 一、2024年工作回顾, 2025年主要目标."""
    numbered = next((found.end() for pattern in _RANKS if (found := pattern.match(words))), 0)
    period = _period_in(span, words, Spoken(None))
    if period is None or period.span.start - span.start - numbered > 2:
        return None
    rest = words[period.span.end - span.start :]
    return period if not rest or _ABOUT.search(rest) else None


def _year_before(span: Span, words: str, published: date | None) -> Period | None:
    """去年工作回顾 in a report of the first months."""
    if published is None or published.month > SESSIONS_UNTIL:
        return None
    year = published.year - 1
    return Period(span, words, date(year, 1, 1), date(year, 12, 31))


def _of_opening(span: Span, words: str, *, ahead: bool) -> _Time | None:
    """The year of a paragraph that opens a review or a plan with it: 2022年是……的一年, 2022年，在……领导下."""
    head = _YEAR.match(words)
    match = PERIOD.match(words, head.end()) if head else None
    if match is None or match.lastgroup != "dated" or match["relative"] or match["month"]:
        return None
    end = find_end(words, match).span
    first, last = resolve(words, match, find_end(words, match), Spoken(None))
    if first is None or last is None or words.startswith("以来", end.end):
        return None
    period = Period(Span(span.start + end.start, span.start + end.end), end.of(words), first, last)
    if (note := _OF_NOTE.match(words, end.end)) is not None:
        if ahead or (_AHEAD.search(words, note.end()) and not _DONE.search(words, note.end())):
            return _Time(period, ahead=True)
        return _Time(period, back=True) if _DONE.search(words, note.end()) else None
    if _REVIEWED.match(words, end.end) is None:
        return None
    return _Time(period, ahead=ahead, back=not ahead)
