"""Words that tell a named undertaking from other quoted words, and the generic tails such names end in.

Both come from the seeds: `terms.csv` (verbs of undertaking, words of likening, metaphors, common terms of the trade …)
and `tails.csv` (行动, 工程, 大讲堂 … with the kind of undertaking they make).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from borderdb.reference.ends import Ends
from borderdb.reference.finder import Finder


class TermClass(StrEnum):
    """What a term does. The verbs stand before a name, the heads after it, the others are said of the name itself."""

    PIONEERING = "pioneering"  # 探索, 首创: what follows is new and has a name, even without quotes
    UNDERTAKING = "undertaking"  # 开展, 启动, 组建
    MAKING = "making"  # 打造, 培育: of undertakings and of metaphors alike
    MEANS = "means"  # 通过, 依托
    NAMING = "naming"  # 名为, 取名
    LIKENING = "likening"  # 成为, 当好: a figure of speech follows
    REMEDY = "remedy"  # 破解, 打通: something bad follows
    HONOUR_CUE = "honour_cue"  # 荣获, 被评为
    SPEECH_CUE = "speech_cue"  # 表示, 说
    REACH_STOP = "reach_stop"  # 让, 实现: ends the reach of a verb before it
    HONOUR = "honour"  # “…”称号
    PLIGHT = "plight"  # “…”难题
    ABSTRACT = "abstract"  # “…”精神
    METAPHOR = "metaphor"  # the name ends so: 红色引擎
    PERSON = "person"  # the name ends so: 土专家
    COMMON_TERM = "common_term"  # the name is so: 两委
    TRADE = "trade"  # a way of working known everywhere, rather than a name: 一站式
    WORKS = "works"  # a 工程 with such a word in it is a building project
    BARE = "bare"  # a tail with only such a word before it is no name: 专项行动
    DEED = "deed"  # “…”带动540人: what an undertaking does
    ATTRIBUTIVE = "attributive"  # a verb that may stand between name and tail: “…”提升行动
    HANDLING = "handling"  # 办“托羔所”, 53户加入“以草换奶”: plain verbs for what is done with an undertaking
    SERVING = "serving"  # a name that holds such a word tells of something done for others: 羊粪换煤
    PRODUCT = "product"  # “雪域红”苹果, “早熟蓝莓”: goods
    WORD = "word"  # holds the sign of a verb above and is none: 党建, 街道


class Strength(StrEnum):
    """How sure a tail makes an undertaking of the quoted words before it."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"
    NONE = "none"


class Unquoted(StrEnum):
    """Whether words without quotes become a name by the tail.

    文化节 makes a name of its own, 行动 one after a verb of undertaking, 机制 only where it is told as new, 活动 none.
    """

    OWN = "own"
    YES = "yes"
    COINED = "coined"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Tail:
    """A generic tail. One that is `generic` is no part of the name: 雁归来行动 and “雁归来”行动 are one."""

    text: str
    kind: str
    strength: Strength
    generic: bool
    unquoted: Unquoted


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the seeds, and all that it does."""

    text: str
    classes: frozenset[TermClass]


Cue = tuple[int, int, Term]  # a term and where it stands in the text: start, end and what it is
Ending = tuple[int, int, Tail]  # a tail likewise

_CONTEXT = (
    TermClass.PIONEERING,
    TermClass.UNDERTAKING,
    TermClass.MAKING,
    TermClass.MEANS,
    TermClass.NAMING,
    TermClass.LIKENING,
    TermClass.REMEDY,
    TermClass.HONOUR_CUE,
    TermClass.SPEECH_CUE,
    TermClass.REACH_STOP,
    TermClass.HONOUR,
    TermClass.PLIGHT,
    TermClass.ABSTRACT,
    TermClass.WORD,
)
_MARKS = re.compile(r"[“”‘’《》、，。；：！？·\s]")
_SHORTEST_CORE = 2
_LONGEST_PRODUCT = 3
# Where a verb of one character begins: after a mark, a subject or an adverb, not inside 建|设 or 编|排.
_VERB_AFTER = (
    r"(?<![\u3400-\u9fff].)|(?<=[县市区旗盟州镇乡村屯寨会局办所站队部厅委院校社户家人民里前后年月日天季夏秋冬春晚口处上边].)"
    r"|(?<=苏木.)|(?<=嘎查.)|(?<=街道.)|(?<=支部.)|(?<=[共试着先又也还都便就已再才能可以来去各他她们头中初].)"
)
_COMPLEMENT = r"(?:[起出上]?[了过着]?|[的了]是|的)"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms and tails of the seeds, ready to be looked up and to be found in text."""

    classes: Mapping[str, frozenset[TermClass]]
    tails: Mapping[str, Tail]
    _term_ends: Ends = field(repr=False)
    _tail_ends: Ends = field(repr=False)
    _generic_ends: Ends = field(repr=False)
    _context: Finder[Term] = field(repr=False)
    _tails: Finder[Tail] = field(repr=False)
    _works: re.Pattern[str] = field(repr=False)
    _deeds: re.Pattern[str] = field(repr=False)
    _longest_tail: int
    _products: re.Pattern[str] = field(repr=False)
    _handling: re.Pattern[str] = field(repr=False)
    _serving: re.Pattern[str] = field(repr=False)

    @classmethod
    def build(cls, terms: Iterable[tuple[str, TermClass]], tails: Iterable[Tail]) -> Terms:
        """From checked seed rows."""
        classes: dict[str, frozenset[TermClass]] = {}
        for term, kind in terms:
            classes[term] = classes.get(term, frozenset()) | {kind}
        tail_of = {tail.text: tail for tail in tails}
        context = {term: Term(term, kinds) for term, kinds in classes.items() if not kinds.isdisjoint(_CONTEXT)}
        return cls(
            classes,
            tail_of,
            Ends.build(classes),
            Ends.build(tail_of),
            Ends.build([text for text, tail in tail_of.items() if tail.generic]),
            Finder.build(context),
            Finder.build(tail_of),
            re.compile(_any_of(_of_class(classes, TermClass.WORKS))),
            _deeds(_of_class(classes, TermClass.DEED)),
            max(map(len, tail_of)),
            _products(_of_class(classes, TermClass.PRODUCT)),
            _handling(_of_class(classes, TermClass.HANDLING)),
            re.compile(_any_of(_of_class(classes, TermClass.SERVING))),
        )

    def find_context(self, text: str) -> list[Cue]:
        """Verbs before names and heads after them, in order, the longest where several begin; never overlapping.

        Words that only hold such a verb are among them, so that it is not found there.
        """
        return self._context.find(text)

    def find_tails(self, text: str) -> list[Ending]:
        """Generic tails, in order, never overlapping."""
        return self._tails.find(text)

    def tail_of(self, name: str) -> Tail | None:
        """The longest tail that the name ends in, with something before it."""
        for end in self._tail_ends.of(name):
            if len(end) < len(name):
                return self.tails[end]
        return None

    def is_a(self, name: str, kind: TermClass) -> bool:
        """Whether the term is of the class."""
        return kind in self.classes.get(name, frozenset())

    def ends_of(self, name: str) -> list[str]:
        """The terms that the name ends in, longest first; it may be one itself."""
        return self._term_ends.of(name)

    def is_building(self, name: str) -> bool:
        """Whether a 工程 of this name is something built: 供水管网改造工程."""
        return self._works.search(name) is not None

    def deed_at(self, text: str, offset: int) -> int | None:
        """The end of the deed that begins at the offset: 带动."""
        found = self._deeds.match(text, offset)
        return found.end() if found is not None else None

    def has_tail_beyond(self, text: str, start: int, end: int) -> bool:
        """Whether a tail begins at `start` that is longer than the word which ends at `end`: 服务|队."""
        return any(text[start:stop] in self.tails for stop in range(end + 1, start + self._longest_tail + 1))

    def product_at(self, text: str, offset: int) -> bool:
        """Whether a word for goods begins at the offset, or behind the 牌 there: “雪域红”|苹果, “雪域红”|牌|苹果."""
        return self._products.match(text, offset) is not None

    def handled(self, before: str) -> bool:
        """Whether the words end in a plain verb of doing: 嘎查党支部办的, 屯里挂起了."""
        return self._handling.search(before) is not None

    def serves(self, name: str) -> bool:
        """Whether a word in the name tells of something done for others: 羊粪换煤, 护边饭堂."""
        return self._serving.search(name) is not None

    def core(self, name: str) -> str:
        """What two wordings of one name share: no quotes, no punctuation, no generic tails."""
        name = _MARKS.sub("", name)
        while (tail := self._generic(name)) is not None:
            name = name.removesuffix(tail)
        return name

    def _generic(self, name: str) -> str | None:
        for end in self._generic_ends.of(name):
            if len(end) <= len(name) - _SHORTEST_CORE:
                return end
        return None


def _of_class(classes: Mapping[str, frozenset[TermClass]], kind: TermClass) -> list[str]:
    return [term for term, kinds in classes.items() if kind in kinds]


def _any_of(terms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(terms, key=len, reverse=True))) or r"(?!)"


def _may_begin(words: Collection[str]) -> str:
    """Looks ahead for a character that one of the words begins with, which spares most places the trial of each."""
    return f"(?=[{''.join(map(re.escape, sorted({word[0] for word in words})))}])" if words else r"(?!)"


def _deeds(verbs: Sequence[str]) -> re.Pattern[str]:
    return re.compile(f"{_may_begin(verbs)}(?:{_any_of(verbs)})")


def _products(goods: Sequence[str]) -> re.Pattern[str]:
    words = [word for word in goods if len(word) <= _LONGEST_PRODUCT]
    return re.compile(f"{_may_begin(['牌', *words])}牌?(?:{_any_of(words)})")


def _handling(verbs: Sequence[str]) -> re.Pattern[str]:
    short = _any_of(verb for verb in verbs if len(verb) == 1)
    long = _any_of(verb for verb in verbs if len(verb) > 1)
    return re.compile(rf"{_may_begin(verbs)}(?:(?:{short})(?:{_VERB_AFTER})|{long}){_COMPLEMENT}$")
