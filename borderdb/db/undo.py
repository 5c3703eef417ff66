"""Taking a run back: each document that it touched becomes what it was, unless something has been done to it since.

A run touched a document where it stored, replaced, removed, moved or withdrew it. An undo is a run that touches the
same documents, so that it can be undone itself, and both together are as if neither had been.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from borderdb.db.corrections import touched_since
from borderdb.db.former import Former, unpack
from borderdb.db.history import Holds, Step
from borderdb.db.known import counts_of
from borderdb.db.models import Base
from borderdb.db.runs import RunDocument, State
from borderdb.db.turn import ObstructedError, Turn

_TABLES: Final = Base.metadata.tables
_RUNS: Final = _TABLES["runs"]
_RUN_DOCUMENTS: Final = _TABLES["run_documents"]
_SUPERSEDED: Final = _TABLES["superseded"]
_TURNS: Final = (
    select(_RUN_DOCUMENTS.c.ordinal, _RUN_DOCUMENTS.c.location)
    .where(_RUN_DOCUMENTS.c.run_id == bindparam("run"))
    .where(
        select(_SUPERSEDED.c.ordinal)
        .where(_SUPERSEDED.c.run_id == _RUN_DOCUMENTS.c.run_id, _SUPERSEDED.c.ordinal == _RUN_DOCUMENTS.c.ordinal)
        .exists()
    )
    .order_by(_RUN_DOCUMENTS.c.ordinal.desc())
)
_TOUCHED: Final = (
    select(_SUPERSEDED)
    .where(_SUPERSEDED.c.run_id == bindparam("run"), _SUPERSEDED.c.ordinal == bindparam("ordinal"))
    .order_by(_SUPERSEDED.c.document_id)
)
_UNDONE: Final = _SUPERSEDED.alias("undone")
_LAST_UNDONE: Final = select(func.max(_UNDONE.c.ordinal)).where(_UNDONE.c.run_id == _RUNS.c.undoes).scalar_subquery()
_TOUCHES: Final = (
    select(_SUPERSEDED.c.run_id, _SUPERSEDED.c.ordinal, _RUNS.c.undoes, _LAST_UNDONE)
    .join(_RUNS, _RUNS.c.run_id == _SUPERSEDED.c.run_id)
    .where(_SUPERSEDED.c.document_id == bindparam("document_id"), _SUPERSEDED.c.holds != Holds.STATE.value)
    .order_by(_SUPERSEDED.c.run_id, _SUPERSEDED.c.ordinal)
)


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did at one location, in a turn that touched documents."""

    step: Step
    location: str


@dataclass(frozen=True, slots=True)
class _Was:
    """What a document was before: nothing, or what it held; with its bytes, compressed, if it was removed."""

    document_id: str
    holds: Holds
    former: Former | None
    original: bytes | None


def started_on(connection: Connection, run_id: int) -> datetime | None:
    """When a run began (UTC), None where there is no such run."""
    found: datetime | None = connection.execute(select(_RUNS.c.started_on).where(_RUNS.c.run_id == run_id)).scalar()
    return found


def turns_of(connection: Connection, run_id: int) -> list[Done]:
    """The turns of a run in which it touched documents, the last one first: so they are undone."""
    found = connection.execute(_TURNS, {"run": run_id})
    return [Done(Step(run_id, ordinal), location) for ordinal, location in found]


def step_of_undo(undoing: int, done: Done, last: int) -> Step:
    """The turn in which a turn of another run is undone; `last` is the last turn in which that run touched documents.

    The turns of an undo are those of the run backwards, so that each can be told from the other.
    """
    return Step(undoing, last + 1 - done.step.ordinal)


def undo_turn(connection: Connection, step: Step, done: Done, moment: datetime) -> RunDocument:
    """Make the documents of a turn what they were, or say why they stay. `moment` is when the run began."""
    rows = connection.execute(_TOUCHED, {"run": done.step.run_id, "ordinal": done.step.ordinal}).all()
    states = [
        _Was(row.document_id, Holds(row.holds), unpack(row.payload) if row.payload else None, row.original)
        for row in rows
    ]
    came = next((was.document_id for was in states if was.former is None), None)
    before = next((was.document_id for was in states if was.holds is Holds.ROWS), None)
    reason = next(_why_they_stay(connection, done.step, states, moment), None)
    if reason is None:
        try:
            with connection.begin_nested():
                _revert(connection, step, states)
        except ObstructedError as obstacle:
            reason = f"another document lies at {obstacle} now"
    shown = before or came or states[0].document_id
    if reason is not None:
        state, reason = State.UNCHANGED, f"stays: {reason}"
    elif before is None and came is not None:
        state, reason = State.REMOVED, f"had come with run {done.step.run_id}"
    else:
        state, reason = State.RESTORED, f"is as it was before run {done.step.run_id}"
    return RunDocument(done.location, shown, state, reason, counts_of(connection, shown))


def _why_they_stay(connection: Connection, step: Step, states: Sequence[_Was], moment: datetime) -> Iterator[str]:
    """Reasons to leave the documents of a turn as they are now."""
    for was in states:
        if was.holds is Holds.STATE:  # where a file lies is no reason
            continue
        since = _since(connection, was.document_id, step)
        if step in since.values():
            yield f"run {step.run_id} has been undone here already"
        elif since:
            yield f"run {max(since).run_id} changed it since; undo that run first"
        if facts := touched_since(connection, was.document_id, moment):
            yield f"a person has decided on it since: {', '.join(facts)}"


def _since(connection: Connection, document_id: str, step: Step) -> dict[Step, Step | None]:
    """The turns that touched a document after that one, with what each undid; what was undone does not count."""
    since: dict[Step, Step | None] = {}
    for run_id, ordinal, undoes, last in connection.execute(_TOUCHES, {"document_id": document_id}).all():
        if (run_id, ordinal) > step:
            undone = Step(undoes, last + 1 - ordinal) if undoes is not None else None
            if undone in since:
                del since[undone]
            else:
                since[Step(run_id, ordinal)] = undone
    return since


def _revert(connection: Connection, step: Step, states: Sequence[_Was]) -> None:
    """Take out what was not there, lay the others where they lay, and put back what was replaced or removed."""
    turn = Turn(connection, step)
    for was in states:
        if was.former is None:
            turn.take_out(was.document_id, wholly=True)
    for was in states:
        if was.former is not None and was.holds is Holds.STATE:
            turn.put_back_state(was.former)
    for was in states:
        if was.former is not None and was.holds is Holds.ROWS:
            turn.put_back(was.former, was.original)
    turn.finish()
