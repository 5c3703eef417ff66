"""Programmes of the reference data that an article speaks of, and the initiatives that serve them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from borderdb.extract.quotes import Quote, is_name_shaped
from borderdb.extract.scopes import Scopes
from borderdb.records import ProgrammeMention, Span
from borderdb.reference.lexicon import Lexicon, Programme
from borderdb.text.articles import Article

_QUOTE = re.compile(r"[“”‘’]")
# 乡村振兴局, 乡村振兴学院, 乡村振兴促进法: the name of an office, a school or a law speaks of no programme.
_INSTITUTION = re.compile(
    r"(?:工作)?(?:局|厅|处(?!于|处)|办(?!好|成|理|实|得|法)|部(?!署|分)|委(?!托|派)|站|学院|学校|学会|公司|集团|基金|协会|研究|促进[会法]"
    r"|条例|专干|专员|协理员|助理|领导小组|大厦|广场|馆|[队组](?=[^伍织]|$))"
)
# 乡村振兴大调研, 乡村振兴主题“…”: part of the name of something else
_OTHER_NAME = re.compile(r"(?:主题|大[调走讨宣比练]|杯|讲堂|论坛|峰会|万人|知识|好故事)")
_CARRIED_OUT = re.compile(
    r"(?:实施|推进|推行|推动|开展|落实|深化|启动|打造|建设|统领|构建|部署|融入|围绕|聚焦|按照|探索)[^，。；、\n]{0,8}$"
)
_BEFORE = 16
_NAME_MARGIN = 2


@dataclass(frozen=True, slots=True)
class _Bare:
    """The text without quotes, so that “五边”行动 and 五边行动 are one, with the way back."""

    text: str
    marks: tuple[int, ...]  # for each mark left out, the offset in `text` where it stood

    def back(self, start: int, end: int) -> Span:
        """The span in the article that a stretch of the bare text came from, without quotes at its ends."""
        return Span(start + bisect_right(self.marks, start), end + bisect_left(self.marks, end))


def find_programmes(
    article: Article, lexicon: Lexicon, scopes: Scopes, quotes: Sequence[Quote]
) -> tuple[ProgrammeMention, ...]:
    """The programmes an article speaks of, in order of their first mention, with the components it names."""
    bare = _without_quotes(article.text)
    spans: dict[str, list[Span]] = {}
    for start, end, programme in lexicon.programme_names.find(bare.text):
        spans.setdefault(programme.name, []).append(bare.back(start, end))
    if not spans:
        return ()
    inside = tuple(_other_names(article.text, quotes))
    found = []
    for programme in lexicon.programmes:
        if programme.name not in spans:
            continue
        mentions = tuple([span for span in spans[programme.name] if _speaks_of(article.text, span, inside)])
        if mentions:
            place = scopes.place_at(_carried_out(article.text, mentions).start)
            found.append(ProgrammeMention(programme.name, mentions, _components(bare, programme), place))
    return tuple(sorted(found, key=lambda mention: mention.mentions[0]))


def _without_quotes(text: str) -> _Bare:
    pieces = _QUOTE.split(text)
    return _Bare("".join(pieces), tuple(accumulate(map(len, pieces[:-1]))))


def _other_names(text: str, quotes: Sequence[Quote]) -> Iterator[Span]:
    """Names in quotes, in which a programme is only a part: “乡村振兴青年先锋”."""
    return (quote.inner for quote in quotes if quote.mark != "《" and is_name_shaped(text, quote))


def _speaks_of(text: str, span: Span, inside: Sequence[Span]) -> bool:
    """Whether a mention is one of the programme itself, not of an office or of another name that holds its name."""
    if _INSTITUTION.match(text, span.end) or _OTHER_NAME.match(text, span.end):
        return False
    number = bisect_right(inside, span.start, key=lambda name: name.start) - 1
    name = inside[number] if number >= 0 else span
    return not name.holds(span) or name.length - span.length < _NAME_MARGIN


def _carried_out(text: str, mentions: Sequence[Span]) -> Span:
    """The first mention that stands after a verb of carrying out, else the first."""
    before = ((span, text[max(span.start - _BEFORE, 0) : span.start]) for span in mentions)
    return next((span for span, words in before if _CARRIED_OUT.search(words)), mentions[0])


def _components(bare: _Bare, programme: Programme) -> tuple[str, ...]:
    return tuple(
        component.name
        for component in programme.components
        if any(name in bare.text for name in (component.name, *component.aliases))
    )


_LINK_REACH = 50
_LINKED = re.compile(r"(?:以|按照|围绕|落实|实施|推进|融入|结合|依托|紧扣|深化|根据|聚焦|贯彻)[^，。；、\n]{0,8}$")


def programme_of(span: Span, article: Article, programmes: Sequence[ProgrammeMention]) -> str | None:
    """The programme that what stands at the span serves, where its sentence or its section heading says so.

    以“甲”为统领,开展“乙”活动: 乙 serves 甲. So does all that stands below a heading that names a component of 甲.
    """
    if not programmes:
        return None
    sentence = article.sentence_at(span.start)
    linked = [
        (mention.start, programme.programme)
        for programme in programmes
        for mention in _within(programme.mentions, sentence)
        if mention.end <= span.start <= mention.end + _LINK_REACH
        and _LINKED.search(article.text[max(mention.start - _BEFORE, 0) : mention.start])
    ]
    if linked:
        return max(linked)[1]
    with_components = [programme for programme in programmes if programme.components]
    if not with_components:
        return None
    number = bisect_right(article.headings, span.start, key=lambda heading: heading.start) - 1
    heading = article.headings[number].of(article.text) if number >= 0 else ""
    return next((p.programme for p in with_components if any(part in heading for part in p.components)), None)


def _within(spans: Sequence[Span], sentence: Span) -> Sequence[Span]:
    first = bisect_left(spans, Span(sentence.start, 0))
    return spans[first : bisect_left(spans, Span(sentence.end, 0), lo=first)]
