"""Printed pages: what stands between columns, what is not text, and files that are damaged or shut."""

from __future__ import annotations

import random
import resource
import zlib
from array import array

import pypdfium2
import pytest

from borderdb.errors import DocumentError
from borderdb.readers import read
from borderdb.readers.layout import find_lines
from borderdb.readers.packing import check_streams
from borderdb.readers.pdf import boxes_of, characters_of, runs_of, sides_of
from borderdb.readers.printed import Run
from borderdb.records import Origin
from tests.readers.making import maker, picture, sample_pages

newspaper = maker("newspaper")
PAGE = "2025-10-17_南疆边讯报_A02.pdf"
SIZE = newspaper.SIZE
LINES = (
    "图们江边的稻子黄了三合镇的收割机",
    "从清早响到天黑今年全镇水稻种了一",
    "万三千亩预计总产量比去年还要多出",
    "半成镇里给护江队员发了新的冲锋衣",
    "每人每天要走二十二公里的江堤一年",
    "走坏三双胶鞋是常有的事他们说守边",
    "就是守家门口的这块稻田和这条大江",
    "秋天的江风已经凉了村口灯还亮着呢",
)


def lines_of(data: bytes) -> list[str]:
    return read(data, "page.pdf").source.text.split("\n")


def page_of(pieces: list[tuple[str, float, float, float]], **options: object) -> bytes:
    """A page of lines: text, x, y and size of each."""
    sheet = newspaper.Sheet()
    for text, x, y, size in pieces:
        sheet.put(text, x, y, size)
    return bytes(newspaper.print_pages([sheet], by_row=True, **options))


def column(
    x: float, top: float, lines: tuple[str, ...] = LINES, leading: float = 15.0
) -> list[tuple[str, float, float, float]]:
    return [(line, x, top - number * leading, SIZE) for number, line in enumerate(lines)]


def test_columns_whose_lines_are_not_level() -> None:
    assert lines_of(page_of(column(40, 900) + column(214, 893))) == ["".join(LINES) * 2]


def test_a_gutter_drawn_as_blanks_inside_one_line() -> None:
    rows = [(f"{line}　　{line}", 40, 900 - number * 15, SIZE) for number, line in enumerate(LINES)]
    assert lines_of(page_of(rows)) == ["".join(LINES) * 2]


def test_an_indent_drawn_as_blanks() -> None:
    first = (f"　　{LINES[0][:-2]}", *LINES[1:3], f"{LINES[3][:7]}。")
    paragraph = f"{LINES[0][:-2]}{LINES[1]}{LINES[2]}{LINES[3][:7]}。"
    assert lines_of(page_of(column(40, 900, first + first))) == [paragraph] * 2


def test_a_headline_in_two_lines_and_letters_spaced_out() -> None:
    head = [("江边稻子黄", 80, 960, 24.0), ("护江人不歇", 80, 930, 24.0), ("要　闻", 420, 1040, 20.0)]
    lines = lines_of(page_of(head + column(40, 900) + column(214, 900)))
    assert lines[:2] == ["要闻", "## 江边稻子黄 护江人不歇"]


def test_a_headline_set_from_top_to_bottom() -> None:
    letters = [
        Run(letter, range(number, number + 1), 40, 900 - number * 26, 62, 922 - number * 26, 22)
        for number, letter in enumerate("护江人不歇")
    ]
    text = [
        Run(line, range(100, 116), x, y, x + 160, y + SIZE, SIZE) for x in (90, 264) for line, _, y, _ in column(x, 910)
    ]
    lines = find_lines([*text, *letters], SIZE)
    assert [line.text for line in lines] == ["护江人不歇", *LINES, *LINES]


def test_bold_print_that_is_the_same_letters_twice() -> None:
    head = [("江边稻子黄了", 80, 960, 24.0), ("江边稻子黄了", 80.4, 960, 24.0)]
    assert lines_of(page_of(head + column(40, 900)))[0] == "## 江边稻子黄了"


def test_the_caption_of_a_picture_across_two_columns_does_not_part_them() -> None:
    upper = [piece for x in (40, 214, 388) for piece in column(x, 900)]
    lower = [piece for x in (40, 214, 388) for piece in column(x, 560)]
    caption = [("图为护江队员走在三合镇的江堤上", 130, 640, 9.0)]
    assert lines_of(page_of(upper + caption + lower)) == ["".join(LINES * 2) * 3, caption[0][0]]


def test_what_pages_repeat_at_head_and_foot_is_no_text() -> None:
    sheets = []
    for number in range(1, 5):
        sheet = newspaper.Sheet()
        sheet.put(f"三江边城报 第{number}版", 40, 1080, SIZE)
        for text, x, y, size in column(40, 1000):
            sheet.put(text, x, y, size)
        sheet.put(f"— {number} —", 380, 30, SIZE)
        sheets.append(sheet)
    assert lines_of(newspaper.print_pages(sheets)) == ["".join(LINES)] * 4


def test_the_newspaper_and_its_day_at_the_head_of_the_page() -> None:
    document = read(sample_pages()[PAGE], "scan.pdf")
    assert document.metadata.outlet is not None
    assert (document.metadata.outlet.value, document.metadata.outlet.origin) == ("南疆边讯报", Origin.PRINTED)
    assert document.source.text.split("\n")[:2] == ["南疆边讯报", "2025年10月17日 星期五 A02版"]


def test_latin_words_and_figures_at_the_ends_of_lines() -> None:
    lines = (
        "镇里办起边民学堂请来老师教孩子们",
        "唱歌跳舞还排了一出戏剧名叫Border",
        "Village Story演出三百二十场次观众",
        "超过二万人次年底前要参加北京2025",
        "年的边境艺术周演出",
    )
    whole = f"{lines[0]}{lines[1]} {''.join(lines[2:])}"
    assert lines_of(page_of(column(40, 900, lines))) == [whole]


# Bad input ----------------------------------------------------------------------------------------------------------


def raw_pdf(*objects: bytes) -> bytes:
    """A file of these objects, the first of them the catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return data + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def without_character_map() -> bytes:
    """A font whose letters are numbers of pictures, and nothing says which characters these are."""
    letters = b"".join(b"%04X" % number for number in range(300, 380))
    content = b"BT /F1 12 Tf 40 700 Td <%s> Tj ET" % letters
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R /DW 1000 >>",
        b"<< /Type /FontDescriptor /FontName /ABCDEF+Song /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        b" /Ascent 900 /Descent -200 /CapHeight 900 /StemV 80 >>",
    )


def latin_page() -> bytes:
    return page_of([("The quick brown fox jumps over the lazy dog", 40, 900, SIZE)])


def cid_page() -> bytes:
    return page_of([("(cid:431)(cid:1202)(cid:88)(cid:991)" * 3, 40, 900 - n * 15, 6) for n in range(5)])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", "is a damaged or truncated PDF file"),
        (sample_pages()[PAGE][:3000], "damaged or truncated|without readable text"),
        (newspaper.print_pages([newspaper.Sheet()], password="geheim"), "is a PDF file protected by a password"),
        (newspaper.print_picture(picture()), "is a PDF file without readable text: page 1: a picture without text"),
        (without_character_map(), "without readable text: page 1: .*character map"),
        (cid_page(), "without readable text: page 1: its font has no character map"),
        (latin_page(), "without readable text: page 1: hardly any Chinese text"),
        (
            page_of([("\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008\ue009\ue00a", 40, 900, SIZE)]),
            "without readable",
        ),
        (raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"), "PDF|pages"),
    ],
)
def test_files_without_readable_text(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=f"^page.pdf: .*({reason})") as caught:
        read(data, "page.pdf")
    assert "\n" not in caught.value.message


def content_page(content: bytes, filters: bytes = b"/Filter /FlateDecode") -> bytes:
    """A page that draws this."""
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
    )


def packed(size: int) -> bytes:
    """So many blanks, packed."""
    packer, blanks = zlib.compressobj(9), b" " * 2**20
    return b"".join(packer.compress(blanks) for _ in range(size // 2**20)) + packer.flush()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (content_page(packed(2**28)), "far too tightly"),
        (content_page(packed(2**28)[:-4000]), "far too tightly"),
        (content_page(zlib.compress(packed(2**28)), b"/Filter [/FlateDecode /FlateDecode]"), "packed twice over"),
        (raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 99999 >>"), "pages"),
    ],
)
def test_a_bomb_is_not_unpacked(data: bytes, reason: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(DocumentError, match=reason):
        read(data, "page.pdf")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 160 * 1024


def test_large_streams_that_are_sound_are_let_through() -> None:
    chance = random.Random(3)
    noise = chance.randbytes(400_000)
    check_streams(content_page(zlib.compress(noise)))
    check_streams(content_page(zlib.compress(noise)[:200_000]))
    check_streams(content_page(noise, b""))
    check_streams(content_page(packed(2**26)))
    check_streams(b"stream\n" * 1000)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned(rotation: int) -> None:
    data = page_of(column(40, 900) + column(214, 900))
    letters = pypdfium2.PdfDocument(data)[0].get_textpage()
    text = characters_of(letters)
    edges = boxes_of(letters, text)
    turned = array("f", [side for at in range(0, len(edges), 4) for side in TURNS[rotation](*edges[at : at + 4])])
    runs = runs_of(text, sides_of(turned, rotation))
    assert "".join(line.text for line in find_lines(runs, SIZE)) == "".join(LINES) * 2


# Where left, top, right and bottom of a letter lie in a file whose page is shown turned by so much.
TURNS = {
    0: lambda left, top, right, bottom: (left, top, right, bottom),
    90: lambda left, top, right, bottom: (-top, right, -bottom, left),
    180: lambda left, top, right, bottom: (-right, -bottom, -left, -top),
    270: lambda left, top, right, bottom: (bottom, -left, top, -right),
}


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    shut = StandardEncryption("", ownerPassword="geheim", canModify=0)
    assert lines_of(page_of(column(40, 900), password=shut)) == ["".join(LINES)]


def test_pages_that_cannot_be_read_are_told_and_the_others_are_read() -> None:
    blank, page = newspaper.Sheet(), newspaper.Sheet()
    for text, x, y, size in column(40, 900):
        page.put(text, x, y, size)
    document = read(newspaper.print_pages([blank, page, blank]), "page.pdf")
    assert document.source.text == "".join(LINES)
    assert document.notes == ("page 1, 3: a picture without text",)
    place = document.locate(0)
    assert place is not None
    assert place.page == 2
