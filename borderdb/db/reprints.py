"""Which article tells whose story again, kept as a fresh database with the same documents would have it.

The longest body gathers those that it holds (`leader_id`), each body under the longest one that is under none itself:
so groups do not run on from likeness to likeness. Of the articles of a group that tell the story in full, the first is
the one of the earliest day, then of the smallest id; all others are its reprints, were they printed before or after.

Documents that are gone stand behind all others, as if theirs had come last and told less.

When documents come and go, only the bodies are looked at again that the change can reach, the longest first: where one
belongs depends on longer ones alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, select, union, update

from borderdb.db.bodies import BodyRow, body_row
from borderdb.db.bulk import insert_many
from borderdb.db.models import Base
from borderdb.db.places import chunks
from borderdb.text.likeness import KEYS_SHARED, Body, bare, comparable, is_full, repeats

_DOCUMENTS: Final = Base.metadata.tables["documents"]
_ARTICLES: Final = Base.metadata.tables["articles"]
_SENTENCES: Final = Base.metadata.tables["sentences"]
_BODIES: Final = Base.metadata.tables["article_bodies"]
_KEYS: Final = Base.metadata.tables["body_keys"]
_REPRINTS: Final = Base.metadata.tables["reprints"]
_MINE: Final = _KEYS.alias("mine")
_THEIRS: Final = _KEYS.alias("theirs")

_LAST: Final = select(func.max(_BODIES.c.body_id))
_PLACE: Final = update(_BODIES).where(_BODIES.c.body_id == bindparam("body"))
_IS_WITHDRAWN: Final = _DOCUMENTS.c.withdrawn_run_id.is_not(None).label("is_withdrawn")
_BODY: Final = (
    select(_BODIES.c.body_id, _BODIES.c.characters, _BODIES.c.digest, _BODIES.c.leader_id, _IS_WITHDRAWN)
    .join_from(_BODIES, _ARTICLES, _ARTICLES.c.article_id == _BODIES.c.article_id)
    .join(_DOCUMENTS, _DOCUMENTS.c.document_id == _ARTICLES.c.document_id)
)
_THESE: Final = _BODY.where(_BODIES.c.body_id.in_(bindparam("bodies", expanding=True)))
_ALIKE: Final = _BODY.where(
    _BODIES.c.body_id.in_(
        union(
            select(_BODIES.c.body_id).where(_BODIES.c.digest == bindparam("digest")),
            select(_THEIRS.c.body_id)
            .join_from(_MINE, _THEIRS, _THEIRS.c.key == _MINE.c.key)
            .where(_MINE.c.body_id == bindparam("body"))
            .group_by(_THEIRS.c.body_id)
            .having(func.count() >= KEYS_SHARED),
        )
    ),
    _BODIES.c.body_id != bindparam("body"),
)
_FOLLOWERS: Final = select(_BODIES.c.body_id).where(_BODIES.c.leader_id.in_(bindparam("leaders", expanding=True)))
_SENTENCES_OF: Final = (
    select(_SENTENCES.c.text)
    .join_from(_BODIES, _SENTENCES, _SENTENCES.c.article_id == _BODIES.c.article_id)
    .where(_BODIES.c.body_id == bindparam("body"), _SENTENCES.c.is_heading == 0)
    .order_by(_SENTENCES.c.ordinal)
)
_OF_DOCUMENT: Final = (
    select(_BODIES.c.body_id, _BODIES.c.leader_id)
    .join_from(_ARTICLES, _BODIES, _BODIES.c.article_id == _ARTICLES.c.article_id)
    .where(_ARTICLES.c.document_id == bindparam("document"))
)
_GROUPS: Final = (
    select(
        _BODIES.c.leader_id,
        _BODIES.c.article_id,
        _BODIES.c.is_full,
        _ARTICLES.c.published_on,
        _ARTICLES.c.base_id,
        _ARTICLES.c.document_id,
        _REPRINTS.c.first_id,
        _IS_WITHDRAWN,
    )
    .join_from(_BODIES, _ARTICLES, _ARTICLES.c.article_id == _BODIES.c.article_id)
    .join(_DOCUMENTS, _DOCUMENTS.c.document_id == _ARTICLES.c.document_id)
    .outerjoin(_REPRINTS, _REPRINTS.c.article_id == _BODIES.c.article_id)
    .where(_BODIES.c.leader_id.in_(bindparam("leaders", expanding=True)))
)
_UNLINK: Final = delete(_REPRINTS).where(_REPRINTS.c.article_id.in_(bindparam("articles", expanding=True)))
_UNKNOWN: Final = (
    select(_ARTICLES.c.article_id)
    .outerjoin(_BODIES, _BODIES.c.article_id == _ARTICLES.c.article_id)
    .where(_BODIES.c.body_id.is_(None))
    .order_by(_ARTICLES.c.article_id)
    .limit(bindparam("most"))
)


class StoredBody(NamedTuple):
    """A body as the database knows it."""

    body_id: int
    characters: int
    digest: str | None
    leader_id: int | None
    is_withdrawn: bool = False

    @property
    def rank(self) -> tuple[bool, int, str, int]:
        """Longest first, but those of documents that are gone last: they lead only where nobody else tells the story.

        Of identical ones it does not matter which leads: they are like the same bodies.
        """
        return (self.is_withdrawn, -self.characters, self.digest or "", self.body_id)


def enter_bodies(connection: Connection, rows: Sequence[BodyRow], *, is_withdrawn: bool = False) -> list[StoredBody]:
    """Store the bodies of new articles, each as its own leader until `settle_reprints` knows better."""
    last = connection.execute(_LAST).scalar() or 0
    numbered = list(enumerate(rows, last + 1))
    bodies = [
        {
            "body_id": number,
            "article_id": row.article_id,
            "digest": row.digest,
            "characters": row.characters,
            "leader_id": number,
            "is_full": 1,
        }
        for number, row in numbered
    ]
    keys = [{"key": key, "body_id": number} for number, row in numbered for key in row.keys]
    insert_many(connection, "article_bodies", bodies)
    insert_many(connection, "body_keys", keys)
    return [StoredBody(number, row.characters, row.digest, number, is_withdrawn) for number, row in numbered]


def leave_bodies(connection: Connection, document_id: str) -> set[int]:
    """Call before the articles of a document are removed. Returns the bodies of others that this leaves unsettled."""
    leaders = {int(row.body_id): row.leader_id for row in connection.execute(_OF_DOCUMENT, {"document": document_id})}
    others = {leader for leader in leaders.values() if leader is not None}
    for chunk in chunks(leaders):
        others |= set(connection.execute(_FOLLOWERS, {"leaders": chunk}).scalars())
    return others - leaders.keys()


def settle_reprints(
    connection: Connection,
    new: Collection[StoredBody] = (),
    unsettled: Collection[int] = (),
    renamed: Collection[str] = (),
) -> None:
    """Find out whose story the new and the unsettled bodies tell, and whom that moves; link articles accordingly.

    `renamed` are documents that go by another name now: the ids of their articles have changed, and with them who is
    the first among equals.
    """
    groups = {
        int(row.leader_id)
        for document in renamed
        for row in connection.execute(_OF_DOCUMENT, {"document": document})
        if row.leader_id is not None
    }
    entered = {body.body_id for body in new}
    waiting = [(body.rank, body) for body in (*new, *_stored(connection, {*unsettled} - entered))]
    known = {body.body_id for _, body in waiting}
    heapify(waiting)
    while waiting:
        _, mine = heappop(waiting)
        before = None if mine.body_id in entered else mine.leader_id
        leader, moved = _place(connection, mine, before)
        if mine.body_id not in entered or moved or leader != mine.body_id:  # most new ones are like no other
            groups |= {leader} if before is None else {leader, before}
        for other in _stored(connection, moved - known):
            known.add(other.body_id)
            heappush(waiting, (other.rank, other))
    _link(connection, groups)


def settle_withdrawal(connection: Connection, document_id: str) -> None:
    """Call when a document was withdrawn or has returned: that changes whose story its articles may tell first."""
    own = [int(row.body_id) for row in connection.execute(_OF_DOCUMENT, {"document": document_id})]
    followers: set[int] = set()
    for chunk in chunks(own):
        followers |= set(connection.execute(_FOLLOWERS, {"leaders": chunk}).scalars())
    settle_reprints(connection, list(_stored(connection, own)), followers, [document_id])


def enter_unknown(connection: Connection, most: int) -> int:
    """Settle as many articles of those that were stored before bodies were. Returns how many there were."""
    articles = connection.execute(_UNKNOWN, {"most": most}).scalars().all()
    sentences = select(_SENTENCES.c.text, _SENTENCES.c.is_heading).order_by(_SENTENCES.c.ordinal)
    rows = []
    for article_id in articles:
        found = connection.execute(sentences.where(_SENTENCES.c.article_id == article_id)).mappings()
        rows.append(body_row(article_id, [dict(row) for row in found]))
    settle_reprints(connection, enter_bodies(connection, rows))
    return len(articles)


def _place(connection: Connection, mine: StoredBody, before: int | None) -> tuple[int, set[int]]:
    """Put a body under the longest that holds it. Returns that one, and the bodies whose place this may change."""
    if mine.digest is None:
        return mine.body_id, set()
    alike = [StoredBody._make(row) for row in connection.execute(_ALIKE, {"body": mine.body_id, "digest": mine.digest})]
    compared = _Compared(connection, mine) if alike else None
    leaders = sorted(
        (body for body in alike if body.leader_id == body.body_id and body.rank < mine.rank),
        key=lambda body: body.rank,
    )
    leader = next((body for body in leaders if compared and compared.is_held_by(body)), mine)
    if leader.body_id != mine.leader_id:
        full = int(is_full(mine.characters, leader.characters))
        connection.execute(_PLACE, {"body": mine.body_id, "leader_id": leader.body_id, "is_full": full})
    if leader.body_id == before:
        return before, set()
    moved: set[int] = set()
    if leader is mine and compared:
        moved = {body.body_id for body in alike if body.rank > mine.rank and compared.holds(body)}
    elif before == mine.body_id:  # leads no longer
        moved = set(connection.execute(_FOLLOWERS, {"leaders": [mine.body_id]}).scalars()) - {mine.body_id}
    return leader.body_id, moved


class _Compared:
    """A body that others are compared with, one at a time: only two are in memory."""

    def __init__(self, connection: Connection, mine: StoredBody) -> None:
        self._connection = connection
        self._mine = mine
        self._body: Body | None = None

    def is_held_by(self, longer: StoredBody) -> bool:
        """Whether a longer body says all that this one says."""
        return longer.digest == self._mine.digest or (
            comparable(self._mine.characters, longer.characters) and repeats(self._own(), self._read(longer))
        )

    def holds(self, shorter: StoredBody) -> bool:
        """Whether this body says all that a shorter one says."""
        return shorter.digest == self._mine.digest or (
            comparable(shorter.characters, self._mine.characters) and repeats(self._read(shorter), self._own())
        )

    def _own(self) -> Body:
        if self._body is None:
            self._body = self._read(self._mine)
        return self._body

    def _read(self, stored: StoredBody) -> Body:
        return Body(bare(self._connection.execute(_SENTENCES_OF, {"body": stored.body_id}).scalars()))


def _link(connection: Connection, leaders: Collection[int]) -> None:
    """Link the articles of groups, each to the first of its own."""
    groups: dict[int, list[Any]] = defaultdict(list)
    for chunk in chunks(leaders):
        for row in connection.execute(_GROUPS, {"leaders": chunk}):
            groups[row.leader_id].append(row)
    loose: list[str] = []
    links: list[dict[str, str]] = []
    for group in groups.values():
        full = [row for row in group if row.is_full]
        if not full:  # the group is no more
            continue
        first = min(full, key=_order)
        wrong = [row for row in group if row.first_id != (None if row is first else first.article_id)]
        loose += [row.article_id for row in wrong if row.first_id is not None]
        links += [{"article_id": row.article_id, "first_id": first.article_id} for row in wrong if row is not first]
    for articles in chunks(loose):
        connection.execute(_UNLINK, {"articles": articles})
    insert_many(connection, "reprints", links)


def _order(row: Any) -> tuple[bool, bool, str, str, str]:
    """The earliest day first, unknown ones last, and those that are gone behind all others.

    Ids change with the name of a document, not with an edit of it.
    """
    return (row.is_withdrawn, row.published_on is None, str(row.published_on), row.base_id, row.document_id)


def _stored(connection: Connection, numbers: Collection[int]) -> Iterator[StoredBody]:
    for chunk in chunks(numbers):
        for row in connection.execute(_THESE, {"bodies": chunk}).all():
            yield StoredBody._make(row)
