"""From the paths and addresses a user gives to the documents that lie there."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from borderdb.errors import UsageError
from borderdb.readers.sidecar import is_side_file, is_side_file_of, side_file
from borderdb.web.addresses import is_address, page_address

STANDARD_INPUT = "-"
COMMENT = re.compile(r"(?:^|\s)#.*")  # an address can hold the sign too


@dataclass(frozen=True, slots=True)
class Source:
    """A document to be read, or what stands in the way of reading it.

    `location` is its full path, printable whatever bytes its name has, and `name` the file name; both are the address
    of a page that has to be fetched from `url`. `data` is given where the bytes are there already, `stored` is the id
    of a document whose bytes the database has, and `side` is the side file that lies beside it. `failure` says why
    nothing can be read; `missing` that there is nothing of that name, or that no page can have such an address.
    """

    location: str
    name: str
    path: Path | None = None
    data: bytes | None = None
    failure: str | None = None
    missing: bool = False
    url: str | None = None
    side: Path | None = None
    stored: str | None = None


def standard_input(data: bytes, name: str = STANDARD_INPUT) -> Source:
    """A document that came through a pipe."""
    return Source(location=name, name=name, data=data)


def find_documents(paths: Iterable[str | Path]) -> tuple[Source, ...]:
    """The documents at these paths, each once: files as they are, folders with all below them in the order of names.

    A text can be the address of a web page too. What begins with a dot is passed over inside folders, and so is the
    side file of a document. A path that does not exist, a folder that cannot be listed, a side file of nothing and a
    link that leads nowhere or round in a circle are sources with a failure, so that the rest is still read.
    """
    found: dict[str, Source] = {}
    for path in paths:
        if isinstance(path, str) and is_address(path):
            source = _page(path, path)
            found.setdefault(source.location, source)
            continue
        whole = os.path.abspath(Path(path).expanduser())  # noqa: PTH100  # resolve() would lose the names of links
        for source in _at(Path(whole), ()):
            found.setdefault(source.location, source)
    return tuple(found.values())


def folders_among(paths: Iterable[str]) -> tuple[str, ...]:
    """The full paths of those that are folders, as the locations of what lies in them begin."""
    whole = (os.path.abspath(Path(path).expanduser()) for path in paths)  # noqa: PTH100  # as in find_documents
    return tuple(printable(Path(path)) for path in whole if Path(path).is_dir())


def find_again(locations: Iterable[str]) -> tuple[Source, ...]:
    """What lies at these locations now: files, folders and pages. What is gone is left out."""
    return find_documents(place for place in locations if is_address(place) or _is_file_path(place))


def find_pages(file: Path) -> tuple[Source, ...]:
    """The pages whose addresses a file lists, each once: one a line, `#` begins a comment.

    Raises UsageError where the file cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(f"{file}: {_why(error)}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: is no list of addresses in UTF-8") from error
    found: dict[str, Source] = {}
    for number, line in enumerate(lines, 1):
        if address := COMMENT.sub("", line).strip():
            source = _page(address, f"{file}, line {number}: {address}")
            found.setdefault(source.location, source)
    return tuple(found.values())


def _is_file_path(location: str) -> bool:
    path = Path(location)
    return path.is_absolute() and path.exists()


def _page(address: str, where: str) -> Source:
    try:
        url = page_address(address)
    except UsageError as error:
        place = os.fsencode(where).decode("utf-8", "backslashreplace")
        return Source(location=place, name=place, failure=error.message, missing=True)
    return Source(location=url, name=url, url=url)


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
        if not (is_side_file(name) and any(is_side_file_of(name, other) for other in entries)):
            yield from _at(path / name, (*above, here))


def _file(path: Path) -> Source:
    if not path.is_file():
        return _failed(path, "is neither a file nor a folder")
    if is_side_file(path.name):
        return _failed(path, "is a side file and no document: it says something of the file beside it")
    return Source(location=printable(path), name=printable(Path(path.name)), path=path, side=side_file(path))


def _failed(path: Path, reason: str, *, missing: bool = False) -> Source:
    return Source(location=printable(path), name=printable(Path(path.name)), failure=reason, missing=missing)


def _why(error: OSError) -> str:
    return f"cannot be read ({error.strerror or error})"


def printable(path: Path) -> str:
    """The path as text that can be stored, also where its bytes are no UTF-8: these become \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
