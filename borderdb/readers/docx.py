"""Word documents: paragraphs, headings and tables in the order in which they stand."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from borderdb.errors import DocumentError
from borderdb.readers.document import Document
from borderdb.readers.media import DOCX
from borderdb.readers.tables import Grid, Laid, find_sentences
from borderdb.text.source import SourceText

MOST_FILES = 4096
MOST_BYTES = 128 * 1024 * 1024  # of all files in the archive, unpacked; python-docx holds them all
MOST_XML = 32 * 1024 * 1024  # of one XML file; its tree takes ten times as much
RATIO = 250  # how much smaller than itself a large file may be packed; Word's own XML reaches 30
LARGE = 1024 * 1024
DEEPEST = 64  # tables and controls inside each other
TITLE = 60  # characters of a line that can be the title without being marked as one

# What reading a damaged archive may raise; RuntimeError where it is encrypted.
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError)
# What python-docx raises where a part holds another sort of XML than it should: styles that are relationships.
_MISSHAPEN = (AttributeError, TypeError)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|标题) ?([1-6])", re.IGNORECASE)
# What holds no text of the paragraph it stands in: the second copy of a drawing, text boxes, deleted words.
_ASIDE = frozenset((f"{_MC}Fallback", f"{_W}txbxContent", f"{_W}del", f"{_W}moveFrom"))


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph or a row of a table. `level` is that of a heading (0 the title), None for text."""

    text: str
    level: int | None = None
    centred: bool = False


def read(data: bytes) -> Document:
    """The text of a Word document: its title marked `##`, its headings `###`, tables as sentences."""
    _check(data)
    body, styles = _opened(data)
    lines = [line for line in _blocks(body, styles, 0) if line.text.strip()]
    if not lines:
        raise DocumentError("is a Word document without text")
    return Document(SourceText("\n".join(_marked(lines))), DOCX)


def _check(data: bytes) -> None:
    """Refuse, before anything is unpacked, what unpacks to far more than a document has, and what names entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = archive.infolist()
            if len(files) > MOST_FILES:
                raise DocumentError(f"holds more than {MOST_FILES} files, no document of a newspaper")
            if sum(file.file_size for file in files) > MOST_BYTES:
                raise DocumentError(f"unpacks to more than {MOST_BYTES // 2**20} MB, no document of a newspaper")
            for file in files:
                _check_file(archive, file)
    except (*_DAMAGE, ValueError) as error:
        raise DocumentError(f"is a damaged Word document ({_reason(error)})") from error


def _check_file(archive: zipfile.ZipFile, file: zipfile.ZipInfo) -> None:
    if file.file_size > LARGE and file.file_size > RATIO * max(file.compress_size, 1):
        raise DocumentError("is packed far too tightly for a document (a ZIP bomb)")
    if not file.filename.endswith((".xml", ".rels")):
        return
    if file.file_size > MOST_XML:
        raise DocumentError(f"holds an XML file of more than {MOST_XML // 2**20} MB, no document of a newspaper")
    with archive.open(file) as xml:
        head = xml.read(65_536)
    if _DECLARATION.search(head.replace(b"\x00", b"")):
        raise DocumentError("declares XML entities, which no Word document does")


def _opened(data: bytes) -> tuple[etree._Element, dict[str, int | None]]:
    """The text of a document, and the level of the headings that each of its styles makes."""
    try:
        document = docx.Document(io.BytesIO(data))
        styles = {
            style.get(f"{_W}styleId", ""): _level(name.get(f"{_W}val"))
            for style in document.styles.element.iterchildren(f"{_W}style")
            if (name := style.find(f"{_W}name")) is not None
        }
    except ValueError as error:  # python-docx knows one content type
        raise DocumentError("is a Word template, or one with macros; save it as a plain .docx") from error
    except (OpcError, etree.XMLSyntaxError, KeyError, *_MISSHAPEN, *_DAMAGE) as error:
        raise DocumentError(f"is a damaged Word document ({_reason(error)})") from error
    body = document.element.find(f"{_W}body")
    if body is None:
        raise DocumentError("is a damaged Word document (its text is not where it should be)")
    return body, styles


def _level(name: str | None) -> int | None:
    found = _HEADING.match(name or "")
    if found:
        return int(found[1])
    return 0 if (name or "").lower() in ("title", "标题") else None


def _blocks(parent: etree._Element, styles: dict[str, int | None], depth: int) -> Iterator[_Line]:
    """The lines of a body or a cell; content controls hold blocks of their own."""
    if depth > DEEPEST:
        raise DocumentError(f"has more than {DEEPEST} tables inside each other")
    for block in parent:
        if block.tag == f"{_W}p":
            yield from _paragraph(block, styles)
        elif block.tag == f"{_W}tbl":
            yield from _table(block, styles, depth)
        elif block.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(block, styles, depth + 1)


def _paragraph(paragraph: etree._Element, styles: dict[str, int | None]) -> Iterator[_Line]:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    level = styles.get(style.get(f"{_W}val", "")) if style is not None else None
    alignment = paragraph.find(f"{_W}pPr/{_W}jc")
    centred = alignment is not None and alignment.get(f"{_W}val") == "center"
    for text in _text(paragraph).split("\n"):
        yield _Line(text.strip(), level, centred)


def _text(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag in _ASIDE:
            walk.skip_subtree()
        elif element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif element.tag == f"{_W}tab":
            pieces.append(" ")
    return "".join(pieces)


def _table(table: etree._Element, styles: dict[str, int | None], depth: int) -> Iterator[_Line]:
    """The rows of a table as sentences; of one that only lays out text, what its cells hold."""
    grid = Grid()
    merged: dict[int, str] = {}
    rows = [row for row in table.iter(f"{_W}tr") if _table_of(row) is table]
    for row in rows:
        cells = [cell for cell in row.iter(f"{_W}tc") if _table_of(cell) is table]
        heading = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        grid.add_row(_cells(cells, merged, heading=heading))
    if next(table.iterdescendants(f"{_W}tbl"), None) is None and grid.is_data:
        yield from (_Line(sentence) for sentence in find_sentences(grid))
        return
    for row in rows:
        for cell in row.iter(f"{_W}tc"):
            if _table_of(cell) is table:
                yield from _blocks(cell, styles, depth + 1)


def _cells(cells: list[etree._Element], merged: dict[int, str], *, heading: bool) -> Iterator[Laid]:
    """The cells of a row. Those merged downwards repeat the text of the first of them."""
    column = 0
    for cell in cells:
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        value = span.get(f"{_W}val", "1") if span is not None else "1"
        columns = int(value) if value.isdecimal() and len(value) < 4 else 1
        text = " ".join(filter(None, (_text(paragraph).strip() for paragraph in cell.iter(f"{_W}p"))))
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        copied = merge is not None and merge.get(f"{_W}val") != "restart"
        if copied:
            text = merged.get(column, text)
        elif merge is not None:
            merged[column] = text
        yield Laid(text, heading, columns, copied=copied)
        column += columns


def _table_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(f"{_W}tbl"), None)


def _marked(lines: list[_Line]) -> Iterator[str]:
    """The lines in the conventions of a page.

    A story begins at a title, or at a heading like the one that opens the document. Without either, what office files
    have for a title is often the first line, centred.
    """
    first = lines[0]
    top = 0 if any(line.level == 0 for line in lines) else first.level
    titled = top is None and first.centred and len(first.text) <= TITLE
    for number, line in enumerate(lines):
        if line.level is None or len(line.text) > 2 * TITLE:
            yield f"## {line.text}" if titled and number == 0 else line.text
        else:
            yield f"{'##' if line.level == top else '###'} {line.text}"


def _reason(error: Exception) -> str:
    """The first line of an error, without the name of a file in memory."""
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
