"""From the bytes of a document to text that knows its offsets.

Each format has a reader of its own, a module with `read(data) -> Document`, which is imported when such a document
comes; what it needs beyond the package itself are extras.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from borderdb.errors import DocumentError
from borderdb.readers import media
from borderdb.readers.document import Document
from borderdb.readers.sidecar import with_surroundings
from borderdb.text.source import SourceText

MOST_BYTES = 64 * 1024 * 1024  # a page of a newspaper has some 20,000 bytes


class Reader(Protocol):
    """A module that reads one format. Raises DocumentError, without the name of the document, where it cannot."""

    def read(self, data: bytes) -> Document:
        """The document that the bytes hold."""
        ...


class _Module(NamedTuple):
    """Where the reader of a format is, and which extra brings the libraries it needs."""

    name: str
    extra: str | None = None
    libraries: tuple[str, ...] = ()


_HTML = _Module("borderdb.readers.html", "html", ("lxml", "trafilatura"))
_READERS = {
    media.PLAIN: _Module("borderdb.readers.plain"),
    media.HTML: _HTML,
    media.ARCHIVED_HTML: _HTML,
    media.PDF: _Module("borderdb.readers.pdf", "pdf", ("pypdfium2",)),
    media.DOCX: _Module("borderdb.readers.docx", "docx", ("docx", "lxml")),
}


def read(data: bytes, name: str, side: str | None = None) -> Document:
    """The document that the bytes hold, whatever its name says of them.

    `side` is what its side file says (see readers/sidecar.py). Raises DocumentError, which begins with `name`,
    where the bytes are no document, are damaged, or need a library that is not installed.
    """
    try:
        reader = _reader(media.media_type(data))
        return with_surroundings(reader.read(data), name, side)
    except DocumentError as error:
        raise DocumentError(f"{name}: {error.message}", hint=error.hint) from error


def read_document(path: Path) -> SourceText:
    """The text of a file. Raises DocumentError, which names the file, where it cannot be opened or holds no text."""
    return read_bytes(file_bytes(path), str(path))


def read_bytes(data: bytes, name: str) -> SourceText:
    """The text of a document that is already in memory; `name` stands at the head of an error's sentence."""
    return read(data, name).source


def file_bytes(path: Path) -> bytes:
    """What a file holds. Raises DocumentError, which names it, where it cannot be read or is far too large."""
    try:
        if not path.is_file():
            path.stat()
            raise DocumentError(f"{path}: is not a regular file")
        if path.stat().st_size > MOST_BYTES:
            raise DocumentError(f"{path}: is larger than {MOST_BYTES // 1024 // 1024} MB, no page of a newspaper")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror or error})") from error


def _reader(media_type: str) -> Reader:
    module = _READERS[media_type]
    try:
        return cast(Reader, import_module(module.name))
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in module.libraries:
            raise
        install = f"pip install 'borderdb[{module.extra}]'"
        raise DocumentError(f"to read {_NAMES[media_type]}, run {install}", hint=install) from error


_NAMES = {
    media.HTML: "web pages",
    media.ARCHIVED_HTML: "web pages",
    media.PDF: "PDF files",
    media.DOCX: "Word documents",
}
