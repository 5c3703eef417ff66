"""Which of the lines over a text is its headline: candidates are ranked by how they look and what the text repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from borderdb.text.parts import Part, Role

BODY = 600  # characters of the text in which the words of its headline come again
SHORT, USUAL = 4, 8  # characters of a line that is hardly a headline, and from which on it may well be one
SITE = 16  # characters of the longest name of a site, column or account
MOST = 16  # lines that are looked at
FAR = 1.6  # by how much another must be worth more than the line where headlines usually stand

_SITE = re.compile(
    r".*(?:网|网站|报|报社|频道|客户端|发布|平台|门户|人民政府|政府|融媒|融媒体|融媒体中心|新闻|在线|论坛|专栏|专题|栏目|公众号"
    r"|小程序|站|时政|要闻|动态|浏览|访问|光临|之声|电视台|编辑部|视频号|手机版|移动版)"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARKS = re.compile(r"[：，、！？—“”《》]|\S \S")
_TRAIL = re.compile(r"[>＞»›|/·]")
_FIELD = re.compile(r"[^：，。]{2,8}：约?[0-9][^：，。]{0,16}|(?:计量)?单位：.*")  # 面积：40平方公里; 单位：亿元
_ENUMERATED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]")


def choose(parts: Sequence[Part], candidates: Sequence[int], text_at: int) -> int:
    """The likeliest headline of the text at `text_at` among some parts: the first, unless another is worth far more."""
    first = candidates[0]
    if len(candidates) == 1:
        return first
    near = candidates[:MOST]
    body = _body(parts, text_at)
    printed = [parts[at].line.text for at in near]
    worth = {at: _worth(parts[at], body, printed) for at in near}
    best = max(near, key=lambda at: worth[at])
    return best if worth[best] >= worth[first] + FAR else first


def find_leading(parts: Sequence[Part], opener: int) -> tuple[int, ...]:
    """The headings over the headline of a page whose text begins without an opener: a site, a column, a greeting."""
    text = next((at for at, part in enumerate(parts) if part.role is Role.TEXT), 0)
    headings = [at for at in range(text) if parts[at].role is Role.HEADING]
    if not headings or opener <= text:
        return ()
    best = choose(parts, headings, text)
    return tuple(at for at in headings if at < best)


def _worth(part: Part, body: str, printed: Sequence[str]) -> float:
    text = part.line.text
    worth = -2.0 if len(text) <= SHORT else 1.0 if len(text) >= USUAL else 0.0
    worth += 3 * _repeated(text, body)
    worth += 0.5 * (_MARKS.search(text) is not None) + 2 * (part.line.mark > 0)
    worth += text[-1] in "？！"  # no name of a site or an account does
    worth += sum(other.startswith(text) for other in printed) > 1
    if len(text) <= SITE and _SITE.fullmatch(text):
        worth -= 2
    words = text.split()
    if len(words) >= 4 and all(len(word) <= 5 for word in words):  # a row of links
        worth -= 2
    if len(_HAN.findall(text)) < 2:  # Rank: 13
        worth -= 3
    worth -= min(2, len(_TRAIL.findall(text))) + 3 * (_FIELD.fullmatch(text) is not None)
    return worth - (_ENUMERATED.match(text) is not None)


def _repeated(text: str, body: str) -> float:
    """The share of the pairs of characters of a line that come again in the text."""
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    return sum(pair in body for pair in pairs) / len(pairs) if pairs else 0.0


def _body(parts: Sequence[Part], text_at: int) -> str:
    pieces: list[str] = []
    length = 0
    for part in parts[text_at:]:
        if part.role is Role.TEXT or part.opening is not None:
            pieces.append(part.line.text[:BODY])
            length += len(part.line.text)
        if length >= BODY:
            break
    return "\n".join(pieces)[:BODY]
