"""One run over its sources: what is known is told at once, the rest is read by the executor and stored in order."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from borderdb.beside import gone, what_counts
from borderdb.db.history import Step
from borderdb.db.known import KnownDocument, counts_of, known_document, known_location
from borderdb.db.originals import keep_original, pack
from borderdb.db.rows import Counts, DocumentRows
from borderdb.db.runs import RunDocument, State, record_document
from borderdb.db.store import Document, confirm_document, replace_document, see_document
from borderdb.errors import DocumentError
from borderdb.runs.opening import READ_ALREADY, Closed, Known, Opened, Opener
from borderdb.runs.vanished import Met, find_emptied, find_gone, withdraw
from borderdb.runs.wanted import Standard
from borderdb.sources import Source
from borderdb.web import Web
from borderdb.workers import Given, Read, read_rows


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
class _Task:
    """A document that has to be read: what is given of it, what it will be if it can be read, and why it is read."""

    step: Step
    opened: Opened
    given: Given
    state: State
    reason: str


class Run:
    """A run, whose record is open. `totals` are documents by what became of them; `yielded` is what it read itself."""

    def __init__(
        self, connection: Connection, run_id: int, standard: Standard, read: Read, executor: Executor, web: Web
    ) -> None:
        self.totals: Counter[State] = Counter()
        self.yielded = Counts()
        self._connection = connection
        self._run_id = run_id
        self._standard = standard
        self._options = standard.options
        self._opener = Opener(connection, standard, web)
        self._read = read
        self._executor = executor
        self._met = Met()
        self._turns = 0
        self._waiting: deque[Outcome | tuple[_Task, Future[DocumentRows]]] = deque()
        self._most_waiting = 4 * self._options.workers if self._options.workers > 1 else 0

    def outcomes(self, sources: Iterable[Source]) -> Iterator[Outcome]:
        """An outcome per source, in order. Only a few documents are in memory at a time."""
        for source in sources:
            step = self._next()
            opened = self._opener.open(step, source)
            if isinstance(opened, Opened) and self._is_waiting(opened.document_id):  # the same bytes under two names
                yield from self._finished(0)
            self._waiting.append(self._plan(step, source, opened))
            yield from self._finished(self._most_waiting)
        yield from self._finished(0)

    def prune(self) -> Iterator[Outcome]:
        """Withdraw what is gone below the folders that the options name."""
        with self._connection.begin():
            found = list(find_gone(self._connection, self._options.prune, self._met))
        for place in found:
            with self._connection.begin():
                step = Step(self._run_id, self._turns + 1)
                became = withdraw(self._connection, step, place)
                if became is not None:
                    self._turns += 1
                    source = Source(location=place.location, name=place.name)
                    yield self._done(step, source, place.document_id, *became)

    def emptied(self) -> tuple[str, ...]:
        """Folders to be pruned that are empty all of a sudden."""
        with self._connection.begin():
            return find_emptied(self._connection, self._options.prune, self._met)

    def _next(self) -> Step:
        self._turns += 1
        return Step(self._run_id, self._turns)

    def _is_waiting(self, document_id: str) -> bool:
        return any(isinstance(item, tuple) and item[0].opened.document_id == document_id for item in self._waiting)

    def _finished(self, most_waiting: int) -> Iterator[Outcome]:
        """Take from the head of the queue until no more than so many are left."""
        while len(self._waiting) > most_waiting:
            item = self._waiting.popleft()
            yield item if isinstance(item, Outcome) else self._store(*item)

    def _plan(
        self, step: Step, source: Source, opened: Opened | Known | Closed
    ) -> Outcome | tuple[_Task, Future[DocumentRows]]:
        """Tell what is known already, and give the rest to the executor."""
        if self._options.prune:
            self._met.note(source.location, closed=isinstance(opened, Closed))
        match opened:
            case Closed():
                return self._failed(step, source, opened.reason)
            case Known():
                with self._connection.begin():
                    return self._unchanged(step, source, opened.document, opened.reason)
        options = self._options
        with self._connection.begin():
            known = known_document(self._connection, opened.document_id)
            before = self._replaced(opened)
            why_known = self._standard.why_read(known, opened.places(known)) if known is not None else "first seen"
            if known is not None and why_known is None:
                return self._seen(step, opened, known, replaces=before is not None)
        last = known or before
        given = Given(
            opened.source.name,
            options.published or (last.published_given if last else None),
            options.outlet or (last.outlet_given if last else None),
            what_counts(opened.places(known)),
        )
        reason = "its bytes changed" if before is not None else str(why_known)
        task = _Task(step, opened, given, State.NEW if last is None else State.CHANGED, reason)
        return task, self._executor.submit(read_rows, self._read, opened.data, given, options.seeds)

    def _replaced(self, opened: Opened) -> KnownDocument | None:
        """Another document, which lay where this one was seen."""
        here = known_location(self._connection, opened.source.location) if opened.seen is not None else None
        if here is None or here.document_id == opened.document_id:
            return None
        return known_document(self._connection, here.document_id)

    def _seen(self, step: Step, opened: Opened, known: KnownDocument, *, replaces: bool) -> Outcome:
        """The outcome of a document whose bytes are known and were read as they would be read now."""
        source, left = opened.source, gone(known)
        if opened.seen is None:  # a stored document that was read meanwhile, wherever its file was
            return self._unchanged(step, source, known, READ_ALREADY)
        if not known.has_original:
            keep_original(self._connection, known.document_id, pack(opened.data))
        see_document(self._connection, step, known.document_id, opened.seen, left)
        if replaces:
            reason = f"its bytes changed, now the same as {known.name}"
            return self._done(step, source, known.document_id, State.CHANGED, reason)
        if known.is_withdrawn:
            return self._done(step, source, known.document_id, State.CHANGED, "the file is there again")
        if source.location in known.locations:
            return self._unchanged(step, source, known, "same bytes")
        where = f"moved from {left[0]}" if left else f"same bytes as {known.locations[0]}"
        return self._unchanged(step, source, known, where)

    def _store(self, task: _Task, future: Future[DocumentRows]) -> Outcome:
        opened, step = task.opened, task.step
        try:
            rows = future.result()
        except DocumentError as error:
            reason = error.message.removeprefix(f"{task.given.name}: ").removeprefix(f"{task.given.beside.name}: ")
            return self._failed(step, opened.source, reason)
        self.yielded += rows.counts
        document = Document(
            document_id=opened.document_id,
            size=len(opened.data),
            about=rows.about,
            published_given=task.given.published,
            outlet_given=task.given.outlet,
            rules_version=self._standard.rules_version,
            seeds_fingerprint=self._standard.fingerprint,
            beside=task.given.beside.digest,
        )
        with self._connection.begin():
            state, reason = task.state, task.reason
            known = known_document(self._connection, opened.document_id)
            left = gone(known) if opened.seen is not None else []
            whole = known is not None and known.beside is not None  # older revisions had no columns for some of it
            if known is not None and whole and known.facts_digest == rows.facts_digest:
                confirm_document(self._connection, step, document, opened.seen, left)
                state, reason = State.UNCHANGED, f"{reason}, and says the same"
            else:
                replace_document(self._connection, step, document, opened.seen, rows, left)
                if not rows.counts.places:
                    reason += "; it names no place"
            if known is None or not known.has_original:
                keep_original(self._connection, document.document_id, rows.original)
            if rows.about.unread is not None:
                reason += f"; could not be read in part: {rows.about.unread}"
            done = self._done(step, opened.source, document.document_id, state, reason, rows.counts)
            return replace(done, unread=rows.about.unread)

    def _unchanged(self, step: Step, source: Source, known: KnownDocument, reason: str) -> Outcome:
        return self._done(step, source, known.document_id, State.UNCHANGED, reason)

    def _failed(self, step: Step, source: Source, reason: str) -> Outcome:
        with self._connection.begin():
            return self._done(step, source, None, State.FAILED, reason, Counts())

    def _done(
        self,
        step: Step,
        source: Source,
        document_id: str | None,
        state: State,
        reason: str,
        counts: Counts | None = None,
    ) -> Outcome:
        """Note the outcome in the record of the run, in the transaction of the document itself."""
        if counts is None:
            counts = counts_of(self._connection, str(document_id))
        record_document(self._connection, step, RunDocument(source.location, document_id, state, reason, counts))
        self.totals[state] += 1
        return Outcome(source.location, source.name, document_id, state, reason, counts, source.missing)
