"""What a sentence is about, where a figure tells only a bare amount: 橡胶方面，…种植面积达8万亩; 坚果发展迅速，产量达….

Every clause before the figure that counts nothing offers its subject; the one with the most to speak for it is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from borderdb.extract import labelwords as lw
from borderdb.extract.phrases import EDGES, is_predicate, noun_phrase, skip_leads
from borderdb.records import Span
from borderdb.text.tokens import words

_END = re.compile(r"[，；：—]")
_ABOUT = re.compile(r"^(?:在|从)?(?P<topic>[^，。；：]{2,14}?)(?:方面|领域|板块|上来?看|来看|看)$")
_OF = re.compile(r"(?P<topic>[^，的]{2,10}?)的?(?:价格|行情|销路|产业)")  # 山杏价格一路走低, 苹果产业发展迅速
_COUNTS = re.compile(r"[\d%一二三四五六七八九十百千万亿]+[余多]?[万亿]?[个名户人家亩元吨头只项座条家%公]")
_SPOKEN_OF = re.compile(r"^(?:[这那其本该此]|有的?|我们?|他们?|她们?|它们?|大家|记者|自己|当地|据|受)")
# 形势向好, 项目建设成效明显: of such a thing nothing is the amount
_ABSTRACT = frozenset(
    (
        *("经济", "形势", "情况", "工作", "局面", "成效", "势头", "建设", "发展", "步伐", "质量", "水平", "能力"),
        *("潜力", "市场", "前景", "优势", "条件", "交通", "位置", "面积", "收入"),
    )
)
_LONGEST = 12
_ABOUT_WEIGHT, _HEADING_WEIGHT, _FIRST_WEIGHT, _NEAR_WEIGHT = 4, 3, 1, 1


def find_topic(text: str, sentence: Span, clause: Span, skips: Mapping[int, int]) -> str:
    """The subject that the amounts of a clause need, '' where the sentence names none before it."""
    best, weight = "", 0
    for found, own in _candidates(text, sentence, clause, skips):
        if own >= weight:
            best, weight = found, own
    return best


def _candidates(text: str, sentence: Span, clause: Span, skips: Mapping[int, int]) -> Iterator[tuple[str, int]]:
    start = sentence.start
    for end in _END.finditer(text, sentence.start, clause.start):
        begin = skip_leads(text, start, end.start(), skips)
        said = text[begin : end.start()].strip(EDGES)
        near = end.end() >= clause.start
        weight = _FIRST_WEIGHT * (start == sentence.start) + _NEAR_WEIGHT * near
        start = end.end()
        if not said or _COUNTS.search(said) or _SPOKEN_OF.match(said):
            continue
        if about := _ABOUT.match(said):
            yield lw.counted_in(about["topic"]) or about["topic"], weight + _ABOUT_WEIGHT
        elif end[0] == "：" and len(said) <= _LONGEST and not is_predicate(words().cut(said)[0]):
            yield said, weight + _HEADING_WEIGHT
        elif subject := _subject_of_clause(said):
            yield subject, weight


def _subject_of_clause(said: str) -> str:
    """The noun that a clause tells something of: 坚果|发展迅速; '' where it begins with its verb."""
    tokens = words().cut(said)
    if not tokens or not tokens[0].tag.startswith(("n", "b", "a", "j", "l")) or tokens[0].tag == "ad":
        return ""
    if found := _OF.match(said):
        return found["topic"]
    noun = noun_phrase(said).rstrip(EDGES + "的")
    if len(noun) == len(said) or not 1 < len(noun) <= _LONGEST:
        return ""
    counted = lw.counted_in(noun)
    return "" if counted in _ABSTRACT or words().cut(noun)[-1].text in _ABSTRACT else counted
