"""What nothing refers to any more is removed: initiatives, and places that only pages know."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select

from borderdb.db.models import Base
from borderdb.db.places import chunks, remove_unused_places
from borderdb.db.references import unreferenced

_INITIATIVES: Final = Base.metadata.tables["initiatives"]
_UNUSED: Final = delete(_INITIATIVES).where(
    _INITIATIVES.c.initiative_id == bindparam("key"), *unreferenced(_INITIATIVES.c.initiative_id)
)


def remove_unused(connection: Connection, initiatives: Collection[str], places: Collection[str]) -> None:
    """Remove those of the initiatives, of their places and of the other places that have no use any more."""
    found = set(places)
    for chunk in chunks(initiatives):
        keys = select(_INITIATIVES.c.place_key).where(_INITIATIVES.c.initiative_id.in_(chunk))
        found.update(key for key in connection.execute(keys).scalars() if key is not None)
    if initiatives:
        connection.execute(_UNUSED, [{"key": key} for key in sorted(initiatives)])
    remove_unused_places(connection, found)
