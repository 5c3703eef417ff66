"""Taking back what a run did, as a run of its own. One transaction and one outcome per turn of that run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from borderdb import __version__
from borderdb.db.engine import connect
from borderdb.db.runs import Kind, RunDocument, State, finish_run, record_document, start_run
from borderdb.db.undo import started_on, step_of_undo, turns_of, undo_turn
from borderdb.errors import UsageError
from borderdb.runs.holding import Notify, held
from borderdb.runs.wanted import Options


def undo(
    database: str | Path, run_id: int, options: Options = Options(), *, notify: Notify = lambda _: None
) -> Iterator[RunDocument]:
    """Make the documents that a run touched what they were. Yields what became of each, the last turn first.

    What something has been done to since stays as it is, and says why. Raises UsageError where there is no such run,
    and LockedError and DatabaseError as `ingest` does.
    """
    with held(database, options, notify) as (file, _), connect(file) as connection:
        with connection.begin():
            moment = started_on(connection, run_id)
            if moment is None:
                raise UsageError(f"there is no run {run_id}", hint="`borderdb runs` lists them")
            turns = turns_of(connection, run_id)
            undoing = start_run(
                connection,
                version=__version__,
                rules_version="",
                fingerprint="",
                options={},
                kind=Kind.UNDO,
                undoes=run_id,
            )
        totals: Counter[State] = Counter()
        for turn in turns:
            step = step_of_undo(undoing, turn, turns[0].step.ordinal)
            with connection.begin():
                done = undo_turn(connection, step, turn, moment)
                record_document(connection, step, done)
            totals[done.state] += 1
            yield done
        with connection.begin():
            finish_run(connection, undoing, totals)
