"""Figures with what they count, where and when: quantity, label, kind, status, place, period."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from borderdb.extract.clauses import Clauses
from borderdb.extract.kinds import find_kind, find_status
from borderdb.extract.labels import Figure, Label, find_label
from borderdb.extract.quantities import outer_span
from borderdb.extract.respective import Part, find_parts
from borderdb.extract.scopes import Scopes
from borderdb.records import (
    Direction,
    Initiative,
    Kind,
    Metric,
    Period,
    ProgrammeMention,
    Quantity,
    Span,
    Toponym,
)
from borderdb.reference.lexicon import Lexicon
from borderdb.text.articles import Article

NEXT = 3  # characters between the year of one number and the number: 2020年的近5万元
_ALSO = re.compile(r"、|和|与|及")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the stages before have found, as the figures need it."""

    article: Article
    lexicon: Lexicon
    clauses: Clauses
    scopes: Scopes
    periods: tuple[Period, ...]
    toponyms: tuple[Toponym, ...]
    skips: tuple[Span, ...]
    programmes: tuple[ProgrammeMention, ...]
    initiatives: tuple[Initiative, ...]


def build_metrics(
    article: Article,
    lexicon: Lexicon,
    clauses: Clauses,
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
    toponyms: Sequence[Toponym],
    scopes: Scopes,
    programmes: Sequence[ProgrammeMention],
    initiatives: Sequence[Initiative],
) -> tuple[Metric, ...]:
    """One metric per sound quantity of the article, in the order of the text. Damaged ones are for `issues`."""
    skips = sorted([t.span for t in toponyms] + [p.span for p in periods])
    around = Surroundings(
        article,
        lexicon,
        clauses,
        scopes,
        tuple(periods),
        tuple(toponyms),
        tuple(skips),
        tuple(programmes),
        tuple(initiatives),
    )
    sound = [quantity for quantity in quantities if not quantity.damaged]
    return tuple(
        metric for sentence, group in _by_sentence(article, sound) for metric in _read(around, sentence, group)
    )


def _by_sentence(article: Article, quantities: Sequence[Quantity]) -> Iterator[tuple[Span, list[Quantity]]]:
    starts = [quantity.span.start for quantity in quantities]
    for sentence in article.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if first < last:
            yield sentence, list(quantities[first:last])


def _read(around: Surroundings, sentence: Span, quantities: Sequence[Quantity]) -> Iterator[Metric]:
    text = around.article.text
    label = ""
    levels: list[Part] = []
    figures = list(_figures(text, around.clauses, quantities))
    for clause, group in groupby(figures, key=lambda figure: figure.clause):
        row = list(group)
        before = around.clauses.before(clause)
        context = before.of(text) if before and before.start >= sentence.start else ""
        skips = _between(around.skips, clause)
        period = _period_of(around, sentence, row[0].quantity.span.start)
        parts = find_parts(text, row, around.toponyms, levels, period)
        assigned: Sequence[Part] = parts or [Part()] * len(row)
        for figure, part in zip(row, assigned, strict=True):
            found = Label(part.label, "respective") if part.label else find_label(text, figure, skips, label, context)
            if figure.kind is not Kind.THRESHOLD:
                label = found.text or label
            if figure.kind is Kind.LEVEL:
                levels.append(Part(found.text, part.place, part.period))
            yield _metric(around, sentence, figure, found, part)


def _metric(around: Surroundings, sentence: Span, figure: Figure, label: Label, part: Part) -> Metric:
    start = figure.quantity.span.start
    period = part.period or _period_of(around, sentence, start)
    article, lexicon = around.article, around.lexicon
    return Metric(
        quantity=figure.quantity,
        label=label.text,
        kind=figure.kind,
        status=find_status(article.text, sentence, figure.clause, figure.outer, period, article.published_on),
        sentence=sentence,
        rule=f"{figure.quantity.rule}/{label.rule}",
        place=part.place or around.scopes.place_at(start),
        period=period,
        programme=_programme_of(around, sentence, start),
        initiative=_initiative_of(around, sentence, figure.clause, start),
        indicator=lexicon.indicators.find(label.text, lexicon.units.get(figure.quantity.unit), figure.kind),
        direction=figure.direction,
    )


def _figures(text: str, clauses: Clauses, quantities: Sequence[Quantity]) -> Iterator[Figure]:
    """The quantities of a sentence with the free words before and after each."""
    drafts: list[tuple[Quantity, Span, Span, Kind, Direction | None]] = []
    clause_of_last: Span | None = None
    counted = False
    for quantity in quantities:
        clause = clauses.at(quantity.span.start)
        counted = counted and clause == clause_of_last
        outer = outer_span(text, quantity.span)
        kind, direction = find_kind(text, clause, quantity, outer, counted)
        if drafts and drafts[-1][3] is Kind.CHANGE and _ALSO.fullmatch(text[drafts[-1][1].end : outer.start]):
            kind, direction = drafts[-1][3:]  # 分别增长5%和8%
        counted = counted or kind is not Kind.THRESHOLD
        clause_of_last = clause
        drafts.append((quantity, outer, clause, kind, direction))
    for number, (quantity, outer, clause, kind, direction) in enumerate(drafts):
        left = next((d for d in reversed(drafts[:number]) if d[2] == clause and _parts(d[3], kind)), None)
        right = next((d for d in drafts[number + 1 :] if d[2] == clause and _parts(d[3], kind)), None)
        before = Span(max(clause.start, left[1].end if left else 0), outer.start)
        after = Span(outer.end, max(outer.end, min(clause.end, right[1].start if right else clause.end)))
        if right and not after:  # 4批174名大学生: two numbers for one noun
            beyond = next((d for d in drafts[drafts.index(right) + 1 :] if d[2] == clause), None)
            after = Span(right[1].end, beyond[1].start if beyond else clause.end)
        yield Figure(quantity, outer, clause, kind, direction, before, after, right is None)


def _parts(other: Kind, own: Kind) -> bool:
    """Whether another figure ends the words that belong to this one: a bound of a class is part of them."""
    return other is not Kind.THRESHOLD or own is Kind.THRESHOLD


def _between(spans: Sequence[Span], clause: Span) -> Sequence[Span]:
    first = bisect_left(spans, clause.start, key=lambda span: span.start)
    last = bisect_right(spans, clause.end, key=lambda span: span.start)
    return spans[first:last]


def _period_of(around: Surroundings, sentence: Span, start: int) -> Period | None:
    """The period that governs a figure: the nearest before it in its sentence.

    A sentence or paragraph that begins with 其中 goes on with the sentence before it; any other begins without a date.
    """
    text = around.article.text
    number = bisect_right(around.periods, start, key=lambda period: period.span.start) - 1
    paragraph = around.article.paragraph_at(start).start
    begin = paragraph if text.startswith("其中", paragraph) else sentence.start
    while begin > 0 and text.startswith("其中", begin):
        begin = around.article.sentence_at(begin - 1).start
    while number >= 0 and around.periods[number].span.start >= begin:
        period = around.periods[number]
        # The year of 由2020年的5万元 is that number's alone.
        if not text.startswith("的", period.span.end) or start - period.span.end <= NEXT:
            return period
        number -= 1
    return None


def _programme_of(around: Surroundings, sentence: Span, start: int) -> str | None:
    """The programme the sentence names before the figure."""
    near = [
        (span.start, mention.programme)
        for mention in around.programmes
        for span in mention.mentions
        if sentence.start <= span.start < start
    ]
    return max(near)[1] if near else None


def _initiative_of(around: Surroundings, sentence: Span, clause: Span, start: int) -> str | None:
    """The initiative that the figure's own clause names, or the clause before it: 实施“甲”行动，培训村干部90名."""
    before = around.clauses.before(clause)
    begin = max(sentence.start, before.start if before else clause.start)
    near = [
        (abs(span.start - start), initiative.name)
        for initiative in around.initiatives
        for span in initiative.mentions
        if begin <= span.start < start or clause.holds(span)
    ]
    return min(near)[1] if near else None
