"""The makers of the sample pages (seeds/make/pages), and small documents of every kind made on the spot."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
import zlib
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parents[2] / "seeds" / "make" / "pages"


def maker(name: str) -> ModuleType:
    """One of the modules newspaper, webpages, office and make."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    return import_module(name)


@cache
def sample_pages() -> dict[str, bytes]:
    """The sample pages, the PDF with letters that every reader of PDF has built in."""
    return dict(maker("make").make_pages())


def kept_page(name: str) -> bytes:
    """A sample page as it lies in seeds/articles."""
    return (FOLDER.parents[1] / "articles" / name).read_bytes()


def picture(side: int = 8) -> bytes:
    """A grey PNG."""
    rows = b"".join(b"\x00" + b"\x80" * side for _ in range(side))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def archive(files: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def changed_archive(data: bytes, changes: dict[str, bytes]) -> bytes:
    """The archive with other files in the place of some, and further ones."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    return archive(files | changes)
