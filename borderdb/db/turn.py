"""One turn of a run: what becomes of documents in it.

What is taken out, moved or withdrawn is kept as it was, so that the turn can be undone, and the difference is logged.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from borderdb.db.differences import Change, compare
from borderdb.db.exchange import Touched, insert_rows, remove_articles, settle_articles
from borderdb.db.facts import Story
from borderdb.db.former import Former, add_references, pack, read_document, read_state, rows_of, sightings_of
from borderdb.db.history import Holds, Step, keep_former, list_facts, log_articles, log_changes, log_new
from borderdb.db.leftovers import remove_unused
from borderdb.db.locations import Sighting, forget_locations, is_free, lay, lies_elsewhere, lying_at
from borderdb.db.models import Base
from borderdb.db.originals import keep_original, packed_original
from borderdb.db.places import add_found_places
from borderdb.db.reprints import StoredBody, settle_withdrawal
from borderdb.db.reviews import settle_corrections, unsettle_corrections
from borderdb.db.rows import DocumentRows
from borderdb.db.settle import settle_ids, settle_name, vacate

_DOCUMENTS: Final = Base.metadata.tables["documents"]
_INSERT: Final = insert(_DOCUMENTS)
_IS: Final = _DOCUMENTS.c.document_id == bindparam("key")
_STORED: Final = select(_DOCUMENTS.c.withdrawn_run_id).where(_IS)
_UPDATE: Final = update(_DOCUMENTS).where(_IS)


class ObstructedError(Exception):
    """A document cannot be put back: where it lay, another one lies that lies nowhere else."""


class Turn:
    """The turn of a run in which something happens to documents. It ends with `finish`."""

    def __init__(self, connection: Connection, step: Step) -> None:
        self._connection = connection
        self._step = step
        self._touched = Touched()
        self._before: list[Story] = []
        self._kept: set[str] = set()

    def put_in(
        self, values: dict[str, Any], rows: DocumentRows, seen: Sequence[Sighting], left: Collection[str] = ()
    ) -> None:
        """Store a document, in the place of what is known of it and of what lies where it was seen.

        `left` are locations where it lies no longer. This ends the turn.
        """
        connection, document_id = self._connection, values["document_id"]
        add_found_places(connection, rows.places)
        stored = connection.execute(_STORED, {"key": document_id}).first()
        if stored is None:
            keep_former(connection, self._step, document_id, Holds.NOTHING)
            connection.execute(_INSERT, values)
        else:
            self.take_out(document_id)
            connection.execute(_UPDATE, {"key": document_id} | values)
        forget_locations(connection, left)
        for sighting in seen:
            self._lay(document_id, sighting)
        self._insert(document_id, values, rows, is_new=stored is None and len(seen) == 1)
        if stored is not None and stored.withdrawn_run_id is not None and not self._is_withdrawn(document_id):
            log_articles(connection, self._step, read_document(connection, document_id).stories(), Change.RETURNED)

    def see(self, document_id: str, seen: Sighting, left: Collection[str] = ()) -> None:
        """A known document lies there, and no longer where it has `left`. If it was withdrawn it has returned."""
        if left:
            self._keep_state(document_id)
            forget_locations(self._connection, left)
        self._lay(document_id, seen)
        self._settle_name(document_id)
        if self._is_withdrawn(document_id):
            self.withdraw(document_id, gone=False)

    def leave(self, document_id: str, location: str) -> None:
        """A known document lies there no longer, but elsewhere still."""
        self._keep_state(document_id)
        forget_locations(self._connection, [location])
        self._settle_name(document_id)

    def withdraw(self, document_id: str, *, gone: bool) -> None:
        """The file of a document is gone, or there again. Its facts stay; whose story they tell first may change."""
        connection = self._connection
        self._keep_state(document_id)
        connection.execute(_UPDATE, {"key": document_id, "withdrawn_run_id": self._step.run_id if gone else None})
        settle_withdrawal(connection, document_id)
        stories = read_document(connection, document_id).stories()
        log_articles(connection, self._step, stories, Change.WITHDRAWN if gone else Change.RETURNED)

    def take_out(self, document_id: str, *, wholly: bool = False) -> None:
        """Take out what was read from a document, and with `wholly` the document itself."""
        left = unsettle_corrections(self._connection, document_id)  # what was read, not what persons say of it
        self._touched.places |= left.places
        self._touched.initiatives |= left.initiatives
        former = read_document(self._connection, document_id)
        original = packed_original(self._connection, document_id) if wholly else None
        self._keep(document_id, Holds.ROWS, former, original)
        self._before += former.stories()
        remove_articles(self._connection, document_id, self._touched)
        if wholly:
            self._connection.execute(delete(_DOCUMENTS).where(_IS), {"key": document_id})

    def put_back(self, former: Former, original: bytes | None) -> None:
        """Store a document as it was. `original` are its bytes, compressed, which were lost if it was removed.

        It lies again where it lay, as far as no other document would be left nowhere. Raises ObstructedError where it
        would itself be left nowhere. This ends the turn.
        """
        connection, document_id = self._connection, former.document["document_id"]
        is_stored = connection.execute(_STORED, {"key": document_id}).first() is not None
        seen = self._free(former)
        if not is_stored and not seen:
            raise ObstructedError(former.document["location"])
        add_references(connection, former)
        values = former.document | {"run_id": self._step.run_id}
        if is_stored:
            del values["withdrawn_run_id"]
        self.put_in(values, rows_of(former), seen)
        if original is not None and not is_stored:
            keep_original(connection, document_id, original)

    def put_back_state(self, former: Former) -> None:
        """Let a document lie again where it lay, and be withdrawn if it was. One that is gone stays so."""
        document_id = former.document["document_id"]
        if self._connection.execute(_STORED, {"key": document_id}).first() is None:
            return
        if seen := self._free(former):
            self._keep_state(document_id)
        for sighting in seen:
            self._lay(document_id, sighting)
        self._settle_name(document_id)
        gone = former.document["withdrawn_run_id"] is not None
        if gone is not self._is_withdrawn(document_id):
            self.withdraw(document_id, gone=gone)

    def finish(self, document_id: str | None = None, new: Sequence[StoredBody] = ()) -> None:
        """Settle what depended on what was taken out, and log the difference; `document_id` is what came instead."""
        settle_articles(self._connection, self._touched, new)
        if self._before:
            after = read_document(self._connection, document_id).stories() if document_id is not None else []
            changes = compare(self._before, after)
            list_facts(self._connection, [change.before for change in changes if change.before is not None])
            log_changes(self._connection, self._step, changes)
        came = [document_id] if document_id is not None else []
        for unsettled in sorted({*self._touched.renamed, *came}):
            settle_corrections(self._connection, unsettled)
        remove_unused(self._connection, self._touched.initiatives, self._touched.places)
        self._touched, self._before = Touched(), []

    def _insert(self, document_id: str, values: dict[str, Any], rows: DocumentRows, *, is_new: bool) -> None:
        """Insert what was read from a document; a new one lies in one place only, and is called by that."""
        connection = self._connection
        vacated = vacate(connection, [str(row["article_id"]) for row in rows.tables["articles"]])
        if not self._before:
            log_new(connection, self._step, values["name"], rows.tables["articles"])
        withdrawn = not is_new and self._is_withdrawn(document_id)
        bodies = insert_rows(connection, document_id, rows, is_withdrawn=withdrawn)
        settle_ids(connection, vacated)
        if not is_new:
            self._settle_name(document_id)
        self.finish(document_id, bodies)

    def _keep_state(self, document_id: str) -> None:
        if document_id not in self._kept:
            self._keep(document_id, Holds.STATE, read_state(self._connection, document_id))

    def _keep(self, document_id: str, holds: Holds, former: Former, original: bytes | None = None) -> None:
        keep_former(self._connection, self._step, document_id, holds, pack(former), original)
        self._kept.add(document_id)

    def _is_withdrawn(self, document_id: str) -> bool:
        return self._connection.execute(_STORED, {"key": document_id}).scalar() is not None

    def _settle_name(self, document_id: str) -> None:
        if settle_name(self._connection, document_id):
            self._touched.renamed.add(document_id)

    def _lay(self, document_id: str, seen: Sighting) -> None:
        """Note where it lies. A document that lay there before and lies nowhere else is taken out."""
        before = lying_at(self._connection, seen.location)
        displaced = before if before not in (None, document_id) else None
        if displaced is not None and not lies_elsewhere(self._connection, displaced, seen.location):
            self.take_out(displaced, wholly=True)
            before = displaced = None
        if displaced is not None:
            self._keep_state(displaced)
        lay(self._connection, document_id, seen, known=before is not None)
        if displaced is not None:
            self._settle_name(displaced)

    def _free(self, former: Former) -> list[Sighting]:
        """Where a document lay, lies no longer, and can lie again."""
        document_id = former.document["document_id"]
        return [
            seen
            for seen in sightings_of(former)
            if lying_at(self._connection, seen.location) != document_id and is_free(self._connection, seen.location)
        ]
