"""Place mentions, then the places they mean."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from borderdb.extract.evidence import settle_names
from borderdb.extract.pointers import find_pointers, resolve_pointers, supported_names
from borderdb.extract.settlements import find_settlements
from borderdb.extract.surroundings import goes_on
from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Form, Gazetteer, Match
from borderdb.text.articles import Article

_RULES = {Form.FULL: "name", Form.ALIAS: "alias", Form.SHORT: "short", Form.WORD: "word"}
_IN_HEADLINE = 3.0  # what a mention in the headline weighs
_BELOW = {Level.TOWNSHIP: 0.9, Level.VILLAGE: 0.8}  # among equals, a county is what a story is about
_FURTHER = 0.5  # what one more place inside it speaks for a place
_AGAIN = 0.2  # what one more mention in a paragraph weighs
_OUTER = 0.4  # what the outer links of a chain weigh: 黑龙江省鸡西市|密山市 is about 密山市


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
    names = settle_names(article, [t for t in toponyms if t.named], gazetteer)
    settlements = find_settlements(article, names, find_region(article, names, gazetteer), gazetteer)
    named = _longest_first((*settlements, *names))
    pointers = [t for t in toponyms if not t.named]
    region = find_region(article, (*named, *pointers), gazetteer)
    return _in_order((*named, *resolve_pointers(article, named, pointers, region, gazetteer)))


def find_region(article: Article, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Place | None:
    """The place the story is about: the one that is named and pointed to most, above all in the headline.

    Where the story names none, it is the place the newspaper is named after; None where that has none either.
    """
    headline_end = article.headings[0].end if article.headings and article.headings[0].start == 0 else 0
    begins = {toponym.span.start for toponym in toponyms if toponym.named and toponym.place is not None}
    places: dict[str, Place] = {}
    weights: dict[str, float] = {}
    seen: set[tuple[str, int]] = set()
    for toponym in toponyms:
        if toponym.place is None or not toponym.named:
            continue
        key, start = toponym.place.key, toponym.span.start
        spot = key, bisect_right(article.paragraphs, start, key=_start)
        weight = _AGAIN if spot in seen else _OUTER if toponym.span.end in begins else 1.0
        weight *= _BELOW.get(toponym.place.level, 1.0) * (_IN_HEADLINE if toponym.span.end <= headline_end else 1.0)
        weights[key] = weights.get(key, 0.0) + weight
        places.setdefault(key, toponym.place)
        seen.add(spot)
    if not places:
        return gazetteer.home(article.outlet) if article.outlet else None
    support = supported_names(article.text, toponyms, places, weights)
    spread = _spread(places, gazetteer)
    return places[max(places, key=lambda key: weights[key] + support[key] + spread.get(key, 0.0))]


def _spread(places: Mapping[str, Place], gazetteer: Gazetteer) -> dict[str, float]:
    """What a place gains by every further place of one level that is named inside it: 东港市 by its third village."""
    inside = Counter((above.key, place.level) for place in places.values() for above in gazetteer.ancestors(place))
    spread: dict[str, float] = {}
    for (key, _), number in inside.items():
        spread[key] = max(spread.get(key, 0.0), _FURTHER * (number - 1))
    return spread


def _start(span: Span) -> int:
    return span.start


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
        elif len(toponym.span) > len(kept[-1].span):
            kept[-1] = toponym
    return tuple(kept)


def _in_order(toponyms: Iterable[Toponym]) -> tuple[Toponym, ...]:
    return tuple(sorted(toponyms, key=lambda t: (t.span.start, -t.span.end)))
