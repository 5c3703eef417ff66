"""Documents whose files are gone from folders that a run has looked through."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from borderdb.db.history import Step
from borderdb.db.known import known_document, locations_below
from borderdb.db.runs import State
from borderdb.db.store import leave_location, withdraw_document


@dataclass(slots=True)
class Met:
    """What a run has met: the locations of all its sources, and those of them that could not be opened."""

    locations: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)

    def note(self, location: str, *, closed: bool) -> None:
        """A source was met."""
        self.locations.add(location)
        if closed:
            self.closed.add(location)


@dataclass(frozen=True, slots=True)
class Gone:
    """A document that is gone from a location."""

    location: str
    name: str
    document_id: str


def find_gone(connection: Connection, folders: Collection[str], met: Met) -> Iterator[Gone]:
    """What is known below the folders and is there no longer.

    A folder in which nothing at all was met is passed over, since the disk may not be mounted, and so is what lies
    below one that could not be listed.
    """
    for folder in sorted(set(folders)):
        if folder in met.closed or _is_empty(folder, met):
            continue
        for place in locations_below(connection, f"{folder.rstrip('/')}/"):
            hidden = any(_is_below(place.location, closed) for closed in met.closed)
            if place.location not in met.locations and not hidden and not _exists(place.location):
                yield Gone(place.location, place.name, place.document_id)


def find_emptied(connection: Connection, folders: Collection[str], met: Met) -> tuple[str, ...]:
    """Those of the folders in which nothing at all was met, although documents are known to lie there."""
    empty = [folder for folder in sorted(set(folders)) if folder not in met.closed and _is_empty(folder, met)]
    return tuple(folder for folder in empty if locations_below(connection, f"{folder.rstrip('/')}/"))


def withdraw(connection: Connection, step: Step, gone: Gone) -> tuple[State, str] | None:
    """Let a document go that is gone from a location. Returns what became of it; None where that was known.

    It is withdrawn where it lies nowhere else; its facts stay.
    """
    known = known_document(connection, gone.document_id)
    assert known is not None
    elsewhere = [location for location in known.locations if location != gone.location and _exists(location)]
    if elsewhere:
        leave_location(connection, step, gone.document_id, gone.location)
        return State.UNCHANGED, f"is there no longer, but at {elsewhere[0]}"
    if known.is_withdrawn:
        return None
    withdraw_document(connection, step, gone.document_id)
    return State.WITHDRAWN, "the file is gone"


def _is_empty(folder: str, met: Met) -> bool:
    return not any(_is_below(location, folder) for location in met.locations)


def _is_below(location: str, folder: str) -> bool:
    return location.startswith(f"{folder.rstrip('/')}/")


def _exists(location: str) -> bool:
    """Whether something is there; of pages of the web and of what came through a pipe nobody knows better."""
    path = Path(location)
    return not path.is_absolute() or path.exists()
