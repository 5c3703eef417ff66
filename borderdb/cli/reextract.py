"""`borderdb reextract`: stored documents, read again from their bytes."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from borderdb.cli.events import LogFormat
from borderdb.cli.options import FormatOption, style
from borderdb.cli.output import Format
from borderdb.cli.running import Log, MaxFailed, MaxFall, Seeds, Verbose, Wait, Workers, carry_out
from borderdb.settings import DOUBTED, Settings


def reextract(
    settings: Settings,
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOCUMENT",
            help="Ids, beginnings of ids, file names or full paths; without any, all documents.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[
        bool,
        typer.Option("--all/--older", help="Also those that the rules and reference data of today have read already."),
    ] = False,
    workers: Workers = None,
    seeds: Seeds = None,
    max_fall: MaxFall = DOUBTED,
    max_failed: MaxFailed = DOUBTED,
    wait: Wait = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything but keep nothing.")] = False,
    log_format: Log = LogFormat.TEXT,
    verbose: Verbose = False,
    format: FormatOption = Format.TABLE,
) -> int:
    """Read stored documents again, with the rules of today.

    The bytes of every document are kept in the database, so that the files need not be there any more. Only what older
    rules or other reference data read is read again, unless --all says otherwise. `borderdb runs` tells what changed.

    Example: borderdb reextract --older

    Example: borderdb reextract 2025-06-27_三江边城报_A03.txt --all
    """
    from borderdb.ingest import Limits, Options
    from borderdb.ingest import reextract as read
    from borderdb.workers import usable

    options = Options(
        force=every,
        dry_run=dry_run,
        workers=workers or usable(),
        seeds=seeds or settings.seeds,
        limits=Limits(fall=max_fall, failed=max_failed),
        wait=wait,
    )
    run = partial(read, settings.database, documents or [], options)
    return carry_out(run, None, style(format), log_format, verbose=verbose, dry_run=dry_run)
