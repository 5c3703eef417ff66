"""Place mentions, then the places they mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from borderdb.extract.pointers import find_pointers, resolve_pointers
from borderdb.extract.settlements import find_settlements
from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Form, Gazetteer, rank
from borderdb.text.articles import Article

_RULES = {Form.FULL: "name", Form.ALIAS: "alias", Form.SHORT: "short", Form.WORD: "word"}
_BARE = ("short", "word")
_GOES_ON = re.compile(r"市场|市值|市容|县域|区域|区别|旗帜|旗舰|乡村|乡土|省会|镇静")
_HEADLINE = 3  # mentions that one in the headline is worth


def find_toponyms(article: Article, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Every name that may be a place, with its candidates, and every word that points to one (全市, 该旗)."""
    names = (
        Toponym(Span(m.start, m.end), None, m.candidates, True, _RULES[m.form])
        for m in gazetteer.find(article.text)
        if not _goes_on(article.text, m.end)
    )
    townships = (
        Toponym(Span(m.start, m.end), None, m.candidates, True, "township")
        for m in gazetteer.find_townships(article.text)
        if not _goes_on(article.text, m.end)
    )
    return in_order((*names, *townships, *find_pointers(article.text)))


def resolve_toponyms(article: Article, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The mentions that name a place or point to one, with the place where one candidate is left.

    Names without their rank need evidence and are dropped without it; an ambiguous full name is kept without a place.
    """
    names = _linked([t for t in toponyms if t.named and t.rule != "township"], gazetteer)
    names = _supported(names, gazetteer)
    settlements = find_settlements(article.text, names, [t for t in toponyms if t.rule == "township"], gazetteer)
    named = without_overlaps((*settlements, *names))
    pointers = [t for t in toponyms if not t.named]
    region = find_region(article, (*named, *pointers), gazetteer)
    return in_order((*named, *resolve_pointers(article, named, pointers, region, gazetteer)))


def find_region(article: Article, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Place | None:
    """The place the story is about: the one named most, in the headline above all; None where none is named."""
    weights: Counter[str] = Counter()
    places: dict[str, Place] = {}
    headline_end = article.headings[0].end if article.headings and article.headings[0].start == 0 else 0
    for toponym in toponyms:
        if toponym.place is not None and toponym.place.level is not Level.PORT:
            places.setdefault(toponym.place.key, toponym.place)
            weights[toponym.place.key] += _HEADLINE if toponym.span.end <= headline_end else 1
    if not weights:
        return None
    first = {key: number for number, key in enumerate(places)}
    best = max(weights, key=lambda key: (weights[key], -rank(places[key]), -first[key]))
    return places[best]


def in_order(toponyms: Iterable[Toponym]) -> tuple[Toponym, ...]:
    """By where they stand, the longer first."""
    return tuple(sorted(toponyms, key=lambda t: (t.span.start, -t.span.end)))


def without_overlaps(toponyms: Iterable[Toponym]) -> tuple[Toponym, ...]:
    """The mentions without those that share characters with an earlier or longer one."""
    kept: list[Toponym] = []
    for toponym in in_order(toponyms):
        if not kept or toponym.span.start >= kept[-1].span.end:
            kept.append(toponym)
    return tuple(kept)


def _goes_on(text: str, end: int) -> bool:
    """Whether the last character of a name belongs to the next word: 合作市|场, 富民县|域."""
    return _GOES_ON.match(text, end - 1) is not None


def _linked(names: Sequence[Toponym], gazetteer: Gazetteer) -> list[Toponym]:
    """Names that follow each other without a gap narrow each other: 辽宁|丹东市|宽甸县."""
    linked = list(names)
    for step in (range(1, len(linked)), range(len(linked) - 1, 0, -1)):
        for i in step:
            outer, inner = linked[i - 1], linked[i]
            if outer.span.end != inner.span.start:
                continue
            pairs = [
                (o, p) for o in outer.candidates for p in inner.candidates if o.key != p.key and gazetteer.within(p, o)
            ]
            if pairs:
                linked[i - 1] = _narrowed(outer, [o for o, _ in pairs], "chain")
                linked[i] = _narrowed(inner, [p for _, p in pairs], "chain")
    return linked


def _narrowed(toponym: Toponym, places: Sequence[Place], rule: str) -> Toponym:
    left = tuple(dict.fromkeys(places))
    return Toponym(toponym.span, left[0] if len(left) == 1 else None, left, toponym.named, rule)


def _supported(names: Sequence[Toponym], gazetteer: Gazetteer) -> list[Toponym]:
    """Settles names by those that are sure; drops short names that nothing in the story supports."""
    sure = {t.candidates[0].key: t.candidates[0] for t in names if t.rule not in _BARE and len(t.candidates) == 1}
    around = {p.key for place in sure.values() for p in (place, *gazetteer.ancestors(place))}
    settled: list[Toponym] = []
    for name in names:
        candidates = _best(name, sure, around, gazetteer)
        if candidates:
            settled.append(_narrowed(name, candidates, name.rule))
        elif name.rule not in _BARE:
            settled.append(name)
    return settled


def _best(name: Toponym, sure: dict[str, Place], around: set[str], gazetteer: Gazetteer) -> tuple[Place, ...]:
    named = tuple(p for p in name.candidates if p.key in sure)
    if named or name.rule == "word":
        return named
    if name.rule == "short":
        provinces = tuple(p for p in name.candidates if p.level is Level.PROVINCE)
        return provinces or tuple(p for p in name.candidates if p.parent in around and not p.name.endswith("区"))
    if len(name.candidates) == 1:
        return name.candidates
    return tuple(p for p in name.candidates if p.parent in around)
