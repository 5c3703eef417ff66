"""Print stories as a newspaper page: a PDF with columns, set line by line as newspapers do.

The page can be drawn column by column or row by row: programs that make pages do both, and a reader must not care.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 780.0, 1110.0  # points; a small tabloid
MARGIN = 40.0
GUTTER = 14.0
SIZE = 10.0
LEADING = 15.0
NO_BEGINNING = "，。、；：？！”’）》%…"

BUILT_IN = "STSong-Light"  # known to every reader of PDF, embedded in no file


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it is printed. A line of `paragraphs` that begins with # is a section heading."""

    headline: str
    paragraphs: tuple[str, ...]
    subtitle: str = ""
    byline: str = ""

    @classmethod
    def read(cls, text: str) -> Story:
        """From the plain text of a story: headline, then ——subtitle and byline if any, then a paragraph a line."""
        headline, *rest = (line.strip() for line in text.splitlines() if line.strip())
        subtitle = rest.pop(0) if rest[0].startswith("——") else ""
        byline = rest.pop(0) if rest[0].startswith("本报记者") else ""
        short = [len(line) < 20 and line[-1] not in "。！？：" for line in rest]
        paragraphs = tuple(f"#{line}" if heading else line for line, heading in zip(rest, short, strict=True))
        return cls(headline, paragraphs, subtitle, byline)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a story stands: the columns it spans, of all columns of the page, and its upper and lower edge."""

    first: int
    columns: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters to be drawn at a place; `spacing` is the white added after each."""

    column: int
    x: float
    y: float
    text: str
    size: float
    spacing: float = 0.0


@dataclass(slots=True)
class Sheet:
    """A page of so many columns."""

    columns: int = 4
    font: str = BUILT_IN
    pieces: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.font == BUILT_IN and BUILT_IN not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(BUILT_IN))

    @property
    def column_width(self) -> float:
        """The width of a column, a whole number of letters."""
        free = WIDTH - 2 * MARGIN - (self.columns - 1) * GUTTER
        return free / self.columns // SIZE * SIZE

    def column_left(self, column: int) -> float:
        """Where a column begins, from the left of the page."""
        return MARGIN + column * (self.column_width + GUTTER)

    def put(self, text: str, x: float, y: float, size: float, column: int = 0) -> None:
        """A line of its own."""
        self.pieces.append(Piece(column, x, y, text, size))

    def set_story(self, story: Story, frame: Frame, headline_size: float = 24.0) -> None:
        """Set a story into its frame. Raises ValueError where it does not fit."""
        left = self.column_left(frame.first)
        width = frame.columns * self.column_width + (frame.columns - 1) * GUTTER
        y = frame.top - headline_size
        self._centre(story.headline, left, width, y, headline_size, frame.first)
        if story.subtitle:
            y -= 20
            self._centre(story.subtitle, left, width, y, 12.5, frame.first)
        if story.byline:
            y -= 18
            self._centre(story.byline, left, width, y, SIZE, frame.first)
        top = y - 26
        rows = int((top - frame.bottom) // LEADING) + 1
        lines = list(self._lines(story))
        if len(lines) > rows * frame.columns:
            raise ValueError(f"{story.headline}: {len(lines)} lines do not fit into {rows * frame.columns}")
        rows = -(-len(lines) // frame.columns)
        for number, (indent, text, full) in enumerate(lines):
            column, row = frame.first + number // rows, number % rows
            x = self.column_left(column) + indent
            loose = self.column_width - indent - self.width(text, SIZE)
            spacing = loose / max(len(text) - 1, 1) if full else 0.0
            self.pieces.append(Piece(column, x, top - row * LEADING, text, SIZE, spacing))

    def width(self, text: str, size: float) -> float:
        """How wide letters are."""
        return float(pdfmetrics.stringWidth(text, self.font, size))

    def _centre(self, text: str, left: float, width: float, y: float, size: float, column: int) -> None:
        self.put(text, left + (width - self.width(text, size)) / 2, y, size, column)

    def _lines(self, story: Story) -> Iterator[tuple[float, str, bool]]:
        """Indent, letters, and whether the line is stretched to the width of its column."""
        for paragraph in story.paragraphs:
            if paragraph.startswith("#"):
                text = paragraph[1:]
                yield (self.column_width - self.width(text, SIZE)) / 2, text, False
                continue
            rest, indent = paragraph, 2 * SIZE
            while rest:
                end = self._break(rest, self.column_width - indent)
                yield indent, rest[:end], end < len(rest)
                rest, indent = rest[end:], 0.0

    def _break(self, text: str, width: float) -> int:
        """How many letters go on a line: no mark begins a line, and no figure is broken."""
        end = len(text)
        while end > 1 and self.width(text[:end], SIZE) > width + 0.01:
            end -= 1
        whole = end
        while 1 < end < len(text) and (text[end] in NO_BEGINNING or (text[end - 1 : end + 1].isascii())):
            end -= 1
        return end if end > 1 else whole


def print_pages(sheets: Iterable[Sheet], *, by_row: bool = False, password: str = "", title: str = "") -> bytes:
    """The sheets as a PDF, each drawn row by row or column by column."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, encrypt=password or None)
    canvas.setTitle(title)
    for sheet in sheets:
        key = (lambda piece: (-piece.y, piece.x)) if by_row else (lambda piece: (piece.column, -piece.y, piece.x))
        for piece in sorted(sheet.pieces, key=key):
            canvas.setFont(sheet.font, piece.size)
            canvas.drawString(piece.x, piece.y, piece.text, charSpace=piece.spacing)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def print_picture(pixels: bytes) -> bytes:
    """A PDF of one page that is nothing but a picture: what a scanner makes. `pixels` is a PNG or JPEG."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.drawImage(ImageReader(io.BytesIO(pixels)), 0, 0, WIDTH, HEIGHT)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def register(font: bytes, name: str) -> str:
    """Make a TrueType font known by a name, to be embedded with the letters that are used; returns the name."""
    pdfmetrics.registerFont(TTFont(name, io.BytesIO(font)))
    return name


def letters_of(sheet: Sheet) -> str:
    """Each letter of a page once."""
    return "".join(sorted({letter for piece in sheet.pieces for letter in piece.text}))


def front_page(stories: Sequence[Story], font: str = BUILT_IN) -> Sheet:
    """Three stories on four columns: the lead over all of them, the others side by side below it."""
    sheet = Sheet(font=font)
    lead, left, right = stories
    sheet.put("南疆边讯报", MARGIN, 1040, 34)
    sheet.put("2025年10月17日 星期五 A02版", 560, 1046, SIZE)
    sheet.set_story(lead, Frame(0, 4, 1010, 560), 30.0)
    sheet.set_story(left, Frame(0, 2, 520, 100))
    sheet.set_story(right, Frame(2, 2, 520, 100))
    sheet.put("责任编辑：韦一鸣 版式：农小青", MARGIN, 60, SIZE)
    return sheet
