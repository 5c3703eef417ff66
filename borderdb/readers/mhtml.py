"""Web pages that a browser has saved into one file with their pictures (.mht, .mhtml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy

_ARCHIVE = re.compile(rb"\s*(?:[\w-]{1,40}:|From )", re.ASCII)


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The bytes of the page itself, and what the archive says of them."""

    data: bytes
    charset: str | None = None
    url: str | None = None
    archived: bool = False


def find_page(data: bytes) -> SavedPage:
    """The page in an archive, the first part that is HTML; any other bytes as they are."""
    if not _ARCHIVE.match(data[:64]) or b"multipart/related" not in data[:4096].lower():
        return SavedPage(data)
    for part in message_from_bytes(data, policy=policy.compat32).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                url = part.get("Content-Location")
                return SavedPage(content, part.get_content_charset(), str(url) if url else None, archived=True)
    return SavedPage(data)
