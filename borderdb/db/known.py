"""What the database knows of a document before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
)

from borderdb.db.models import Base
from borderdb.db.rows import Counts
from borderdb.records import Fetch

_TABLES: Final = Base.metadata.tables
_DOCUMENTS: Final = _TABLES["documents"]
_LOCATIONS: Final = _TABLES["document_locations"]
_FETCHES: Final = _TABLES["fetches"]
_ARTICLES: Final = _TABLES["articles"]
_RUN_DOCUMENTS: Final = _TABLES["run_documents"]
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


class Lying(NamedTuple):
    """A location, the name there, and the document that lies there."""

    location: str
    name: str
    document_id: str


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


def locations_below(connection: Connection, prefix: str) -> list[Lying]:
    """What lies at locations that begin with the prefix, in their order."""
    after = prefix[:-1] + chr(ord(prefix[-1]) + 1)  # a range of the index, which LIKE would not use
    found = select(_LOCATIONS.c.location, _LOCATIONS.c.name, _LOCATIONS.c.document_id)
    found = found.where(_LOCATIONS.c.location >= prefix, _LOCATIONS.c.location < after)
    return [Lying(*row) for row in connection.execute(found.order_by(_LOCATIONS.c.location))]


def failed_locations(connection: Connection) -> list[str]:
    """Where documents lie that could not be read when a run met them last."""
    later = _RUN_DOCUMENTS.alias("later")
    met_again = exists().where(
        later.c.location == _RUN_DOCUMENTS.c.location,
        tuple_(later.c.run_id, later.c.ordinal) > tuple_(_RUN_DOCUMENTS.c.run_id, _RUN_DOCUMENTS.c.ordinal),
    )
    found = select(_RUN_DOCUMENTS.c.location).where(_RUN_DOCUMENTS.c.status == "failed", ~met_again).distinct()
    return list(connection.execute(found.order_by(_RUN_DOCUMENTS.c.location)).scalars())


def older_documents(connection: Connection, rules_version: str, fingerprint: str) -> list[Lying]:
    """Documents that other rules or other reference data read."""
    other = or_(_DOCUMENTS.c.rules_version != rules_version, _DOCUMENTS.c.seeds_fingerprint != fingerprint)
    return _lying(connection, other)


def documents_called(connection: Connection, what: str | None = None) -> list[Lying]:
    """Documents of that name, at that location or with an id that begins so; without a word, all of them.

    An id is asked for by at least four of its digits.
    """
    if what is None:
        return _lying(connection, true())
    begins = and_(_DOCUMENTS.c.document_id >= what, _DOCUMENTS.c.document_id < f"{what}g") if len(what) > 3 else false()
    lies = exists().where(_LOCATIONS.c.document_id == _DOCUMENTS.c.document_id, _LOCATIONS.c.location == what)
    return _lying(connection, or_(_DOCUMENTS.c.name == what, lies, begins))


def _lying(connection: Connection, condition: ColumnElement[bool]) -> list[Lying]:
    found = select(_DOCUMENTS.c.location, _DOCUMENTS.c.name, _DOCUMENTS.c.document_id).where(condition)
    return [Lying(*row) for row in connection.execute(found.order_by(_DOCUMENTS.c.location, _DOCUMENTS.c.document_id))]


def known_fetch(connection: Connection, location: str) -> Fetch | None:
    """How the document at an address was fetched the last time, None if it never was."""
    row = connection.execute(select(_FETCHES).where(_FETCHES.c.location == location)).first()
    return None if row is None else Fetch(row.final_url, row.status, row.etag, row.last_modified)


def counts_of(connection: Connection, document_id: str) -> Counts:
    """How much is stored of a document."""
    return Counts(*(int(count) for count in connection.execute(_COUNTS, {"document_id": document_id}).one()))


def counts_of_all(connection: Connection) -> Counts:
    """How much is stored of all documents."""
    return Counts(*(int(count) for count in connection.execute(_ALL_COUNTS).one()))


def _number(name: str, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(_TABLES[name]).where(*conditions).scalar_subquery()


_COUNTED: Final = {  # in the order of the fields of Counts
    "articles": true(),
    "place_mentions": _TABLES["place_mentions"].c.ordinal == 1,
    "article_programmes": true(),
    "article_initiatives": true(),
    "metrics": true(),
    "issues": true(),
}
_OF_DOCUMENT: Final = select(_ARTICLES.c.article_id).where(_ARTICLES.c.document_id == bindparam("document_id"))
_COUNTS: Final = select(
    *(_number(name, _TABLES[name].c.article_id.in_(_OF_DOCUMENT), counts) for name, counts in _COUNTED.items())
)
_ALL_COUNTS: Final = select(*(_number(name, counts) for name, counts in _COUNTED.items()))
