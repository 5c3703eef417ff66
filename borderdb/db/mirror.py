"""Reference data in the database: a copy of the seeds, so that one can join with it.

It is written when the fingerprint of the seeds is another than that of the copy, in one transaction. What facts still
refer to is never deleted, only marked as retired: the documents are read again with the new reference data, and at the
next change of it nothing refers to it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from borderdb.db.models import Base
from borderdb.db.places import place_row, remove_unused_places
from borderdb.db.references import unreferenced
from borderdb.records import Place
from borderdb.reference.gazetteer import Gazetteer
from borderdb.reference.indicators import words_without
from borderdb.reference.names import middle_names, short_names
from borderdb.reference.seeds import Seeds

Values = dict[str, Any]

_TABLES: Final = Base.metadata.tables
_META: Final = _TABLES["meta"]
_PLACES: Final = _TABLES["places"]
_FINGERPRINT: Final = "seeds_fingerprint"
_SEPARATOR: Final = "、"


def mirror_seeds(connection: Connection, seeds: Seeds, gazetteer: Gazetteer) -> bool:
    """Copy the reference data into the database, unless that is the copy already there. Tells whether it was copied."""
    mark = _META.c.name == _FINGERPRINT
    before = connection.execute(select(_META.c.value).where(mark)).scalar()
    if before == seeds.fingerprint:
        return False
    copied = _copied(seeds)
    for name in reversed(copied):
        connection.execute(delete(_TABLES[name]))
    _mirror_places(connection, _places(seeds, gazetteer))
    _mirror_coded(connection, _TABLES["programmes"], "programme_code", _programmes(seeds))
    _mirror_coded(connection, _TABLES["indicators"], "indicator_code", _indicators(seeds))
    for name, rows in copied.items():
        if rows:
            connection.execute(insert(_TABLES[name]), rows)
    if before is None:
        connection.execute(insert(_META).values(name=_FINGERPRINT, value=seeds.fingerprint))
    else:
        connection.execute(update(_META).where(mark).values(value=seeds.fingerprint))
    return True


def _places(seeds: Seeds, gazetteer: Gazetteer) -> list[Values]:
    """Rows of all divisions and ports, each after the place it lies in. Villages come when a page names them."""
    border = {county.code for county in seeds.border_counties if county.certain}
    keys = [*(division.code for division in seeds.divisions), *(_port_key(p.county_code, p.name) for p in seeds.ports)]
    places = {place.key: place for place in map(gazetteer.get, keys) if place is not None}
    rows: dict[str, Values] = {}

    def add(place: Place) -> None:
        above = places.get(place.parent) if place.parent is not None else None
        if above is not None and above.key not in rows:
            add(above)
        row_above = rows[above.key] if above is not None else None
        rows[place.key] = place_row(place, row_above, is_border=place.key in border, origin="reference")

    for place in places.values():
        if place.key not in rows:
            add(place)
    return list(rows.values())


def _mirror_places(connection: Connection, rows: Sequence[Values]) -> None:
    """Write the rows that are new or other than before, and let go of what nothing needs any more."""
    before = {row["place_key"]: dict(row) for row in connection.execute(select(_PLACES)).mappings()}
    wanted = {row["place_key"]: row for row in rows}
    new = [row for key, row in wanted.items() if key not in before]
    other = [row for key, row in wanted.items() if key in before and before[key] != row]
    gone = [key for key, row in before.items() if row["origin"] == "reference" and key not in wanted]
    if gone:
        retire = update(_PLACES).where(_PLACES.c.place_key == bindparam("key")).values(origin="retired")
        connection.execute(retire, [{"key": key} for key in gone])
    if other:
        _update(connection, _PLACES, "place_key", other)
    if new:
        connection.execute(insert(_PLACES), new)
    remove_unused_places(connection, [key for key, row in before.items() if key not in wanted])


def _mirror_coded(connection: Connection, table: Table, key: str, rows: Sequence[Values]) -> None:
    """The same for a table whose rows facts refer to by a code."""
    before = set(connection.execute(select(table.c[key])).scalars())
    wanted = {row[key] for row in rows}
    if known := [row for row in rows if row[key] in before]:
        _update(connection, table, key, known)
    if new := [row for row in rows if row[key] not in before]:
        connection.execute(insert(table), new)
    if gone := [{"gone": code} for code in sorted(before - wanted)]:
        one = table.c[key] == bindparam("gone")
        connection.execute(update(table).where(one).values(retired=1), gone)
        connection.execute(delete(table).where(one, *unreferenced(table.c[key])), gone)


def _update(connection: Connection, table: Table, key: str, rows: Sequence[Values]) -> None:
    changed = (
        update(table)
        .where(table.c[key] == bindparam("changed"))
        .values({column: bindparam(column) for column in rows[0] if column != key})
    )
    connection.execute(changed, [{"changed": row[key], **{c: v for c, v in row.items() if c != key}} for row in rows])


def _programmes(seeds: Seeds) -> list[Values]:
    return [
        {
            "programme_code": row.code,
            "name": row.name,
            "kind": row.kind,
            "level": row.level,
            "region_key": row.region_code,
            "note": row.note or None,
            "retired": 0,
        }
        for row in seeds.programmes
    ]


def _indicators(seeds: Seeds) -> list[Values]:
    return [
        {
            "indicator_code": row.code,
            "name": row.name,
            "name_en": row.name_en,
            "dimension": _joined(row.dimension),
            "description": row.description,
            "retired": 0,
        }
        for row in seeds.indicators
    ]


def _copied(seeds: Seeds) -> dict[str, list[Values]]:
    """Rows of the tables that nothing refers to: emptied and written anew."""
    return {
        "place_aliases": list(_place_aliases(seeds)),
        "border_counties": _border_counties(seeds),
        "ports": [
            {
                "place_key": _port_key(row.county_code, row.name),
                "neighbours": _joined(row.neighbour),
                "sources": row.sources,
            }
            for row in seeds.ports
        ],
        "programme_aliases": [
            {"programme_code": row.code, "alias": alias} for row in seeds.programmes for alias in row.aliases
        ],
        "programme_components": list(_components(seeds)),
        "indicator_wordings": _indicator_wordings(seeds),
        "units": _units(seeds),
        "outlets": [
            {"name": row.name, "aliases": _joined(row.aliases), "place_key": row.place_code, "kind": row.kind}
            for row in seeds.outlets
        ],
    }


def _indicator_wordings(seeds: Seeds) -> list[Values]:
    shared = {row.code: row.without for row in seeds.indicators}
    return [
        {
            "indicator_code": row.indicator,
            "wording": row.wording,
            "without": _joined(words_without(row, shared.get(row.indicator, ()))),
        }
        for row in seeds.wordings
    ]


def _border_counties(seeds: Seeds) -> list[Values]:
    return [
        {
            "place_key": row.code,
            "neighbours": _joined(row.neighbours),
            "certain": int(row.certain),
            "note": row.note or None,
        }
        for row in seeds.border_counties
    ]


def _units(seeds: Seeds) -> list[Values]:
    return [
        {
            "unit": row.name,
            "aliases": _joined(row.aliases),
            "dimension": row.dimension,
            "standard_unit": row.standard_unit,
            "factor": None if row.factor is None else float(row.factor),
            "classifier": int(row.classifier),
        }
        for row in seeds.units
    ]


def _place_aliases(seeds: Seeds) -> Iterator[Values]:
    """Aliases of divisions and ports. Those of villages are left out: their places are not here.

    Autonomous divisions go by their names without peoples too (延边, 延边州), which SQL cannot tell.
    """
    known = {(row.code, row.alias): row.kind for row in seeds.aliases if len(row.code) <= len("150000000")}
    for division in seeds.divisions:
        if "自治" in division.name and len(division.code) == len("150000"):
            for name in (*short_names(division.name), *middle_names(division.name)):
                known.setdefault((division.code, name), "short")
    for (code, alias), kind in known.items():
        yield {"place_key": code, "alias": alias, "kind": kind}
    for port in seeds.ports:
        for alias in port.aliases:
            yield {"place_key": _port_key(port.county_code, port.name), "alias": alias, "kind": "part"}


def _components(seeds: Seeds) -> Iterator[Values]:
    ordinals: dict[str, int] = {}
    for row in seeds.components:
        ordinals[row.programme] = ordinals.get(row.programme, 0) + 1
        yield {
            "programme_code": row.programme,
            "name": row.name,
            "ordinal": ordinals[row.programme],
            "aliases": _joined(row.aliases),
        }


def _port_key(county: str, name: str) -> str:
    return f"{county}/{name}"


def _joined(names: Iterable[str]) -> str | None:
    return _SEPARATOR.join(names) or None
