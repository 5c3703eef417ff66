"""The files of reference data, checked against themselves and each other, and the fingerprint of the set.

What the columns mean stands in `rows`. The first fault found is raised as a SeedError that names file, line and reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from borderdb.reference import rows as r
from borderdb.reference.columns import (
    FIRST,
    Column,
    Table,
    choice,
    division_code,
    fault,
    flag,
    identifier,
    member,
    names,
    number,
    read_rows,
    read_text,
)
from borderdb.reference.indicators import GAP, bare
from borderdb.reference.names import middle_names, short_names
from borderdb.reference.terms import Strength, TermClass, Unquoted

NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿0123456789")
_CODE = Column("code", identifier)
_NAME = Column("name")
_NAMES = Column("aliases", names, empty=())
_NOTE = Column("note", empty="")

TABLES: Mapping[str, Table[Any]] = {
    "divisions": Table("divisions.csv", r.Division, (Column("code", division_code(6, 9)), _NAME), ("code",)),
    "villages": Table("villages.csv", r.Village, (Column("code", division_code(12)), _NAME), ("code",)),
    "aliases": Table(
        "aliases.csv",
        r.Alias,
        (
            Column("alias"),
            Column("code", division_code(6, 9)),
            Column("kind", choice("short", "full", "former", "common")),
        ),
        ("alias", "code"),
    ),
    "border_counties": Table(
        "border_counties.csv",
        r.BorderCounty,
        (
            Column("code", division_code(6)),
            _NAME,
            Column("province"),
            Column("prefecture"),
            Column("neighbours", names),
            Column("certain", flag),
            _NOTE,
        ),
        ("code",),
    ),
    "ports": Table(
        "ports.csv",
        r.Port,
        (
            _NAME,
            Column("county_code", division_code(6)),
            Column("neighbour", names),
            _NAMES,
            Column("sources", choice("two or more", "one", "recalled")),
        ),
        ("name",),
    ),
    "programmes": Table(
        "programmes.csv",
        r.ProgrammeRow,
        (
            _CODE,
            _NAME,
            Column("kind", choice("strategy", "programme", "campaign", "mechanism", "brand")),
            Column("level", choice("national", "province", "prefecture", "county")),
            Column("region_code", division_code(6), empty=None),
            _NAMES,
            _NOTE,
        ),
        ("code",),
    ),
    "components": Table(
        "programme_components.csv",
        r.ComponentRow,
        (Column("programme", identifier), _NAME, _NAMES),
        ("programme", "name"),
    ),
    "units": Table(
        "units.csv",
        r.UnitRow,
        (
            _NAME,
            _NAMES,
            Column("dimension", identifier),
            Column("standard_unit", empty=None),
            Column("factor", number, empty=None),
            Column("classifier", flag),
        ),
        ("name",),
    ),
    "indicators": Table(
        "indicators.csv",
        r.IndicatorRow,
        (
            _CODE,
            _NAME,
            Column("name_en"),
            Column("dimension", names),
            Column("description"),
            Column("without", names, empty=()),
        ),
        ("code",),
    ),
    "wordings": Table(
        "indicator_wordings.csv",
        r.WordingRow,
        (Column("indicator", identifier), Column("wording"), Column("without", names, empty=())),
        ("indicator", "wording"),
    ),
    "outlets": Table(
        "outlets.csv",
        r.OutletRow,
        (
            _NAME,
            _NAMES,
            Column("place_code", division_code(6), empty=None),
            Column("kind", choice("newspaper", "magazine", "agency", "broadcaster", "site")),
        ),
        ("name",),
    ),
    "traps": Table(
        "traps.csv",
        r.TrapRow,
        (
            Column("word"),
            Column("looks_like", choice("unit", "number", "place")),
            Column("unless", names, empty=()),
            Column("why"),
        ),
        ("word", "looks_like"),
    ),
    "terms": Table(
        "terms.csv",
        r.TermRow,
        (Column("term"), Column("class", member(TermClass)), _NOTE),
        ("term", "class"),
    ),
    "tails": Table(
        "tails.csv",
        r.TailRow,
        (
            Column("tail"),
            Column("kind"),
            Column("strength", member(Strength)),
            Column("generic", flag),
            Column("unquoted", member(Unquoted)),
        ),
        ("tail",),
    ),
}


@dataclass(frozen=True, slots=True)
class Seeds:
    """All rows, in the order of their files, and a digest of the contents that is the same on every system."""

    divisions: tuple[r.Division, ...]
    villages: tuple[r.Village, ...]
    aliases: tuple[r.Alias, ...]
    border_counties: tuple[r.BorderCounty, ...]
    ports: tuple[r.Port, ...]
    programmes: tuple[r.ProgrammeRow, ...]
    components: tuple[r.ComponentRow, ...]
    units: tuple[r.UnitRow, ...]
    indicators: tuple[r.IndicatorRow, ...]
    wordings: tuple[r.WordingRow, ...]
    outlets: tuple[r.OutletRow, ...]
    traps: tuple[r.TrapRow, ...]
    terms: tuple[r.TermRow, ...]
    tails: tuple[r.TailRow, ...]
    fingerprint: str


def read_seeds(folder: Path) -> Seeds:
    """Read and check every file of the folder."""
    digest = hashlib.sha256()
    found: dict[str, tuple[Any, ...]] = {}
    for name, table in TABLES.items():
        text = read_text(folder / table.file)
        digest.update(f"{table.file}\0{text}\0".encode())
        found[name] = read_rows(folder / table.file, text, table)
    seeds = Seeds(**found, fingerprint=digest.hexdigest())
    for name, index, reason in _faults(seeds):
        raise fault(folder / TABLES[name].file, index + FIRST, reason)
    return seeds


Fault = tuple[str, int, str]  # the name of the table, the number of the row from 0, the reason


def _faults(seeds: Seeds) -> Iterator[Fault]:
    """What is wrong between rows and between files."""
    places = {row.code: row.name for row in seeds.divisions}
    yield from _orphans("divisions", (row.code for row in seeds.divisions), places)
    yield from _orphans("villages", (row.code for row in seeds.villages), places)
    yield from _unknown("aliases", (row.code for row in seeds.aliases), places, "place")
    yield from _unknown("border_counties", (row.code for row in seeds.border_counties), places, "place")
    yield from _misnamed(seeds.border_counties, places)
    yield from _unknown("ports", (row.county_code for row in seeds.ports), places, "place")
    yield from _unknown("programmes", (row.region_code for row in seeds.programmes), places, "place")
    yield from _unknown("outlets", (row.place_code for row in seeds.outlets), places, "place")
    programmes = {row.code for row in seeds.programmes}
    yield from _unknown("components", (row.programme for row in seeds.components), programmes, "programme")
    indicators = {row.code for row in seeds.indicators}
    yield from _unknown("wordings", (row.indicator for row in seeds.wordings), indicators, "indicator")
    yield from _shared_names("ports", ((row.name, row.aliases) for row in seeds.ports))
    yield from _shared_names("programmes", ((row.name, row.aliases) for row in seeds.programmes))
    yield from _shared_names("units", ((row.name, row.aliases) for row in seeds.units))
    yield from _shared_names("outlets", ((row.name, row.aliases) for row in seeds.outlets))
    yield from _measures(seeds.units)
    yield from _dimensions(seeds)
    yield from _wordings(seeds)
    yield from _idle_traps(seeds)


def _orphans(table: str, codes: Iterable[str], places: Collection[str]) -> Iterator[Fault]:
    """Codes of places that lie in no place of the list."""
    for index, code in enumerate(codes):
        above = code[:2] + "0000" if len(code) == 6 else code[:6]
        if above not in places:
            yield table, index, f"{code} lies in {above}, which divisions.csv does not have"


def _unknown(table: str, codes: Iterable[str | None], known: Collection[str], what: str) -> Iterator[Fault]:
    for index, code in enumerate(codes):
        if code is not None and code not in known:
            yield table, index, f"no {what} has the code {code}"


def _misnamed(counties: Iterable[r.BorderCounty], places: Mapping[str, str]) -> Iterator[Fault]:
    for index, county in enumerate(counties):
        if county.name != places[county.code]:
            yield "border_counties", index, f"{county.code} is {places[county.code]}, not {county.name}"


def _shared_names(table: str, rows: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Fault]:
    """Names that two rows bear, as name or alias."""
    bearers: dict[str, int] = {}
    for index, (name, aliases) in enumerate(rows):
        for borne in (name, *aliases):
            if borne in bearers:
                yield table, index, f"{borne} is also a name on line {bearers[borne] + FIRST}"
            bearers[borne] = index


def _measures(units: Iterable[r.UnitRow]) -> Iterator[Fault]:
    """Factors without a standard unit, and units of one dimension (money apart) with different standard units."""
    standards: dict[str, str] = {}
    for index, unit in enumerate(units):
        if (unit.standard_unit is None) != (unit.factor is None):
            yield "units", index, "standard_unit and factor must stand together"
        if unit.standard_unit is None or unit.dimension == "currency":
            continue
        standard = standards.setdefault(unit.dimension, unit.standard_unit)
        if standard != unit.standard_unit:
            yield "units", index, f"{unit.dimension} is measured in {standard} above, here in {unit.standard_unit}"


def _dimensions(seeds: Seeds) -> Iterator[Fault]:
    known = {unit.dimension for unit in seeds.units}
    for index, indicator in enumerate(seeds.indicators):
        if unknown := [name for name in indicator.dimension if name not in known]:
            yield "indicators", index, f"no unit has the dimension {unknown[0]}"


def _wordings(seeds: Seeds) -> Iterator[Fault]:
    """Wordings that no label can have, and those that mean two indicators of one dimension."""
    dimensions = {indicator.code: set(indicator.dimension) for indicator in seeds.indicators}
    meant: dict[str, list[str]] = {}
    for index, row in enumerate(seeds.wordings):
        words = row.wording.replace(GAP, "")
        if bare(words) != words or not words:
            yield "wordings", index, f"{row.wording} holds a mark, which labels are compared without"
        if forbidden := [word for word in row.without if word in words]:
            yield "wordings", index, f"{row.wording} itself holds {forbidden[0]}, so that it never fits"
        for other in meant.setdefault(row.wording, []):
            if shared := sorted(dimensions[other] & dimensions[row.indicator]):
                yield "wordings", index, f"{row.wording} also means {other}, in {shared[0]} too"
        meant[row.wording].append(row.indicator)


def _idle_traps(seeds: Seeds) -> Iterator[Fault]:
    """Traps into which nothing could fall, and exceptions to a trap that do not hold its word."""
    units = {name for unit in seeds.units for name in (unit.name, *unit.aliases)}
    divisions = (row.name for row in seeds.divisions if len(row.code) == len("230881"))
    places = {name for full in divisions for name in (full, *short_names(full), *middle_names(full))}
    places.update(row.alias for row in seeds.aliases)
    for index, trap in enumerate(seeds.traps):
        word = trap.word
        if trap.looks_like == "unit" and not any(word[:end] in units for end in range(1, len(word))):
            yield "traps", index, f"{word} begins with no unit"
        if trap.looks_like == "number" and NUMERALS.isdisjoint(word):
            yield "traps", index, f"{word} holds no numeral"
        if trap.looks_like == "place" and word not in places:
            yield "traps", index, f"{word} is the name of no division from province to county"
        if idle := [longer for longer in trap.unless if word not in longer or word == longer]:
            yield "traps", index, f"{idle[0]} is no longer word with {word} in it"
