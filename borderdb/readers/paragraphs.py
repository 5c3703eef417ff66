"""The paragraphs of printed pages, a line each, and for each character the letter on the page that it is."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from borderdb.readers.metadata import OUTLET_NAME
from borderdb.readers.printed import APART, HEADLINE, SUBTITLE, Line

SHORT = 0.9  # letters of white after the last line of a paragraph
RAGGED = 4.0  # the same where the words do not seem to end: lines that are not stretched
SHORTEST = 4  # Chinese letters of the shortest headline; larger print of fewer letters is a banner or a figure
LONGEST = 80  # letters of a headline
RUNNING = 3  # pages that repeat a line at their head or foot, which is then no text

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z]")
_CLOSED = frozenset("。！？；：…”）!?")


@dataclass(slots=True)
class PageText:
    """The text being put together, piece by piece.

    Of each piece its offset, and the number of the letter that it begins with, -1 where no page prints it.
    """

    pieces: list[str] = field(default_factory=list)
    offsets: array[int] = field(default_factory=lambda: array("l"))
    letters: array[int] = field(default_factory=lambda: array("l"))
    length: int = 0

    def put(self, text: str, letter: int = -1) -> None:
        """Add a piece. Without a letter it is what no page prints: line breaks and the marks of headlines."""
        if text:
            self.pieces.append(text)
            self.offsets.append(self.length)
            self.letters.append(letter)
            self.length += len(text)

    def letter_at(self, offset: int) -> int:
        """The number of the letter at an offset of the text; -1 where there is none."""
        if not 0 <= offset < self.length:
            return -1
        piece = bisect_right(self.offsets, offset) - 1
        letter = self.letters[piece]
        return letter if letter < 0 else letter + offset - self.offsets[piece]


@dataclass(slots=True)
class Sheet:
    """A page as read: the number of its first letter, its lines in reading order, and the size of its text.

    `whole` are the blocks in which no line is indented and each ends a sentence, and so is a paragraph.
    """

    number: int
    first: int
    lines: list[Line]
    size: float
    whole: frozenset[int]

    @property
    def indents(self) -> bool:
        """Whether its paragraphs begin with an indent."""
        return sum(line.is_indented for line in self.lines) >= 2


def find_whole_blocks(lines: list[Line], size: float) -> frozenset[int]:
    """The numbers of the blocks that are whole paragraphs: each line of running text closed, none indented."""
    blocks, broken = {line.block for line in lines}, set[int]()
    for line in lines:
        if line.block not in broken and line.size < HEADLINE * size:
            open_or_new = line.text[-1] not in _CLOSED or line.is_indented
            if open_or_new and not line.is_centred:
                broken.add(line.block)
    return frozenset(blocks - broken)


def drop_running_lines(sheets: list[Sheet]) -> None:
    """Take out, in place, what many pages repeat at their head or foot."""
    outer = [(sheet, line) for sheet in sheets for line in _outermost(sheet)]
    counts = Counter(_pattern(line) for sheet, line in outer)
    for sheet, line in outer:
        if counts[_pattern(line)] >= RUNNING:
            sheet.lines = [other for other in sheet.lines if other is not line]


def _outermost(sheet: Sheet) -> Iterator[Line]:
    if len(sheet.lines) > 2:
        yield max(sheet.lines, key=lambda line: line.top)
        yield min(sheet.lines, key=lambda line: line.bottom)


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def write_page(sheet: Sheet, text: PageText) -> None:
    """Add the paragraphs of a page, a line each; a headline carries its mark."""
    paragraphs = _paragraphs(sheet)
    for number, lines in enumerate(paragraphs):
        if text.pieces:
            text.put("\n")
        text.put(_mark(sheet, paragraphs, number))
        for at, line in enumerate(lines):
            if at:
                text.put(_between(lines[at - 1], line, sheet.size))
            _print(sheet, line, text)


def _mark(sheet: Sheet, paragraphs: list[list[Line]], number: int) -> str:
    lines = paragraphs[number]
    if _is_headline(sheet, lines):
        return "## "
    under = number > 0 and _is_headline(sheet, paragraphs[number - 1])
    larger = SUBTITLE * sheet.size <= lines[0].size < HEADLINE * sheet.size
    if larger and under and not lines[0].text.startswith(("—", "-", "□", "■", "◎", "（")):
        return "——"
    return ""


def _is_headline(sheet: Sheet, lines: list[Line]) -> bool:
    if lines[0].size < HEADLINE * sheet.size:
        return False
    words = "".join(line.text for line in lines)
    return len(words) <= LONGEST and len(HAN.findall(words)) >= SHORTEST and OUTLET_NAME.fullmatch(words) is None


def _paragraphs(sheet: Sheet) -> list[list[Line]]:
    """The lines of a page by paragraphs: an indent begins one, a short line ends one."""
    paragraphs: list[list[Line]] = []
    for line in sheet.lines:
        if paragraphs and _goes_on(sheet, paragraphs[-1][-1], line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _goes_on(sheet: Sheet, before: Line, line: Line) -> bool:
    """Whether a line belongs to the paragraph of the line before it, in this column or the next."""
    if max(before.size, line.size) > SUBTITLE * min(before.size, line.size):
        return False
    near = before.block == line.block and before.bottom - line.top < 1.2 * line.size
    if line.size >= HEADLINE * sheet.size:
        return near
    if line.is_indented:
        return False
    closed = before.text[-1] in _CLOSED
    if before.white >= (SHORT if closed or before.is_indented else RAGGED):
        return False
    if near:
        return not closed or before.block not in sheet.whole
    same_width = abs(before.column_width - line.column_width) < 1.5 * line.size
    return same_width and (sheet.indents or not closed)


def _between(before: Line, line: Line, size: float) -> str:
    """What stands for the break of a line: a space between Latin words, and between the halves of a headline."""
    if _LATIN.match(before.text[-1:]) and _LATIN.match(line.text):
        return " "
    halves = line.size >= HEADLINE * size and abs(len(before.text) - len(line.text)) <= 1
    return " " if halves and before.block == line.block else ""


def _print(sheet: Sheet, line: Line, text: PageText) -> None:
    """Add the letters of a line. A wide gap parts two words, but not letters that are all spaced out."""
    if len(line.runs) == 1:
        text.put(line.runs[0].text, sheet.first + line.runs[0].letters.start)
        return
    spaced_out = all(len(run.letters) == 1 for run in line.runs)
    right, shown = line.left, ""
    for run in line.runs:
        if run.text == shown and run.left < right - 0.5 * (run.right - run.left):
            continue  # bold print is often the same letters twice, a hair apart
        if shown and not spaced_out and run.left - right >= APART * run.size:
            text.put(" ")
        text.put(run.text, sheet.first + run.letters.start)
        right, shown = max(right, run.right), run.text
