"""The markup of a web page without what shows no text: scripts, styles, comments, pictures packed into attributes."""

from __future__ import annotations

import re

LONGEST_TAG = 16_384  # characters; the parser takes time by the square of the number of attributes

_OPENING = re.compile(
    r"<(script|style|svg|noscript|textarea|iframe)\b[^>]{0,2000}>|<!--|data:[\w.+/-]{1,60};base64,", re.I
)
_CLOSING = {
    tag: re.compile(f"</{tag}\\b[^>]{{0,200}}>", re.IGNORECASE)
    for tag in ("script", "style", "svg", "noscript", "textarea", "iframe")
}
_COMMENT_END = re.compile("-->")
_ENCODED = re.compile(r"[A-Za-z0-9+/=%\s]*")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_TAG = re.compile(r"""<([A-Za-z][\w:-]{0,40}+)(?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")


def slim(text: str) -> str:
    """The page in one pass from left to right. JSON-LD stays, since it tells title and date.

    What is never closed loses its opening tag only: the rest of a damaged page is still its text.
    """
    declaration = _DECLARATION.match(text)
    done = declaration.end() if declaration else 0
    pieces: list[str] = []
    unclosed: set[str] = set()
    while (opening := _OPENING.search(text, done)) is not None:
        kind = (opening[1] or opening[0][:4]).lower()
        pieces.append(text[done : opening.start()])
        done = opening.end()
        if kind == "data":
            encoded = _ENCODED.match(text, done)
            done = encoded.end() if encoded else done
        elif kind not in unclosed:
            closing = _CLOSING.get(kind, _COMMENT_END).search(text, done)
            if closing is None:
                unclosed.add(kind)
            else:
                if kind == "script" and "ld+json" in opening[0]:
                    pieces.append(text[opening.start() : closing.end()])
                done = closing.end()
    pieces.append(text[done:])
    return _with_short_tags(_CONTROLS.sub("", "".join(pieces)))


def _with_short_tags(text: str) -> str:
    """The page with tags of many thousand attributes cut down to their names."""
    pieces: list[str] = []
    done = 0
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > LONGEST_TAG:
            pieces += (text[done : tag.start()], f"<{tag[1]}")
            done = tag.end()
    pieces.append(text[done:])
    return "".join(pieces)
