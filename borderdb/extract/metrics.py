"""Figures with what they count, where and when: quantity, label, kind, status, place, period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from borderdb.extract import labelwords as lw
from borderdb.extract.clauses import Clauses
from borderdb.extract.dating import CARRIED, Dates
from borderdb.extract.figures import Figure, find_figures
from borderdb.extract.frames import Frames
from borderdb.extract.kinds import find_status, grows_from, plans, undertakes
from borderdb.extract.labels import find_label, is_base
from borderdb.extract.parentheses import is_apposition
from borderdb.extract.phrases import LONGEST, Label, join_labels
from borderdb.extract.respective import Part, find_parts
from borderdb.extract.scopes import Scopes
from borderdb.extract.topics import find_topic
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

_DONE = re.compile(r"已(?!经?成为)|累计(?!分别|达)|实际(?!利用|到位|使用|吸收|增长)|截至|目前|去年|上年|近年|年来|现有")


_ABOUT = re.compile(r"(?:对|以|依托|围绕|巩固|上述|这)[^，。；\d]{0,4}$")
ABOUT = 8  # characters before a figure that say that something is done with what it counts


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where things are named, in the order of the text, and the code or name of each."""

    starts: tuple[int, ...]
    names: tuple[str, ...]

    @classmethod
    def build(cls, found: Iterable[tuple[Span, str]]) -> Mentions:
        """From the mentions in any order."""
        ordered = sorted((span.start, span.end, name) for span, name in found)
        return cls(tuple(start for start, _, _ in ordered), tuple(name for _, _, name in ordered))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the stages before have found, as the figures need it."""

    article: Article
    lexicon: Lexicon
    clauses: Clauses
    scopes: Scopes
    dates: Dates
    toponyms: tuple[Toponym, ...]
    skips: Mapping[int, int]
    programmes: Mentions
    initiatives: Mentions


def build_metrics(
    article: Article,
    lexicon: Lexicon,
    clauses: Clauses,
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
    frames: Frames,
    toponyms: Sequence[Toponym],
    scopes: Scopes,
    programmes: Sequence[ProgrammeMention],
    initiatives: Sequence[Initiative],
) -> tuple[Metric, ...]:
    """One metric per sound quantity of the article, in the order of the text. Damaged ones are for `issues`."""
    text = article.text
    where = [t.span for t in toponyms if not text.endswith("集体", *t.span)]  # 村集体提取8% says who
    skips = dict([*(period.span for period in periods), *where])
    around = Surroundings(
        article,
        lexicon,
        clauses,
        scopes,
        Dates(article, tuple(periods), frames),
        tuple(toponyms),
        skips,
        Mentions.build((span, found.programme) for found in programmes for span in found.mentions),
        Mentions.build((span, found.name) for found in initiatives for span in found.mentions),
    )
    sound = [quantity for quantity in quantities if not quantity.damaged]
    metrics: list[Metric] = []
    told = Told()
    for sentence, group in _by_sentence(article, sound):
        told = told.next_sentence(text, sentence)
        found, told = _read(around, sentence, group, told)
        metrics += found
    return tuple(_with_known(text, metrics))


def _with_known(text: str, metrics: Sequence[Metric]) -> Iterator[Metric]:
    """The metrics; what plans are for (对64个小康村进行巩固) is no plan where the story has told that it is there."""
    known: set[tuple[Decimal, str]] = set()
    for metric in metrics:
        quantity = metric.quantity
        told = quantity.value, quantity.unit
        start = quantity.span.start
        if metric.status is Status.ACTUAL:
            known.add(told)
        elif told in known and metric.kind is Kind.LEVEL and _ABOUT.search(text, max(0, start - ABOUT), start):
            metric = metric._replace(status=Status.ACTUAL)
        yield metric


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
    begin = around.dates.begin_of(sentence)
    metrics: list[Metric] = []
    levels: list[Part] = []
    told_row: Sequence[Part] = ()
    for clause, row in find_figures(text, around.clauses, quantities):
        outside, counted = told, len(levels)
        told = told.enter(text, clause)
        before = around.clauses.before(clause)
        if before and before.start < sentence.start:
            before = None
        context = before.of(text) if before else ""
        periods = [around.dates.at(sentence, begin, figure.quantity.span.start) for figure in row]
        parts = find_parts(text, row, around.toponyms, levels, periods[0], before, told_row)
        told_row = parts if parts and all(part.label for part in parts) else told_row
        assigned: Sequence[Part] = parts or [Part()] * len(row)
        for figure, part, period in zip(row, assigned, periods, strict=True):
            found = _label(around, sentence, figure, part, told, context)
            told = told if is_base(text, figure) else told.after(figure, found)
            if part.place is None and metrics and _is_of_previous(around, found, metrics[-1], figure):
                part = part._replace(place=metrics[-1].place)
            metric = _metric(around, sentence, figure, found, part, part.period or period)
            if figure.kind is Kind.LEVEL:
                levels.append(Part(metric.label, metric.place, metric.period))
            metrics.append(metric)
        aside = text.startswith("（", clause.start - 1) and not is_apposition(text, row[-1])
        if aside:  # what an aside has told does not go on behind it
            told = outside
            del levels[counted:]
    return metrics, told


def _label(around: Surroundings, sentence: Span, figure: Figure, part: Part, told: Told, context: str) -> Label:
    """The label of a figure: that of its part in a row, else its own words, completed by what was told before it."""
    text = around.article.text
    if part.label:
        found = Label(part.label[-LONGEST:], "respective")
    else:
        found = find_label(text, figure, around.skips, told.previous(figure), context)
    found = told.complete(figure, found)
    if figure.kind is not Kind.LEVEL:
        return found
    if not lw.is_bare(found.text) and (len(found.text) != 1 or found.rule == "number_before_noun"):
        return found
    topic = find_topic(text, sentence, figure.clause, around.skips)
    return Label(join_labels(topic, found.text), "amount_of_topic") if topic else found


def _is_of_previous(around: Surroundings, label: Label, previous: Metric, figure: Figure) -> bool:
    """Whether a figure tells more of the one before it, and names no place in between: 口岸过货9万吨，增长4%."""
    if not label.rule.endswith("_of_previous"):
        return False
    first, last = previous.quantity.span.end, figure.quantity.span.start
    number = bisect_left(around.toponyms, first, key=_begin_of)
    return number == len(around.toponyms) or _begin_of(around.toponyms[number]) >= last


def _begin_of(toponym: Toponym) -> int:
    return toponym.span.start


def _metric(
    around: Surroundings, sentence: Span, figure: Figure, label: Label, part: Part, period: Period | None
) -> Metric:
    start = figure.quantity.span.start
    status = _status_of(around, sentence, figure, period)
    lexicon = around.lexicon
    return Metric(
        quantity=figure.quantity,
        label=label.text,
        kind=figure.kind,
        status=status,
        sentence=sentence,
        rule=f"{figure.quantity.rule}/{label.rule}",
        place=part.place or around.scopes.place_at(start),
        period=around.dates.settle(period, start, figure.kind, status),
        programme=_programme_of(around, sentence, start),
        initiative=_initiative_of(around, sentence, figure.clause, start),
        indicator=lexicon.indicators.find(label.text, lexicon.units.get(figure.quantity.unit), figure.kind),
        direction=figure.direction,
    )


def _status_of(around: Surroundings, sentence: Span, figure: Figure, period: Period | None) -> Status:
    """Planned or reached, by the words of the sentence; in a section of plans (2025年工作安排) all is planned."""
    article, start = around.article, figure.quantity.span.start
    frame = around.dates.frames.at(start)
    told = frame.period.end if frame is not None and frame.back and frame.period is not None else None
    status = find_status(
        article.text,
        sentence,
        figure.clause,
        figure.outer,
        period,
        article.published_on or told,
        in_review=frame is not None and frame.reviews(period),
    )
    if (
        status is Status.ACTUAL
        and frame is not None
        and frame.ahead
        and not grows_from(article.text, sentence, figure.outer)
    ):
        return Status.ACTUAL if _DONE.search(article.text, sentence.start, start) else Status.TARGET
    if status is Status.ACTUAL and period is None and _goes_on_planning(article, sentence, start):
        return Status.TARGET
    return status


def _goes_on_planning(article: Article, sentence: Span, start: int) -> bool:
    """Whether a sentence goes on with what the one before it has planned: 全县将办好八件实事。新建敬老院2所."""
    text = article.text
    for _ in range(CARRIED):
        if not undertakes(text, sentence) or sentence.start <= article.paragraph_at(start).start:
            return False
        sentence = article.sentence_at(sentence.start - 1)
        if plans(text, sentence):
            return True
    return False


def _programme_of(around: Surroundings, sentence: Span, start: int) -> str | None:
    """The programme the sentence names last before the figure."""
    named = around.programmes
    number = bisect_left(named.starts, start) - 1
    return named.names[number] if number >= 0 and named.starts[number] >= sentence.start else None


def _initiative_of(around: Surroundings, sentence: Span, clause: Span, start: int) -> str | None:
    """The initiative that the figure's own clause names, or the clause before it: 实施“甲”行动，培训村干部90名."""
    named = around.initiatives
    last = bisect_left(named.starts, clause.end)
    if last == 0 or named.starts[last - 1] < sentence.start:
        return None
    before = around.clauses.before(clause)
    first = bisect_left(named.starts, max(sentence.start, before.start if before else clause.start))
    near = min(range(first, last), key=lambda number: abs(named.starts[number] - start), default=None)
    return None if near is None else named.names[near]
