"""Which time a figure is of: that of its sentence, of the sentence it goes on with, of its section, of its story."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from borderdb.extract.frames import Frames
from borderdb.extract.openings import BY_THEN, is_month, is_part_of_year
from borderdb.records import Kind, Period, Span, Status
from borderdb.text.articles import Article

NEXT = 3  # characters between the year of one number and the number: 2020年的近5万元
HEAD = 12  # characters of a sentence before the time that holds for the sentences after it too
CARRIED = 6  # sentences that a time before them still governs
LOOK_BACK, LOOK_AHEAD = 160, 60  # characters around a figure that tell what it leans on; a sentence may have no end

_COMPARES = re.compile(r"同比|环比|比上年|比去年|较上年|较去年|增长|下降|增产|减产|上涨|占全年")
_TURNS = re.compile(r"目前|如今|现在|现有|近年|近日|日前|截[至止]|近[一二三四五两几]年|下一步|今后|预计|过去")
_AIM = re.compile(r"的(?:主要|预期|发展|工作|奋斗|总体)*(?:目标|任务|指标)")  # 2013年的主要目标是：增长13%
# What is so in any year, or was so long before: no year of a section or story is theirs.
_STANDING = re.compile(
    r"位于|地处|坐落|总(?<!播种总)(?<!种植总)(?<!栽培总)面积|国土面积|边[境界]线(?![上沿一])|国境线(?![上沿一])|海拔|接壤|毗邻|相距|距离|以来|近年|年来|现有|目前|如今|已累计|累计已|至今|设计[^，。；]{0,6}能力|年[^，。；]{0,6}能力|距(?<![差间]距)(?!今)|有[员职]工|共[员职]工|注册资本|核定|始建|建于|历年"
)
_OF_ONE = re.compile(r"[由从](?:上年|去年)末?[约近]?\d")  # 由上年36%提高到51%
_EVERY = re.compile(r"每[年月日天逢]")
# What is counted over a time, not at one: under a lead that tells the time of a report it is of that time.
_FLOWS = re.compile(
    r"进口|出口|进出口|货运|过货|吞吐|出入境|进出境|旅客|游客|人次|辆次|班列|列车|航班|包裹|快递|查验|验放|接待|销售|销量|成交|交易|贸易|产量|产值|总产"
    r"|营业额|营收|收入|投资|增收|带动|发放|办理|受理|办结|培训|开展|举办|签约|新增|完成|实现|发送|到发|出港|通行|通关|结算|兑现|支出|生产|加工|收购"
)
_FLOW_BEFORE, _FLOW_AFTER = 24, 8  # characters around a figure that tell whether it is one
_BORDER = re.compile(r"[0-9.]+[余多]?公里(?:长的?|的)?(?:边境|边界|国境|海岸)线")
# 新建大棚30座 after 2023年，村里成立了合作社: what was done is told, though the time came without a figure.
_COUNTS = re.compile(
    r"(?:同时，?|此外，?|另外，?|全[县市区旗州乡镇村盟省年]|先后|共|累计|并|还|[^，。；：]{0,12}?)"
    r"(?:新[增建植栽改修]|实现|完成|达到?|培训|发放|接待|建成|建设|投[入放]|带动|销售|签约|开展|举办|安置|改造|开工|转移"
    r"|受理|办理|查[处验获]|化解|验放|进出?口|出口|争取|落实|引进|竣工|种植|生产|产出|创收|外贸|产值|产量)"
)
# What a place is and has, and what is told of another time, is not of the time of the sentence before it.
_STATES = re.compile(
    r"辖|人口(?!自然)|总面积|国土面积|辖区面积|幅员面积|占地面积|行政面积|区域面积|土地面积|耕地面积|林地面积|草原面积|草场面积|森林面积|水域面积|县面积|乡面积|镇面积|村面积|现[有存]|拥有|建于|始建"
    r"|设计|总投资|核定|全[村屯镇乡县][共现总有]*(?=[0-9]+[余多]?[户人名口])|标准为|每均每|平均每|前身|成立于|属于"
)
_AWAY = re.compile(
    r"“|据介绍|此[前后]|以[前往]|从前|曾|当初|后来|从此|之后|次年|长期|多年|随着|历年|一直|昔日|过去|原来|有了|如果"
)
_PLANNED = re.compile(
    r"力争|计划|规划|拟|将(?=[在于会建投达实新完])|预计|有望|目标|争取|确保|建成后|投产后|达产后|用后"
)
_BY_THEN = re.compile(rf"(?:{BY_THEN})$")
# 2009年的31亿元增长到2017年的93亿元，增长了2倍
_RAISED = re.compile(r"的[^，。；\n]{1,24}?[到至为][了约近]?")
# 由40亿元增加到79亿元, without years of their own
_FROM = re.compile(r"[由从](?:原来的)?$")
_TO = re.compile(r"[由从](?:原来的)?[0-9][^，。；：\n]{1,14}[到至为][了约近]?$")
_ROSE = re.compile(r"[由从](?:原来的)?[0-9][^，。；：\n]{1,14}?[到至为][了约近]?[0-9]")
# 由去年同期的11家增至16家, 由上年同期每吨782元跌至611元
_YEAR_EARLIER = re.compile(
    r"[由从去上](?:(?<=[由从])(?:去年|上一?年)同期的?|(?<![比较].)(?:(?<=去)|(?<=上)一?)年同期[则仅只才还]?[为是有])"
    r"(?:每[^，。；\d]{1,2})?[约近]?$"
)
YEAR_EARLIER = 14  # characters before a figure that say it is of a year earlier
_SINCE_NEW_YEAR = re.compile(r"[比较]年初[^，。；\d]{0,8}$")  # 6月末存款余额300亿元，较年初增加9亿元
_ADDED_UP = re.compile(r"累计(?<!已累计)(?!已)[^，。；\n]*\Z")
_THEN = re.compile(r"的[^。；\n]*，[^。；\n]*")


@dataclass(frozen=True, slots=True)
class Dates:
    """The times a story prints, and what its parts are about."""

    article: Article
    periods: tuple[Period, ...]
    frames: Frames
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(period.span.start for period in self.periods))

    def at(self, sentence: Span, begin: int, start: int) -> Period | None:
        """The time that governs what stands at an offset of a sentence; `begin` is what `begin_of` says of it."""
        period = self._governing(sentence, begin, start)
        if period is None:
            return None
        is_earlier = _YEAR_EARLIER.search(self.article.text, max(begin, start - YEAR_EARLIER), start) is not None
        return _year_earlier(period) if is_earlier else period

    def _governing(self, sentence: Span, begin: int, start: int) -> Period | None:
        text = self.article.text
        number = self._before(start)
        own = self._end_of_pair(sentence, number, start) or self._nearest(sentence, begin, number, start)
        if own is not None:
            return own
        turn = _TURNS.match(text, sentence.start)
        if turn is not None and not (turn[0] == "预计" and self._looks_back(start)):
            return None
        return self._carried(sentence, start) or self._framed(sentence, start)

    def settle(self, period: Period | None, start: int, kind: Kind, status: Status) -> Period | None:
        """The time of a figure once more is known of it.

        Growth between two years is of both (由2015年的3亿元增长到2020年的9亿元，年均增长24%). Plans within a review are
        not of the year it looks back on, what was reached is not of the year that a section of plans is about.
        """
        frame = self.frames.at(start)
        if period is not None and frame is not None and period is frame.period:
            return period if frame.ahead is (status is Status.TARGET) else None
        if kind is not Kind.CHANGE:
            return period
        is_since = _SINCE_NEW_YEAR.search(self.article.text, max(0, start - YEAR_EARLIER), start) is not None
        if is_since and period is not None and period.end is not None:
            return replace(period, start=period.end.replace(month=1, day=1))
        return self._between(start) or self._as_before(start) or period

    def _before(self, offset: int) -> int:
        """The number of the last period that begins before an offset, -1 where there is none."""
        return bisect_right(self._starts, offset) - 1

    def _nearest(self, sentence: Span, begin: int, number: int, start: int) -> Period | None:
        text = self.article.text
        while number >= 0 and self.periods[number].span.start >= begin:
            period = self.periods[number]
            # The year of 由2020年的5万元 is that number's alone.
            alone = text.startswith("的", period.span.end) and not _AIM.match(text, period.span.end)
            alone = alone or _OF_ONE.match(text, period.span.start - 1) is not None
            recurs = period.start is None and text.endswith(("每月", "每年"), 0, period.span.start)
            is_day_before = period.span.start < sentence.start and period.printed.endswith(("日", "号"))
            if not (alone or is_day_before or recurs) or start - period.span.end <= NEXT:
                return period
            number -= 1
        return None

    def begin_of(self, sentence: Span) -> int:
        """Where the stretch begins whose times hold for a sentence.

        A sentence or paragraph that begins with 其中 goes on with the sentence before it, and so does, within a
        paragraph, a sentence that compares (同比增长) and turns to nothing newer (目前).
        """
        text = self.article.text
        paragraph = self.article.paragraph_at(sentence.start).start
        begin = paragraph if text.startswith("其中", paragraph) else sentence.start
        if begin > paragraph and _COMPARES.search(text, begin, sentence.end) and not _TURNS.match(text, begin):
            begin = self.article.sentence_at(begin - 1).start
        while begin > 0 and text.startswith("其中", begin):
            begin = self.article.sentence_at(begin - 1).start
        return begin

    def _carried(self, sentence: Span, start: int) -> Period | None:
        """The time of a sentence before this one in its paragraph: a time governs on until the text turns."""
        text = self.article.text
        paragraph = self.article.paragraph_at(start).start
        before = self._before(sentence.start)
        if before < 0 or self.periods[before].span.start < self.article.sentence_at(paragraph).start:
            return None
        earlier = sentence
        for _ in range(CARRIED):
            if earlier.start <= paragraph or _TURNS.match(text, earlier.start) or _AWAY.match(text, earlier.start):
                return None
            earlier = self.article.sentence_at(earlier.start - 1)
            last = self._before(earlier.end)
            if last >= 0 and self.periods[last].span.start >= earlier.start:
                heading = self._heading(last, earlier, _COUNTS.match(text, sentence.start) is not None)
                if heading is None or _PLANNED.search(text, sentence.start, start) or self._stands(sentence, start):
                    return None
                return heading
        return None

    def _stands(self, sentence: Span, start: int) -> bool:
        """Whether the words around a figure tell what a place is, not what came about in a time."""
        text = self.article.text
        begin, end = max(sentence.start, start - LOOK_BACK), min(sentence.end, start + NEXT + HEAD)
        found = _STANDING.search(text, begin, start) or _STATES.search(text, begin, end) or _BORDER.match(text, start)
        return found is not None or _EVERY.search(text, begin, start) is not None

    def _heading(self, number: int, sentence: Span, counts: bool) -> Period | None:
        """The only time of a sentence, where it stands at its head and is fixed at both ends.

        A part of a year is the time of a report; a whole year holds on after figures, and for what was done.
        """
        text = self.article.text
        period = self.periods[number]
        is_only = number == 0 or self.periods[number - 1].span.start < sentence.start
        begin = period.span.start
        at_head = begin - sentence.start <= HEAD or not any(map(str.isdecimal, text[sentence.start : begin]))
        if not (is_only and at_head) or period.start is None or period.end is None or period.start == period.end:
            return None
        if text.startswith("的", period.span.end) or _BY_THEN.search(text, sentence.start, begin):
            return None
        is_part = is_part_of_year(period) or is_month(period)
        follows = any(map(str.isdecimal, text[period.span.end : sentence.end]))
        return period if follows or is_part or counts else None

    def _looks_back(self, start: int) -> bool:
        """Whether an offset stands in a review, where 预计 is said of a year whose count is not closed yet."""
        frame = self.frames.at(start)
        return frame is not None and frame.back

    def _framed(self, sentence: Span, start: int) -> Period | None:
        text = self.article.text
        frame = self.frames.at(start)
        if frame is not None and frame.period is None and _ADDED_UP.search(text, sentence.start, start):
            return frame.term
        if frame is None or frame.period is None or frame.period.span.holds(Span(start, start + 1)):
            return None
        if frame.faint and not self._counts(sentence, start):
            return None
        begin = max(sentence.start, start - LOOK_BACK)
        stands = _STANDING.search(text, begin, start) or _BORDER.match(text, start)
        recurs = not frame.back and _EVERY.search(
            text, begin, start
        )  # 护边员补助每月2600元 in a bulletin is of its year
        return None if stands or recurs else frame.period

    def _counts(self, sentence: Span, start: int) -> bool:
        """Whether the words around a figure compare it, or say what is counted over a time."""
        text = self.article.text
        flow_begin, flow_end = max(sentence.start, start - _FLOW_BEFORE), min(sentence.end, start + _FLOW_AFTER)
        begin, end = max(sentence.start, start - LOOK_BACK), min(sentence.end, start + LOOK_AHEAD)
        found = _FLOWS.search(text, flow_begin, flow_end) or _COMPARES.search(text, begin, end)
        return found is not None or _COUNTS.match(text, sentence.start) is not None

    def _end_of_pair(self, sentence: Span, number: int, start: int) -> Period | None:
        """The year of 由4亿元增加到7亿元 behind 从2012年的38亿元增加到2016年的59亿元: both rose between them."""
        if not self._is_pair(number, sentence):
            return None
        words = self._undated(sentence, number, start)
        if not (_FROM.search(words) or _TO.search(words)):
            return None
        return self.periods[number - (_FROM.search(words) is not None)]

    def _as_before(self, start: int) -> Period | None:
        """The years between which something rose that is told without years of its own, for its growth."""
        number, sentence = self._before(start), self.article.sentence_at(start)
        if not self._is_pair(number, sentence) or not _ROSE.search(self._undated(sentence, number, start)):
            return None
        first, last = self.periods[number - 1 : number + 1]
        return replace(last, printed=self.article.text[first.span.start : last.span.end], start=first.start)

    def _undated(self, sentence: Span, number: int, start: int) -> str:
        """The words since the last ；, where the last time before them, by its number, is the last before an offset."""
        text = self.article.text
        begin = text.rfind("；", max(sentence.start, start - LOOK_BACK), start) + 1
        return "" if begin <= sentence.start or self._before(begin) != number else text[begin:start]

    def _is_pair(self, number: int, sentence: Span) -> bool:
        """Whether a period and the one before it are the years between which something rose in this sentence."""
        if number < 1 or self.periods[number - 1].span.start < sentence.start:
            return False
        first, last = self.periods[number - 1 : number + 1]
        return _RAISED.fullmatch(self.article.text, first.span.end, last.span.start) is not None

    def _between(self, start: int) -> Period | None:
        """From the first year to the last of what grew from one to the other, for the growth told after both."""
        text = self.article.text
        number = self._before(start)
        if number < 1:
            return None
        first, last = self.periods[number - 1 : number + 1]
        if start - first.span.start > LOOK_BACK or first.start is None or last.end is None or first.start > last.end:
            return None
        if not _RAISED.fullmatch(text, first.span.end, last.span.start) or not _THEN.fullmatch(
            text, last.span.end, start
        ):
            return None
        return replace(last, printed=text[first.span.start : last.span.end], start=first.start)


def _year_earlier(period: Period | None) -> Period | None:
    """The same part of the year before."""
    if period is None or period.start is None or period.end is None:
        return period
    day = period.end.day if (period.end.month, period.end.day) != (2, 29) else 28
    start, end = period.start, period.end
    return replace(period, start=start.replace(year=start.year - 1), end=end.replace(year=end.year - 1, day=day))
