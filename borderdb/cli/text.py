"""Text from pages and file names, made harmless: a headline must not move the cursor or ring the bell."""

from __future__ import annotations

import re

# C0 controls but tab and newline, DEL, C1 controls (U+009B is an escape sequence in one character), the marks that turn
# the direction of writing round, line separators, and halves of surrogate pairs (undecodable file names).
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
PICTURES = 0x2400  # ␀ …; ␛ is the picture of the escape character
DELETE = "\x7f"


def harmless(text: str) -> str:
    """The text with a visible sign in place of each character that could steer a terminal."""
    return UNSAFE.sub(_sign, text)


def one_line(text: str) -> str:
    """Harmless text on a single line."""
    return harmless(text).replace("\n", "⏎").replace("\t", " ")


def _sign(match: re.Match[str]) -> str:
    character = match.group()
    if character == DELETE:
        return "␡"
    return chr(PICTURES + ord(character)) if ord(character) < 0x20 else "�"
