"""Which names of provinces, prefectures, counties and ports are meant as places, and which of several namesakes.

A full name speaks for itself. A name without its rank (密山, 大理) needs something in the story that supports it, and
one that is also a common word (合作, 安宁) needs more. Namesakes (朝阳区) are told apart by the names printed next to
them, then by the places that are already sure; what neither tells stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from borderdb.extract.settlementnames import begins_name
from borderdb.extract.surroundings import (
    find_datelines,
    is_abroad,
    is_compound,
    is_known_name,
    is_person,
    is_river,
    is_speaker,
    stands_alone,
)
from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Gazetteer, rank
from borderdb.text.articles import Article

_BARE = frozenset({"short", "word"})
_POINTED = {kind: re.compile(f"[全我该]{kind}(?![级长域])|{kind}(?:委|政府|内)") for kind in "县旗市"}
_POINTED_LEAST = 2
_POINTED_MOST = 20  # names of counties; a story with more is about none of them
_ROUNDS = 3  # each round, what the last one has settled supports more
# Full names of districts that are also common expressions; they count next to the name of their city only.
_COMMON_DISTRICTS = frozenset(
    {"城区", "郊区", "矿区", "东区", "西区", "新城区", "老城区", "城关区", "城中区", "城东区", "城西区"}
    | {"城北区", "市中区"}
)
_TOWNSHIPS = ("镇", "乡", "街道", "苏木")
_ORDER = ("name", "alias", "short", "word")


def settle_names(article: Article, found: Sequence[Toponym], gazetteer: Gazetteer) -> list[Toponym]:
    """The names that are meant as places, with the place where one candidate is left."""
    text = article.text
    datelines = find_datelines(text)
    names = [name for name in found if not is_abroad(text, name.span.start)]
    names, linked = _linked(names, gazetteer)
    story = _Story(article, names, linked, gazetteer)
    if datelines:
        names = [name for name in names if not any(line.holds(name.span) for line in datelines)]
    settled: dict[Span, Toponym] = {}
    for _ in range(_ROUNDS):
        known = story.sure_places
        for name in names:
            if name.span not in settled and (place := story.meant(name)) is not None:
                settled[name.span] = Toponym(name.span, place, (place,), name.named, name.rule)
                story.trust(place)
        if story.sure_places == known:
            break
    kept = [settled.get(name.span, name) for name in names if name.span in settled or story.is_open(name)]
    return _without_overlaps(kept)


def _linked(names: Sequence[Toponym], gazetteer: Gazetteer) -> tuple[list[Toponym], frozenset[Span]]:
    """Names that follow each other without a gap narrow each other: 辽宁|丹东市|宽甸县. Also the spans so linked."""
    linked = list(names)
    at_start: dict[int, list[int]] = {}
    for number, name in enumerate(linked):
        at_start.setdefault(name.span.start, []).append(number)
    pairs = [(i, j) for i, name in enumerate(linked) for j in at_start.get(name.span.end, ())]
    spans: set[Span] = set()
    for i, j in (*pairs, *reversed(pairs)):
        outer, inner = linked[i], linked[j]
        fits = [
            (above, below)
            for above in outer.candidates
            for below in inner.candidates
            if above.key != below.key
            and gazetteer.within(below, above)
            and not (inner.rule == "word" and above.level is Level.PROVINCE)  # 广西资源丰富
        ]
        if fits:
            spans |= {outer.span, inner.span}
            linked[i] = replace(outer, candidates=tuple(dict.fromkeys(above for above, _ in fits)))
            linked[j] = replace(inner, candidates=tuple(dict.fromkeys(below for _, below in fits)))
    return linked, frozenset(spans)


class _Story:
    """What the article makes sure so far."""

    def __init__(
        self, article: Article, names: Sequence[Toponym], linked: frozenset[Span], gazetteer: Gazetteer
    ) -> None:
        self._text = article.text
        self._gazetteer = gazetteer
        self._linked = linked
        self._headline_end = article.headings[0].end if article.headings and article.headings[0].start == 0 else 0
        self._names = names
        self._times = Counter(name.span.of(article.text) for name in names)
        speakers = (name.span for name in names if name.rule in _BARE and is_speaker(self._text, name.span.end))
        self._speakers = {self._text[span.start : span.end + 1] for span in speakers}
        self._sure: set[str] = set()
        self._has_county = False
        self._is_provincial = False  # whether the headline is about a province, so that its counties come and go
        self._around: set[str] = set()
        for name in names:
            if len(name.candidates) == 1 and self._speaks_for_itself(name):
                self.trust(name.candidates[0])
            heads = name.span.end <= self._headline_end and name.span not in linked
            self._is_provincial |= heads and any(p.level is Level.PROVINCE for p in name.candidates)
        home = gazetteer.home(article.outlet) if article.outlet else None
        if home is not None:
            self._around |= {p.key for p in (home, *gazetteer.ancestors(home))}

    @property
    def sure_places(self) -> int:
        """How many places are sure; until there are more, a name means what it meant before."""
        return len(self._sure)

    def trust(self, place: Place) -> None:
        """The place is meant; what lies in it or around it becomes likelier."""
        if place.key in self._sure:
            return
        self._sure.add(place.key)
        self._has_county = self._has_county or place.level is Level.COUNTY
        self._around.add(place.key)
        self._around.update(above.key for above in self._gazetteer.ancestors(place))

    def is_open(self, name: Toponym) -> bool:
        """Whether a name that could not be settled is a place nonetheless: a full name with several bearers."""
        return name.rule == "name" and len(name.candidates) > 1 and not self._is_no_name(name)

    def meant(self, name: Toponym) -> Place | None:
        """The place that the name means here, None where it means none or the story does not tell."""
        if name.rule in _BARE:
            return self._bare(name)
        nearness, places = self._nearest(name.candidates)
        linked = name.span in self._linked
        if len(places) != 1 or (not linked and self._is_no_name(name)):
            return None
        if self._speaks_for_itself(name) or linked or nearness >= 2:
            return places[0]
        if len(name.candidates) > 1 and not self._is_doubtful(name):
            return places[0] if nearness >= 1 else None
        return places[0] if self._is_prominent(name) else None

    def _is_no_name(self, name: Toponym) -> bool:
        written = name.span.of(self._text)
        return written in _COMMON_DISTRICTS or (len(written) == 2 and not stands_alone(self._text, name.span))

    def _bare(self, name: Toponym) -> Place | None:
        nearness, places = self._nearest(self._outermost(name.candidates))
        place = places[0]
        if len(places) > 1 and rank(places[1]) == rank(place):
            return None
        linked = name.span in self._linked
        if name.rule == "word" and not linked and (nearness < 4 or not self._begins_clause(name.span)):
            return None
        is_district = place.name.endswith("区") and place.level is Level.COUNTY
        if is_district and (not linked or is_compound(self._text, name.span.end)):  # 内蒙古|科尔沁|沙地
            return None
        if is_river(self._text, name.span):
            return None
        if self._text[name.span.start : name.span.end + 1] in self._speakers:
            return None
        if linked or nearness == 4:
            return place
        if self._is_other_name(name.span):
            return None
        if place.level is Level.COUNTY and self._is_strange(name, nearness):
            return None
        if place.key in self._around:
            return place
        if nearness > 0 or place.level is Level.PROVINCE:
            return place if stands_alone(self._text, name.span) else None
        prominent = place.level is Level.PREFECTURE or self._is_prominent(name) or self._is_pointed_to(place)
        return place if prominent and is_known_name(self._text, name.span) else None

    def _is_strange(self, name: Toponym, nearness: int) -> bool:
        """Whether a bare county does not fit the story: 李同江, or 古田 where 古田镇 is near."""
        written = name.span.of(self._text)
        inner = (place for rank_word in _TOWNSHIPS for place in self._gazetteer.townships(written + rank_word))
        if any(place.parent in self._sure for place in inner):
            return True
        if nearness == 0:  # 乌兰|毛都 in a story about 科尔沁右翼前旗
            return self._has_county and name.span.end > self._headline_end and not self._is_listed(name.span)
        if nearness == 1 and self._has_county and not self._is_provincial and not self._is_listed(name.span):
            return True
        return nearness == 1 and not begins_name(self._text, name.span.start)

    def _is_listed(self, span: Span) -> bool:
        return (
            self._text[span.start - 1 : span.start] in ("、", "和", "与") or self._text[span.end : span.end + 1] == "、"
        )

    def _outermost(self, candidates: Sequence[Place]) -> list[Place]:
        """Without what lies in another of them: 吉林 is the province, 通化 the prefecture; 通化县 keeps its rank.

        塔城 is the city where the story prints 塔城市.
        """
        cities = [p for p in candidates if p.level is Level.COUNTY and p.key in self._sure and p.name.endswith("市")]
        if cities:
            return cities
        if len(candidates) == 1:
            return [*candidates]
        keys = {place.key for place in candidates}
        return [p for p in candidates if not any(above.key in keys for above in self._gazetteer.ancestors(p))]

    def _is_other_name(self, span: Span) -> bool:
        return is_compound(self._text, span.end) or is_person(self._text, span.start)

    def _is_prominent(self, name: Toponym) -> bool:
        return name.span.end <= self._headline_end or self._times[name.span.of(self._text)] > 1

    def _is_pointed_to(self, place: Place) -> bool:
        """Whether the story speaks of 全县 and 县委 again and again and names no other county that could be meant."""
        pointers = _POINTED.get(place.name[-1])
        if self._has_county or pointers is None or self._own_county() != place:
            return False
        return sum(1 for _ in islice(pointers.finditer(self._text), _POINTED_LEAST)) == _POINTED_LEAST

    def _own_county(self) -> Place | None:
        """The only county whose name the story may have printed; None where there are several, or many names."""
        names = [name for name in self._names if name.rule != "word" and name.candidates[0].level is Level.COUNTY]
        if len(names) > _POINTED_MOST:
            return None
        meant = {p for name in names if is_known_name(self._text, name.span) for p in name.candidates}
        return meant.pop() if len(meant) == 1 else None

    def _nearest(self, candidates: Sequence[Place]) -> tuple[int, list[Place]]:
        """How near to what is sure the nearest candidates are, from 4 (sure itself) to 0, and which these are."""
        if len(candidates) == 1:
            return self._nearness(candidates[0]), [*candidates]
        scores = [self._nearness(place) for place in candidates]
        best = max(scores)
        return best, sorted([p for p, score in zip(candidates, scores, strict=True) if score == best], key=rank)

    def _nearness(self, place: Place) -> int:
        if place.key in self._sure:
            return 4
        if place.key in self._around or place.parent in self._sure:
            return 3
        if place.parent in self._around:
            return 2
        return 1 if any(above.key in self._around for above in self._gazetteer.ancestors(place)) else 0

    def _speaks_for_itself(self, name: Toponym) -> bool:
        return name.rule not in _BARE and len(name.candidates) == 1 and not self._is_doubtful(name)

    def _is_doubtful(self, name: Toponym) -> bool:
        """Districts (和平区) and names of two characters (新县, 莫旗) want a place around them."""
        written = name.span.of(self._text)
        return len(written) == 2 or all(p.name.endswith("区") and p.level is Level.COUNTY for p in name.candidates)

    def _begins_clause(self, span: Span) -> bool:
        return span.start == 0 or self._text[span.start - 1] in "\n，。；：“！？在到赴"


def _without_overlaps(names: Sequence[Toponym]) -> list[Toponym]:
    """Of names that share characters, the one that speaks most for itself: full before bare, then the longer."""
    kept: list[Toponym] = []
    for name in sorted(names, key=lambda n: (n.span.start, n.span.end)):
        if not kept or name.span.start >= kept[-1].span.end:
            kept.append(name)
        elif _preference(name) < _preference(kept[-1]):
            kept[-1] = name
    return kept


def _preference(name: Toponym) -> tuple[int, int]:
    return _ORDER.index(name.rule), -name.span.length
