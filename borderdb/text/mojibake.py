"""Runs of GBK that were read one byte late.

A page that lost half a character reads the second byte of each character together with the first byte of the next,
until a byte does not fit: 为主要 stands there as three rare characters between question marks. Encoding the run,
dropping its first byte and decoding it again gives the text back. What is lost at the two ends of the run stays
visible as U+FFFD, so that a figure beside it is known to be damaged: a digit can have gone with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from borderdb.text.characters import common_characters, usual_characters
from borderdb.text.source import Edit, SourceText

LOST = "\ufffd"
LONGEST = 400  # characters of a run that are looked at
UNFENCED = 10  # what a run must gain that no question mark precedes; a rare word before a question gains less

_MARK = re.compile(rf"[?？{LOST}]")
_BEFORE = re.compile(rf"[?？!！{LOST}]{{1,3}}\Z")
_AFTER = re.compile(rf"[?？{LOST}](?:[a-zü\u00e0-\u00fc\u0101-\u01dc]{{1,6}}[)）])?")
_RUN_END = re.compile(rf"[^\x00-\x7f\s？！{LOST}]{{2,{LONGEST}}}\Z")
# The second byte of a mark that closes a clause, as it stands alone before a run; the first byte became a mark.
_HALF_MARKS = {0xB1: "”", 0xA3: "。", 0xA2: "、", 0xB7: "》", 0xAC: "，", 0xBB: "；", 0xBA: "：", 0xA9: "）"}


def mend_late_bytes(source: SourceText) -> SourceText:
    """Undo what was read one byte late, where the result is plain text and the page's reading is not."""
    text = source.text
    if not _has_rare(text):
        return source
    return source.replace(_edits(text))


@cache
def _rare() -> re.Pattern[str]:
    usual = re.escape("".join(sorted(usual_characters())))
    return re.compile(rf"[^\x00-\x7f{usual}][^\x00-\x7f]{{0,12}}[?？{LOST}]")


def _has_rare(text: str) -> bool:
    return _MARK.search(text) is not None and _rare().search(text) is not None


def _edits(text: str) -> Iterator[Edit]:
    done = 0
    for mark in _MARK.finditer(text):
        if mark.start() < done:
            continue
        window = text[max(done, mark.start() - LONGEST) : mark.start()]
        run = _RUN_END.search(window)
        if run is None:
            continue
        marks = _BEFORE.search(window, 0, run.start())
        mended = _mended(run[0], fenced=marks is not None)
        if mended is None:
            continue
        start, words = mended
        head, fence = LOST, 0
        if marks is not None and start == 0:
            half = _HALF_MARKS.get(run[0][0].encode("gb18030")[0], "")
            fence = len(marks[0])
            head = half if half and fence == 1 else LOST + half  # a mark for each byte that went astray
        after = _AFTER.match(text, mark.start())
        done = after.end() if after else mark.end()
        first = mark.start() - len(run[0]) + start
        yield Edit(first - fence, first + 1, head)
        yield Edit(first + 1, mark.start(), words)  # as many characters as it replaces, so each keeps its place
        yield Edit(mark.start(), done, LOST)


def _mended(run: str, *, fenced: bool) -> tuple[int, str] | None:
    """Where in the run the late reading begins, and the words it hides; None where the run is better as it stands.

    A run after a question mark is late from its first character or not at all; any other from the character on from
    which the words gain most.
    """
    try:
        data = run.encode("gb18030")
    except UnicodeEncodeError:
        return None
    if len(data) != 2 * len(run):
        return None
    hidden = [data[at : at + 2].decode("gb18030", errors="replace") for at in range(1, len(data) - 2, 2)]
    gain = best = 0
    start = None
    for at in range(len(hidden) - 1, -1, -1):
        if hidden[at] not in usual_characters():
            break
        gain += _worth(hidden[at]) - _worth(run[at])
        if gain >= max(best, 1):
            best, start = gain, at
    if start is None or (best < UNFENCED and not (fenced and start == 0)):
        return None
    words = "".join(hidden[start:])
    return (start, words) if 2 * sum(word in common_characters() for word in words) >= len(words) else None


def _worth(character: str) -> int:
    if character in common_characters():
        return 2
    return 1 if character in usual_characters() else -2
