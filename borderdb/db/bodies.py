"""The body of an article as it is stored to be compared: pure, so that workers can do it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from borderdb.db.identity import digest
from borderdb.text.likeness import bare, keys


@dataclass(frozen=True, slots=True)
class BodyRow:
    """What is stored of a body: no digest and no keys where an article is all headings."""

    article_id: str
    digest: str | None
    characters: int
    keys: tuple[int, ...]


def body_row(article_id: str, sentences: Iterable[Mapping[str, object]]) -> BodyRow:
    """The body of an article from the rows of its sentences, headings among them."""
    text = bare(str(row["text"]) for row in sentences if not row["is_heading"])
    return BodyRow(article_id, digest(text) if text else None, len(text), keys(text))
