"""Numerals as written and their worth, by the cases of tests/cases/numerals.toml."""

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

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "cases" / "numerals.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["find"], ids=lambda case: case["text"])
def test_a_numeral_is_read_whole(case: dict[str, str]) -> None:
    (numeral,) = find_numerals(case["text"])
    assert numeral.span.of(case["text"]) == case["text"]
    assert numeral.value == Decimal(case["value"])
    assert numeral.upper == (Decimal(case["upper"]) if "upper" in case else None)
    assert numeral.qualifier == case.get("qualifier", "exact")


@pytest.mark.parametrize("case", CASES["inside"], ids=lambda case: case["text"])
def test_the_numerals_of_a_phrase(case: dict[str, Any]) -> None:
    assert [numeral.span.of(case["text"]) for numeral in find_numerals(case["text"])] == case["numerals"]


@pytest.mark.parametrize("text", CASES["trap"])
def test_what_is_no_numeral(text: str) -> None:
    assert find_numerals(text) == ()


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("收入�91万元", True),
        ("共12�户", True),
        ("总收？91万元", True),
        ("搬迁？？20户", True),
        ("收入91万元", False),
        ("谁来修路？12名党员站了出来", False),
    ],
)
def test_digits_beside_lost_characters_are_damaged(text: str, damaged: bool) -> None:
    assert [numeral.damaged for numeral in find_numerals(text)] == [damaged]


@pytest.mark.parametrize("text", ["9" * 17, "一" * 17, "万" * 40, "1" + ",234" * 9])
def test_a_run_longer_than_any_figure_is_none(text: str) -> None:
    assert find_numerals(text) == ()


MARKS = "0123456789.,，+/ 万亿千百十一二三四五六七八九零〇两数几余多来上成分之壹贰拾佰个元%�？（）"


@given(st.text(alphabet=MARKS, max_size=40))
def test_any_text_gives_numerals_in_order_and_apart(text: str) -> None:
    numerals = find_numerals(text)
    assert all(left.span.end <= right.span.start for left, right in pairwise(numerals))
    assert all(0 <= numeral.span.start < numeral.span.end <= len(text) for numeral in numerals)
    assert all(numeral.value >= 0 and (numeral.upper is None or numeral.upper > numeral.value) for numeral in numerals)
    assert numerals == find_numerals(text)


@given(st.integers(min_value=0, max_value=10**12))
def test_an_arabic_number_is_worth_what_it_says_with_commas_or_without(number: int) -> None:
    for printed in (str(number), f"{number:,}"):
        (numeral,) = find_numerals(printed)
        assert (numeral.span.of(printed), numeral.value) == (printed, Decimal(number))


@given(st.integers(min_value=1, max_value=99_999_999))
def test_a_number_in_words_is_worth_what_it_says(number: int) -> None:
    printed = in_words(number)
    (numeral,) = find_numerals(printed)
    assert (numeral.span.of(printed), numeral.value) == (printed, Decimal(number))


def in_words(number: int) -> str:
    """A number as it is read aloud: 10203 → 一万零二百零三."""
    if number >= 10**4:
        low = number % 10**4
        gap = "零" if 0 < low < 1000 else ""
        return in_words(number // 10**4) + "万" + gap + (in_words(low) if low else "")
    words, gap = "", False
    for digit, place in zip(f"{number:04}", ("千", "百", "十", ""), strict=True):
        if digit == "0":
            gap = bool(words)
            continue
        words += ("零" if gap else "") + "零一二三四五六七八九"[int(digit)] + place
        gap = False
    return words
