"""Connections that may write. Every pragma of a writing connection stands here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from borderdb.db.failures import database_file, explain
from borderdb.db.readonly import read_only as read_only

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",  # off on every new connection
    "PRAGMA journal_mode = WAL",  # readers are not blocked by a writer
    "PRAGMA synchronous = NORMAL",  # safe with WAL: a power cut loses the last commits at most, never the database
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cache_size = -32768",  # KiB
)

sqlite3.register_adapter(date, date.isoformat)  # days as SQLAlchemy writes them, where rows go past it


def open_engine(database: str | Path) -> Engine:
    """An engine for a database file, which is made if it is missing."""
    engine = create_engine(URL.create("sqlite", database=str(database_file(database))), poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def connect(database: str | Path) -> Iterator[Connection]:
    """A connection that may write. Whoever uses it begins and commits; what is not committed never was.

    Raises DatabaseError or LockedError for whatever is wrong with the database, also inside the block.
    """
    engine = open_engine(database)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        ours = explain(error.orig, database_file(database)) if isinstance(error.orig, Exception) else None
        if ours is None:
            raise
        raise ours from error
    finally:
        engine.dispose()


def _prepare(connection: Any, _record: object) -> None:
    """Settings of a new connection. The driver must not begin transactions by itself: it leaves out DDL."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    """Begin as a writer at once: a reader that turns writer half way can find the database changed under it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
