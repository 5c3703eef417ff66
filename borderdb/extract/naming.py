"""What stands around a name and says whether it is one: the verb that governs it, the head it is given, its own form.

Each finding is a `Sign` (`signs.py`); `initiatives.py` weighs them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from borderdb.extract.quotes import Quote, is_name_shaped
from borderdb.extract.signs import Sign
from borderdb.extract.told import CLAUSE_ENDS, is_deed, told_signs
from borderdb.records import Span
from borderdb.reference.terms import Cue, Ending, Strength, Tail, Term, TermClass, Terms

_CUE_SIGNS = {
    TermClass.PIONEERING: Sign.PIONEERED,
    TermClass.UNDERTAKING: Sign.UNDERTAKEN,
    TermClass.MAKING: Sign.MADE,
    TermClass.MEANS: Sign.MEANS,
    TermClass.NAMING: Sign.NAMED,
    TermClass.LIKENING: Sign.LIKENED,
    TermClass.REMEDY: Sign.REMEDIED,
    TermClass.HONOUR_CUE: Sign.HONOURED,
    TermClass.SPEECH_CUE: Sign.SPOKEN,
}
_CUES = frozenset((*_CUE_SIGNS, TermClass.REACH_STOP))
_HEAD_SIGNS = {TermClass.HONOUR: Sign.HONOUR, TermClass.PLIGHT: Sign.PLIGHT, TermClass.ABSTRACT: Sign.ABSTRACT}
_TAIL_SIGNS = {Strength.STRONG: Sign.TAIL_STRONG, Strength.FAIR: Sign.TAIL_FAIR, Strength.WEAK: Sign.TAIL_WEAK}
# “戈壁绿洲”服务点: a thing that can be pointed at is called so
_CONCRETE = frozenset(("阵地", "队伍", "讲堂", "平台", "岗位"))
# “围炉”等方式宣讲政策: after such a noun comes the verb
_INSIDE = frozenset("里内")
_CLOSING = frozenset(("模式", "措施", "目标", "战略", "政策"))
_RANK = (Strength.STRONG, Strength.FAIR, Strength.WEAK)

# A name in quotes is masked, marks and all, so that nothing inside it is taken for a verb or a boundary.
_OPEN, _FILL, _CLOSE = "\x02", "\x00", "\x03"

_REACH = 60  # characters before a name in which its verb is looked for
_NEAR = 12  # a verb further off says less
_TAIL_MOST = 6  # the longest tail that stands before a name
_TO_LAST_MARK = re.compile(r"(?s:.*)[，。；：！？…—（）“”‘’\n]")
_FIRST_MEMBER_END = re.compile(rf"[、{_OPEN}]")

_WORD = rf"[^，。；：！？、…（）“”‘’\n{_OPEN}{_FILL}{_CLOSE}]"
# Between two names of a row: nothing, or 、 or 和 and a few words that belong to the first or the second.
_ROW = re.compile(rf"(?:{_WORD}{{0,5}}(?:、|和|与|及|以及|即){_WORD}{{0,8}})?(?={_OPEN})")
# “…”等3个系列主题…: what may stand between the last mark and the head
_AND_OTHERS = re.compile(
    r"(?:（[^（）\n]{0,12}）)?等?(?:一系列|系列|一批|多个|多项|多种|各类|各项|([\d一二两三四五六七八九十百余多几]+[项个场类支条种期大次样招款]))?"
)
_HEAD_REACH = 12
_HEAD_END = re.compile(
    rf"[，。；：！？、…—（）“”‘’《》\n\s{_OPEN}{_FILL}在是了把让被从将也都已又就并却则着其这那该此每各和与或由使]"
    r"|为(?![民农企老侨])|的|(?<!结)对(?!子)"
)
# “…”的模式, 以“…”为主题的演讲比赛: the head is further off and says less
_LINK = re.compile(r"(?:为(?:主题|题|名称?))?的|—{1,2}(?!—)")


class Head(NamedTuple):
    """The noun that follows a name, and how sure it makes it: “甲”等主题活动 → 活动."""

    signs: Collection[Sign]
    tail: Tail | None


_NO_HEAD = Head((), None)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text read once for all that its names are judged by.

    `plain` is the text, character for character, with the name-shaped quotes masked; `names` are these quotes, without
    those inside another one; `cues` and `tails` stand in `plain`.
    """

    text: str
    terms: Terms
    plain: str
    names: tuple[Quote, ...]
    documents: tuple[Span, ...]
    cues: Sequence[Cue]
    tails: Sequence[Ending]
    cue_starts: Sequence[int]
    tail_starts: Sequence[int]
    tail_ends: Mapping[int, Ending]
    document_starts: Sequence[int]

    def cues_between(self, start: int, end: int) -> Sequence[Cue]:
        """The cues that begin in the stretch."""
        return self.cues[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)]

    def tails_between(self, start: int, end: int) -> Sequence[Ending]:
        """The tails that begin in the stretch."""
        return self.tails[bisect_left(self.tail_starts, start) : bisect_left(self.tail_starts, end)]

    def tail_before(self, end: int) -> Ending | None:
        """The tail that ends there."""
        found = self.tail_ends.get(end)
        return found if found is not None and end - found[0] <= _TAIL_MOST else None

    def document_around(self, quote: Quote) -> Span | None:
        """The title that holds the name: 《关于“甲”行动的方案》."""
        number = bisect_left(self.document_starts, quote.span.start) - 1
        document = self.documents[number] if number >= 0 else None
        return document if document is not None and document.holds(quote.span) else None


def find_surroundings(text: str, quotes: Sequence[Quote], terms: Terms) -> Surroundings:
    """Masks the names in quotes and finds verbs and tails in what is left."""
    pieces: list[str] = []
    names: list[Quote] = []
    documents: list[Span] = []
    done = 0
    for quote in quotes:
        if quote.mark == "《":
            if documents and documents[-1].holds(quote.span):
                continue
            documents.append(quote.span)
        elif not is_name_shaped(text, quote) or (names and names[-1].span.holds(quote.span)):
            continue
        else:
            names.append(quote)
        if quote.span.start >= done:
            pieces += (text[done : quote.span.start], _OPEN, _FILL * quote.inner.length, _CLOSE)
            done = quote.span.end
    pieces.append(text[done:])
    plain = "".join(pieces)
    cues, tails = terms.find_context(plain), terms.find_tails(plain)
    return Surroundings(
        text,
        terms,
        plain,
        names=tuple(names),
        documents=tuple(documents),
        cues=cues,
        tails=tails,
        cue_starts=[start for start, _, _ in cues],
        tail_starts=[start for start, _, _ in tails],
        tail_ends={found[1]: found for found in tails},
        document_starts=[document.start for document in documents],
    )


# 被省委组织部命名为“…”: by others, as an honour
_NAMED, _GIVEN = "命名为", re.compile(r"被[^，。；：“”\n]{0,10}$")


def governing_signs(around: Surroundings, offset: int) -> Collection[Sign]:
    """The verb that governs what begins at the offset: the nearest before it in its clause."""
    plain = around.plain
    floor = max(offset - _REACH, 0)
    mark = _TO_LAST_MARK.match(plain, floor, offset)
    for start, end, term in reversed(around.cues_between(mark.end() if mark is not None else floor, offset)):
        if end > offset or term.classes.isdisjoint(_CUES) or (len(term.text) == 1 and offset - end > 1):
            continue
        if term.text == _NAMED and _GIVEN.search(plain, max(start - _NEAR, floor), start):
            return (Sign.HONOURED,)
        signs = [_CUE_SIGNS[kind] for kind in term.classes if kind in _CUE_SIGNS]
        member = _FIRST_MEMBER_END.search(plain, end, offset)
        distance = (member.start() if member is not None else offset) - end
        return [*signs, Sign.FAR] if signs and distance > _NEAR else signs
    return ()


# “小积分”撬动“大治理”: a play on words
_CONTRAST = re.compile(r"小[^，。；“”\n]{1,5}”[^，。；“”\n]{1,12}“大")


def contrast_signs(around: Surroundings, quote: Quote) -> tuple[Sign, ...]:
    """Whether a quote only stands for the small that does the great."""
    return (Sign.METAPHOR,) if _CONTRAST.match(around.text, quote.inner.start) else ()


# 市委“统揽”、支部“牵头”: what an office does
_OFFICE = re.compile(r"(?:[省市州盟县区旗镇乡]委|党委|党组|支部|政府|部门|机关)$")


def office_signs(around: Surroundings, quote: Quote) -> tuple[Sign, ...]:
    """Whether an office stands right before a quote, which then tells what it does."""
    return (Sign.ACTED,) if _OFFICE.search(around.plain, max(0, quote.span.start - 2), quote.span.start) else ()


# 品牌“甲”, 有两样办法：“甲”和“乙”; but 让品牌“走出去” tells what becomes of it
_CAUSED = re.compile(r"(?:让|使|令|把|将|推动|推进|促进|助推|助力|确保|避免|防止|助)[^，。；：！？、…—\n]{0,10}$")
_ANNOUNCED = re.compile(r"(?:[\d两二三四五六七八九十几][个项样种招条件大]|以下|如下)[^，。；：！？、…—\n]{0,4}$")
_JOINED = re.compile("[、和与及]?|以及")
_BETWEEN = re.compile(r"(?:[，：]|—{1,2})$")
_VERBAL = frozenset(("培训", "服务"))  # 培训“土专家”


def apposed(around: Surroundings) -> tuple[Tail | None, ...]:
    """The tail before each name, or before the first of its row: 党建品牌“甲”, 有两样办法：“甲”和“乙”."""
    found: list[Tail | None] = []
    for number, quote in enumerate(around.names):
        previous = around.names[number - 1].span.end if number else 0
        if found and _JOINED.fullmatch(around.plain, previous, quote.span.start):
            found.append(found[-1])
        else:
            found.append(_apposed(around, quote.span.start))
    return tuple(found)


def _apposed(around: Surroundings, start: int) -> Tail | None:
    plain = around.plain
    between = _BETWEEN.search(plain, max(start - 2, 0), start)
    end = between.start() if between is not None else start
    found = around.tail_before(end)
    if found is None:
        return None
    begin, _, tail = found
    before = plain[max(begin - _HEAD_REACH, 0) : begin]
    if between is not None:
        return tail if _ANNOUNCED.search(before) else None
    sure = tail.strength is Strength.STRONG and tail.kind not in _VERBAL
    return tail if sure and not _CAUSED.search(before) else None


def heads(around: Surroundings) -> tuple[Head, ...]:
    """The head of each quoted name. In a row of names those without one of their own share that of the next."""
    found: list[Head] = []
    following: Quote | None = None
    for quote in reversed(around.names):
        head = _own_head(around, quote.span.end)
        if head.tail is None and following is not None and found:
            row = _ROW.match(around.plain, quote.span.end)
            if row is not None and row.end() == following.span.start:
                head = found[-1]
        found.append(head)
        following = quote
    return tuple(reversed(found))


def _own_head(around: Surroundings, start: int) -> Head:
    plain = around.plain
    if plain[start : start + 1] in CLAUSE_ENDS:
        return _NO_HEAD
    others = _AND_OTHERS.match(plain, start)
    begin = others.end() if others is not None else start
    linked = _LINK.match(plain, begin)
    reach = _HEAD_REACH
    if linked is not None:
        begin, reach = linked.end(), 2 * _HEAD_REACH
    subtitled = linked is not None and not linked[0].endswith("的")  # “…”——歌手走进边寨活动
    limit = _HEAD_END.search(plain, begin, begin + reach)
    end = limit.start() if limit is not None else min(begin + reach, len(plain))
    for cue_start, _, term in around.cues_between(begin, end):
        heads_found = [_HEAD_SIGNS[kind] for kind in term.classes if kind in _HEAD_SIGNS]
        if heads_found:
            return Head(heads_found, None)
        if not subtitled and _cuts(around.terms, term):
            end = cue_start
            break
    best = _best_tail(around, start, end, subtitled=subtitled)
    if best is not None and is_deed(plain, start, around.terms):
        best = None
    signs = told_signs(plain, begin if linked is None else start, around.terms)
    if others is not None and others[0].startswith("等"):  # “甲”“乙”等功能室百余个
        signs = [sign for sign in signs if sign is not Sign.MEASURED]
    if best is None:
        return Head(signs if linked is None else _without_deeds(signs), None)  # “蓝底白字”的路牌320块
    tail_start, tail_end, tail = best
    if tail_start == begin:  # “…”服务26项: a service, and no deed
        signs = _without_deeds(signs)
    signs = [_TAIL_SIGNS[tail.strength], *signs, *told_signs(plain, tail_end, around.terms)]
    if others is not None and others[1]:
        signs.append(Sign.TALLIED)
    if linked is not None and not subtitled:
        signs.append(Sign.OF)
    elif tail.kind in _CONCRETE:
        signs.append(Sign.CONCRETE)
    return Head(signs, tail)


def _best_tail(around: Surroundings, start: int, end: int, *, subtitled: bool) -> Ending | None:
    best: Ending | None = None
    for found in around.tails_between(start, end):
        _, tail_end, tail = found
        if subtitled and around.plain[tail_end : tail_end + 1] in _INSIDE:  # “…”——系统|里显示
            continue
        if tail.strength in _RANK and (best is None or _RANK.index(tail.strength) < _RANK.index(best[2].strength)):
            best = found
        if tail.kind in _CLOSING:
            break
    return best


def _without_deeds(signs: Sequence[Sign]) -> list[Sign]:
    return [sign for sign in signs if sign not in (Sign.EFFECTIVE, Sign.MEASURED)]


def _cuts(terms: Terms, term: Term) -> bool:
    return (
        len(term.text) > 1
        and not term.classes.isdisjoint(_CUES)
        and TermClass.ATTRIBUTIVE not in term.classes
        and term.text not in terms.tails
    )
