"""The stories of the shared pages, as a careful reader sees them. Skipped where those pages are not at hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from borderdb.readers import read_document
from borderdb.text.articles import Article, split_page
from borderdb.text.cleaning import clean

SHARED = Path(__file__).parents[3] / "shared"
NAMES = sorted(path.stem for path in (SHARED / "gold").glob("*.json"))

pytestmark = pytest.mark.skipif(not NAMES, reason="the shared pages are not beside this checkout")

_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})


def bare(text: str) -> str:
    return re.sub(r"\s", "", text.translate(_WIDE))


def stories(name: str) -> dict[str, Article]:
    page = split_page(clean(read_document(SHARED / "articles" / f"{name}.txt")))
    return {bare(article.headline): article for article in page}


@pytest.mark.parametrize("name", NAMES)
def test_stories_are_those_of_the_gold(name: str) -> None:
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    found = stories(name)
    assert list(found) == [bare(story["headline"]) for story in gold["stories"]]
    for story in gold["stories"]:
        article = found[bare(story["headline"])]
        body = [bare(span.of(article.text)) for span in article.paragraphs if span not in article.headings]
        assert article.byline == tuple(story["byline"])
        assert body[0].startswith(bare(story["first"]))
        assert body[-1].endswith(bare(story["last"]))
        assert str(article.published_on) == str(gold["published"])


@pytest.mark.parametrize("name", NAMES)
def test_every_character_leads_back_to_the_page(name: str) -> None:
    source = read_document(SHARED / "articles" / f"{name}.txt")
    for article in split_page(clean(source)):
        for offset, character in enumerate(article.text):
            if character.isdigit():
                assert source.text[article.origins.origin(offset)] == character
