"""Figures with what they count, by the cases of tests/cases/metrics.toml, and what must hold for any text."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borderdb.extract.phrases import LONGEST
from borderdb.extract.pipeline import extract
from borderdb.records import Metric
from borderdb.reference.lexicon import Lexicon, load_lexicon
from borderdb.text.articles import Article
from tests.extract.articles import article_of

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "metrics.toml").read_text(encoding="utf-8")
)["case"]
PIECES = st.sampled_from(  # as printed, so that one sees what is combined
    """
    全县 我市 2024年 去年 一季度 培育 打造 建成 的 12个 3000余名 5.6% 1.2亿元 不足10万元 两条 百余家 增长 下降
    分别 、 ， 。 ； ： “甲乙” ”行动 （其中 ） 村集体经济收入 党建品牌 同江市 密山口岸 由 提高到 占比 达到 均 和
    4批 96名 大学生 以上的村 力争
    """.split()  # noqa: SIM905
)


def described(metric: Metric, article: Article, columns: int) -> str:
    """A metric as the cases write it: as many columns as the case has."""
    last = metric.direction.value if metric.direction else metric.status.value
    return "|".join([metric.span.of(article.text), metric.label, metric.kind.value, last][:columns])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_figures_of_a_sentence(case: dict[str, Any], lexicon: Lexicon) -> None:
    article = article_of(case["text"])
    metrics = extract(article, lexicon).metrics
    columns = [figure.count("|") + 1 for figure in case["figures"]] or [4]
    assert [described(metric, article, width) for metric, width in zip(metrics, columns, strict=False)] == case[
        "figures"
    ]
    assert len(metrics) == len(case["figures"])


reference = cache(load_lexicon)  # a fixture would be printed whole with every example


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30))
def test_any_sentence_gives_labels_that_fit_and_spans_that_hold(pieces: list[str]) -> None:
    lexicon = reference()
    article = article_of("一篇关于边境的报道\n\n" + "".join(pieces) + "全县建成党群服务站12个。")
    extraction = extract(article, lexicon)
    assert extraction == extract(article, lexicon)
    for metric in extraction.metrics:
        assert len(metric.label) <= LONGEST
        assert metric.sentence.start <= metric.span.start < metric.span.end <= metric.sentence.end
        assert not set(metric.label[:1]) & set("、，；：。的")
