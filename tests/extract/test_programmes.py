"""Programmes of the reference data, and words that only hold their names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borderdb.extract.pipeline import extract
from borderdb.extract.programmes import find_programmes
from borderdb.extract.quotes import find_quotes
from borderdb.extract.scopes import Scopes
from borderdb.records import Level, Place, ProgrammeMention
from borderdb.reference.lexicon import Lexicon
from borderdb.text.articles import Article
from tests.extract.stories import story
from tests.extract.test_initiatives import NOWHERE, article_of


def programmes_of(article: Article, lexicon: Lexicon, scopes: Scopes = NOWHERE) -> tuple[ProgrammeMention, ...]:
    return find_programmes(article, lexicon, scopes, find_quotes(article.text))


@pytest.mark.parametrize(
    ("text", "programmes"),
    [
        ("深入推进“五边行动”。", ["五边行动"]),
        ("“五边”行动开展以来", ["五边行动"]),
        ("落实兴边富民工程,推进乡村振兴战略。", ["兴边富民行动", "乡村振兴"]),
        ("以“六边六带”工程为牵引", ["六边六带"]),
        ("抓党建促乡村振兴", ["乡村振兴"]),
        ("制发《深化“五边行动”工作方案》", ["五边行动"]),
        ("乡村振兴局副局长陪同调研", []),
        ("县乡村振兴促进法宣传周", []),
        ("开展乡村振兴大调研", []),
        ("组织“乡村振兴青年说”活动", []),
        ("乡村振兴工作队队员", []),
        ("向乡村振兴部门申请", []),
        ("一条边,两条边,五边形", []),
        ("建成边境小康示范村9个", ["边境小康村建设"]),
        ("规划建设现代化边境小康村,后来叫现代化边境幸福村", ["现代化边境幸福村建设"]),
        ("村里奔小康,日子幸福", []),
        ("", []),
    ],
)
def test_programmes(text: str, programmes: list[str], lexicon: Lexicon) -> None:
    found = programmes_of(article_of(text), lexicon)
    assert [mention.programme for mention in found] == programmes


def test_mentions_are_spans_of_the_article(lexicon: Lexicon) -> None:
    article = article_of("实施“雁阵工程”,让“雁阵”工程走进村屯,雁阵工程见效。")
    (found,) = programmes_of(article, lexicon)
    assert [span.of(article.text) for span in found.mentions] == ["雁阵工程", "雁阵”工程", "雁阵工程"]


def test_components_are_those_the_article_names(lexicon: Lexicon) -> None:
    (found,) = programmes_of(article_of("推进“五边行动”,“共建稳边”与“思想筑边”并重。"), lexicon)
    assert found.components == ("思想筑边", "共建稳边")


def test_the_place_is_where_it_is_carried_out(lexicon: Lexicon) -> None:
    county = Place("1", None, "甲县", Level.COUNTY, None)
    town = Place("2", None, "乙镇", Level.TOWNSHIP, "1")
    text = "谈到乡村振兴,大家有话说。乙镇深入实施乡村振兴战略。"
    scopes = Scopes(county, (0, text.index("乙镇")), (county, town))
    (found,) = programmes_of(article_of(text), lexicon, scopes)
    assert found.place == town


@settings(deadline=None, max_examples=100)
@given(text=st.text("“”五边行动乡村振兴工程雁阵局,。\n", max_size=60))
def test_never_raises_and_stays_inside(text: str, lexicon: Lexicon) -> None:
    article = article_of(text)
    for mention in programmes_of(article, lexicon):
        assert mention.mentions == tuple(sorted(mention.mentions))
        for span in mention.mentions:
            words = span.of(article.text)
            assert words.strip("“”") == words or words.count("“") == words.count("”")
            assert words


def test_an_undertaking_of_the_county_is_not_that_of_the_village_told_first(lexicon: Lexicon) -> None:
    article = story(
        "东宁：一业带百家",
        "东宁市绥阳镇河西村的老周靠“菌棒银行”模式种木耳。",
        "东宁市推行“菌棒银行”模式，东宁有60个村加入。",
    )
    assert [i.place and i.place.name for i in extract(article, lexicon).initiatives] == ["东宁市"]
