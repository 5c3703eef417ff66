"""All writes of documents that a run sees. The caller begins and commits: a document is one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, bindparam, update

from borderdb.db.history import Step
from borderdb.db.locations import Sighting
from borderdb.db.models import Base
from borderdb.db.reviews import settle_corrections
from borderdb.db.rows import DocumentRows
from borderdb.db.turn import Turn
from borderdb.records import About

__all__ = [
    "Document",
    "Sighting",
    "confirm_document",
    "leave_location",
    "replace_document",
    "see_document",
    "withdraw_document",
]

_DOCUMENTS: Final = Base.metadata.tables["documents"]
_UPDATE: Final = update(_DOCUMENTS).where(_DOCUMENTS.c.document_id == bindparam("key"))


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
    connection: Connection,
    step: Step,
    document: Document,
    seen: Sighting | None,
    rows: DocumentRows,
    left: Collection[str] = (),
) -> None:
    """Store all that was read from a document, in the place of what was known of it and of what lay there before.

    The rows must have been built for the name under which it is seen; where nobody saw it, since it was read again
    from its original, for the name that it has. `left` are locations where it lies no longer.
    """
    values = _document_values(document) | {"facts_digest": rows.facts_digest, "run_id": step.run_id}
    if seen is not None:
        # The name that the rows were made with: what the document is to be called in the end is settled afterwards.
        values |= {"name": seen.name, "location": seen.location, "withdrawn_run_id": None}
    Turn(connection, step).put_in(values, rows, [seen] if seen is not None else [], left)


def confirm_document(
    connection: Connection, step: Step, document: Document, seen: Sighting | None, left: Collection[str] = ()
) -> None:
    """A document was read again and says the same: only how it was read is new."""
    connection.execute(_UPDATE, {"key": document.document_id} | _document_values(document))
    if seen is not None:
        see_document(connection, step, document.document_id, seen, left)
    settle_corrections(connection, document.document_id)  # reference data that came since may know what they name


def see_document(
    connection: Connection, step: Step, document_id: str, seen: Sighting, left: Collection[str] = ()
) -> None:
    """A known document was seen, here or somewhere new. What lay here before is known no longer."""
    turn = Turn(connection, step)
    turn.see(document_id, seen, left)
    turn.finish()


def withdraw_document(connection: Connection, step: Step, document_id: str) -> None:
    """The file of a document is gone. Its facts stay."""
    turn = Turn(connection, step)
    turn.withdraw(document_id, gone=True)
    turn.finish()


def leave_location(connection: Connection, step: Step, document_id: str, location: str) -> None:
    """A document lies there no longer, but elsewhere still."""
    turn = Turn(connection, step)
    turn.leave(document_id, location)
    turn.finish()


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
