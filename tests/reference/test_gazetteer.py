"""Names, short forms, codes, and what lies in what."""

from __future__ import annotations

import pytest

from borderdb.records import Level
from borderdb.reference.gazetteer import Form, Gazetteer, rank
from borderdb.reference.lexicon import Lexicon
from borderdb.reference.names import level_of, middle_names, one_spelling, short_names, township_core, village_core

DIVISIONS = [
    ("110000", "北京市"),
    ("110100", "市辖区"),
    ("110101", "东城区"),
    ("150000", "内蒙古自治区"),
    ("152500", "锡林郭勒盟"),
    ("152571", "乌拉盖管理区管委会"),
    ("441900", "东莞市"),
    ("441900003", "东城街道"),
    ("620000", "甘肃省"),
    ("623000", "甘南藏族自治州"),
    ("623001", "合作市"),
    ("440000", "广东省"),
]


@pytest.fixture(scope="module")
def small() -> Gazetteer:
    return Gazetteer.build(
        DIVISIONS,
        villages=[("152571501501", "浩雅分场生活区")],
        aliases=[
            ("京城", "110000"),
            ("旧东城", "441900003"),
            ("无人", "999999"),
            ("珠恩公路口岸", "152571/珠恩口岸"),
            ("珠恩铁路口岸", "152571/珠恩口岸"),
            ("西关铁路口岸", "152571/西关口岸"),
        ],
        ports=[("珠恩口岸", "152571"), ("西关口岸", "152571")],
        words={"合作"},
        outlets=[("北疆晨报", "150000")],
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("密山市", ("密山",)),
        ("内蒙古自治区", ("内蒙古",)),
        ("广西壮族自治区", ("广西",)),
        ("新疆维吾尔自治区", ("新疆",)),
        ("巴音郭楞蒙古自治州", ("巴音郭楞",)),
        ("双江拉祜族佤族布朗族傣族自治县", ("双江",)),
        ("前郭尔罗斯蒙古族自治县", ("前郭尔罗斯",)),
        ("隆林各族自治县", ("隆林",)),
        ("大兴安岭地区", ("大兴安岭",)),
        ("神农架林区", ("神农架",)),
        ("锡林郭勒盟", ("锡林郭勒",)),
        ("额济纳旗", ("额济纳",)),
        ("乌拉特中旗", ()),
        ("鄂温克族自治旗", ()),
        ("东乡族自治县", ()),
        ("环县", ()),
    ],
)
def test_short_names(name: str, short: tuple[str, ...]) -> None:
    assert short_names(name) == short


@pytest.mark.parametrize(
    ("name", "middle"),
    [
        ("宽甸满族自治县", ("宽甸县",)),
        ("延边朝鲜族自治州", ("延边州",)),
        ("鄂温克族自治旗", ("鄂温克旗",)),
        ("密山市", ()),
    ],
)
def test_middle_names(name: str, middle: tuple[str, ...]) -> None:
    assert middle_names(name) == middle


@pytest.mark.parametrize(
    ("printed", "listed"),
    [
        ("街津口赫哲族乡", "街津口乡"),
        ("杜拉尔鄂温克族乡", "杜拉尔鄂温克民族乡"),
        ("勒门巴民族乡", "勒乡"),
        ("新华街道办事处", "新华街道"),
        ("855农场", "八五五农场"),
        ("满族屯满族乡", "满族屯乡"),
    ],
)
def test_two_names_of_one_township(printed: str, listed: str) -> None:
    assert township_core(printed) == township_core(listed)


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("向阳村委会", "向阳村"),
        ("何家村民委员会", "何家村"),
        ("站前社区居委会", "站前社区"),
        ("团结居委会", "团结社区"),
        ("芒来嘎查村委会", "芒来嘎查"),
        ("额尔敦分场生活区", "额尔敦分场"),
        ("胜利村", "胜利村"),
    ],
)
def test_village_names_go_without_their_office(listed: str, name: str) -> None:
    assert village_core(listed) == name


def test_digits_and_han_numerals_are_one_spelling() -> None:
    assert one_spelling("8511农场") == "八五一一农场"
    assert one_spelling("密山市") == "密山市"


def test_the_last_word_tells_the_level() -> None:
    levels = [level_of(name) for name in ("密山口岸", "八五五农场", "红光村", "固门镇", "北口开发区")]
    assert levels == [Level.PORT, Level.FARM, Level.VILLAGE, Level.TOWNSHIP, Level.ZONE]


def test_fillers_of_the_list_are_no_places(small: Gazetteer) -> None:
    assert small.get("110100") is None
    east = small.get("110101")
    assert east is not None
    assert [place.name for place in small.ancestors(east)] == ["北京市"]


def test_offices_are_no_part_of_a_name(small: Gazetteer) -> None:
    zone = small.get("152571")
    assert zone is not None
    assert zone.name == "乌拉盖管理区"


def test_a_city_without_counties_stands_for_one(small: Gazetteer) -> None:
    (township,) = small.townships("东城街道")
    county = small.county_of(township)
    assert county is not None
    assert county.name == "东莞市"
    assert small.county_of(county) is None


def test_forms_of_names(small: Gazetteer) -> None:
    found = {(m.start, m.end): (m.form, m.candidates[0].name) for m in small.find("京城甘南合作市内蒙古")}
    assert found[0, 2] == (Form.ALIAS, "北京市")
    assert found[2, 4] == (Form.SHORT, "甘南藏族自治州")
    assert found[4, 7] == (Form.FULL, "合作市")
    assert found[4, 6] == (Form.WORD, "合作市")
    assert found[7, 10] == (Form.SHORT, "内蒙古自治区")


def test_an_alias_of_a_township_is_looked_up_like_its_name(small: Gazetteer) -> None:
    assert [place.code for place in small.townships("旧东城")] == ["441900003"]


def test_villages_are_looked_up_in_their_county(small: Gazetteer) -> None:
    (branch,) = small.villages("152571", None, "浩雅分场")
    assert branch.parent == "152571"
    assert small.villages("152571", "152571502", "浩雅分场") == ()
    assert small.villages("110101", None, "浩雅分场") == ()


def test_places_read_by_their_pattern_have_a_key_that_tells_all(small: Gazetteer) -> None:
    farm = small.get("152571/八五五农场")
    assert farm is not None
    assert (farm.name, farm.level, farm.code, farm.parent) == ("八五五农场", Level.FARM, None, "152571")
    assert [place.name for place in small.ancestors(farm)] == ["乌拉盖管理区", "锡林郭勒盟", "内蒙古自治区"]
    assert small.get("999999/八五五农场") is None
    assert small.get("乌有") is None


def test_ports_lie_in_their_county(small: Gazetteer) -> None:
    port = small.port("珠恩口岸")
    league = small.get("152500")
    assert port is not None
    assert league is not None
    assert small.get(port.key) == port
    assert small.within(port, league)
    assert not small.within(league, port)
    assert rank(port) > rank(league)


def test_ports_that_share_a_name_are_two_where_the_list_has_both_kinds(small: Gazetteer) -> None:
    names = ["珠恩口岸", "珠恩陆路口岸", "珠恩公路口岸", "珠恩铁路口岸", "西关铁路口岸", "无名口岸"]
    ports = [small.port(name) for name in names]
    keys = [port.key.removeprefix("152571/") if port is not None else None for port in ports]
    assert keys == ["珠恩口岸", "珠恩口岸", "珠恩公路口岸", "珠恩铁路口岸", "西关口岸", None]


@pytest.mark.parametrize(
    ("outlet", "place"),
    [
        ("北疆晨报", "内蒙古自治区"),  # the list says so
        ("锡林郭勒日报", "锡林郭勒盟"),  # its name does
        ("合作导报", None),  # begins with a common word
        ("东城周刊", None),  # a district has no paper that we could tell from others
        ("晨报", None),
    ],
)
def test_the_home_of_a_newspaper(small: Gazetteer, outlet: str, place: str | None) -> None:
    home = small.home(outlet)
    assert (home.name if home is not None else None) == place


def test_the_list_of_the_project(lexicon: Lexicon) -> None:
    gazetteer = lexicon.gazetteer
    assert {place.code for place in gazetteer.townships("街津口赫哲族乡")} == {"230881204"}
    assert len(gazetteer.townships("和平乡")) > 5
    county = gazetteer.get("230881")
    assert county is not None
    assert [place.name for place in gazetteer.ancestors(county)] == ["佳木斯市", "黑龙江省"]
