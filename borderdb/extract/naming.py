"""What stands around a name and says whether it is one: the verb that governs it, the head it is given, its own form.

Each finding is a `Sign`; `initiatives.py` weighs them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from borderdb.extract.quotes import Quote, is_name_shaped
from borderdb.records import Span
from borderdb.reference.terms import Found, Strength, Tail, TermClass, Terms


class Sign(StrEnum):
    """One thing that speaks for or against a name."""

    # the verb before it
    PIONEERED = "pioneered"
    UNDERTAKEN = "undertaken"
    MADE = "made"
    MEANS = "means"
    NAMED = "named"
    FAR = "far"
    LIKENED = "likened"
    REMEDIED = "remedied"
    HONOURED = "honoured"
    SPOKEN = "spoken"
    # the head after it
    TAIL_STRONG = "tail_strong"
    TAIL_FAIR = "tail_fair"
    TAIL_WEAK = "tail_weak"
    CONCRETE = "concrete"
    OF = "of"
    OPENED = "opened"
    NUMBERED = "numbered"
    FRAMED = "framed"
    CONTENT = "content"
    SELECTED = "selected"
    ACTED = "acted"
    HONOUR = "honour"
    PLIGHT = "plight"
    ABSTRACT = "abstract"
    # its own form
    ENDS_STRONG = "ends_strong"
    ENDS_FAIR = "ends_fair"
    METAPHOR = "metaphor"
    METAPHOR_END = "metaphor_end"
    PERSON = "person"
    COMMON = "common"
    TRADE = "trade"
    COUNTED = "counted"
    SUM = "sum"
    ENUMERATED = "enumerated"
    SHORT = "short"
    LONG = "long"
    VERY_LONG = "very_long"
    COMMA = "comma"
    VERB_FIRST = "verb_first"
    MANNER = "manner"
    DESCRIPTION = "description"
    UNQUOTED = "unquoted"
    NO_NAME = "no_name"
    # its place in the article
    REPEATED = "repeated"
    HEADED = "headed"
    DOCUMENT = "document"


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
_END_SIGNS = {Strength.STRONG: (Sign.ENDS_STRONG,), Strength.FAIR: (Sign.ENDS_FAIR,)}
_TAIL_SIGNS = {Strength.STRONG: Sign.TAIL_STRONG, Strength.FAIR: Sign.TAIL_FAIR, Strength.WEAK: Sign.TAIL_WEAK}
# “戈壁绿洲”服务点: a thing that can be pointed at is called so
_CONCRETE = frozenset(("阵地", "队伍", "讲堂", "平台", "岗位"))
# “围炉”等方式宣讲政策: after such a noun comes the verb
_CLOSING = frozenset(("模式", "措施", "目标", "战略", "政策"))
_RANK = (Strength.STRONG, Strength.FAIR, Strength.WEAK)

# A name in quotes is masked, marks and all, so that nothing inside it is taken for a verb or a boundary.
_OPEN, _FILL, _CLOSE = "\x02", "\x00", "\x03"

_REACH = 60  # characters before a name in which its verb is looked for
_NEAR = 12  # a verb further off says less
_CLAUSE_END = re.compile(r"[，。；：！？…—（）“”‘’\n]")
_FIRST_MEMBER_END = re.compile(rf"[、{_OPEN}]")

_WORD = rf"[^，。；：！？、…（）“”‘’\n{_OPEN}{_FILL}{_CLOSE}]"
# Between two names of a row: nothing, or 、 or 和 and a few words that belong to the first or the second.
_ROW = re.compile(rf"(?:{_WORD}{{0,5}}(?:、|和|与|及|以及|即){_WORD}{{0,8}})?(?={_OPEN})")
# “…”等3个系列主题…: what may stand between the last mark and the head
_AND_OTHERS = re.compile(
    r"(?:（[^（）\n]{0,12}）)?等?(?:一系列|系列|一批|多个|多项|多种|各类|各项|[\d一二两三四五六七八九十百余多几]+[项个场类支条种期大次])?"
)
_HEAD_REACH = 12
_HEAD_END = re.compile(
    rf"[，。；：！？、…—（）“”‘’《》\n\s{_OPEN}{_FILL}在是了把让被从将也都已又就并却则着其这那该此每各和与或由使]"
    r"|为(?![民农企老侨])|的|(?<!结)对"
)
# “…”的模式, 以“…”为主题的演讲比赛: the head is further off and says less
_LINK = re.compile(r"(?:为(?:主题|题|名称?))?的|—{1,2}(?!—)")

_NUMERALS = "一二三四五六七八九十百千万两双多零"
_COUNTED = re.compile(rf"(?:[{_NUMERALS}\d][^{_NUMERALS}\d、，·]{{1,3}}){{2,}}")
_SUM = re.compile(r"[^+＋]{1,10}(?:[+＋][^+＋]{1,10})+|[\d一多]对[Nn\d多]")
_ENUMERATED = re.compile(rf"[{_NUMERALS}]个[^{_NUMERALS}].*")
_MANNERS = "式型化"  # “沉浸式”研学 tells how, not what
_FIGURE = re.compile(r"[新主金硬软].{2}")  # 新版图, 主阵地
_NO_NAME = re.compile(r"\d{2}后|[\W\da-zA-Z_]*")


@dataclass(frozen=True, slots=True)
class Head:
    """The noun that follows a name, and how sure it makes it: “甲”等主题活动 → 活动."""

    signs: tuple[Sign, ...]
    tail: Tail | None
    end: int


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
    cues: tuple[Found, ...]
    tails: tuple[tuple[Span, Tail], ...]
    cue_starts: tuple[int, ...]
    tail_starts: tuple[int, ...]

    def cues_between(self, start: int, end: int) -> tuple[Found, ...]:
        """The cues that begin in the stretch."""
        return self.cues[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)]

    def tails_between(self, start: int, end: int) -> tuple[tuple[Span, Tail], ...]:
        """The tails that begin in the stretch."""
        return self.tails[bisect_left(self.tail_starts, start) : bisect_left(self.tail_starts, end)]


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
            pieces += (text[done : quote.span.start], _OPEN, _FILL * len(quote.inner), _CLOSE)
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
        cue_starts=tuple(cue.start for cue in cues),
        tail_starts=tuple(span.start for span, _ in tails),
    )


def governing_signs(around: Surroundings, offset: int) -> tuple[Sign, ...]:
    """The verb that governs what begins at the offset: the nearest before it in its clause."""
    plain = around.plain
    floor = max(offset - _REACH, 0)
    for boundary in _CLAUSE_END.finditer(plain, floor, offset):
        floor = boundary.end()
    for found in reversed(around.cues_between(floor, offset)):
        gap = plain[found.end : offset]
        if found.end > offset or found.classes.isdisjoint(_CUES) or (len(found.term) == 1 and len(gap) > 1):
            continue
        member = _FIRST_MEMBER_END.search(gap)
        distance = member.start() if member else len(gap)
        signs = tuple(sign for kind, sign in _CUE_SIGNS.items() if kind in found.classes)
        return (*signs, Sign.FAR) if signs and distance > _NEAR else signs
    return ()


def office_signs(around: Surroundings, quote: Quote) -> tuple[Sign, ...]:
    """Whether an office stands right before a quote, which then tells what it does."""
    return (Sign.ACTED,) if _OFFICE.search(around.plain, max(0, quote.span.start - 2), quote.span.start) else ()


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
    others = _AND_OTHERS.match(plain, start)
    begin = others.end() if others is not None else start
    linked = _LINK.match(plain, begin)
    reach = _HEAD_REACH
    if linked is not None:
        begin, reach = linked.end(), 2 * _HEAD_REACH
    subtitled = linked is not None and not linked[0].endswith("的")  # “…”——歌手走进边寨活动
    limit = _HEAD_END.search(plain, begin, begin + reach)
    end = limit.start() if limit is not None else min(begin + reach, len(plain))
    for found in around.cues_between(begin, end):
        classes = found.classes - {TermClass.WORD}
        heads_found = tuple(sign for kind, sign in _HEAD_SIGNS.items() if kind in classes)
        if heads_found:
            return Head(heads_found, None, found.end)
        if _cuts(around.terms, found) and not subtitled:
            end = found.start
            break
    best: tuple[Span, Tail] | None = None
    for span, tail in around.tails_between(start, end):
        if tail.strength in _RANK and (best is None or _RANK.index(tail.strength) < _RANK.index(best[1].strength)):
            best = span, tail
        if tail.kind in _CLOSING:
            break
    signs = _following_signs(plain, start)
    if best is None:
        return Head(signs, None, start)
    span, tail = best
    if linked is not None and not subtitled:
        signs = (Sign.OF, *signs)
    elif tail.kind in _CONCRETE:
        signs = (Sign.CONCRETE, *signs)
    return Head((_TAIL_SIGNS[tail.strength], *signs), tail, span.end)


_FRAME = re.compile(
    r"[^，。；：！？、\n]{0,8}?为(?:总|重要|主要|有力|有效|重点|统一|基本|根本)?"
    r"(?:(抓手|载体|牵引|引领|统领|龙头|依托|总揽|先导|契机)|内容|目标|原则|要求|标准|核心|导向|主线|重点|题|宗旨|遵循|追求|己任|荣)"
)


# “…”正式启用, “…”87户: what is opened or counted is there
_OPENED = re.compile(
    r"(?:也|已|便|就|随之|应运|正式|陆续|相继|先后|全面|顺利|同步)*"
    r"(?:成立|启用|启动|揭牌|挂牌|上线|开课|开班|开营|开播|开讲|开张|开业|投用|建成|落成|落地|而生|诞生|亮相|运行)"
)
# “…”入选全国典型案例: what is chosen as an example is an undertaking
_SELECTED = re.compile(r"(?:成功|先后|还|也|已|被)*(?:入选|获评|列入|评为)[^，。；“]{0,16}(?:案例|品牌|做法|经验|项目)")
# 市委“统揽”、支部“牵头”: what an office does
_OFFICE = re.compile(r"(?:[省市州盟县区旗镇乡]委|党委|党组|支部|政府|部门|机关)$")
_NUMBERED = re.compile(r"(?:达|共)?[\d一二两三四五六七八九十百千万余多]+[个户支名处家所间场期人辆座条]")


_FOLLOWING = ((Sign.OPENED, _OPENED), (Sign.NUMBERED, _NUMBERED), (Sign.SELECTED, _SELECTED))


def _following_signs(plain: str, start: int) -> tuple[Sign, ...]:
    """以“甲”为抓手 speaks for an undertaking, 以“甲”为主要内容 against it; “甲”上线 and “甲”12家 for it."""
    signs = [sign for sign, form in _FOLLOWING if form.match(plain, start)]
    frame = _FRAME.match(plain, start)
    if frame is not None:
        signs.append(Sign.FRAMED if frame[1] else Sign.CONTENT)
    return tuple(signs)


def _cuts(terms: Terms, found: Found) -> bool:
    return (
        len(found.term) > 1
        and not found.classes.isdisjoint(_CUES)
        and TermClass.ATTRIBUTIVE not in found.classes
        and found.term not in terms.tails
    )


_COINED = re.compile(rf"[\dNn一]+[+＋][\dNn]|[^+＋]{{2,8}}[+＋]|(?:[{_NUMERALS}\d][^{_NUMERALS}\d]{{1,2}}){{2,}}$")


def coined_signs(words: str) -> tuple[Sign, ...]:
    """Whether words without quotes are coined: 1+N包联, 党支部+合作社+农户, 三问三帮."""
    return (Sign.SUM,) if _COINED.match(words) else ()


def form_signs(name: str, terms: Terms) -> tuple[Sign, ...]:
    """What the form of the words themselves says."""
    is_sum = _SUM.fullmatch(name) is not None  # 党支部+合作社+农户: its parts may be many
    no_name = len(name) < 2 or name in terms.tails or (_NO_NAME.fullmatch(name) and not is_sum)
    classes = terms.classes.get(name, frozenset())
    tests = (
        (Sign.NO_NAME, bool(no_name)),
        (Sign.COMMON, TermClass.COMMON_TERM in classes),
        (Sign.METAPHOR, TermClass.METAPHOR in classes or _FIGURE.fullmatch(name) is not None),
        (Sign.METAPHOR_END, terms.ends_in(name[1:], TermClass.METAPHOR)),
        (Sign.TRADE, TermClass.TRADE in classes),
        (Sign.PERSON, terms.ends_in(name, TermClass.PERSON)),
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
