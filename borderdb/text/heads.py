"""The head of a web page: titles printed twice, titles with their date, trails of links, before the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from borderdb.text.bylines import read_plain_names
from borderdb.text.datelines import read_dateline, split_dated
from borderdb.text.lines import Line, is_enumerated
from borderdb.text.parts import Part, Role
from borderdb.text.titles import read_titles

MOST = 24  # lines in which the head of a page is looked for
TEXT = 20  # characters of a line with a full stop that is text and no slogan
LONG = 60  # characters from which on a line is text, full stop or not
ECHO = 8  # characters of the shortest title that is known again inside a longer line
REPEATED = 30  # characters of a paragraph that nobody writes twice
_KICKER = re.compile(r"[^。；\n]{4,40}—")  # 把口岸建成高地——, over the headline
LINK = 10  # characters of a link in a trail: 1. 某某网 2. 某省


def read_head(parts: Sequence[Part]) -> list[Part]:
    """The parts with what only leads to the headline, and what the page prints twice, as furniture."""
    found = _without_repeated(parts)
    end = _end_of_head(found)
    found = [*read_titles(_split_dated(found[:end])), *found[end:]]
    end = _end_of_head(found)
    for at in range(end):
        part = found[at]
        if part.role is Role.TEXT and (_KICKER.fullmatch(part.line.text) or _is_long_title(found, at)):
            part = found[at] = replace(part, role=Role.HEADING)
        if part.role in (Role.HEADING, Role.TEXT) and (_is_echo(found, at, end) or _is_link(found, at, end)):
            found[at] = replace(part, role=Role.FURNITURE)
    return found


def _end_of_head(parts: Sequence[Part]) -> int:
    """The number of the first part that is surely text, 0 where none is found soon."""
    for at, part in enumerate(parts[:MOST]):
        length = len(part.line.text)
        if part.role is not Role.TEXT or (length >= LONG and _is_long_title(parts, at)):
            continue
        if part.opening or length >= LONG or (length >= TEXT and part.line.is_closed):
            return at
    return 0


def _without_repeated(parts: Sequence[Part]) -> list[Part]:
    """The parts; a paragraph that has stood on the page before is furniture, and so are running heads."""
    seen: set[str] = set()
    running: set[str] = set()
    last = max((at for at, part in enumerate(parts) if part.role is Role.TEXT), default=0)
    has_text = False
    found: list[Part] = []
    for at, part in enumerate(parts):
        text = part.line.text
        if text in seen and part.role is Role.TEXT and len(text) >= REPEATED:
            part = replace(part, role=Role.FURNITURE, opening=None, credit=None)
        elif text in seen and has_text and at < last and _may_run(part):
            part = replace(part, role=Role.FURNITURE)
            running.add(text)
        seen.add(text)
        has_text = has_text or (part.role is Role.TEXT and len(text) >= TEXT)
        found.append(part)
    return _without_running(found, running)


def _may_run(part: Part) -> bool:
    """Whether a heading may be one that stands over each page of a print."""
    text = part.line.text
    return part.role is Role.HEADING and len(text) >= ECHO and not part.line.mark and not is_enumerated(text)


def _without_running(parts: list[Part], running: set[str]) -> list[Part]:
    """The parts without the head that runs over all pages of a print, where a headline follows on the first."""
    for at, part in enumerate(parts[:MOST]):
        if part.role is Role.TEXT:
            break
        below = parts[at + 1] if at + 1 < len(parts) else None
        over = below is not None and below.role is Role.HEADING and read_plain_names(below.line.text) is None
        if over and part.role is Role.HEADING and part.line.text in running:
            parts[at] = replace(part, role=Role.FURNITURE)
    return parts


def _split_dated(head: Sequence[Part]) -> list[Part]:
    """The head with a title that has its date on the same line in two: 某某喜获丰收 2021-03-04 09:14."""
    ends = [split_dated(part.line.text) if part.role in (Role.HEADING, Role.TEXT) else None for part in head]
    if sum(end is not None for end in ends) != 1 or any(part.dateline and part.dateline.published_on for part in head):
        return list(head)
    found: list[Part] = []
    for part, end in zip(head, ends, strict=True):
        if end is None:
            found.append(part)
            continue
        title, day = part.line.cut(0, end), part.line.cut(end, len(part.line.text))
        found += [replace(part, line=title, role=Role.HEADING), _dated(day)]
    return found


def _dated(line: Line) -> Part:
    dateline = read_dateline(line.text)
    return Part(line, Role.DATELINE, names=dateline.byline if dateline else (), dateline=dateline)


def _is_echo(parts: Sequence[Part], at: int, end: int) -> bool:
    """Whether a line says once more what another heading of the head says alone: 原标题：……, ……-某某网."""
    line = parts[at].line
    text = line.text
    for other in range(end):
        part = parts[other]
        title = part.line.text
        if other == at or part.role is not Role.HEADING or part.line.mark or line.mark or len(title) < ECHO:
            continue
        if title == text:
            between = parts[min(at, other) : max(at, other)]
            if (at > other) is any(part.dateline or part.role is Role.TEXT for part in between):
                return True  # the one over the date stands, or the last of two over each other
        elif title in text and len(text) <= 2 * len(title) + ECHO:
            return True
    return False


def _is_long_title(parts: Sequence[Part], at: int) -> bool:
    """Whether a line too long for a heading has no full stop, and stands right over a dateline.

    Right over names, a subtitle or a news in brief it is one where no other heading stands over it.
    """
    line = parts[at].line
    below = parts[at + 1] if at + 1 < len(parts) else None
    if below is None or parts[at].credit is not None:
        return False
    over = below.role is Role.DATELINE
    if below.role in (Role.BYLINE, Role.SUBTITLE) or below.opening is not None:
        over = not any(part.role is Role.HEADING and len(part.line.text) > LINK for part in parts[:at])
    return over and not line.is_closed and "。" not in line.text and "；" not in line.text


def _is_link(parts: Sequence[Part], at: int, end: int) -> bool:
    """Whether a numbered word over the headline is a link of the trail that leads to the page."""
    text = parts[at].line.text
    if len(text) > LINK or not is_enumerated(text):
        return False
    return any(part.role is Role.HEADING and not is_enumerated(part.line.text) for part in parts[at + 1 : end])
