"""Plain text in whatever encoding.

A byte order mark decides; then strict UTF-8; then UTF-8 that has lost a few bytes; then the encoding that the document
declares, where its text comes out sound; then GB18030, Big5 and UTF-16 by how common the characters are that come out.
The guess is made on text decoded with replacement, since pages lose bytes, and strict GB18030 accepts every Big5 text
anyhow.
"""

from __future__ import annotations

import codecs
import re

from borderdb.errors import DocumentError
from borderdb.readers.document import Document, Metadata
from borderdb.readers.frontmatter import find_front_matter
from borderdb.readers.media import MARKDOWN, PLAIN
from borderdb.records import Span
from borderdb.text.characters import soundness, usual_characters
from borderdb.text.source import SourceText

LOST_IN_UTF8 = 0.1  # of the characters beyond ASCII; another encoding read as UTF-8 loses most of them
SAMPLE = 1024  # bytes of each of three parts, of which another encoding read as UTF-8 loses more than the half
MOSTLY = 0.5
SOUND = 0.2  # real pages reach 0.5 and more, bytes read wrongly stay below 0.1
CONTROLS = 0.3  # share of control characters from which on a file is no text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages call gb2312 or gbk holds characters of GB18030 too; the same with Big5 and what Hong Kong added to it.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}
# Codecs that make text of text; a page that names one spells half characters with them (\ud800), which end the reading.
_NO_ENCODINGS = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"))
_MARKDOWN = re.compile(r"#(?<![^\n]#)#{0,5} \S")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read(data: bytes) -> Document:
    """The text of a file without markup, or with that of Markdown."""
    text, encoding = decode(data)
    front = find_front_matter(text)
    source = SourceText(text)
    if front is not None:
        source = source.slice(Span(front.end, len(text)))
        if not source.text.strip():
            raise DocumentError("is empty but for its front matter")
    media_type = MARKDOWN if front is not None or _MARKDOWN.search(source.text) else PLAIN
    return Document(source, media_type, encoding, front.metadata if front is not None else Metadata())


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text that the bytes spell, and their encoding. Raises DocumentError when they are empty or no text.

    `declared` is the encoding that the document names itself. Single bytes that do not decode become U+FFFD.
    """
    text, encoding = _decoded(data, declared)
    if not text.strip("\x00\ufeff \t\r\n\f\v\u3000\xa0"):
        raise DocumentError("is empty")
    if len(_CONTROL.findall(text)) > CONTROLS * len(text):
        raise DocumentError("is binary, not text")
    return text, encoding


def _decoded(data: bytes, declared: str | None) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        parts = (error.start, len(data) // 2, max(len(data) - SAMPLE, 0))  # a strange block in a sound page is but one
        sample = b" ".join(data[start : start + SAMPLE] for start in parts)
    if _lost(sample.decode("utf-8", errors="replace")) < MOSTLY:
        text = data.decode("utf-8", errors="replace")
        if _lost(text) <= LOST_IN_UTF8:
            return text, "utf-8"
    return _as_declared(data, declared) or _guessed(data)


def _lost(text: str) -> float:
    """The share of characters beyond ASCII that did not decode."""
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    return text.count("\ufffd") / beyond if beyond else 0.0


def _as_declared(data: bytes, declared: str | None) -> tuple[str, str] | None:
    """The text in the encoding that the document names, None where it names none or a wrong one."""
    try:
        encoding = codecs.lookup(declared or "").name
        if encoding in _NO_ENCODINGS:
            return None
        encoding = _WIDER.get(encoding, encoding)
        text = data.decode(encoding, errors="replace")
    except (LookupError, ValueError):  # a name that Python does not know, or a codec that makes no text
        return None
    return (text, encoding) if soundness(text) >= SOUND else None


def _guessed(data: bytes) -> tuple[str, str]:
    encodings = ["gb18030", "big5hkscs"]
    if b"\x00" in data:
        encodings += ["utf-16-le", "utf-16-be"]
    texts = [(data.decode(encoding, errors="replace"), encoding) for encoding in encodings]
    best, encoding = max(texts, key=lambda read: soundness(read[0]))
    if soundness(best) < SOUND and not _is_usual(best):
        raise DocumentError("is binary, or text in an encoding other than UTF-8, UTF-16, GB18030 and Big5")
    return best, encoding


def _is_usual(text: str) -> bool:
    """Whether a text with hardly a common character, a name or a list of names, has none but sound ones."""
    foreign = {character for character in text if character > "\x7f"}
    return bool(foreign) and all(character in usual_characters() or _is_gb2312(character) for character in foreign)


def _is_gb2312(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" and bool(character.encode("gb2312", errors="ignore"))
