"""Reference data as `ingest` mirrors it from the seeds, and the places that were found beyond it."""

from __future__ import annotations

from sqlalchemy import Double, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from borderdb.db.base import Base, one_of, yes_or_no
from borderdb.records import Level


class PlaceRow(Base):
    """A place. The names of what lies above it are kept with it, so that views stay simple."""

    __tablename__ = "places"
    __table_args__ = (
        one_of("level", Level),
        one_of("origin", ("reference", "found", "retired")),
        yes_or_no("is_border"),
        {"comment": "Places: divisions, ports and farms of the seeds, and places found by pattern in a known county"},
    )

    place_key: Mapped[str] = mapped_column(
        Text, primary_key=True, comment="The division code, or the key of the parent, a slash and the name"
    )
    code: Mapped[str | None] = mapped_column(
        Text, unique=True, comment="Statistical division code of 6, 9 or 12 digits; NULL for what has none"
    )
    name: Mapped[str] = mapped_column(Text, index=True, comment="The full official name")
    level: Mapped[str] = mapped_column(
        Text, comment="Rank: province, prefecture, county, township, village, port, farm or zone"
    )
    parent_key: Mapped[str | None] = mapped_column(
        ForeignKey("places.place_key"), index=True, comment="The place directly above; NULL at the top"
    )
    depth: Mapped[int] = mapped_column(comment="How many places lie above this one")
    parent: Mapped[str | None] = mapped_column(Text, comment="Name of the place directly above")
    province: Mapped[str | None] = mapped_column(Text, comment="Name of the province it is or lies in")
    prefecture: Mapped[str | None] = mapped_column(Text, comment="Name of the prefecture it is or lies in")
    county: Mapped[str | None] = mapped_column(Text, comment="Name of the county it is or lies in")
    is_border: Mapped[int] = mapped_column(comment="1 for a land border county and all that lies in it, else 0")
    origin: Mapped[str] = mapped_column(
        Text, comment="reference (of the seeds), found (by pattern), retired (gone from the seeds, still referred to)"
    )


class PlaceAliasRow(Base):
    """Another name of a place."""

    __tablename__ = "place_aliases"
    __table_args__ = ({"comment": "Other names of places: short forms, abbreviations, old names"},)

    place_key: Mapped[str] = mapped_column(
        ForeignKey("places.place_key"), primary_key=True, comment="The place that is meant"
    )
    alias: Mapped[str] = mapped_column(Text, primary_key=True, index=True, comment="The other name")
    kind: Mapped[str] = mapped_column(Text, comment="short, full, former or common; part for a part of a port")


class BorderCountyRow(Base):
    """A county on the land border."""

    __tablename__ = "border_counties"
    __table_args__ = (
        yes_or_no("certain"),
        {"comment": "Counties on the land border of China, with their neighbours"},
    )

    place_key: Mapped[str] = mapped_column(ForeignKey("places.place_key"), primary_key=True, comment="The county")
    neighbours: Mapped[str] = mapped_column(Text, comment="The countries it borders on, joined by 、")
    certain: Mapped[int] = mapped_column(
        comment="1 where all lists agree, 0 where some leave it out: these are no border"
    )
    note: Mapped[str | None] = mapped_column(Text, comment="What is uncertain about it")


class PortRow(Base):
    """A port of entry on the land border."""

    __tablename__ = "ports"
    __table_args__ = ({"comment": "Ports of entry on the land border"},)

    place_key: Mapped[str] = mapped_column(ForeignKey("places.place_key"), primary_key=True, comment="The port itself")
    neighbours: Mapped[str | None] = mapped_column(Text, comment="The countries on the other side, joined by 、")
    sources: Mapped[str | None] = mapped_column(Text, comment="On how many sources the row rests")


class ProgrammeRow(Base):
    """A framework that a government names and that initiatives serve."""

    __tablename__ = "programmes"
    __table_args__ = (
        yes_or_no("retired"),
        {"comment": "Programmes: frameworks that a government names and that initiatives serve"},
    )

    programme_code: Mapped[str] = mapped_column(Text, primary_key=True, comment="The programme's code in the seeds")
    name: Mapped[str] = mapped_column(Text, index=True, comment="The programme's full name")
    kind: Mapped[str | None] = mapped_column(Text, comment="What it is: a programme, a strategy, a campaign")
    level: Mapped[str | None] = mapped_column(Text, comment="The level of government that set it up")
    region_key: Mapped[str | None] = mapped_column(
        ForeignKey("places.place_key"), comment="The region it belongs to; NULL for the whole country"
    )
    note: Mapped[str | None] = mapped_column(Text, comment="What else is known of it")
    retired: Mapped[int] = mapped_column(comment="1 when it has gone from the seeds and facts still refer to it")


class ProgrammeAliasRow(Base):
    """Another name of a programme."""

    __tablename__ = "programme_aliases"
    __table_args__ = ({"comment": "Other names of programmes"},)

    programme_code: Mapped[str] = mapped_column(
        ForeignKey("programmes.programme_code"), primary_key=True, comment="The programme that is meant"
    )
    alias: Mapped[str] = mapped_column(Text, primary_key=True, comment="The other name")


class ProgrammeComponentRow(Base):
    """A named pillar of a programme."""

    __tablename__ = "programme_components"
    __table_args__ = ({"comment": "The named pillars of programmes"},)

    programme_code: Mapped[str] = mapped_column(
        ForeignKey("programmes.programme_code"), primary_key=True, comment="The programme"
    )
    name: Mapped[str] = mapped_column(Text, primary_key=True, comment="The pillar's name")
    ordinal: Mapped[int] = mapped_column(comment="Its place in the programme's own order, from 1")
    aliases: Mapped[str | None] = mapped_column(Text, comment="Its other names, joined by 、")


class UnitRow(Base):
    """What figures are measured in."""

    __tablename__ = "units"
    __table_args__ = (
        yes_or_no("classifier"),
        {"comment": "Units, with what one of them is in the standard unit of its dimension"},
    )

    unit: Mapped[str] = mapped_column(Text, primary_key=True, comment="The unit as printed: 亩, 万吨 is 吨 with 万")
    aliases: Mapped[str | None] = mapped_column(Text, comment="Other spellings of it, joined by 、")
    dimension: Mapped[str] = mapped_column(Text, comment="What it measures: mass, area, money, people")
    standard_unit: Mapped[str | None] = mapped_column(Text, comment="kg, m, m², CNY, person; NULL if none converts")
    factor: Mapped[float | None] = mapped_column(Double, comment="How many standard units one of it is")
    classifier: Mapped[int] = mapped_column(comment="1 for a measure word that only counts: 个, 名, 户")


class IndicatorRow(Base):
    """What figures of many articles have in common."""

    __tablename__ = "indicators"
    __table_args__ = (
        yes_or_no("retired"),
        {"comment": "Indicators: what figures of many articles have in common, so that they compare"},
    )

    indicator_code: Mapped[str] = mapped_column(Text, primary_key=True, comment="The indicator's code in the seeds")
    name: Mapped[str] = mapped_column(Text, comment="Chinese name")
    name_en: Mapped[str] = mapped_column(Text, comment="English name")
    dimension: Mapped[str | None] = mapped_column(Text, comment="What its figures may measure, joined by 、")
    description: Mapped[str | None] = mapped_column(Text, comment="What counts as it")
    retired: Mapped[int] = mapped_column(comment="1 when it has gone from the seeds and facts still refer to it")


class IndicatorWordingRow(Base):
    """Words that count as an indicator."""

    __tablename__ = "indicator_wordings"
    __table_args__ = ({"comment": "The wordings that count as an indicator"},)

    indicator_code: Mapped[str] = mapped_column(
        ForeignKey("indicators.indicator_code"), primary_key=True, comment="The indicator"
    )
    wording: Mapped[str] = mapped_column(Text, primary_key=True, comment="The end of a label; … stands for anything")
    without: Mapped[str | None] = mapped_column(Text, comment="Words that must not be in the label, joined by 、")


class OutletRow(Base):
    """A newspaper or site."""

    __tablename__ = "outlets"
    __table_args__ = ({"comment": "Newspapers, magazines and sites whose names are known"},)

    name: Mapped[str] = mapped_column(Text, primary_key=True, comment="The outlet's name")
    aliases: Mapped[str | None] = mapped_column(Text, comment="Its other names, joined by 、")
    place_key: Mapped[str | None] = mapped_column(
        ForeignKey("places.place_key"), comment="The place it reports on; NULL for the whole country"
    )
    kind: Mapped[str | None] = mapped_column(Text, comment="newspaper, magazine, agency, broadcaster or site")
