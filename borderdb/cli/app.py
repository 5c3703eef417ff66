"""The Typer app: the commands of contract.md and the options in front of them."""

from __future__ import annotations

from typing import Annotated

import typer

from borderdb import __version__
from borderdb.cli.db import app as db_app
from borderdb.cli.group import Group
from borderdb.cli.ingest import ingest
from borderdb.cli.options import adjust, command
from borderdb.cli.query import app as query_app
from borderdb.cli.reextract import reextract
from borderdb.cli.review import app as review_app
from borderdb.cli.runs import app as runs_app
from borderdb.cli.schema import schema
from borderdb.cli.search import search
from borderdb.cli.show import show
from borderdb.cli.sql import sql
from borderdb.settings import DATABASE

app = typer.Typer(
    name="borderdb",
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="Reads Chinese local newspaper pages into a database, and answers questions about places, programmes, "
    "initiatives and figures with the sentence that says so.",
    epilog="Data goes to stdout, talk to stderr. Exit codes: 0 all well, 1 some documents failed or the run is "
    "doubtful, 2 wrong usage, 3 database missing, damaged or outdated, 4 reference data invalid, 5 query refused "
    "or over a limit, 6 another ingest holds the database.",
)


def print_version(wanted: bool) -> None:
    """Answer --version and leave."""
    if wanted:
        typer.echo(f"borderdb {__version__}")
        raise typer.Exit()


@app.callback()
def root(
    ctx: typer.Context,
    database: Annotated[
        str | None,
        typer.Option(
            "--database",
            metavar="FILE|URL",
            envvar="BORDERDB_DATABASE",
            help=f"The database: an SQLite file or URL. \\[default: {DATABASE} in this folder]",
            show_default=False,
        ),
    ] = None,
    debug: Annotated[
        bool,
        typer.Option("--debug", envvar="BORDERDB_DEBUG", help="Show where in the program an error arose."),
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Take the options that stand before the command."""
    adjust(ctx, database, debug)


command(app)(ingest)
command(app)(reextract)
app.add_typer(query_app, name="query")
command(app)(sql)
command(app)(show)
command(app)(search)
command(app)(schema)
app.add_typer(review_app, name="review")
app.add_typer(runs_app, name="runs")
app.add_typer(db_app, name="db")
