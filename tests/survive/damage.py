"""Database files as a failing disk, a broken copy or a hasty hand leaves them."""

from __future__ import annotations

import random
from collections.abc import Callable

PAGE = 4096


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(1, len(data))]


def holed(data: bytes, chance: random.Random) -> bytes:
    """Some pages are nothing but zeros or ones."""
    damaged = bytearray(data)
    for _ in range(chance.randrange(1, 20)):
        at = chance.randrange(len(data) // PAGE) * PAGE
        damaged[at : at + PAGE] = chance.choice((b"\x00", b"\xff")) * PAGE
    return bytes(damaged)


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Single bits are the other way round, half of them in the first pages, which say how the rest is to be read."""
    damaged = bytearray(data)
    for _ in range(chance.randrange(1, 200)):
        at = chance.randrange(chance.choice((len(data), 8 * PAGE)))
        damaged[at] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def shuffled(data: bytes, chance: random.Random) -> bytes:
    """Some pages stand in each other's place."""
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    for _ in range(chance.randrange(1, 10)):
        one, other = chance.randrange(1, len(pages)), chance.randrange(1, len(pages))
        pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


def overwritten(data: bytes, chance: random.Random) -> bytes:
    """A stretch is of another file."""
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(min(chance.randrange(1, 50_000), len(data) - at)) + data[at + 50_000 :]


KINDS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    kind.__name__: kind for kind in (cut, holed, flipped, shuffled, overwritten)
}
