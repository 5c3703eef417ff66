"""What holds of all that is read from any text at all: nothing is raised, spans fit, the same is found twice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from borderdb.db.rows import Codes, Reading, build_rows
from borderdb.reference.lexicon import Lexicon, load_lexicon
from borderdb.text.articles import split_page
from borderdb.text.cleaning import clean
from borderdb.text.source import SourceText
from borderdb.workers import codes_of
from tests.survive.soundness import check_reading
from tests.text.test_properties import PIECES

# What rules look for, so that they meet each other in ways in which no page brings them together.
WORDS = """
    同江市 全市 该县 我区 内蒙古自治区 呼伦贝尔市 绥芬河口岸 三村镇 红旗村 合作社 第三师 各县市 全市各县区
    “头雁”工程 “ ” 《 》行动 ‘暖窗’机制 五边行动 兴边富民 雁阵工程 品牌 “一村一品” 活动 “三个一”
    12.6亿斤 3000余万元 170余个 515.9% 百分之五 三分之二 两万多 几十户 上百人次 1,2 0.0 １２ 1.2.3 ½
    10至20公里 5—8个 第十届 12345热线 最后一公里 99999999999999999999亿元 0.000000000001% 一二三四五六七八九
    2025年 今年以来 一季度 去年同期 1月至9月 “十四五”期间 截至目前 力争到2030年 2月30日 0000年 99年13月 9999年
    同比增长 下降 达到 分别为 其中 占比 突破 不足 比上年 平均每户 新增 实现 的 和 、 ， 。 （ ） 【 】 ： ；
    \ufffd □ \ud842 𠮷家屯 \ufe0f e\u0301 \u202e \x00
""".split()  # noqa: SIM905
WORDS += [" ", "\u3000", "\t", "\n", "\n\n", "## "]
ANY = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
    st.lists(st.sampled_from([*WORDS, *PIECES]), max_size=60).map("".join),
    st.text(st.characters(), max_size=200),  # with halves of surrogate pairs, which st.text() leaves out
)


@cache
def reference() -> tuple[Lexicon, Codes]:
    """The reference data; as a fixture it would be written out, all of it, beside an example that fails."""
    lexicon = load_lexicon()
    return lexicon, codes_of(lexicon)


def read(page: str) -> None:
    lexicon, codes = reference()
    source = SourceText(page)
    articles = split_page(clean(source), outlets=lexicon.outlets)
    readings = [Reading(article, check_reading(article, source, lexicon)) for article in articles]
    rows = build_rows("page.txt", readings, codes)
    assert rows == build_rows("page.txt", readings, codes)
    assert rows.counts.articles == len(articles)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY)
@example("\ud842\udfb7同江市种豆\ud842五百亩。")
def test_any_text_is_read(page: str) -> None:
    read(page)


@pytest.mark.parametrize("words", [WORDS, WORDS[::-1]], ids=["forwards", "backwards"])
def test_all_words_of_a_kind_at_once(words: Sequence[str]) -> None:
    read("".join(words) * 3)
    read("\n\n".join(words))
