"""Printed pages as PDF: the letters from pdfium, their order from where they stand."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, repeat

import pypdfium2
from pypdfium2 import raw

from borderdb.errors import DocumentError
from borderdb.readers.document import Box, Document, Found, Location, Metadata, Origin
from borderdb.readers.layout import HEADLINE, SUBTITLE, Line, Run, find_lines, text_size
from borderdb.readers.media import PDF
from borderdb.readers.metadata import OUTLET_NAME
from borderdb.text.source import SourceText

MOST_PAGES = 400
MOST_LETTERS = 1_000_000
FEWEST = 8  # letters of a page below which it is a picture with a page number
HAN = 0.2  # share of Chinese letters below which a page is unreadable
LOST = 0.2  # share of letters without a meaning
SHORTEST = 4  # Chinese letters of the shortest headline; larger print of fewer letters is a banner or a figure
LONGEST = 80  # letters of a headline
APART = 0.8  # letters of white inside a line that part two words of a headline or a byline
SHORT = 2.0  # letters of white after the last line of a paragraph
RAGGED = 4.0  # the same where the words do not seem to end: lines that are not stretched
RUNNING = 3  # pages that repeat a line at their head or foot, which is then no text

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LOST = re.compile("[\ue000-\uf8ff\ufffd\ufffe\uffff\x00-\x08\x0e-\x1f\U000f0000-\U0010ffff]")
_CID = re.compile(r"\(cid:\d+\)")
_BLANKS = (" ", "\u3000", "\xa0")
_BLANK = re.compile("[ \u3000\xa0]+")
_LATIN = re.compile("[A-Za-z]")
_CLOSED = ("。", "！", "？", "；", "：", "…", "”", "）", "!", "?")


@dataclass(slots=True)
class _Text:
    """The text being put together, and for each of its characters the letter it is, -1 where it is none."""

    pieces: list[str] = field(default_factory=list)
    letters: array[int] = field(default_factory=lambda: array("l"))

    def put(self, text: str) -> None:
        """Add characters that no page prints: line breaks and the marks of headlines."""
        if text:
            self.pieces.append(text)
            self.letters.extend([-1] * len(text))

    def print(self, run: Run, first: int) -> None:
        """Add the letters of a run; `first` is the number of the first letter of its page."""
        self.pieces.append(run.text)
        self.letters.extend(range(first + run.letters.start, first + run.letters.stop))


@dataclass(frozen=True, slots=True)
class Pages:
    """Where each letter of a text stands: its left, upper, right and lower edge; and the first letter of each page."""

    letters: array[int]
    edges: array[float]
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def locate(self, offset: int) -> Location | None:
        """The page and the box of the character at an offset of the text."""
        letter = self.letters[offset] if 0 <= offset < len(self.letters) else -1
        if letter < 0:
            return None
        page = self.numbers[bisect_right(self.starts, letter) - 1]
        left, top, right, bottom = (round(edge, 2) for edge in self.edges[4 * letter : 4 * letter + 4])
        return Location(page, Box(left, bottom, right, top))


@dataclass(slots=True)
class _Sheet:
    """A page as read: the number of its first letter, its lines in reading order, and the size of its text."""

    number: int
    first: int
    lines: list[Line]
    size: float
    height: float

    @property
    def indents(self) -> bool:
        """Whether its paragraphs begin with an indent."""
        return sum(line.is_indented for line in self.lines) >= 2


def read(data: bytes) -> Document:
    """The stories of a PDF. Raises DocumentError where no page can be read; notes say which ones could not."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(_why_closed(str(error))) from error
    try:
        return _read(pdf)
    finally:
        pdf.close()


def _why_closed(message: str) -> str:
    if "assword" in message or "ecurity" in message:
        return "is a PDF file protected by a password"
    return "is a damaged or truncated PDF file"


def _read(pdf: pypdfium2.PdfDocument) -> Document:
    count = len(pdf)
    if count > MOST_PAGES:
        raise DocumentError(f"is a PDF file of {count} pages, more than {MOST_PAGES}; cut it into issues")
    edges: array[float] = array("f")
    sheets: list[_Sheet] = []
    unread: list[tuple[int, str]] = []
    for number in range(1, count + 1):
        found = _read_page(pdf, number, edges)
        if isinstance(found, _Sheet):
            sheets.append(found)
        else:
            unread.append((number, found))
        if len(edges) > 4 * MOST_LETTERS:
            raise DocumentError(f"is a PDF file of more than {MOST_LETTERS:,} letters; cut it into issues")
    if not sheets:
        raise DocumentError(f"is a PDF file without readable text: {_reasons(unread)}" if unread else "has no pages")
    text = _Text()
    _drop_running_lines(sheets)
    for sheet in sheets:
        _write(sheet, text)
    layout = Pages(text.letters, edges, tuple(s.first for s in sheets), tuple(s.number for s in sheets))
    notes = (f"could not be read in part: {_reasons(unread)}",) if unread else ()
    source = SourceText("".join(text.pieces))
    return Document(source, PDF, metadata=_masthead(sheets[0]), notes=notes, layout=layout)


def _reasons(unread: list[tuple[int, str]]) -> str:
    """page 1, 2: a picture without text; page 4: …"""
    pages: dict[str, list[str]] = {}
    for number, reason in unread:
        pages.setdefault(reason, []).append(str(number))
    return "; ".join(f"page {', '.join(numbers)}: {reason}" for reason, numbers in pages.items())


def _read_page(pdf: pypdfium2.PdfDocument, number: int, edges: array[float]) -> _Sheet | str:
    """A page, its letters' edges added; or why it cannot be read, with nothing added."""
    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError:
        return "damaged"
    try:
        letters = page.get_textpage()
        try:
            text = _characters(letters)
            if reason := _why_unreadable(text):
                return reason
            boxes = _boxes(letters, len(text))
        finally:
            letters.close()
        first = len(edges) // 4
        edges.extend(boxes)
        runs = _runs(text, boxes)
        size = text_size(runs)
        return _Sheet(number, first, find_lines(runs, size), size, page.get_height())
    except pypdfium2.PdfiumError:
        return "damaged"
    finally:
        page.close()


def _characters(letters: pypdfium2.PdfTextPage) -> str:
    """The characters of a page, one for each index that pdfium counts."""
    count = letters.count_chars()
    text: str = letters.get_text_range() if count else ""
    if len(text) != count:  # it leaves out what has no meaning, and counts rare characters twice
        codes = (raw.FPDFText_GetUnicode(letters, number) for number in range(count))
        text = "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)
    return text


def _why_unreadable(text: str) -> str:
    """Why nothing should be stored of a page; empty where it can be read."""
    words = "".join(text.split())
    if len(words) < FEWEST:
        return "a picture without text"
    if len(_LOST.findall(words)) > LOST * len(words) or 4 * len(_CID.findall(words)) > LOST * len(words):
        return "its font has no character map"
    if len(_HAN.findall(words)) < HAN * len(words):
        return "hardly any Chinese text, or a font without a character map"
    return ""


def _boxes(letters: pypdfium2.PdfTextPage, count: int) -> array[float]:
    """Left, upper, right and lower edge of each letter, the full box of its font: tight boxes show no columns."""
    boxes = (raw.FS_RECTF * count)()
    for _ in map(raw.FPDFText_GetLooseCharBox, repeat(letters.raw), range(count), boxes):
        pass
    edges: array[float] = array("f")
    edges.frombytes(bytes(boxes))
    return edges


def _runs(text: str, edges: array[float]) -> list[Run]:
    """The letters that stand side by side. What pdfium puts in for a break has no height, and ends a run."""
    left, top, right, bottom = (edges[side::4].tolist() for side in range(4))
    beside = zip(left[1:], top[1:], bottom[1:], right, top, bottom, strict=False)
    ends = [
        number
        for number, (x, high, low, x0, high0, low0) in enumerate(beside, 1)
        if not (
            -0.5 * (height := high - low) < x - x0 < APART * height and -height < high + low - high0 - low0 < height
        )
    ]
    runs: list[Run] = []
    for first, end in pairwise((0, *ends, len(text))):
        words = text[first:end]
        if top[first] <= bottom[first] or words.isspace():
            continue
        if any(blank in words for blank in _BLANKS):
            pieces = list(_without_wide_blanks(words, first, left, right, top[first] - bottom[first]))
        else:
            pieces = [(first, end)]
        runs += [_run(text, start, stop, edges) for start, stop in pieces]
    return runs


def _run(text: str, first: int, end: int, edges: array[float]) -> Run:
    left, top, _, bottom = edges[4 * first : 4 * first + 4]
    words = text[first:end]
    han = _HAN.search(words)
    sample = 4 * (first + han.start()) if han else 0
    size = edges[sample + 2] - edges[sample] if han else 0.9 * (top - bottom)
    return Run(words, range(first, end), left, bottom, edges[4 * end - 2], top, size)


def _without_wide_blanks(
    words: str, first: int, left: list[float], right: list[float], height: float
) -> Iterator[tuple[int, int]]:
    """The pieces of a run between blanks as wide as a letter: an indent, the white of a gutter, a parted headline."""
    start = 0
    for blank in _BLANK.finditer(words):
        outer = blank.start() == 0 or blank.end() == len(words)
        if outer or right[first + blank.end() - 1] - left[first + blank.start()] >= APART * height:
            if blank.start() > start:
                yield first + start, first + blank.start()
            start = blank.end()
    if start < len(words):
        yield first + start, first + len(words)


def _drop_running_lines(sheets: list[_Sheet]) -> None:
    """Take out, in place, what many pages repeat at their head or foot."""
    outer = [(sheet, line) for sheet in sheets for line in _outermost(sheet)]
    counts = Counter(_pattern(line) for sheet, line in outer)
    for sheet, line in outer:
        if counts[_pattern(line)] >= RUNNING:
            sheet.lines = [other for other in sheet.lines if other is not line]


def _outermost(sheet: _Sheet) -> Iterator[Line]:
    if len(sheet.lines) > 2:
        yield max(sheet.lines, key=lambda line: line.top)
        yield min(sheet.lines, key=lambda line: line.bottom)


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _write(sheet: _Sheet, text: _Text) -> None:
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


def _mark(sheet: _Sheet, paragraphs: list[list[Line]], number: int) -> str:
    lines = paragraphs[number]
    if _is_headline(sheet, lines):
        return "## "
    under = number > 0 and _is_headline(sheet, paragraphs[number - 1])
    larger = SUBTITLE * sheet.size <= lines[0].size < HEADLINE * sheet.size
    if larger and under and not lines[0].text.startswith(("—", "-", "□", "■", "◎", "（")):
        return "——"
    return ""


def _is_headline(sheet: _Sheet, lines: list[Line]) -> bool:
    words = "".join(line.text for line in lines)
    return (
        lines[0].size >= HEADLINE * sheet.size
        and len(words) <= LONGEST
        and len(_HAN.findall(words)) >= SHORTEST
        and OUTLET_NAME.fullmatch(words) is None
    )


def _paragraphs(sheet: _Sheet) -> list[list[Line]]:
    """The lines of a page by paragraphs: an indent begins one, a short line ends one."""
    paragraphs: list[list[Line]] = []
    for line in sheet.lines:
        if paragraphs and _goes_on(sheet, paragraphs[-1][-1], line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _goes_on(sheet: _Sheet, before: Line, line: Line) -> bool:
    """Whether a line belongs to the paragraph of the line before it, in this column or the next."""
    if max(before.size, line.size) > SUBTITLE * min(before.size, line.size):
        return False
    near = before.block == line.block and before.bottom - line.top < 1.2 * line.size
    if line.size >= HEADLINE * sheet.size:
        return near
    closed = before.text.endswith(_CLOSED)
    if line.is_indented or before.white >= (SHORT if closed or before.is_indented else RAGGED):
        return False
    if near:
        return True
    same_width = abs(before.column_width - line.column_width) < 1.5 * line.size
    return same_width and (sheet.indents or not closed)


def _between(before: Line, line: Line, size: float) -> str:
    """What stands for the break of a line: a space between Latin words, and between the halves of a headline."""
    if _LATIN.match(before.text[-1:]) and _LATIN.match(line.text):
        return " "
    halves = line.size >= HEADLINE * size and abs(len(before.text) - len(line.text)) <= 1
    return " " if halves and before.block == line.block else ""


def _print(sheet: _Sheet, line: Line, text: _Text) -> None:
    """Add the letters of a line. A wide gap parts two words, but not letters that are all spaced out."""
    if len(line.runs) == 1:
        text.print(line.runs[0], sheet.first)
        return
    spaced_out = all(len(run.letters) == 1 for run in line.runs)
    right, shown = line.left, ""
    for run in line.runs:
        if run.text == shown and run.left < right - 0.5 * (run.right - run.left):
            continue  # bold print is often the same letters twice, a hair apart
        if shown and not spaced_out and run.left - right >= APART * run.size:
            text.put(" ")
        text.print(run, sheet.first)
        right, shown = max(right, run.right), run.text


def _masthead(sheet: _Sheet) -> Metadata:
    """The newspaper's name at the head of the first page."""
    for line in sheet.lines:
        if line.bottom > 0.8 * sheet.height and len(line.text) <= 12 and OUTLET_NAME.fullmatch(line.text):
            return Metadata(outlet=Found(line.text, Origin.PRINTED))
    return Metadata()
