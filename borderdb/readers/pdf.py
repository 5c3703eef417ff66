"""Printed pages as PDF: the letters from pdfium, their order from where they stand."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, repeat
from operator import sub
from statistics import median_low

import pypdfium2
from pypdfium2 import raw

from borderdb.errors import DocumentError
from borderdb.readers.document import Document, Found, Metadata
from borderdb.readers.layout import find_lines, text_size
from borderdb.readers.media import PDF
from borderdb.readers.metadata import OUTLET_NAME
from borderdb.readers.packing import check_streams
from borderdb.readers.paragraphs import HAN, PageText, Sheet, drop_running_lines, find_whole_blocks, write_page
from borderdb.readers.printed import APART, Run
from borderdb.records import Box, Location, Origin
from borderdb.text.source import SourceText

MOST_PAGES = 400
MOST_LETTERS = 400_000  # of a file; a page of a newspaper has some 8,000
FEWEST = 8  # letters of a page below which it is a picture with a page number
LEAST_HAN = 0.2  # share of Chinese letters below which a page is unreadable
LOST = 0.2  # share of letters without a meaning
SAMPLED = 16  # of so many letters one tells how high the letters are
JOINER = "\u2060"  # without width or meaning; cleaning drops it. Pdfium counts the 𠮷 of 𠮷家屯 as two

_LOST = re.compile("[\ue000-\uf8ff\ufffd\ufffe\uffff\x00-\x08\x0e-\x1f\U000f0000-\U0010ffff]")
_HAN_RUN = re.compile(f"{HAN.pattern}+")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")
_BLANK = re.compile("[ \u3000\xa0]+")

Sides = tuple[list[float], list[float], list[float], list[float]]


@dataclass(frozen=True, slots=True)
class Pages:
    """Where each letter of a text stands: its left, upper, right and lower edge; and the first letter of each page."""

    text: PageText
    edges: array[float]
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def locate(self, offset: int) -> Location | None:
        """The page and the box of the character at an offset of the text."""
        letter = self.text.letter_at(offset)
        if letter < 0:
            return None
        page = self.numbers[bisect_right(self.starts, letter) - 1]
        left, top, right, bottom = (round(edge, 2) for edge in self.edges[4 * letter : 4 * letter + 4])
        return Location(page, Box(left, bottom, right, top))


def read(data: bytes) -> Document:
    """The stories of a PDF. Raises DocumentError where no page can be read; notes say which ones could not."""
    check_streams(data)
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
    sheets: list[Sheet] = []
    unread: list[tuple[int, str]] = []
    for number in range(1, count + 1):
        found = _read_page(pdf, number, edges)
        if isinstance(found, Sheet):
            sheets.append(found)
        else:
            unread.append((number, found))
        if len(edges) > 4 * MOST_LETTERS:
            raise DocumentError(f"is a PDF file of more than {MOST_LETTERS:,} letters; cut it into issues")
    if not sheets:
        raise DocumentError(f"is a PDF file without readable text: {_reasons(unread)}" if unread else "has no pages")
    text = PageText()
    drop_running_lines(sheets)
    for sheet in sheets:
        write_page(sheet, text)
    layout = Pages(text, edges, tuple(s.first for s in sheets), tuple(s.number for s in sheets))
    notes = (_reasons(unread),) if unread else ()
    source = SourceText("".join(text.pieces))
    return Document(source, PDF, metadata=_masthead(sheets[0]), notes=notes, layout=layout)


def _reasons(unread: list[tuple[int, str]]) -> str:
    """page 1, 2: a picture without text; page 4: …"""
    pages: dict[str, list[str]] = {}
    for number, reason in unread:
        pages.setdefault(reason, []).append(str(number))
    return "; ".join(f"page {', '.join(numbers)}: {reason}" for reason, numbers in pages.items())


def _read_page(pdf: pypdfium2.PdfDocument, number: int, edges: array[float]) -> Sheet | str:
    """A page, its letters' edges added; or why it cannot be read, with nothing added."""
    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError:
        return "damaged"
    try:
        letters = page.get_textpage()
        try:
            if letters.count_chars() > MOST_LETTERS:
                return "more letters than a page holds"
            text = characters_of(letters)
            if reason := _why_unreadable(text):
                return reason
            boxes = boxes_of(letters, text)
        finally:
            letters.close()
        first = len(edges) // 4
        edges.extend(boxes)
        runs = runs_of(text, sides_of(boxes, page.get_rotation()))
        size = text_size(runs)
        lines = find_lines(runs, size)
        return Sheet(number, first, lines, size, find_whole_blocks(lines, size))
    except pypdfium2.PdfiumError:
        return "damaged"
    finally:
        page.close()


def characters_of(letters: pypdfium2.PdfTextPage) -> str:
    """The characters of a page, one for each index that pdfium counts; a JOINER stands behind a rare character."""
    count = letters.count_chars()
    text: str = letters.get_text_range() if count else ""
    if len(text) != count:  # it leaves out what has no meaning, and counts rare characters twice
        codes = (raw.FPDFText_GetUnicode(letters, number) for number in range(count))
        text = "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)
        text = _HALF.sub("\ufffd", _PAIR.sub(_rare_character, text))
    return text


def _rare_character(halves: re.Match[str]) -> str:
    return halves[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le") + JOINER


def _why_unreadable(text: str) -> str:
    """Why nothing should be stored of a page; empty where it can be read."""
    words = "".join(text.split())
    if len(words) < FEWEST:
        return "a picture without text"
    lost = len(_LOST.findall(words)) if _LOST.search(words) else 4 * words.count("(cid:")
    if lost > LOST * len(words):
        return "its font has no character map"
    if sum(map(len, _HAN_RUN.findall(words))) < LEAST_HAN * len(words):
        return "hardly any Chinese text, or a font without a character map"
    return ""


def boxes_of(letters: pypdfium2.PdfTextPage, text: str) -> array[float]:
    """Left, upper, right and lower edge of each letter, the full box of its font: tight boxes show no columns."""
    count = len(text)
    boxes = (raw.FS_RECTF * count)()
    deque(map(raw.FPDFText_GetLooseCharBox, repeat(letters.raw), range(count), boxes), maxlen=0)
    edges: array[float] = array("f")
    edges.frombytes(bytes(boxes))
    for joiner in re.finditer(JOINER, text):  # it has the box of its character, behind which it takes no room
        edges[4 * joiner.start()] = edges[4 * joiner.start() + 2]
    return edges


def sides_of(edges: array[float], rotation: int) -> Sides:
    """Left, upper, right and lower edge of the letters as the page shows them, turned by its rotation."""
    sides = edges.tolist()
    left, top, right, bottom = (sides[side::4] for side in range(4))
    if rotation == 90:
        return bottom, _negative(left), top, _negative(right)
    if rotation == 180:
        return _negative(right), _negative(bottom), _negative(left), _negative(top)
    if rotation == 270:
        return _negative(top), right, _negative(bottom), left
    return left, top, right, bottom


def _negative(edges: list[float]) -> list[float]:
    return [-edge for edge in edges]


def runs_of(text: str, sides: Sides) -> list[Run]:
    """The letters that stand side by side. What pdfium puts in for a break has no height, and ends a run."""
    left, top, right, bottom = sides
    gaps = list(map(sub, left[1:], right))
    close = 0.3 * max(median_low(map(sub, top[::SAMPLED], bottom[::SAMPLED])), 1.0)
    # Most letters stand close to the one before them and as high: only the others are looked at.
    others = [
        number
        for number, (gap, high, high0) in enumerate(zip(gaps, top[1:], top, strict=False), 1)
        if not -close < gap < close or high != high0
    ]
    ends = [
        number
        for number in others
        if not (
            -0.5 * (height := top[number] - bottom[number]) < gaps[number - 1] < APART * height
            and -height < top[number] + bottom[number] - top[number - 1] - bottom[number - 1] < height
            and bottom[number - 1] < top[number - 1]
        )
    ]
    runs: list[Run] = []
    for first, end in pairwise((0, *ends, len(text))):
        if top[first] <= bottom[first]:
            continue
        words = text[first:end]
        if _BLANK.search(words) is None:
            runs.append(_run(words, first, end, sides))
            continue
        for start, stop in _without_wide_blanks(words, first, sides):
            runs.append(_run(text[start:stop], start, stop, sides))
    return runs


def _run(words: str, first: int, end: int, sides: Sides) -> Run:
    left, top, right, bottom = sides
    han = HAN.search(words)
    letter = first + han.start() if han else first
    wide = right[letter] - left[letter] if han else 0.0  # a page can set its letters without any width
    size = wide if wide > 0 else 0.9 * (top[first] - bottom[first])
    return Run(words, range(first, end), left[first], bottom[first], right[end - 1], top[first], size)


def _without_wide_blanks(words: str, first: int, sides: Sides) -> Iterator[tuple[int, int]]:
    """The pieces of a run between blanks as wide as a letter: an indent, the white of a gutter, a parted headline."""
    left, top, right, bottom = sides
    height = top[first] - bottom[first]
    start = 0
    for blank in _BLANK.finditer(words):
        outer = blank.start() == 0 or blank.end() == len(words)
        if outer or right[first + blank.end() - 1] - left[first + blank.start()] >= APART * height:
            if blank.start() > start:
                yield first + start, first + blank.start()
            start = blank.end()
    if start < len(words):
        yield first + start, first + len(words)


def _masthead(sheet: Sheet) -> Metadata:
    """The newspaper's name at the head of the first page."""
    if not sheet.lines:
        return Metadata()
    top, bottom = max(line.top for line in sheet.lines), min(line.bottom for line in sheet.lines)
    for line in sheet.lines:
        if line.bottom > top - 0.2 * (top - bottom) and len(line.text) <= 12 and OUTLET_NAME.fullmatch(line.text):
            return Metadata(outlet=Found(line.text, Origin.PRINTED))
    return Metadata()
