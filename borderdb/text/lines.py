"""The lines of a clean page, and the paragraphs they belong to where a column has broken them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from borderdb.records import Span

NARROWEST, WIDEST = 8, 60  # characters of a column whose lines are broken by its width
FULL = 3  # by how many characters a line may miss the width of its column and still be full
TRAILING = "”’』）】》\"' "

_MARK = re.compile(r"(#{1,6})\s+(?=\S)")
_CLOSERS = "。！？；：…!?;:."
_IN_NUMBER = re.compile(r"\d\.\Z")  # 占任务的103.|3%
_PAGE_HEAD = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日\s.*(?:星期|第\s*\w{1,3}\s*版|责编)")  # nothing goes on with it
_CONTINUES = re.compile("[，。、；：”’）》！？%]")
_ENUMERATED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）).．]|第[一二三四五六七八九十]{1,3}[章节部条，、]"
    r"|[（(]?\d{1,2}[）).、．](?!\d)|[①-⑳●◆■★▲○◇·•※▷▶►▌▪☆◎]"
)
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page, or several that a column had broken. Offsets are in the page.

    `blank` counts the empty lines before it, `mark` the # that make it a heading, `indented` says that white space
    stands before it.
    """

    spans: tuple[Span, ...]
    text: str
    blank: int = 0
    mark: int = 0
    indented: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does: 。！？；：… with closing quotes or brackets after it, or just a ）."""
        bare = self.text.rstrip(TRAILING)
        return not bare or (bare[-1] in _CLOSERS and not _IN_NUMBER.search(bare[-2:])) or self.text[-1] in "）】"

    @property
    def continues(self) -> bool:
        """Whether it can only go on with what came before: it begins with a comma, a closing quote."""
        return _CONTINUES.match(self.text) is not None

    def cut(self, start: int, end: int) -> Line:
        """The piece between two offsets of `text`, without white space at its ends."""
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        end -= len(self.text[start:end]) - len(self.text[start:end].rstrip())
        spans = []
        done = 0
        for span in self.spans:
            first, last = max(start - done, 0), min(end - done, span.length)
            if first < last:
                spans.append(Span(span.start + first, span.start + last))
            done += span.length
        return replace(self, spans=tuple(spans), text=self.text[start:end])


def joined(lines: Sequence[Line]) -> Line:
    """Several lines as one. Between Latin words stays the space that the break stood for."""
    if len(lines) == 1:
        return lines[0]
    spans: list[Span] = []
    pieces: list[str] = []
    for line in lines:
        if pieces and _LATIN.match(line.text) and _LATIN.match(pieces[-1][-1:]) and spans[-1].end < line.spans[0].start:
            spans[-1] = Span(spans[-1].start, spans[-1].end + 1)
            pieces.append(" ")
        spans += line.spans
        pieces.append(line.text)
    return replace(lines[0], spans=tuple(spans), text="".join(pieces))


def is_enumerated(text: str) -> bool:
    """Whether a line carries a number or a bullet of a list: 一、 （一） 1. ① ●."""
    return _ENUMERATED.match(text) is not None


def find_lines(text: str) -> list[Line]:
    """The lines that hold something. A page whose lines end at the width of a column gets its paragraphs back."""
    lines: list[Line] = []
    offset = blank = 0
    for printed in text.split("\n"):
        words = printed.strip()
        if not words:
            blank += 1
        else:
            start = offset + printed.index(words[0])
            mark = _MARK.match(words)
            skipped = mark.end() if mark else 0
            words = words[skipped:]
            if words.startswith("**") and words.endswith("**") and words.strip("*"):
                skipped += 2
                words = words[2:-2]
            span = Span(start + skipped, start + skipped + len(words))
            lines.append(Line((span,), words, blank, len(mark[1]) if mark else 0, printed[0].isspace()))
            blank = 0
        offset += len(printed) + 1
    width = _column_width(lines)
    return _unbroken(lines, width) if width else lines


def _column_width(lines: Sequence[Line]) -> int | None:
    """The width at which the page breaks its lines; None where each line is a paragraph."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 5 or lengths[-1] > WIDEST or 3 * sum(is_enumerated(line.text) for line in lines) > len(lines):
        return None
    width = lengths[len(lengths) * 9 // 10]
    full = [line for line in lines if width - FULL <= len(line.text) <= width + FULL]
    broken = sum(not line.is_closed for line in full)
    return width if width >= NARROWEST and 2 * len(full) >= len(lines) and 2 * broken >= len(full) else None


def _unbroken(lines: Sequence[Line], width: int) -> list[Line]:
    whole: list[list[Line]] = []
    full = False
    for line in lines:
        short = len(line.text) < width - FULL
        apart = line.blank or line.mark or line.indented or line.text[0] == "【" or is_enumerated(line.text)
        # The last line of a paragraph has its full stop; a short line without one, under one with it, is a heading.
        if whole and full and not apart and not (short and whole[-1][-1].is_closed and not line.is_closed):
            whole[-1].append(line)
        else:
            whole.append([line])
        full = not short and not line.mark and _PAGE_HEAD.match(line.text) is None
    return [joined(group) for group in whole]
