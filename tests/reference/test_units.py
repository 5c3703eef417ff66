"""Units, their factors, and words that only look like one."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from borderdb.extract.numerals import find_numerals
from borderdb.reference.rows import TrapRow, UnitRow
from borderdb.reference.seeds import read_seeds
from borderdb.reference.units import Units
from borderdb.settings import seeds_folder

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "units.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def units() -> Units:
    seeds = read_seeds(seeds_folder())
    return Units.build(seeds.units, seeds.traps)


@pytest.mark.parametrize("text", CASES["behind"]["found"])
def test_what_stands_behind_a_number(text: str, units: Units) -> None:
    unit, _, rest = text.partition("|")
    assert units.match(f"12{unit}{rest}", 2) == (unit, 2 + len(unit))


@pytest.mark.parametrize("text", CASES["behind"]["none"])
def test_what_only_looks_like_a_unit(text: str, units: Units) -> None:
    assert units.match(f"12{text}", 2) is None


@pytest.mark.parametrize(
    ("text", "counts"),
    [(text, True) for text in CASES["around"]["counts"]] + [(text, False) for text in CASES["around"]["none"]],
)
def test_numerals_in_words(text: str, counts: bool, units: Units) -> None:
    text = f"他们{text}。"
    first = find_numerals(text)[0]
    assert units.is_trap(text, first.span.start, first.span.end) is not counts


def test_factors(units: Units) -> None:
    def standard(value: str, name: str) -> str:
        unit = units.get(name)
        assert unit is not None
        assert unit.factor is not None
        return f"{(Decimal(value) * unit.factor).normalize():f} {unit.standard_unit}"

    assert standard("3", "亩") == "2000 m²"
    assert standard("53.78", "斤") == "26.89 kg"
    assert standard("1", "平方公里") == standard("100", "公顷")
    assert standard("2", "里") == "1000 m"
    assert standard("7", "名") == standard("7", "人")
    assert standard("5", "块钱") == "5 CNY"
    assert standard("5", "美元") == "5 USD"
    assert standard("60", "分钟") == "1 h"


def test_what_does_not_convert(units: Units) -> None:
    for name in ("个", "年", "岁", "场"):
        unit = units.get(name)
        assert unit is not None
        assert unit.factor is None
    assert units.get("元/斤") is None


def test_spellings_share_a_unit(units: Units) -> None:
    assert units.get("千克") == units.get("公斤")
    assert units.get("km²") == units.get("平方公里")
    assert units.get("头（只、匹）") == units.get("头")
    assert units.get("辆（列、架）次") == units.get("辆次")
    assert units.get("列辆架次") == units.get("列次")
    assert units.get("辆/列/架次") == units.get("辆次")
    assert units.get("台（套）") == units.get("台")
    assert units.get("辆列") is None


def test_the_pattern_takes_the_longest_name(units: Units) -> None:
    pattern = re.compile(units.pattern)
    for name in ("平方公里", "人次", "千瓦时", "块钱", "头（只）"):
        match = pattern.match(name)
        assert match is not None
        assert match[0] == name


def test_no_units_at_all() -> None:
    none = Units.build([])
    assert none.match("12个", 2) is None
    assert re.match(none.pattern, "") is None
    assert not none.is_trap("进一步", 1, 2)


def test_a_trap_is_what_the_row_says() -> None:
    rows = [UnitRow("个", (), "count", None, None, True)]
    traps = [TrapRow("个别", "unit", ("个别墅",), ""), TrapRow("一个个", "number", ("十一个个",), "")]
    units = Units.build(rows, traps)
    assert units.match("3个别", 1) is None
    assert units.match("3个别墅", 1) == ("个", 2)
    assert units.is_trap("一个个", 0, 1)
    assert not units.is_trap("十一个个", 1, 2)
    assert not units.is_trap("一个", 0, 1)


def test_of_people_and_visits(units: Units) -> None:
    meant = {"名": "person", "人次": "person_time", "户": "household", "辆次": "trip", "场": "occasion"}
    for name, dimension in meant.items():
        unit = units.get(name)
        assert unit is not None
        assert unit.dimension == dimension
        assert unit.classifier
