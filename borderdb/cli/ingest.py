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
from borderdb.errors import UsageError
from borderdb.settings import DELAY, Settings

if TYPE_CHECKING:
    from borderdb.cli.sheet import Sheet
    from borderdb.ingest import Outcome, State
    from borderdb.sources import Source

SOME_FAILED = 1
NOT_THERE = 2
COUNTED = ("articles", "places", "programmes", "initiatives", "metrics", "issues")


def ingest(
    settings: Settings,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Files, folders with all that is in them, addresses of web pages, `-` for standard input.",
            show_default=False,
        ),
    ] = None,
    urls: Annotated[
        Path | None,
        typer.Option(
            "--urls", metavar="FILE", help="A file of addresses of web pages, one a line; # begins a comment."
        ),
    ] = None,
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
    delay: Annotated[
        float,
        typer.Option(
            "--delay",
            min=0,
            envvar="BORDERDB_DELAY",
            metavar="SECONDS",
            help="The least pause between two requests to a web site.",
        ),
    ] = DELAY,
    user_agent: Annotated[
        str | None,
        typer.Option(
            "--user-agent",
            envvar="BORDERDB_USER_AGENT",
            metavar="CONTACT",
            help="Whom web sites can turn to, a page or mail address; told to them behind borderdb/VERSION.",
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
    path does not exist or an address is none).

    Pages of the web are fetched slowly, as their robots.txt allows, and only if they have changed since the last time.
    Nothing is asked of a host that is not named: a redirect to another one is told and not followed.

    Example: borderdb ingest pages/ --outlet 佳木斯日报

    Example: borderdb ingest --urls pages.txt --delay 5
    """
    from borderdb.ingest import Options
    from borderdb.ingest import ingest as run
    from borderdb.web import Manners

    wanted = style(format)
    options = Options(
        force=force,
        dry_run=dry_run,
        workers=workers,
        published=published.date() if published else None,
        outlet=outlet,
        seeds=seeds or settings.seeds,
        web=Manners(delay=delay, contact=user_agent),
    )
    sources = _sources(paths or [], urls)
    told = _Told(verbose)
    with _progress(len(sources)) as progress:
        for outcome in run(settings.database, sources, options, notify=output.note):
            told.take(outcome)
            progress.advance(outcome)
    output.write(told.summary(), wanted)
    return told.verdict(dry_run)


def _sources(paths: list[str], urls: Path | None) -> list[Source]:
    """The documents that are meant, each once; `-` is what comes through the pipe. Raises UsageError for none."""
    from borderdb.sources import STANDARD_INPUT, find_documents, find_pages, standard_input

    if "" in paths or (not paths and urls is None):
        raise UsageError("nothing is named to be read", hint="name files, folders, addresses, or a list with --urls")
    files = find_documents(path for path in paths if path != STANDARD_INPUT)
    pages = find_pages(urls) if urls is not None else ()
    piped = [standard_input(sys.stdin.buffer.read())] if STANDARD_INPUT in paths else []
    return list({source.location: source for source in (*piped, *files, *pages)}.values())


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
        if outcome.unread:
            output.warn(one_line(f"{outcome.location}: could not be read in part: {outcome.unread}"))
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

    def verdict(self, dry_run: bool) -> int:
        """The exit code; says where the run left nothing."""
        from borderdb.ingest import State

        if dry_run:
            output.note("a dry run: nothing was kept")
        elif not self.documents[State.NEW] + self.documents[State.CHANGED]:
            output.note("nothing changed")
        if self.missing:
            return NOT_THERE
        return SOME_FAILED if self.documents[State.FAILED] else 0


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
