"""Figures with their units, by the cases of tests/cases/quantities.toml."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdb.extract.numerals import find_numerals
from borderdb.extract.periods import find_dates
from borderdb.extract.quantities import find_names, find_quantities, find_speech
from borderdb.extract.quotes import find_quotes
from borderdb.records import Quantity
from borderdb.reference.lexicon import Lexicon
from tests.extract.articles import article_of

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "cases" / "quantities.toml").read_text("utf-8"))


def read(text: str, lexicon: Lexicon) -> tuple[Quantity, ...]:
    quotes = find_quotes(text)
    barred = [*find_dates(text, None), *find_names(text, quotes)]
    return find_quantities(text, find_numerals(text), lexicon.units, barred, find_speech(text, quotes))


@pytest.mark.parametrize("case", CASES["find"], ids=lambda case: case["text"])
def test_figures_of_a_sentence(case: dict[str, Any], lexicon: Lexicon) -> None:
    expected = []
    for line in case["figures"]:
        raw, value, unit, *qualifier = line.split("|")
        expected.append((raw, Decimal(value), unit, qualifier[0] if qualifier else "exact"))
    found = read(case["text"], lexicon)
    assert [(q.span.of(case["text"]), q.value, q.unit, q.qualifier.value) for q in found] == expected


@pytest.mark.parametrize("text", CASES["trap"])
def test_what_measures_nothing(text: str, lexicon: Lexicon) -> None:
    assert [quantity.span.of(text) for quantity in read(text, lexicon)] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("栽种2至3个品种", 2, 3),
        ("增长5—8%", 5, 8),
        ("补助800-1200元", 800, 1200),
        ("投入3至5万元", 30000, 50000),
        ("约两三百户", 200, 300),
    ],
)
def test_a_range_is_one_figure(text: str, low: int, high: int, lexicon: Lexicon) -> None:
    (quantity,) = read(text, lexicon)
    assert (quantity.value, quantity.value_to) == (Decimal(low), Decimal(high))


def test_a_number_inside_a_name_or_a_title_counts_nothing(lexicon: Lexicon) -> None:
    assert read("推行“四个一”包联机制，印发《促进发展28条措施》", lexicon) == ()


def test_small_words_in_speech_are_a_way_of_speaking(lexicon: Lexicon) -> None:
    assert read("“以前是两家人，现在一条心，大家都高兴。”老张说", lexicon) == ()


@given(
    st.text(alphabet="0123456789.,％%万亿百十一二两三第前近约超个名元人次公里年月日至—“”《》，。增长达", max_size=60)
)
def test_any_text_gives_figures_that_stand_in_it(lexicon: Lexicon, text: str) -> None:
    quantities = find_quantities(text, find_numerals(text), lexicon.units, ())
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in quantities)
    assert all(left.span.end <= right.span.start for left, right in pairwise(quantities))


def test_an_article_of_one_sentence_reads_the_same(lexicon: Lexicon) -> None:
    article = article_of("全县建成示范村38个，同比增加12个。")
    assert [q.span.of(article.text) for q in read(article.text, lexicon)] == ["38个", "12个"]
