from __future__ import annotations

import pytest

from borderdb.extract.scopes import build_scopes
from borderdb.extract.toponyms import find_region, find_toponyms, resolve_toponyms
from borderdb.reference.gazetteer import Gazetteer
from borderdb.text.articles import Article, split_page
from borderdb.text.source import SourceText

DIVISIONS = [
    ("230000", "黑龙江省"),
    ("230300", "鸡西市"),
    ("230382", "密山市"),
    ("230382100", "密山镇"),
    ("230800", "佳木斯市"),
    ("230881", "同江市"),
    ("230881104", "向阳镇"),
    ("620000", "甘肃省"),
    ("623000", "甘南藏族自治州"),
    ("623001", "合作市"),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.build(
        DIVISIONS, villages=[("230881104200", "向阳村委会")], ports=[("密山口岸", "230382")], words={"合作"}
    )


def article(*lines: str) -> Article:
    return split_page(SourceText("\n".join(lines)))[0]


def read(gazetteer: Gazetteer, *lines: str) -> list[tuple[str, str]]:
    page = article(*lines)
    toponyms = resolve_toponyms(page, find_toponyms(page, gazetteer), gazetteer)
    return [(t.span.of(page.text), t.place.name) for t in toponyms if t.place is not None]


def test_a_chain_names_each_of_its_links(gazetteer: Gazetteer) -> None:
    found = read(gazetteer, "这几天，黑龙江省佳木斯市同江市向阳镇向阳村的大棚里很热闹，人们正忙着采摘。")
    assert [name for _, name in found] == ["黑龙江省", "佳木斯市", "同江市", "向阳镇", "向阳村"]


def test_a_short_name_needs_its_full_name_or_its_parent(gazetteer: Gazetteer) -> None:
    assert read(gazetteer, "密山市召开会议，会后密山各乡镇分头落实。")[1] == ("密山", "密山市")
    assert read(gazetteer, "双方的合作越来越深，合作社也越来越多。") == []


def test_a_figure_belongs_to_the_place_that_stands_before_it(gazetteer: Gazetteer) -> None:
    page = article("密山市今年很忙。去年，密山口岸过货10万吨。", "全市建成大棚30座。")
    toponyms = resolve_toponyms(page, find_toponyms(page, gazetteer), gazetteer)
    scopes = build_scopes(page, toponyms, find_region(page, toponyms, gazetteer), gazetteer)
    places = [scopes.place_at(page.text.index(figure)) for figure in ("10万吨", "30座")]
    assert [place and place.name for place in places] == ["密山口岸", "密山市"]
