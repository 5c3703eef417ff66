"""Which time governs a figure, by the cases of tests/cases/frames.toml."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdb.extract.frames import find_frames
from borderdb.extract.pipeline import extract
from borderdb.records import Period
from borderdb.reference.lexicon import Lexicon
from tests.extract.articles import article_of

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "frames.toml").read_text(encoding="utf-8")
)["case"]
ASKED = re.compile(r"\{([^=}]+)=([^}]+)\}")


def as_time(period: Period | None) -> str:
    """A period as the cases write it: 2024, 2024-05, 2018..2021, 2018.. where it still runs, - where it is open."""
    if period is None or period.start is None:
        return "-"
    start, end = period.start, period.end
    if end is None:
        return f"{start.year}.."
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    if not whole_months:
        return f"{start}..{end}"
    if (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year}..{end.year}"
    first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
    return first if first == last else f"{first}..{last}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_the_time_of_each_figure(case: dict[str, Any], lexicon: Lexicon) -> None:
    headline, *body = case["text"]
    page = "\n\n".join([headline, *body] if headline else body)
    article = article_of(ASKED.sub(r"\1", page), case.get("published"))
    metrics = iter(extract(article, lexicon).metrics)
    for asked in ASKED.finditer(page):
        metric = next((metric for metric in metrics if metric.span.of(article.text) == asked[1]), None)
        assert metric is not None, asked[0]
        assert as_time(metric.period) == asked[2], asked[0]


LINES = st.sampled_from(
    """
    一、2023年工作回顾 （一）产业 二、2024年工作安排 2022年，在县委领导下，全县增收。 全县增收5%。 下一步 2021年情况
    """.split()  # noqa: SIM905
)


@given(st.lists(LINES, min_size=1, max_size=12), st.none() | st.just(date(2024, 2, 1)))
def test_frames_follow_each_other_and_hold_no_more_than_the_story(lines: list[str], published: date | None) -> None:
    article = article_of("\n\n".join([*lines, "全县建成冷库3座。"]), published)
    found = find_frames(article).found
    assert all(0 <= frame.span.start < frame.span.end <= len(article.text) for frame in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
