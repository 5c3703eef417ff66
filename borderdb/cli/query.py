"""`borderdb query`: the catalogue, and a sub-command for each canned query in it."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from borderdb.cli import output
from borderdb.cli.options import (
    OUTPUT,
    TIMEOUT,
    Bom,
    Columns,
    Database,
    Debug,
    FormatOption,
    Limit,
    Timeout,
    Wide,
    adjust,
    command,
    rows_wanted,
    style,
    with_signature,
)
from borderdb.cli.output import Format
from borderdb.settings import Settings

if TYPE_CHECKING:
    from borderdb.cli.sheet import Marks
    from borderdb.queries.catalogue import Parameter, Query

FILTERS = "Filters"
EXAMPLE = "borderdb query metrics --place 同江市 --year 2025"
OneValue = str | int | float | None


class Catalogue(TyperGroup):
    """A group whose commands are read from the .sql files when they are asked for, not when the program starts."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the queries, in the order of the catalogue."""
        self._load()
        return super().list_commands(ctx)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of one query, None where there is no such query."""
        self._load()
        return super().get_command(ctx, cmd_name)

    def _load(self) -> None:
        if not self.commands:
            from borderdb.queries.catalogue import load_catalogue

            for query in load_catalogue():
                self.add_command(build_command(query), query.name)


app = typer.Typer(
    cls=Catalogue,
    invoke_without_command=True,
    help="Answer a canned query; without a name, list them.\n\n"
    "Filters may be combined. A place filter takes everything below the place.",
)


@app.callback()
def catalogue(
    ctx: typer.Context, format: FormatOption = Format.TABLE, database: Database = None, debug: Debug = False
) -> None:
    """List the canned queries, unless one was named."""
    adjust(ctx, database, debug)
    if ctx.invoked_subcommand is not None:
        return
    from borderdb.cli.sheet import Sheet
    from borderdb.queries.catalogue import load_catalogue

    rows = [(q.name, q.title, q.example, ", ".join(f"--{p.name}" for p in q.parameters)) for q in load_catalogue()]
    output.write(Sheet(("query", "answers", "example", "filters"), rows, short=("query", "answers")), style(format))
    output.note(f"for example `{EXAMPLE}`; `borderdb query NAME --help` says more")


def build_command(query: Query) -> Any:
    """A query as a command: its parameters are options, with type, default and help from its header."""

    def run(settings: Settings, **options: Any) -> None:
        shared = {name: options.pop(name) for name in SHARED}
        answer(settings, query, {name: _bound(value) for name, value in options.items()}, **shared)

    parameters = [inspect.Parameter("settings", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Settings)]
    parameters += [_option(parameter) for parameter in query.parameters]
    parameters += [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
        for name, (annotation, default) in SHARED.items()
    ]
    doc = _escaped(f"{query.title}.\n\n{query.description}\n\nExample: {query.example}")
    single = typer.Typer(add_completion=False)
    command(single, query.name)(with_signature(run, query.name, doc, inspect.Signature(parameters)))
    return typer.main.get_command(single)


def answer(
    settings: Settings,
    query: Query,
    values: Mapping[str, OneValue],
    *,
    format: Format,
    wide: bool,
    columns: str | None,
    limit: int | None,
    timeout: float,
    bom: bool,
    sql: bool,
) -> None:
    """Run a canned query and print its rows, or print its text."""
    wanted = style(format, wide, columns, bom)
    if sql:
        typer.echo(query.sql)
        return
    from borderdb.cli.answers import print_rows
    from borderdb.cli.names import remark_on_indicator, remark_on_place
    from borderdb.db.readonly import read_only

    with read_only(settings.database, timeout=timeout) as reader:
        result = reader.run(query.sql, query.bind(values))
        rows = print_rows(result, wanted, rows_wanted(limit), short=query.columns, marks=_marks(query, values))
        for parameter in query.parameters:
            if parameter.type == "place" and (name := values.get(parameter.name)):
                remark_on_place(reader, str(name))
        if not rows.count:
            if indicator := values.get("indicator"):
                remark_on_indicator(reader, str(indicator))
            output.note("no rows")


SHARED: dict[str, tuple[Any, Any]] = {
    "format": (FormatOption, Format.TABLE),
    "wide": (Wide, False),
    "columns": (Columns, None),
    "limit": (Limit, None),
    "timeout": (Timeout, TIMEOUT),
    "bom": (Bom, False),
    "sql": (
        Annotated[
            bool, typer.Option("--sql", help="Print the query itself, to copy and change.", rich_help_panel=OUTPUT)
        ],
        False,
    ),
}
TYPES: dict[str, Any] = {"integer": int, "number": float, "flag": bool, "date": datetime}


def _option(parameter: Parameter) -> inspect.Parameter:
    flag = parameter.type == "flag"
    kind: Any = Literal[parameter.choices] if parameter.choices else TYPES.get(parameter.type, str)
    option = typer.Option(
        f"--{parameter.name.replace('_', '-')}",
        help=_escaped(parameter.help),
        formats=["%Y-%m-%d"] if parameter.type == "date" else None,
        metavar="DATE" if parameter.type == "date" else "PLACE" if parameter.type == "place" else None,
        rich_help_panel=FILTERS,
    )
    default = inspect.Parameter.empty if parameter.required else False if flag else parameter.default
    annotation: Any = Annotated[kind if parameter.required or flag else kind | None, option]
    return inspect.Parameter(parameter.name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _bound(value: Any) -> OneValue:
    """An option's value as SQL takes it: a date as ISO text, a flag as 1 where it was set, else nothing."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return 1 if value else None
    return value  # type: ignore[no-any-return]


def _marks(query: Query, values: Mapping[str, OneValue]) -> dict[str, Marks]:
    """Which words stand out in which column: those asked for (without their %), and those of other columns."""
    from borderdb.cli.sheet import Marks

    asked = {parameter.name for parameter in query.parameters}
    marks = {}
    for column, names in query.marks.items():
        words = [word for name in names if name in asked for word in str(values.get(name) or "").split("%") if word]
        marks[column] = Marks(tuple(words), tuple(name for name in names if name not in asked))
    return marks


def _escaped(text: str) -> str:
    """Text of a query's header, safe from rich's markup in help."""
    return text.replace("[", "\\[")
