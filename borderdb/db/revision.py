"""Which revision a database is of, told without Alembic: the commands that only read must start quickly."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from borderdb.db.failures import explained
from borderdb.errors import DatabaseError

HEAD: Final = "0010"
"""The newest revision. A test holds it against the folder of migrations."""


def current(connection: sqlite3.Connection) -> str | None:
    """The revision of a database, None where no revision was ever applied."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    if found is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def require_current(connection: sqlite3.Connection, file: Path) -> None:
    """Raises DatabaseError unless the database is of the newest revision."""
    with explained(file):
        revision = current(connection)
    if revision is None:
        raise DatabaseError(f"{file}: is not a borderdb database", hint="`borderdb ingest PATH…` makes one")
    if revision < HEAD:
        raise DatabaseError(
            f"{file}: the database is of the older revision {revision}, this version needs {HEAD}",
            hint="run `borderdb db upgrade` (it keeps a backup beside the file)",
        )
    if revision > HEAD:
        raise DatabaseError(
            f"{file}: the database is of the newer revision {revision}, this version knows {HEAD}",
            hint="use the version of borderdb that made it, or a newer one",
        )
