"""What a document is shows in its bytes; its name has no say."""

from __future__ import annotations

import builtins
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borderdb.errors import DocumentError
from borderdb.readers import media, read
from tests.readers.making import archive, picture, sample_pages

TEXT = "同江市三村镇今年种植水稻4.2万亩，组建护边队12支。\n"
PAGE = f"<html><body><p>{TEXT * 6}</p></body></html>"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (TEXT.encode(), media.PLAIN),
        (TEXT.encode("gb18030"), media.PLAIN),
        (TEXT.encode("utf-16"), media.PLAIN),
        (b"", media.PLAIN),
        ("气温<15℃，风力>6级，降水<5毫米。".encode(), media.PLAIN),
        ("<三江边城报>今天出版".encode(), media.PLAIN),
        (PAGE.encode(), media.HTML),
        (PAGE.encode("gb18030"), media.HTML),
        (PAGE.encode("utf-16"), media.HTML),
        (b"\xef\xbb\xbf\r\n<!-- saved from url=(0020)http://example.com/ -->\r\n<HTML><HEAD>", media.HTML),
        (b'<?xml version="1.0" encoding="gb2312"?>\n<!DOCTYPE html PUBLIC "x">', media.HTML),
        (f"<div><p>{TEXT}</p></div>".encode(), media.HTML),
        (b"%PDF-1.7\n", media.PDF),
        (b"\n\n%PDF-1.4\n", media.PDF),
        (sample_pages()["西盟-抵边村建设-2025上半年.docx"], media.DOCX),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n",
            media.ARCHIVED_HTML,
        ),
    ],
)
def test_the_type_is_told_by_the_bytes(data: bytes, kind: str) -> None:
    assert media.media_type(data) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture(), "PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG image"),
        (b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36", "BMP image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP image"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC image"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (archive({"xl/workbook.xml": b"<x/>"}), r"spreadsheet \(.xlsx\)"),
        (archive({"ppt/presentation.xml": b"<x/>"}), "presentation"),
        (archive({"OFD.xml": b"<x/>"}), "OFD file"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "OpenDocument"),
        (archive({"a.txt": b"x"}), "ZIP archive; unpack it first"),
        (b"PK\x03\x04\x14\x00", "damaged ZIP archive or an office document"),
        (sample_pages()["西盟-抵边村建设-2025上半年.docx"][:9000], r"damaged Word document \(.docx\)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), r"old Word document \(.doc\)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "old Excel spreadsheet"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "office document protected by a password",
        ),
        (rb"{\rtf1\ansi", "RTF document"),
        (b"\x1f\x8b\x08\x00", "gzip archive"),
        (b"Rar!\x1a\x07\x01\x00", "RAR archive"),
        (b"SQLite format 3\x00", "SQLite database"),
        (b"CAJ\x00", "CAJ file"),
    ],
)
def test_what_no_reader_reads_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(DocumentError, match=f"^page.txt: is an? {kind}") as caught:
        read(data, "page.txt")
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("ending", ["txt", "html", "pdf", "docx", "doc", "jpg", "md", ""])
@pytest.mark.parametrize("name", sorted(sample_pages()))
def test_a_wrong_ending_is_no_reason_to_fail(name: str, ending: str) -> None:
    data = sample_pages()[name]
    assert read(data, f"page.{ending}").source == read(data, name).source


@pytest.mark.parametrize(
    ("library", "name", "extra"),
    [
        ("trafilatura", "龙井-江边稻田-网页.html", "html"),
        ("pypdfium2", "2025-10-17_南疆边讯报_A02.pdf", "pdf"),
        ("docx", "西盟-抵边村建设-2025上半年.docx", "docx"),
    ],
)
def test_a_missing_library_is_one_line_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, library: str, name: str, extra: str
) -> None:
    import sys

    really = builtins.__import__

    def without(wanted: str, *args: Any, **kwargs: Any) -> Any:
        if wanted.partition(".")[0] == library:
            raise ModuleNotFoundError(f"No module named {wanted!r}", name=wanted)
        return really(wanted, *args, **kwargs)

    monkeypatch.delitem(sys.modules, f"borderdb.readers.{extra}", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DocumentError, match=rf"run pip install 'borderdb\[{extra}\]'$") as caught:
        read(sample_pages()[name], name)
    assert caught.value.hint == f"pip install 'borderdb[{extra}]'"


def test_plain_text_needs_no_library_of_the_others() -> None:
    import subprocess
    import sys

    script = (
        "import sys; from borderdb.readers import read; read('同江市的村民今年增收了'.encode(), 'a');"
        "print([m for m in ('lxml', 'trafilatura', 'pypdfium2', 'docx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def refusal(data: bytes) -> str:
    """Why the bytes are refused, "read" where they are not."""
    try:
        read(data, "page")
    except DocumentError as error:
        return error.message if "\n" not in error.message else "more than one line"
    return "read"


@settings(deadline=None)
@given(
    st.binary(max_size=600),
    st.sampled_from(["", "%PDF-1.7\n", "PK\x03\x04", "<html>", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes, head: str) -> None:
    assert refusal(head.encode("latin-1") + data).startswith(("page: ", "read"))


@pytest.mark.parametrize("name", sorted(sample_pages()))
def test_pages_that_have_lost_a_part_are_read_or_refused(name: str) -> None:
    chance = random.Random(5)
    data = sample_pages()[name]
    for _ in range(40):
        start = chance.randrange(len(data))
        broken = data[:start] + data[start + chance.randrange(1, 400) :]
        assert refusal(broken).startswith(("page: ", "read"))
