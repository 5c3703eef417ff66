"""Where sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from borderdb.records import Span

LONG_SPEECH = 60  # characters of speech from which on a 。 inside its quotes ends a sentence
FARTHEST = 2000  # characters within which a bracket or quote must be closed to count as one

_PAIRS = {"“": "”", "（": "）", "《": "》"}
_MARK = re.compile(
    r"[。！？…“”（）《》](?:(?<=[。！？…])[。！？…]*(?=(?P<closing>[”’）》】。！？…]*)(?P<more>[，、；：]?)))?"
)
# What follows speech and names the speaker: “……。”老人说。 is one sentence, “……。”眼下，…… is two.
_ATTRIBUTION = re.compile(
    r"[^。！？…“”]{0,40}?(?:说|道|表示|介绍|告诉|感叹|感慨|回忆|坦言|直言|称|笑|谈到|算起|解释|夸|赞|问|答|喊|念|讲|呼吁|叮嘱|承诺|透露|点赞|如是)"
)
_LIST_GOES_ON = re.compile(r"的|等|和|以及")


def find_sentences(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences of the paragraphs, in order, without white space at their ends.

    A sentence ends at 。！？…, together with closing quotes and brackets that follow, and where its paragraph ends.
    No sentence ends inside （…） or 《…》, and inside quotes only where the speech is long. Words that name the speaker
    belong to the sentence of the speech before them.
    """
    sentences: list[Span] = []
    for paragraph in paragraphs:
        start = paragraph.start
        for end in (*_ends(text, paragraph), paragraph.end):
            sentence = _trimmed(text, start, end)
            if sentence is not None:
                sentences.append(sentence)
            start = end
    return tuple(sentences)


def _ends(text: str, paragraph: Span) -> Iterator[int]:
    """Where sentences end inside a paragraph."""
    marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
    closing = _closing(marks)
    quoted = bracketed = done = paragraph.start  # where the outermost quotes and brackets that are open now close
    spoken = False
    for number, mark in enumerate(marks):
        at = mark.start()
        if number in closing and at >= max(quoted, bracketed):
            if mark[0] != "“":
                bracketed = closing[number]
            elif closing[number] - at <= LONG_SPEECH:
                quoted = closing[number]
            spoken = mark[0] == "“" and text[at - 1 : at] != "："
        if mark["closing"] is None or at < max(bracketed, done):
            continue
        stop = done = mark.end("closing")
        if quoted < stop and not mark["more"] and not _goes_on(text, at, stop, paragraph.end, spoken=spoken):
            yield stop


def _closing(marks: Sequence[re.Match[str]]) -> dict[int, int]:
    """For each opening quote or bracket that is closed, by its number among the marks, where it closes.

    One that is not closed, or only far away, is damage of the page and is passed over.
    """
    closing: dict[int, int] = {}
    opened: dict[str, list[int]] = {close: [] for close in _PAIRS.values()}
    for number, mark in enumerate(marks):
        character = mark[0]
        if character in _PAIRS:
            if character == "“":
                opened["”"].clear()  # “……“……”: the first one lost its end
            opened[_PAIRS[character]].append(number)
        elif opened.get(character):
            opening = opened[character].pop()
            if mark.start() - marks[opening].start() <= FARTHEST:
                closing[opening] = mark.start()
    return closing


def _goes_on(text: str, start: int, stop: int, end: int, *, spoken: bool) -> bool:
    """Whether the sentence goes on behind the marks from `start` to `stop`: ……的, ……”他说."""
    if text[stop - 1] == "…":
        return _LIST_GOES_ON.match(text, stop, end) is not None
    return spoken and "”" in text[start:stop] and _ATTRIBUTION.match(text, stop, end) is not None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
