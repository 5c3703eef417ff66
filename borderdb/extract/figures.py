"""A quantity in its clause: what kind of figure it is, and the free words before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from borderdb.extract.clauses import Clauses
from borderdb.extract.kinds import find_kind
from borderdb.extract.quantities import outer_span
from borderdb.records import Direction, Kind, Qualifier, Quantity, Span

_ALSO = re.compile(r"、|和|与|及")
_TO = re.compile(r"，?[^，。；\d]{0,6}[到至为成](?:[^，。；、]{1,8}的)?")
_SOURCE = re.compile(r"[由从][^由从，。；]{0,12}$")


class Figure(NamedTuple):
    """A quantity in its clause, with the free words around it.

    `outer` is the quantity with the words that qualify it; `before` reaches back to the clause's beginning or to the
    figure before it, `after` on to the clause's end or to the next figure, of which `last` says there is none. Bounds
    that only define a class do not count as figures here, they are part of a label (80万元以上村).
    """

    quantity: Quantity
    outer: Span
    clause: Span
    kind: Kind
    direction: Direction | None
    before: Span
    after: Span
    last: bool

    @property
    def bounded(self) -> bool:
        """Whether a verb of comparison leads to the number: 突破千万吨, 不足7万元; 约 and 近 are none."""
        return self.outer.start < self.quantity.span.start and self.quantity.qualifier is not Qualifier.ABOUT


_OF_CLASSES = frozenset("个户家名人位村镇乡项%")  # units of what a bound may class: 六成的村, 30户


class _Draft(NamedTuple):
    quantity: Quantity
    outer: Span
    kind: Kind
    direction: Direction | None


def find_figures(
    text: str, clauses: Clauses, quantities: Sequence[Quantity]
) -> Iterator[tuple[Span, tuple[Figure, ...]]]:
    """The figures of a sentence, clause by clause, in the order of the text."""
    for clause, group in groupby(quantities, key=lambda quantity: clauses.at(quantity.span.start)):
        yield clause, tuple(_in_clause(text, clause, _with_bounds(text, _drafts(text, clause, group))))


def _drafts(text: str, clause: Span, quantities: Iterator[Quantity]) -> list[_Draft]:
    drafts: list[_Draft] = []
    last: _Draft | None = None
    counted = False
    for quantity in quantities:
        exact = quantity.qualifier is Qualifier.EXACT  # no word beside it says otherwise
        outer = quantity.span if exact else outer_span(text, quantity.span)
        kind, direction = find_kind(text, clause, quantity, outer, counted)
        if last is not None and last.kind is Kind.CHANGE and _ALSO.fullmatch(text, last.outer.end, outer.start):
            signed = quantity.value < 0 and text.startswith(("+", "＋"), last.outer.start - 1)
            kind, direction = last.kind, Direction.DOWN if signed else last.direction  # 分别增长5%和8%; +5%、-8%
        if last is not None and last.kind is Kind.CHANGE and kind is Kind.SHARE and _rises(text, clause, last, outer):
            kind, direction = last.kind, last.direction
        counted = counted or (kind is not Kind.THRESHOLD and quantity.unit in _OF_CLASSES)
        last = _Draft(quantity, outer, kind, direction)
        drafts.append(last)
    return drafts


def _rises(text: str, clause: Span, last: _Draft, outer: Span) -> bool:
    """Whether a rate of growth goes on to another: 增速由6月的4.1%回升至全年的8%."""
    between = _TO.fullmatch(text, last.outer.end, outer.start)
    return between is not None and _SOURCE.search(text, clause.start, last.outer.start) is not None


def _with_bounds(text: str, drafts: list[_Draft]) -> list[_Draft]:
    """The drafts, where a row of bounds ends in one: 收入超过10万元、20万元、50万元的村 has three."""
    for number in range(len(drafts) - 1, 0, -1):
        draft, after = drafts[number - 1], drafts[number]
        alike = after.kind is Kind.THRESHOLD and draft.quantity.unit == after.quantity.unit
        if alike and _ALSO.fullmatch(text, draft.outer.end, after.outer.start):
            drafts[number - 1] = draft._replace(kind=Kind.THRESHOLD)
    return drafts


def _in_clause(text: str, clause: Span, drafts: Sequence[_Draft]) -> Iterator[Figure]:
    begins = _begins(clause, drafts)
    ends = _ends(clause, drafts)
    for number, draft in enumerate(drafts):
        outer = draft.outer
        following = ends[number]
        after = Span(outer.end, max(outer.end, following))
        shared = number + 1 < len(drafts) and _shares_noun(text, draft, drafts[number + 1])
        if following < clause.end and (not after.length or shared):  # two for one noun: 6批210名毕业生, 7个和6个项目
            beyond = number + 2
            end = drafts[beyond].outer.start if beyond < len(drafts) else clause.end
            after = Span(min(drafts[number + 1].outer.end, end), end)
        yield Figure(
            draft.quantity,
            outer,
            clause,
            draft.kind,
            draft.direction,
            Span(min(begins[number], outer.start), outer.start),
            after,
            following >= clause.end,
        )


def _shares_noun(text: str, draft: _Draft, after: _Draft) -> bool:
    """Whether a number is joined to the next, so that both have the noun behind the second: 7个和6个项目."""
    if text[draft.outer.end : after.outer.start] == "的":
        return True  # 总投资8亿元的4个项目
    return (
        draft.quantity.unit == after.quantity.unit
        and draft.kind is after.kind
        and draft.kind in (Kind.LEVEL, Kind.SHARE)
        and _ALSO.fullmatch(text, draft.outer.end, after.outer.start) is not None
    )


def _begins(clause: Span, drafts: Sequence[_Draft]) -> list[int]:
    """Where the words before each figure begin: behind the figure before it, a bound counting only for bounds."""
    begins, last, last_of_all = [], clause.start, clause.start
    for draft in drafts:
        begins.append(last_of_all if draft.kind is Kind.THRESHOLD else last)
        last_of_all = draft.outer.end
        if draft.kind is not Kind.THRESHOLD:
            last = draft.outer.end
    return begins


def _ends(clause: Span, drafts: Sequence[_Draft]) -> list[int]:
    """Where the words after each figure end: at the next figure, or with the clause."""
    ends, following, next_of_all = [], clause.end, clause.end
    for draft in reversed(drafts):
        ends.append(next_of_all if draft.kind is Kind.THRESHOLD else following)
        next_of_all = draft.outer.start
        if draft.kind is not Kind.THRESHOLD:
            following = draft.outer.start
    return ends[::-1]
