"""From the bytes of a document to text that knows its offsets."""

from __future__ import annotations

from pathlib import Path

from borderdb.errors import DocumentError
from borderdb.readers.plain import decode
from borderdb.text.source import SourceText


def read_document(path: Path) -> SourceText:
    """The text of a file. Raises DocumentError where the file cannot be opened or holds no text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror})") from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> SourceText:
    """The text of a document that is already in memory; `name` is for the error message."""
    try:
        return SourceText(decode(data))
    except DocumentError as error:
        raise DocumentError(f"{name}: {error.message}", hint=error.hint) from error
