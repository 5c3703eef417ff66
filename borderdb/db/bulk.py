"""Many rows at once, handed to the driver as they are.

A document is hundreds of rows, and taking each of them through the types of SQLAlchemy costs more than storing it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection


def insert_many(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, which all have the same columns, two at least; their values are such as the driver takes."""
    if rows:
        columns = list(rows[0])
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" for _ in columns)
        values = list(map(itemgetter(*columns), rows))
        connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
