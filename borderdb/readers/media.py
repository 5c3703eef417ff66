"""What a document is, by its bytes. Its name has no say: saved pages are called .txt, scans .pdf, anything .doc."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from borderdb.errors import DocumentError

PLAIN = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
ARCHIVED_HTML = "multipart/related"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

HEAD = 4096  # bytes in which a document shows what it is

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a compound file of the old office programs holds, by the name of its main stream.
_OLE_STREAMS = (
    ("WordDocument", "an old Word document (.doc); save it as .docx"),
    ("Workbook", "an old Excel spreadsheet (.xls)"),
    ("Book", "an old Excel spreadsheet (.xls)"),
    ("PowerPoint Document", "an old PowerPoint presentation (.ppt)"),
    ("EncryptedPackage", "an office document protected by a password"),
)
_ZIP_PARTS = (
    ("xl/workbook.xml", "a spreadsheet (.xlsx)"),
    ("ppt/presentation.xml", "a presentation (.pptx)"),
    ("OFD.xml", "an OFD file; save it as PDF"),
    ("META-INF/container.xml", "an e-book (.epub)"),
    ("content.xml", "an OpenDocument file; save text documents as .docx"),
    ("AndroidManifest.xml", "an Android application"),
)
_SIGNATURES = (
    (0, b"{\\rtf", "an RTF document; save it as .docx"),
    (0, b"\x89PNG\r\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (8, b"WEBP", "a WebP image"),
    (4, b"ftyphei", "a HEIC image"),
    (4, b"ftypmif", "a HEIC image"),
    (4, b"ftypavif", "an AVIF image"),
    (4, b"ftyp", "a video"),
    (0, b"\x1aE\xdf\xa3", "a video"),
    (8, b"AVI ", "a video"),
    (8, b"WAVE", "a sound recording"),
    (0, b"ID3", "a sound recording"),
    (0, b"OggS", "a sound recording"),
    (0, b"CAJ", "a CAJ file; save it as PDF"),
    (0, b"HN\x00", "a CAJ file; save it as PDF"),
    (0, b"KDH ", "a CAJ file; save it as PDF"),
    (0, b"%!PS", "a PostScript file; save it as PDF"),
    (0, b"AT&TFORM", "a DjVu file"),
    (0, b"\x1f\x8b\x08", "a gzip archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\x00", "an xz archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
)
_OPENING_TAG = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--)?\s*<!?(?:doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE
)
_TAG = re.compile(
    r"</?(?:html|head|body|meta|title|div|span|p|br|table|tr|td|th|a|img|h[1-6]|ul|ol|li|font|strong|section|article)\b"
    r"[^<>]{0,400}>",
    re.IGNORECASE,
)
_PAGE_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body)\b[^<>]{0,400}>", re.IGNORECASE)
_ARCHIVED = re.compile(r"(?:[\w-]{1,40}:[^\n]{0,500}\r?\n(?:[ \t][^\n]{0,500}\r?\n)*){1,40}", re.ASCII)


def media_type(data: bytes) -> str:
    """One of the types above, PLAIN for every text without tags.

    Raises DocumentError, which says what it is, for what no reader reads.
    """
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(_ZIP):
        return _type_of_zip(data)
    if data.startswith(_OLE):
        raise DocumentError(f"is {_kind_of_ole(data)}")
    for offset, signature, kind in _SIGNATURES:
        if data.startswith(signature, offset):
            raise DocumentError(f"is {kind}")
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        raise DocumentError("is a BMP image")
    return _type_of_text(data)


def _type_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        kind = "a damaged Word document (.docx)" if b"word/" in data else "a damaged ZIP archive or an office document"
        raise DocumentError(f"is {kind}") from error
    if "word/document.xml" in names:
        return DOCX
    raise DocumentError(f"is {_kind_of_zip(names)}")


def _kind_of_zip(names: Iterable[str]) -> str:
    inside = set(names)
    return next((kind for part, kind in _ZIP_PARTS if part in inside), "a ZIP archive; unpack it first")


def _kind_of_ole(data: bytes) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return "an old office document"


def _type_of_text(data: bytes) -> str:
    """HTML where it opens like a page, or where a tag of a page and several others stand at its head."""
    head = data[:HEAD].replace(b"\x00", b"")
    text = next((head.removeprefix(bom) for bom in _BOMS if head.startswith(bom)), head).decode("latin-1")
    if _OPENING_TAG.match(text) or _PAGE_TAG.search(text):
        return HTML
    archived = _ARCHIVED.match(text)
    if archived is not None and "multipart/related" in archived[0].lower() and "mime-version:" in archived[0].lower():
        return ARCHIVED_HTML
    return HTML if text.lstrip().startswith("<") and len(_TAG.findall(text)) >= 3 else PLAIN
