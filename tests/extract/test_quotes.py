"""Quoted stretches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdb.extract.quotes import find_quotes, is_name_shaped


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("开展“甲”行动。", ["甲"]),
        ("“甲”“乙”两项", ["甲", "乙"]),
        ("“说起‘甲’机制,都好。”", ["说起‘甲’机制,都好。", "甲"]),
        ("《关于“甲”的方案》", ["关于“甲”的方案", "甲"]),
        ("“甲“乙”", ["乙"]),  # an opening mark without a partner
        ("甲”乙“丙”", ["丙"]),  # a closing one
        ("“甲\n乙”和“丙”", ["丙"]),  # a quote ends with its paragraph
        ("“甲‘乙”丙’", ["甲‘乙"]),  # crossed marks
        ("“”", [""]),
        ("没有引号", []),
    ],
)
def test_quotes(text: str, inner: list[str]) -> None:
    assert [quote.inner.of(text) for quote in find_quotes(text)] == inner


def test_a_quote_knows_the_one_around_it() -> None:
    outer, inner, after = find_quotes("“一‘二’”“三”")
    assert (outer.within, inner.within, after.within) == (None, 0, None)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("落实“六个一”标准", ["六个一"]),
        ("“今年卖了4500元。心里高兴!”他说", []),
        ("“我们村有46户人家,都住上了新房,路也通了”", []),
        ("“家家有余粮。”", []),
    ],
)
def test_names_are_told_from_speech_by_their_shape(text: str, names: list[str]) -> None:
    text = text.replace(",", "，").replace("!", "！")
    shaped = [quote.inner.of(text) for quote in find_quotes(text) if is_name_shaped(text, quote)]
    assert shaped == names


@given(st.text("“”‘’《》甲,。\n", max_size=60))
def test_quotes_lie_inside_the_text_and_nest(text: str) -> None:
    quotes = find_quotes(text)
    assert quotes == find_quotes(text)
    for quote in quotes:
        assert 0 <= quote.span.start < quote.inner.start <= quote.inner.end < quote.span.end <= len(text)
        assert "\n" not in quote.inner.of(text)
        if quote.within is not None:
            assert quotes[quote.within].span.holds(quote.span)
    for first in quotes:
        for second in quotes:
            assert (
                not first.span.overlaps(second.span) or first.span.holds(second.span) or second.span.holds(first.span)
            )
