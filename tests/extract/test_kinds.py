"""Kind, direction and status of figures, by the cases of tests/cases/kinds.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdb.extract.clauses import find_clauses
from borderdb.extract.figures import Figure, find_figures
from borderdb.extract.kinds import find_status, heading_of_plans, heading_of_review
from borderdb.extract.numerals import find_numerals
from borderdb.extract.periods import find_dates, find_periods
from borderdb.extract.quantities import find_names, find_quantities
from borderdb.extract.quotes import find_quotes
from borderdb.records import Kind, Period, Span, Status
from borderdb.reference.lexicon import Lexicon

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "cases" / "kinds.toml").read_text("utf-8"))


def figures_of(text: str, lexicon: Lexicon, published: date | None = None) -> tuple[Figure, ...]:
    barred = [*(found.span for found in find_dates(text, published)), *find_names(text, find_quotes(text))]
    quantities = find_quantities(text, find_numerals(text), lexicon.units, barred)
    return tuple(figure for _, row in find_figures(text, find_clauses(text), quantities) for figure in row)


def statuses_of(
    text: str, lexicon: Lexicon, published: date | None = None, review: bool = False
) -> Iterator[tuple[str, Status]]:
    periods = find_periods(text, find_dates(text, published))
    for figure in figures_of(text, lexicon, published):
        span = figure.quantity.span
        before: list[Period | None] = [None, *(period for period in periods if period.span.start < span.start)]
        status = find_status(
            text, Span(0, len(text)), figure.clause, figure.outer, before[-1], published, in_review=review
        )
        yield span.of(text), status


def test_there_are_enough_cases() -> None:
    assert len(CASES["kind"]) + len(CASES["status"]) >= 80


@pytest.mark.parametrize("case", CASES["kind"], ids=lambda case: case["text"])
def test_kind_and_direction(case: dict[str, Any], lexicon: Lexicon) -> None:
    found = [
        "|".join((f.quantity.span.of(case["text"]), f.kind.value, *([f.direction.value] if f.direction else [])))
        for f in figures_of(case["text"], lexicon)
    ]
    assert found == case["figures"]


@pytest.mark.parametrize("case", CASES["status"], ids=lambda case: case["text"])
def test_status(case: dict[str, Any], lexicon: Lexicon) -> None:
    found = statuses_of(case["text"], lexicon, case.get("published"), case.get("review", False))
    assert [f"{raw}|{status.value}" for raw, status in found] == case["figures"]


@pytest.mark.parametrize("kind", ["review", "plan", "neither"])
def test_what_a_heading_says_of_the_figures_under_it(kind: str) -> None:
    for heading in CASES["heading"][kind]:
        assert heading_of_review(heading) is (kind == "review"), heading
        assert heading_of_plans(heading) is (kind == "plan"), heading


MARKS = "12万%元户个百分点倍成以上下的村，。力争预计划将拟已完成增长下降到至比去年同期不少于超过高低多"


@given(st.text(alphabet=MARKS, max_size=60))
def test_only_changes_have_a_direction(lexicon: Lexicon, text: str) -> None:
    for figure in figures_of(text, lexicon):
        assert (figure.direction is not None) is (figure.kind is Kind.CHANGE)
    assert list(statuses_of(text, lexicon)) == list(statuses_of(text, lexicon))
