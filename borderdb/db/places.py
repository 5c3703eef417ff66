"""Rows of places: where each lies, and the places that pages name beyond the reference data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, bindparam, delete, insert, select

from borderdb.db.models import Base
from borderdb.db.references import unreferenced
from borderdb.records import Level, Place

MOST_DEPTH: Final = 6
"""How many places may lie above one; the view `place_tree` goes that far."""

Key = TypeVar("Key", str, int)

_PLACES: Final = Base.metadata.tables["places"]
_KNOWN: Final = select(_PLACES).where(_PLACES.c.place_key.in_(bindparam("keys", expanding=True)))
_STORED: Final = select(_PLACES.c.place_key).where(_PLACES.c.place_key.in_(bindparam("keys", expanding=True)))
_CHUNK: Final = 500  # keys in one statement, far below SQLite's limit of parameters
_NAMED_ABOVE: Final = {Level.PROVINCE: "province", Level.PREFECTURE: "prefecture", Level.COUNTY: "county"}


def place_row(place: Place, above: Mapping[str, Any] | None, *, is_border: bool, origin: str) -> dict[str, Any]:
    """The row of a place, given the row of the place directly above it."""
    row: dict[str, Any] = {
        "place_key": place.key,
        "code": place.code,
        "name": place.name,
        "level": place.level.value,
        "parent_key": above["place_key"] if above else None,
        "depth": above["depth"] + 1 if above else 0,
        "parent": above["name"] if above else None,
        "province": above["province"] if above else None,
        "prefecture": above["prefecture"] if above else None,
        "county": above["county"] if above else None,
        "is_border": int(is_border or bool(above and above["is_border"])),
        "origin": origin,
    }
    if (column := _NAMED_ABOVE.get(place.level)) is not None:
        row[column] = place.name
    return row


def chunks(keys: Collection[Key]) -> Iterator[list[Key]]:
    """The keys, as many at a time as one statement takes."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def add_found_places(connection: Connection, places: Collection[Place]) -> None:
    """Store the places that the database does not know yet, below the nearest place above them that it knows."""
    unknown = {place.key: place for place in places}
    for chunk in chunks(unknown):
        for key in connection.execute(_STORED, {"keys": chunk}).scalars():
            del unknown[key]
    rows: dict[str, Mapping[str, Any]] = {}
    for chunk in chunks({above for place in unknown.values() for above in _keys_above(place.parent)}):
        rows |= {row["place_key"]: row for row in connection.execute(_KNOWN, {"keys": chunk}).mappings()}
    new = []
    for place in sorted(unknown.values(), key=lambda place: (place.key.count("/"), len(place.key), place.key)):
        known = (rows[key] for key in _keys_above(place.parent) if key in rows)
        above = next((row for row in known if row["depth"] < MOST_DEPTH), None)
        new.append(place_row(place, above, is_border=False, origin="found"))
        rows[place.key] = new[-1]
    if new:
        connection.execute(insert(_PLACES), new)


def remove_unused_places(connection: Connection, keys: Collection[str]) -> None:
    """Remove those of the places, and above them, that are not of the reference data and that nothing refers to."""
    depths: dict[str, int] = {}
    for chunk in chunks({above for key in keys for above in (key, *_keys_above(key.rpartition("/")[0]))}):
        beyond = select(_PLACES.c.place_key, _PLACES.c.depth)
        beyond = beyond.where(_PLACES.c.place_key.in_(chunk), _PLACES.c.origin != "reference")
        depths |= {row.place_key: row.depth for row in connection.execute(beyond)}
    if depths:
        statement = delete(_PLACES).where(_PLACES.c.place_key == bindparam("key"), *unreferenced(_PLACES.c.place_key))
        lowest_first = sorted(depths, key=lambda key: -depths[key])
        connection.execute(statement, [{"key": key} for key in lowest_first])


def _keys_above(key: str | None) -> Iterator[str]:
    """A key and what its form tells of the keys above: 150221/固门镇 lies in 150221."""
    while key:
        yield key
        key = key.rpartition("/")[0]
