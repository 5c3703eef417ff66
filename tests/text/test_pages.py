"""Pages of many kinds, in tests/cases/pages, and the stories a reader finds on them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from borderdb.text.articles import Article, split_page
from borderdb.text.cleaning import clean
from borderdb.text.source import SourceText

CASES = Path(__file__).parent.parent / "cases" / "pages"
PAGES = [
    pytest.param(page, id=f"{path.stem}: {page['name']}")
    for path in sorted(CASES.glob("*.toml"))
    for page in tomllib.loads(path.read_text(encoding="utf-8"))["page"]
]


def stories(text: str) -> tuple[Article, ...]:
    return split_page(clean(SourceText(text)))


def body(article: Article) -> list[str]:
    return [span.of(article.text) for span in article.paragraphs if span not in article.headings]


@pytest.mark.parametrize("page", PAGES)
def test_stories(page: dict[str, Any]) -> None:
    found = stories(page["text"])
    assert [article.headline for article in found] == [story["headline"] for story in page["stories"]]
    for article, story in zip(found, page["stories"], strict=True):
        lines = body(article)
        assert lines[0].startswith(story.get("first", ""))
        assert lines[-1].endswith(story.get("last", ""))
        assert len(lines) == story.get("paragraphs", len(lines))
        assert article.byline == tuple(story.get("byline", article.byline))
        assert article.outlet == story.get("outlet", article.outlet)
        assert str(article.published_on) == story.get("published", str(article.published_on))
        headings = [span.of(article.text) for span in article.headings if span.of(article.text) != article.headline]
        assert headings == story.get("headings", headings)
        for words in story.get("holds", ()):
            assert words in article.text


@pytest.mark.parametrize("page", PAGES)
def test_figures_lead_back_to_the_page(page: dict[str, Any]) -> None:
    source = SourceText(page["text"])
    for article in split_page(clean(source)):
        for offset, character in enumerate(article.text):
            if character in "0123456789":
                assert source.text[article.origins.origin(offset)] == character
