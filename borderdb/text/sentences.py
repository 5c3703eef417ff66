"""Where sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from borderdb.records import Span

LONG_SPEECH = 60  # characters of speech inside quotes from which on a 。 within it ends a sentence

_MARKS = re.compile(r"[。！？!?…]+[”’』」）》\]]*|[“”（）]")
_ENDS = "。！？!?…"


def find_sentences(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences of the paragraphs, in order, without white space at their ends.

    A sentence ends at 。！？…, together with closing quotes and brackets that follow, and where its paragraph ends.
    Inside brackets no sentence ends. Inside quotes one ends only where the speech is long: “好。我来。”他说。 is one.
    """
    sentences: list[Span] = []
    for paragraph in paragraphs:
        start = paragraph.start
        for end in (*_ends_of(text, paragraph), paragraph.end):
            sentence = _trimmed(text, start, end)
            if sentence:
                sentences.append(sentence)
            start = end
    return tuple(sentences)


def _ends_of(text: str, paragraph: Span) -> list[int]:
    ends: list[int] = []
    quoted: int | None = None
    bracketed = False
    for mark in _MARKS.finditer(text, paragraph.start, paragraph.end):
        first = mark[0][0]
        if first == "“":
            quoted = mark.start() if quoted is None else quoted
        elif first == "”":
            quoted = None
        elif first == "（":
            bracketed = True
        elif first == "）":
            bracketed = False
        else:
            closes = "”" in mark[0]
            bracketed = bracketed and "）" not in mark[0]
            if bracketed:
                continue
            if quoted is None or (closes and _speech_ends(text, mark.end(), paragraph.end)):
                ends.append(mark.end())
            quoted = None if closes else quoted
    return [end for end in ends if end < paragraph.end]


def _speech_ends(text: str, offset: int, end: int) -> bool:
    """Whether a new sentence begins after speech that was closed: not where “…。”他说 goes on."""
    return offset >= end or text[offset] in "“\n "


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
