"""From the bytes of a document to text that knows its offsets."""

from __future__ import annotations

from pathlib import Path

from borderdb.errors import DocumentError
from borderdb.readers.plain import decode
from borderdb.text.source import SourceText

MOST_BYTES = 64 * 1024 * 1024  # a page of a newspaper has some 20,000 bytes


def read_document(path: Path) -> SourceText:
    """The text of a file. Raises DocumentError, which names the file, where it cannot be opened or holds no text."""
    try:
        if not path.is_file():
            path.stat()
            raise DocumentError(f"{path}: is not a regular file")
        if path.stat().st_size > MOST_BYTES:
            raise DocumentError(f"{path}: is larger than {MOST_BYTES // 1024 // 1024} MB, no page of a newspaper")
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror or error})") from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> SourceText:
    """The text of a document that is already in memory; `name` stands at the head of an error's sentence."""
    try:
        return SourceText(decode(data))
    except DocumentError as error:
        raise DocumentError(f"{name}: {error.message}", hint=error.hint) from error
