"""Reading documents, here or in other processes: what is heavy and needs no database."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

from borderdb import readers
from borderdb.beside import Beside
from borderdb.db.originals import pack
from borderdb.db.rows import Codes, DocumentRows, Reading, build_rows
from borderdb.errors import DocumentError
from borderdb.extract.pipeline import extract
from borderdb.readers.stories import split_document
from borderdb.records import About
from borderdb.reference.lexicon import Lexicon, load_lexicon

MOST_SENTENCE: Final = 20_000
"""Characters of a sentence; a query could not show a longer one, whose limit of length is above that in bytes."""


MOST_WORKERS: Final = 4
"""Where nobody says how many: one process writes, and cannot keep up with many more that read."""


@dataclass(frozen=True, slots=True)
class Page:
    """The stories of a document, each with all that was read from it, and what is known of it as a whole."""

    readings: tuple[Reading, ...]
    about: About = field(default_factory=About)


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of a document, what it is called, and what else stands beside it."""

    name: str
    published: date | None
    outlet: str | None
    beside: Beside


Read = Callable[[bytes, Given, Lexicon], Page]


def read_page(data: bytes, given: Given, lexicon: Lexicon) -> Page:
    """Read a document by its bytes: decode, clean, split, extract. Raises DocumentError where it cannot be read."""
    document = readers.read(data, given.beside.name, given.beside.side)
    stories = split_document(document, published=given.published, outlet=given.outlet, outlets=lexicon.outlets)
    if not stories:
        raise DocumentError(f"{given.name}: holds no article")
    longest = max((sentence.length for story in stories for sentence in story.article.sentences), default=0)
    if longest > MOST_SENTENCE:
        raise DocumentError(f"{given.name}: holds a sentence of {longest} characters, which is no running text")
    readings = (
        Reading(story.article, extract(story.article, lexicon), story.taken, document.locate_words) for story in stories
    )
    return Page(tuple(readings), document.about)


@lru_cache(maxsize=1)
def reference(seeds: Path | None) -> tuple[Lexicon, Codes]:
    """The reference data, loaded once in each process that reads."""
    lexicon = load_lexicon(seeds)
    return lexicon, codes_of(lexicon)


def codes_of(lexicon: Lexicon) -> Codes:
    """What rows need of the reference data."""
    seeds = lexicon.tables
    named = {row.name: row.code for row in seeds.programmes}
    units = {
        name: (row.standard_unit, row.factor)
        for row in seeds.units
        if row.standard_unit is not None and row.factor is not None
        for name in (row.name, *row.aliases)
    }
    return Codes(named | {code: code for code in named.values()}, units, lexicon.gazetteer.get)


def read_rows(read: Read, data: bytes, given: Given, seeds: Path | None) -> DocumentRows:
    """Read a document and turn what it says into rows: what a worker does."""
    lexicon, codes = reference(seeds)
    page = read(data, given, lexicon)
    return replace(build_rows(given.name, page.readings, codes), about=page.about, original=pack(data))


class _Here(Executor):
    """Does what it is given at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call the function. What it raises of ours is kept for whoever asks for the result; a bug is raised."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except DocumentError as error:
            future.set_exception(error)
        return future


class _Pool(Executor):
    """Other processes. Where one of them dies, whatever they all had in hand is read again, each document alone."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._processes = _copies(workers) if _may_copy() else _processes(workers)
        self._single: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call the function in one of the processes; in new ones where the old ones are broken."""
        call = partial(fn, *args, **kwargs)
        try:
            return _Answer(self._processes.submit(call), partial(self._alone, call))
        except BrokenProcessPool:
            self._processes.shutdown()
            self._processes = _processes(self._workers)
            return _Answer(self._processes.submit(call), partial(self._alone, call))

    def _alone(self, call: Callable[[], Any]) -> Any:
        """What the function returns in a process that has nothing else to do. Raises DocumentError where it dies."""
        self._single = self._single or _processes(1)
        try:
            return self._single.submit(call).result()
        except BrokenProcessPool as error:
            self._single.shutdown()
            self._single = None
            raise DocumentError("the process that read it died: out of memory, or a fault in a library") from error

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        for processes in filter(None, (self._processes, self._single)):
            processes.shutdown(wait, cancel_futures=cancel_futures)


class _Answer(Future[Any]):
    """What a process answers. Where one has died, which need not be the fault of this question, it is asked `again`."""

    def __init__(self, future: Future[Any], again: Callable[[], Any]) -> None:
        super().__init__()
        self._future = future
        self._again = again

    def result(self, timeout: float | None = None) -> Any:
        """The answer, or what was raised instead of one."""
        try:
            return self._future.result(timeout)
        except BrokenProcessPool:
            return self._again()


@contextmanager
def open_executor(workers: int) -> Iterator[Executor]:
    """Where documents are read. To be opened before a database, which copies of this process would hold open."""
    executor = _open(workers) if workers > 1 else _Here()
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _open(workers: int) -> Executor:
    """Other processes; this one where the machine gives none: memory to share that is full, or no more processes."""
    try:
        return _Pool(workers)
    except OSError:
        return _Here()


def usable() -> int:
    """How many workers are worth having where nobody says: 1 where reading beside each other gains nothing."""
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS) if _may_copy() else 1


def _may_copy() -> bool:
    """Whether a copy of this process is sound: it would wait for ever for a lock that another of its threads holds."""
    return sys.platform == "linux" and threading.active_count() == 1


def _copies(count: int) -> ProcessPoolExecutor:
    """Workers that are copies of this process, made now: they have the reference data already."""
    processes = ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("fork"), initializer=_begin)
    processes.submit(_nothing).result()
    return processes


def _nothing() -> None:
    """The first task makes the processes begin."""


def _processes(count: int) -> ProcessPoolExecutor:
    """Workers that begin afresh, at the first task, and take a second or two to load the reference data."""
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Ctrl-C is for the process that writes; it ends the workers. So does its death, which leaves them no last word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
