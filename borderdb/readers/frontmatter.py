"""The block of fields that may stand at the head of a Markdown file: YAML between `---`, TOML between `+++`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from borderdb.readers.document import Metadata
from borderdb.readers.metadata import metadata_of
from borderdb.records import Origin

MOST = 16_384  # characters of such a block

_FENCE = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n")
_FIELD = re.compile(r"([^\s:#\-][^:\n]{0,40}?)[ \t]*:(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.+)$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block says, and the offset where the text begins."""

    end: int
    metadata: Metadata


def find_front_matter(text: str) -> FrontMatter | None:
    """The block at the head of a text; None where there is none, such as under a mere rule of dashes.

    Of YAML it reads plain fields and lists of plain words, which is what pages carry.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return None
    closing = re.compile(rf"^{re.escape(opening[1])}[ \t]*\r?$", re.MULTILINE).search(text, opening.end(), MOST)
    if closing is None:
        return None
    block = text[opening.end() : closing.start()]
    values = _toml(block) if opening[1] == "+++" else _yaml(block)
    end = min(closing.end() + 1, len(text))
    return FrontMatter(end, metadata_of(values, Origin.FRONT_MATTER)) if values is not None else None


def _toml(block: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(block)
    except tomllib.TOMLDecodeError:
        return None


def _yaml(block: str) -> dict[str, object] | None:
    """The fields of a block, None where it has a line that is no field: then it is text between two rules."""
    values: dict[str, object] = {}
    items: list[str] = []
    for line in block.splitlines():
        field, item = _FIELD.match(line), _ITEM.match(line)
        if field is not None:
            items = []
            values[field[1]] = _value(field[2] or "") or items
        elif item is not None:
            items.append(_scalar(item[1]))
        elif line.strip() and not line[0].isspace() and not line.startswith("#"):
            return None
    return values or None


def _value(text: str) -> str | list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(part) for part in text[1:-1].split(",")]
    return _scalar(text)


def _scalar(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'" else text
