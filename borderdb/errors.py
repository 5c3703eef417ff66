"""Every exception a caller may meet, with the exit code it becomes and a hint what to do.

The exit codes are part of the public face of the command line: 1 some documents failed or the run is
doubtful, 2 wrong usage, 3 the database is missing, damaged or of another version, 4 the reference data is
invalid, 5 a query was refused or ran into a limit, 6 another ingest holds the database.
"""

from __future__ import annotations

from typing import ClassVar


class BorderdbError(Exception):
    """An error with a sentence for the user; everything else that is raised is a bug and may look like one."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class DocumentError(BorderdbError):
    """One document cannot be read or understood; the others can. `ingest` catches this class alone."""

    exit_code = 1


class DoubtfulRunError(BorderdbError):
    """A run did all it could, but what it read is not to be believed: too few facts, or too many failures."""

    exit_code = 1


class UsageError(BorderdbError):
    """The command was called in a way that makes no sense: an unknown name, a path that does not exist."""

    exit_code = 2


class DatabaseError(BorderdbError):
    """The database is missing, damaged or of another version."""

    exit_code = 3


class SeedError(BorderdbError):
    """The reference data is invalid; the message names file, line and reason."""

    exit_code = 4


class QueryError(BorderdbError):
    """A query was refused, is wrong, or ran into a limit of time, rows or length."""

    exit_code = 5


class LockedError(BorderdbError):
    """Another ingest holds the database."""

    exit_code = 6
