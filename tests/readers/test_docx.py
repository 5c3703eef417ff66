"""Word documents: paragraphs, headings and tables in their order, and archives that are damaged or a trap."""

from __future__ import annotations

import io
import resource
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from borderdb.errors import DocumentError
from borderdb.readers import media, read
from tests.readers.making import archive, changed_archive, sample_pages

TITLE = "村口来了戏班子"
FIRST = "绥滨县忠仁镇的戏台前坐满了人。今年，镇里已经演出42场，看戏的村民有5600人次。"
SECOND = "下半年还要再演18场。"
SAMPLE = sample_pages()["西盟-抵边村建设-2025上半年.docx"]
BODY = "word/document.xml"


def made(write: Callable[[WordDocument], object]) -> bytes:
    document = docx.Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def lines(write: Callable[[WordDocument], object]) -> list[str]:
    return read(made(write), "page.docx").source.text.split("\n")


def test_a_title_headings_and_paragraphs() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading(TITLE, level=0)
        document.add_paragraph(FIRST)
        document.add_heading("明年的打算", level=1)
        document.add_paragraph("  ")
        document.add_paragraph(SECOND)

    assert lines(write) == [f"## {TITLE}", FIRST, "### 明年的打算", SECOND]


def test_several_stories_in_one_document() -> None:
    def write(document: WordDocument) -> None:
        for title, text in ((TITLE, FIRST), ("大坝修好了", SECOND)):
            document.add_heading(title, level=1)
            document.add_heading("现场", level=2)
            document.add_paragraph(text)

    assert lines(write) == [f"## {TITLE}", "### 现场", FIRST, "## 大坝修好了", "### 现场", SECOND]


def test_a_first_line_in_the_middle_is_the_title() -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph(TITLE).alignment = WD_ALIGN_PARAGRAPH.CENTER
        document.add_heading("一、演出", level=1)
        document.add_paragraph(FIRST)

    assert lines(write) == [f"## {TITLE}", "### 一、演出", FIRST]


def test_tables_with_merged_cells_and_tables_that_only_lay_out_text() -> None:
    def write(document: WordDocument) -> None:
        table = document.add_table(rows=3, cols=4)
        rows = (
            ("县", "乡镇", "护边员（名）", "补助（万元）"),
            ("那坡县", "平孟镇", "120", "86"),
            ("", "百南乡", "64", ""),
        )
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(1, 3).merge(table.cell(2, 3))
        frame = document.add_table(rows=1, cols=2)
        frame.cell(0, 0).text = FIRST
        frame.cell(0, 1).text = SECOND

    assert lines(write) == ["那坡县平孟镇护边员120名，补助86万元。", "那坡县百南乡护边员64名。", FIRST, SECOND]


def test_line_breaks_links_insertions_and_controls_keep_their_words_and_deletions_do_not() -> None:
    def write(document: WordDocument) -> None:
        paragraph = document.add_paragraph("今年演出")
        for xml in (
            "<w:ins {0} w:id='1' w:author='a'><w:r><w:t>42</w:t></w:r></w:ins>",
            "<w:del {0} w:id='2' w:author='a'><w:r><w:delText>38</w:delText></w:r></w:del>",
            "<w:hyperlink {0}><w:r><w:t>场</w:t></w:r></w:hyperlink>",
            "<w:r {0}><w:br/><w:t>看戏</w:t><w:tab/><w:t>的人多</w:t></w:r>",
            "<w:r {0}><w:pict><w:txbxContent><w:p><w:r><w:t>图框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
        ):
            paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
        control = (
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>{SECOND}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        document.element.body.insert(1, parse_xml(control))

    assert lines(write) == ["今年演出42场", "看戏 的人多", SECOND]


def test_what_it_is() -> None:
    document = read(SAMPLE, "page")
    assert document.media_type == media.DOCX
    assert document.encoding is None


# Bad input ----------------------------------------------------------------------------------------------------------


def entities(declaration: str, use: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as packed:
        body = packed.read(BODY).decode()
    head, _, rest = body.partition("?>")
    return changed_archive(SAMPLE, {BODY: f"{head}?>{declaration}{rest.replace('西盟', use, 1)}".encode()})


LAUGHS = "<!DOCTYPE x [<!ENTITY a '哈哈'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SAMPLE[: len(SAMPLE) // 2], "damaged Word document"),
        (entities(LAUGHS + "]>", "&i;"), "declares XML entities"),
        (entities('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"), "declares XML entities"),
        (entities('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', "西盟"), "declares XML entities"),
        (changed_archive(SAMPLE, {BODY: b"<w:document"}), "damaged Word document"),
        (changed_archive(SAMPLE, {BODY: b""}), "damaged Word document"),
        (changed_archive(SAMPLE, {"word/media/a.bin": bytes(200 * 2**20)}), "more than 128 MB|ZIP bomb"),
        (changed_archive(SAMPLE, {"word/media/a.bin": bytes(40 * 2**20)}), "ZIP bomb"),
        (changed_archive(SAMPLE, {BODY: b"<w:t>" + b"<w:r/>" * (6 * 2**20)}), "more than 32 MB|ZIP bomb"),
        (archive({BODY: b"<x/>"}), "damaged Word document"),
        (archive({BODY: b"<x/>"} | {f"word/{n}.xml": b"" for n in range(5000)}), "more than 4096 files"),
        (made(lambda document: document.add_paragraph("   ")), "without text"),
    ],
)
def test_what_is_no_sound_document(data: bytes, reason: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(DocumentError, match=f"^page.docx: .*({reason})") as caught:
        read(data, "page.docx")
    assert "\n" not in caught.value.message
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024


def test_a_document_with_macros_is_told_how_to_be_saved() -> None:
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as packed:
        types = packed.read("[Content_Types].xml").decode()
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = types.replace(plain, "application/vnd.ms-word.document.macroEnabled.main+xml")
    with pytest.raises(DocumentError, match=r"macros; save it as a plain \.docx"):
        read(changed_archive(SAMPLE, {"[Content_Types].xml": macros.encode()}), "page.docx")


def test_tables_inside_each_other_have_an_end() -> None:
    def write(document: WordDocument) -> None:
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        for _ in range(70):
            cell = cell.add_table(rows=1, cols=1).cell(0, 0)

    with pytest.raises(DocumentError, match=r"tables inside each other|damaged"):
        lines(write)
