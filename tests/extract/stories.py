"""Stories made of a headline and paragraphs, without going through the splitting of a page."""

from __future__ import annotations

from borderdb.records import Span
from borderdb.text.articles import Article
from borderdb.text.sentences import find_sentences
from borderdb.text.source import SourceText


def story(headline: str, *paragraphs: str, outlet: str | None = None) -> Article:
    """An article as the page splitter would make it; section headings are paragraphs that begin with #."""
    lines = [line for line in (headline, *paragraphs) if line]
    spans: list[Span] = []
    headings: list[Span] = []
    start = 0
    for line in lines:
        spans.append(Span(start, start + len(line.removeprefix("#"))))
        if line is headline or line.startswith("#"):
            headings.append(spans[-1])
        start = spans[-1].end + 1
    text = "\n".join(line.removeprefix("#") for line in lines)
    return Article(
        headline=headline,
        byline=(),
        outlet=outlet,
        published_on=None,
        origins=SourceText(text),
        headings=tuple(headings),
        paragraphs=tuple(spans),
        sentences=find_sentences(text, spans),
    )
