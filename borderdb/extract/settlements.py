"""Townships, villages, farms and ports, read only inside a county that the story has made known.

A settlement is told by the last word of its name (村, 嘎查, 镇, 农场, 口岸). Where its name begins is told by the list
of its county, by the place printed before it (向阳镇|红光村), by another spot of the story where that is so, or by the
words before it (走进|红光村).
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Sequence

from borderdb.extract.counties import Counties
from borderdb.extract.rows import (
    ITEM,
    Counted,
    find_counted,
    find_named,
    follows_mark,
    governed_start,
    last_mark,
    row_start,
)
from borderdb.extract.settlementnames import (
    bare_name,
    begins_name,
    is_cued,
    is_generic,
    is_han,
    is_phrase,
    name_begin,
    needs_township,
    opens_clause,
    sited_name,
    splits_word,
)
from borderdb.extract.spellings import as_one
from borderdb.extract.surroundings import is_abroad
from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Gazetteer, rank, rank_of
from borderdb.reference.names import level_of, one_spelling, port_parts, short_names, without_people
from borderdb.text.articles import Article

_TAIL = re.compile(
    "嘎查|社区(?!矫正|化)|团(?<=[0-9零〇一二三四五六七八九十]{2}团)(?![结队体伙员支圆长])|农牧场|分场|农场|林场|牧场|口岸(?![办委局管])|苏木|街道(?!化)|管理区"
    "|村(?<![农乡]村)(?![民干里口落庄容级务集规官医史情屯寨镇社]|台(?!球)|乡(?![村亲土愁间里])|支(?![书部])|两(?!委|个?村)|“[两第一三四五])|镇(?![域村静定长里痛街])|乡(?!村(?!书记|支书|主任)|[亲镇土愁音里长情]|下(?![辖设属达派拨]))"
)
_FARMS = ("农场", "牧场", "林场")
_LISTED = ("口岸", "管理区", "团")  # what is read only where a list has it
_VILLAGES = ("村", "嘎查", "社区", "分场")
_SIDES = "上下大小新老东西南北前后内外中"
_LONGEST = 12
_UNKNOWN = ("村", "嘎查", "社区")  # what is read by its pattern even where no place is printed before it
_BRACKETED = re.compile("（(?:公路|铁路|水运|水路|航空)）口岸")
_NO_BRACKETS = str.maketrans("", "", "（）")
_FARM_NUMBER = re.compile(r"[0-9零〇一二三四五六七八九十]{2,5}$")
_NAME = re.compile(r"[\u4e00-\u9fff0-9]+$")
_POINTING = re.compile("[该我](?:[乡镇]|街道|苏木)")
_POINTED = re.compile(f"{_POINTING.pattern}$")
_PREFIX = 2  # characters that tell a village from its namesake: 东双河村, 大红光村


def find_settlements(
    article: Article, names: Sequence[Toponym], region: Place | None, gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """Townships, villages, farms and ports of the counties that the names have settled."""
    reader = _Reader(article.text, Counties(article.text, names, region, gazetteer), gazetteer)
    tails = [Span(*match.span()) for match in _TAIL.finditer(article.text)]
    for tail in tails:
        reader.read(tail)
    reader.read_bracketed()
    reader.read_bare(tails)
    reader.read_rows(tails)
    reader.read_lists()
    return tuple(sorted(as_one(reader.found.values(), article.text), key=lambda t: (t.span.start, t.span.end)))


class _Reader:
    """Reads the settlements of one text, left to right; what it has found makes the next more certain."""

    def __init__(self, text: str, counties: Counties, gazetteer: Gazetteer) -> None:
        self._text = text
        self._counties = counties
        self._gazetteer = gazetteer
        self.found: dict[int, Toponym] = {}  # by the offset where each ends
        self._ends: list[int] = []  # the same offsets, in order
        self._ending = counties.places_by_end()  # the place whose name ends at an offset, found or known before
        self._learnt: dict[str, Place] = {}
        self._is_pointing = _POINTING.search(text) is not None

    def read(self, tail: Span) -> None:
        """The name that ends in the tail, where a list, a number or the place before it shows it."""
        starts = self._starts(tail)
        for number, start in enumerate(starts):
            places = self._listed(start, tail)
            if places and (start == starts[0] or not self._goes_further(starts, start, tail)):
                if not self._is_abroad(starts[: number + 1]):
                    self._add(Span(start, tail.end), places)
                return
        inside = self._inside(tail, starts)
        if inside is not None and not self._is_abroad(starts):
            self._add(*inside)

    def _is_abroad(self, starts: Sequence[int]) -> bool:
        return any(is_abroad(self._text, start) for start in starts)

    def _inside(self, tail: Span, starts: Sequence[int]) -> tuple[Span, tuple[Place]] | None:
        """The name that no list has, right after the place it lies in or beside another in a list."""
        word = tail.of(self._text)
        for start in (tail.start, *reversed(starts)):
            outer = self._outer(start, word)
            if outer is None or self._is_misread(start):
                continue
            begin = name_begin(self._text, start, tail.start)
            place = self._unlisted(outer, begin, tail)
            if place is not None:
                if start == tail.start or place.level is Level.PORT:
                    begin = self._counties.begin_of(start)
                return Span(begin, tail.end), (place,)
        return None

    def _is_misread(self, end: int) -> bool:
        """Whether the bare name that ends here only begins another: 达来呼布镇|乌兰|格日勒嘎查 is not in 乌兰县."""
        start = self._counties.begin_of(end)
        outer, inner = self._ending.get(start), self._counties.ending_at(end)
        return start < end and outer is not None and inner is not None and not self._gazetteer.within(inner, outer)

    def _goes_further(self, starts: Sequence[int], start: int, tail: Span) -> bool:
        """Whether the name begins further left, right after its township: 车陆乡|大道干村, though 道干村 is listed."""
        for first in starts[: starts.index(start)]:
            outer = self._ending.get(first)
            if outer is not None and outer.level is Level.TOWNSHIP and start - first <= _PREFIX:
                return self._unlisted(outer, first, tail) is not None
        return False

    def read_bracketed(self) -> None:
        """Ports with their kind in brackets: 凭祥（铁路）口岸."""
        for kind in _BRACKETED.finditer(self._text):
            name = _NAME.search(self._text, max(kind.start() - ITEM, 0), kind.start())
            for start in range(name.start() if name is not None else kind.start(), kind.start() - 1):
                port = self._gazetteer.port(self._text[start : kind.end()].translate(_NO_BRACKETS))
                if port is not None:
                    self._add(Span(start, kind.end()), (port,))
                    break

    def read_bare(self, tails: Sequence[Span]) -> None:
        """Names that another spot has shown, and such as the words around them show: 走进丙奉村, 丙奉村村民."""
        missed = [tail for tail in tails if tail.end not in self.found]
        shown: list[tuple[Span, str]] = []
        for tail in missed:
            starts = self._starts(tail)
            learnt = self._learnt_start(starts, tail.end)
            if learnt is not None:
                self._add(Span(learnt, tail.end), (self._learnt[self._text[learnt : tail.end]],))
                continue
            inside = self._inside(tail, starts)
            if inside is not None:
                self._add(*inside)
            if (
                tail.end not in self.found
                and tail.of(self._text) in _UNKNOWN
                and (span := self._shown(tail, starts)) is not None
            ):
                shown.append((span, span.of(self._text)))
        times = Counter(name for _, name in shown)
        for span, name in shown:
            if times[name] > 1 or span.start == 0 or is_cued(self._text, span) or opens_clause(self._text, span):
                self._add_shown(span, name)

    def _add_shown(self, span: Span, name: str) -> None:
        """A name that no list of a county spoken of has: the only one of its prefecture, or one of its own."""
        outer = self._counties.own or self._counties.nearest(span.start) or self._counties.region
        listed = self._counties.village_around(name)
        if listed is not None:
            self._add(span, (listed,))
        elif outer is not None:
            self._add(span, (Place(f"{outer.key}/{one_spelling(name)}", None, name, level_of(name), outer.key),))

    def read_rows(self, tails: Sequence[Span]) -> None:
        """Full names side by side, which show each other; the first behind its verb only: 分别是|柳湾村、石桥村、…."""
        for row in find_named(self._text, tails):
            first = row[0]
            begin = row_start(self._text, first)
            members = row[1:] if begin is None else (Span(begin, first.end), *row[1:])
            for span in members:
                stem, tail = _parts(span.of(self._text))
                cut = self.found.get(span.end)  # 西|同江营子村 read as 营子村
                is_read = cut is not None and (cut.span.start <= span.start or (cut.place and cut.place.code))
                if not is_read and not is_generic(stem, tail, linked=True) and (len(stem) < 3 or not is_phrase(stem)):
                    self._add_unlisted(span, span.of(self._text), tail)

    def read_lists(self) -> None:
        """Names of a list that shares its last word: 云山、庆丰和|858农场, 曼厂、曼蚌|两个边境村."""
        for toponym in list(self.found.values()):
            if toponym.place is not None:
                self._read_items(toponym.span.start, _parts(toponym.span.of(self._text))[1])
        for counted in find_counted(self._text, self._settled_before):
            self._read_counted(counted)

    def _read_counted(self, row: Counted) -> None:
        """The items of a list that ends in the number of its places; villages also where no list has them."""
        for item in row.items:
            for tail in row.tails:
                if len(row.items) > 1 or tail == "口岸":
                    self._item(item.end, tail)
        if not row.are_names(self._text):
            return
        for item in row.items:
            if item.end not in self.found and not self._is_inside(item):
                self._add_unlisted(item, item.of(self._text), row.tails[0])

    def _is_inside(self, item: Span) -> bool:
        """Whether the item has been read with its own last word: 石桥村、柳湾2个村."""
        return any(end in self.found for end in range(item.start + 1, item.end))

    def _add_unlisted(self, span: Span, name: str, tail: str) -> None:
        """A village of a row that no list has, in the township or county spoken of last."""
        outer = self._counties.township_before(span.start) or self._counties.nearest(span.start)
        if outer is None:
            return
        name = name if name.endswith(tail) else name + tail
        place = Place(f"{outer.key}/{one_spelling(name)}", None, name, Level.VILLAGE, outer.key)
        self._keep(Toponym(span, place, (place,), True, "list"))

    def _settled_before(self, offset: int) -> int:
        """Where the last name ends that has been settled before the offset."""
        last = self._counties.last_before(offset)
        return max(self._last_end(offset - 1), last.end if last is not None and last.end < offset else 0)

    def _read_items(self, start: int, tail: str) -> None:
        while start >= 3 and start - 1 not in self.found and follows_mark(self._text, start):
            item = self._item(start - 1, tail)
            if item is None:
                break
            start = item

    def _item(self, end: int, tail: str) -> int | None:
        """Where the item of a list begins that ends here and means a place of the lists; None where it means none."""
        name = _NAME.search(self._text, max(end - ITEM, 0), end)
        if name is None or end in self.found:
            return None
        first = last_mark(self._text, name.start(), end)
        if first is None:
            first = governed_start(self._text, name.start(), end) or name.start()
        for start in range(first, end - 1):
            places = self._named(self._text[start:end] + tail, tail, start)
            if len(places) == 1:
                self._keep(Toponym(Span(start, end), places[0], places, True, "list"))
                return start
        return None

    def _learnt_start(self, starts: Sequence[int], end: int) -> int | None:
        for start in starts:
            name = self._text[start:end]
            if name in self._learnt and (not needs_township(*_parts(name)) or begins_name(self._text, start)):
                return start
        return None

    def _starts(self, tail: Span) -> list[int]:
        """Where the name that ends in the tail may begin, the furthest first: never inside another name."""
        stem = _NAME.search(self._text, max(tail.end - _LONGEST, 0), tail.start)
        settled = self._last_end(tail.start)
        first = max(stem.start() if stem is not None else tail.start, settled)
        last = self._counties.last_before(tail.start)
        if last is not None and last.start < settled < last.end:
            last = None  # 兴街镇|江心村: 镇江 is none of its words
        if last is None or last.end <= first:
            return [*range(first, tail.start)]
        before = range(first, last.start if last.end == tail.start else first)  # 桑根|乌苏|嘎查 may only end in a name
        begin = (last.start,) if last.start >= first else ()  # 同江|镇 begins with the name of its city
        return [*before, *begin, *range(last.end, tail.start)]

    def _last_end(self, end: int) -> int:
        number = bisect_right(self._ends, end) - 1
        return self._ends[number] if number >= 0 and self._ends[number] > end - _LONGEST else 0

    def _outer(self, start: int, word: str) -> Place | None:
        """What a name that begins here lies in: the place before it, that of the name beside it, or one pointed to."""
        outer = self._ending.get(start)
        if outer is None and start - 1 in self.found:
            outer = self._beside(start, word)
        return self._pointed(start) if outer is None and self._is_pointing else outer

    def _beside(self, start: int, word: str) -> Place | None:
        """What the name before this one in a list lies in: 通江村、|川沟村."""
        last = self.found.get(start - 1)
        if last is None or last.place is None or last.place.parent is None or word not in last.place.name:
            return None
        return self._gazetteer.get(last.place.parent) if follows_mark(self._text, start) else None

    def _pointed(self, start: int) -> Place | None:
        """The township that 该乡 points to right before the name: 该乡|西湾村."""
        if _POINTED.search(self._text, max(start - 3, 0), start) is None:
            return None
        return self._counties.township_before(start)

    def _listed(self, start: int, tail: Span) -> tuple[Place, ...]:
        name, word = self._text[start : tail.end], tail.of(self._text)
        places = self._named(name, word, start)
        if not places or word in _LISTED:
            return places
        stem, span = without_people(name).removesuffix(word), Span(start, tail.end)
        if _FARM_NUMBER.match(stem):
            return places
        outer = self._ending.get(start)
        linked = outer is not None
        if outer is not None and outer.level is Level.TOWNSHIP and word in _VILLAGES:
            return places  # 河口镇|城郊村: a sort elsewhere, a name in its own township
        if not linked and (
            self._is_cut(start, tail) or (needs_township(stem, word) and not self._is_near(places, span))
        ):
            return ()
        if not linked and len(stem) == 1 and not begins_name(self._text, start):
            return ()
        return () if is_generic(stem, word, linked=True) and not self._is_near(places, span) else places

    def _is_near(self, places: Sequence[Place], span: Span) -> bool:
        """Whether a sort of village is a name here: its township is spoken of, and the words around it are of one."""
        begins = span.start == 0 or not is_han(self._text[span.start - 1])
        return len(places) == 1 and self._counties.knows(places[0].parent) and begins and is_cued(self._text, span)

    def _is_cut(self, start: int, tail: Span) -> bool:
        """Whether the name would begin inside a word; not in 向上坪地乡, where the list has 上坪地乡 and no 坪地乡."""
        sided = self._text[start] in _SIDES and self._counties.begin_of(tail.start) == start + 1
        if sided and not self._named(self._text[start + 1 : tail.end], tail.of(self._text), start + 1):
            return False
        return splits_word(self._text, start)

    def _named(self, name: str, word: str, start: int) -> tuple[Place, ...]:
        """The places of the lists that bear a name and may be meant at `start`."""
        if word == "口岸":
            port = self._gazetteer.port(name) if len(name) > len("口岸") + 1 else None
            return (port,) if port is not None else ()
        if word in _VILLAGES:
            return self._villages(name, start) or (self._villages(without_people(name), start) if "族" in name else ())
        places = self._counties.townships(name, start, self._ending.get(start))
        if not places and word == "农场" and _FARM_NUMBER.match(name.removesuffix(word)):
            county = self._counties.nearest(start)
            key = one_spelling(name)
            return (Place(f"{county.key}/{key}", None, key, Level.FARM, county.key),) if county is not None else ()
        return places

    def _villages(self, name: str, start: int) -> tuple[Place, ...]:
        return self._counties.villages(name, start, self._ending.get(start)) if self._gazetteer.is_village(name) else ()

    def _unlisted(self, outer: Place, start: int, tail: Span) -> Place | None:
        """A name that no list has, right after the place it lies in: 同江市|红光村, 绥芬河|铁路口岸, 嘉荫|农场."""
        word, stem = tail.of(self._text), self._text[start : tail.start]
        name = stem + word
        base, kind = port_parts(f"#{name}")
        if base == "#口岸" or (not stem and word in _FARMS):
            if outer.level is not Level.COUNTY or self._text[start - 1] in "市县旗":
                return None
            name = next(iter(short_names(outer.name)), outer.name) + kind + word
        elif (
            not rank_of(Level.COUNTY) <= rank(outer) < rank_of(level_of(name))
            or word in _LISTED
            or is_generic(stem, word, linked=True)
            or is_phrase(stem)
            or (needs_township(stem, word) and outer.level is Level.COUNTY)
        ):
            return None
        return Place(f"{outer.key}/{one_spelling(name)}", None, name, level_of(name), outer.key)

    def _shown(self, tail: Span, starts: Sequence[int]) -> Span | None:
        span = sited_name(self._text, tail) or bare_name(self._text, tail, next(iter(starts), tail.start))
        if span is None or not self._text[span.start : tail.start].strip():
            return None
        stem = self._text[span.start : tail.start]
        word = tail.of(self._text)
        if is_generic(stem, word, linked=False) or needs_township(stem, word) or len(stem) < 2:
            return None
        return span if begins_name(self._text, span.start) else None

    def _add(self, span: Span, places: tuple[Place, ...]) -> None:
        place = places[0] if len(places) == 1 else None
        if place is None and rank(places[0]) <= rank_of(Level.TOWNSHIP):
            return
        self._keep(Toponym(span, place, places, True, places[0].level.value))
        if place is not None:
            self._counties.know(place, span)
            self._learnt.setdefault(span.of(self._text), place)

    def _keep(self, toponym: Toponym) -> None:
        if toponym.span.end not in self.found:
            insort(self._ends, toponym.span.end)
        self.found[toponym.span.end] = toponym
        self._ending[toponym.span.end] = toponym.place


def _parts(name: str) -> tuple[str, str]:
    """A name cut before its last word: 幸福|村."""
    tail = max(_TAIL.finditer(name), key=lambda match: match.end())
    return name[: tail.start()], tail[0]
