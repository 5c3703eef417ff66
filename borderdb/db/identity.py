"""Ids that depend on what was read and on nothing else: the same in any database, order and run."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

_BYTES: Final = 8  # of a digest: sixteen hexadecimal digits
OPENING: Final = 64  # characters of the body that tell one article of a document from another


class Figure(NamedTuple):
    """What tells a figure from the others of its article: its sentence, its offset in it, and its words."""

    sentence: str
    offset: int
    raw: str


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits of a digest of the parts. No two lists of parts are run together."""
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    return hashlib.blake2b(b"".join([b"%d:%b" % (len(data), data) for data in encoded]), digest_size=_BYTES).hexdigest()


def document_id(data: bytes) -> str:
    """A document is its bytes."""
    return hashlib.blake2b(data, digest_size=_BYTES).hexdigest()


def base_ids(document: str, openings: Iterable[tuple[str, str]]) -> list[str]:
    """Ids of the articles of a document from its name and the headline and opening of each, in order.

    They do not depend on the rest of the text, so that an edit elsewhere on the page changes no id.
    """
    seen: Counter[tuple[str, str]] = Counter()
    ids = []
    for headline, opening in openings:
        key = (headline, opening[:OPENING])
        seen[key] += 1
        ids.append(digest(document, *key, str(seen[key])))
    return ids


def folded_id(base_id: str, document: str) -> str:
    """The id of an article whose base id belongs to an article of another document (two files of one name)."""
    return digest(base_id, document)


def metric_ids(article_id: str, figures: Sequence[Figure]) -> list[str]:
    """Ids of the figures of an article, in the order of the text."""
    seen: Counter[Figure] = Counter()
    ids = []
    for figure in figures:
        seen[figure] += 1
        ids.append(digest(article_id, figure.sentence, str(figure.offset), figure.raw, str(seen[figure])))
    return ids


def core_name(name: str) -> str:
    """An initiative's name without quotes, punctuation and white space: “五心·聚力” and 五心聚力 are one."""
    return "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c)[0] not in "PZC")


def initiative_id(core: str, place_key: str | None) -> str:
    """The same core of a name at the same place is one initiative, in whatever articles."""
    return digest(core, place_key or "")
