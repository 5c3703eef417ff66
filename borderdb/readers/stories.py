"""From a document to its stories, each with its day, outlet and byline, and where these were taken from.

What wins, the first that says something: the options of the command; the side file; the front matter; what the page
prints; the markup of a web page; the name of the file. A page of many stories prints a day for each, so what only the
markup or the name says fills the gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from borderdb.readers.document import Document, Found, Value
from borderdb.records import Origin, Taken
from borderdb.text.articles import Article, split_page
from borderdb.text.cleaning import clean


@dataclass(frozen=True, slots=True)
class Story:
    """An article, and where what is known of it was taken from."""

    article: Article
    taken: Taken


def split_document(
    document: Document,
    *,
    published: date | None = None,
    outlet: str | None = None,
    outlets: Sequence[str] = (),
) -> tuple[Story, ...]:
    """The stories of a document, in the order in which they begin.

    `published` and `outlet` are what the user gives; `outlets` are the names of newspapers and sites to look out for
    on the page, the longest first.
    """
    known = document.metadata
    day = Found(published, Origin.GIVEN) if published is not None else known.published_on
    source = Found(outlet, Origin.GIVEN) if outlet is not None else known.outlet
    articles = split_page(clean(document.source), published=_over(day), outlet=_over(source), outlets=outlets)
    byline = known.byline if len(articles) == 1 else None
    stories = []
    for article in articles:
        on, on_from = _settle(article.published_on, day)
        by, by_from = _settle(article.byline or None, byline)
        of, of_from = _settle(article.outlet, source)
        article = replace(article, published_on=on, outlet=of, byline=by or ())
        stories.append(Story(article, Taken(_headline_from(article, known.title), by_from, of_from, on_from)))
    return tuple(stories)


def _headline_from(article: Article, title: Found[str] | None) -> Origin | None:
    if not article.headline:
        return None
    return title.origin if title is not None and title.value == article.headline else Origin.PRINTED


def _over(found: Found[Value] | None) -> Value | None:
    """A value that wins over what the page prints."""
    return found.value if found is not None and found.origin.over_print else None


def _settle(printed: Value | None, known: Found[Value] | None) -> tuple[Value | None, Origin | None]:
    """The value that an article gets, and where it is from."""
    if known is not None and (printed is None or known.origin.over_print):
        return known.value, known.origin
    return printed, Origin.PRINTED if printed is not None else None
