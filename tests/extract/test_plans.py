"""What is planned and what was reached, by the cases of tests/cases/plans.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from borderdb.extract.pipeline import extract
from borderdb.reference.lexicon import Lexicon
from tests.extract.articles import article_of

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "plans.toml").read_text(encoding="utf-8")
)["case"]
ASKED = re.compile(r"\{([^=}]+)=([^}]+)\}")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_the_status_of_each_figure(case: dict[str, Any], lexicon: Lexicon) -> None:
    page = "\n\n".join(case["text"])
    article = article_of(ASKED.sub(r"\1", page))
    metrics = iter(extract(article, lexicon).metrics)
    for asked in ASKED.finditer(page):
        metric = next((metric for metric in metrics if metric.span.of(article.text) == asked[1]), None)
        assert metric is not None, asked[0]
        assert metric.status == asked[2], asked[0]
