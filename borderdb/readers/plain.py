"""Plain text in whatever encoding.

A byte order mark decides; then strict UTF-8; then UTF-8 that has lost a few bytes; then GB18030, Big5 and UTF-16 by
how common the characters are that come out. The guess is made on text decoded with replacement, since pages lose
bytes, and strict GB18030 accepts every Big5 text anyhow.
"""

from __future__ import annotations

import codecs
import re

from borderdb.errors import DocumentError
from borderdb.text.characters import soundness, usual_characters

LOST_IN_UTF8 = 0.1  # of the characters beyond ASCII; another encoding read as UTF-8 loses most of them
SOUND = 0.2  # real pages reach 0.5 and more, bytes read wrongly stay below 0.1
CONTROLS = 0.3  # share of control characters from which on a file is no text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes) -> str:
    """The text that the bytes spell. Raises DocumentError when they are empty or no text.

    Single bytes that do not decode become U+FFFD.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(f"is {kind}, not plain text")
    text = _decoded(data)
    if not text.strip("\x00\ufeff \t\r\n\f\v\u3000\xa0"):
        raise DocumentError("is empty")
    if len(_CONTROL.findall(text)) > CONTROLS * len(text):
        raise DocumentError("is binary, not text")
    return text


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    beyond = sum(character > "\x7f" for character in text)
    if text.count("\ufffd") <= LOST_IN_UTF8 * beyond:
        return text
    return _guessed(data)


def _guessed(data: bytes) -> str:
    encodings = ["gb18030", "big5hkscs"]
    if b"\x00" in data:
        encodings += ["utf-16-le", "utf-16-be"]
    texts = [data.decode(encoding, errors="replace") for encoding in encodings]
    best = max(texts, key=soundness)
    if soundness(best) < SOUND and not _is_usual(best):
        raise DocumentError("is binary, or text in an encoding other than UTF-8, UTF-16, GB18030 and Big5")
    return best


def _is_usual(text: str) -> bool:
    """Whether a text with hardly a common character, a name or a list of names, has none but sound ones."""
    foreign = {character for character in text if character > "\x7f"}
    return bool(foreign) and all(character in usual_characters() or _is_gb2312(character) for character in foreign)


def _is_gb2312(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" and bool(character.encode("gb2312", errors="ignore"))
