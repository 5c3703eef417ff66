"""Where documents lie: rows of locations and fetches."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from borderdb.db.models import Base
from borderdb.db.places import chunks
from borderdb.records import Fetch

_LOCATIONS: Final = Base.metadata.tables["document_locations"]
_FETCHES: Final = Base.metadata.tables["fetches"]
_INSERT: Final = insert(_LOCATIONS)
_UPDATE: Final = update(_LOCATIONS).where(_LOCATIONS.c.location == bindparam("here"))
_LIES_HERE: Final = select(_LOCATIONS.c.document_id).where(_LOCATIONS.c.location == bindparam("location"))
_LIES_ELSEWHERE: Final = select(func.count()).where(
    _LOCATIONS.c.document_id == bindparam("key"), _LOCATIONS.c.location != bindparam("location")
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where and when the bytes of a document were read, and how they came from there if that is on the web.

    Times in nanoseconds since 1970. `side` is what its side file there says.
    """

    location: str
    name: str
    size: int
    modified_ns: int | None
    read_ns: int
    fetch: Fetch | None = None
    side: str | None = None


def lying_at(connection: Connection, location: str) -> str | None:
    """The document that lies there."""
    found: str | None = connection.execute(_LIES_HERE, {"location": location}).scalar()
    return found


def lies_elsewhere(connection: Connection, document_id: str, location: str) -> bool:
    """Whether a document lies at other locations than that."""
    return bool(connection.execute(_LIES_ELSEWHERE, {"key": document_id, "location": location}).scalar())


def is_free(connection: Connection, location: str) -> bool:
    """Whether a document can be laid there without another one being left nowhere."""
    here = lying_at(connection, location)
    return here is None or lies_elsewhere(connection, here, location)


def lay(connection: Connection, document_id: str, seen: Sighting, *, known: bool) -> None:
    """Note where a document lies; `known` tells that the location is."""
    values = _location_values(document_id, seen)
    if known:
        connection.execute(_UPDATE, {"here": seen.location} | values)
    else:
        connection.execute(_INSERT, values)
    if seen.fetch is not None:
        _note_fetch(connection, seen, seen.fetch)


def forget_locations(connection: Connection, locations: Collection[str]) -> None:
    """Nothing lies there any more. At least one other location of each document must be left."""
    for chunk in chunks(locations):
        connection.execute(delete(_LOCATIONS).where(_LOCATIONS.c.location.in_(chunk)))


def _location_values(document_id: str, seen: Sighting) -> dict[str, Any]:
    return {
        "location": seen.location,
        "document_id": document_id,
        "name": seen.name,
        "size": seen.size,
        "modified_ns": seen.modified_ns,
        "read_ns": seen.read_ns,
        "side": seen.side,
    }


def _note_fetch(connection: Connection, seen: Sighting, fetch: Fetch) -> None:
    values = {
        "location": seen.location,
        "final_url": fetch.url,
        "status": fetch.status,
        "etag": fetch.etag,
        "last_modified": fetch.last_modified,
        "fetched_at": datetime.fromtimestamp(seen.read_ns // 1_000_000_000, UTC).replace(tzinfo=None),
    }
    connection.execute(delete(_FETCHES).where(_FETCHES.c.location == seen.location))
    connection.execute(insert(_FETCHES).values(values))
