"""All writes of documents. The caller begins and commits: a document is one transaction.

Whatever is replaced, removed or withdrawn is kept as it was and logged, so that a run can be looked into and undone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from borderdb.db.differences import Change, compare
from borderdb.db.exchange import Touched, clean_up, insert_rows, remove_articles
from borderdb.db.facts import Story
from borderdb.db.former import Former, pack, read_document, rows_of
from borderdb.db.history import Step, keep_former, list_facts, log_articles, log_changes, log_new
from borderdb.db.models import Base
from borderdb.db.originals import packed_original, restore_original
from borderdb.db.places import add_found_places, chunks
from borderdb.db.reprints import settle_withdrawal
from borderdb.db.rows import DocumentRows
from borderdb.db.settle import settle_ids, settle_name, vacate
from borderdb.records import About, Fetch

_TABLES: Final = Base.metadata.tables
_DOCUMENTS: Final = _TABLES["documents"]
_LOCATIONS: Final = _TABLES["document_locations"]
_FETCHES: Final = _TABLES["fetches"]
_INSERT: Final = insert(_DOCUMENTS)
_INSERT_LOCATION: Final = insert(_LOCATIONS)
_IS: Final = _DOCUMENTS.c.document_id == bindparam("key")
_STORED: Final = select(_DOCUMENTS.c.withdrawn_run_id).where(_IS)
_UPDATE: Final = update(_DOCUMENTS).where(_IS)
_LIES_HERE: Final = select(_LOCATIONS.c.document_id).where(_LOCATIONS.c.location == bindparam("location"))
_LIES_ELSEWHERE: Final = select(func.count()).where(
    _LOCATIONS.c.document_id == bindparam("key"), _LOCATIONS.c.location != bindparam("location")
)
_UPDATE_LOCATION: Final = update(_LOCATIONS).where(_LOCATIONS.c.location == bindparam("here"))


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


@dataclass(frozen=True, slots=True)
class Document:
    """A document and how it was read. `beside` is the digest of what its side file and its name said of it."""

    document_id: str
    size: int
    about: About
    published_given: date | None
    outlet_given: str | None
    rules_version: str
    seeds_fingerprint: str
    beside: str | None = None


def replace_document(
    connection: Connection, step: Step, document: Document, seen: Sighting | None, rows: DocumentRows
) -> None:
    """Store all that was read from a document, in the place of what was known of it and of what lay there before.

    The rows must have been built for the name under which it is seen; where nobody saw it, since it was read again
    from its original, for the name that it has.
    """
    values = _document_values(document) | {"facts_digest": rows.facts_digest, "run_id": step.run_id}
    if seen is not None:
        # The name that the rows were made with: what the document is to be called in the end is settled afterwards.
        values |= {"name": seen.name, "location": seen.location, "withdrawn_run_id": None}
    _Turn(connection, step).put_in(values, rows, [seen] if seen is not None else [])


def confirm_document(connection: Connection, step: Step, document: Document, seen: Sighting | None) -> None:
    """A document was read again and says the same: only how it was read is new."""
    connection.execute(_UPDATE, {"key": document.document_id} | _document_values(document))
    if seen is not None:
        see_document(connection, step, document.document_id, seen)


def see_document(connection: Connection, step: Step, document_id: str, seen: Sighting) -> None:
    """A known document was seen, here or somewhere new. What lay here before is known no longer."""
    turn = _Turn(connection, step)
    turn.move(document_id, seen)
    turn.finish()
    if connection.execute(_STORED, {"key": document_id}).scalar() is not None:
        withdraw_document(connection, step, document_id, gone=False)


def withdraw_document(connection: Connection, step: Step, document_id: str, *, gone: bool = True) -> None:
    """The file of a document is gone, or there again. Its facts stay; whose story they tell first may change."""
    keep_former(connection, step, document_id, pack(read_document(connection, document_id, with_tables=False)))
    connection.execute(_UPDATE, {"key": document_id, "withdrawn_run_id": step.run_id if gone else None})
    settle_withdrawal(connection, document_id)
    stories = read_document(connection, document_id).stories()
    log_articles(connection, step, stories, Change.WITHDRAWN if gone else Change.RETURNED)


def remove_document(connection: Connection, step: Step, document_id: str) -> None:
    """Take a document out with all that was read from it, as if it had never been seen."""
    turn = _Turn(connection, step)
    turn.take_out(document_id, wholly=True)
    turn.finish()


def put_back(connection: Connection, step: Step, former: Former, original: bytes | None) -> None:
    """Make a document what it was, with how it was read; `original` are its bytes, compressed, if it was removed.

    It lies again where it lay, also where other documents do now, if it was removed; else where it lies now.
    """
    document_id = former.document["document_id"]
    if not former.tables:
        withdraw_document(connection, step, document_id, gone=former.document["withdrawn_run_id"] is not None)
        return
    _add_references(connection, former)
    is_stored = connection.execute(_STORED, {"key": document_id}).first() is not None
    values = former.document | {"run_id": step.run_id}
    _Turn(connection, step).put_in(values, rows_of(former), [] if is_stored else _sightings(former))
    if original is not None and not is_stored:
        restore_original(connection, document_id, original)


def forget_locations(connection: Connection, locations: Collection[str]) -> None:
    """A document was moved: it lies there no longer. At least one other location of it must be left."""
    for chunk in chunks(locations):
        connection.execute(delete(_LOCATIONS).where(_LOCATIONS.c.location.in_(chunk)))


class _Turn:
    """What becomes of documents in one turn of a run: what is taken out is kept, and the difference is logged."""

    def __init__(self, connection: Connection, step: Step) -> None:
        self._connection = connection
        self._step = step
        self._touched = Touched()
        self._before: list[Story] = []

    def put_in(self, values: dict[str, Any], rows: DocumentRows, seen: Sequence[Sighting]) -> None:
        """Store a document, in the place of what is known of it and of what lies where it was seen."""
        connection, document_id = self._connection, values["document_id"]
        add_found_places(connection, rows.places)
        stored = connection.execute(_STORED, {"key": document_id}).first()
        if stored is None:
            keep_former(connection, self._step, document_id, None)
            connection.execute(_INSERT, values)
        else:
            self.take_out(document_id)
            connection.execute(_UPDATE, {"key": document_id} | values)
        is_withdrawn = values.get("withdrawn_run_id", stored and stored.withdrawn_run_id) is not None
        for sighting in seen:
            self._lay(document_id, sighting)
        vacated = vacate(connection, [str(row["article_id"]) for row in rows.tables["articles"]])
        if not self._before:
            log_new(connection, self._step, values["name"], rows.tables["articles"])
        bodies = insert_rows(connection, document_id, rows, is_withdrawn=is_withdrawn)
        settle_ids(connection, vacated)
        if stored is not None or len(seen) > 1:  # a new one lies nowhere else
            self._settle_name(document_id)
        clean_up(connection, self._touched, bodies)
        self._log(document_id)

    def take_out(self, document_id: str, *, wholly: bool = False) -> None:
        """Take out what was read from a document, and with `wholly` the document itself."""
        former = read_document(self._connection, document_id)
        original = packed_original(self._connection, document_id) if wholly else None
        keep_former(self._connection, self._step, document_id, pack(former), original)
        self._before += former.stories()
        remove_articles(self._connection, document_id, self._touched)
        if wholly:
            self._connection.execute(delete(_DOCUMENTS).where(_IS), {"key": document_id})

    def move(self, document_id: str, seen: Sighting) -> None:
        """Note where a document lies, and what it is called by that."""
        self._lay(document_id, seen)
        self._settle_name(document_id)

    def finish(self) -> None:
        """Settle what depended on what was taken out."""
        clean_up(self._connection, self._touched)
        self._log(None)

    def _log(self, document_id: str | None) -> None:
        if not self._before:
            return
        after = read_document(self._connection, document_id).stories() if document_id is not None else []
        changes = compare(self._before, after)
        list_facts(self._connection, [change.before for change in changes if change.before is not None])
        log_changes(self._connection, self._step, changes)

    def _settle_name(self, document_id: str) -> None:
        if settle_name(self._connection, document_id):
            self._touched.renamed.add(document_id)

    def _lay(self, document_id: str, seen: Sighting) -> None:
        """Note where it lies. A document that lay there before and lies nowhere else is taken out."""
        here = {"location": seen.location}
        before = self._connection.execute(_LIES_HERE, here).scalar()
        displaced = before if before != document_id else None
        if displaced is not None and not self._connection.execute(_LIES_ELSEWHERE, here | {"key": displaced}).scalar():
            self.take_out(displaced, wholly=True)
            before = displaced = None
        values = _location_values(document_id, seen)
        if before is None:
            self._connection.execute(_INSERT_LOCATION, values)
        else:
            self._connection.execute(_UPDATE_LOCATION, {"here": seen.location} | values)
        if seen.fetch is not None:
            _note_fetch(self._connection, seen, seen.fetch)
        if displaced is not None:
            self._settle_name(displaced)


def _document_values(document: Document) -> dict[str, Any]:
    return {
        "document_id": document.document_id,
        "size": document.size,
        "media_type": document.about.media_type,
        "encoding": document.about.encoding,
        "url": document.about.url,
        "url_from": document.about.url_from and document.about.url_from.value,
        "unread": document.about.unread,
        "beside": document.beside,
        "published_given": document.published_given,
        "outlet_given": document.outlet_given,
        "rules_version": document.rules_version,
        "seeds_fingerprint": document.seeds_fingerprint,
    }


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


def _sightings(former: Former) -> list[Sighting]:
    """Where and how a document that is gone was seen."""
    fetches = {
        row["location"]: Fetch(row["final_url"], row["status"], row["etag"], row["last_modified"])
        for row in former.fetches
    }
    return [
        Sighting(
            location=row["location"],
            name=row["name"],
            size=row["size"],
            modified_ns=row["modified_ns"],
            read_ns=row["read_ns"],
            fetch=fetches.get(row["location"]),
            side=row["side"],
        )
        for row in former.locations
    ]


def _add_references(connection: Connection, former: Former) -> None:
    """Programmes and indicators that the reference data has given up since are there again, as retired ones."""
    for table, key, rows in (
        (_TABLES["programmes"], "programme_code", former.programmes),
        (_TABLES["indicators"], "indicator_code", former.indicators),
    ):
        known = set(connection.execute(select(table.c[key])).scalars())
        if lost := [row | {"retired": 1} for row in rows if row[key] not in known]:
            connection.execute(insert(table), lost)
