"""Figures with what they count, where and when: quantity, label, kind, status, place, period."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from borderdb.extract.clauses import Clauses
from borderdb.extract.figures import Figure, find_figures
from borderdb.extract.kinds import find_status, heading_of_plans, heading_of_review
from borderdb.extract.labels import LONGEST, Label, find_label
from borderdb.extract.respective import Part, find_parts
from borderdb.extract.scopes import Scopes
from borderdb.extract.wholes import Told
from borderdb.records import (
    Initiative,
    Kind,
    Metric,
    Period,
    ProgrammeMention,
    Quantity,
    Span,
    Status,
    Toponym,
)
from borderdb.reference.lexicon import Lexicon
from borderdb.text.articles import Article

NEXT = 3  # characters between the year of one number and the number: 2020年的近5万元
_YEAR = re.compile(r"((?:19|20)\d\d)年度?(?!第?[一二三四1-4]季度|[上下]半年|前|\d)")
_SURVEY = re.compile(
    r"统计公报|运行(?:情况|分析|态势|简析)|统计(?:数据|简报|月报|年报)|(?:发展|普查|通关|进出口)情况|数据"
)
_COMPARES = re.compile(r"同比|环比|(?:比|较)(?:上年|去年)|增长|下降")
_TURNS = re.compile(r"目前|如今|现在|现有|近年|截[至止]|近[一二三四五两几]年|下一步|今后|预计")
_DONE = re.compile(r"已(?!经?成为)|累计|实际|截至|目前|去年|上年")


Mention = tuple[Span, str]  # where something is named, and its code or name


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the stages before have found, as the figures need it."""

    article: Article
    lexicon: Lexicon
    clauses: Clauses
    scopes: Scopes
    periods: tuple[Period, ...]
    review: Period | None
    toponyms: tuple[Toponym, ...]
    skips: Mapping[int, int]
    programmes: tuple[Mention, ...]
    initiatives: tuple[Mention, ...]


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
    skips = {span.start: span.end for span in [*(p.span for p in periods), *(t.span for t in toponyms)]}
    around = Surroundings(
        article,
        lexicon,
        clauses,
        scopes,
        tuple(periods),
        _review(article),
        tuple(toponyms),
        skips,
        tuple(sorted((span, found.programme) for found in programmes for span in found.mentions)),
        tuple(sorted((span, found.name) for found in initiatives for span in found.mentions)),
    )
    sound = [quantity for quantity in quantities if not quantity.damaged]
    metrics: list[Metric] = []
    told = Told()
    for sentence, group in _by_sentence(article, sound):
        told = told.next_sentence(article.text, sentence)
        found, told = _read(around, sentence, group, told)
        metrics += found
    return tuple(metrics)


def _review(article: Article) -> Period | None:
    """The year that a bulletin or survey is about, which its headline prints: 某县2022年经济运行情况."""
    headline = article.text.partition("\n")[0] if article.headline else ""
    years = list(_YEAR.finditer(headline))
    if len(years) != 1 or not _SURVEY.search(headline):
        return None
    year = int(years[0][1])
    return Period(Span(*years[0].span()), years[0][0], date(year, 1, 1), date(year, 12, 31))


def _by_sentence(article: Article, quantities: Sequence[Quantity]) -> Iterator[tuple[Span, list[Quantity]]]:
    starts = [quantity.span.start for quantity in quantities]
    for sentence in article.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if first < last:
            yield sentence, list(quantities[first:last])


def _read(
    around: Surroundings, sentence: Span, quantities: Sequence[Quantity], told: Told
) -> tuple[list[Metric], Told]:
    """The metrics of a sentence, and what has been told when it ends."""
    text = around.article.text
    metrics: list[Metric] = []
    levels: list[Part] = []
    for clause, row in find_figures(text, around.clauses, quantities):
        told = told.enter(text, clause)
        before = around.clauses.before(clause)
        context = before.of(text) if before and before.start >= sentence.start else ""
        period = _period_of(around, sentence, row[0].quantity.span.start)
        parts = find_parts(text, row, around.toponyms, levels, period)
        assigned: Sequence[Part] = parts or [Part()] * len(row)
        for figure, part in zip(row, assigned, strict=True):
            if part.label:
                found = Label(part.label[-LONGEST:], "respective")
            else:
                found = find_label(text, figure, around.skips, told.previous(figure), context)
            found = told.complete(figure, found)
            told = told.after(figure, found)
            metric = _metric(around, sentence, figure, found, part)
            if figure.kind is Kind.LEVEL:
                levels.append(Part(metric.label, metric.place, metric.period))
            metrics.append(metric)
    return metrics, told


def _metric(around: Surroundings, sentence: Span, figure: Figure, label: Label, part: Part) -> Metric:
    start = figure.quantity.span.start
    period = part.period or _period_of(around, sentence, start)
    lexicon = around.lexicon
    return Metric(
        quantity=figure.quantity,
        label=label.text,
        kind=figure.kind,
        status=_status_of(around, sentence, figure, period),
        sentence=sentence,
        rule=f"{figure.quantity.rule}/{label.rule}",
        place=part.place or around.scopes.place_at(start),
        period=period,
        programme=_programme_of(around, sentence, start),
        initiative=_initiative_of(around, sentence, figure.clause, start),
        indicator=lexicon.indicators.find(label.text, lexicon.units.get(figure.quantity.unit), figure.kind),
        direction=figure.direction,
    )


def _period_of(around: Surroundings, sentence: Span, start: int) -> Period | None:
    """The period that governs a figure: the nearest before it in its sentence.

    A sentence or paragraph that begins with 其中 goes on with the sentence before it, and so does, within a paragraph,
    a sentence that compares (同比增长) and turns to nothing newer (目前); any other begins without a date.
    """
    text = around.article.text
    number = bisect_right(around.periods, start, key=lambda period: period.span.start) - 1
    paragraph = around.article.paragraph_at(start).start
    begin = paragraph if text.startswith("其中", paragraph) else sentence.start
    if begin > paragraph and _COMPARES.search(text, begin, sentence.end) and not _TURNS.match(text, begin):
        begin = around.article.sentence_at(begin - 1).start
    while begin > 0 and text.startswith("其中", begin):
        begin = around.article.sentence_at(begin - 1).start
    while number >= 0 and around.periods[number].span.start >= begin:
        period = around.periods[number]
        # The year of 由2020年的5万元 is that number's alone.
        if not text.startswith("的", period.span.end) or start - period.span.end <= NEXT:
            return period
        number -= 1
    return None if _TURNS.match(text, sentence.start) else around.review


def _status_of(around: Surroundings, sentence: Span, figure: Figure, period: Period | None) -> Status:
    """Planned or reached, by the words of the sentence; under a heading of plans (2025年工作安排) all is planned."""
    article, start = around.article, figure.quantity.span.start
    number = bisect_right(article.headings, start, key=lambda heading: heading.start) - 1
    heading = article.headings[number].of(article.text) if number > 0 else ""
    status = find_status(
        article.text,
        sentence,
        figure.clause,
        figure.outer,
        period,
        article.published_on,
        in_review=heading_of_review(heading),
    )
    if status is Status.ACTUAL and heading_of_plans(heading):
        return Status.ACTUAL if _DONE.search(article.text, sentence.start, start) else Status.TARGET
    return status


def _programme_of(around: Surroundings, sentence: Span, start: int) -> str | None:
    """The programme the sentence names last before the figure."""
    number = bisect_left(around.programmes, start, key=_begin) - 1
    if number < 0 or _begin(around.programmes[number]) < sentence.start:
        return None
    return around.programmes[number][1]


def _initiative_of(around: Surroundings, sentence: Span, clause: Span, start: int) -> str | None:
    """The initiative that the figure's own clause names, or the clause before it: 实施“甲”行动，培训村干部90名."""
    before = around.clauses.before(clause)
    begin = max(sentence.start, before.start if before else clause.start)
    first = bisect_left(around.initiatives, begin, key=_begin)
    last = bisect_left(around.initiatives, clause.end, key=_begin)
    near = around.initiatives[first:last]
    return min(near, key=lambda mention: abs(_begin(mention) - start))[1] if near else None


def _begin(mention: Mention) -> int:
    return mention[0].start
