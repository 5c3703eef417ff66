"""Periods and dates, by the cases of tests/cases/periods.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdb.extract.periods import find_dates, find_periods
from borderdb.records import Period

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "cases" / "periods.toml").read_text("utf-8"))


def as_line(period: Period) -> str:
    """A period as the cases write it: printed|first day|last day."""
    days = (day.isoformat() if day else "" for day in (period.start, period.end))
    return "|".join((period.printed, *days))


def periods_of(text: str, published: date | None) -> tuple[Period, ...]:
    return find_periods(text, find_dates(text, published))


def test_there_are_enough_cases() -> None:
    assert sum(map(len, CASES.values())) >= 80


@pytest.mark.parametrize("case", CASES["governs"], ids=lambda case: case["text"])
def test_what_dates_the_figures_after_it(case: dict[str, Any]) -> None:
    periods = periods_of(case["text"], case.get("published"))
    assert [as_line(period) for period in periods] == case["periods"]
    assert all(period.span.of(case["text"]) == period.printed for period in periods)


@pytest.mark.parametrize("case", CASES["silent"], ids=lambda case: case["text"])
def test_what_dates_nothing(case: dict[str, Any]) -> None:
    assert [as_line(period) for period in periods_of(case["text"], case.get("published"))] == []


@pytest.mark.parametrize("case", CASES["dates"], ids=lambda case: case["text"])
def test_every_date_whether_it_governs_or_not(case: dict[str, Any]) -> None:
    assert [found.span.of(case["text"]) for found in find_dates(case["text"], None)] == case["dates"]


@pytest.mark.parametrize("case", CASES["governs"], ids=lambda case: case["text"])
def test_words_that_lean_on_a_date_have_no_days_without_one(case: dict[str, Any]) -> None:
    with_date = periods_of(case["text"], case.get("published"))
    without = periods_of(case["text"], None)
    assert [period.printed for period in without] == [period.printed for period in with_date]
    for fixed, free in zip(with_date, without, strict=True):
        assert (free.start, free.end) in {(fixed.start, fixed.end), (None, None)}


MARKS = (
    "0123456789年月日至到—-前上下半第一二三四十季度今去明末底初以来起个“”“十四五”期间全内近过去比较同期的X世纪代， \n"
)


@given(st.text(alphabet=MARKS, max_size=60), st.none() | st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_any_text_gives_periods_in_order_whose_first_day_is_not_after_the_last(
    text: str, published: date | None
) -> None:
    periods = periods_of(text, published)
    dates = [found.span for found in find_dates(text, published)]
    assert {period.span for period in periods} <= set(dates)
    assert all(0 <= span.start < span.end <= len(text) for span in dates)
    assert all(left.end <= right.start for left, right in pairwise(dates))
    assert all(not (p.start and p.end) or p.start <= p.end for p in periods)
    assert periods == periods_of(text, published)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_full_date_is_that_day(day: date) -> None:
    text = f"{day.year}年{day.month}月{day.day}日，过货300吨"
    (period,) = periods_of(text, None)
    assert (period.start, period.end) == (day, day)
