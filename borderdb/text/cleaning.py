"""From a page as decoded to clean text: steps that each take a SourceText and give one.

Afterwards the text is simplified Chinese without pinyin glosses and control characters; digits, Latin letters and
`%` are half-width, punctuation beside Han characters full-width, quotes “ ” ‘ ’.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from borderdb.text.source import Edit, SourceText
from borderdb.text.variants import simplify

Step = Callable[[SourceText], SourceText]

_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_CONTROLS = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
_GLOSS = re.compile(r" ?[(（] ?([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}) ?[)）] ?")
_WIDTHS = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | {
        "％": "%",
        "\u3000": " ",
        "\xa0": " ",
        "\t": " ",
        "「": "“",
        "」": "”",
        "『": "‘",
        "』": "’",
        "﹒": "·",
        "•": "·",
        "・": "·",
    }
)
_HAN = r"\u3400-\u9fff\u3001-\u3011“”‘’（），；：？！…—"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF = re.compile(rf"(?<=[{_HAN}%])[,;:?!()]+|[,;:?!()]+(?=[{_HAN}])")


def clean(source: SourceText) -> SourceText:
    """The text free of the damage that pages bring with them; each character still knows its place in the source."""
    for step in STEPS:
        source = step(source)
    return source


def drop_controls(source: SourceText) -> SourceText:
    """Line breaks of every kind become one; control and zero-width characters go."""
    source = source.replace(Edit(found.start(), found.end(), "\n") for found in _BREAKS.finditer(source.text))
    return source.replace(Edit(found.start(), found.end(), "") for found in _CONTROLS.finditer(source.text))


def drop_glosses(source: SourceText) -> SourceText:
    """邊(biān)境 → 邊境."""
    han = re.compile(r"[\u3400-\u9fff]")
    return source.replace(
        Edit(found.start(), found.end(), "")
        for found in _GLOSS.finditer(source.text)
        if found.start() and han.match(source.text[found.start() - 1])
    )


def level_widths(source: SourceText) -> SourceText:
    """Digits and letters half-width, punctuation beside Han characters full-width."""
    text = source.text.translate(_WIDTHS)
    text = _HALF.sub(lambda found: "".join(_FULL[mark] for mark in found[0]), text)
    return source.rewritten(text)


STEPS: tuple[Step, ...] = (drop_controls, drop_glosses, simplify, level_widths)
