"""Candidates for initiatives: every wording of the text that could name one, with the signs for and against it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

from borderdb.extract.coinage import coined_signs, form_signs
from borderdb.extract.naming import (
    Head,
    Surroundings,
    apposed,
    contrast_signs,
    governing_signs,
    heads,
    office_signs,
)
from borderdb.extract.quotes import Quote
from borderdb.extract.signs import Sign
from borderdb.extract.standing import standing_signs
from borderdb.records import Span
from borderdb.reference.terms import Ending, Strength, Tail, TermClass, Unquoted


class Form(StrEnum):
    """How a name is written; part of the rule that is stored with it."""

    QUOTED = "quoted"
    LISTED = "listed"
    UNQUOTED = "unquoted"
    SUBJECT = "subject"


class Candidate(NamedTuple):
    """A wording that could name an initiative. `span` covers the name itself, without quotes."""

    name: str
    span: Span
    form: Form
    tail: Tail | None
    signs: frozenset[Sign]


def find_candidates(around: Surroundings, headline: str) -> Iterator[Candidate]:
    """Names in quotes, names told by their tail alone, and the subject of the headline."""
    for quote, head, before in zip(around.names, heads(around), apposed(around), strict=True):
        yield from _quoted(around, quote, head, before)
    yield from _columns(around)
    for start, end, tail in around.tails:
        if tail.unquoted in _NAMING:
            yield from _unquoted(around, start, end, tail)
    yield from _festivals(around)
    yield from _subjects(around, headline)


_NAMING = frozenset((Unquoted.OWN, Unquoted.YES, Unquoted.COINED))
_COLUMN = re.compile(r"》(?:主题|特色|专题|系列|短视频|融媒体)*(?:专栏|栏目)")
_COLUMN_MOST = 16


def _columns(around: Surroundings) -> Iterator[Candidate]:
    """《乡音》专栏 is named like a book and is none."""
    for document in around.documents:
        name = around.text[document.start + 1 : document.end - 1] if document.length <= _COLUMN_MOST else ""
        if name and _COLUMN.match(around.text, document.end - 1):
            signs = frozenset((Sign.TAIL_STRONG, *form_signs(name, around.terms)))
            span = Span(document.start + 1, document.end - 1)
            yield Candidate(name, span, Form.QUOTED, around.terms.tails.get("专栏"), signs)


_N = r"[一二三四五六七八九十百\d]+"
# 第九届边城·开茶节, 首届河灯节: what is held again and again has a name of its own
_FESTIVAL = re.compile(
    rf"(?:第{_N}|首)届((?:(?![的后前在])[\u3400-\u9fff·]){{2,14}}?(?:(?<!春)节|(?<![春夏秋冬])季|周|那达慕))"
    r"(?![\u3400-\u9fff]?[目日假气点约省会])"
)


def _festivals(around: Surroundings) -> Iterator[Candidate]:
    if "届" not in around.plain:
        return
    for found in _FESTIVAL.finditer(around.plain):
        signs = frozenset((Sign.ENDS_STRONG, Sign.HELD))
        yield Candidate(found[1], Span(*found.span(1)), Form.UNQUOTED, around.terms.tails.get("文化节"), signs)


_PLANS = re.compile(r"(?:方案|意见|办法|规划|计划|通知|细则)》$")
_TITLE_END = 6
_COUNT = re.compile(r"等?([\d二两三四五六七八九十])(?:个|项|大|种|类)")
_NUMBERS = {mark: number for number, mark in enumerate("零一二三四五六七八九十")} | {"两": 2}
_PART_LEAST, _PART_MOST = 2, 12


def _quoted(around: Surroundings, quote: Quote, head: Head, before: Tail | None) -> Iterator[Candidate]:
    words = quote.inner.of(around.text)
    name = words.strip("！ ")
    start = quote.inner.start + words.index(name)
    document = around.document_around(quote)
    signs = _signs_around(around, quote, head, before) if document is None else _signs_in(around.text, document)
    if _opens_with_verb(around, name):
        signs.append(Sign.VERB_FIRST)
    parts = _listed(around, quote, name) if "、" in name else ()
    form = Form.LISTED if parts else Form.QUOTED
    for part in parts or (name,):
        place = around.text.index(part, start)
        span = quote.inner if part == words else Span(place, place + len(part))
        yield Candidate(part, span, form, head.tail or before, frozenset(signs + form_signs(part, around.terms)))


def _signs_around(around: Surroundings, quote: Quote, head: Head, before: Tail | None) -> list[Sign]:
    signs = standing_signs(around.text, around.plain, quote, around.terms)
    signs += head.signs
    signs += governing_signs(around, quote.span.start)
    signs += contrast_signs(around, quote)
    if head.tail is None:
        signs += office_signs(around, quote)  # but 党支部“甲”行动
    if before is not None:
        signs.append(Sign.APPOSED)
    return signs


def _signs_in(text: str, document: Span) -> list[Sign]:
    """In the title of a plan a name is that of what is planned, in another title it is none."""
    plan = _PLANS.search(text, max(document.end - _TITLE_END, 0), document.end)
    return [Sign.DOCUMENT] if plan else [Sign.NO_NAME]


def _listed(around: Surroundings, quote: Quote, name: str) -> tuple[str, ...]:
    """“甲、乙、丙”三项工程 are three, and so are “甲计划、乙计划、丙计划”; “甲、乙”行动 is one."""
    parts = tuple(name.split("、"))
    tails = [around.terms.tail_of(part) for part in parts]
    if all(tail is not None and tail.generic and tail.strength is Strength.STRONG for tail in tails):
        return parts
    count = _COUNT.match(around.text, quote.span.end)
    if count is None:
        return ()
    number = int(count[1]) if count[1].isdigit() else _NUMBERS[count[1]]
    return parts if number == len(parts) and all(_PART_LEAST <= len(p) <= _PART_MOST for p in parts) else ()


_OPENING = frozenset((TermClass.UNDERTAKING, TermClass.MAKING, TermClass.PIONEERING))
_OPENING_LEAST = 8


def _opens_with_verb(around: Surroundings, name: str) -> bool:
    """“打造一流口岸服务环境” is an aim, not a name."""
    classes = around.terms.classes
    return len(name) >= _OPENING_LEAST and not classes.get(name[:2], frozenset()).isdisjoint(_OPENING)


# A name without quotes begins after a mark, a word of grammar or the verb that introduces it.
_REACH = 24
_LEFT_END = re.compile(
    r"[^\u3400-\u9fff0-9a-zA-Z·+]|[的将把以在对向由被让使是了着过等该本其这那为及与或从入]|(?<![共温饱缓民祥平总饱柔谐])和(?![谐平美睦顺解])"
)
_LEFT_VERBS = frozenset((TermClass.PIONEERING, TermClass.UNDERTAKING, TermClass.MAKING, TermClass.MEANS))
_EDITION = re.compile(rf"(?:第{_N}|首)(?:([届期批轮])|[个场次])|最后一[场次届个]")
_LEFT_TRIM = re.compile(
    r"(?:全[市县区旗州省盟乡镇国域]|[市县区旗州省盟乡镇]级|新一轮|第[一二三四五六七八九十\d]+[届期批轮]|首届|[一二三四五六七八九十\d]+[项个]"
    r"|一系列|各类|多项|20\d\d年|[今去每近]年|年度|了)+"
)
_GENERIC_LEAST, _COINED_LEAST, _MOST = 4, 5, 18
# 计划 is also a verb (计划投资), and other tails begin longer words (工程师, 行动派).
_RIGHT_END = re.compile(
    r"[^\u3400-\u9fff]|$|的|中|以来|后|等|和|与|及|为|启动|实施|推进|落地|取得|成效|开展|进入|纳入|有|[一二三四五六七八九十两]"
)
_NEW = ("新", "种")  # 探索稳边固防|新|模式 names none
_JOINED_LEAST = 2
_LONGER = re.compile(r"[师队量款车部局项质竣派者力不自迅缓指办组员学]")


def _unquoted(around: Surroundings, tail_start: int, end: int, tail: Tail) -> Iterator[Candidate]:
    if _goes_on(around.plain, end, tail):
        return
    start = _left_end(around, tail_start)
    if start is None:
        return
    distinct = around.text[start:tail_start]
    if distinct.endswith(_NEW):
        return
    form = coined_signs(distinct)
    if not _least(tail, form) <= len(distinct) <= _MOST or _is_bare(around, distinct):
        return
    if tail.kind == "工程" and around.terms.is_building(distinct):
        return
    signs = {*_governing(around, start), *form}
    if tail.unquoted is Unquoted.COINED and Sign.PIONEERED not in signs and not form:
        return
    signs.add(Sign.ENDS_STRONG if tail.strength is Strength.STRONG else Sign.ENDS_FAIR)
    if tail.unquoted is not Unquoted.OWN:
        signs.add(Sign.UNQUOTED)
    yield Candidate(around.text[start:end], Span(start, end), Form.UNQUOTED, tail, frozenset(signs))


def _goes_on(plain: str, end: int, tail: Tail) -> bool:
    """Whether what looks like a tail is the beginning of another word."""
    if tail.text.endswith("计划"):
        return _RIGHT_END.match(plain, end) is None
    return _LONGER.match(plain, end) is not None


def _least(tail: Tail, form: tuple[Sign, ...]) -> int:
    """How many characters must stand before the tail: 桃|花节, 国门|大讲堂, 全民阅读|行动, 诉求一口受理|机制."""
    if tail.unquoted is Unquoted.OWN:
        return 1
    if tail.unquoted is Unquoted.COINED:
        return 2 if form else _COINED_LEAST
    return _GENERIC_LEAST if tail.generic and tail.kind != "工作法" else 2


def _left_end(around: Surroundings, end: int) -> int | None:
    """Where an unquoted name that goes on to `end` begins; None where it belongs to a quoted one."""
    floor = max(end - _REACH, 0)
    start = floor
    for boundary in _LEFT_END.finditer(around.plain, floor, end):
        start = boundary.end()
    if start > 0 and (around.plain[start - 1] == "\x03" or _is_second_half(around, start)):
        return None
    for _, cue_end, term in around.cues_between(start, end):
        if len(term.text) > 1 and cue_end < end - 1 and not term.classes.isdisjoint(_LEFT_VERBS):
            start = cue_end
    for edition in _EDITION.finditer(around.plain, start, end):
        if edition[1] is None:  # 进入第7个采摘季
            return None
        start = edition.end()
    trim = _LEFT_TRIM.match(around.plain, start, end)
    return trim.end() if trim is not None else start


def _joined_tail(around: Surroundings, start: int) -> Ending | None:
    """The tail of the name that the one which begins here is joined to: 实施甲|行动|和乙行动."""
    if start < _JOINED_LEAST or around.plain[start - 1] not in "和与及、":
        return None
    return around.tail_before(start - 1)


def _is_second_half(around: Surroundings, start: int) -> bool:
    """Whether it only begins behind an 和 that joins plain words: 探索山货和|干果销售模式, but 实施甲行动和|乙行动."""
    if start < _JOINED_LEAST or around.plain[start - 1] not in "和与及":
        return False
    return around.plain[start - 2] != "\x03" and _joined_tail(around, start) is None


def _governing(around: Surroundings, start: int) -> Collection[Sign]:
    """The verb that governs a name without quotes; the second of two shares that of the first."""
    tail = _joined_tail(around, start)
    first = _left_end(around, tail[0]) if tail is not None else None
    return governing_signs(around, start if first is None else first)


def _is_bare(around: Surroundings, distinct: str) -> bool:
    """专项行动, 重点工程 and the like are no names, nor are rows of such words."""
    rest = distinct
    while rest:
        word = next((rest[:n] for n in range(len(rest), 0, -1) if around.terms.is_a(rest[:n], TermClass.BARE)), None)
        if word is None:
            return False
        rest = rest[len(word) :]
    return True


_SEGMENT = re.compile(r"[\u3400-\u9fff]+")
_SUBJECT_LEAST, _SUBJECT_MOST = 4, 9


def _subjects(around: Surroundings, headline: str) -> Iterator[Candidate]:
    """The subject of a headline, where it ends like the name of a thing: 党员楼长 敲门送暖."""
    for segment in _SEGMENT.finditer(headline):
        name = segment[0]
        tail = around.terms.tail_of(name)
        if tail is None or not _SUBJECT_LEAST <= len(name) <= _SUBJECT_MOST or tail.generic:
            continue
        place = around.text.find(name)
        if tail.strength in (Strength.STRONG, Strength.FAIR) and place >= 0:
            sign = Sign.ENDS_STRONG if tail.strength is Strength.STRONG else Sign.ENDS_FAIR
            yield Candidate(name, Span(place, place + len(name)), Form.SUBJECT, tail, frozenset((sign,)))
