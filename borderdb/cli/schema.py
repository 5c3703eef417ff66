"""`borderdb schema`: what is in the database and what it means."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from borderdb.cli import output
from borderdb.cli.options import Bom, FormatOption, style
from borderdb.cli.output import Format
from borderdb.errors import UsageError
from borderdb.settings import Settings

if TYPE_CHECKING:
    from borderdb.cli.sheet import Sheet


def schema(
    settings: Settings,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A view or table: its columns.")] = None,
    format: FormatOption = Format.TABLE,
    bom: Bom = False,
) -> None:
    """Tell what is in the database and what it means.

    The views and tables, or with a name the columns of one. Write queries on the views: they keep their names and
    columns. Tables may change with a new version.

    Example: borderdb schema metric_facts
    """
    wanted = style(format, bom=bom)
    output.write(_contents() if name is None else _columns(name), wanted)


def _contents() -> Sheet:
    from borderdb.cli.sheet import Sheet
    from borderdb.db.models import Base
    from borderdb.db.views import VIEWS

    rows = [("view", name, view.comment) for name, view in VIEWS.items()]
    rows += [("table", table.name, table.comment or "") for _, table in sorted(Base.metadata.tables.items())]
    return Sheet(("sort", "name", "meaning"), rows)


def _columns(name: str) -> Sheet:
    from borderdb.cli.sheet import Sheet
    from borderdb.db.models import Base
    from borderdb.db.views import VIEWS

    if view := VIEWS.get(name):
        return Sheet(("column", "meaning"), list(view.columns.items()))
    table = Base.metadata.tables.get(name)
    if table is None:
        near = get_close_matches(name, [*VIEWS, *Base.metadata.tables], n=1)
        raise UsageError(
            f"there is no view or table {name}",
            hint=f"did you mean {near[0]}?" if near else "`borderdb schema` lists them",
        )
    rows = [
        (
            column.name,
            str(column.type).lower(),
            "key" if column.primary_key else None if column.nullable else "not null",
            next((key.target_fullname for key in column.foreign_keys), None),
            column.comment,
        )
        for column in table.columns
    ]
    return Sheet(("column", "type", "null", "refers_to", "meaning"), rows)
