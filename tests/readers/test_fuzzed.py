"""What fuzzing has found (tests/experiments/fuzz_readers.py), each made anew as the smallest page that shows it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from borderdb.errors import DocumentError
from borderdb.readers import read
from borderdb.readers.stories import split_document
from tests.readers.making import changed_archive, sample_pages

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = (
    "word/document.xml",
    "word/styles.xml",
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
)
SHAPES = {
    "nothing": "",
    "another root": "<a/>",
    "a document without a body": f"<w:document xmlns:w='{WORD}'/>",
    "a style without a name": f"<w:styles xmlns:w='{WORD}'><w:style/></w:styles>",
    "types of nothing": f"<Types xmlns='{PACKAGE}/content-types'><Override/><Default/></Types>",
    "relations to nothing": f"<Relationships xmlns='{PACKAGE}/relationships'><Relationship/></Relationships>",
    "a way out of the archive": (
        f"<Relationships xmlns='{PACKAGE}/relationships'><Relationship Id='rId1' Target='../../../etc/passwd' "
        "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'/></Relationships>"
    ),
}


def pdf_of(characters: Sequence[str], *again: int) -> bytes:
    """A page with one line, and the same once more so many points from its left edge.

    Its font says in UTF-16, as fonts do, which character each of its letters is.
    """
    codes = {character: 0x41 + number for number, character in enumerate(dict.fromkeys(characters))}
    letters = "\n".join(f"<{code:02X}> <{utf16(character)}>" for character, code in codes.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Letters def /CMapType 2 def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {len(codes)} beginbfchar\n{letters}\nendbfchar "
        "endcmap end end"
    )
    line = f"<{''.join(f'{codes[character]:02X}' for character in characters)}> Tj"
    line = "\n".join(f"BT /F1 12 Tf {left} 700 Td {line} ET" for left in (72, *again))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(line)}>>stream\n{line}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        f"<</Length {len(table)}>>stream\n{table}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{words}\nendobj\n" for number, words in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size 7>>\n%%EOF".encode("ascii")


def utf16(character: str) -> str:
    return character.encode("utf-16-be", "surrogatepass").hex()


def text_of(data: bytes) -> str:
    return "\n".join(story.article.text for story in split_document(read(data, "page")))


@pytest.mark.parametrize("line", ["界河边上有个𠮷家屯，今年种豆五百亩。", "𠮷𠮷家屯和𨳒家屯种豆五百亩𠀋"])
def test_a_rare_character_in_a_pdf_is_one_character(line: str) -> None:
    assert text_of(pdf_of(line)) == line


def test_a_letter_behind_a_rare_one_keeps_its_place() -> None:
    document = read(pdf_of("界河边上有个𠮷家屯，今年种豆五百亩。"), "page")
    text = document.source.text
    rare, behind = (document.locate(text.index(letter)) for letter in "𠮷家")
    assert rare is not None
    assert behind is not None
    assert rare.box.right == behind.box.left


def test_half_a_character_in_a_pdf_is_a_lost_one() -> None:
    assert (
        text_of(pdf_of([*"界河边上有个", "\ud842", *"家屯，今年种豆五百亩。"])) == "界河边上有个�家屯，今年种豆五百亩。"
    )


@pytest.mark.parametrize("left", [10**9, 4 * 10**9, 4 * 10**20])
def test_letters_so_far_away_that_they_lose_their_width_are_read(left: int) -> None:
    line = "界河边上有个屯，今年种豆五百亩。"
    assert line in text_of(pdf_of(line, left))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
@pytest.mark.parametrize("part", PARTS)
def test_a_word_document_with_a_misshapen_part_is_read_or_refused(part: str, shape: str) -> None:
    data = changed_archive(sample_pages()["西盟-抵边村建设-2025上半年.docx"], {part: shape.encode()})
    try:
        answer = text_of(data)
    except DocumentError as error:
        answer = error.message
        assert answer.startswith("page: is a")
    assert "root:" not in answer
    assert answer.startswith("page: is a damaged Word document") or part != "word/document.xml"
    assert answer.isprintable() or len(answer) > 300


@pytest.mark.parametrize("name", ["unicode_escape", "raw_unicode_escape", "utf-7", "punycode", "idna", "undefined"])
def test_a_web_page_in_no_encoding_of_pages_is_read_as_what_it_is(name: str) -> None:
    words = "同江市今年\\ud842种豆五百亩，村里的人都很高兴。"
    page = f"<html><head><meta charset={name}></head><body><p>{words}</p><p>{words * 3}</p></body></html>"
    assert words in text_of(page.encode("gb18030"))
