"""Place names: what is one, which place it means, and what the story is about."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdb.extract.toponyms import find_region, find_toponyms, resolve_toponyms
from borderdb.records import Toponym
from borderdb.reference.gazetteer import Gazetteer
from borderdb.reference.lexicon import Lexicon
from borderdb.text.articles import Article
from tests.extract.stories import story

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "toponyms.toml").read_text(encoding="utf-8"))["case"]
PIECES = re.split(
    "[|]",
    "密山市|密山|同江|黑龙江省|黑龙江|合作|资源|全市|我区|该旗|村里|县委|当地|在|和|、|，|。|“|”|（|）|《|》|\n|的|85个|村|镇|乡"
    "|口岸|农场|嘎查|社区|向阳镇|向阳村|855农场|满洲里|越南|高平|北京|路|区|县|州|公路|三|0|A",
)


@pytest.fixture(scope="module")
def gazetteer(lexicon: Lexicon) -> Gazetteer:
    return lexicon.gazetteer


def resolve(article: Article, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    return resolve_toponyms(article, find_toponyms(article, gazetteer), gazetteer)


def named(toponyms: tuple[Toponym, ...]) -> dict[str, str | None]:
    return {t.place.name: t.place.code for t in toponyms if t.named and t.place is not None}


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_places_named(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    article = story(*case["text"], outlet=case.get("outlet"))
    toponyms = resolve(article, gazetteer)
    assert list(named(toponyms)) == case["places"]
    if "codes" in case:
        assert [code or "-" for code in named(toponyms).values()] == case["codes"]
    opened = [t.span.of(article.text) for t in toponyms if t.place is None]
    assert opened == case.get("open", [])
    if "region" in case:
        region = find_region(article, toponyms, gazetteer)
        assert (region.name if region is not None else "-") == case["region"]


def test_as_many_traps_as_finds() -> None:
    traps = sum(len(case["places"]) <= 1 for case in CASES)
    assert traps >= 30
    assert len(CASES) >= 60


def test_a_name_that_the_story_does_not_tell_apart_keeps_its_candidates(gazetteer: Gazetteer) -> None:
    (mention,) = resolve(story("", "铁西区的老厂房改成了书店。"), gazetteer)
    assert mention.place is None
    assert {"210106", "210303"} <= {place.code for place in mention.candidates}


def test_pointing_words_name_nothing_but_have_their_place(gazetteer: Gazetteer) -> None:
    article = story("", "密山市今年多雨，全市排涝及时，该市的粮食没有减产。")
    pointers = [(t.span.of(article.text), t.place and t.place.name) for t in resolve(article, gazetteer) if not t.named]
    assert pointers == [("全市", "密山市"), ("该市", "密山市")]


def test_the_outlet_is_the_region_of_a_story_that_names_none(gazetteer: Gazetteer) -> None:
    article = story("", "我市今年多雨，全市排涝及时。", outlet="佳木斯日报")
    toponyms = resolve(article, gazetteer)
    region = find_region(article, toponyms, gazetteer)
    assert region is not None
    assert region.name == "佳木斯市"
    assert named(toponyms) == {"佳木斯市": "230800"}


def test_a_village_under_a_misprinted_township_is_found_by_the_list_of_the_county(gazetteer: Gazetteer) -> None:
    found = named(resolve(story("", "同江市向杨镇拉起河村的渔网晒满了院子。"), gazetteer))
    assert found["拉起河村"] == "230881102207"


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_is_read(lexicon: Lexicon, text: str) -> None:
    article = story("", *text.split("\n")) if text.strip() else story("", "空")
    toponyms = resolve(article, lexicon.gazetteer)
    assert toponyms == resolve(article, lexicon.gazetteer)
    for toponym in toponyms:
        assert 0 <= toponym.span.start < toponym.span.end <= len(article.text)
        assert toponym.place is not None or len(toponym.candidates) > 1
    names = [t.span for t in toponyms if t.named]
    assert all(one.end <= other.start for one, other in pairwise(names))
