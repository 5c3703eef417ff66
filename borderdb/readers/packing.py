"""Files packed so tightly that unpacking them would fill the memory. Each is looked at before a library opens it."""

from __future__ import annotations

import re
import zlib

from borderdb.errors import DocumentError

MOST_UNPACKED = 128 * 1024 * 1024  # bytes of one stream of a PDF
LARGE = MOST_UNPACKED // 1032  # deflate makes nothing smaller than this part of itself
CHUNK = 1024 * 1024

_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Filter\s*\[\s*/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)")


def check_streams(data: bytes) -> None:
    """Raise DocumentError where a stream of a PDF unpacks to more than a page can hold, or is packed twice."""
    if _TWICE.search(data):
        raise DocumentError("is packed twice over, as no page is (a bomb)")
    for opening in _STREAM.finditer(data):
        start = opening.end()
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        if end - start >= LARGE and _is_deflated(data[start : start + 2]) and _unpacks_beyond(data, start, end):
            raise DocumentError("is packed far too tightly for a page (a bomb)")


def _is_deflated(head: bytes) -> bool:
    return len(head) == 2 and head[0] & 0x0F == 8 and int.from_bytes(head) % 31 == 0


def _unpacks_beyond(data: bytes, start: int, end: int) -> bool:
    unpacking, total = zlib.decompressobj(), 0
    rest = data[start:end]
    try:
        while rest and not unpacking.eof and total <= MOST_UNPACKED:
            total += len(unpacking.decompress(rest, CHUNK))
            rest = unpacking.unconsumed_tail
    except zlib.error:  # damaged; what was unpacked so far counts
        return total > MOST_UNPACKED
    return total > MOST_UNPACKED
