"""`borderdb db`: the database itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from borderdb.cli import output
from borderdb.cli.options import FormatOption, command, style
from borderdb.cli.output import Format
from borderdb.cli.text import one_line
from borderdb.errors import DatabaseError, UsageError
from borderdb.settings import Settings

app = typer.Typer(help="Upgrade, downgrade, back up, restore and check the database.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """The database itself."""


def upgrade(
    settings: Settings,
    revision: Annotated[str, typer.Argument(metavar="REVISION", help="The revision to reach.")] = "head",
) -> None:
    """Make the database, or bring it to a newer revision.

    A backup of what was before is kept beside the file. Of the backups before upgrades and downgrades the newest five
    are kept, or as many as BORDERDB_KEEP_BACKUPS says.

    Example: borderdb db upgrade
    """
    from borderdb.db import schema

    saved = schema.upgrade(settings.database, revision)
    _tell(settings, saved)


def downgrade(
    settings: Settings,
    revision: Annotated[str, typer.Argument(metavar="REVISION", help="An older revision, or `base` for no tables.")],
) -> None:
    """Bring the database back to an older revision.

    What only the newer revisions can hold is lost; a backup of what was before is kept beside the file.

    Example: borderdb db downgrade 0003
    """
    from borderdb.db import schema

    saved = schema.downgrade(settings.database, revision)
    _tell(settings, saved)


def current(settings: Settings) -> None:
    """Print the revision of the database.

    Example: borderdb db current
    """
    from borderdb.db import schema

    revision, newest = schema.current(settings.database), schema.head()
    typer.echo(revision or "none")
    if revision != newest:
        output.note(f"the newest is {newest}; `borderdb db upgrade` brings the database there")


def backup(
    settings: Settings,
    target: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Where to; without it, beside the database, named by the time."),
    ] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")] = False,
) -> None:
    """Copy the database, and print where to.

    The copy is whole and consistent even while an ingest runs. A file that is there already is kept, unless --force
    says otherwise.

    Example: borderdb db backup /backup/borderdb.sqlite
    """
    from datetime import UTC, datetime

    from borderdb.db import schema

    if target is None:
        file = settings.database_file
        if file is None:
            raise DatabaseError(f"{settings.database}: only a file can be backed up here")
        target = file.with_name(f"{file.name}.{datetime.now(UTC):%Y%m%dT%H%M%SZ}.bak")
    if target.exists() and not force:
        raise UsageError(f"{target}: is there already", hint="name another file, or replace it with --force")
    typer.echo(schema.backup(settings.database, target))


def restore(
    settings: Settings,
    copy: Annotated[Path, typer.Argument(metavar="FILE", help="The backup; it stays as it is.")],
) -> None:
    """Put a backup in the place of the database.

    The backup is looked through first. What is there is kept beside the file, and replaced in one step.

    Example: borderdb db restore /backup/borderdb.sqlite
    """
    from borderdb.db import schema

    saved = schema.restore(settings.database, copy)
    _tell(settings, saved)


def check(settings: Settings, format: FormatOption = Format.TABLE) -> None:
    """Look for damage, and count what there is.

    Checks the pages of the file, references between rows, the full text, that every fact stands where it says, that
    the bytes of documents are whole, and that what an undo needs can be read.

    Example: borderdb db check
    """
    wanted = style(format)
    from borderdb.cli.sheet import Sheet
    from borderdb.db.check import check as look_through

    report = look_through(settings.database)
    output.write(Sheet(("table", "rows"), list(report.counts.items())), wanted)
    for problem in report.problems:
        output.warn(one_line(problem))
    if report.problems:
        raise DatabaseError(f"{settings.database}: the database is not sound", hint="restore a backup, or ingest anew")
    output.note("sound")


def _tell(settings: Settings, saved: Path | None) -> None:
    from borderdb.db import schema

    typer.echo(schema.current(settings.database) or "none")
    if saved is not None:
        output.note(f"what was before is kept in {saved}")


for function in (upgrade, downgrade, current, backup, restore, check):
    command(app)(function)
