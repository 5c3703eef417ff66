"""The door for reading: whatever SQL comes through it can change nothing and cannot run on.

Three locks, each of which would do for most attacks: the file is opened with `mode=ro`; an authorizer admits nothing
but SELECT, reading columns, functions and recursion (mode=ro alone lets ATTACH and VACUUM INTO write other files); a
progress handler stops the statement when its time is over. A single call of a function cannot be stopped from
outside, so lengths are limited as well, slow functions are replaced, and memory has SQLite's own limit.

Only the standard library is used here, so that the commands that only read start quickly.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from borderdb.db.failures import code_of, existing_file, explain, explained
from borderdb.db.functions import tame
from borderdb.db.revision import require_current
from borderdb.errors import QueryError

Value = str | int | float | bytes | None
Row = tuple[Value, ...]

TIMEOUT: Final = 30.0
LENGTH: Final = 500_000
MEMORY: Final = 1 << 29  # bytes; SQLite keeps to it in the whole process from then on
_STEPS_BETWEEN_CHECKS: Final = 200
_BUSY_MS: Final = 5000
_NO_ROOM: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL)
_ADMITTED: Final = frozenset(
    (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
)
_REFUSED_FUNCTIONS: Final = frozenset(
    ("load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "sqlite_log", "fts5", "fts5_source_id")
)
_LIMITS: Final = (
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 200_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 500),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 500),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 200),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 25_000),
)


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: the names of its columns, and its rows as they are fetched."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


class Reader:
    """A connection that can only read. Each statement has `timeout` seconds, fetching its rows included."""

    def __init__(self, connection: sqlite3.Connection, file: Path, timeout: float) -> None:
        self._connection = connection
        self._file = file
        self._timeout = timeout
        self._deadline = float("inf")
        connection.set_progress_handler(lambda: int(time.monotonic() > self._deadline), _STEPS_BETWEEN_CHECKS)

    @property
    def file(self) -> Path:
        """The database file."""
        return self._file

    def run(self, sql: str, parameters: Mapping[str, Value] | Sequence[Value] = ()) -> Result:
        """Run one SELECT. Raises QueryError where it is refused, wrong or over a limit, also while rows are fetched."""
        self._deadline = time.monotonic() + self._timeout
        try:
            cursor = self._connection.execute(sql, parameters)
        except _FAULTS as error:
            raise self._explained(error) from error
        if cursor.description is None:
            cursor.close()
            raise QueryError("this is no query: nothing was asked", hint="write SELECT …")
        return Result(tuple(column[0] for column in cursor.description), self._fetched(cursor))

    def rows(self, sql: str, parameters: Mapping[str, Value] | Sequence[Value] = ()) -> list[Row]:
        """All rows of one SELECT."""
        return list(self.run(sql, parameters).rows)

    def _fetched(self, cursor: sqlite3.Cursor) -> Iterator[Row]:
        try:
            for row in cursor:  # noqa: UP028 - `yield from` closes the cursor of a connection that may be closed
                yield row
        except _FAULTS as error:
            raise self._explained(error) from error
        finally:
            with suppress(sqlite3.ProgrammingError):  # rows left unread when the connection was closed
                cursor.close()

    def _explained(self, error: Exception) -> BaseException:
        code = code_of(error)
        if code == sqlite3.SQLITE_INTERRUPT and time.monotonic() <= self._deadline:
            return KeyboardInterrupt()  # raised inside the progress handler, where SQLite swallows it
        if code == sqlite3.SQLITE_INTERRUPT:
            return QueryError(
                f"the query took longer than {self._timeout:g} seconds and was stopped",
                hint="ask for less, or allow more with --timeout",
            )
        if code == sqlite3.SQLITE_AUTH or "not authorized" in str(error) or "prohibited" in str(error):
            return QueryError(f"the query was refused ({error})", hint="only SELECT is possible here")
        if code == sqlite3.SQLITE_TOOBIG or isinstance(error, sqlite3.DataError):
            return QueryError(f"the query ran into the limit of length ({error})")
        if isinstance(error, MemoryError):
            return QueryError("the query ran into the limit of memory", hint="ask for less")
        if "user-defined function" in str(error):
            return QueryError("a function ran into the limit of length: printf and replace make no text that long")
        return explain(error, self._file) or QueryError(f"the query is wrong: {error}")


_FAULTS: Final = (sqlite3.Error, sqlite3.Warning, MemoryError, OverflowError, UnicodeError, ValueError)


@contextmanager
def read_only(
    database: str | Path,
    *,
    timeout: float = TIMEOUT,
    length: int = LENGTH,
) -> Iterator[Reader]:
    """Open a database for reading; `timeout` in seconds a statement, `length` in bytes of any one value.

    Raises DatabaseError where the file is missing, damaged, no database, or of another revision.
    """
    file = existing_file(database)
    with explained(file):
        connection = open_file(file)
    try:
        require_current(connection, file)
        with explained(file):
            _lock(connection, length)
        yield Reader(connection, file, timeout)
    finally:
        connection.set_progress_handler(None, 0)
        connection.close()


def open_file(file: Path) -> sqlite3.Connection:
    """Open with mode=ro, for queries of our own; the locks for those of others are not shut.

    Where the folder or a full disk does not let SQLite keep its own files beside the database, it is opened as
    unchangeable.
    """
    connection = _connect(file, "mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        wal = file.with_name(file.name + "-wal")
        if code_of(error) not in _NO_ROOM or (wal.exists() and wal.stat().st_size):
            raise
        return _connect(file, "mode=ro&immutable=1")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _connect(file: Path, options: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(file.absolute()))}?{options}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_MS / 1000)


def _lock(connection: sqlite3.Connection, length: int) -> None:
    """Shut the door. The full text index is opened before, since opening it looks like a write to the authorizer."""
    connection.execute("SELECT rowid FROM sentence_index WHERE sentence_index MATCH 'x' LIMIT 1").fetchone()
    connection.execute(f"PRAGMA hard_heap_limit = {MEMORY}").close()
    connection.execute("PRAGMA temp_store = MEMORY").close()  # what is sorted does not fill the disk
    connection.execute("PRAGMA query_only = ON").close()
    connection.execute("PRAGMA trusted_schema = OFF").close()
    tame(connection, length)
    for limit, most in _LIMITS:
        connection.setlimit(limit, most)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, length)
    connection.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, _view: str | None) -> int:
    """Admit reading alone. FTS5 asks its own database for the data version before it answers a search."""
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if (second or "").lower() in _REFUSED_FUNCTIONS else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first == "data_version" and second is None:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_OK if action in _ADMITTED else sqlite3.SQLITE_DENY
