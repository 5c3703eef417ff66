"""Write a report as a Word document, as offices send them: a centred title, headings, paragraphs and a table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

Row = Sequence[str]
_MADE = (2025, 7, 15, 9, 0, 0)


def report(title: str, paragraphs: Sequence[str], table: Sequence[Row]) -> bytes:
    """The document. A paragraph that begins with # is a heading; "@table" stands for the table, its caption first."""
    document = docx.Document()
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run(title).font.size = Pt(22)
    for paragraph in paragraphs:
        if paragraph == "@table":
            caption, *rows = table
            document.add_paragraph(caption[0]).alignment = WD_ALIGN_PARAGRAPH.CENTER
            grid = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
            for row, cells in enumerate(rows):
                for column, text in enumerate(cells):
                    grid.cell(row, column).text = text
        elif paragraph.startswith("#"):
            document.add_heading(paragraph[1:], level=1)
        else:
            document.add_paragraph(paragraph).paragraph_format.first_line_indent = Pt(24)
    properties = document.core_properties
    properties.author, properties.title = "", title
    properties.created = properties.modified = datetime(*_MADE, tzinfo=UTC)
    buffer = io.BytesIO()
    document.save(buffer)
    return _dated(buffer.getvalue())


def _dated(data: bytes) -> bytes:
    """The same archive with one day for all its files, so that the same report gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _MADE), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
