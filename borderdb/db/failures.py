"""What SQLite complains of, turned into sentences that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from borderdb.errors import BorderdbError, DatabaseError, LockedError, UsageError
from borderdb.settings import Settings


def database_file(database: str | Path) -> Path:
    """The file that a name or URL of a database means. Raises UsageError for anything but SQLite."""
    file = Settings(database=str(database)).database_file
    if file is None:
        raise UsageError(
            f"{database}: only SQLite databases can be used", hint="give a file name, or sqlite:////full/path"
        )
    return file


def existing_file(database: str | Path) -> Path:
    """The database's file. Raises DatabaseError where it is missing, no file, or may not be read."""
    file = database_file(database)
    try:
        with file.open("rb"):
            return file
    except FileNotFoundError:
        raise DatabaseError(
            f"{file}: there is no such database",
            hint="`borderdb ingest PATH…` makes one; --database or BORDERDB_DATABASE names another",
        ) from None
    except IsADirectoryError:
        raise DatabaseError(f"{file}: is a folder, not a database") from None
    except OSError as error:
        raise DatabaseError(f"{file}: cannot be opened ({error.strerror})") from None


def code_of(error: Exception) -> int:
    """SQLite's primary result code, 0 where the error did not come from SQLite itself."""
    extended = getattr(error, "sqlite_errorcode", 0)
    return extended & 0xFF if isinstance(extended, int) else 0


def explain(error: Exception, file: Path) -> BorderdbError | None:
    """What is wrong with the database itself; None where the fault lies in the query or in our own code."""
    code = code_of(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedError(f"{file}: another program is writing to the database", hint="try again in a moment")
    if code == sqlite3.SQLITE_NOTADB:
        return DatabaseError(f"{file}: is not a borderdb database")
    if code == sqlite3.SQLITE_CORRUPT:
        return DatabaseError(
            f"{file}: the database is damaged ({error})", hint="restore a backup, or ingest into a new database"
        )
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return DatabaseError(f"{file}: the database cannot be opened ({error})")
    if code == sqlite3.SQLITE_READONLY:
        return DatabaseError(f"{file}: the database cannot be written to ({error})")
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return DatabaseError(f"{file}: the disk is full or failing ({error})")
    return None


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Whatever SQLite says of the database inside the block is raised as one of our errors."""
    try:
        yield
    except sqlite3.Error as error:
        ours = explain(error, file)
        if ours is None:
            raise
        raise ours from error
