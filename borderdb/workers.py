"""Reading documents, here or in other processes: what is heavy and needs no database."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from borderdb import readers
from borderdb.beside import Beside
from borderdb.db.rows import Codes, DocumentRows, Reading, build_rows
from borderdb.errors import DocumentError
from borderdb.extract.pipeline import extract
from borderdb.readers.stories import split_document
from borderdb.records import About
from borderdb.reference.lexicon import Lexicon, load_lexicon

MOST_SENTENCE: Final = 20_000
"""Characters of a sentence; a query could not show a longer one, whose limit of length is above that in bytes."""


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
    longest = max((len(sentence) for story in stories for sentence in story.article.sentences), default=0)
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
    return replace(build_rows(given.name, page.readings, codes), about=page.about)


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


@contextmanager
def open_executor(workers: int) -> Iterator[Executor]:
    """Where documents are read. Workers are started afresh: a copy of this process would hold its database open."""
    if workers <= 1:
        yield _Here()
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_ignore_interrupts) as pool:
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupts() -> None:
    """Ctrl-C is for the process that writes; it ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
