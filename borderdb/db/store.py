"""All writes of documents. The caller begins and commits: a document is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, text, update

from borderdb.db.fulltext import cut
from borderdb.db.models import Base
from borderdb.db.places import add_found_places, chunks, remove_unused_places
from borderdb.db.reprints import StoredBody, enter_bodies, leave_bodies, settle_reprints
from borderdb.db.rows import DocumentRows
from borderdb.db.settle import settle_ids, settle_name, vacate
from borderdb.records import About, Fetch

_TABLES: Final = Base.metadata.tables
_DOCUMENTS: Final = _TABLES["documents"]
_LOCATIONS: Final = _TABLES["document_locations"]
_FETCHES: Final = _TABLES["fetches"]
_ARTICLES: Final = _TABLES["articles"]
_SENTENCES: Final = _TABLES["sentences"]
_INITIATIVES: Final = _TABLES["initiatives"]
_ARTICLE_INITIATIVES: Final = _TABLES["article_initiatives"]
_OF_ARTICLES: Final = (
    "articles",
    "sentences",
    "place_mentions",
    "article_programmes",
    "programme_mentions",
    "article_initiatives",
    "initiative_mentions",
    "metrics",
    "issues",
)
_NAMING_PLACES: Final = ("articles", "place_mentions", "article_programmes", "metrics")
_IS: Final = _DOCUMENTS.c.document_id == bindparam("key")
_IS_STORED: Final = select(_DOCUMENTS.c.document_id).where(_IS)
_UPDATE: Final = update(_DOCUMENTS).where(_IS)
_LAST_SENTENCE: Final = select(func.max(_SENTENCES.c.sentence_id))
_LIES_HERE: Final = select(_LOCATIONS.c.document_id).where(_LOCATIONS.c.location == bindparam("location"))
_UPDATE_LOCATION: Final = update(_LOCATIONS).where(_LOCATIONS.c.location == bindparam("here"))
_KNOWN_INITIATIVES: Final = select(_INITIATIVES.c.initiative_id).where(
    _INITIATIVES.c.initiative_id.in_(bindparam("keys", expanding=True))
)
_INSERT: Final = {name: insert(table) for name, table in _TABLES.items()}
_INDEX: Final = text("INSERT INTO sentence_index (rowid, words) VALUES (:sentence_id, :words)")
_UNINDEX: Final = text(
    "INSERT INTO sentence_index (sentence_index, rowid, words) VALUES ('delete', :sentence_id, :words)"
)


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
    run_id: int
    beside: str | None = None


@dataclass(slots=True)
class _Touched:
    """What the rows that are taken out refer to, so that nothing is left behind without use.

    And whose story is no longer certain: articles that told that of a document which is gone or renamed.
    """

    places: set[str] = field(default_factory=set)
    initiatives: set[str] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)
    bodies: set[int] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)


def replace_document(connection: Connection, document: Document, seen: Sighting, rows: DocumentRows) -> None:
    """Store all that was read from a document, in the place of what was known of it and of what lay there before.

    The rows must have been built for the name under which it is seen.
    """
    touched = _Touched()
    add_found_places(connection, rows.places)
    known = connection.execute(_IS_STORED, {"key": document.document_id}).first() is not None
    if known:
        _remove_articles(connection, document.document_id, touched)
    # The name that the rows were made with: what the document is to be called in the end is settled below.
    values = _document_values(document, rows.facts_digest) | {"name": seen.name, "location": seen.location}
    if known:
        connection.execute(_UPDATE, {"key": document.document_id} | values)
    else:
        connection.execute(_INSERT["documents"], values)
    _move(connection, document.document_id, seen, touched)
    new = _insert_rows(connection, document.document_id, rows)
    if known and settle_name(connection, document.document_id):  # a new one lies nowhere else
        touched.renamed.add(document.document_id)
    _clean_up(connection, touched, new)


def confirm_document(connection: Connection, document: Document, seen: Sighting) -> None:
    """A document was read again and says the same: only how it was read is new."""
    values = _document_values(document, None)
    del values["facts_digest"], values["run_id"]
    connection.execute(_UPDATE, {"key": document.document_id} | values)
    see_document(connection, document.document_id, seen)


def see_document(connection: Connection, document_id: str, seen: Sighting) -> None:
    """A known document was seen, here or somewhere new. What lay here before is known no longer."""
    touched = _Touched()
    _move(connection, document_id, seen, touched)
    if settle_name(connection, document_id):
        touched.renamed.add(document_id)
    _clean_up(connection, touched)


def forget_locations(connection: Connection, locations: Collection[str]) -> None:
    """A document was moved: it lies there no longer. At least one other location of it must be left."""
    for chunk in chunks(locations):
        connection.execute(delete(_LOCATIONS).where(_LOCATIONS.c.location.in_(chunk)))


def _document_values(document: Document, facts_digest: str | None) -> dict[str, Any]:
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
        "facts_digest": facts_digest,
        "run_id": document.run_id,
    }


def _move(connection: Connection, document_id: str, seen: Sighting, touched: _Touched) -> None:
    """Note where the document lies. A document that lay there before and lies nowhere else now is removed."""
    before = connection.execute(_LIES_HERE, {"location": seen.location}).scalar()
    values = {
        "location": seen.location,
        "document_id": document_id,
        "name": seen.name,
        "size": seen.size,
        "modified_ns": seen.modified_ns,
        "read_ns": seen.read_ns,
        "side": seen.side,
    }
    if before is None:
        connection.execute(_INSERT["document_locations"], values)
    else:
        connection.execute(_UPDATE_LOCATION, {"here": seen.location} | values)
    if seen.fetch is not None:
        _note_fetch(connection, seen, seen.fetch)
    if before in (None, document_id):
        return
    elsewhere = select(func.count()).select_from(_LOCATIONS).where(_LOCATIONS.c.document_id == before)
    if connection.execute(elsewhere).scalar():
        if settle_name(connection, before):
            touched.renamed.add(before)
    else:
        _remove_articles(connection, before, touched)
        connection.execute(delete(_DOCUMENTS).where(_IS), {"key": before})


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


def _insert_rows(connection: Connection, document_id: str, rows: DocumentRows) -> list[StoredBody]:
    """Insert all rows. Returns the bodies that are new."""
    before = connection.execute(_LAST_SENTENCE).scalar() or 0
    vacated = vacate(connection, [str(row["article_id"]) for row in rows.tables["articles"]])
    _add_initiatives(connection, rows)
    for name in _OF_ARTICLES:
        new = [dict(row) for row in rows.tables[name]]
        if not new:
            continue
        for row in new:
            if name == "articles":
                row["document_id"] = document_id
            elif "sentence_id" in row:
                row["sentence_id"] = before + int(str(row["sentence_id"]))
        connection.execute(_INSERT[name], new)
        if name == "sentences":
            connection.execute(_INDEX, [_indexed(row["sentence_id"], str(row["text"])) for row in new])
    bodies = enter_bodies(connection, rows.bodies)
    settle_ids(connection, vacated)
    return bodies


def _add_initiatives(connection: Connection, rows: DocumentRows) -> None:
    wanted = {str(row["initiative_id"]): row for row in rows.tables["initiatives"]}
    for chunk in chunks(wanted):
        for key in connection.execute(_KNOWN_INITIATIVES, {"keys": chunk}).scalars():
            del wanted[key]
    if wanted:
        connection.execute(_INSERT["initiatives"], list(wanted.values()))


def _remove_articles(connection: Connection, document_id: str, touched: _Touched) -> None:
    """Take the articles of a document out, with all that was read from them."""
    of_document = select(_ARTICLES.c.article_id).where(_ARTICLES.c.document_id == document_id)
    for name in _NAMING_PLACES:
        table = _TABLES[name]
        keys = select(table.c.place_key).where(table.c.article_id.in_(of_document)).distinct()
        touched.places.update(key for key in connection.execute(keys).scalars() if key is not None)
    links = select(_ARTICLE_INITIATIVES.c.initiative_id).where(_ARTICLE_INITIATIVES.c.article_id.in_(of_document))
    touched.initiatives.update(connection.execute(links).scalars())
    bases = select(_ARTICLES.c.base_id).where(_ARTICLES.c.document_id == document_id)
    touched.bases.update(connection.execute(bases).scalars())
    sentences = select(_SENTENCES.c.sentence_id, _SENTENCES.c.text).where(_SENTENCES.c.article_id.in_(of_document))
    indexed = [_indexed(number, words) for number, words in connection.execute(sentences)]
    if indexed:
        connection.execute(_UNINDEX, indexed)
    touched.bodies |= leave_bodies(connection, document_id)
    connection.execute(delete(_ARTICLES).where(_ARTICLES.c.document_id == document_id))


def _clean_up(connection: Connection, touched: _Touched, new: Collection[StoredBody] = ()) -> None:
    """Settle ids that came free and who tells whose story; remove initiatives and found places without use.

    `new` are bodies of articles that came.
    """
    settle_ids(connection, touched.bases)
    settle_reprints(connection, new, touched.bodies, touched.renamed)
    if touched.initiatives:
        touched.places.update(_places_of(connection, touched.initiatives))
        used = exists().where(_ARTICLE_INITIATIVES.c.initiative_id == _INITIATIVES.c.initiative_id)
        unused = delete(_INITIATIVES).where(_INITIATIVES.c.initiative_id == bindparam("key"), ~used)
        connection.execute(unused, [{"key": key} for key in sorted(touched.initiatives)])
    remove_unused_places(connection, touched.places)


def _places_of(connection: Connection, initiatives: Iterable[str]) -> set[str]:
    keys: set[str] = set()
    for chunk in chunks(set(initiatives)):
        places = select(_INITIATIVES.c.place_key).where(_INITIATIVES.c.initiative_id.in_(chunk))
        keys.update(key for key in connection.execute(places).scalars() if key is not None)
    return keys


def _indexed(sentence_id: object, words: str) -> dict[str, object]:
    return {"sentence_id": sentence_id, "words": cut(words)}
