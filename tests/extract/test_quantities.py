"""Figures with their units, by the cases of tests/cases/quantities.toml."""

from __future__ import annotations

import tomllib
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
from borderdb.text.cleaning import clean
from borderdb.text.source import SourceText
from tests.extract.articles import article_of

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "cases" / "quantities.toml").read_text("utf-8"))


def read(text: str, lexicon: Lexicon) -> tuple[Quantity, ...]:
    quotes = find_quotes(text)
    barred = [*(found.span for found in find_dates(text, None)), *find_names(text, quotes)]
    return find_quantities(text, find_numerals(text), lexicon.units, barred, find_speech(text, quotes))


def cleaned(text: str) -> str:
    return clean(SourceText(text)).text


def as_line(text: str, quantity: Quantity) -> str:
    """A quantity as the cases write it: raw|value|unit|qualifier."""
    value = "..".join(f"{end.normalize():f}" for end in (quantity.value, quantity.value_to) if end is not None)
    return "|".join((quantity.span.of(text), value, quantity.unit, quantity.qualifier.value))


def in_full(line: str) -> str:
    return line if line.count("|") == 3 else f"{line}|exact"


def test_there_are_as_many_traps_as_finds_and_enough_of_both() -> None:
    assert len(CASES["find"]) >= 200
    assert len(CASES["trap"]) >= 200


@pytest.mark.parametrize("case", CASES["find"], ids=lambda case: case["text"])
def test_figures_of_a_sentence(case: dict[str, Any], lexicon: Lexicon) -> None:
    text = cleaned(case["text"])
    found = read(text, lexicon)
    assert [as_line(text, quantity) for quantity in found] == [in_full(line) for line in case["figures"]]
    assert not any(quantity.damaged for quantity in found)


@pytest.mark.parametrize("text", CASES["trap"])
def test_what_measures_nothing(text: str, lexicon: Lexicon) -> None:
    text = cleaned(text)
    assert [quantity.span.of(text) for quantity in read(text, lexicon)] == []


@pytest.mark.parametrize("damaged", ["damaged", "undamaged"])
def test_a_figure_beside_destroyed_characters_is_damaged(damaged: str, lexicon: Lexicon) -> None:
    for case in CASES[damaged]:
        found = read(case["text"], lexicon)
        lost = [q.span.of(case["text"]) for q in found if q.damaged]
        sound = [q.span.of(case["text"]) for q in found if not q.damaged]
        expected = (case["figures"], case.get("sound", []))
        assert (lost, sound) == (expected if damaged == "damaged" else expected[::-1])


def test_small_words_in_speech_are_a_way_of_speaking(lexicon: Lexicon) -> None:
    assert read("“以前是两家人，现在一条心，大家都高兴。”老张说", lexicon) == ()


@pytest.mark.parametrize("text", ["建成38个", "占96.4%", "三成以上", "1.5倍", "零下35摄氏度", "2.6万人次"])
def test_a_figure_is_read_with_a_trap_before_and_behind_it(text: str, lexicon: Lexicon) -> None:
    (alone,) = read(text, lexicon)
    for trap in CASES["trap"]:
        around = cleaned(f"{trap}。{text}。{trap}")
        (quantity,) = read(around, lexicon)
        assert (quantity.value, quantity.unit) == (alone.value, alone.unit)


NUMBERS = "0123456789.,，% ‰万亿百十一二三五两成番倍半翻来多余零下-—至？�"
MARKS = NUMBERS + "第前近约超过个名元人次公里年月日辆（列）/“”《》。增长达"


@given(st.text(alphabet=MARKS, max_size=60))
def test_any_text_gives_figures_that_stand_in_it(lexicon: Lexicon, text: str) -> None:
    quantities = read(text, lexicon)
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in quantities)
    assert all(left.span.end <= right.span.start for left, right in pairwise(quantities))
    assert all(q.unit and (q.value_to is None or q.value < q.value_to) for q in quantities)
    assert quantities == read(text, lexicon)


def test_an_article_of_one_sentence_reads_the_same(lexicon: Lexicon) -> None:
    article = article_of("全县建成示范村38个，同比增加12个。")
    assert [q.span.of(article.text) for q in read(article.text, lexicon)] == ["38个", "12个"]
