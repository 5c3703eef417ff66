"""Phrases of a label: where a noun phrase ends, whose amount it is, and how it is cut to its length."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from borderdb.extract import labelwords as lw
from borderdb.extract.tails import COMPLEMENT_TAIL, GROWTH_TAIL, MEASURE_TAIL
from borderdb.text.tokens import Token, words

LONGEST = 32  # characters; the public views promise labels that fit a column

EDGES = "、，；：。 \t·-—|｜"
_TELLING = frozenset(("i", "z"))  # 小村庄悠然静谧: an idiom or a word of state after a noun is what is told of it
_TELLS = ("n", "v", "j", "l", "b", "i", "z", "x")
_MODIFIER = re.compile(r"[^的、]{4,}的(?=.{2})")
_FIGURE = re.compile(r"\d[\d.]*[万亿%]")  # what counts something says that of its own number
_ENDS_IN_RATE = re.compile(r"(?:占比|比例|比重|率)$")
_COMPOUND_DEEDS = re.compile(r"开发(?=投资|面积|企业|强度|成本)")  # 房地产开发投资: no deed, but its name
_WHEN = re.compile(
    r"全年|年内|累计|共|已|全部|总共|预计|力争|今年|去年|当年|每年|共同|合计|[上下]半年|[一二三四]季度|了"
)


class Label(NamedTuple):
    """The words, and the rule that chose them."""

    text: str
    rule: str


def is_verb(token: Token) -> bool:
    """Whether a word is a verb, and none that labels use as a noun: 收入, 种植."""
    return token.tag.startswith("v") and token.text not in lw.NOMINAL


def is_predicate(token: Token) -> bool:
    """Whether a word begins what is told of a noun phrase, and so ends it."""
    return (is_verb(token) and len(token.text) >= 2) or token.text in lw.PREDICATES or _is_of_grammar(token)


def _is_of_grammar(token: Token) -> bool:
    return token.tag in ("p", "d") and token.text not in lw.NOMINAL  # 自然村 begins with no adverb


def noun_phrase(after: str) -> str:
    """The noun phrase at the beginning of a text: to the first predicate, or to the 的 that makes it a modifier."""
    if among := lw.AMONG_WHICH.search(after):
        after = after[: among.start()]
    raised = lw.RAISED.search(after)
    raised = raised or lw.PAID.search(after, 1)
    if raised is not None:  # 帮扶村|办起冷库
        after = after[: raised.start()]
    tokens = words().cut(after)
    seen_noun = False
    quoted = 0
    for number, token in enumerate(tokens):
        quoted += token.text.count("“") - token.text.count("”")
        if quoted > 0 or _is_in_compound(tokens, number):
            seen_noun = True
            continue
        if token.text == "的" and seen_noun and number > 0 and not _opens_modifier(tokens[:number]):
            return fit_left(after[: token.start])
        modifies = _opens_modifier(tokens[:number]) and any(one.text == "的" for one in tokens)
        if seen_noun and (is_predicate(token) or token.tag in _TELLING) and not modifies:
            return fit_left(after[: token.start].rstrip(EDGES + "的和与及将把"))
        seen_noun = seen_noun or not is_predicate(token)
    return fit_left(after)


def _is_in_compound(tokens: Sequence[Token], number: int) -> bool:
    """Whether a verb is part of a name: 光伏|发电|项目."""
    following = tokens[number + 1].text if number + 1 < len(tokens) else ""
    return number > 0 and tokens[number].tag.startswith("v") and following in lw.COMPOUND


def _opens_modifier(tokens: Sequence[Token]) -> bool:
    """Whether the phrase begins with its modifier: 有影响力的, 具备资格的."""
    if not tokens or tokens[0].text in lw.NOMINAL:
        return False
    return tokens[0].text.startswith(lw.MODIFIERS) or tokens[0].tag in ("a", "v", "p", *_TELLING)


def subject_of(stem: str) -> str:
    """The words before a number without the verb of achievement that leads to them: 在边境设置执勤点 → 执勤点."""
    if stem.startswith(("每", "平均每")):
        return stem  # 每百户拥有摩托车: so many of them for so many
    start = quoted = 0
    for token in words().cut(stem)[:-1]:
        quoted += token.text.count("“") - token.text.count("”")
        if quoted <= 0 and token.text in lw.SPLITTING and not _COMPOUND_DEEDS.match(stem, token.start):
            start = token.end
    subject = stem[start:].lstrip(EDGES + "了的")
    if start and (subject in lw.BARE or subject in lw.SPENT or lw.MEASURED.search(subject)):  # 木材业全年完成|总产值
        before = _without_ends(stem[:start])
        if len(before) > 1:
            return join_labels(before, subject)
    if len(subject) >= (3 if start else 2):
        return lw.LEAD_WORDS.sub("", subject) or subject
    return stem


def _without_ends(before: str) -> str:
    """Whose amount it is: the words before a verb of achievement without that verb and the adverbs at either end."""
    tokens = words().cut(before)
    while tokens and (tokens[-1].text in lw.SPLITTING or _WHEN.fullmatch(tokens[-1].text)):
        tokens = tokens[:-1]
    return lw.LEAD_WORDS.sub("", before[: tokens[-1].end]) if tokens and not is_verb(tokens[-1]) else ""


def fit_modifier(stem: str) -> str:
    """A modifier up to its 的, from the last preposition or verb of achievement: 为没有项目的 → 没有项目的."""
    body = stem[:-1]
    return (lw.CASE_LEAD.sub("", subject_of(body)) or body) + "的"


def tail_of(context: str) -> str:
    """The end of the clause before, as a label of last resort."""
    counts = _FIGURE.search(context) and not _ENDS_IN_RATE.search(context)  # but 收入超过50万元的村占比
    told = context and not counts and not lw.BY_WHAT.fullmatch(context) and not lw.CAUSE.fullmatch(context)
    subject = subject_of(context) if told else ""
    tells = any(not is_predicate(token) and token.tag.startswith(_TELLS) for token in words().cut(subject))
    return fit_right(subject) if tells else ""  # 逐年增长 names nothing


def join_labels(first: str, second: str) -> str:
    """Two parts of a label, the second whole, the first as far as there is room; one ending stands once."""
    if second and first.endswith(second):
        return fit_right(first)
    return fit_right(first, max(0, LONGEST - len(second))) + second[:LONGEST]


def fit_right(label: str, longest: int = LONGEST) -> str:
    """A label cut to its length from the left, where an enumeration, a 的 or a word begins."""
    label = label.strip(EDGES)
    if len(label) <= longest:
        return label
    rest = label[len(label) - longest :]
    for mark in ("等", "、", "的"):
        position = rest.find(mark)
        if 0 <= position < len(rest) - 3:
            return rest[position + 1 :].lstrip(EDGES)
    tokens = [token for token in words().cut(label) if token.start >= len(label) - longest]
    return label[tokens[0].start :] if tokens else rest


def fit_left(label: str, longest: int = LONGEST) -> str:
    """A label cut to its length from the right, where a word ends."""
    label = label.strip(EDGES)
    if len(label) > longest and _MODIFIER.match(label):
        label = _MODIFIER.sub("", label)  # 在本领域有影响的学者: the noun matters more than its modifier
    if len(label) <= longest:
        return label
    ends = [token.end for token in words().cut(label) if token.end <= longest]
    return label[: ends[-1] if ends else longest].rstrip(EDGES + "的和与及")


def skip_leads(text: str, start: int, end: int, skips: Mapping[int, int]) -> int:
    """Past the places, periods, adverbs and conjunctions at the beginning."""
    while start < end:
        skipped = skips.get(start, 0)
        copula = lw.COPULA_LEAD.match(text, start, end)
        if copula and skips.get(copula.end(), end + 1) <= end:
            skipped = skips[copula.end()]  # 分别是甲市45%
        lead = lw.LEAD.match(text, start, end)
        if not start < skipped <= end and lead is None:
            break
        start = max(skipped if skipped <= end else 0, lead.end() if lead else 0)
    return start


def stem_of(before: str, growth: bool = False) -> tuple[str, bool]:
    """The words before a figure without its verb of measure, and whether there was one (产量达, 比例提高到)."""
    measured = False
    while True:
        match = (GROWTH_TAIL.search(before) if growth else None) or MEASURE_TAIL.search(before)
        if match is None or not match[0]:
            return before.rstrip(EDGES), measured
        measured = measured or COMPLEMENT_TAIL.match(before, match.start()) is not None
        before = before[: match.start()].rstrip(EDGES)
