"""`borderdb sql`: any SELECT, behind the same three locks as the canned queries."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Annotated

import typer

from borderdb.cli.options import (
    TIMEOUT,
    Bom,
    Columns,
    FormatOption,
    Limit,
    Timeout,
    rows_wanted,
    style,
)
from borderdb.cli.output import Format
from borderdb.errors import QueryError, UsageError
from borderdb.settings import Settings

MOST_ROWS = 100_000
UNKNOWN = re.compile(r"no such (table|column): (?:\w+\.)?(\w+)")


def sql(
    settings: Settings,
    statement: Annotated[
        str, typer.Argument(metavar="SELECT", help="One read-only SELECT, or `-` to read it from standard input.")
    ],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="A value for a `:name` in the statement."),
    ] = None,
    format: FormatOption = Format.TABLE,
    columns: Columns = None,
    limit: Limit = None,
    timeout: Timeout = TIMEOUT,
    bom: Bom = False,
) -> None:
    """Answer any read-only SQL.

    `borderdb schema` tells the views and columns. Nothing can be changed through this door, and no statement runs
    longer than --timeout. Elsewhere than on a terminal 100,000 rows are written at most unless --limit says otherwise;
    if there are more, the exit code is 5.

    Example: borderdb sql "SELECT place, count(*) AS figures FROM metric_facts GROUP BY place ORDER BY 2 DESC"
    """
    wanted = style(format, False, columns, bom)
    text = sys.stdin.read() if statement == "-" else statement
    if not text.strip():
        raise UsageError("there is no statement", hint="write a SELECT, or pipe one into `borderdb sql -`")
    from borderdb.cli.answers import print_rows
    from borderdb.db.readonly import read_only

    most = rows_wanted(limit, otherwise=MOST_ROWS)
    with read_only(settings.database, timeout=timeout) as reader, _suggesting():
        rows = print_rows(reader.run(text, _values(param or [])), wanted, most)
    if rows.cut and limit is None and most == MOST_ROWS:
        raise QueryError(f"there are more than {most:,} rows", hint="--limit 0 gives all, --limit N that many")


@contextmanager
def _suggesting() -> Iterator[None]:
    """An unknown table or column is answered with the nearest name that analysts may rely on."""
    try:
        yield
    except QueryError as error:
        if error.hint is None and (unknown := UNKNOWN.search(error.message)):
            from borderdb.db.views import VIEWS

            columns = (column for view in VIEWS.values() for column in view.columns)
            near = get_close_matches(unknown[2], VIEWS if unknown[1] == "table" else set(columns), n=1)
            error.hint = f"did you mean {near[0]}?" if near else "`borderdb schema` tells what there is"
        raise


def _values(pairs: list[str]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise UsageError(f"--param {pair}: a name, = and a value are wanted", hint="--param place=同江市")
        values[name] = value
    return values
