"""Rows for every table, and what two databases are compared by."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, DateTime, Double, Integer, Table

from borderdb.db.models import Base
from borderdb.settings import migrations_folder

TABLES = tuple(Base.metadata.sorted_tables)
_ADMITTED = re.compile(r"(\w+) IN \((.+)\)")
_TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|\w+|[^\s\w]")


def row_of(table: Table) -> dict[str, Any]:
    """A row that keeps all constraints: values of keys are the same in every table, so that references hold."""
    admitted = {column: value for column, value in map(_admitted, table.constraints) if column}
    return {column.name: admitted.get(column.name, _value(table, column)) for column in table.columns}


def _admitted(constraint: Any) -> tuple[str | None, Any]:
    """The column that a constraint restricts to some values, and the first of them."""
    found = _ADMITTED.match(str(constraint.sqltext)) if isinstance(constraint, CheckConstraint) else None
    if not found:
        return None, None
    first = found[2].split(",")[0].strip()
    return found[1], first.strip("'") if first.startswith("'") else int(first)


def _value(table: Table, column: Column[Any]) -> Any:
    if table.name == "places" and column.name == "parent_key":
        return None
    by_type: dict[type, Any] = {
        Date: date(2025, 6, 1),
        DateTime: datetime(2025, 6, 1, 3, 0),  # noqa: DTZ001  # the database keeps UTC without a zone
        Double: 1.5,
        Integer: 1,
        BigInteger: 1,
    }
    key = next((key.column.name for key in column.foreign_keys), column.name)
    return by_type.get(type(column.type), f"{key.removesuffix('_key')[:12]}")


def fill(file: Path, tables: tuple[Table, ...] = TABLES) -> None:
    """A row in every table that the file has, with the columns that it has."""
    with closing(sqlite3.connect(file)) as connection, connection:
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in (table for table in tables if table.name in there):
            columns = {column[1] for column in connection.execute(f"PRAGMA table_info({table.name})")}
            row = {name: value for name, value in row_of(table).items() if name in columns}
            names = ", ".join(row)
            values = [value.isoformat(" ") if isinstance(value, datetime) else value for value in row.values()]
            values = [value.isoformat() if isinstance(value, date) else value for value in values]
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", values)
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()


def rows(file: Path) -> dict[str, list[Any]]:
    """All rows of all tables that the file has."""
    with closing(sqlite3.connect(file)) as connection:
        found = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        names = [name for (name,) in connection.execute(found) if name in Base.metadata.tables]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def shared(first: dict[str, list[Any]], second: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What is left of the first in the tables and columns of the second, which may have fewer at the end of each."""
    return {
        name: [row[: len(second[name][0])] for row in found] if second[name] else found
        for name, found in first.items()
        if name in second
    }


def schema_of(file: Path) -> dict[tuple[str, str], list[str]]:
    """What SQLite keeps of every table, index and view, cut into statements of single words.

    The order in which a table states its columns counts, that of its constraints does not, nor whether its name stands
    in quotes: a rebuilt table has other ones.
    """
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {
        (kind, name): _statements([word.strip('"') for word in _TOKEN.findall(sql)])
        for kind, name, sql in found
        if name != "alembic_version"
    }


def tables_of(file: Path) -> dict[tuple[str, str], list[str]]:
    """The part of it that the models describe: not the views, the full text, and what Alembic keeps for itself."""
    return {
        (kind, name): statements
        for (kind, name), statements in schema_of(file).items()
        if kind != "view" and not name.startswith("sentence_index") and "alembic" not in name
    }


def _statements(words: list[str]) -> list[str]:
    """The columns of a table in their order, then its constraints."""
    depth, statements = 0, [""]
    for word in words[:-1] if words[-1:] == [")"] else words:  # the last one closes the table
        depth += (word == "(") - (word == ")")
        if word == "," and depth == 1:
            statements.append("")
        else:
            statements[-1] += f" {word}"
    columns = [statement for statement in statements if not statement.startswith(" CONSTRAINT")]
    constraints = [statement for statement in statements if statement.startswith(" CONSTRAINT")]
    return columns + sorted(constraints)


def folder_with(target: Path, revision: str) -> Path:
    """A copy of our migrations with one more revision, whose text is given without its head."""
    shutil.copytree(migrations_folder(), target, ignore=shutil.ignore_patterns("__pycache__"))
    (target / "versions" / "9000_more.py").write_text(revision, encoding="utf-8")
    return target
