"""What the database knows of a document before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, ScalarSelect, bindparam, exists, func, select

from borderdb.db.models import Base
from borderdb.db.rows import Counts
from borderdb.records import Fetch

_TABLES: Final = Base.metadata.tables
_DOCUMENTS: Final = _TABLES["documents"]
_LOCATIONS: Final = _TABLES["document_locations"]
_FETCHES: Final = _TABLES["fetches"]
_ARTICLES: Final = _TABLES["articles"]
_ORIGINALS: Final = _TABLES["originals"]
_HAS_ORIGINAL: Final = exists().where(_ORIGINALS.c.document_id == _DOCUMENTS.c.document_id).label("has_original")
_DOCUMENT: Final = select(_DOCUMENTS, _HAS_ORIGINAL).where(_DOCUMENTS.c.document_id == bindparam("document_id"))
_PLACES: Final = (
    select(_LOCATIONS.c.location, _LOCATIONS.c.name, _LOCATIONS.c.side)
    .where(_LOCATIONS.c.document_id == bindparam("document_id"))
    .order_by(_LOCATIONS.c.location)
)
_LOCATION: Final = select(_LOCATIONS).where(_LOCATIONS.c.location == bindparam("location"))


class KnownPlace(NamedTuple):
    """A place where a document lies, its name there, and what its side file there says."""

    location: str
    name: str
    side: str | None


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document as stored: how it was read, where it lies, and what its side file says in each of these places.

    `has_original` tells whether its bytes are kept, which older versions did not do.
    """

    document_id: str
    name: str
    published_given: date | None
    outlet_given: str | None
    rules_version: str
    seeds_fingerprint: str
    facts_digest: str
    beside: str | None
    is_withdrawn: bool
    has_original: bool
    places: tuple[KnownPlace, ...]

    @property
    def locations(self) -> tuple[str, ...]:
        """The full paths and URLs where it lies."""
        return tuple(place.location for place in self.places)


@dataclass(frozen=True, slots=True)
class KnownLocation:
    """What was read at a location, and when. Times in nanoseconds since 1970."""

    document_id: str
    size: int
    modified_ns: int | None
    read_ns: int
    side: str | None


def known_document(connection: Connection, document_id: str) -> KnownDocument | None:
    """The document with these bytes, None if it was never stored."""
    row = connection.execute(_DOCUMENT, {"document_id": document_id}).first()
    if row is None:
        return None
    places = connection.execute(_PLACES, {"document_id": document_id})
    return KnownDocument(
        document_id=row.document_id,
        name=row.name,
        published_given=row.published_given,
        outlet_given=row.outlet_given,
        rules_version=row.rules_version,
        seeds_fingerprint=row.seeds_fingerprint,
        facts_digest=row.facts_digest,
        beside=row.beside,
        is_withdrawn=row.withdrawn_run_id is not None,
        has_original=bool(row.has_original),
        places=tuple(KnownPlace(*place) for place in places),
    )


def known_location(connection: Connection, location: str) -> KnownLocation | None:
    """What was read there the last time, None if nothing ever was."""
    row = connection.execute(_LOCATION, {"location": location}).first()
    if row is None:
        return None
    return KnownLocation(row.document_id, row.size, row.modified_ns, row.read_ns, row.side)


def known_fetch(connection: Connection, location: str) -> Fetch | None:
    """How the document at an address was fetched the last time, None if it never was."""
    row = connection.execute(select(_FETCHES).where(_FETCHES.c.location == location)).first()
    return None if row is None else Fetch(row.final_url, row.status, row.etag, row.last_modified)


def counts_of(connection: Connection, document_id: str) -> Counts:
    """How much is stored of a document."""
    return Counts(*connection.execute(_COUNTS, {"document_id": document_id}).one())


def _number(name: str, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    """How many rows of a table belong to articles of the document."""
    table = _TABLES[name]
    of_document = select(_ARTICLES.c.article_id).where(_ARTICLES.c.document_id == bindparam("document_id"))
    of_articles = table.c.article_id.in_(of_document)
    return select(func.count()).select_from(table).where(of_articles, *conditions).scalar_subquery()


_COUNTS: Final = select(  # in the order of the fields of Counts
    _number("articles"),
    _number("place_mentions", _TABLES["place_mentions"].c.ordinal == 1),
    _number("article_programmes"),
    _number("article_initiatives"),
    _number("metrics"),
    _number("issues"),
)
