"""Articles made of a few sentences, for the tests of a stage."""

from __future__ import annotations

from datetime import date

from borderdb.text.articles import Article, split_page
from borderdb.text.cleaning import clean
from borderdb.text.source import SourceText


def article_of(text: str, published: date | None = None) -> Article:
    """The one story of a page that holds nothing but this text."""
    (article,) = split_page(clean(SourceText(text)), published=published)
    return article
