"""From the paths a user gives to the documents that lie there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A document to be read, or what stands in the way of reading it.

    `location` is its full path, printable whatever bytes its name has, and `name` the file name. `data` is given where
    the bytes are there already. `failure` says why nothing can be read; `missing` that there is nothing of that name.
    """

    location: str
    name: str
    path: Path | None = None
    data: bytes | None = None
    failure: str | None = None
    missing: bool = False


def standard_input(data: bytes, name: str = STANDARD_INPUT) -> Source:
    """A document that came through a pipe."""
    return Source(location=name, name=name, data=data)


def find_documents(paths: Iterable[str | Path]) -> tuple[Source, ...]:
    """The documents at these paths, each once: files as they are, folders with all below them in the order of names.

    What begins with a dot is passed over inside folders. A path that does not exist, a folder that cannot be listed
    and a link that leads nowhere or round in a circle are sources with a failure, so that the rest is still read.
    """
    found: dict[str, Source] = {}
    for path in paths:
        whole = os.path.abspath(Path(path).expanduser())  # noqa: PTH100  # resolve() would lose the names of links
        for source in _at(Path(whole), ()):
            found.setdefault(source.location, source)
    return tuple(found.values())


def _at(path: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Source]:
    """The documents at a path; `above` are device and number of the folders on the way to it."""
    try:
        status = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            yield _failed(path, "the link leads nowhere")
        else:
            yield _failed(path, "there is no such file or folder", missing=True)
        return
    except OSError as error:
        circle = error.errno == errno.ELOOP
        yield _failed(path, "the link leads round in a circle" if circle else _why(error))
        return
    if not path.is_dir():
        yield _file(path)
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield _failed(path, "the link leads round in a circle")
        return
    try:
        entries = sorted(entry.name for entry in os.scandir(path) if not entry.name.startswith("."))
    except OSError as error:
        yield _failed(path, _why(error))
        return
    for name in entries:
        yield from _at(path / name, (*above, here))


def _file(path: Path) -> Source:
    if not path.is_file():
        return _failed(path, "is neither a file nor a folder")
    return Source(location=printable(path), name=printable(Path(path.name)), path=path)


def _failed(path: Path, reason: str, *, missing: bool = False) -> Source:
    return Source(location=printable(path), name=printable(Path(path.name)), failure=reason, missing=missing)


def _why(error: OSError) -> str:
    return f"cannot be read ({error.strerror or error})"


def printable(path: Path) -> str:
    """The path as text that can be stored, also where its bytes are no UTF-8: these become \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
