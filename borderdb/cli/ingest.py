"""`borderdb ingest`: pages into the database, with a progress bar for people and plain lines for the night."""

from __future__ import annotations

import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from borderdb.cli.events import LogFormat
from borderdb.cli.options import FormatOption, style
from borderdb.cli.output import Format
from borderdb.cli.running import Log, MaxFailed, MaxFall, Seeds, Verbose, Wait, Workers, carry_out
from borderdb.errors import UsageError
from borderdb.settings import DELAY, DOUBTED, Settings

if TYPE_CHECKING:
    from borderdb.sources import Source


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
    only_failed: Annotated[
        bool, typer.Option("--only-failed", help="Only what failed when it was last met; without a PATH, all of that.")
    ] = False,
    rules_older: Annotated[
        bool,
        typer.Option(
            "--rules-older", help="Also all stored documents that older rules or reference data read, from their bytes."
        ),
    ] = False,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune",
            envvar="BORDERDB_PRUNE",
            help="Withdraw documents whose files are gone from the folders that are named; their facts stay.",
        ),
    ] = False,
    workers: Workers = None,
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
    seeds: Seeds = None,
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
    max_fall: MaxFall = DOUBTED,
    max_failed: MaxFailed = DOUBTED,
    wait: Wait = 0,
    log_format: Log = LogFormat.TEXT,
    verbose: Verbose = False,
    format: FormatOption = Format.TABLE,
) -> int:
    """Read documents and store what they say.

    The database is made, or upgraded, if need be. What has not changed since it was read is skipped. A document that
    cannot be read is named on stderr and changes nothing; the others are stored, and the exit code is 1 (2 where a
    path does not exist or an address is none). The exit code is 1 also after a run that reads far fewer facts per
    article than were stored before; all it did is kept, and `borderdb runs undo` takes it back.

    Pages of the web are fetched slowly, as their robots.txt allows, and only if they have changed since the last time.
    Nothing is asked of a host that is not named: a redirect to another one is told and not followed.

    Example: borderdb ingest pages/ --outlet 佳木斯日报

    Example: borderdb ingest --urls pages.txt --delay 5

    Example: borderdb ingest /srv/pages --prune --wait 600 --log-format json
    """
    from borderdb.ingest import Limits, Options
    from borderdb.ingest import ingest as read
    from borderdb.sources import folders_among
    from borderdb.web import Manners
    from borderdb.workers import usable

    options = Options(
        force=force,
        dry_run=dry_run,
        workers=workers or usable(),
        published=published.date() if published else None,
        outlet=outlet,
        seeds=seeds or settings.seeds,
        only_failed=only_failed,
        rules_older=rules_older,
        prune=folders_among(paths or []) if prune else (),
        limits=Limits(fall=max_fall, failed=max_failed),
        wait=wait,
        web=Manners(delay=delay, contact=user_agent),
    )
    sources = _sources(settings, paths or [], urls, may_be_none=only_failed or rules_older)
    run = partial(read, settings.database, sources, options)
    total = None if sources is None or only_failed or rules_older else len(sources)
    return carry_out(run, total, style(format), log_format, verbose=verbose, dry_run=dry_run)


def _require_database(settings: Settings, missing: Source) -> None:
    """Refuse to make a database for nothing. Raises UsageError."""
    file = settings.database_file
    if file is not None and not file.exists():
        raise UsageError(
            f"{missing.location}: {missing.failure}", hint="name files, folders or addresses that are there"
        )


def _sources(settings: Settings, paths: list[str], urls: Path | None, *, may_be_none: bool) -> list[Source] | None:
    """The documents that are named, each once; `-` is what comes through the pipe.

    None where nothing is named. Raises UsageError where that is too little.
    """
    from borderdb.sources import STANDARD_INPUT, find_documents, find_pages, standard_input

    if may_be_none and not paths and urls is None:
        return None
    if "" in paths or (not paths and urls is None):
        raise UsageError("nothing is named to be read", hint="name files, folders, addresses, or a list with --urls")
    files = find_documents(path for path in paths if path != STANDARD_INPUT)
    pages = find_pages(urls) if urls is not None else ()
    piped = [standard_input(sys.stdin.buffer.read())] if STANDARD_INPUT in paths else []
    sources = list({source.location: source for source in (*piped, *files, *pages)}.values())
    if sources and all(source.missing for source in sources):
        _require_database(settings, sources[0])  # a name that is mistyped makes none
    return sources
