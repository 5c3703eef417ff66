"""From a source to its bytes: read from a file, fetched from the web, or kept in the database; or why not."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from borderdb.beside import places_now
from borderdb.db.history import Step
from borderdb.db.identity import document_id as id_of
from borderdb.db.known import KnownDocument, KnownPlace, known_document, known_fetch, known_location
from borderdb.db.originals import original
from borderdb.db.store import Sighting, see_document
from borderdb.errors import DocumentError
from borderdb.readers import MOST_BYTES
from borderdb.readers.sidecar import side_text
from borderdb.runs.wanted import Standard
from borderdb.sources import STANDARD_INPUT, Source
from borderdb.web import Web

_SETTLED_NS: Final = 2_000_000_000
"""A file written to less than two seconds before it was read may have changed since without showing it in its time."""

READ_ALREADY: Final = "was read by these rules, with this reference data"


@dataclass(frozen=True, slots=True)
class Opened:
    """A source whose bytes are there; nobody saw it anew where they were kept in the database."""

    source: Source
    document_id: str
    data: bytes
    seen: Sighting | None

    def places(self, known: KnownDocument | None) -> Iterable[KnownPlace]:
        """Where the document lies now, given what is known of it."""
        if self.seen is not None:
            return places_now(KnownPlace(self.source.location, self.source.name, self.seen.side), known)
        return known.places if known is not None else ()


@dataclass(frozen=True, slots=True)
class Known:
    """A source that need not be read, and why."""

    document: KnownDocument
    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A source that cannot be read, and why."""

    reason: str


class Opener:
    """Opens what has to be read, each source in a short transaction of its own."""

    def __init__(self, connection: Connection, standard: Standard, web: Web) -> None:
        self._connection = connection
        self._standard = standard
        self._web = web

    def open(self, step: Step, source: Source) -> Opened | Known | Closed:
        """The bytes of a source."""
        if source.failure is not None:
            return Closed(source.failure)
        if source.stored is not None:
            return self._from_database(source, source.stored)
        if source.url is not None:
            return self._fetch(step, source, source.url)
        if source.path is None:
            data = source.data or b""
            if source.location == STANDARD_INPUT:  # two documents that come through pipes are two
                source = replace(source, location=f"stdin:{id_of(data)}", name="stdin")
            return Opened(source, id_of(data), data, _sighting(source, len(data), None))
        try:
            return self._read(source)
        except DocumentError as error:
            return Closed(error.message)
        except OSError as error:
            return Closed(f"cannot be read ({error.strerror or error})")

    def _from_database(self, source: Source, document_id: str) -> Opened | Known | Closed:
        """A stored document, which is read again wherever its file is."""
        with self._connection.begin():
            known = known_document(self._connection, document_id)
            if known is None:
                return Closed("is no longer stored")
            if self._standard.why_read(known, known.places) is None:
                return Known(known, READ_ALREADY)
            data = original(self._connection, document_id)
        if data is None:
            return Closed("its bytes were not kept when it was stored: ingest its file once more")
        return Opened(source, document_id, data, None)

    def _read(self, source: Source) -> Opened | Known | Closed:
        assert source.path is not None
        side = side_text(source.side) if source.side is not None else None
        status = source.path.stat()
        if (known := self._untouched(source, status, side)) is not None:
            return Known(known, "size and time unchanged")
        if status.st_size > MOST_BYTES:
            return Closed(f"is larger than {MOST_BYTES // 2**20} MB, no page of a newspaper")
        seen = replace(_sighting(source, status.st_size, status.st_mtime_ns), side=side)
        data = source.path.read_bytes()
        return Opened(source, id_of(data), data, seen)

    def _untouched(self, source: Source, status: os.stat_result, side: str | None) -> KnownDocument | None:
        """The document of a file that has not been written to since it was read; it is not opened."""
        with self._connection.begin():
            here = known_location(self._connection, source.location)
            if (
                here is None
                or (here.size, here.modified_ns, here.side) != (status.st_size, status.st_mtime_ns, side)
                or here.read_ns - status.st_mtime_ns < _SETTLED_NS
            ):
                return None
            known = known_document(self._connection, here.document_id)
            if known is None or known.is_withdrawn or not known.has_original:
                return None
            return known if self._standard.why_read(known, known.places) is None else None

    def _fetch(self, step: Step, source: Source, url: str) -> Opened | Known | Closed:
        """A page of the web. One that has not changed is read again from the database, where it has to be."""
        with self._connection.begin():
            here = known_location(self._connection, source.location)
            known = known_document(self._connection, here.document_id) if here else None
            last = known_fetch(self._connection, source.location) if known and known.has_original else None
        try:
            page = self._web.fetch(url, last)
        except DocumentError as error:
            return Closed(error.message)
        if page.data is not None:
            seen = replace(_sighting(source, len(page.data), None), fetch=page.fetch)
            return Opened(source, id_of(page.data), page.data, seen)
        assert here is not None
        assert known is not None
        seen = replace(_sighting(source, here.size, None), fetch=page.fetch)
        with self._connection.begin():
            if self._standard.why_read(known, known.places) is not None:
                data = original(self._connection, known.document_id)
                assert data is not None
                return Opened(source, known.document_id, data, seen)
            see_document(self._connection, step, known.document_id, seen)
            return Known(known, "not modified since it was fetched")


def _sighting(source: Source, size: int, modified_ns: int | None) -> Sighting:
    return Sighting(source.location, source.name, size, modified_ns, time.time_ns())
