"""What the database knows of a document before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, func, select

from borderdb.db.models import Base
from borderdb.db.rows import Counts
from borderdb.records import Fetch

_TABLES: Final = Base.metadata.tables
_DOCUMENTS: Final = _TABLES["documents"]
_LOCATIONS: Final = _TABLES["document_locations"]
_FETCHES: Final = _TABLES["fetches"]
_ARTICLES: Final = _TABLES["articles"]


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document as stored: how it was read, and where it lies."""

    document_id: str
    name: str
    published_given: date | None
    outlet_given: str | None
    rules_version: str
    seeds_fingerprint: str
    facts_digest: str
    locations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownLocation:
    """What was read at a location, and when. Times in nanoseconds since 1970."""

    document_id: str
    size: int
    modified_ns: int | None
    read_ns: int


def known_document(connection: Connection, document_id: str) -> KnownDocument | None:
    """The document with these bytes, None if it was never stored."""
    row = connection.execute(select(_DOCUMENTS).where(_DOCUMENTS.c.document_id == document_id)).first()
    if row is None:
        return None
    places = select(_LOCATIONS.c.location).where(_LOCATIONS.c.document_id == document_id)
    locations = connection.execute(places.order_by(_LOCATIONS.c.location)).scalars()
    return KnownDocument(
        document_id=row.document_id,
        name=row.name,
        published_given=row.published_given,
        outlet_given=row.outlet_given,
        rules_version=row.rules_version,
        seeds_fingerprint=row.seeds_fingerprint,
        facts_digest=row.facts_digest,
        locations=tuple(locations),
    )


def known_location(connection: Connection, location: str) -> KnownLocation | None:
    """What was read there the last time, None if nothing ever was."""
    row = connection.execute(select(_LOCATIONS).where(_LOCATIONS.c.location == location)).first()
    return None if row is None else KnownLocation(row.document_id, row.size, row.modified_ns, row.read_ns)


def known_fetch(connection: Connection, location: str) -> Fetch | None:
    """How the document at an address was fetched the last time, None if it never was."""
    row = connection.execute(select(_FETCHES).where(_FETCHES.c.location == location)).first()
    return None if row is None else Fetch(row.final_url, row.status, row.etag, row.last_modified)


def counts_of(connection: Connection, document_id: str) -> Counts:
    """How much is stored of a document."""
    of_document = select(_ARTICLES.c.article_id).where(_ARTICLES.c.document_id == document_id)

    def count(name: str, first_only: bool = False) -> int:
        table = _TABLES[name]
        counted = select(func.count()).select_from(table).where(table.c.article_id.in_(of_document))
        if first_only:
            counted = counted.where(table.c.ordinal == 1)
        return int(connection.execute(counted).scalar_one())

    return Counts(
        articles=count("articles"),
        places=count("place_mentions", first_only=True),
        programmes=count("article_programmes"),
        initiatives=count("article_initiatives"),
        metrics=count("metrics"),
        issues=count("issues"),
    )
