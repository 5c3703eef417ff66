"""Names, short forms and codes → places and what they lie in; says when a name is ambiguous.

Provinces, prefectures, counties and ports are searched for in running text. Townships are looked up by name, and
villages only inside a county that is already known: there are ten times as many, and half are called 和平村.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from borderdb.records import Level, Place
from borderdb.reference.names import (
    level_of,
    middle_names,
    one_spelling,
    port_parts,
    short_names,
    township_core,
    village_core,
)

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
_PORT_KINDS = ("公路", "铁路", "水运", "航空")  # what may make one place name two ports
_OFFICES = ("管理委员会", "管委会")


class Form(StrEnum):
    """How a place is called in the text: officially, by a settled other name, without its rank, or by a common word."""

    FULL = "full"
    ALIAS = "alias"
    SHORT = "short"  # 密山 for 密山市
    WORD = "word"  # 合作 for 合作市: hardly ever the place


class Match(NamedTuple):
    """A name that stands at `start:end` of the text, with every place that bears it in this form."""

    start: int
    end: int
    candidates: tuple[Place, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places of the reference data. Build it once; it never changes."""

    _upper: dict[str, Place]
    _lines: dict[str, tuple[Place, ...]]  # each upper place with all above it, nearest first
    _townships: dict[str, str]
    _township_codes: dict[str, list[str]]
    _village_codes: dict[str, dict[str, list[str]]]  # by name and county
    _village_counties: frozenset[str]
    _ports: dict[str, Place]
    _homes: dict[str, str]  # outlet → key of the place it reports on
    _automaton: AhoCorasick
    _bearers: tuple[tuple[tuple[Place, ...], Form], ...]

    @classmethod
    def build(
        cls,
        divisions: Iterable[tuple[str, str]],
        *,
        villages: Iterable[tuple[str, str]] = (),
        aliases: Iterable[tuple[str, str]] = (),
        ports: Iterable[tuple[str, str]] = (),
        words: Container[str] = (),
        outlets: Iterable[tuple[str, str]] = (),
    ) -> Gazetteer:
        """From (code, name) of divisions and villages, (alias, code), (port, code of its county), common words, and
        (newspaper, code of its place).

        A short name that is also a common word (合作, 安宁) is told apart, for it needs more to be believed.
        """
        named = {code: _without_office(name) for code, name in divisions if name not in _FILLERS}
        upper = {code: _division(code, name, named) for code, name in named.items() if len(code) == 6}
        port_named = {name: _port(name, county) for name, county in ports}
        upper |= {port.key: port for port in port_named.values()}
        townships = {code: name for code, name in named.items() if len(code) > 6}
        township_codes: dict[str, list[str]] = {}
        for code, name in townships.items():
            township_codes.setdefault(township_core(name), []).append(code)
        names = _Names(words)
        for place in upper.values():
            names.add_all(place)
        for alias, code in aliases:
            if code in upper:
                names.add(alias, Form.ALIAS, upper[code])
                if upper[code].level is Level.PORT:
                    port_named[alias] = upper[code]
            elif code in townships and code not in township_codes.setdefault(township_core(alias), []):
                township_codes[township_core(alias)].append(code)
        village_codes: dict[str, dict[str, list[str]]] = {}
        for code, name in villages:
            village_codes.setdefault(village_core(name), {}).setdefault(code[:6], []).append(code)
        village_counties = frozenset(county for counties in village_codes.values() for county in counties)
        lines = {key: _line(place, upper) for key, place in upper.items()}
        return cls(
            upper,
            lines,
            townships,
            township_codes,
            village_codes,
            village_counties,
            port_named,
            dict(outlets),
            *names.searched(),
        )

    def find(self, text: str) -> Iterator[Match]:
        """Names of provinces, prefectures, counties and ports, also where they overlap or lie in each other."""
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield Match(start, end, *self._bearers[number])

    def get(self, key: str) -> Place | None:
        """The place with this key: a division or port of the list, or one read by its pattern (230382/八五五农场).

        Villages of the list are not among them.
        """
        if (place := self._upper.get(key)) is not None:
            return place
        if (name := self._townships.get(key)) is not None:
            return Place(key, key, name, Level.TOWNSHIP, key[:6])
        parent, slash, name = key.rpartition("/")
        return Place(key, None, name, level_of(name), parent) if slash and self.get(parent) is not None else None

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        """The places above it, nearest first."""
        if place.parent is None:
            return ()
        line = self._lines.get(place.parent)
        if line is not None:
            return line
        parent = self.get(place.parent)
        return (parent, *self.ancestors(parent)) if parent is not None else ()

    def within(self, place: Place, region: Place) -> bool:
        """Whether the place is the region or lies in it."""
        return place.key == region.key or region.key in [above.key for above in self.ancestors(place)]

    def county_of(self, place: Place) -> Place | None:
        """The county that the place is or lies in; a prefecture without counties (东莞市) stands for one."""
        for one in (place, *self.ancestors(place)):
            if one.level is Level.COUNTY:
                return one
        return self._upper.get(place.key[:6]) if len(place.key) > len("441900") else None

    def townships(self, name: str) -> tuple[Place, ...]:
        """Every township of this name, with or without the people it is named after (街津口赫哲族乡, 街津口乡)."""
        codes = self._township_codes.get(township_core(name))
        if codes is None:
            return ()
        return tuple(Place(code, code, self._townships[code], Level.TOWNSHIP, code[:6]) for code in codes)

    def port(self, name: str) -> Place | None:
        """The port of this name. The list has 珲春公路口岸 and 珲春铁路口岸: two; 凭祥铁路口岸 is 凭祥口岸."""
        base, kind = port_parts(name)
        port = self._ports.get(name) or self._ports.get(base)
        if port is None or port.parent is None or kind not in _PORT_KINDS:
            return port
        kinds = {k for k in _PORT_KINDS if self._ports.get(base.removesuffix("口岸") + k + "口岸") == port}
        return Place(f"{port.parent}/{name}", None, name, Level.PORT, port.parent) if len(kinds) > 1 else port

    def home(self, outlet: str) -> Place | None:
        """The place that a newspaper reports on: as the list says, else the one that its name begins with."""
        if outlet in self._homes:
            return self.get(self._homes[outlet])
        names = [match for match in self.find(outlet) if match.start == 0 and match.form is not Form.WORD]
        places = max(names, key=lambda match: match.end).candidates if names else ()
        return next((p for p in places if rank(p) == min(map(rank, places)) and not _is_district(p)), None)

    def has_villages(self, county_key: str) -> bool:
        """Whether the list has the villages of the county: it has those of the counties on the land border."""
        return county_key in self._village_counties

    def is_village(self, name: str) -> bool:
        """Whether the list has a village of this name, in whatever county."""
        return one_spelling(name) in self._village_codes

    def villages(self, county_key: str, township_key: str | None, name: str) -> tuple[Place, ...]:
        """Villages of a county, or of one township in it, by name; none where that county's list is not loaded."""
        core = one_spelling(name)
        named = self._village_codes.get(core, {}).get(county_key, ())
        codes = (c for c in named if township_key is None or c[:9] == township_key)
        return tuple(Place(c, c, core, Level.VILLAGE, c[:9] if c[:9] in self._townships else c[:6]) for c in codes)

    def villages_around(self, prefecture: Place, name: str) -> tuple[Place, ...]:
        """Villages of this name in any county of the prefecture whose list is loaded."""
        named = self._village_codes.get(one_spelling(name), {})
        counties = (key for key in named if key[:4] == prefecture.key[:4])
        return tuple(village for key in counties for village in self.villages(key, None, name))


class _Names:
    """Names as they are gathered, each with its forms and bearers."""

    def __init__(self, words: Container[str]) -> None:
        self._words = words
        self._bearers: dict[str, dict[Form, list[Place]]] = {}

    def add(self, name: str, form: Form, place: Place) -> None:
        bearers = self._bearers.setdefault(name, {}).setdefault(form, [])
        if place not in bearers:
            bearers.append(place)

    def add_all(self, place: Place) -> None:
        """Everything the place is called."""
        self.add(place.name, Form.FULL, place)
        if place.level is Level.PORT:
            return
        for name in middle_names(place.name):
            self.add(name, Form.ALIAS, place)
        for name in short_names(place.name):
            self.add(name, Form.WORD if name in self._words else Form.SHORT, place)

    def searched(self) -> tuple[AhoCorasick, tuple[tuple[tuple[Place, ...], Form], ...]]:
        """The automaton, and for each of its names the bearers in its best form (宽甸县: by alias only)."""
        best = ((forms, min(forms, key=list(Form).index)) for forms in self._bearers.values())
        bearers = tuple((tuple(forms[form]), form) for forms, form in best)
        return AhoCorasick(list(self._bearers), matchkind=MatchKind.Standard), bearers


def rank(place: Place) -> int:
    """0 for a province, 1 prefecture, 2 county, 3 township, port, farm and zone, 4 village."""
    return _RANKS[place.level]


def rank_of(level: Level) -> int:
    """The rank of any place of a level."""
    return _RANKS[level]


def _line(place: Place, upper: Mapping[str, Place]) -> tuple[Place, ...]:
    parent = upper.get(place.parent) if place.parent is not None else None
    return (place, *_line(parent, upper)) if parent is not None else (place,)


def _is_district(place: Place) -> bool:
    return place.level is Level.COUNTY and place.name.endswith("区")


def _without_office(name: str) -> str:
    for office in _OFFICES:
        name = name.removesuffix(office) or name
    return name


def _division(code: str, name: str, named: Container[str]) -> Place:
    if code.endswith("0000"):
        return Place(code, code, name, Level.PROVINCE, None)
    province, prefecture = code[:2] + "0000", code[:4] + "00"
    if code == prefecture:
        return Place(code, code, name, Level.PREFECTURE, province)
    # The districts of 北京市 and the county-level cities of 海南省 have no prefecture between them and the province.
    return Place(code, code, name, Level.COUNTY, prefecture if prefecture in named else province)


def _port(name: str, county: str) -> Place:
    return Place(f"{county}/{name}", None, name, Level.PORT, county)
