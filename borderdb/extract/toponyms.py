"""Place mentions, then the places they mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from borderdb.extract.evidence import settle_names
from borderdb.extract.hamlets import find_hamlets
from borderdb.extract.pointers import find_pointers, resolve_pointers, supported_names
from borderdb.extract.regiments import find_regiments
from borderdb.extract.settlements import find_settlements
from borderdb.extract.surroundings import CUSTOMS, goes_on, without_passed
from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Form, Gazetteer, Match, rank, rank_of
from borderdb.reference.names import port_parts, short_names
from borderdb.text.articles import Article

_RULES = {Form.FULL: "name", Form.ALIAS: "alias", Form.SHORT: "short", Form.WORD: "word"}
_IN_HEADLINE = 3.0  # what a mention in the headline weighs
# among equals, a county is what a story is about
_BELOW = {Level.TOWNSHIP: 0.9, Level.VILLAGE: 0.8, Level.PORT: 0.85}
_FURTHER = 0.5  # what one more place inside it speaks for a place
_AGAIN = 0.2  # what one more mention in a paragraph weighs
_OUTER = 0.4  # what the outer links of a chain weigh: 黑龙江省鸡西市|密山市 is about 密山市
_REGIONS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
_TOWNSHIP_ENDS = re.compile("[\u4e00-\u9fff]{0,4}?(?:[乡镇]|苏木)")
_LONGER = 4  # characters of such a name before the short one
_TITLE_ENDS = re.compile("[：:\\n—｜|]")
_PORTRAIT = re.compile("[小山渔边古]村[庄寨落]?|村[庄寨落](?!规划|清洁)")
_PORTRAYED = 3  # paragraphs that name the only village of a story whose headline speaks of a village
_PORTRAIT_HEAD = 240  # characters of a story that say whether it portrays a village
_STATION = re.compile("(?:出入境边|边)[境防](?:派出所|检查站|管理)")
_NATIONAL = re.compile("全国(?![首最第先文劳模优示五人两百])|我国")


def find_toponyms(article: Article, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Every name that may be a place, with its candidates, and every word that points to one (全市, 该旗)."""
    text = article.text
    names = (
        Toponym(Span(m.start, m.end), None, m.candidates, True, _RULES[m.form])
        for m in _outermost(m for m in gazetteer.find(text) if not goes_on(text, m.end))
    )
    return _in_order((*names, *find_pointers(text)))


def resolve_toponyms(article: Article, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The mentions that name a place or point to one, with the place where one candidate is left.

    Names without their rank are left out where nothing supports them; a full name with several bearers that the story
    does not tell apart is kept without a place. Townships, villages, farms and ports are added here, since they are
    read only inside counties that the story has made known.
    """
    bare = [t for t in toponyms if t.named and not _inside_township(article.text, t, gazetteer)]
    names = settle_names(article, bare, gazetteer)
    settlements = find_settlements(article, names, find_region(article, names, gazetteer), gazetteer)
    named = _longest_first((*settlements, *find_regiments(article.text, gazetteer), *names))
    named = _of_customs(article, named)
    pointers = [t for t in toponyms if not t.named]
    region = find_region(article, (*named, *pointers), gazetteer)
    hamlets = find_hamlets(article.text, named)
    starts = {hamlet.span.start for hamlet in hamlets}
    named = tuple(t for t in named if t.span.start not in starts)  # 三棵树村 is no village where it is a hamlet
    placed = _in_order((*named, *hamlets))
    return _in_order((*placed, *resolve_pointers(article, placed, pointers, region, gazetteer)))


def _of_customs(article: Article, named: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """The mentions, with the port for its city where the headline speaks of its customs: 阿拉山口|海关：……."""
    text, end = article.text, _headline_end(article)
    ports = {port_parts(t.place.name)[0]: t.place for t in named if t.place is not None and t.place.level is Level.PORT}
    if not ports:
        return tuple(named)
    found: list[Toponym] = []
    for toponym in named:
        place = toponym.place
        if (
            place is not None
            and place.level is Level.COUNTY
            and toponym.span.end < end
            and CUSTOMS.match(text, toponym.span.end)
        ):
            port = next((ports[f"{name}口岸"] for name in short_names(place.name) if f"{name}口岸" in ports), None)
            toponym = toponym if port is None else replace(toponym, place=port, candidates=(port,))
        found.append(toponym)
    return tuple(found)


def _inside_township(text: str, toponym: Toponym, gazetteer: Gazetteer) -> bool:
    """Whether a short name is only a part of the name of a township that has no namesake: 察汗|乌苏|蒙古族乡."""
    span = toponym.span
    if toponym.rule != _RULES[Form.SHORT]:
        return False
    rest = _TOWNSHIP_ENDS.match(text, span.end)
    if rest is None:
        return False
    own = {place.key for place in toponym.candidates}  # 下|察隅|镇 is in 察隅县
    names = (text[start : rest.end()] for start in range(max(span.start - _LONGER, 0), span.start))
    townships = (found[0] for name in names if len(found := gazetteer.townships(name)) == 1 and found[0].name == name)
    return any(township.parent not in own for township in townships)


def find_region(article: Article, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Place | None:
    """The place the story is about: the one that is named and pointed to most, above all in the headline.

    Where the story names none, it is the place the newspaper is named after; None where that has none either.
    """
    weighed = _weigh(article, toponyms)
    home = gazetteer.home(article.outlet) if article.outlet else None
    portrayed = _in_title(article, toponyms) or _portrayed(article, weighed)
    if portrayed is not None or not weighed:
        return portrayed or home or _stationed(article.text, gazetteer)
    named = {key: one.place for key, one in weighed.items()}
    spread = _spread(named, gazetteer)
    places = named | _unnamed(named, spread, gazetteer)
    weights = {key: weighed[key].weight if key in weighed else 0.0 for key in places}
    support = supported_names(article, toponyms, places, weights)
    spoken_of = [key for key in places if key in weighed or key in support]
    score = {key: weights[key] + support.get(key, 0.0) + spread.get(key, 0.0) for key in spoken_of}
    best = max(spoken_of, key=lambda key: (round(score[key], 6), _inwards(places[key])))
    is_astray = best in weighed and _is_astray(article, weighed[best], named, gazetteer)
    return home if is_astray else places[best]


@dataclass(slots=True)
class _Weighed:
    """How much speaks for a place: the weight of its mentions and the paragraphs they stand in."""

    place: Place
    weight: float
    paragraphs: set[int]


def _weigh(article: Article, toponyms: Sequence[Toponym]) -> dict[str, _Weighed]:
    """The places that are named and not only passed by (乌海至临河公路), by key."""
    headline_end = _headline_end(article)
    paragraphs = [paragraph.start for paragraph in article.paragraphs]
    named = [t for t in toponyms if t.named and t.place is not None]
    begins = {toponym.span.start for toponym in named}
    weighed: dict[str, _Weighed] = {}
    for toponym in without_passed(article.text, named):
        span, place = toponym.span, toponym.place
        if place is None:
            continue
        spot = bisect_right(paragraphs, span.start)
        one = weighed.setdefault(place.key, _Weighed(place, 0.0, set()))
        weight = _AGAIN if spot in one.paragraphs else _OUTER if span.end in begins else 1.0
        one.weight += weight * _BELOW.get(place.level, 1.0) * (_IN_HEADLINE if span.end <= headline_end else 1.0)
        one.paragraphs.add(spot)
    return weighed


def _inwards(place: Place) -> int:
    """Of a province, its prefecture and its county that are named alike, the story is about the county."""
    return rank(place) if rank(place) < rank_of(Level.TOWNSHIP) else 0


def _headline_end(article: Article) -> int:
    return article.headings[0].end if article.headings and article.headings[0].start == 0 else 0


def _in_title(article: Article, toponyms: Sequence[Toponym]) -> Place | None:
    """The village or township that a headline begins with, or is: 月晴镇白龙村, 甲镇乙村：冰雪“热”起来."""
    end, last = 0, None
    for toponym in toponyms:
        if toponym.named and toponym.span.start == end and toponym.span.end <= _headline_end(article):
            end, last = toponym.span.end, toponym.place
    if last is None or last.level not in (Level.TOWNSHIP, Level.VILLAGE):
        return None
    return last if _TITLE_ENDS.match(article.text, end) else None


def _portrayed(article: Article, weighed: Mapping[str, _Weighed]) -> Place | None:
    """The village of a story that says at its head that it portrays one: 雪山下的小村庄."""
    named = [one for one in weighed.values() if one.place.level is Level.VILLAGE]
    if len(named) == 1 and len(named[0].paragraphs) >= _PORTRAYED and _PORTRAIT.search(article.headline):
        return named[0].place  # 甲市一边境村庄的四季: the city is only where it lies
    villages = [one for one in named if len(one.paragraphs) > 1]
    headed = any(1 in one.paragraphs and one.place.level is not Level.PROVINCE for one in weighed.values())
    if len(villages) != 1 or (_headline_end(article) and headed):
        return None
    return villages[0].place if _PORTRAIT.search(article.text, 0, _PORTRAIT_HEAD) else None


def _stationed(text: str, gazetteer: Gazetteer) -> Place | None:
    """The county or township on the border whose name the first police station bears: 漠河边境派出所."""
    station = _STATION.search(text)
    if station is None:
        return None
    for length in (4, 3, 2):
        name = text[max(station.start() - length, 0) : station.start()]
        counties = [
            place
            for match in gazetteer.find(name)
            if match.end - match.start == length
            for place in match.candidates
            if place.level is Level.COUNTY and gazetteer.has_villages(place.key)
        ]
        towns = [
            place
            for end in ("", "镇", "乡")
            for place in gazetteer.townships(name + end)
            if place.parent is not None and gazetteer.has_villages(place.parent)
        ]
        for places in (counties, towns):
            if len(places) == 1:
                return places[0]
    return None


def _is_astray(article: Article, best: _Weighed, places: Mapping[str, Place], gazetteer: Gazetteer) -> bool:
    """Whether the place is only come upon: a town whose county is never named, a city in a story about the country."""
    first = 2 if _headline_end(article) else 1  # number of the first paragraph below the headline
    if len(best.paragraphs) > 1 or min(best.paragraphs) < first:
        return False
    if _NATIONAL.search(article.text, 0, _headline_end(article)):
        return True
    is_town = rank(best.place) >= rank_of(Level.TOWNSHIP) and best.place.level is not Level.PORT
    if not is_town or min(best.paragraphs) == first:
        return False
    return not any(rank(p) < rank_of(Level.TOWNSHIP) and gazetteer.within(best.place, p) for p in places.values())


def _spread(places: Mapping[str, Place], gazetteer: Gazetteer) -> dict[str, float]:
    """What a place gains by every further place of one level that is named inside it: 东港市 by its third village."""
    inside = Counter((above.key, place.level) for place in places.values() for above in gazetteer.ancestors(place))
    spread: dict[str, float] = {}
    for (key, _), number in inside.items():
        spread[key] = max(spread.get(key, 0.0), _FURTHER * (number - 1))
    return spread


def _unnamed(named: Mapping[str, Place], spread: Mapping[str, float], gazetteer: Gazetteer) -> dict[str, Place]:
    """Those that several named places lie in: 全州 and 全市 may mean one that is nowhere printed."""
    above = (place for key in named for place in gazetteer.ancestors(named[key]))
    return {p.key: p for p in above if p.level in _REGIONS and p.key not in named and spread.get(p.key, 0) > 0}


def _outermost(matches: Iterable[Match]) -> list[Match]:
    """The matches that lie in no longer one: of 密山市 and 密山 the former."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.start, -m.end)):
        if not kept or match.end > kept[-1].end:
            kept.append(match)
    return kept


def _longest_first(toponyms: Iterable[Toponym]) -> tuple[Toponym, ...]:
    """The mentions, of those that share characters the longer one: 同江镇, not 同江."""
    kept: list[Toponym] = []
    for toponym in _in_order(toponyms):
        if not kept or toponym.span.start >= kept[-1].span.end:
            kept.append(toponym)
        elif toponym.span.length > kept[-1].span.length:
            kept[-1] = toponym
    return tuple(kept)


def _in_order(toponyms: Iterable[Toponym]) -> tuple[Toponym, ...]:
    return tuple(sorted(toponyms, key=lambda t: (t.span.start, -t.span.end)))
