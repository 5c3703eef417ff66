"""The rows of a document's articles: all of them in, or all of them out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, select, text

from borderdb.db.bulk import insert_many
from borderdb.db.fulltext import cut
from borderdb.db.models import Base
from borderdb.db.places import chunks
from borderdb.db.reprints import StoredBody, enter_bodies, leave_bodies, settle_reprints
from borderdb.db.rows import DocumentRows
from borderdb.db.settle import settle_ids

_TABLES: Final = Base.metadata.tables
_ARTICLES: Final = _TABLES["articles"]
_SENTENCES: Final = _TABLES["sentences"]
_INITIATIVES: Final = _TABLES["initiatives"]
_ARTICLE_INITIATIVES: Final = _TABLES["article_initiatives"]
_OF_ARTICLES: Final = (
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
_LAST_SENTENCE: Final = select(func.max(_SENTENCES.c.sentence_id))
_KNOWN_INITIATIVES: Final = select(_INITIATIVES.c.initiative_id).where(
    _INITIATIVES.c.initiative_id.in_(bindparam("keys", expanding=True))
)
_UNINDEX: Final = text(
    "INSERT INTO sentence_index (sentence_index, rowid, words) VALUES ('delete', :sentence_id, :words)"
)


@dataclass(slots=True)
class Touched:
    """What the rows that are taken out refer to, so that nothing is left behind without use.

    And whose story is no longer certain: articles that told that of a document which is gone or renamed.
    """

    places: set[str] = field(default_factory=set)
    initiatives: set[str] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)
    bodies: set[int] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)


def insert_rows(
    connection: Connection, document_id: str, rows: DocumentRows, *, is_withdrawn: bool = False
) -> list[StoredBody]:
    """Insert all rows, whose ids nobody else must hold. Returns the bodies, all of them new."""
    before = connection.execute(_LAST_SENTENCE).scalar() or 0
    _add_initiatives(connection, rows)
    insert_many(connection, "articles", [row | {"document_id": document_id} for row in rows.tables["articles"]])
    for name in _OF_ARTICLES:
        new = rows.tables[name]
        if "sentence_id" in _TABLES[name].c:
            new = [row | {"sentence_id": before + row["sentence_id"]} for row in new]
        insert_many(connection, name, new)
    indexed = [{"rowid": number, "words": words} for number, words in enumerate(rows.words, before + 1)]
    insert_many(connection, "sentence_index", indexed)
    return enter_bodies(connection, rows.bodies, is_withdrawn=is_withdrawn)


def _add_initiatives(connection: Connection, rows: DocumentRows) -> None:
    wanted = {str(row["initiative_id"]): row for row in rows.tables["initiatives"]}
    for chunk in chunks(wanted):
        for key in connection.execute(_KNOWN_INITIATIVES, {"keys": chunk}).scalars():
            del wanted[key]
    insert_many(connection, "initiatives", list(wanted.values()))


def remove_articles(connection: Connection, document_id: str, touched: Touched) -> None:
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
    indexed = [{"sentence_id": number, "words": cut(words)} for number, words in connection.execute(sentences)]
    if indexed:
        connection.execute(_UNINDEX, indexed)
    touched.bodies |= leave_bodies(connection, document_id)
    connection.execute(delete(_ARTICLES).where(_ARTICLES.c.document_id == document_id))


def settle_articles(connection: Connection, touched: Touched, new: Collection[StoredBody] = ()) -> None:
    """Settle ids that came free and who tells whose story. `new` are bodies of articles that came."""
    settle_ids(connection, touched.bases)
    settle_reprints(connection, new, touched.bodies, touched.renamed)
