"""Reference data.

The tables that `ingest` fills from the seeds.

Revision: 0001, after none
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "indicators",
    "places",
    "units",
    "border_counties",
    "indicator_wordings",
    "outlets",
    "place_aliases",
    "ports",
    "programmes",
    "programme_aliases",
    "programme_components",
)


def upgrade() -> None:
    _indicators()
    _places()
    _units()
    _border_counties()
    _indicator_wordings()
    _outlets()
    _place_aliases()
    _ports()
    _programmes()
    _programme_aliases()
    _programme_components()


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)


def _indicators() -> None:
    op.create_table(
        "indicators",
        sa.Column("indicator_code", sa.Text(), nullable=False, comment="The indicator's code in the seeds"),
        sa.Column("name", sa.Text(), nullable=False, comment="Chinese name"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="English name"),
        sa.Column("dimension", sa.Text(), nullable=True, comment="What its figures may measure, joined by 、"),
        sa.Column("description", sa.Text(), nullable=True, comment="What counts as it"),
        sa.Column(
            "retired",
            sa.Integer(),
            nullable=False,
            comment="1 when it has gone from the seeds and facts still refer to it",
        ),
        sa.CheckConstraint("retired IN (0, 1)", name=op.f("ck_indicators_retired")),
        sa.PrimaryKeyConstraint("indicator_code", name=op.f("pk_indicators")),
        comment="Indicators: what figures of many articles have in common, so that they compare",
    )


def _places() -> None:
    op.create_table(
        "places",
        sa.Column(
            "place_key",
            sa.Text(),
            nullable=False,
            comment="The division code, or the key of the parent, a slash and the name",
        ),
        sa.Column(
            "code",
            sa.Text(),
            nullable=True,
            comment="Statistical division code of 6, 9 or 12 digits; NULL for what has none",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="The full official name"),
        sa.Column(
            "level",
            sa.Text(),
            nullable=False,
            comment="Rank: province, prefecture, county, township, village, port, farm or zone",
        ),
        sa.Column("parent_key", sa.Text(), nullable=True, comment="The place directly above; NULL at the top"),
        sa.Column("depth", sa.Integer(), nullable=False, comment="How many places lie above this one"),
        sa.Column("parent", sa.Text(), nullable=True, comment="Name of the place directly above"),
        sa.Column("province", sa.Text(), nullable=True, comment="Name of the province it is or lies in"),
        sa.Column("prefecture", sa.Text(), nullable=True, comment="Name of the prefecture it is or lies in"),
        sa.Column("county", sa.Text(), nullable=True, comment="Name of the county it is or lies in"),
        sa.Column(
            "is_border",
            sa.Integer(),
            nullable=False,
            comment="1 for a land border county and all that lies in it, else 0",
        ),
        sa.Column(
            "origin",
            sa.Text(),
            nullable=False,
            comment="reference (of the seeds), found (by pattern), retired (gone from the seeds, still referred to)",
        ),
        sa.CheckConstraint(
            "level IN ('province', 'prefecture', 'county', 'township', 'village', 'port', 'farm', 'zone')",
            name=op.f("ck_places_level"),
        ),
        sa.CheckConstraint("origin IN ('reference', 'found', 'retired')", name=op.f("ck_places_origin")),
        sa.CheckConstraint("is_border IN (0, 1)", name=op.f("ck_places_is_border")),
        sa.ForeignKeyConstraint(["parent_key"], ["places.place_key"], name=op.f("fk_places_parent_key_places")),
        sa.PrimaryKeyConstraint("place_key", name=op.f("pk_places")),
        sa.UniqueConstraint("code", name=op.f("uq_places_code")),
        comment="Places: divisions, ports and farms of the seeds, and places found by pattern in a known county",
    )
    op.create_index(op.f("ix_places_name"), "places", ["name"], unique=False)
    op.create_index(op.f("ix_places_parent_key"), "places", ["parent_key"], unique=False)


def _units() -> None:
    op.create_table(
        "units",
        sa.Column("unit", sa.Text(), nullable=False, comment="The unit as printed: 亩, 万吨 is 吨 with 万"),
        sa.Column("aliases", sa.Text(), nullable=True, comment="Other spellings of it, joined by 、"),
        sa.Column("dimension", sa.Text(), nullable=False, comment="What it measures: mass, area, money, people"),
        sa.Column("standard_unit", sa.Text(), nullable=True, comment="kg, m, m², CNY, person; NULL if none converts"),
        sa.Column("factor", sa.Double(), nullable=True, comment="How many standard units one of it is"),
        sa.Column(
            "classifier", sa.Integer(), nullable=False, comment="1 for a measure word that only counts: 个, 名, 户"
        ),
        sa.CheckConstraint("classifier IN (0, 1)", name=op.f("ck_units_classifier")),
        sa.PrimaryKeyConstraint("unit", name=op.f("pk_units")),
        comment="Units, with what one of them is in the standard unit of its dimension",
    )


def _border_counties() -> None:
    op.create_table(
        "border_counties",
        sa.Column("place_key", sa.Text(), nullable=False, comment="The county"),
        sa.Column("neighbours", sa.Text(), nullable=False, comment="The countries it borders on, joined by 、"),
        sa.Column(
            "certain",
            sa.Integer(),
            nullable=False,
            comment="1 where all lists agree, 0 where some leave it out: these are no border",
        ),
        sa.Column("note", sa.Text(), nullable=True, comment="What is uncertain about it"),
        sa.CheckConstraint("certain IN (0, 1)", name=op.f("ck_border_counties_certain")),
        sa.ForeignKeyConstraint(["place_key"], ["places.place_key"], name=op.f("fk_border_counties_place_key_places")),
        sa.PrimaryKeyConstraint("place_key", name=op.f("pk_border_counties")),
        comment="Counties on the land border of China, with their neighbours",
    )


def _indicator_wordings() -> None:
    op.create_table(
        "indicator_wordings",
        sa.Column("indicator_code", sa.Text(), nullable=False, comment="The indicator"),
        sa.Column("wording", sa.Text(), nullable=False, comment="The end of a label; … stands for anything"),
        sa.Column("without", sa.Text(), nullable=True, comment="Words that must not be in the label, joined by 、"),
        sa.ForeignKeyConstraint(
            ["indicator_code"],
            ["indicators.indicator_code"],
            name=op.f("fk_indicator_wordings_indicator_code_indicators"),
        ),
        sa.PrimaryKeyConstraint("indicator_code", "wording", name=op.f("pk_indicator_wordings")),
        comment="The wordings that count as an indicator",
    )


def _outlets() -> None:
    op.create_table(
        "outlets",
        sa.Column("name", sa.Text(), nullable=False, comment="The outlet's name"),
        sa.Column("aliases", sa.Text(), nullable=True, comment="Its other names, joined by 、"),
        sa.Column("place_key", sa.Text(), nullable=True, comment="The place it reports on; NULL for the whole country"),
        sa.Column("kind", sa.Text(), nullable=True, comment="newspaper, magazine, agency, broadcaster or site"),
        sa.ForeignKeyConstraint(["place_key"], ["places.place_key"], name=op.f("fk_outlets_place_key_places")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_outlets")),
        comment="Newspapers, magazines and sites whose names are known",
    )


def _place_aliases() -> None:
    op.create_table(
        "place_aliases",
        sa.Column("place_key", sa.Text(), nullable=False, comment="The place that is meant"),
        sa.Column("alias", sa.Text(), nullable=False, comment="The other name"),
        sa.Column(
            "kind", sa.Text(), nullable=False, comment="short, full, former or common; part for a part of a port"
        ),
        sa.ForeignKeyConstraint(["place_key"], ["places.place_key"], name=op.f("fk_place_aliases_place_key_places")),
        sa.PrimaryKeyConstraint("place_key", "alias", name=op.f("pk_place_aliases")),
        comment="Other names of places: short forms, abbreviations, old names",
    )
    op.create_index(op.f("ix_place_aliases_alias"), "place_aliases", ["alias"], unique=False)


def _ports() -> None:
    op.create_table(
        "ports",
        sa.Column("place_key", sa.Text(), nullable=False, comment="The port itself"),
        sa.Column("neighbours", sa.Text(), nullable=True, comment="The countries on the other side, joined by 、"),
        sa.Column("sources", sa.Text(), nullable=True, comment="On how many sources the row rests"),
        sa.ForeignKeyConstraint(["place_key"], ["places.place_key"], name=op.f("fk_ports_place_key_places")),
        sa.PrimaryKeyConstraint("place_key", name=op.f("pk_ports")),
        comment="Ports of entry on the land border",
    )


def _programmes() -> None:
    op.create_table(
        "programmes",
        sa.Column("programme_code", sa.Text(), nullable=False, comment="The programme's code in the seeds"),
        sa.Column("name", sa.Text(), nullable=False, comment="The programme's full name"),
        sa.Column("kind", sa.Text(), nullable=True, comment="What it is: a programme, a strategy, a campaign"),
        sa.Column("level", sa.Text(), nullable=True, comment="The level of government that set it up"),
        sa.Column(
            "region_key", sa.Text(), nullable=True, comment="The region it belongs to; NULL for the whole country"
        ),
        sa.Column("note", sa.Text(), nullable=True, comment="What else is known of it"),
        sa.Column(
            "retired",
            sa.Integer(),
            nullable=False,
            comment="1 when it has gone from the seeds and facts still refer to it",
        ),
        sa.CheckConstraint("retired IN (0, 1)", name=op.f("ck_programmes_retired")),
        sa.ForeignKeyConstraint(["region_key"], ["places.place_key"], name=op.f("fk_programmes_region_key_places")),
        sa.PrimaryKeyConstraint("programme_code", name=op.f("pk_programmes")),
        comment="Programmes: frameworks that a government names and that initiatives serve",
    )
    op.create_index(op.f("ix_programmes_name"), "programmes", ["name"], unique=False)


def _programme_aliases() -> None:
    op.create_table(
        "programme_aliases",
        sa.Column("programme_code", sa.Text(), nullable=False, comment="The programme that is meant"),
        sa.Column("alias", sa.Text(), nullable=False, comment="The other name"),
        sa.ForeignKeyConstraint(
            ["programme_code"],
            ["programmes.programme_code"],
            name=op.f("fk_programme_aliases_programme_code_programmes"),
        ),
        sa.PrimaryKeyConstraint("programme_code", "alias", name=op.f("pk_programme_aliases")),
        comment="Other names of programmes",
    )


def _programme_components() -> None:
    op.create_table(
        "programme_components",
        sa.Column("programme_code", sa.Text(), nullable=False, comment="The programme"),
        sa.Column("name", sa.Text(), nullable=False, comment="The pillar's name"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Its place in the programme's own order, from 1"),
        sa.Column("aliases", sa.Text(), nullable=True, comment="Its other names, joined by 、"),
        sa.ForeignKeyConstraint(
            ["programme_code"],
            ["programmes.programme_code"],
            name=op.f("fk_programme_components_programme_code_programmes"),
        ),
        sa.PrimaryKeyConstraint("programme_code", "name", name=op.f("pk_programme_components")),
        comment="The named pillars of programmes",
    )
