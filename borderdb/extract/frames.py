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
from functools import cached_property

from borderdb.extract.kinds import heading_of_plans, heading_of_review, names_plans
from borderdb.extract.openings import (
    UNNUMBERED,
    Time,
    heading_rank,
    is_part_of_year,
    is_year_before,
    of_headline,
    of_lead,
    of_opening,
    of_past_year,
    of_plan,
    of_statement,
    term_in,
    whole_year,
    year_at_head,
    year_before,
    year_of,
)
from borderdb.records import Period, Span
from borderdb.text.articles import Article

HEADING = 32  # characters of a numbered line that is a heading, whatever the page took it for
OPENING = 3  # paragraphs of a story or section in which its opening is looked for

_OTHER_TIME = re.compile(
    r"过去[二三四五]年|[三四五]年来?(?:的?(?:主要)?工作|回顾)|“?十[一二三四五]五”?(?:时期|期间|工作|回顾|以来)|近年|历年|下一步"
)
_NO_REVIEW = re.compile(
    r"存在的?(?:主要)?(?:困难|问题|不足)|(?:困难|问题|不足)[和与及](?:困难|问题|不足|挑战)|面临的?形势|主要体会|经验启示|展望"
)
_STANDS = re.compile(r"现状|家底|概况|基础|背景|基本情况|成效|成绩|形势|回顾|总结")  # what a plan starts from
_AIMS = re.compile(r"(?:目标|指标|任务)(?:任务|要求)?(?:是|为|如下|包括)?：$")
_WORK = re.compile(r"[（(\d一二三四五六七八九十）)、.．]*(?:主要|重点|中心)(?:工作|任务)")  # of a review, or of a plan
_SECOND_HALF = re.compile(r"下半年|下一?阶段|下一?步|后[一二三四]个?季度|[四4]季度|年底前")
_INLINE = re.compile(
    r"[（(]?[一二三四五六七八九十0-9]{1,3}[）)]?[、．.]?(?:[^，。；：]{2,16}[。：]|[^，。；：\s]{2,14}\s(?=[^\s，。；：]+[^\s]*[，。；：]))"
)  # 二、目标。到2025年……, 三、明年打算 力争……，
_CLAUSE_END = re.compile("[，。；：]")
_DASHES = ("—", "--")  # what a headline under the headline begins with
AIMS = 12  # characters at the end of a line that open a list of aims
_PAST = re.compile(r"过去(?:的)?一年|一年来|去年")


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

    @property
    def year(self) -> int | None:
        """The year that it is about, where that is one and no more."""
        period = self.period
        if period is None or period.start is None or period.end is None or period.start.year != period.end.year:
            return None
        return period.start.year

    @property
    def current(self) -> bool:
        """Whether 今年 in it is the year it is about: among plans, and in a report on a part of that year."""
        return self.ahead or (self.period is not None and is_part_of_year(self.period))

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


def find_frames(article: Article) -> Frames:
    """The frames of a story, from its headline, its opening, the headings of its sections and their openings."""
    return Frames(tuple(_joined(_Walk(article).run())))


def _joined(frames: Iterator[Frame]) -> Iterator[Frame]:
    """Without what says nothing."""
    said = (frame for frame in frames if frame.period or frame.ahead or frame.back or frame.term)
    return (frame for frame in said if frame.span.length)


class _Walk:
    """Goes through the paragraphs of a story and keeps in mind what time they are about."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.headings = {span.start for span in article.headings}
        self.story = Time(None)
        self.section: Time | None = None
        self.outer: set[int] = set()  # ranks of numbered headings below no other, nor below a headline with a time
        self.aims: Time | None = None  # while the lines of a list of aims follow each other
        self.fresh = OPENING  # paragraphs left in which an opening may stand
        headline = article.headline
        self.reviews = heading_of_review(headline) and (not names_plans(headline) or self._plans_apart())

    def _plans_apart(self) -> bool:
        """Whether a heading of its own begins the plans: then 重点工作 before it is what has been done."""
        lines = (span.of(self.article.text) for span in self.article.paragraphs[1:])
        return any(names_plans(words) for words in lines if _is_plan(words))

    @cached_property
    def planned(self) -> Period | None:
        """The year that a paragraph without a heading opens the plans of."""
        text = self.article.text
        plans = filter(None, (of_plan(span, span.of(text), None) for span in self.article.paragraphs))
        return next((time.period for time in plans), None)

    def run(self) -> Iterator[Frame]:
        begin = 0
        text = self.article.text
        for number, paragraph in enumerate(self.article.paragraphs):
            before = self.aims or self.section or self.story
            words = paragraph.of(text)
            if (number == 0 and self.article.headline and heading_rank(words) == UNNUMBERED) or (
                number == 1 and self.story == Time(None) and words.startswith(_DASHES)
            ):
                self.story = of_headline(paragraph, words, self.article.published_on)
            elif (found := of_statement(paragraph, words)) is not None:
                self.story = found
            elif paragraph.start in self.headings or (len(words) <= HEADING and heading_rank(words) < UNNUMBERED):
                self._heading(paragraph, words)
            elif (inline := _INLINE.match(words)) is not None and heading_rank(words) < UNNUMBERED:
                self._heading(Span(paragraph.start, paragraph.start + inline.end()), inline[0])
            elif (found := of_plan(paragraph, words, self.article.published_on)) is not None:
                self.section = replace(found, rank=self.section.rank if self.section else UNNUMBERED)
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
        before = self.article.paragraphs[number - 1]
        opens = text.endswith("：", before.start, before.end)
        if opens and _AIMS.search(text, max(before.start, before.end - AIMS), before.end):
            now = self.section or self.story
            self.aims = Time(None if now.back else now.period, now.rank, ahead=True)
        elif self.aims and text.endswith("。", before.start, before.end):
            rank = heading_rank(before.of(text))
            if rank == UNNUMBERED or heading_rank(self.article.paragraphs[number].of(text)) != rank:
                self.aims = None

    def _heading(self, span: Span, words: str) -> None:
        rank = heading_rank(words)
        ahead, back = heading_of_plans(words), heading_of_review(words)
        if self.reviews and not (self.section and self.section.ahead) and _WORK.fullmatch(words):
            ahead = False
        period = year_at_head(span, words)
        if period is None and back and _PAST.search(words):
            period = year_before(span, words, self.article.published_on)
        if period is None and ahead:
            period = self._year_planned(words)
        if period is None and back and self.story.back and not _OTHER_TIME.search(words):
            period = self.story.period  # 工作开展情况 in a paper that looks back on a year
        section = self.section
        is_inside = section is not None and self._is_inside(section, rank)
        if rank < UNNUMBERED and not is_inside and self.story.period is None:
            self.outer.add(rank)
        turns = ahead and not (is_inside and section is not None and section.ahead)
        if self.story.ahead and not ahead and _STANDS.search(words) and not is_inside:
            self.section = Time(None, rank, back=True)
        elif period is not None or turns or (not is_inside and (back or _OTHER_TIME.search(words))):
            self.section = Time(period, rank, ahead, back, term=term_in(span, words, self.article.published_on))
        elif section is not None and not is_inside and self._is_over(section, rank, words):
            self.section = None
        else:
            return
        self.fresh = OPENING

    def _year_planned(self, words: str) -> Period | None:
        """The year of a plans whose heading has none: 重点工作 after 2019年主要目标, 下半年安排 after a first half."""
        now = self.section or self.story
        planned = next((time for time in (self.section, self.story) if time is not None and time.ahead), None)
        if planned is not None:
            return planned.period
        if _SECOND_HALF.search(words) and now.period is not None and is_part_of_year(now.period):
            return whole_year(now.period)
        return None

    def _is_inside(self, section: Time, rank: int) -> bool:
        """Whether a heading of this rank stands below a section's own.

        Numbers below a heading without one (2024年工作回顾) are its parts, unless they went on before it began.
        """
        if section.rank == UNNUMBERED:
            return rank < UNNUMBERED and rank not in self.outer
        return rank > section.rank

    def _is_over(self, section: Time, rank: int, words: str) -> bool:
        """Whether a heading of the same or a higher rank ends a section.

        Headings without numbers do not show which of them is higher: a year told in one holds for those after it.
        """
        return rank < UNNUMBERED or section.period is None or _NO_REVIEW.search(words) is not None

    def _opening(self, span: Span, words: str) -> None:
        """An opening fixes the time of its section, or of the story where no section has begun."""
        now = self.section or self.story
        if now.period is not None and not now.faint:
            return
        found = of_opening(span, words, ahead=now.ahead)
        if found is None and not now.ahead:
            found = of_past_year(span, words, self.article.published_on)
        if found is None and not now.ahead:
            found = self._year_told(span, words)
        if found is None:
            if self.section is None and now.period is None:
                self.story = of_lead(span, words, self.article.published_on) or now
            return
        self.fresh = 0
        if self.section is None:
            self.story = found
        else:
            self.section = replace(self.section, period=found.period, ahead=found.ahead, back=found.back)

    def _year_told(self, span: Span, words: str) -> Time | None:
        """The year before the one that the text plans for, where a paragraph begins with it: 2023年，全市实现……."""
        period = year_of(span, words)
        if period is None or self.planned is None or not is_year_before(period, self.planned):
            return None
        return Time(period, back=True)


def _is_plan(words: str) -> bool:
    head = _CLAUSE_END.split(words, maxsplit=1)[0][:HEADING]
    return heading_rank(head) < UNNUMBERED and names_plans(head) and _WORK.fullmatch(head) is None


def _frame(span: Span, time: Time) -> Frame:
    return Frame(span, time.period, time.ahead, time.back, time.faint, time.term)
