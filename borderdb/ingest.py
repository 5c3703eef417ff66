"""The workflow: find, read, split, extract, store. One transaction and one outcome per document."""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from borderdb import __version__
from borderdb.beside import gone, places_now, what_counts
from borderdb.db import schema
from borderdb.db.engine import connect
from borderdb.db.failures import database_file
from borderdb.db.history import Step
from borderdb.db.identity import document_id as id_of
from borderdb.db.known import KnownDocument, KnownPlace, counts_of, known_document, known_fetch, known_location
from borderdb.db.lock import hold
from borderdb.db.mirror import mirror_seeds
from borderdb.db.originals import keep_original
from borderdb.db.reprints import enter_unknown
from borderdb.db.rows import Counts, DocumentRows
from borderdb.db.runs import RunDocument, State, finish_run, record_document, start_run
from borderdb.db.store import Document, Sighting, confirm_document, forget_locations, replace_document, see_document
from borderdb.errors import DocumentError
from borderdb.extract.pipeline import RULES_VERSION
from borderdb.readers import MOST_BYTES
from borderdb.readers.sidecar import side_text
from borderdb.reference.lexicon import Lexicon
from borderdb.sources import STANDARD_INPUT, Source, find_documents
from borderdb.web import Manners, Web
from borderdb.workers import Given, Read, open_executor, read_page, read_rows, reference

__all__ = ["Counts", "Options", "Outcome", "Source", "State", "find_documents", "ingest"]

_SETTLED_NS: Final = 2_000_000_000
"""A file written to less than two seconds before it was read may have changed since without showing it in its time."""

_COMPARED: Final = 200
"""Articles whose reprints are looked for in one transaction."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest. `published` and `outlet` win over what pages print; `seeds` is the folder of reference data.

    `web` is how pages of the web are fetched.
    """

    force: bool = False
    dry_run: bool = False
    workers: int = 1
    published: date | None = None
    outlet: str | None = None
    seeds: Path | None = None
    web: Manners = field(default_factory=Manners)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document, and why; and what of it could not be read although the rest was.

    `missing` tells that the user named what there cannot be: see Source.
    """

    location: str
    name: str
    document_id: str | None
    state: State
    reason: str
    counts: Counts
    missing: bool = False
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class _Opened:
    """A source whose bytes are there."""

    ordinal: int
    source: Source
    data: bytes
    seen: Sighting

    @property
    def document_id(self) -> str:
        return id_of(self.data)


@dataclass(frozen=True, slots=True)
class _Task:
    """A document that has to be read: what is given of it, what it will be if it can be read, and why it is read."""

    opened: _Opened
    given: Given
    state: State
    reason: str


def ingest(
    database: str | Path,
    sources: Iterable[Source],
    options: Options = Options(),
    *,
    read: Read = read_page,
    notify: Callable[[str], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Read documents and store what they say. Yields an outcome per document, in the order of the sources.

    Makes or upgrades the database first. A document that fails leaves what was known of it untouched. With `dry_run`
    all is done on a copy that is thrown away. `notify` is told what else happens: an upgrade, new reference data.
    Raises SeedError, DatabaseError and LockedError; only DocumentError becomes an outcome.
    """
    lexicon, _ = reference(options.seeds)
    file = database_file(database)
    if options.dry_run:
        with tempfile.TemporaryDirectory(prefix="borderdb-") as folder:
            copy = Path(folder) / "rehearsal.sqlite"
            if file.exists() and file.stat().st_size:
                schema.backup(file, copy)
            yield from _ingest(copy, sources, options, lexicon, read, lambda _: None)
        return
    with hold(file):
        yield from _ingest(file, sources, options, lexicon, read, notify)


def _ingest(
    file: Path,
    sources: Iterable[Source],
    options: Options,
    lexicon: Lexicon,
    read: Read,
    notify: Callable[[str], None],
) -> Iterator[Outcome]:
    if (saved := schema.upgrade_held(file)) is not None:
        notify(f"{file}: upgraded to revision {schema.head()}; what was before is kept in {saved}")
    with (
        connect(file) as connection,
        open_executor(options.workers) as executor,
        Web(options.web, MOST_BYTES) as web,
    ):
        with connection.begin():
            if mirror_seeds(connection, lexicon.tables, lexicon.gazetteer):
                notify("the reference data is new: loaded")
            run_id = start_run(
                connection,
                version=__version__,
                rules_version=RULES_VERSION,
                fingerprint=lexicon.fingerprint,
                options={"force": options.force, "published": options.published, "outlet": options.outlet},
            )
        _compare_older(connection, notify)
        run = _Run(connection, run_id, options, lexicon.fingerprint, read, executor, web)
        totals: Counter[State] = Counter()
        for outcome in run.outcomes(sources):
            totals[outcome.state] += 1
            yield outcome
        with connection.begin():
            finish_run(connection, run_id, totals)


def _compare_older(connection: Connection, notify: Callable[[str], None]) -> None:
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


class _Run:
    """One run over the sources: what is known is told at once, the rest is read by the executor and stored in order."""

    def __init__(
        self,
        connection: Connection,
        run_id: int,
        options: Options,
        fingerprint: str,
        read: Read,
        executor: Executor,
        web: Web,
    ) -> None:
        self._connection = connection
        self._run_id = run_id
        self._options = options
        self._fingerprint = fingerprint
        self._read = read
        self._executor = executor
        self._web = web
        self._waiting: deque[Outcome | tuple[_Task, Future[DocumentRows]]] = deque()
        self._most_waiting = 4 * options.workers if options.workers > 1 else 0

    def outcomes(self, sources: Iterable[Source]) -> Iterator[Outcome]:
        """An outcome per source, in order. Only a few documents are in memory at a time."""
        for ordinal, source in enumerate(sources, 1):
            opened = self._open(ordinal, source)
            if isinstance(opened, _Opened):
                if self._is_waiting(opened.document_id):  # the same bytes under two names
                    yield from self._finished(0)
                self._waiting.append(self._plan(opened))
            else:
                self._waiting.append(opened)
            yield from self._finished(self._most_waiting)
        yield from self._finished(0)

    def _is_waiting(self, document_id: str) -> bool:
        return any(isinstance(item, tuple) and item[0].opened.document_id == document_id for item in self._waiting)

    def _finished(self, most_waiting: int) -> Iterator[Outcome]:
        """Take from the head of the queue until no more than so many are left."""
        while len(self._waiting) > most_waiting:
            item = self._waiting.popleft()
            yield item if isinstance(item, Outcome) else self._store(*item)

    def _open(self, ordinal: int, source: Source) -> _Opened | Outcome:
        """The bytes of a source; an outcome where there are none, or where they need not be read."""
        if source.failure is not None:
            return self._failed(ordinal, source, source.failure)
        if source.url is not None:
            return self._fetch(ordinal, source, source.url)
        if source.path is None:
            data = source.data or b""
            if source.location == STANDARD_INPUT:  # two documents that come through pipes are two
                source = replace(source, location=f"stdin:{id_of(data)}", name="stdin")
            return _Opened(ordinal, source, data, _sighting(source, len(data), None))
        try:
            side = side_text(source.side) if source.side is not None else None
            status = source.path.stat()
            if (outcome := self._untouched(ordinal, source, status, side)) is not None:
                return outcome
            if status.st_size > MOST_BYTES:
                return self._failed(ordinal, source, f"is larger than {MOST_BYTES // 2**20} MB, no page of a newspaper")
            seen = replace(_sighting(source, status.st_size, status.st_mtime_ns), side=side)
            return _Opened(ordinal, source, source.path.read_bytes(), seen)
        except DocumentError as error:
            return self._failed(ordinal, source, error.message)
        except OSError as error:
            return self._failed(ordinal, source, f"cannot be read ({error.strerror or error})")

    def _fetch(self, ordinal: int, source: Source, url: str) -> _Opened | Outcome:
        """The bytes of a page of the web; an outcome where it cannot be had, or is still the one that is known."""
        with self._connection.begin():
            here = known_location(self._connection, source.location)
            known = known_document(self._connection, here.document_id) if here else None
            needed = known is None or self._why_read(known, known.places) is not None  # its bytes are not kept
            last = None if needed else known_fetch(self._connection, source.location)
        try:
            page = self._web.fetch(url, last)
        except DocumentError as error:
            return self._failed(ordinal, source, error.message)
        if page.data is not None:
            seen = replace(_sighting(source, len(page.data), None), fetch=page.fetch)
            return _Opened(ordinal, source, page.data, seen)
        assert here is not None
        assert known is not None
        with self._connection.begin():
            seen = replace(_sighting(source, here.size, None), fetch=page.fetch)
            see_document(self._connection, self._step(ordinal), known.document_id, seen)
            return self._unchanged(ordinal, source, known, "not modified since it was fetched")

    def _untouched(self, ordinal: int, source: Source, status: os.stat_result, side: str | None) -> Outcome | None:
        """The outcome of a file that has not been written to since it was read; it is not opened."""
        with self._connection.begin():
            here = known_location(self._connection, source.location)
            if (
                here is None
                or (here.size, here.modified_ns, here.side) != (status.st_size, status.st_mtime_ns, side)
                or here.read_ns - status.st_mtime_ns < _SETTLED_NS
            ):
                return None
            known = known_document(self._connection, here.document_id)
            if known is None or known.is_withdrawn or not known.has_original:
                return None
            if self._why_read(known, known.places) is not None:
                return None
            return self._unchanged(ordinal, source, known, "size and time unchanged")

    def _why_read(self, known: KnownDocument, places: Iterable[KnownPlace]) -> str | None:
        """Why a document whose bytes are known, and which lies in these places, is read again; None if it need not."""
        options = self._options
        if known.rules_version != RULES_VERSION:
            return f"was read by rules {known.rules_version}"
        if known.seeds_fingerprint != self._fingerprint:
            return "was read with other reference data"
        if options.published not in (None, known.published_given):
            return "the day of publication given is another"
        if options.outlet not in (None, known.outlet_given):
            return "the outlet given is another"
        if known.beside != what_counts(places).digest:
            return "its side file or its name says something else"
        return "read again as asked" if options.force else None

    def _plan(self, opened: _Opened) -> Outcome | tuple[_Task, Future[DocumentRows]]:
        """Tell what is known already, and give the rest to the executor."""
        source, options = opened.source, self._options
        with self._connection.begin():
            known = known_document(self._connection, opened.document_id)
            here = known_location(self._connection, source.location)
            before = known_document(self._connection, here.document_id) if here else None
            replaces = before is not None and before.document_id != opened.document_id
            places = places_now(KnownPlace(source.location, source.name, opened.seen.side), known)
            why_known = self._why_read(known, places) if known is not None else "first seen"
            if known is not None and why_known is None:
                return self._seen(opened, known, replaces)
            why = "its bytes changed" if replaces else why_known
        last = known or before
        given = Given(
            source.name,
            options.published or (last.published_given if last else None),
            options.outlet or (last.outlet_given if last else None),
            what_counts(places),
        )
        task = _Task(opened, given, State.NEW if last is None else State.CHANGED, str(why))
        return task, self._executor.submit(read_rows, self._read, opened.data, given, options.seeds)

    def _seen(self, opened: _Opened, known: KnownDocument, replaces: bool) -> Outcome:
        """The outcome of a document whose bytes are known and were read as they would be read now."""
        source = opened.source
        left = gone(known)
        forget_locations(self._connection, left)
        self._keep(opened, known)
        see_document(self._connection, self._step(opened.ordinal), known.document_id, opened.seen)
        if replaces:
            reason = f"its bytes changed, now the same as {known.name}"
            return self._done(opened.ordinal, source, known.document_id, State.CHANGED, reason, None)
        if source.location in known.locations:
            return self._unchanged(opened.ordinal, source, known, "same bytes")
        where = f"moved from {left[0]}" if left else f"same bytes as {known.locations[0]}"
        return self._unchanged(opened.ordinal, source, known, where)

    def _store(self, task: _Task, future: Future[DocumentRows]) -> Outcome:
        opened = task.opened
        try:
            rows = future.result()
        except DocumentError as error:
            reason = error.message.removeprefix(f"{task.given.name}: ").removeprefix(f"{task.given.beside.name}: ")
            return self._failed(opened.ordinal, opened.source, reason)
        document = Document(
            document_id=opened.document_id,
            size=len(opened.data),
            about=rows.about,
            published_given=task.given.published,
            outlet_given=task.given.outlet,
            rules_version=RULES_VERSION,
            seeds_fingerprint=self._fingerprint,
            beside=task.given.beside.digest,
        )
        step = self._step(opened.ordinal)
        with self._connection.begin():
            state, reason = task.state, task.reason
            known = known_document(self._connection, opened.document_id)
            forget_locations(self._connection, gone(known))
            whole = known is not None and known.beside is not None  # older revisions had no columns for some of it
            if known is not None and whole and known.facts_digest == rows.facts_digest:
                confirm_document(self._connection, step, document, opened.seen)
                state, reason = State.UNCHANGED, f"{reason}, and says the same"
            else:
                replace_document(self._connection, step, document, opened.seen, rows)
                if not rows.counts.places:
                    reason += "; it names no place"
            self._keep(opened, known)
            if rows.about.unread is not None:
                reason += f"; could not be read in part: {rows.about.unread}"
            done = self._done(opened.ordinal, opened.source, document.document_id, state, reason, rows.counts)
            return replace(done, unread=rows.about.unread)

    def _keep(self, opened: _Opened, known: KnownDocument | None) -> None:
        """Keep the bytes, unless they are."""
        if known is None or not known.has_original:
            keep_original(self._connection, opened.document_id, opened.data)

    def _step(self, ordinal: int) -> Step:
        return Step(self._run_id, ordinal)

    def _unchanged(self, ordinal: int, source: Source, known: KnownDocument, reason: str) -> Outcome:
        return self._done(ordinal, source, known.document_id, State.UNCHANGED, reason, None)

    def _failed(self, ordinal: int, source: Source, reason: str) -> Outcome:
        with self._connection.begin():
            return self._done(ordinal, source, None, State.FAILED, reason, Counts())

    def _done(
        self, ordinal: int, source: Source, document_id: str | None, state: State, reason: str, counts: Counts | None
    ) -> Outcome:
        """Note the outcome in the record of the run, in the transaction of the document itself."""
        if counts is None:
            counts = counts_of(self._connection, str(document_id))
        done = RunDocument(source.location, document_id, state, reason, counts)
        record_document(self._connection, self._step(ordinal), done)
        return Outcome(source.location, source.name, document_id, state, reason, counts, source.missing)


def _sighting(source: Source, size: int, modified_ns: int | None) -> Sighting:
    return Sighting(source.location, source.name, size, modified_ns, time.time_ns())
