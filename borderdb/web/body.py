"""The bytes of an answer, never more of them in memory than wanted, whatever the server says of them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

from borderdb.errors import DocumentError

ENCODINGS = "gzip, deflate"
_ANY_ZLIB = 32 + zlib.MAX_WBITS  # gzip or zlib, as the bytes show

Unpack = Callable[[bytes, int], bytes]


class BodyError(Exception):
    """The answer broke off or came damaged; another attempt may bring it whole."""


def read_body(
    chunks: Iterable[bytes], *, encoding: str, length: str | None, most_bytes: int, cut: bool = False
) -> bytes:
    """A body as sent in chunks, unpacked. Raises DocumentError where it is longer than wanted, BodyError if damaged.

    `encoding` and `length` are what the answer's head says. With `cut` what is beyond `most_bytes` is left unread.
    """
    too_large = DocumentError(f"is larger than {most_bytes // 2**20} MB, no page of a newspaper")
    if length is not None and length.isdecimal() and int(length[:20]) > most_bytes and not cut:
        raise too_large
    unpacked, data = _Unpacked(encoding), bytearray()
    for chunk in chunks:
        data += unpacked.add(chunk, most_bytes + 1 - len(data))
        if len(data) > most_bytes:
            if not cut:
                raise too_large
            return bytes(data[:most_bytes])
    unpacked.close()
    return bytes(data)


class _Unpacked:
    """What a packed stream of bytes holds."""

    def __init__(self, encoding: str) -> None:
        name = encoding.strip().lower().removeprefix("x-")
        if name not in ("", "identity", "gzip", "deflate"):
            raise DocumentError(f"is sent packed in a way that was not asked for: {name[:40]}")
        self._inflate = None if name in ("", "identity") else zlib.decompressobj(_ANY_ZLIB)

    def add(self, chunk: bytes, most: int) -> bytes:
        """What comes out of the next bytes, no more than so many: a few packed bytes can stand for gigabytes."""
        if self._inflate is None:
            return chunk
        try:
            return self._inflate.decompress(chunk, most)
        except zlib.error as error:
            raise BodyError(f"came damaged ({error})") from error

    def close(self) -> None:
        """There are no more bytes."""
        if self._inflate is not None and not self._inflate.eof:
            raise BodyError("broke off in the middle")
