"""All reference data in one frozen value, as the stages need it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from borderdb.reference.finder import Finder
from borderdb.reference.gazetteer import Gazetteer
from borderdb.reference.indicators import Indicators
from borderdb.reference.rows import ComponentRow, OutletRow, ProgrammeRow
from borderdb.reference.seeds import Seeds, read_seeds
from borderdb.reference.terms import Tail, Terms
from borderdb.reference.units import Units
from borderdb.settings import seeds_folder


@dataclass(frozen=True, slots=True)
class Component:
    """A named pillar of a programme."""

    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A framework that a government names. `region_code` is None for the whole country."""

    code: str
    name: str
    aliases: tuple[str, ...]
    components: tuple[Component, ...]
    kind: str
    level: str
    region_code: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All reference data.

    `tables` are the rows it was made of, `outlets` the names of papers, longest first; `programme_names` finds
    programmes by their names and aliases.
    """

    gazetteer: Gazetteer
    units: Units
    programmes: tuple[Programme, ...]
    programme_names: Finder[Programme]
    indicators: Indicators
    terms: Terms
    outlets: tuple[str, ...]
    tables: Seeds = field(repr=False)
    fingerprint: str


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Read and check the seeds of a folder, by default borderdb's own; SeedError where a line is at fault."""
    with _all_kept():
        return build_lexicon(read_seeds(seeds_folder() if folder is None else folder))


@contextmanager
def _all_kept() -> Iterator[None]:
    """Without looking for garbage: to go through what is made here, which all stays, takes longer than to make it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def build_lexicon(seeds: Seeds) -> Lexicon:
    """The reference data made of checked rows."""
    programmes = tuple(_programme(row, seeds.components) for row in seeds.programmes)
    ports = {row.name: f"{row.county_code}/{row.name}" for row in seeds.ports}
    return Lexicon(
        gazetteer=Gazetteer.build(
            seeds.divisions,
            villages=seeds.villages,
            aliases=[
                *((row.alias, row.code) for row in seeds.aliases),
                *((alias, ports[row.name]) for row in seeds.ports for alias in row.aliases),
            ],
            ports=((row.name, row.county_code) for row in seeds.ports),
            words=frozenset(row.word for row in seeds.traps if row.looks_like == "place"),
            outlets=(
                (name, row.place_code) for row in seeds.outlets if row.place_code for name in (row.name, *row.aliases)
            ),
        ),
        units=Units.build(seeds.units, seeds.traps),
        programmes=programmes,
        programme_names=Finder.build({name: p for p in programmes for name in (p.name, *p.aliases)}),
        indicators=Indicators.build(seeds.indicators, seeds.wordings),
        terms=Terms.build(
            ((row.term, row.term_class) for row in seeds.terms),
            (Tail(row.tail, row.kind, row.strength, row.generic, row.unquoted) for row in seeds.tails),
        ),
        outlets=_names(seeds.outlets),
        tables=seeds,
        fingerprint=seeds.fingerprint,
    )


def _programme(row: ProgrammeRow, components: tuple[ComponentRow, ...]) -> Programme:
    pillars = tuple(Component(part.name, part.aliases) for part in components if part.programme == row.code)
    return Programme(row.code, row.name, row.aliases, pillars, row.kind, row.level, row.region_code)


def _names(outlets: tuple[OutletRow, ...]) -> tuple[str, ...]:
    names = {name for row in outlets for name in (row.name, *row.aliases)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
