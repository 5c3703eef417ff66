"""One village under several names in one story, which is one place: 抓吉村 and 抓吉赫哲族村."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from borderdb.records import Level, Place, Toponym
from borderdb.reference.names import without_people


def as_one(found: Collection[Toponym], text: str) -> Iterator[Toponym]:
    """The villages found in a story, each as the same place wherever it is named."""
    return _with_people(tuple(_as_printed_whole(found, text)))


def _with_people(found: Sequence[Toponym]) -> Iterator[Toponym]:
    """A village that no list has under its full name throughout: 抓吉村 is 抓吉赫哲族村 where the story has both."""
    full: dict[tuple[str, str], Place] = {}
    for place in (t.place for t in found):
        if place is not None and place.code is None and place.name.endswith("族村"):
            full[_county_of(place), without_people(place.name)] = place
    for toponym in found:
        place = toponym.place
        other = full.get((_county_of(place), place.name)) if full and place is not None and place.code is None else None
        yield toponym if other is None else replace(toponym, place=other, candidates=(other,))


def _county_of(village: Place) -> str:
    return (village.parent or "")[:6]


def _as_printed_whole(found: Collection[Toponym], text: str) -> Iterator[Toponym]:
    """A village that one spot prints with its township is that one everywhere, not a namesake in another township."""
    townships = {t.span.end for t in found if t.place is not None and t.place.level is Level.TOWNSHIP}
    whole = {t.span.of(text): t.place for t in found if t.span.start in townships and t.place is not None}
    for toponym in found:
        place, other = toponym.place, whole.get(toponym.span.of(text))
        if place is not None and other is not None and place != other and toponym.span.start not in townships:
            yield replace(toponym, place=other, candidates=(other,))
        else:
            yield toponym
