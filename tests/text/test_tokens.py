"""Words and their parts of speech."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdb.text.tokens import words

PHRASES = [
    "全县新增省级龙头企业",
    "组织党员干部到一线抗洪抢险",
    "农民专业合作社带动增收",
    "开展义诊、理发、维修等便民活动",
    "大豆玉米带状复合种植",
    "把支部建在产业链上",
    "进出口贸易总额持续增长",
    "推进土地流转和适度规模经营",
]


@pytest.mark.parametrize("phrase", PHRASES)
def test_the_words_are_those_that_jieba_finds(phrase: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    tokenizer = jieba.Tokenizer()
    jieba.setLogLevel(60)
    assert [token.text for token in words().cut(phrase)] == list(tokenizer.cut(phrase, HMM=False))


def test_parts_of_speech_are_the_dictionary_s() -> None:
    assert [(token.text, token.tag) for token in words().cut("培训护边员")] == [("培训", "vn"), ("护边员", "n")]


def test_latin_letters_and_digits_stay_together() -> None:
    assert [token.text for token in words().cut("推行1+N机制 GDP增长5.2%")] == [
        "推行",
        "1+N",
        "机制",
        "GDP",
        "增长",
        "5.2%",
    ]


@given(st.text(max_size=50))
def test_the_words_lie_in_the_text_in_order(text: str) -> None:
    tokens = words().cut(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())
