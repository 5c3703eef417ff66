"""Titles of papers and bulletins: broken in two, named by a register, under the masthead of a series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from borderdb.text.datelines import read_issuer
from borderdb.text.lines import is_enumerated, joined
from borderdb.text.parts import Part, Role
from borderdb.text.registers import find_title, read_masthead

SERIES = 14  # characters of the name of a series over its number
MOST = 3  # lines of a title

_KIND = (
    "(?:报告|通知|公报|公告|通报|决定|决议|意见|方案|请示|办法|细则|情况|规划|计划|纲要|说明|总结|批复|建议|草案|分析)"
)
_ENDED = re.compile(rf"{_KIND}(?:\s*[（(][^（）()]{{1,10}}[)）])*\Z")
# 关于某县2018年国民经济和社会发展, whose 计划执行情况的报告 stands on the next line.
_BEGUN = re.compile(
    r"\A(?:[\u3400-\u9fff]{2,20}(?:政府|局|办|室|会|委))?关于(?!我们)|\d{4}年.*(?:发展|执行|预算|[和与及、年的])\Z"
)
# “某某行”系列报道之三, 某县商务局文件, [摘要] 某某见实效: over or under a headline, and no headline themselves.
_HALVED = re.compile("的(?:通|公|意|决|报|批|函)$")
_PART = re.compile(
    r"[\u3400-\u9fff]{4,24}文件|[^。]{2,24}?(?:系列|特别|连续|专题|深度)(?:报道|评论|调查|访谈|观察|谈)(?:之?[一二三四五六七八九十\d]{1,3}|[①-⑩]|[（(].{1,3}[)）])?"
    r"|[^\s，。：；！？\d]{2,12}\s*[（(]\d{1,4}[)）]"  # 百村图志（037）
)
_ADDED = re.compile(r"[（(](?![一二三四五六七八九十\d]{1,3}[)）])[^（）()]{2,16}[)）]")  # （征求意见稿） under a title
_SUMMARY = re.compile(r"[【\[（(]?(?:摘要|导读|核心提示|内容提要|提要|关键词)[】\]）)：:].*")


def read_titles(head: Sequence[Part]) -> list[Part]:
    """The head of a page with broken titles whole, the title of its register as a heading, no names of series."""
    found = _joined(head)
    found = _registered(found)
    for at, part in enumerate(found):
        if part.role is not Role.HEADING or part.line.mark:
            continue
        if at and found[at - 1].role is Role.HEADING and _ADDED.fullmatch(part.line.text):
            found[at] = replace(part, role=Role.SUBTITLE)
            continue
        if _SUMMARY.fullmatch(part.line.text) and sum(other.role is Role.HEADING for other in found) > 1:
            found[at] = replace(part, role=Role.FURNITURE)
        if not _is_over_title(found, at):
            continue
        name = "of reports" if _PART.fullmatch(part.line.text) else read_masthead(part.line.text)
        if name is None:
            continue
        found[at] = replace(part, role=Role.FURNITURE)
        above = next((i for i in range(at - 1, -1, -1) if found[i].role is not Role.FURNITURE), None)
        if not name and above is not None and _is_series(found[above]):
            found[above] = replace(found[above], role=Role.FURNITURE)
    return found


def _joined(head: Sequence[Part]) -> list[Part]:
    found: list[Part] = []
    for part in head:
        if found and _goes_on(found[-1], part):
            part = replace(found[-1], line=joined((found[-1].line, part.line)))
            found.pop()
        found.append(part)
    return found


def _goes_on(above: Part, below: Part) -> bool:
    """Whether a title is broken: 关于某事 / 的报告; 某县人民政府 / 关于某事的通知."""
    if not above.role is below.role is Role.HEADING or above.line.mark or below.line.mark or below.line.blank:
        return False
    one, other = above.line.text, below.line.text
    if _HALVED.search(one) and len(other) == 1:  # ……的通 / 知
        return True
    if len(above.line.spans) >= MOST or is_enumerated(other) or _ENDED.search(other) is None:
        return False
    if other.startswith("关于"):
        return read_issuer(one) is not None
    return _BEGUN.search(one) is not None and _ENDED.search(one) is None


def _registered(head: Sequence[Part]) -> list[Part]:
    """The head with 标题：…… as its headline, where the paper itself prints none below."""
    found = list(head)
    for at, part in enumerate(head):
        title = find_title(part.line.text) if part.role in (Role.FURNITURE, Role.DATELINE) else None
        if title is not None and part.dateline is None and not _is_over_title(head, at):
            found[at] = replace(part, line=part.line.cut(*title), role=Role.HEADING)
    return found


def _is_over_title(head: Sequence[Part], at: int) -> bool:
    return any(part.role is Role.HEADING and not is_enumerated(part.line.text) for part in head[at + 1 :])


def _is_series(part: Part) -> bool:
    return part.role is Role.HEADING and not part.line.mark and len(part.line.text) <= SERIES
