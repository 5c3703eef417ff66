"""Names and ids of articles in the database, kept as a fresh database with the same documents would have them.

Two files of one name can hold the same beginning of a story. The document whose digest is smallest then keeps the
plain id, the others fold their digest into theirs. And a document that lies under several names goes by the smallest.
Both can change when another document comes or goes, and ids follow, whatever came first.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, bindparam, case, func, select, update

from borderdb.db.history import rename_article
from borderdb.db.identity import Figure, base_ids, folded_id, metric_ids
from borderdb.db.models import Base
from borderdb.db.places import chunks
from borderdb.records import Sort

_DOCUMENTS: Final = Base.metadata.tables["documents"]
_LOCATIONS: Final = Base.metadata.tables["document_locations"]
_ARTICLES: Final = Base.metadata.tables["articles"]
_SENTENCES: Final = Base.metadata.tables["sentences"]
_METRICS: Final = Base.metadata.tables["metrics"]
_REVIEWS: Final = Base.metadata.tables["reviews"]
_NAMES: Final = select(_LOCATIONS.c.name, _LOCATIONS.c.location).where(
    _LOCATIONS.c.document_id == bindparam("document_id")
)
_NAME: Final = select(_DOCUMENTS.c.name).where(_DOCUMENTS.c.document_id == bindparam("document_id"))
_RENAME: Final = update(_DOCUMENTS).where(_DOCUMENTS.c.document_id == bindparam("key"))
_HOLDERS: Final = select(_ARTICLES.c.base_id, _ARTICLES.c.document_id).where(
    _ARTICLES.c.article_id.in_(bindparam("ids", expanding=True))
)
_BEARERS: Final = (
    select(_ARTICLES.c.base_id, _ARTICLES.c.document_id, _ARTICLES.c.article_id)
    .where(_ARTICLES.c.base_id.in_(bindparam("bases", expanding=True)))
    .order_by(_ARTICLES.c.base_id, _ARTICLES.c.document_id)
)


def vacate(connection: Connection, wanted: Collection[str]) -> list[str]:
    """Fold the ids of articles that hold one of the plain ids, so that these are free for the moment. Returns them."""
    freed = []
    for chunk in chunks(wanted):
        for base_id, document in connection.execute(_HOLDERS, {"ids": chunk}).all():
            _rename(connection, base_id, folded_id(base_id, document))
            freed.append(base_id)
    return freed


def settle_ids(connection: Connection, bases: Collection[str]) -> None:
    """Give each of these plain ids to the article it belongs to, and folded ones to the others that would have it."""
    for chunk in chunks(bases):
        found = connection.execute(_BEARERS, {"bases": chunk}).all()
        owner: dict[str, str] = {}
        for base_id, document, _ in found:
            owner.setdefault(base_id, document)
        for leaving in (True, False):  # nobody can take a plain id before its holder has left it
            for base_id, document, article_id in found:
                wanted = base_id if owner[base_id] == document else folded_id(base_id, document)
                if article_id != wanted and (wanted != base_id) is leaving:
                    _rename(connection, article_id, wanted)


def settle_name(connection: Connection, document_id: str) -> bool:
    """Let the document go by the smallest name it lies under. Its articles' ids follow. Whether that was news."""
    name, location = min(tuple(place) for place in connection.execute(_NAMES, {"document_id": document_id}))
    before = connection.execute(_NAME, {"document_id": document_id}).scalar_one()
    connection.execute(_RENAME, {"key": document_id, "name": name, "location": location})
    if name == before:
        return False
    articles = select(_ARTICLES.c.article_id, _ARTICLES.c.base_id, _ARTICLES.c.headline, _ARTICLES.c.text)
    rows = connection.execute(
        articles.where(_ARTICLES.c.document_id == document_id).order_by(_ARTICLES.c.ordinal)
    ).all()
    openings = [(row.headline or "", row.text[_body_start(connection, row.article_id) :]) for row in rows]
    bases = base_ids(name, openings)
    vacate(connection, bases)
    for row, base_id in zip(rows, bases, strict=True):
        folded = folded_id(base_id, document_id)
        _rename(connection, row.article_id, folded)
        connection.execute(update(_ARTICLES).where(_ARTICLES.c.article_id == folded).values(base_id=base_id))
    settle_ids(connection, {*bases, *(row.base_id for row in rows)})
    return True


def _body_start(connection: Connection, article_id: str) -> int:
    """Where the first sentence that is no heading begins; 0 where all is headings."""
    start = select(func.min(_SENTENCES.c.char_start))
    body = start.where(_SENTENCES.c.article_id == article_id, _SENTENCES.c.is_heading == 0)
    return connection.execute(body).scalar() or 0


def _rename(connection: Connection, before: str, after: str) -> None:
    """Change an article's id and the ids of its figures. The foreign keys of its rows follow by themselves.

    The log of what runs changed follows too.
    """
    connection.execute(update(_ARTICLES).where(_ARTICLES.c.article_id == before).values(article_id=after))
    columns = (_SENTENCES.c.text, _METRICS.c.char_start - _SENTENCES.c.char_start, _METRICS.c.raw)
    joined = select(*columns).join_from(_METRICS, _SENTENCES, _METRICS.c.sentence_id == _SENTENCES.c.sentence_id)
    found = connection.execute(joined.where(_METRICS.c.article_id == after).order_by(_METRICS.c.char_start)).all()
    figures = [Figure(*row) for row in found]
    ids = dict(zip(metric_ids(before, figures), metric_ids(after, figures), strict=True))
    if ids:
        one = update(_METRICS).where(_METRICS.c.metric_id == bindparam("before"))
        renamed = [{"before": old, "after": new} for old, new in ids.items()]
        connection.execute(one.values(metric_id=bindparam("after")), renamed)
        mine = (_REVIEWS.c.article_id == after, _REVIEWS.c.fact == Sort.METRIC.value)
        review = update(_REVIEWS).where(*mine, _REVIEWS.c.fact_id == bindparam("before"))
        read = case((_REVIEWS.c.read_id.is_not(None), bindparam("after")))
        connection.execute(review.values(fact_id=bindparam("after"), read_id=read), renamed)
    rename_article(connection, before, after, ids)
