"""What refers to what, read from the models: so that a table added later is not forgotten."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, exists

from borderdb.db.models import Base


def unreferenced(column: Column[Any]) -> list[ColumnElement[bool]]:
    """Conditions that together say: no row of any table refers to this column's value."""
    keys = (key for table in Base.metadata.sorted_tables for key in table.foreign_keys)
    children = [key.parent for key in keys if key.column is column]
    # An alias, since places refer to places.
    return [~exists().where(child.table.alias().c[child.name] == column) for child in children]
