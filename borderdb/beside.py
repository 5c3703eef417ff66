"""Where a document lies, and of its names and side files in these places those that count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from borderdb.db.identity import digest
from borderdb.db.known import KnownDocument, KnownPlace
from borderdb.readers.sidecar import read_name


@dataclass(frozen=True, slots=True)
class Beside:
    """The smallest name of a document, and the side file of the place with the smallest name that has one.

    So the same files give the same facts, whatever is read first.
    """

    name: str
    side: str | None

    @property
    def digest(self) -> str:
        """Of what they say: as long as it stays the same, they are no reason to read the document again."""
        return digest(self.side or "", repr(read_name(self.name)))


def what_counts(places: Iterable[KnownPlace]) -> Beside:
    """What counts of all the places where a document lies; there is at least one."""
    named = sorted((place.name, place.location, place.side) for place in places)
    return Beside(named[0][0], next((side for _, _, side in named if side is not None), None))


def places_now(here: KnownPlace, known: KnownDocument | None) -> list[KnownPlace]:
    """Where the bytes that were found here lie: here, and where they lay before and still do."""
    left = gone(known)
    others = known.places if known else ()
    return [here, *(place for place in others if place.location not in (here.location, *left))]


def gone(known: KnownDocument | None) -> list[str]:
    """Files that a document, which is here now, was found in before and that are there no longer: it was moved."""
    return (
        [place for place in known.locations if Path(place).is_absolute() and not Path(place).exists()] if known else []
    )
