"""Words that are a unit in some company only: 3旗2区 but not 7县道, 开了18班 but not 3班倒, 办了三届 but not 十九届."""

from __future__ import annotations

import re

from borderdb.records import Span

# counted in digits alone; 7县（市、区）, 3旗2区, 老街开了6坊; not 7县道, 1县1业, 7县级, 3班倒
_BY_DIGITS = re.compile(
    r"[县旗](?![级城域委直政长内际志令道人民龄帜号舰开])|班(?![级制倒组车列长子次会])|坊(?![子镇村间乡区市巷])"
)
_VILLAGES = re.compile(r"[乡镇](?=[、，。；（）]|\d{1,2}[乡镇]|$)")  # 辖3镇5乡、18个村
_CHANNELS = re.compile(r"(?:探头|摄像头?|监控|视频|电话|电力)[^，。；、\d]{0,4}$")  # 监控探头300路, but 3路公交
_TAUGHT = re.compile(r"(?:开|讲|办|推出|举办|组织|播出)(?:了|设|出|展)?$|课程?$|讲座$")  # 夜校开了36讲, but 第3讲
_SINGLE = frozenset("县旗")  # 1县1业 is no count
_IN_SCHOOL = re.compile(r"(?:年级?|[初高][一二三]|[（(级届班])$")  # 初三2班
_DOUBLED = re.compile(r"翻(?:了|上|至少|不止|超过|[近约超])*$")
_HELD = re.compile(r"(?:[办搞开]了|[办搞]过|举办|连[办续]|已办)$")
_POWER = re.compile(r"电[^，。；、\d]{0,6}$")  # 外送电量30亿度, 户均用电800度; 360度 is an angle
_POWER_REACH = 8
_REACH = 5
_UNIT_OF_ROW = re.compile(r"单位[:：][^，。；\d\n]{0,14}$")
_ROW_REACH = 17
_ONE_OF_THEM = re.compile(r"[座条处栋间台辆艘所套眼幢家](?=[，。；、）]|$)")
_ONE_THING = re.compile(r"(?<![每各一])(?:(?![每各一第])[\u4e00-\u9fff]){2}(?<![的了着过是有])$")
_SESSION = re.compile(r"(?:全体)?(?:会议|全会)")
_TERM = re.compile(r"届[^，。；\d]*$")
_TERM_REACH = 16
MARKS = frozenset("番届县旗班坊度乡镇路讲")


def unit_word(text: str, span: Span, value: int, start: int) -> str | None:
    """The word at `start`, behind the numeral of `span`, where it is a unit there; '' where it is none.

    None where the word may be one by the reference data.
    """
    mark = text[start]
    before = max(0, span.start - _REACH)
    if mark == "番":
        return "番" if _DOUBLED.search(text, before, span.start) else ""
    if mark == "届":
        return "届" if _HELD.search(text, before, span.start) else ""
    if mark in "路讲":
        found = (_CHANNELS if mark == "路" else _TAUGHT).search(text, max(0, span.start - _POWER_REACH), span.start)
        return mark if found else ""
    if mark in "乡镇":
        return mark if span.of(text).isdecimal() and _VILLAGES.match(text, start) else ""
    if mark == "度":
        return "度" if _is_power(text, span) else None
    if not span.of(text).isdecimal() or (mark in _SINGLE and value <= 1):
        return None
    if mark not in _SINGLE and _IN_SCHOOL.search(text, before, span.start):
        return None
    none = "" if mark in _SINGLE else None
    return mark if _BY_DIGITS.match(text, start) else none


def _is_power(text: str, span: Span) -> bool:
    """Whether degrees are kilowatt-hours: 30亿度, 用电800度."""
    return (
        text[span.end - 1] in "万亿" or _POWER.search(text, max(0, span.start - _POWER_REACH), span.start) is not None
    )


def is_unit_of_row(text: str, span: Span) -> bool:
    """Whether 万吨 only tells what the numbers of a row are counted in: 货运量（万吨）, 单位：万吨、亿元."""
    bracketed = text.startswith("（", span.start - 1) and text.startswith("）", span.end)
    return bracketed or _UNIT_OF_ROW.search(text, max(0, span.start - _ROW_REACH), span.start) is not None


def counts_one(text: str, span: Span) -> bool:
    """Whether 一 counts what stands before it: 建成冷库一座、烘干线两条; not 每村一座."""
    return (
        _ONE_OF_THEM.match(text, span.end - 1) is not None
        and _ONE_THING.search(text, max(0, span.start - 4), span.start) is not None
    )


def is_session(text: str, printed: str, span: Span) -> bool:
    """Whether a number of times tells which one it is: 二次加工, 第十届人大三次会议. What is counted is 两次."""
    return printed == "二" or bool(
        _SESSION.match(text, span.end) and _TERM.search(text, max(0, span.start - _TERM_REACH), span.start)
    )
