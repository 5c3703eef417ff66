"""`borderdb runs`: what the runs of ingest did."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from borderdb.cli import output
from borderdb.cli.options import Bom, Columns, FormatOption, Limit, Wide, rows_wanted, style
from borderdb.cli.output import Format
from borderdb.errors import UsageError
from borderdb.settings import Settings


def runs(
    settings: Settings,
    run: Annotated[
        int | None, typer.Argument(metavar="RUN", help="The number of a run: what it did with each document.")
    ] = None,
    status: Annotated[
        Literal["new", "unchanged", "changed", "failed"] | None,
        typer.Option("--status", help="Of a run, only documents with this outcome."),
    ] = None,
    format: FormatOption = Format.TABLE,
    wide: Wide = False,
    columns: Columns = None,
    limit: Limit = None,
    bom: Bom = False,
) -> None:
    """List the runs of ingest and what each changed.

    Newest first; with a number what that run did with each document. A run without an end was interrupted, or is
    still at work. Times are UTC.

    Example: borderdb runs 3 --status failed
    """
    wanted = style(format, wide, columns, bom)
    from borderdb.cli.answers import print_rows
    from borderdb.db.readonly import read_only
    from borderdb.queries.catalogue import lookup

    with read_only(settings.database) as reader:
        if run is None:
            rows = print_rows(reader.run(lookup("runs")), wanted, rows_wanted(limit), short=RUNS)
            if not rows.count:
                output.note("no run yet")
            return
        if not reader.rows("SELECT 1 FROM runs WHERE run_id = ?", (run,)):
            raise UsageError(f"there is no run {run}", hint="`borderdb runs` lists them")
        print_rows(reader.run(lookup("run"), {"run": run, "status": status}), wanted, rows_wanted(limit), short=RUN)


RUNS = ("run_id", "started_on", "seconds", "new", "unchanged", "changed", "failed", "version")
RUN = ("status", "location", "reason", "articles", "places", "programmes", "initiatives", "metrics")
