"""Names, short forms and codes → places and what they lie in; says when a name is ambiguous.

Divisions from province to township are searched for in running text; villages are looked up only inside a county that
is already known, since there are ten times as many and half of them are called 和平村 or 红星村.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from borderdb.records import Level, Place
from borderdb.reference.names import middle_names, short_names, township_core, village_core

_RANKS = {
    Level.PROVINCE: 0,
    Level.PREFECTURE: 1,
    Level.COUNTY: 2,
    Level.ZONE: 3,
    Level.TOWNSHIP: 3,
    Level.FARM: 3,
    Level.PORT: 3,
    Level.VILLAGE: 4,
}
# Rows of the list that are no places.
_FILLERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_OFFICES = ("管理委员会", "管委会")
_TOWNSHIP_ENDS = ("镇", "乡", "街道", "街道办事处", "苏木", "农场", "牧场", "林场", "管理区")
_NO_NAMES = frozenset({"街道", "中心镇", "城乡", "国营农场", "国营林场", "国营牧场", "管理区", "农牧场"})


class Form(StrEnum):
    """How a place is called in the text: officially, by a settled other name, without its rank, or by a common word."""

    FULL = "full"
    ALIAS = "alias"
    SHORT = "short"  # 密山 for 密山市
    WORD = "word"  # 合作 for 合作市: hardly ever the place


class Match(NamedTuple):
    """A name that stands at `start:end` of the text, with every place that bears it, best known first."""

    start: int
    end: int
    name: str
    candidates: tuple[Place, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class _Names:
    """An automaton of names, with form and places of each."""

    automaton: AhoCorasick
    names: tuple[str, ...]
    forms: tuple[Form, ...]
    places: tuple[tuple[Place, ...], ...]

    @classmethod
    def build(cls, entries: Mapping[str, Mapping[Form, list[Place]]]) -> _Names:
        names = tuple(entries)
        best = [next(form for form in Form if form in entries[name]) for name in names]
        places = tuple(
            tuple(entries[name][form] + (entries[name].get(Form.ALIAS, []) if form is Form.FULL else []))
            for name, form in zip(names, best, strict=True)
        )
        return cls(AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names, tuple(best), places)

    def find(self, text: str) -> Iterator[Match]:
        for number, start, end in self.automaton.find_matches_as_indexes(text):
            yield Match(start, end, self.names[number], self.places[number], self.forms[number])


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places of the reference data. Build it once; it never changes."""

    _places: dict[str, Place]
    _upper: _Names
    _townships: _Names
    _townships_of: dict[str, dict[str, list[Place]]]
    _villages_of: dict[str, dict[str, list[Place]]]

    @classmethod
    def build(
        cls,
        divisions: Iterable[tuple[str, str]],
        *,
        villages: Iterable[tuple[str, str]] = (),
        aliases: Iterable[tuple[str, str]] = (),
        ports: Iterable[tuple[str, str]] = (),
        words: Container[str] = (),
    ) -> Gazetteer:
        """From (code, name) of divisions and villages, (alias, code), (port, code of its county), and common words."""
        named = {code: name for code, name in divisions if name not in _FILLERS}
        places = {code: _division(code, name, named) for code, name in named.items()}
        places |= {p.key: p for p in (_port(name, county) for name, county in ports)}
        upper: dict[str, dict[Form, list[Place]]] = {}
        townships: dict[str, dict[Form, list[Place]]] = {}
        townships_of: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for place in places.values():
            if place.level is Level.TOWNSHIP:
                townships_of[place.key[:6]][township_core(place.name)].append(place)
                if place.name.endswith(_TOWNSHIP_ENDS) and len(place.name) > 2 and place.name not in _NO_NAMES:
                    _add(townships, place.name, Form.FULL, place)
            else:
                for name, form in _names_of(place):
                    _add(upper, name, Form.WORD if form is Form.SHORT and name in words else form, place)
        for alias, code in aliases:
            if (owner := places.get(code)) is not None:
                _add(townships if owner.level is Level.TOWNSHIP else upper, alias, Form.ALIAS, owner)
        villages_of: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for code, name in villages:
            core = village_core(name)
            parent = code[:9] if code[:9] in places else code[:6]
            villages_of[code[:6]][core].append(Place(code, code, core, Level.VILLAGE, parent))
        return cls(
            places,
            _Names.build(upper),
            _Names.build(townships),
            {county: dict(named) for county, named in townships_of.items()},
            {county: dict(named) for county, named in villages_of.items()},
        )

    def find(self, text: str) -> Iterator[Match]:
        """Names of provinces, prefectures, counties and ports, left to right, the longest at each spot."""
        return self._upper.find(text)

    def find_townships(self, text: str) -> Iterator[Match]:
        """Names of townships; only the county tells which of them is meant, and whether any is."""
        return self._townships.find(text)

    def get(self, key: str) -> Place | None:
        """The division or port with this key. Villages are not among them."""
        return self._places.get(key)

    def parent(self, place: Place) -> Place | None:
        """The place directly above."""
        return self._places.get(place.parent) if place.parent is not None else None

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        """The places above it, nearest first."""
        above: list[Place] = []
        key = place.parent
        while key is not None and (found := self._places.get(key)) is not None:
            above.append(found)
            key = found.parent
        return tuple(above)

    def within(self, place: Place, region: Place) -> bool:
        """Whether the place is the region or lies in it."""
        return place.key == region.key or any(above.key == region.key for above in self.ancestors(place))

    def county_of(self, place: Place) -> Place | None:
        """The county-level division that the place is or lies in."""
        return next((p for p in (place, *self.ancestors(place)) if p.level is Level.COUNTY), None)

    def townships(self, county_key: str, name: str) -> tuple[Place, ...]:
        """Townships of a county by name, with or without the people it is named after (街津口赫哲族乡, 街津口乡)."""
        return tuple(self._townships_of.get(county_key, {}).get(township_core(name), ()))

    def villages(self, county_key: str, township_key: str | None, name: str) -> tuple[Place, ...]:
        """Villages of a county, or of one township in it, by name; none where that county's list is not loaded."""
        found = self._villages_of.get(county_key, {}).get(village_core(name), ())
        return tuple(v for v in found if township_key is None or v.parent == township_key)

    def has_villages(self, county_key: str) -> bool:
        """Whether the villages of the county are known by name."""
        return county_key in self._villages_of


def rank(place: Place) -> int:
    """0 for a province, 1 prefecture, 2 county, 3 township, port, farm and zone, 4 village."""
    return _RANKS[place.level]


def _names_of(place: Place) -> Iterator[tuple[str, Form]]:
    yield place.name, Form.FULL
    if place.level is Level.PORT:
        return
    for name in middle_names(place.name):
        yield name, Form.ALIAS
    for name in short_names(place.name):
        yield name, Form.SHORT


def _add(entries: dict[str, dict[Form, list[Place]]], name: str, form: Form, place: Place) -> None:
    bearers = entries.setdefault(name, {}).setdefault(form, [])
    if place not in bearers:
        bearers.append(place)


def _division(code: str, name: str, named: Container[str]) -> Place:
    for office in _OFFICES:
        name = name.removesuffix(office) or name
    if len(code) > 6:
        return Place(code, code, name, Level.TOWNSHIP, code[:6])
    if code.endswith("0000"):
        return Place(code, code, name, Level.PROVINCE, None)
    province, prefecture = code[:2] + "0000", code[:4] + "00"
    if code == prefecture:
        return Place(code, code, name, Level.PREFECTURE, province)
    # The districts of 北京市 and the county-level cities of 海南省 have no prefecture between them and the province.
    return Place(code, code, name, Level.COUNTY, prefecture if prefecture in named else province)


def _port(name: str, county: str) -> Place:
    return Place(f"{county}/{name}", None, name, Level.PORT, county)
