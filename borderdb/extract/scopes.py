"""Which place governs what stands at an offset: the nearest one, carried on until another takes over.

A place that begins a clause (同江市接待…, 在向阳村…, 该旗…) is its subject and governs on to the end of the paragraph;
one in the middle of a clause (离不开同江市85个…) governs the rest of it. A place that is only gone to, come from,
compared with or taken as a measure (赴北京, 来自浙江, 与满洲里相邻, 居全省首位) governs nothing. A paragraph begins
with the place of its section, else with that of the story: the village of an anecdote ends with its paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from borderdb.extract.clauses import Clauses
from borderdb.extract.groups import Group, find_groups
from borderdb.extract.items import find_items
from borderdb.extract.passages import GOES_ON, TRAFFIC, find_passages
from borderdb.extract.people import find_people
from borderdb.extract.reaches import with_institutions, within_reach
from borderdb.extract.scopewords import (
    APPOINTED,
    APPOINTS,
    ATTRIBUTE,
    COUNTED,
    FIGURE,
    FIGURED,
    FIGURED_MOST,
    FROM_THERE,
    GIVES,
    GUIDING,
    HOLDS,
    INSIDE,
    LEAD,
    LEAD_MOST,
    LIES,
    LOCAL,
    MEASURE,
    NOT_GOVERNING,
    OF_OTHERS,
    ONE_OF,
    OPENING,
    PART,
    PASSAGE,
    PERSON_OF,
    RANK_MARK,
    SCHOOL,
    SEAT,
    SPEECH,
    SPREAD,
    THIS_IS,
    TOPIC_END,
    VILLAGER,
    WAY,
)
from borderdb.extract.surroundings import CUSTOMS
from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Gazetteer, rank, rank_of
from borderdb.text.articles import Article

_HOMES = (Level.TOWNSHIP, Level.VILLAGE)  # of people whom a story goes on with
_SHORT_QUOTE = 16  # characters; a longer quote is speech, in which places govern as elsewhere


class _Role(Enum):
    NONE = auto()
    CLAUSE = auto()
    PART = auto()
    SENTENCE = auto()
    SUBJECT = auto()


@dataclass(frozen=True, slots=True)
class Scopes:
    """The governing places of an article, each from its offset to the next."""

    region: Place | None
    starts: tuple[int, ...]
    places: tuple[Place | None, ...]

    def place_at(self, offset: int) -> Place | None:
        """The place that governs what stands at an offset of the article's text."""
        number = bisect_right(self.starts, offset) - 1
        return self.places[number] if number >= 0 else self.region


def build_scopes(
    article: Article, clauses: Clauses, toponyms: Sequence[Toponym], region: Place | None, gazetteer: Gazetteer
) -> Scopes:
    """Reads clause by clause who governs."""
    spoken_of = find_passages(article.text, clauses, toponyms, gazetteer)
    reader = _Reader(article, clauses, find_groups(article.text, spoken_of, gazetteer), region, gazetteer)
    for paragraph in article.paragraphs:
        for part in find_items(article, paragraph):
            reader.read(part)
    marks = within_reach(article, clauses, with_institutions(article, reader.marks, gazetteer), region, gazetteer)
    starts, places = zip(*marks, strict=True) if marks else ((), ())
    return Scopes(region, tuple(starts), tuple(places))


class _Reader:
    """Goes through the paragraphs and remembers from where on which place governs."""

    def __init__(
        self,
        article: Article,
        clauses: Clauses,
        groups: Sequence[Group],
        region: Place | None,
        gazetteer: Gazetteer,
    ) -> None:
        self.marks: list[tuple[int, Place | None]] = []
        self._text = article.text
        self._sentences = article.sentences
        self._sentence_starts = [sentence.start for sentence in article.sentences]
        self._headings = {heading.start for heading in article.headings}
        self._clauses = clauses
        self._groups = groups
        self._next = 0
        self._region = region
        self._section = region
        self._gazetteer = gazetteer
        self._subject = region
        self._held = Span(0, 0)
        self._holder: Place | None = None
        self._parted = Span(0, 0)  # the sentence that counts the parts of its subject: 其中甲区…，乙区…
        self._paragraph_end = 0
        self._spoken = Span(0, 0)  # the sentence whose subjects are being read
        self._outer: Place | None = None  # the subject before it
        self._first: Place | None = None  # its first subject
        self._several = False  # whether it has several side by side
        has_homes = any(place is not None and place.level in _HOMES for place in (region, *(g.place for g in groups)))
        self._people = [(name, span.start) for name, span in find_people(article.text)] if has_homes else []
        self._people_starts = [start for _, start in self._people]
        self._villages: dict[str, Place] = {}  # where the people met so far are at home

    def read(self, paragraph: Span) -> None:
        """One paragraph; a heading that names a place makes it that of its section."""
        self._paragraph_end = paragraph.end
        carried = self._village_of_people(paragraph) or self._carried(paragraph)
        self._subject = carried
        self._mark(paragraph.start, carried)
        for group in self._groups_before(paragraph.end):
            self._take(group)
        self._meet_people(paragraph)
        if paragraph.start in self._headings and paragraph.start > 0:
            is_around = self._region is not None and self._lies_in(self._region, self._subject)
            self._section = self._region if self._subject == carried or is_around else self._subject

    def _carried(self, paragraph: Span) -> Place | None:
        """The place of the section; that of the paragraph before where speech or a villager of its village goes on."""
        in_village = self._subject is not None and self._subject.level is Level.VILLAGE
        if SPEECH.match(self._text, paragraph.start) or (in_village and VILLAGER.match(self._text, paragraph.start)):
            return self._subject
        return self._section

    def _village_of_people(self, paragraph: Span) -> Place | None:
        """The village or township of the first person of a paragraph whom an earlier one has introduced there."""
        if paragraph.start in self._headings:
            return None
        for name, _ in self._people_of(paragraph):
            village = self._villages.get(name)
            if village is not None and (self._section is None or self._gazetteer.within(village, self._section)):
                return village
        return None

    def _meet_people(self, paragraph: Span) -> None:
        """Remembers where those are at home whom the paragraph introduces."""
        for name, start in self._people_of(paragraph):
            number = bisect_right(self.marks, start, key=lambda mark: mark[0]) - 1
            place = self.marks[number][1] if number >= 0 else None
            if place is not None and place.level in _HOMES:
                self._villages.setdefault(name, place)

    def _people_of(self, paragraph: Span) -> Sequence[tuple[str, int]]:
        first = bisect_left(self._people_starts, paragraph.start)
        return self._people[first : bisect_left(self._people_starts, paragraph.end)]

    def _groups_before(self, end: int) -> Iterator[Group]:
        while self._next < len(self._groups) and self._groups[self._next].span.start < end:
            self._next += 1
            yield self._groups[self._next - 1]

    def _take(self, group: Group) -> None:
        if self._several and group.span.start >= self._spoken.end:
            self._subject, self._several = self._outer, False
        clause = self._clauses.at(group.span.start)
        role = self._role(group, clause)
        if role is _Role.NONE:
            return
        before = self._text[clause.start : group.span.start]
        described = len(before) <= FIGURED_MOST and FIGURED.fullmatch(before) is not None
        self._mark(clause.start if described else group.span.start, group.place)
        if role is _Role.PART:
            self._parted = self._sentence(group.span.start)
            stop = self._text.find("；", group.span.end, self._parted.end)
            self._mark(stop if stop >= 0 else self._parted.end, self._subject)
        elif group.place.level is Level.PORT and not self._is_topic(group):
            sentence = self._sentence(group.span.start)
            begins = OPENING.fullmatch(self._text, sentence.start, clause.start) is not None
            self._mark(self._port_end(sentence.end if begins else clause.end), self._subject)
        elif role is _Role.SUBJECT or self._is_topic(group):
            self._begin(group)
        elif role is _Role.SENTENCE:
            self._held, self._holder = Span(group.span.start, self._sentence(group.span.start).end), group.place
            self._mark(self._held.end, self._subject)
        elif clause.end < self._held.end:
            self._mark(clause.end, self._holder)
            self._mark(self._held.end, self._subject)
        else:
            self._mark(clause.end, self._subject)

    def _begin(self, group: Group) -> None:
        """The group becomes the subject. Of several side by side in one sentence none goes on: A村种…，B村养…。

        Nor does a part of the subject that is told after figures of its own: 全县接待9万人次，甲镇接待2万人次。
        """
        sentence = self._sentence(group.span.start)
        counts = FIGURE.search(self._text, sentence.start, group.span.start) is not None
        if sentence != self._spoken:
            self._spoken, self._outer, self._first, self._several = sentence, self._subject, group.place, counts
        elif counts and group.place != self._first and self._lies_in(group.place, self._first):
            self._outer, self._several = self._first, True
        elif not (self._lies_in(group.place, self._first) or self._lies_in(self._first, group.place)):
            self._several = True
        self._subject = group.place
        self._held = Span(0, 0)
        if self._several:
            self._mark(sentence.end, self._outer)

    def _is_topic(self, group: Group) -> bool:
        """Whether a sentence is nothing but the place, as the topic of its paragraph: 1.天保口岸（麻栗坡县）。"""
        sentence = self._sentence(group.span.start)
        before, after = self._text[sentence.start : group.span.start], self._text[group.span.end : sentence.end]
        return RANK_MARK.fullmatch(before) is not None and TOPIC_END.match(after) is not None

    def _lies_in(self, place: Place | None, other: Place | None) -> bool:
        return place is not None and other is not None and self._gazetteer.within(place, other)

    def _mark(self, offset: int, place: Place | None) -> None:
        while self.marks and self.marks[-1][0] >= offset:
            self.marks.pop()
        self.marks.append((offset, place))

    def _role(self, group: Group, clause: Span) -> _Role:
        text, place, end = self._text, group.place, group.span.end
        before = text[max(clause.start, group.span.start - LEAD_MOST) : group.span.start].lstrip("“‘”")
        if self._is_aside(group, before):
            return _Role.NONE
        leads = len(before) < LEAD_MOST and LEAD.fullmatch(before) is not None
        counted = COUNTED.match(text, end) is not None
        opens = self._sentence(group.span.start).start == clause.start
        is_above = self._is_above(place)
        if is_above and group.listed and leads and opens:
            return _Role.SENTENCE
        if is_above and (
            group.listed or MEASURE.match(text, end) or GUIDING.match(text, end) or not (leads or counted)
        ):
            return _Role.NONE
        if clause.start > 0 and text[clause.start - 1] == "（":
            return _Role.NONE if self._is_where(group.span, clause) else _Role.CLAUSE
        if place.level is Level.PORT and before.endswith(PASSAGE):
            return _Role.SENTENCE
        if not is_above and self._is_part(group, leads):
            return _Role.PART
        if before.endswith("是") and rank(place) > rank_of(Level.COUNTY) and PERSON_OF.match(text, end):
            return _Role.SUBJECT
        presents = THIS_IS.fullmatch(before) is not None
        if (NOT_GOVERNING.search(before) and not presents) or OF_OTHERS.search(before):
            if ONE_OF.match(text, end):
                return _Role.CLAUSE
            return _Role.SENTENCE if counted and SPREAD.search(before) else _Role.NONE
        is_partner = not counted and self._is_outside(place)
        if before.endswith("在") and (LOCAL.match(text, end) or is_partner):
            return _Role.CLAUSE if self._is_outside(place) else _Role.SENTENCE
        if is_partner and GIVES.match(text, end):
            return _Role.NONE
        if leads or presents or self._is_described(before):
            return _Role.SENTENCE if self._is_around(group) else _Role.SUBJECT
        if is_partner:
            return _Role.NONE
        return _Role.SENTENCE if opens or HOLDS.search(before) else _Role.CLAUSE

    def _is_aside(self, group: Group, before: str) -> bool:
        """Whether the words around a place alone tell that it governs nothing, wherever in the clause it stands."""
        text, place, end = self._text, group.place, group.span.end
        if self._is_quoted(group.span) or FROM_THERE.match(text, end) or SCHOOL.match(text, end):
            return True
        if self._is_spot(place, end, before) or (CUSTOMS.match(text, end) and self._is_of_port(place)):
            return True
        return APPOINTS.search(before) is not None and APPOINTED.match(text, end) is not None

    def _is_spot(self, place: Place, end: int, before: str) -> bool:
        """Whether only a spot on the way or a part around the subject is meant: 从大理出发, 位于同江市东部."""
        if WAY.match(self._text, end):
            return True
        return INSIDE.match(self._text, end) is not None and (self._is_above(place) or LIES.search(before) is not None)

    def _is_where(self, span: Span, clause: Span) -> bool:
        """Whether brackets hold nothing but where the place before them lies: 策克口岸（额济纳旗）."""
        before = self._groups[self._next - 2].span if self._next > 1 else None
        return span == clause and before is not None and before.end == clause.start - 1

    def _is_part(self, group: Group, leads: bool) -> bool:
        """Whether it is counted as a part of the subject: 全市9万人，其中甲区2万人，乙区1万人."""
        sentence, start = self._sentence(group.span.start), group.span.start
        if group.place == self._subject or group.place.level is Level.PORT:
            return False
        if PART.search(self._text, max(sentence.start, start - len("其中，在")), start):
            return True
        return leads and sentence == self._parted

    @staticmethod
    def _is_described(before: str) -> bool:
        """Whether a description stands before the subject: 地处边陲的|同江市, 面积40平方公里的|红星乡."""
        if before.endswith("的") and len(before) <= ATTRIBUTE:
            return True
        return len(before) <= FIGURED_MOST and FIGURED.fullmatch(before) is not None

    def _port_end(self, end: int) -> int:
        """How far a port governs after `end`: while the clauses speak of goods, vehicles and travellers."""
        limit = self._groups[self._next].span.start if self._next < len(self._groups) else len(self._text)
        limit = min(limit, self._paragraph_end)
        while end < limit:
            clause = self._clauses.at(end + 1)
            said = clause.of(self._text)
            goes_on = TRAFFIC.search(said) or GOES_ON.match(said) or LEAD.fullmatch(said[:LEAD_MOST])
            if clause.end <= end or not goes_on:
                break
            end = clause.end
        return end

    def _is_around(self, group: Group) -> bool:
        """Whether the village or township of the story lies in what is pointed to: 县里投入…… tells who pays."""
        region = self._region
        if region is None or region == group.place or region.level not in _HOMES:
            return False
        return SEAT.fullmatch(group.span.of(self._text)) is not None and self._gazetteer.within(region, group.place)

    def _is_of_port(self, place: Place) -> bool:
        """Whether the story is about a port of the place, whose customs house says so: 腾冲|海关统计，猴桥口岸……."""
        region = self._region
        return region is not None and region.level is Level.PORT and self._gazetteer.within(region, place)

    def _is_above(self, place: Place) -> bool:
        subject = self._subject
        return subject is not None and place != subject and self._gazetteer.within(subject, place)

    def _is_outside(self, place: Place) -> bool:
        """Whether it lies beyond the prefecture of the story: a partner elsewhere, not what the figures are about."""
        if self._region is None or self._gazetteer.within(self._region, place):
            return False
        around = (self._region, *self._gazetteer.ancestors(self._region))
        top = next((p for p in around if p.level is Level.PREFECTURE), around[-1])
        return not self._gazetteer.within(place, top)

    def _is_quoted(self, span: Span) -> bool:
        """Whether it stands in the quotes of a name: “同江大米”, 《同江市引进人才管理办法》."""
        low = max(span.start - _SHORT_QUOTE, 0)
        for opening, closing in ("“”", "《》"):
            start = self._text.rfind(opening, low, span.start)
            if start >= 0 and self._text.find(closing, start, span.start) < 0:
                stop = self._text.find(closing, span.end, span.end + _SHORT_QUOTE)
                if stop >= 0 and (opening == "《" or stop - start <= _SHORT_QUOTE):
                    return True
        return False

    def _sentence(self, offset: int) -> Span:
        number = bisect_right(self._sentence_starts, offset) - 1
        return self._sentences[number] if number >= 0 else Span(0, len(self._text))
