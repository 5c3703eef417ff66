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
_END_SIGNS = {Strength.STRONG: (Sign.ENDS_STRONG,), Strength.FAIR: (Sign.ENDS_FAIR,)}

_COINED = re.compile(rf"[\dNn一]+[+＋][\dNn]|[^+＋]{{2,8}}[+＋]|(?:[{_NUMERALS}\d][^{_NUMERALS}\d]{{1,2}}){{2,}}$")


def coined_signs(words: str) -> tuple[Sign, ...]:
    """Whether words without quotes are coined: 1+N包联, 党支部+合作社+农户, 三问三帮."""
    return (Sign.SUM,) if _COINED.match(words) else ()


_MIXED = re.compile(r"[\u3400-\u9fff]{1,3}[a-zA-Z][\u3400-\u9fff]{1,4}")  # 边e通
_TITLED = re.compile("最美|十佳|百佳|优秀|先进|模范|五好|全国")  # “最美护林员” is what somebody is chosen as
_COINED_SHAPE = re.compile(r"[\u3400-\u9fff]{4,7}")
_EPITHET = re.compile(r"[大小老土洋黑白].{2}")  # 大喇叭, 老把式, 小江南
_VARIETY = re.compile(r".*\d+号")  # 辣木1号
_CLAUSE = re.compile(
    r".*(?:[我你他她它咱俺没]|[吗呢吧啊呀嘛]$)|[别不].*|.*(?:不了|不着|不到|不住|不出|了)|[二三四五六七八九十]+连[丰增涨稳]"
)
_SERVES_LEAST, _SERVES_MOST = 3, 10


def _word_tests(name: str) -> tuple[tuple[Sign, bool], ...]:
    """Whether it is coined, or a word that everybody knows, or a whole clause."""
    known, clause = words().knows(name), _CLAUSE.match(name) is not None
    return (
        (Sign.COINED, not known and not clause and "的" not in name and _COINED_SHAPE.fullmatch(name) is not None),
        (Sign.WORD, known),
        (Sign.CLAUSE, clause),
        (Sign.EPITHET, _EPITHET.fullmatch(name) is not None),
        (Sign.VARIETY, _VARIETY.fullmatch(name) is not None),
    )


_TAIL_LEAST = 3


def form_signs(name: str, terms: Terms) -> tuple[Sign, ...]:
    """What the form of the words themselves says."""
    is_sum = _SUM.fullmatch(name) is not None  # 党支部+合作社+农户: its parts may be many
    tail_alone = terms.tails.get(name)  # but “板凳会” is as good as a name
    no_name = (
        len(name) < 2
        or "\ufffd" in name
        or (tail_alone is not None and (tail_alone.generic or len(name) < _TAIL_LEAST))
        or (_NO_NAME.fullmatch(name) and not is_sum)
    )
    classes = terms.classes.get(name, frozenset())
    tests = (
        (Sign.NO_NAME, bool(no_name)),
        (Sign.COMMON, TermClass.COMMON_TERM in classes),
        (Sign.METAPHOR, TermClass.METAPHOR in classes or _FIGURE.fullmatch(name) is not None),
        (Sign.METAPHOR_END, terms.ends_in(name[1:], TermClass.METAPHOR)),
        (Sign.TITLED, _TITLED.match(name) is not None),
        (Sign.PRODUCT, terms.ends_in(name, TermClass.PRODUCT)),
        (Sign.TRADE, TermClass.TRADE in classes),
        (Sign.PERSON, terms.ends_in(name, TermClass.PERSON)),
        *_word_tests(name),
        (Sign.MIXED, _MIXED.fullmatch(name) is not None),
        (Sign.SERVES, _SERVES_LEAST <= len(name) <= _SERVES_MOST and terms.serves(name)),
        (Sign.COUNTED, _COUNTED.fullmatch(name) is not None),
        (Sign.SUM, is_sum),
        (Sign.ENUMERATED, _ENUMERATED.fullmatch(name) is not None),
        (Sign.SHORT, len(name) == 2),
        (Sign.LONG, 14 < len(name) <= 22 and not is_sum),
        (Sign.VERY_LONG, len(name) > 22 and not is_sum),
        (Sign.COMMA, "，" in name),
        (Sign.MANNER, name[-1:] in _MANNERS and not name.endswith("文化")),
        (Sign.DESCRIPTION, "的" in name),
    )
    tail = terms.tail_of(name)
    signs = tuple([sign for sign, holds in tests if holds])
    # “抬脚就到车站、低头就见菜园” is a row of phrases, and the last word of a row is no tail
    return (*signs, *(_END_SIGNS.get(tail.strength, ()) if tail is not None and "、" not in name else ()))
