"""The workflow: find, read, split, extract, store. One transaction and one outcome per document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from borderdb import __version__
from borderdb.db.engine import connect
from borderdb.db.known import counts_of_all
from borderdb.db.mirror import mirror_seeds
from borderdb.db.reprints import enter_unknown
from borderdb.db.rows import Counts
from borderdb.db.runs import Kind, State, finish_run, start_run
from borderdb.errors import DoubtfulRunError
from borderdb.extract.pipeline import RULES_VERSION
from borderdb.readers import MOST_BYTES
from borderdb.runs.doubts import Limits, doubts
from borderdb.runs.holding import Notify, held
from borderdb.runs.reading import Outcome, Run
from borderdb.runs.wanted import Options, Standard, asked_for, stored
from borderdb.sources import Source, find_documents
from borderdb.web import Web
from borderdb.workers import Read, open_executor, read_page, reference

__all__ = ["Counts", "Limits", "Options", "Outcome", "Source", "State", "find_documents", "ingest", "reextract"]

_COMPARED: Final = 200
"""Articles whose reprints are looked for in one transaction."""

Find = Callable[[Connection, Standard], Iterable[Source]]


def ingest(
    database: str | Path,
    sources: Iterable[Source] | None,
    options: Options = Options(),
    *,
    read: Read = read_page,
    notify: Notify = lambda _: None,
) -> Iterator[Outcome]:
    """Read documents and store what they say. Yields an outcome per document, in the order of the sources.

    Makes or upgrades the database first. A document that fails leaves what was known of it untouched. Without sources
    all is read that the options ask for: what failed, what older rules read. With `dry_run` all is done on a copy that
    is thrown away. `notify` is told what else happens: an upgrade, new reference data.
    Raises SeedError, DatabaseError and LockedError, and at the end, when all is stored, DoubtfulRunError where a limit
    is passed; only DocumentError becomes an outcome.
    """

    def find(connection: Connection, standard: Standard) -> Iterable[Source]:
        return asked_for(connection, standard, sources)

    return _run(database, Kind.INGEST, find, options, read=read, notify=notify)


def reextract(
    database: str | Path,
    documents: Collection[str],
    options: Options = Options(),
    *,
    read: Read = read_page,
    notify: Notify = lambda _: None,
) -> Iterator[Outcome]:
    """Read stored documents again from the bytes that the database keeps, wherever their files are now.

    They are given by id, the beginning of an id, name or location; none means all. What was read by the rules and the
    reference data of today is skipped, unless `force` is set. Raises as `ingest` does, and UsageError for a word that
    means no document or several.
    """

    def find(connection: Connection, _standard: Standard) -> Iterable[Source]:
        return stored(connection, documents)

    return _run(database, Kind.REEXTRACT, find, options, read=read, notify=notify)


def _run(
    database: str | Path, kind: Kind, find: Find, options: Options, *, read: Read, notify: Notify
) -> Iterator[Outcome]:
    lexicon, _ = reference(options.seeds)
    standard = Standard(RULES_VERSION, lexicon.fingerprint, options)
    with (
        open_executor(options.workers) as executor,
        held(database, options, notify) as (file, tell),
        connect(file) as connection,
        Web(options.web, MOST_BYTES) as web,
    ):
        with connection.begin():
            if mirror_seeds(connection, lexicon.tables, lexicon.gazetteer):
                tell("the reference data is new: loaded")
            sources = find(connection, standard)
            before = counts_of_all(connection)
            run_id = start_run(
                connection,
                version=__version__,
                rules_version=RULES_VERSION,
                fingerprint=lexicon.fingerprint,
                options=options.told(),
                kind=kind,
            )
        _compare_older(connection, tell)
        run = Run(connection, run_id, standard, read, executor, web)
        yield from run.outcomes(sources)
        yield from run.prune()
        failed, met = run.totals[State.FAILED], run.totals.total()
        alarm = doubts(before, run.yielded, failed, met, options.limits, run.emptied())
        with connection.begin():
            finish_run(connection, run_id, run.totals, alarm)
    if alarm is not None:
        raise DoubtfulRunError(
            f"run {run_id} is doubtful: {alarm}",
            hint=f"all is stored; look with `borderdb runs {run_id}`, take back with `borderdb runs undo {run_id}`",
        )


def _compare_older(connection: Connection, notify: Notify) -> None:
    """Look for reprints among articles that were stored by a version that did not; some at a time."""
    settled = 0
    while True:
        with connection.begin():
            entered = enter_unknown(connection, _COMPARED)
        if not entered:
            break
        settled += entered
    if settled:
        notify(f"looked for reprints among {settled:,} articles that were stored before")
