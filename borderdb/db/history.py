"""The log of what runs changed, fact by fact, and what documents were before: it only grows.

An article that comes is one entry as long as it stands as it came; its facts are listed when something is about to
change in it. So a first ingest writes next to nothing, and the view `change_facts` tells the same before and after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from borderdb.db.differences import Change, FactChange, StoryChange, appeared
from borderdb.db.facts import Story
from borderdb.db.models import Base
from borderdb.db.places import chunks

_ENTRIES: Final = Base.metadata.tables["article_changes"]
_LISTED: Final = Base.metadata.tables["fact_changes"]
_SUPERSEDED: Final = Base.metadata.tables["superseded"]
_ENTER: Final = insert(_ENTRIES)
_LIST: Final = insert(_LISTED)
_KEEP: Final = insert(_SUPERSEDED)
_LAST: Final = select(func.max(_ENTRIES.c.change_id))
_WHOLE: Final = select(_ENTRIES.c.change_id, _ENTRIES.c.article_id).where(
    _ENTRIES.c.article_id.in_(bindparam("ids", expanding=True)), _ENTRIES.c.is_whole == 1
)
_OPEN: Final = update(_ENTRIES).where(_ENTRIES.c.change_id == bindparam("entry")).values(is_whole=0)


class Step(NamedTuple):
    """The turn of a document in a run."""

    run_id: int
    ordinal: int


class Holds(StrEnum):
    """What is kept of a document: that it was not there, all that it was, or where it lay and whether it was gone."""

    NOTHING = "nothing"
    ROWS = "rows"
    STATE = "state"


def log_new(connection: Connection, step: Step, document: str, articles: Iterable[Mapping[str, Any]]) -> None:
    """Note that the articles of a document came, with all that was read from them."""
    entries = [
        {
            "run_id": step.run_id,
            "article_id": row["article_id"],
            "former_id": None,
            "document": document,
            "headline": row["headline"],
            "is_whole": 1,
        }
        for row in articles
    ]
    if entries:
        connection.execute(_ENTER, entries)


def list_facts(connection: Connection, stories: Collection[Story]) -> None:
    """List the facts of articles that have stood as they came: call before something changes in them."""
    by_id = {story.article_id: story for story in stories}
    for chunk in chunks(by_id):
        for entry, article_id in connection.execute(_WHOLE, {"ids": chunk}).all():
            connection.execute(_OPEN, {"entry": entry})
            connection.execute(_LIST, list(_listed(entry, appeared(by_id[article_id]))))


def log_changes(connection: Connection, step: Step, changes: Sequence[StoryChange]) -> None:
    """Note what became of articles that were there before."""
    last = connection.execute(_LAST).scalar() or 0
    for entry, change in enumerate(changes, last + 1):
        values = {
            "change_id": entry,
            "run_id": step.run_id,
            "article_id": change.story.article_id,
            "former_id": change.before.article_id if change.before else None,
            "document": change.story.document,
            "headline": change.story.headline,
            "is_whole": 0,
        }
        connection.execute(_ENTER, values)
        connection.execute(_LIST, list(_listed(entry, change)))


def log_articles(connection: Connection, step: Step, stories: Iterable[Story], change: Change) -> None:
    """Note that articles were withdrawn, or returned, with their facts as they are."""
    changes = [StoryChange(story, story, (FactChange(change, story.facts[0], story.facts[0]),)) for story in stories]
    log_changes(connection, step, changes)


def keep_former(
    connection: Connection,
    step: Step,
    document_id: str,
    holds: Holds,
    payload: bytes | None = None,
    original: bytes | None = None,
) -> None:
    """Keep what a document was before the run touched it."""
    values = {"run_id": step.run_id, "ordinal": step.ordinal, "document_id": document_id, "holds": holds.value}
    connection.execute(_KEEP, values | {"payload": payload, "original": original})


def rename_article(connection: Connection, before: str, after: str, metrics: Mapping[str, str]) -> None:
    """Let the log follow an article that goes by another id, and its figures, given as new ids by old ones."""
    for column in (_ENTRIES.c.article_id, _ENTRIES.c.former_id):
        connection.execute(update(_ENTRIES).where(column == before).values({column: after}))
    of_article = or_(_ENTRIES.c.article_id == after, _ENTRIES.c.former_id == after)
    entries = select(_ENTRIES.c.change_id).where(of_article, _ENTRIES.c.is_whole == 0)
    if connection.execute(entries.limit(1)).first() is None:
        return
    renamed = [{"old": old, "new": new} for old, new in {**metrics, before: after}.items()]
    for column in (_LISTED.c.fact_id, _LISTED.c.former_id):
        own = update(_LISTED).where(_LISTED.c.change_id.in_(entries), column == bindparam("old"))
        connection.execute(own.values({column: bindparam("new")}), renamed)


def _listed(entry: int, change: StoryChange) -> Iterator[dict[str, object]]:
    moved = change.before is not None and change.before.article_id != change.story.article_id
    for ordinal, fact in enumerate(change.facts, 1):
        was, now = fact.before, fact.after
        before, after = fact.shown()
        is_found = not moved and now is not None and was is not None and now.id == was.id
        yield {
            "change_id": entry,
            "ordinal": ordinal,
            "fact": fact.fact.sort,
            "change": fact.change.value,
            "fact_id": fact.fact.id,
            "former_id": was.id if was else None,
            "what": fact.fact.what,
            "place": fact.fact.place,
            "before": before,
            "after": after,
            "sentence": was.sentence if was and not is_found else None,
        }
