"""Bytes to text: whatever encoding, with a few bytes lost, and a clear sentence for what is no text."""

from __future__ import annotations

import codecs
import os
import random
from pathlib import Path

import pytest

from borderdb.errors import DocumentError
from borderdb.readers import MOST_BYTES, read_bytes, read_document
from borderdb.readers.plain import decode
from borderdb.text.cleaning import clean

SIMPLIFIED = (
    "今年以来，东宁市在沿边村开展互助养老，建成站点27个，服务老人1640人次。村里的老党员轮流值班，饭菜由食堂统一送到家门口。\n"
    "“过去一个人吃饭，现在大家一起吃。”村民说。目前，全市已有九成以上的沿边村设立了站点，累计投入资金380万元。\n"
)
TRADITIONAL = (
    "今年以來，東寧市在沿邊村開展互助養老，建成站點27個，服務老人1640人次。"
    "村裡的老黨員輪流值班，飯菜由食堂統一送到家門口。\n"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gbk"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gb18030"),
        ("珲春\n", "gb18030"),
        ("東寧市的村民\n", "big5"),
        ("定远县 灵丘县 临西县 丰城市 浑源县\n", "gb18030"),
        ("only ASCII, and short", "ascii"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding), "page.txt").text == text


def test_utf32_and_big_endian_marks() -> None:
    assert read_bytes(codecs.BOM_UTF32_LE + SIMPLIFIED.encode("utf-32-le"), "page.txt").text == SIMPLIFIED
    assert read_bytes(codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "page.txt").text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_a_page_survives_lost_bytes(encoding: str) -> None:
    """One byte in five hundred is lost, which is what makes charset detectors fail."""
    text = (TRADITIONAL if encoding == "big5" else SIMPLIFIED) * 12
    for seed in range(8):
        data = bytearray(text.encode(encoding))
        for _ in range(len(data) // 500):
            del data[random.Random(seed).randrange(len(data))]
        read = read_bytes(bytes(data), "page.txt").text
        lines = [line for line in text.splitlines() if line in read.splitlines()]
        assert len(lines) >= len(text.splitlines()) // 2


def test_a_line_read_one_byte_late_is_mended() -> None:
    data = bytearray(SIMPLIFIED.encode("gb18030"))
    del data[data.index("开展".encode("gb18030")) + 1]
    mended = clean(read_bytes(bytes(data), "page.txt")).text
    assert "沿边村�展互助养老，建成站�27个" in mended


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x00\x00\x00\x00", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG image"),
        (bytes(range(32)) * 40, "binary"),
        (random.Random(7).randbytes(4000), "binary"),
        (random.Random(8).randbytes(90_000), "binary"),
        ("café à la crème, déjà vu".encode("latin-1"), "encoding"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as caught:
        read_bytes(data, "page.txt")
    assert caught.value.message.startswith("page.txt: ")
    assert "\n" not in caught.value.message


def test_single_control_characters_do_not_make_a_page_binary() -> None:
    text = SIMPLIFIED.replace("，", "\x00，\x07\x1b[31m")
    assert clean(read_bytes(text.encode(), "page.txt")).text == clean(read_bytes(SIMPLIFIED.encode(), "page.txt")).text


def test_files(tmp_path: Path) -> None:
    page = tmp_path / "页.txt"
    page.write_bytes(SIMPLIFIED.encode("gb18030"))
    assert read_document(page).text == SIMPLIFIED


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    circle = tmp_path / "circle.txt"
    circle.symlink_to(circle)
    for path in (tmp_path / "nowhere.txt", tmp_path, circle):
        with pytest.raises(DocumentError, match=path.name):
            read_document(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(DocumentError, match="regular file"):
        read_document(pipe)


def test_a_file_of_unreasonable_size(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(DocumentError, match="larger than 64 MB"):
        read_document(large)


@pytest.mark.parametrize("at", [0, 20_000, 48_000])
def test_a_block_in_another_encoding_does_not_spoil_a_page(at: int) -> None:
    line = "绥滨县忠仁镇的戏台前坐满了人。"
    page, block = (line * 1100).encode(), (line * 30).encode("gb18030")
    text, encoding = decode(page[: at // 45 * 45] + block + page[at // 45 * 45 :])
    assert encoding == "utf-8"
    assert text.count(line) == 1100
