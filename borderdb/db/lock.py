"""One ingest at a time: a lock beside the database that the operating system lets go of when its holder dies.

The lock is on the open file and not on its existence, so that a file left behind by a kill locks nobody out. What the
file says of its holder is only there for those who come too late.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from borderdb.errors import DatabaseError, LockedError

_PAUSE: Final = 0.25  # seconds between two tries


@contextmanager
def hold(file: Path, wait: float = 0) -> Iterator[None]:
    """Hold the database for writing. Raises LockedError, which names the holder, if another ingest does.

    With `wait` only after as many seconds, in which it is tried again and again.
    """
    whole = file.resolve()  # two links to one database have one lock
    path = whole.with_name(whole.name + ".lock")
    with _locked(path, file, time.monotonic() + wait) as lock:
        lock.truncate(0)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        holder = json.dumps({"process": os.getpid(), "host": platform.node(), "since": since})
        with suppress(OSError):  # on a full disk the lock holds unsigned; whether that matters, the database will say
            os.write(lock.fileno(), holder.encode())
        try:
            yield
        finally:
            lock.truncate(0)
            with suppress(OSError):  # where an open file cannot be removed, an empty one is left
                path.unlink()


@contextmanager
def _locked(path: Path, file: Path, deadline: float) -> Iterator[IO[str]]:
    while True:
        try:
            opened = path.open("a+", encoding="utf-8")
        except OSError as error:
            raise DatabaseError(f"{path}: cannot be written ({error.strerror})") from error
        with opened as lock:
            if _take(lock):
                if _is_at(lock, path):
                    yield lock
                    return
            elif time.monotonic() >= deadline:
                hint = "wait until it has ended, or let the command wait with --wait SECONDS"
                raise LockedError(f"{file}: {_holder(lock)}", hint=hint)
            else:
                time.sleep(_PAUSE)
        # The holder before us removed the file between our opening and locking it: what we hold, nobody else sees.


def _is_at(lock: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _take(lock: IO[str]) -> bool:
        """Lock a byte far behind the text, which others must be able to read."""
        lock.seek(1 << 30)
        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(lock: IO[str]) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _holder(lock: IO[str]) -> str:
    """Who holds the lock, in words. A holder that has only just taken it may not have signed yet."""
    lock.seek(0)
    try:
        holder = json.loads(lock.read())
        return f"held by process {holder['process']} on {holder['host']} since {holder['since']}"
    except (ValueError, KeyError, TypeError):
        return "held by another ingest that has only just begun"
