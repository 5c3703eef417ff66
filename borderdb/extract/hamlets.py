"""What lies below a village: groups and hamlets, which are no places of their own. Their figures are the village's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from borderdb.records import Level, Place, Span, Toponym

# 新寨村|三棵树小组, 上营村|大坪屯, 红旗村|12组: right behind the village.
_HAMLET = re.compile(
    "(?:委会)?(?P<name>(?:第?[0-9零〇一二三四五六七八九十]{1,3}|(?P<stem>[\u4e00-\u9fff0-9]{1,6}?))"
    "(?:(?:村民)?小组|(?<=[0-9零〇一二三四五六七八九十])组|自然[村屯]|屯))(?!长)"
)
_NUMBERED = re.compile("第?[0-9零〇一二三四五六七八九十]{1,3}(?:村民)?小?组")  # every village has one
_LONG = 3  # characters of a stem that is known without its tail
_COUNTED = re.compile("[有共辖含各多的等和、]|[0-9一二两三四五六七八九十]+个")  # 红旗村有三个村民小组


def find_hamlets(text: str, named: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """Mentions of what lies below the villages that are named, in order, each with its village; they name no place."""
    known: dict[str, Place] = {}
    spans: dict[Span, Place] = {}
    for toponym in named:
        if toponym.place is None or toponym.place.level is not Level.VILLAGE:
            continue
        hamlet = _HAMLET.match(text, toponym.span.end)
        if hamlet is not None and not _COUNTED.match(hamlet["name"]):
            spans[Span(*hamlet.span())] = toponym.place
            for name in _names(hamlet):
                known.setdefault(name, toponym.place)
    if known:
        names = list(known)
        finder = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
        for number, start, end in finder.find_matches_as_indexes(text):
            spans.setdefault(Span(start, end), known[names[number]])
    if not spans:
        return ()
    named = [t for t in named if t.place is None or t.place.code or t.span.of(text) not in known]
    starts = [toponym.span.start for toponym in named]
    free: list[Span] = []
    for span in sorted(spans):
        if not _is_taken(span, named, starts) and not (free and free[-1].overlaps(span)):
            free.append(span)
    return tuple(Toponym(span, spans[span], (spans[span],), False, "hamlet") for span in free)


def _names(hamlet: re.Match[str]) -> tuple[str, ...]:
    """What it is called afterwards: 三棵树小组, and 三棵树村 and 三棵树 where that is too long for a common word."""
    if _NUMBERED.fullmatch(hamlet["name"]):
        return ()
    stem = hamlet["stem"] or ""
    return (hamlet["name"], stem + "村", stem) if len(stem) >= _LONG else (hamlet["name"],)


def _is_taken(span: Span, named: Sequence[Toponym], starts: Sequence[int]) -> bool:
    number = bisect_left(starts, span.end) - 1
    return number >= 0 and named[number].span.overlaps(span)
