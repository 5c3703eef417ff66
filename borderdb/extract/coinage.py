"""The form of the words themselves: coined, counted or added up, or else a common word, a figure, a clause, goods."""

from __future__ import annotations

import re

from borderdb.extract.signs import Sign
from borderdb.reference.terms import Strength, TermClass, Terms
from borderdb.text.tokens import words

_NUMERALS = "一二三四五六七八九十百千万两双多零"
_COUNTED = re.compile(
    rf"(?:[{_NUMERALS}\d][^{_NUMERALS}\d、，·]{{1,3}}){{2,}}|[^{_NUMERALS}\d、，·]{{2,4}}[{_NUMERALS}][联问访送帮步招法查进清亮比评晒讲带心]"
)
_SUM = re.compile(r"[^+＋]{1,10}(?:[+＋][^+＋]{1,10})+|[\d一多]对[Nn\d多]")
_ENUMERATED = re.compile(rf"[{_NUMERALS}][个类][^{_NUMERALS}].*")
_MANNERS = "式型化"  # “沉浸式”研学 tells how, not what
_FIGURE = re.compile(r"[新主金硬软].{2}")  # 新版图, 主阵地
_NO_NAME = re.compile(r"\d{2}后|[\W\da-zA-Z_]*")
# What is said of a name that is such a term, and of one that ends in it.
_TERM_SIGNS = {
    TermClass.COMMON_TERM: Sign.COMMON,
    TermClass.METAPHOR: Sign.METAPHOR,
    TermClass.TRADE: Sign.TRADE,
    TermClass.PRODUCT: Sign.PRODUCT,
    TermClass.PERSON: Sign.PERSON,
}
_END_SIGNS = {
    TermClass.METAPHOR: Sign.METAPHOR_END,
    TermClass.PRODUCT: Sign.PRODUCT,
    TermClass.PERSON: Sign.PERSON,
}
_TAIL_SIGNS = {Strength.STRONG: Sign.ENDS_STRONG, Strength.FAIR: Sign.ENDS_FAIR}

_COINED = re.compile(rf"[\dNn一]+[+＋][\dNn]|[^+＋]{{2,8}}[+＋]|(?:[{_NUMERALS}\d][^{_NUMERALS}\d]{{1,2}}){{2,}}$")


def coined_signs(words: str) -> tuple[Sign, ...]:
    """Whether words without quotes are coined: 1+N包联, 党支部+合作社+农户, 三问三帮."""
    return (Sign.SUM,) if _COINED.match(words) else ()


_MIXED = re.compile(r"[\u3400-\u9fff]{1,3}[a-zA-Z][\u3400-\u9fff]{1,4}")  # 边e通
_TITLES = ("最美", "十佳", "百佳", "优秀", "先进", "模范", "五好", "全国")  # “最美护林员” is what somebody is chosen as
_COINED_SHAPE = re.compile(r"[\u3400-\u9fff]{4,7}")
_EPITHET = re.compile(r"[大小老土洋黑白].{2}")  # 大喇叭, 老把式, 小江南
_VARIETY = re.compile(r".*\d+号")  # 辣木1号
_CLAUSE = re.compile(
    r".*(?:[我你他她它咱俺没]|[吗呢吧啊呀嘛]$)|[别不].*|.*(?:不了|不着|不到|不住|不出|了)|[二三四五六七八九十]+连[丰增涨稳]"
)
_SERVES_LEAST, _SERVES_MOST = 3, 10


_SHAPES = (
    (Sign.SUM, _SUM),  # 党支部+合作社+农户: its parts may be many
    (Sign.METAPHOR, _FIGURE),
    (Sign.EPITHET, _EPITHET),
    (Sign.VARIETY, _VARIETY),
    (Sign.MIXED, _MIXED),
    (Sign.COUNTED, _COUNTED),
    (Sign.ENUMERATED, _ENUMERATED),
)
_TAIL_LEAST = 3
_LONG, _VERY_LONG = 14, 22


def form_signs(name: str, terms: Terms) -> list[Sign]:
    """What the form of the words themselves says."""
    signs = [sign for sign, shape in _SHAPES if shape.fullmatch(name)]
    is_sum = Sign.SUM in signs
    signs += _length_signs(len(name), is_sum=is_sum)
    signs += _word_signs(name)
    signs += _term_signs(name, terms)
    if _is_no_name(name, terms, is_sum=is_sum):
        signs.append(Sign.NO_NAME)
    if name.startswith(_TITLES):
        signs.append(Sign.TITLED)
    if _SERVES_LEAST <= len(name) <= _SERVES_MOST and terms.serves(name):
        signs.append(Sign.SERVES)
    if name[-1:] in _MANNERS and not name.endswith("文化"):
        signs.append(Sign.MANNER)
    return signs


def _length_signs(length: int, *, is_sum: bool) -> tuple[Sign, ...]:
    if length == 2:
        return (Sign.SHORT,)
    if length <= _LONG or is_sum:
        return ()
    return (Sign.LONG,) if length <= _VERY_LONG else (Sign.VERY_LONG,)


def _word_signs(name: str) -> list[Sign]:
    """Whether it is coined, or a word that everybody knows, or a description, or a whole clause."""
    signs = [Sign.WORD] if words().knows(name) else []
    if _CLAUSE.match(name):
        signs.append(Sign.CLAUSE)
    if "的" in name:
        signs.append(Sign.DESCRIPTION)
    if not signs and _COINED_SHAPE.fullmatch(name):
        signs.append(Sign.COINED)
    if "，" in name:
        signs.append(Sign.COMMA)
    return signs


def _term_signs(name: str, terms: Terms) -> list[Sign]:
    """What the seeds have to say of it, or of the word that it ends in."""
    signs: list[Sign] = []
    for term in terms.ends_of(name):
        known = _TERM_SIGNS if term == name else _END_SIGNS
        signs += [known[kind] for kind in terms.classes[term] if kind in known]
    tail = terms.tail_of(name)
    # “抬脚就到车站、低头就见菜园” is a row of phrases, and the last word of a row is no tail
    if tail is not None and tail.strength in _TAIL_SIGNS and "、" not in name:
        signs.append(_TAIL_SIGNS[tail.strength])
    return signs


def _is_no_name(name: str, terms: Terms, *, is_sum: bool) -> bool:
    if len(name) < 2 or "\ufffd" in name:
        return True
    tail_alone = terms.tails.get(name)  # but “板凳会” is as good as a name
    if tail_alone is not None and (tail_alone.generic or len(name) < _TAIL_LEAST):
        return True
    return not is_sum and _NO_NAME.fullmatch(name) is not None
