"""Whose a clause is by what it counts: a budget is a county's, not the village's before it; travellers pass a port."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from borderdb.extract.clauses import Clauses
from borderdb.extract.institutions import find_institutions
from borderdb.extract.passages import GOES_ON
from borderdb.records import Level, Place, Span
from borderdb.reference.gazetteer import Gazetteer
from borderdb.text.articles import Article

Mark = tuple[int, Place | None]

_LEAD = (
    "(?:前[0-9一二三四五六七八九十]+个?月|[0-9]{1,2}月末?|[0-9]{4}年|全年|今年|去年|[上下]半年|[一二三四]季度|年[末底初]|同期"
    "|同时|此外|另外|完成|实现|预计|累计|其中|共|，)*"
)
_OF_COUNTY = re.compile(
    f"{_LEAD}(?:(?:地区|国内)?生产总值|(?:地方|完成)?(?:一般)?公共(?:财政)?预算|(?:地方)?财政(?:总)?(?:收入|支出)|(?:全社会)?固定资产投资"
    "|(?:全社会)?社会消费品零售|社零|规模以上工业|规上工业|城镇新增就业|城镇(?:调查|登记)失业|城镇化率|民间投资|金融机构"
    "|(?:城镇|农村|城乡|农牧区|牧区|全体)(?:常住)?居民人均|(?:各项)?[存贷]款余额|居民消费价格|研发投入|全年(?:共)?接待(?:国内外?)?游客)"
)
# what no port has: 旅游收入 behind what is told of a port
_NOT_OF_PORT = re.compile(
    f"{_LEAD}(?:接待(?:国内外?|海内外|境内外)?游客|国内游客|旅游(?:综合|总)?收入|常住人口|户籍人口|粮食|农业|全[市县旗]接待|(?:边民)?互市|外贸)"
)
_OF_PORT = re.compile(
    f"{_LEAD}(?:(?:出入境|进出境)(?:旅客|人员|人次|客流|车辆|货车|货物|货运量|列车)|进出口货(?:运量|物)|过货量?|过客|客运量|货运量|通关(?:车辆|货车)"
    "|(?:共)?(?:查验|验放)(?:出入境|进出境))"
)
# what happens at the border alone: in a story with one port, at that port
_AT_BORDER = re.compile(
    f"{_LEAD}(?:(?:本(?:航期|年度?|月|季度?))?口岸(?:累计|共)*(?:进出口|过货|货运|客运|通关|验放|查验|出入境|进出境)|(?:出入境|进出境)(?:旅客|人员|人次|车辆|货车|货物|货运量|列车|船舶|船只)|过货量?|(?:货车|单车|车辆|鲜货|生鲜|果蔬|整车)?(?:平均)?(?:通关|验放|查验|申报)(?:时间|时长|能力|效率)"
    "|日(?:均)?(?:通关|验放)|(?:共|累计)?(?:受理|审核|验放)(?:报关单|出入境|进出境)|报关单)"
)
# what a port has as well as its county: the port's in a sentence that has spoken of it
_OF_EITHER = re.compile(
    f"{_LEAD}(?:贸易[值额]|进出口(?:总)?[值额]|货值|(?:进口|出口)(?:额|值|量|总值)?|客流|[出入进]境|班列|中欧)"
)
_WHOLE = re.compile("全[省市县旗区州盟]")
_STOP = re.compile("[。；]")
_BELOW = (Level.TOWNSHIP, Level.VILLAGE, Level.PORT)


def within_reach(
    article: Article, clauses: Clauses, marks: Sequence[Mark], region: Place | None, gazetteer: Gazetteer
) -> list[Mark]:
    """The marks, and the county or port again where a clause counts what only one of them does, without naming it.

    A township or village has no such budget (一般公共预算收入 after a sentence about one), and what passes the border
    passes the port that the paragraph has spoken of.
    """
    if not any(place is not None and place.level in _BELOW for place in (region, *(place for _, place in marks))):
        return list(marks)
    reader = _Reader(article, clauses, marks, region, gazetteer)
    added = dict(marks)
    for sentence in article.sentences:
        reader.go_on(sentence, added)
    for clause in clauses.spans:
        reader.read(clause, added)
    return sorted(added.items(), key=lambda mark: mark[0])


def with_institutions(article: Article, marks: Sequence[Mark], gazetteer: Gazetteer) -> list[Mark]:
    """The marks, and where a sentence speaks of a cooperative again, its village: up to the next mark or full stop."""
    starts = [offset for offset, _ in marks]
    added: dict[int, Place | None] = {}
    known: dict[str, tuple[int, Place]] = {}  # by the word for it, with the paragraph it was spoken of last
    for found in find_institutions(article.text):
        start = found.span.start
        number = bisect_right(starts, start) - 1
        here = marks[number][1] if number >= 0 else None
        paragraph = bisect_right(article.paragraphs, start, key=lambda span: span.start)
        last, place = known.get(found.kind, (-2, None))
        narrows = place is not None and place != here and (here is None or gazetteer.within(place, here))
        if found.points and narrows and paragraph - last <= 1:
            stop = article.sentence_at(start).end
            if number + 1 >= len(starts) or stop < starts[number + 1]:
                added.setdefault(stop, here)
            added[start], here = place, place
        if here is not None:
            known[found.kind] = paragraph, here
    return sorted((dict(marks) | added).items(), key=lambda mark: mark[0]) if added else list(marks)


class _Reader:
    """Goes through the clauses with the port and the paragraph in mind."""

    def __init__(
        self, article: Article, clauses: Clauses, marks: Sequence[Mark], region: Place | None, gazetteer: Gazetteer
    ) -> None:
        self._article = article
        self._text = article.text
        self._clauses = clauses
        self._marks = marks
        self._starts = [offset for offset, _ in marks]
        self._region = region
        self._gazetteer = gazetteer
        self._ports = {place for _, place in marks if place is not None and place.level is Level.PORT}
        self._only = next(iter(self._ports)) if len(self._ports) == 1 else None
        self._taken = Span(0, 0)  # where the county has taken over from a port

    def read(self, clause: Span, added: dict[int, Place | None]) -> None:
        """Add what governs a clause, and where it ends."""
        text = self._text
        following = bisect_right(self._starts, clause.start)
        if following < len(self._starts) and self._starts[following] < clause.end:
            return  # it names a place itself
        number = following - 1
        here = self._marks[number][1] if number >= 0 else self._region
        is_port = here is not None and here.level is Level.PORT
        if not self._ports and (here is None or here.level not in _BELOW):
            return  # neither a county nor a port could take over
        is_left = is_port and _NOT_OF_PORT.match(text, clause.start) and self._is_apart(number, clause)
        if _OF_COUNTY.match(text, clause.start) or is_left:
            county = self._county_above(here)
            if county is not None:
                self._taken = Span(clause.start, self._next_mark(number)) if is_port else self._taken
                self._govern(clause.start, county, here, self._next_mark(number), added)
        else:
            if _AT_BORDER.match(text, clause.start):
                port = self._port_before(self._article.paragraph_at(clause.start), number) or self._only
            elif _OF_PORT.match(text, clause.start):
                port = self._port_before(self._article.paragraph_at(clause.start), number)
            elif _OF_EITHER.match(text, clause.start):
                port = self._port_before(self._article.sentence_at(clause.start), number)
            else:
                return
            if _WHOLE.search(text, clause.start, clause.end):
                return
            if port is not None and port == here and clause.start < self._taken.end:
                added[clause.start] = port  # 外贸总额……。出入境人员……
                self._taken = Span(0, 0)
            elif port is not None and here is not None and port != here and self._gazetteer.within(port, here):
                self._govern(clause.start, port, here, self._end_of_traffic(clause), added)

    def _is_apart(self, number: int, clause: Span) -> bool:
        """Whether a ； or the end of a sentence stands between the place that governs and a clause."""
        start = self._starts[number] if number >= 0 else clause.start
        return _STOP.search(self._text, start, clause.start) is not None

    def go_on(self, sentence: Span, added: dict[int, Place | None]) -> None:
        """Let a sentence that begins with 其中 be of the port that the one before it ended with."""
        if not self._text.startswith("其中", sentence.start):
            return
        number = bisect_left(self._starts, sentence.start)
        if number == 0 or number == len(self._starts) or self._starts[number] != sentence.start:
            return
        before = self._marks[number - 1][1]
        if before is not None and before.level is Level.PORT:
            self._govern(sentence.start, before, self._marks[number][1], sentence.end, added)

    def _next_mark(self, number: int) -> int:
        return self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)

    def _govern(self, start: int, place: Place, before: Place | None, end: int, added: dict[int, Place | None]) -> None:
        added[start] = place
        added.setdefault(end, before)

    def _county_above(self, here: Place | None) -> Place | None:
        """The county or what is above it that the story is about, where a place below it governs."""
        if here is None or here.level not in _BELOW:
            return None
        region = self._region
        if region is not None and region != here and region.level not in _BELOW:
            return region if self._gazetteer.within(here, region) else None
        return self._gazetteer.county_of(here) if here.level is Level.PORT else None

    def _port_before(self, around: Span, number: int) -> Place | None:
        """The port that a paragraph or sentence has spoken of last."""
        while number >= 0 and self._starts[number] >= around.start:
            place = self._marks[number][1]
            if place is not None and place.level is Level.PORT:
                return place
            number -= 1
        return None

    def _end_of_traffic(self, clause: Span) -> int:
        """Where the clauses end that go on with what passes through."""
        text = self._text
        end = clause.end
        while text[end : end + 1] in ("，", "、", "；"):
            following = self._clauses.at(end + 1)
            said = following.of(text)
            if following.end <= end or not (GOES_ON.match(said) or _OF_PORT.match(said) or _OF_EITHER.match(said)):
                break
            end = following.end
        return end
