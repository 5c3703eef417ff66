"""Named undertakings of an article: campaigns, projects, mechanisms, brands, working methods, teams.

Every wording that could be one is a candidate; the signs around it are weighed, and what reaches the threshold is one.
All wordings of one name (with its generic tail or without) are one initiative.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from borderdb.extract.naming import find_surroundings
from borderdb.extract.programmes import programme_of
from borderdb.extract.quotes import Quote
from borderdb.extract.scopes import Scopes
from borderdb.extract.signs import Sign
from borderdb.extract.undertakings import Candidate, Form, find_candidates
from borderdb.records import Initiative, Level, Place, ProgrammeMention, Span
from borderdb.reference.gazetteer import Gazetteer, rank
from borderdb.reference.lexicon import Lexicon
from borderdb.reference.terms import Strength, Terms
from borderdb.text.articles import Article

WEIGHTS: Mapping[Sign, float] = {
    Sign.PIONEERED: 2.5,
    Sign.UNDERTAKEN: 2.0,
    Sign.MADE: 1.0,
    Sign.MEANS: 0.5,
    Sign.NAMED: 1.5,
    Sign.HANDLED: 1.25,
    Sign.COINED: 0.75,
    Sign.WORD: -1.0,
    Sign.EPITHET: -1.5,
    Sign.VARIETY: -2.0,
    Sign.PRODUCT: -1.5,
    Sign.CLAUSE: -1.5,
    Sign.MANNED: 1.0,
    Sign.OWNED: 1.0,
    Sign.SUBJECT: 0.75,
    Sign.PLACED: 1.0,
    Sign.MIXED: 1.5,
    Sign.CONTRASTED: -1.0,
    Sign.HELD: 1.5,
    Sign.COUNTED_OUT: 1.0,
    Sign.EXPLAINED: 1.0,
    Sign.RECALLED: 1.5,
    Sign.SCHEDULED: 1.5,
    Sign.LASTED: 1.0,
    Sign.SERVES: 1.0,
    Sign.QUOTED_SPEECH: -1.5,
    Sign.GLOSSED: -2.0,
    Sign.FAR: -0.75,
    Sign.LIKENED: -2.0,
    Sign.REMEDIED: -2.0,
    Sign.HONOURED: -4.0,
    Sign.SPOKEN: -2.0,
    Sign.TAIL_STRONG: 3.0,
    Sign.TAIL_FAIR: 1.5,
    Sign.TAIL_WEAK: 0.5,
    Sign.CONCRETE: 0.75,
    Sign.OF: -2.0,
    Sign.OPENED: 1.5,
    Sign.NUMBERED: 1.0,
    Sign.FRAMED: 2.5,
    Sign.CONTENT: -2.0,
    Sign.SELECTED: 2.0,
    Sign.EFFECTIVE: 1.5,
    Sign.MEASURED: 1.0,
    Sign.TALLIED: 1.0,
    Sign.APPOSED: 1.5,
    Sign.ACTED: -2.0,
    Sign.HONOUR: -4.0,
    Sign.PLIGHT: -2.0,
    Sign.ABSTRACT: -1.0,
    Sign.ENDS_STRONG: 2.0,
    Sign.ENDS_FAIR: 1.0,
    Sign.METAPHOR: -3.0,
    Sign.METAPHOR_END: -1.0,
    Sign.TITLED: -1.5,
    Sign.PERSON: -1.5,
    Sign.COMMON: -6.0,
    Sign.TRADE: -2.0,
    Sign.COUNTED: 1.0,
    Sign.SUM: 1.0,
    Sign.ENUMERATED: -1.0,
    Sign.SHORT: -1.0,
    Sign.LONG: -0.5,
    Sign.VERY_LONG: -1.5,
    Sign.COMMA: -1.5,
    Sign.VERB_FIRST: -1.5,
    Sign.MANNER: -2.0,
    Sign.DESCRIPTION: -0.5,
    Sign.UNQUOTED: -1.0,
    Sign.NO_NAME: -9.0,
    Sign.REPEATED: 0.75,
    Sign.HEADED: 0.75,
    Sign.DOCUMENT: 1.0,
}
# With a strong tail behind it a name may be a figure of speech: “红色引擎”工程. And 提出“万亩果廊”计划 quotes nobody.
FIGURES = frozenset(
    (Sign.CLAUSE, Sign.PRODUCT, Sign.METAPHOR, Sign.METAPHOR_END, Sign.LIKENED, Sign.REMEDIED, Sign.PERSON, Sign.SPOKEN)
)
# What is said of a name in one place and makes it doubtful everywhere: 成为“甲”, “甲”称号.
DENIALS = frozenset(
    (Sign.LIKENED, Sign.REMEDIED, Sign.HONOURED, Sign.SPOKEN, Sign.HONOUR, Sign.PLIGHT, Sign.ABSTRACT, Sign.CONTENT)
)
# Beside such a sign those behind it do not count.
OUTWEIGHED: Mapping[Sign, frozenset[Sign]] = {
    Sign.TAIL_STRONG: FIGURES,
    Sign.APPOSED: frozenset((Sign.CLAUSE,)),  # 主题活动“我为界碑描红”
    Sign.SUM: frozenset((Sign.OF, Sign.PERSON, Sign.PRODUCT)),  # “支部+合作社+农户”的路子
    Sign.HANDLED: frozenset((Sign.OF,)),  # 报名“林下一亩参”的农户
    # Of these the name is the subject anyhow.
    **dict.fromkeys((Sign.EFFECTIVE, Sign.MEASURED, Sign.OPENED, Sign.NUMBERED), frozenset((Sign.SUBJECT,))),
}
_OUTWEIGHING = frozenset(OUTWEIGHED)
THRESHOLD = 2.0
_REPEATED, _HEADED = WEIGHTS[Sign.REPEATED], WEIGHTS[Sign.HEADED]  # what the places of a name can add to its signs
UNNAMED_KIND = "做法"  # where no tail says what it is
_TOWNSHIP, _VILLAGE = 3, 4  # rank
_DOUBT = 0.5  # how much of the worst mention counts beside the best


def find_initiatives(
    article: Article,
    lexicon: Lexicon,
    scopes: Scopes,
    programmes: Sequence[ProgrammeMention],
    quotes: Sequence[Quote],
) -> tuple[Initiative, ...]:
    """The initiatives an article names, in order of their first mention.

    Programmes of the reference data found in the article, and their components, are not repeated.
    """
    terms = lexicon.terms
    around = find_surroundings(article.text, quotes, terms)
    known = _known_cores(lexicon, programmes)
    groups: dict[str, list[Weighed]] = {}
    for candidate in find_candidates(around, article.headline):
        core = terms.core(candidate.name)
        if core and core not in known:
            groups.setdefault(core, []).append(Weighed(weigh(candidate.signs), candidate))
    likely = [group for group in groups.values() if sureness(group) + _REPEATED + _HEADED >= THRESHOLD]
    standing = _occurrences(article.text, {name for group in likely for name in _wordings(group)})
    sure = [group for group in likely if score(group, standing, article.headings) >= THRESHOLD]
    mentions = _longest(standing, {name for group in sure for name in _wordings(group)})
    found = [_build(group, mentions, article, scopes, programmes, lexicon) for group in sure]
    return tuple(sorted(found, key=_first_mention))


def _first_mention(initiative: Initiative) -> tuple[int, int, str]:
    first = initiative.mentions[0]
    return first.start, first.end, initiative.name


Standing = Mapping[str, Sequence[tuple[int, int]]]  # where each wording of a name stands, from start to end


class Weighed(NamedTuple):
    """A candidate, and how much its signs speak for it."""

    weight: float
    candidate: Candidate


def weigh(signs: Iterable[Sign]) -> float:
    """The sum of the weights; behind a strong tail, say, figures of speech do not count."""
    signs = frozenset(signs)
    for sign in signs & _OUTWEIGHING:
        signs -= OUTWEIGHED[sign]
    return sum([WEIGHTS[sign] for sign in signs])


def sureness(group: Sequence[Weighed]) -> float:
    """How sure the signs alone make an initiative: as the best wording, less half of what the worst denies."""
    denied = [weight for weight, candidate in group if not candidate.signs.isdisjoint(DENIALS)]
    return max([weight for weight, _ in group]) + min([0.0, *denied]) * _DOUBT


def score(group: Sequence[Weighed], standing: Standing, headings: Sequence[Span]) -> float:
    """How sure the wordings of one name make an initiative, by their signs and by the places where they occur.

    `standing` tells where each wording occurs at all, `headings` are the headlines of the article and its sections.
    """
    places = {place for name in _wordings(group) for place in standing[name]}
    if len(places) < _SUBJECT_MENTIONS and all(candidate.form is Form.SUBJECT for _, candidate in group):
        return 0.0
    if len(places) < 2:
        return sureness(group)
    inside = [_inside(start, end, headings) for start, end in places]
    headed = any(inside) and not all(inside)  # a play on words stands in the headline alone
    return sureness(group) + _REPEATED + _HEADED * headed


def _wordings(group: Iterable[Weighed]) -> set[str]:
    return {candidate.name for _, candidate in group}


def _inside(start: int, end: int, headings: Sequence[Span]) -> bool:
    number = bisect_left(headings, Span(start + 1, 0)) - 1
    return number >= 0 and end <= headings[number].end


_SUBJECT_MENTIONS = 3  # the subject of a headline must come up again and again
_SHORT = 2  # so short a name is a mention only where it stands in quotes
_LEAST = 3
_HAN = re.compile(r"[\u3400-\u9fff]")


def _occurrences(text: str, names: Collection[str]) -> Standing:
    """Where the names stand, in quotes or without, also inside longer ones."""
    words = list(names)
    places: list[list[tuple[int, int]]] = [[] for _ in words]
    finder = AhoCorasick(words, implementation=Implementation.ContiguousNFA)  # the best for a single use
    for number, start, end in finder.find_matches_as_indexes(text, overlapping=True):
        places[number].append((start, end))
    return dict(zip(words, places, strict=True))


def _longest(standing: Standing, names: Collection[str]) -> Standing:
    """Where these names stand, none inside or across another: the first, and the longest where several begin."""
    places: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
    done = 0
    for start, before_end, word in sorted([(start, -end, name) for name in names for start, end in standing[name]]):
        if start >= done:
            done = -before_end
            places[word].append((start, done))
    return places


def _build(
    group: Sequence[Weighed],
    standing: Standing,
    article: Article,
    scopes: Scopes,
    programmes: Sequence[ProgrammeMention],
    lexicon: Lexicon,
) -> Initiative:
    terms, gazetteer = lexicon.terms, lexicon.gazetteer
    candidates = [candidate for _, candidate in group]
    wordings = _wordings(group)
    best = min(group, key=lambda weighed: (-weighed.weight, weighed.candidate.span)).candidate
    places = {(candidate.span.start, candidate.span.end) for candidate in candidates}
    places.update(*(standing[name] for name in wordings if len(name) > _SHORT))
    return Initiative(
        name=_name(wordings, best.name, terms),
        kind=_kind((best, *candidates), terms),
        mentions=tuple([Span(*place) for place in sorted(places)]),
        place=_place_of(group, article, scopes, gazetteer),
        programme=programme_of(best.span, article, programmes),
        rule=f"{best.form}:{'+'.join(sorted(best.signs))}",
    )


def _place_of(group: Sequence[Weighed], article: Article, scopes: Scopes, gazetteer: Gazetteer) -> Place | None:
    """Where it is carried out: not in the village of an anecdote alone, where its county is said to do so as well."""
    best = group[0].candidate
    if len(group) > 1:
        best = min([c for _, c in group], key=lambda candidate: (-weigh(candidate.signs - _DEEDS), candidate.span))
    held = _HELD_IN.match(article.text, best.span.end)
    start = held.end() - 1 if held is not None else best.span.start
    place = scopes.place_at(start)
    if place is None or rank(place) < _TOWNSHIP:
        return place
    if best.form is not Form.UNQUOTED and article.sentence_at(start).start >= start - 1:
        place = _of_paragraph(place, start, article, scopes, gazetteer)
    wider = (scopes.place_at(candidate.span.start) for weight, candidate in group if weight >= THRESHOLD)
    counties = (p for p in wider if p is not None and p.level is Level.COUNTY and gazetteer.within(place, p))
    return next(counties, place) if rank(place) >= _VILLAGE else place


# 首届“甲”比武在乙镇开赛
_HELD_IN = re.compile(
    r"[^，。；：！？\n]{0,16}在[^，。；：！？\n]{2,12}?(?=开赛|举行|举办|启动|开幕|揭牌|开营|开班|启用|亮相|开讲|落地)"
)
# Who carries it out stands where it is introduced, not where one village counts what came of it: “甲”带动32户.
_DEEDS = frozenset((Sign.EFFECTIVE, Sign.MEASURED))


def _of_paragraph(place: Place, start: int, article: Article, scopes: Scopes, gazetteer: Gazetteer) -> Place:
    """Of a county whose paragraph only counts a township: 全县…。甲镇有12家。“乙”专班上门31次."""
    number = bisect_right(article.paragraphs, start, key=lambda paragraph: paragraph.start) - 1
    first = article.sentence_at(article.paragraphs[number].start) if number >= 0 else Span(start, start + 1)
    opening = scopes.place_at(first.end - 1)
    return opening if opening is not None and gazetteer.within(place, opening) else place


def _kind(group: Sequence[Candidate], terms: Terms) -> str:
    """By the tail behind the name, else by that of the name itself, else by a weak one behind it."""
    behind = [candidate.tail for candidate in group if candidate.tail is not None]
    for tail in behind:
        if tail.strength is not Strength.WEAK:
            return tail.kind
    for candidate in group:
        own = terms.tail_of(candidate.name) if "、" not in candidate.name else None
        if own is not None:
            return own.kind
    return behind[0].kind if behind else UNNAMED_KIND


def _name(wordings: Collection[str], best: str, terms: Terms) -> str:
    """The wording without a tail, where the article has it; else the best one, cut."""
    core = terms.core(best)
    return core if core in wordings else _distinctive(best, terms)


_SPAN_OF_TIME = "年月日季"  # 三年 is no name: 村医能力提升三年行动


def _distinctive(name: str, terms: Terms) -> str:
    """The name without a generic tail, as long as three characters are left: 强基固边行动 → 强基固边."""
    tail = terms.tail_of(name)
    if tail is None or not tail.generic or tail.strength is not Strength.STRONG:
        return name
    rest = name.removesuffix(tail.text)
    return rest if len(_HAN.findall(rest)) >= _LEAST and rest[-1] not in _SPAN_OF_TIME else name


def _known_cores(lexicon: Lexicon, programmes: Sequence[ProgrammeMention]) -> frozenset[str]:
    found = {mention.programme for mention in programmes}
    cores = {lexicon.terms.core(part) for mention in programmes for part in mention.components}
    for programme in lexicon.programmes:
        if programme.name in found:
            cores.update(lexicon.terms.core(name) for name in (programme.name, *programme.aliases))
    return frozenset(cores)
