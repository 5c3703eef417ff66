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


@pytest.mark.parametrize("text", CASES["trap"])
def test_what_is_no_numeral(text: str) -> None:
    assert all(numeral.span.of(text) != text for numeral in find_numerals(text))


@pytest.mark.parametrize(("text", "damaged"), [("收入�91万元", True), ("共12�户", True), ("收入91万元", False)])
def test_digits_beside_lost_characters_are_damaged(text: str, damaged: bool) -> None:
    assert [numeral.damaged for numeral in find_numerals(text)] == [damaged]


@given(st.text(alphabet="0123456789.,万亿千百十一二三四五六七八九零两数几余多上分之个元%�（）", max_size=40))
def test_any_text_gives_numerals_in_order_and_apart(text: str) -> None:
    numerals = find_numerals(text)
    assert all(left.span.end <= right.span.start for left, right in pairwise(numerals))
    assert all(0 <= numeral.span.start < numeral.span.end <= len(text) for numeral in numerals)
    assert numerals == find_numerals(text)
