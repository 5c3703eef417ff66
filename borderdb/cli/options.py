"""Options that several commands share, and how a command gets its Settings.

A command is a function whose first argument is `settings`; `command` registers it with the options that every command
takes (`--database`, `--debug`) in its place, so that they may stand before or after the command's name.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, TypeVar

import typer

from borderdb.cli.output import Format, Style, columns_of, on_terminal
from borderdb.settings import DATABASE, Settings

OUTPUT = "Output"
EVERYWHERE = "Everywhere"
SCREENFUL = 200  # rows that a terminal shows unless told otherwise
DEBUG = "borderdb.debug"  # in the context's meta, where the error handler finds it

Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="FILE|URL",
        help=f"The database: an SQLite file or URL. \\[default: BORDERDB_DATABASE, else {DATABASE} in this folder]",
        show_default=False,
        rich_help_panel=EVERYWHERE,
    ),
]
Debug = Annotated[
    bool,
    typer.Option("--debug", help="Show where in the program an error arose.", rich_help_panel=EVERYWHERE),
]
FormatOption = Annotated[
    Format,
    typer.Option("--format", "-f", envvar="BORDERDB_FORMAT", help="How rows are written.", rich_help_panel=OUTPUT),
]
Wide = Annotated[
    bool, typer.Option("--wide", "-w", help="All columns, where a table would leave some out.", rich_help_panel=OUTPUT)
]
Columns = Annotated[
    str | None,
    typer.Option("--columns", metavar="NAME,…", help="These columns, in this order.", rich_help_panel=OUTPUT),
]
Bom = Annotated[
    bool,
    typer.Option("--bom", help="Begin csv or tsv with the mark that Excel knows UTF-8 by.", rich_help_panel=OUTPUT),
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        "-n",
        min=0,
        envvar="BORDERDB_LIMIT",
        metavar="ROWS",
        help=f"At most so many rows, 0 for all. \\[default: {SCREENFUL} on a terminal, else all]",
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout",
        min=0.001,
        envvar="BORDERDB_TIMEOUT",
        metavar="SECONDS",
        help="Stop a query that takes longer.",
        rich_help_panel=OUTPUT,
    ),
]
TIMEOUT = 30.0

F = TypeVar("F", bound=Callable[..., Any])


def style(format_: Format, wide: bool = False, columns: str | None = None, bom: bool = False) -> Style:
    """What the options of output say together."""
    return Style(format_, wide, tuple(columns_of(columns)), bom)


def command(app: typer.Typer, name: str | None = None, **options: Any) -> Callable[[F], F]:
    """Register a function that takes Settings first as a command of the app."""

    def register(function: F) -> F:
        app.command(name, **options)(with_settings(function))
        return function

    return register


def with_settings(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as Typer wants it: with a context and the options of every command in place of Settings."""
    first, *own = inspect.signature(function, eval_str=True).parameters.values()
    assert first.annotation is Settings, f"{function.__name__} takes Settings first"

    def run(**values: Any) -> Any:
        context: typer.Context = values.pop("ctx")
        settings = adjust(context, values.pop("database"), values.pop("debug"))
        return function(settings, **values)

    everywhere = inspect.signature(_everywhere, eval_str=True).parameters.values()
    context, *shared = everywhere
    signature = inspect.Signature([context, *(p.replace(kind=p.KEYWORD_ONLY) for p in (*own, *shared))])
    return with_signature(run, function.__name__, function.__doc__, signature)


def with_signature(
    function: Callable[..., Any], name: str, doc: str | None, signature: inspect.Signature
) -> Callable[..., Any]:
    """A function that Typer takes for one with this name and signature, from which it makes the options."""
    function.__name__ = name
    function.__doc__ = reflowed(doc or "")
    function.__annotations__ = {key: parameter.annotation for key, parameter in signature.parameters.items()}
    vars(function)["__signature__"] = signature
    return function


def reflowed(doc: str) -> str:
    """Paragraphs without the line breaks of the source, which help would keep at whatever width."""
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in inspect.cleandoc(doc).split("\n\n"))


def adjust(context: typer.Context, database: str | None, debug: bool) -> Settings:
    """The settings of the command line so far, with what this command was told."""
    settings = context.find_object(Settings) or Settings()
    if database is not None:
        settings = replace(settings, database=database)
    if debug:
        settings = replace(settings, debug=True)
    context.meta[DEBUG] = settings.debug
    context.obj = settings
    return settings


def rows_wanted(limit: int | None, *, otherwise: int = 0) -> int:
    """How many rows to print, 0 for all: what was asked for, else a screenful on a terminal."""
    import sys

    if limit is not None:
        return limit
    return SCREENFUL if on_terminal(sys.stdout) else otherwise


def _everywhere(ctx: typer.Context, database: Database = None, debug: Debug = False) -> None:
    """The options of every command, in the form in which Typer takes them."""
