"""The counties that a story has made known, and which of them is nearest to a spot of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from itertools import islice

from borderdb.extract.settlementnames import begins_name
from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Gazetteer, rank

_TOWNSHIP = 3  # rank
_NEAR = 20  # places and counties that are tried: a page of link spam names hundreds


class Counties:
    """Looks up townships and villages by name: in the place printed before them, else in the counties nearest by."""

    def __init__(self, text: str, names: Sequence[Toponym], region: Place | None, gazetteer: Gazetteer) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._spans = [name.span for name in names]
        self._starts = [span.start for span in self._spans]
        self._ending = {name.span.end: name for name in names}
        self._events: list[tuple[int, str, str]] = []  # offset, county, township or ""
        self._ordered: tuple[tuple[int, int], tuple[Place, ...]] = ((-1, -1), ())  # the order asked for last
        self._known: dict[str, Place] = {}
        self._around: set[str] = set()
        for name in names:
            if name.place is not None:
                self.know(name.place, name.span)
        self.region = region if region is not None and rank(region) < _TOWNSHIP else None
        self.own = gazetteer.county_of(region) if region is not None else None
        if self.own is not None:
            self._known.setdefault(self.own.key, self.own)
            self._around |= {p.key for p in (self.own, *gazetteer.ancestors(self.own))}

    def know(self, place: Place, span: Span) -> None:
        """The place is spoken of at the span."""
        self._around |= {p.key for p in (place, *self._gazetteer.ancestors(place))}
        county = self._gazetteer.county_of(place)
        if county is not None:
            self._known.setdefault(county.key, county)
            township = place.key if rank(place) == _TOWNSHIP else ""
            insort(self._events, (span.start, county.key, township))

    def knows(self, key: str | None) -> bool:
        """Whether the place of this key, or one inside it, has been spoken of so far."""
        return key in self._around

    def last_before(self, offset: int) -> Span | None:
        """The last name found before that begins before the offset."""
        number = bisect_left(self._starts, offset) - 1
        return self._spans[number] if number >= 0 else None

    def places_by_end(self) -> dict[int, Place | None]:
        """The places of the names, by the offset where each name ends."""
        return {end: name.place for end, name in self._ending.items()}

    def ending_at(self, offset: int) -> Place | None:
        """The place whose name ends at the offset."""
        name = self._ending.get(offset)
        return name.place if name is not None else None

    def begin_of(self, end: int) -> int:
        """Where the name begins that ends at the offset."""
        return self._ending[end].span.start if end in self._ending else end

    def nearest(self, offset: int) -> Place | None:
        """The county spoken of last before the offset, else the story's own, else the first that it names."""
        return next(iter(self._in_order(offset)), None)

    def township_before(self, offset: int) -> Place | None:
        """The township spoken of last before the offset, if no other county has been since."""
        number = bisect_right(self._events, offset, key=_offset)
        for _, county, township in reversed(self._events[max(number - _NEAR, 0) : number]):
            if county != self._events[number - 1][1]:
                break
            if township:
                return self._gazetteer.get(township)
        return None

    def townships(self, name: str, start: int, outer: Place | None) -> tuple[Place, ...]:
        """The townships of a name that may be meant at `start`, right after `outer`; several where nothing decides."""
        places = self._gazetteer.townships(name)
        if not places:
            return ()
        if outer is not None and rank(outer) < _TOWNSHIP:
            places = tuple(p for p in places if self._gazetteer.within(p, outer))
        if len(places) < 2 and outer is not None:
            return places
        for county in self._in_order(start):
            if inside := tuple(p for p in places if p.parent == county.key):
                return inside
        for depth in (4, 2):  # digits of the code that tell the prefecture and the province
            near = tuple(p for p in places if p.key[:depth].ljust(6, "0") in self._around)
            if near and (len(near) > 1 or begins_name(self._text, start)):
                return near
        return places if len(places) == 1 and not self._known and begins_name(self._text, start) else ()

    def villages(self, name: str, start: int, outer: Place | None) -> tuple[Place, ...]:
        """The villages of a name that may be meant at `start`, right after `outer`; several where nothing decides."""
        if outer is not None and rank(outer) == _TOWNSHIP:
            township = outer.code  # one that no list has (a misprint, say) does not help to find the village
            return self._gazetteer.villages(outer.key[:6], township, name)
        for county in self._in_order(start):
            if outer is not None and not self._gazetteer.within(county, outer):
                continue
            if places := self._gazetteer.villages(county.key, None, name):
                return self._narrowed(places, county, start) if len(places) > 1 else places
        if outer is not None and outer.level is Level.PREFECTURE:
            return self._gazetteer.villages_around(outer, name)
        return ()

    def village_around(self, name: str) -> Place | None:
        """The only village of a name in the prefecture of the story, whichever of its counties it lies in."""
        above = (self.region, *self._gazetteer.ancestors(self.region)) if self.region is not None else ()
        prefecture = next((place for place in above if place.level is Level.PREFECTURE), None)
        places = self._gazetteer.villages_around(prefecture, name) if prefecture is not None else ()
        return places[0] if len(places) == 1 else None

    def _narrowed(self, places: tuple[Place, ...], county: Place, start: int) -> tuple[Place, ...]:
        """Those in the township of the county that was spoken of last before `start`, or the only ones in any."""
        number = bisect_right(self._events, start, key=_offset)
        near = (*reversed(self._events[max(number - _NEAR, 0) : number]), *self._events[number : number + _NEAR])
        for _, key, township in near:
            if key == county.key and township:
                inside = tuple(p for p in places if p.parent == township)
                if inside:
                    return inside
        return places

    def _in_order(self, start: int) -> tuple[Place, ...]:
        number = bisect_right(self._events, start, key=_offset)
        if self._ordered[0] != (number, len(self._events)):
            last = self._known[self._events[number - 1][1]] if number else None
            order = (last, self.own, *islice(self._known.values(), _NEAR))
            counties = {county.key: county for county in order if county is not None}
            self._ordered = (number, len(self._events)), tuple(counties.values())
        return self._ordered[1]


def _offset(event: tuple[int, str, str]) -> int:
    return event[0]
