"""`borderdb runs`: what the runs did, what they changed, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from borderdb.cli import output
from borderdb.cli.options import (
    Bom,
    Columns,
    Database,
    Debug,
    FormatOption,
    Limit,
    Wide,
    adjust,
    command,
    rows_wanted,
    style,
)
from borderdb.cli.output import Format
from borderdb.cli.running import Wait
from borderdb.cli.text import one_line
from borderdb.errors import UsageError
from borderdb.settings import Settings

if TYPE_CHECKING:
    from borderdb.cli.answers import Counter
    from borderdb.cli.output import Style
    from borderdb.db.readonly import Reader, Result

RUNS = (
    "run_id",
    "kind",
    "started_on",
    "seconds",
    "new",
    "unchanged",
    "changed",
    "failed",
    "withdrawn",
    "undoes",
    "alarm",
)
RUN = ("status", "location", "reason", "articles", "places", "programmes", "initiatives", "metrics")
STAYED = 1
State = Literal["new", "unchanged", "changed", "failed", "withdrawn", "restored", "removed"]
Change = Literal["appeared", "changed", "moved", "disappeared", "withdrawn", "returned"]
ChangeOption = Annotated[
    Change | None,
    typer.Option("--change", help="Only facts of which this became; without it, all but those that only moved."),
]


class Runs(TyperGroup):
    """`borderdb runs 3` is short for `borderdb runs show 3`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is meant: a number is the run to show."""
        return super().resolve_command(ctx, ["show", *args] if args[0].isdecimal() else args)


app = typer.Typer(
    cls=Runs,
    invoke_without_command=True,
    help="List the runs, newest first; with a number, show what one did.\n\n"
    "A run without an end was interrupted, or is still at work. Times are UTC. `borderdb runs 3` is short for "
    "`borderdb runs show 3`.",
)


@app.callback()
def runs(
    ctx: typer.Context,
    format: FormatOption = Format.TABLE,
    wide: Wide = False,
    columns: Columns = None,
    limit: Limit = None,
    bom: Bom = False,
    database: Database = None,
    debug: Debug = False,
) -> None:
    """List the runs, unless one was named."""
    settings = adjust(ctx, database, debug)
    if ctx.invoked_subcommand is not None:
        return
    wanted = style(format, wide, columns, bom)
    from borderdb.cli.answers import print_rows
    from borderdb.db.readonly import read_only
    from borderdb.queries.catalogue import lookup

    with read_only(settings.database) as reader:
        rows = print_rows(reader.run(lookup("runs"), {"run": None}), wanted, rows_wanted(limit), short=RUNS)
    if not rows.count:
        output.note("no run yet")


def show(
    settings: Settings,
    run: Annotated[int, typer.Argument(metavar="RUN", help="The number of the run.")],
    documents: Annotated[
        bool, typer.Option("--documents", help="What became of each document, and why, instead of the facts.")
    ] = False,
    status: Annotated[State | None, typer.Option("--status", help="Only documents with this outcome.")] = None,
    change: ChangeOption = None,
    format: FormatOption = Format.TABLE,
    wide: Wide = False,
    columns: Columns = None,
    limit: Limit = None,
    bom: Bom = False,
) -> None:
    """Show what a run did: with documents, and with the facts in them.

    Which documents it brought, changed, failed to read or withdrew; and below, article by article, the facts that
    appeared, changed or disappeared, with the sentences that say so (- before the run, + after it). In csv, json and
    the like a row per fact, or with --documents or --status a row per document.

    Example: borderdb runs show 3

    Example: borderdb runs show 3 --status failed
    """
    wanted = style(format, wide, columns, bom)
    from borderdb.cli.answers import print_rows
    from borderdb.db.readonly import read_only
    from borderdb.queries.catalogue import lookup

    with read_only(settings.database) as reader:
        _require(reader, run)
        by_document = reader.run(lookup("run"), {"run": run, "status": status})
        if documents or status is not None:
            print_rows(by_document, wanted, rows_wanted(limit), short=RUN)
            return
        if wanted.format is Format.TABLE:
            _print_run(reader, run, by_document)
        logged = reader.run(lookup("changes"), {"after": run - 1, "run": run})
        _print_changes(_of(change, logged), wanted, rows_wanted(limit))


def diff(
    settings: Settings,
    before: Annotated[int, typer.Argument(metavar="RUN", help="After this run; 0 for before the first.")],
    after: Annotated[int, typer.Argument(metavar="LATER", help="And after this one.")],
    change: ChangeOption = None,
    format: FormatOption = Format.TABLE,
    wide: Wide = False,
    columns: Columns = None,
    limit: Limit = None,
    bom: Bom = False,
) -> None:
    """Compare the facts after one run with those after a later one.

    What came and went again in between, or was changed back, is left out; what changed twice shows the first value and
    the last.

    Example: borderdb runs diff 3 7
    """
    wanted = style(format, wide, columns, bom)
    from borderdb.db.net import Logged, net
    from borderdb.db.readonly import Result, read_only
    from borderdb.queries.catalogue import lookup

    if before >= after:
        raise UsageError("the second run must be the later one", hint=f"borderdb runs diff {after} {before}")
    with read_only(settings.database) as reader:
        for run in {before, after} - {0}:
            _require(reader, run)
        logged = reader.run(lookup("changes"), {"after": before, "run": after})
        changed = Result(logged.columns, iter(net(Logged(*row) for row in logged.rows)))  # type: ignore[arg-type]
        _print_changes(_of(change, changed), wanted, rows_wanted(limit))


def undo(
    settings: Settings,
    run: Annotated[int, typer.Argument(metavar="RUN", help="The number of the run to take back.")],
    wait: Wait = 0,
    format: FormatOption = Format.TABLE,
) -> int:
    """Take back what a run did: the facts are as before it.

    What came with it goes, what it replaced, removed or withdrew comes back. What a later run has changed since, or a
    person has decided on, stays as it is and is listed; the exit code is 1 then. An undo is a run itself and can be
    undone. Files that are still there are read again by the next ingest of their folder.

    Example: borderdb runs undo 3
    """
    wanted = style(format)
    from borderdb.cli.sheet import Sheet
    from borderdb.ingest import Options
    from borderdb.undo import undo as take_back

    done = list(take_back(settings.database, run, Options(wait=wait), notify=output.note))
    output.write(
        Sheet(("status", "location", "reason"), [(one.state.value, one.location, one.reason) for one in done]), wanted
    )
    stayed = [one for one in done if one.state == "unchanged"]
    for one in stayed:
        output.warn(one_line(f"{one.location}: {one.reason}"))
    if not done:
        output.note(f"run {run} changed nothing")
    elif len(stayed) < len(done):
        output.note("files that are still there are read again by the next ingest of their folder")
    return STAYED if stayed else 0


def _require(reader: Reader, run: int) -> None:
    if not reader.rows("SELECT 1 FROM runs WHERE run_id = ?", (run,)):
        raise UsageError(f"there is no run {run}", hint="`borderdb runs` lists them")


def _of(change: str | None, logged: Result) -> Result:
    """The changes that are wanted."""
    from borderdb.db.readonly import Result

    place = logged.columns.index("change")
    rows = (row for row in logged.rows if (row[place] != "moved" if change is None else row[place] == change))
    return Result(logged.columns, rows)


def _print_run(reader: Reader, run: int, documents: Result) -> None:
    """What is known of a run, and the documents to which something happened."""
    from borderdb.cli.cards import print_card
    from borderdb.queries.catalogue import lookup

    known = reader.run(lookup("runs"), {"run": run})
    (values,) = known.rows
    told = {name: value for name, value in zip(known.columns, values, strict=True) if value not in (0, None)}
    print_card("run", tuple(told), tuple(told.values()))
    places = [documents.columns.index(name) for name in ("status", "location", "reason")]
    touched = [[row[place] for place in places] for row in documents.rows]
    if touched := [row for row in touched if row[0] != "unchanged"]:
        output.console().print()
    for status, location, reason in touched:
        output.console().print(one_line(f"  {status!s:<10} {location!s}  {reason!s}"), soft_wrap=True, markup=False)


def _print_changes(logged: Result, wanted: Style, limit: int) -> None:
    from borderdb.cli.answers import Counter, print_rows
    from borderdb.cli.changes import SHORT, print_changes

    rows: Counter
    if wanted.format is Format.TABLE and not (wanted.wide or wanted.columns):
        rows = Counter(logged.rows, limit)
        print_changes(rows)
        if rows.cut:
            output.note(f"cut after {rows.count:,} changes; --limit 0 gives all")
    else:
        rows = print_rows(logged, wanted, limit, short=SHORT)
    if not rows.count:
        output.note("no fact changed")


for function in (show, diff, undo):
    command(app)(function)
