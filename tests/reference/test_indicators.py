"""Labels and the indicators they mean, and labels that mean none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from borderdb.records import Kind
from borderdb.reference.indicators import Indicators, words_without
from borderdb.reference.rows import IndicatorRow, WordingRow
from borderdb.reference.seeds import read_seeds
from borderdb.reference.units import Unit, Units
from borderdb.settings import seeds_folder

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "indicators.toml").read_text(encoding="utf-8"))
FINDS = [(code, *case) for code, cases in CASES["finds"].items() for case in cases]
NONE = [case for cases in CASES["none"].values() for case in cases]


@pytest.fixture(scope="module")
def units() -> Units:
    return Units.build(read_seeds(seeds_folder()).units)


@pytest.fixture(scope="module")
def indicators() -> Indicators:
    seeds = read_seeds(seeds_folder())
    return Indicators.build(seeds.indicators, seeds.wordings)


def kind_of(unit: str, rest: list[str]) -> Kind:
    return Kind(rest[0]) if rest else Kind.SHARE if unit == "%" else Kind.LEVEL


@pytest.mark.parametrize("case", FINDS, ids="-".join)
def test_a_label_means_its_indicator(case: tuple[str, ...], indicators: Indicators, units: Units) -> None:
    code, label, unit, *rest = case
    assert units.get(unit) is not None
    assert indicators.find(label, units.get(unit), kind_of(unit, rest)) == code


@pytest.mark.parametrize("case", NONE, ids="-".join)
def test_a_label_means_none(case: list[str], indicators: Indicators, units: Units) -> None:
    label, unit, *rest = case
    assert units.get(unit) is not None
    assert indicators.find(label, units.get(unit), kind_of(unit, rest)) is None


def test_there_are_three_hundred_readings_and_half_as_many_traps() -> None:
    assert len(FINDS) >= 300
    assert len(NONE) >= 160


def test_every_indicator_is_found_by_its_own_wordings(indicators: Indicators, units: Units) -> None:
    by_dimension = {row.dimension: units.get(row.name) for row in read_seeds(seeds_folder()).units}
    for indicator in indicators.all:
        unit = by_dimension[indicator.dimensions[0]]
        found = {indicators.find(wording.replace("…", "某某"), unit, Kind.LEVEL) for wording in indicator.wordings}
        assert indicator.code in found, indicator.code


COUNT = Unit("个", "count", None, None, True)
PERCENT = Unit("%", "share", "%", None, False)


def built(*wordings: tuple[str, str, tuple[str, ...]], without: tuple[str, ...] = ()) -> Indicators:
    codes = dict.fromkeys(code for code, _, _ in wordings)
    rows = [IndicatorRow(code, code, code, ("count",), "", without) for code in codes]
    return Indicators.build(rows, [WordingRow(*wording) for wording in wordings])


def test_the_longest_wording_decides() -> None:
    both = built(("lamps", "灯", ()), ("street_lamps", "路灯", ()))
    assert both.find("新装路灯", COUNT, Kind.LEVEL) == "street_lamps"
    assert both.find("新装台灯", COUNT, Kind.LEVEL) == "lamps"


def test_two_equally_long_wordings_settle_nothing() -> None:
    both = built(("lamps", "新…灯", ()), ("street_lamps", "路灯", ()))
    assert both.find("路灯", COUNT, Kind.LEVEL) == "street_lamps"
    assert both.find("新装路灯", COUNT, Kind.LEVEL) is None


def test_a_forbidden_word_forbids() -> None:
    lamps = built(("lamps", "灯", ("应急",)))
    assert lamps.find("路灯", COUNT, Kind.LEVEL) == "lamps"
    assert lamps.find("应急路灯", COUNT, Kind.LEVEL) is None


def test_what_an_indicator_goes_without_all_its_wordings_do_but_those_that_hold_it() -> None:
    lamps = built(("lamps", "灯", ()), ("lamps", "应急照明灯", ()), without=("应急",))
    assert lamps.find("路灯", COUNT, Kind.LEVEL) == "lamps"
    assert lamps.find("应急路灯", COUNT, Kind.LEVEL) is None
    assert lamps.find("应急照明灯", COUNT, Kind.LEVEL) == "lamps"


def test_the_words_a_wording_goes_without_are_its_own_and_its_indicators() -> None:
    row = WordingRow("lamps", "应急…灯", ("车", "桌"))
    assert words_without(row, ("应急", "桌", "台")) == ("车", "桌", "台")


@pytest.mark.parametrize("label", ["户均路灯", "日均路灯", "每村路灯", "她家路灯", "单日最高路灯", "平均每公里路灯"])
def test_means_extremes_and_the_things_of_one_household_stand_apart(label: str) -> None:
    lamps = built(("lamps", "路灯", ()))
    assert lamps.find(label, COUNT, Kind.LEVEL) is None


@pytest.mark.parametrize("label", ["其他路灯", "国家建路灯", "节日接待路灯", "他们村路灯"])
def test_words_that_only_look_like_them_do_not(label: str) -> None:
    lamps = built(("lamps", "路灯", ()))
    assert lamps.find(label, COUNT, Kind.LEVEL) == "lamps"


def test_a_wording_that_holds_the_word_means_the_mean() -> None:
    lamps = built(("lamps", "路灯", ()), ("mean", "户均路灯", ()))
    assert lamps.find("户均路灯", COUNT, Kind.LEVEL) == "mean"
    assert lamps.find("日均户均路灯", COUNT, Kind.LEVEL) is None


def test_of_a_whole_and_its_part_the_part_is_counted() -> None:
    lamps = built(("lamps", "路灯", ()), ("lit", "路灯…亮灯", ()))
    assert lamps.find("道路设施中的路灯", COUNT, Kind.LEVEL) == "lamps"
    assert lamps.find("路灯中的太阳能亮灯", COUNT, Kind.LEVEL) is None


def test_a_verb_may_follow_its_object() -> None:
    talks = built(("talks", "讲座", ()))
    assert talks.find("科普讲座一年举办", COUNT, Kind.LEVEL) == "talks"
    assert talks.find("科普讲座取消", COUNT, Kind.LEVEL) is None


def test_a_gap_stands_for_anything_in_this_order() -> None:
    lamps = built(("lamps", "安装…灯", ()), ("wires", "架设…", ()))
    assert lamps.find("安装路灯", COUNT, Kind.LEVEL) == "lamps"
    assert lamps.find("安装灯", COUNT, Kind.LEVEL) == "lamps"
    assert lamps.find("灯安装", COUNT, Kind.LEVEL) is None
    assert lamps.find("灯下安装", COUNT, Kind.LEVEL) is None
    assert lamps.find("新架设电线", COUNT, Kind.LEVEL) == "wires"


def test_words_of_quantity_and_marks_do_not_count() -> None:
    lamps = built(("lamps", "路灯", ()))
    assert lamps.find("“路灯”总数", COUNT, Kind.LEVEL) == "lamps"
    assert lamps.find("路灯数量合计", COUNT, Kind.LEVEL) == "lamps"
    assert lamps.find("路灯厂", COUNT, Kind.LEVEL) is None


def test_growth_falls_under_what_grew() -> None:
    lamps = built(("lamps", "路灯", ()))
    assert lamps.find("路灯", PERCENT, Kind.CHANGE) == "lamps"
    assert lamps.find("路灯", PERCENT, Kind.SHARE) is None
    assert lamps.find("路灯", Unit("百分点", "points", None, None, False), Kind.CHANGE) is None
    assert lamps.find("路灯", None, Kind.LEVEL) is None
