"""`borderdb ingest`: pages into the database, with a progress bar for people and plain lines for the night."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from borderdb.cli import output
from borderdb.cli.options import FormatOption, style
from borderdb.cli.output import Format
from borderdb.cli.text import one_line
from borderdb.settings import Settings

if TYPE_CHECKING:
    from borderdb.cli.sheet import Sheet
    from borderdb.ingest import Outcome, State
    from borderdb.sources import Source

SOME_FAILED = 1
PATH_MISSING = 2
COUNTED = ("articles", "places", "programmes", "initiatives", "metrics", "issues")


def ingest(
    settings: Settings,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders with all that is in them, `-` for standard input."),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything but keep nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Read documents again even if nothing has changed.")] = False,
    workers: Annotated[
        int, typer.Option("--workers", min=1, envvar="BORDERDB_WORKERS", metavar="N", help="Processes that read.")
    ] = 1,
    published: Annotated[
        datetime | None,
        typer.Option(
            "--published",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Day of publication (2026-02-14); wins over what the pages print.",
        ),
    ] = None,
    outlet: Annotated[
        str | None,
        typer.Option(
            "--outlet", envvar="BORDERDB_OUTLET", metavar="NAME", help="The newspaper; wins over what the pages print."
        ),
    ] = None,
    seeds: Annotated[
        Path | None,
        typer.Option(
            "--seeds",
            envvar="BORDERDB_SEEDS",
            metavar="FOLDER",
            help="A folder of reference data to use instead of the one that comes with borderdb.",
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say of every document what became of it, and why.")
    ] = False,
    format: FormatOption = Format.TABLE,
) -> int:
    """Read documents and store what they say.

    The database is made, or upgraded, if need be. What has not changed since it was read is skipped. A document that
    cannot be read is named on stderr and changes nothing; the others are stored, and the exit code is 1 (2 where a
    path does not exist).

    Example: borderdb ingest pages/ --outlet 佳木斯日报
    """
    from borderdb.ingest import Options, State
    from borderdb.ingest import ingest as run
    wanted = style(format)
    options = Options(
        force=force,
        dry_run=dry_run,
        workers=workers,
        published=published.date() if published else None,
        outlet=outlet,
        seeds=seeds or settings.seeds,
    )
    sources = _sources(paths)
    told = _Told(verbose)
    with _progress(len(sources)) as progress:
        for outcome in run(settings.database, sources, options, notify=output.note):
            told.take(outcome)
            progress.advance(outcome)
    output.write(told.summary(), wanted)
    if dry_run:
        output.note("a dry run: nothing was kept")
    elif not told.documents[State.NEW] + told.documents[State.CHANGED]:
        output.note("nothing changed")
    if told.missing:
        return PATH_MISSING
    return SOME_FAILED if told.documents[State.FAILED] else 0


def _sources(paths: list[str]) -> list[Source]:
    """The documents that are meant; `-` is what comes through the pipe."""
    from borderdb.sources import STANDARD_INPUT, find_documents, standard_input

    files = find_documents(path for path in paths if path != STANDARD_INPUT)
    piped = [standard_input(sys.stdin.buffer.read())] if STANDARD_INPUT in paths else []
    return [*piped, *files]


class _Told:
    """What was told of the documents so far, in figures; failures are told at once."""

    def __init__(self, verbose: bool) -> None:
        self._verbose = verbose
        self.documents: Counter[State] = Counter()
        self._counts: Counter[tuple[State, str]] = Counter()
        self.missing = False

    def take(self, outcome: Outcome) -> None:
        """Count a document and, where it failed, say why."""
        self.documents[outcome.state] += 1
        self.missing |= outcome.missing
        for name in COUNTED:
            self._counts[outcome.state, name] += getattr(outcome.counts, name)
        if outcome.state == "failed":
            output.warn(one_line(f"{outcome.location}: {_reason(outcome)}"))
        elif self._verbose:
            output.note(one_line(f"{outcome.location}: {outcome.state.value}, {_reason(outcome)}"))

    def summary(self) -> Sheet:
        """A row per outcome."""
        from borderdb.cli.sheet import Sheet
        from borderdb.ingest import State

        rows = [
            (state.value, self.documents[state], *(self._counts[state, name] for name in COUNTED)) for state in State
        ]
        return Sheet(("outcome", "documents", *COUNTED), rows)


def _reason(outcome: Outcome) -> str:
    """Why, without the name of the document, which stands before it already."""
    for name in (outcome.location, outcome.name):
        if outcome.reason.startswith(f"{name}: "):
            return outcome.reason.removeprefix(f"{name}: ")
    return outcome.reason


class _Progress(Protocol):
    def advance(self, outcome: Outcome) -> None: ...


class _Silence:
    def advance(self, outcome: Outcome) -> None:
        """Nobody watches."""


@contextmanager
def _progress(total: int) -> Iterator[_Progress]:
    """A bar on stderr while a person watches, else nothing."""
    if not sys.stderr.isatty():
        yield _Silence()
        return
    from borderdb.cli.progress import Bar

    with Bar(total) as bar:
        yield bar


