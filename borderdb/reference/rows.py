"""The rows of the seed files, one type per file, its fields the columns and their meaning.

Several names in one cell are joined by `、`. A place is named by its division code: 6 digits down to the county, 9
for a township, 12 for a village.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from borderdb.reference.terms import Strength, TermClass, Unquoted


class Division(NamedTuple):
    """divisions.csv: a province, prefecture, county or township.

    It lies in the nearest division whose code its own begins with: 230881204 in 230881, 230881 in 230800.
    """

    code: str
    name: str  # the official name, as the division list prints it


class Village(NamedTuple):
    """villages.csv: a village or community of a land border county."""

    code: str
    name: str  # without 村委会 or 居委会


class Alias(NamedTuple):
    """aliases.csv: another name of a division that no rule gives."""

    alias: str
    code: str  # of the place that is meant
    kind: str  # short (新左旗), full (街津口赫哲族乡), former (a name it had), common (what people say)


class BorderCounty(NamedTuple):
    """border_counties.csv: a county on the land border."""

    code: str
    name: str
    province: str
    prefecture: str
    neighbours: tuple[str, ...]  # the countries beyond, by their short Chinese names
    certain: bool  # only these count as border; some lists have the others too
    note: str


class Port(NamedTuple):
    """ports.csv: a port of entry on the land border."""

    name: str  # with 口岸
    county_code: str
    neighbour: tuple[str, ...]
    aliases: tuple[str, ...]  # its parts and former names: 满洲里公路口岸
    sources: str  # on how many sources the row rests


class ProgrammeRow(NamedTuple):
    """programmes.csv: a framework that a government names and that several initiatives serve."""

    code: str
    name: str
    kind: str  # strategy, programme, campaign
    level: str  # national, province, prefecture, county
    region_code: str | None  # None for the whole country
    aliases: tuple[str, ...]
    note: str


class ComponentRow(NamedTuple):
    """programme_components.csv: a named pillar of a programme, in the programme's own order."""

    programme: str
    name: str
    aliases: tuple[str, ...]


class UnitRow(NamedTuple):
    """units.csv: what figures are measured in. 万 and 亿 are multipliers, no units."""

    name: str  # as printed
    aliases: tuple[str, ...]  # other spellings that are read as this unit
    dimension: str  # count, person, mass, area, currency …
    standard_unit: str | None  # of the dimension, None where nothing converts
    factor: Decimal | None  # standard units in one of it; written 2000/3 where no decimal is exact
    classifier: bool  # a measure word that only counts: 个, 名, 户


class IndicatorRow(NamedTuple):
    """indicators.csv: what figures of many articles have in common, so that they compare."""

    code: str
    name: str
    name_en: str
    dimension: tuple[str, ...]  # of the units its figures may have
    description: str
    without: tuple[str, ...] = ()  # words that must not be in a label, whatever its wording


class WordingRow(NamedTuple):
    """indicator_wordings.csv: words at the end of a label that count as an indicator."""

    indicator: str
    wording: str  # … stands for anything: 集体经济…元…村
    without: tuple[str, ...]  # words that must not be in the label


class OutletRow(NamedTuple):
    """outlets.csv: a newspaper, magazine, agency or site."""

    name: str
    aliases: tuple[str, ...]
    place_code: str | None  # the place it reports on, None for the whole country
    kind: str  # newspaper, magazine, agency, broadcaster, site


class TrapRow(NamedTuple):
    """traps.csv: a word that looks like a unit, a number or a place and is none."""

    word: str
    looks_like: str  # unit: what follows a number (5名单); number: holds one (进一步); place: is also one (合作)
    unless: tuple[str, ...]  # longer words that begin like it and are sound: 项目 is a trap, 项目标 is 项 and 目标
    why: str


class TermRow(NamedTuple):
    """terms.csv: a word that tells a named undertaking from other quoted words."""

    term: str
    term_class: TermClass
    note: str


class TailRow(NamedTuple):
    """tails.csv: a generic tail of names: 行动, 工程, 大讲堂."""

    tail: str
    kind: str
    strength: Strength
    generic: bool
    unquoted: Unquoted
