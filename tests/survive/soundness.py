"""What holds of every article and of all that is read from it, whatever the text."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite

from borderdb.extract.pipeline import extract
from borderdb.records import Extraction, Span
from borderdb.reference.lexicon import Lexicon
from borderdb.text.articles import Article
from borderdb.text.source import SourceText


def check_article(article: Article, source: SourceText) -> None:
    """The spans of an article lie in its text, in order, and lead back into the source. The text can be stored."""
    text, end = article.text, source.origin(len(source.text))
    text.encode("utf-8")
    assert not any(character < " " and character != "\n" for character in text)
    assert "\n".join(span.of(text) for span in article.paragraphs) == text
    assert set(article.headings) <= set(article.paragraphs)
    for spans in (article.paragraphs, article.sentences):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
    for span in article.sentences:
        assert any(paragraph.holds(span) for paragraph in article.paragraphs)
        assert all(0 <= article.origins.origin(offset) <= end for offset in (span.start, span.end))


def check_extraction(article: Article, found: Extraction) -> None:
    """Everything found stands in a sentence of the article, and is made of the words at its span."""
    text = article.text

    def check_span(span: Span) -> None:
        assert 0 <= span.start < span.end <= len(text)
        assert article.sentence_at(span.start).holds(span)

    for toponym in found.toponyms:
        check_span(toponym.span)
    for named in (*found.programmes, *found.initiatives):
        assert named.mentions
        for span in named.mentions:
            check_span(span)
    for metric in found.metrics:
        check_span(metric.quantity.span)
        assert metric.sentence in article.sentences
        assert metric.sentence.holds(metric.quantity.span)
        assert isfinite(float(metric.quantity.value))
        if metric.period is not None:
            assert metric.period.span.of(text) == metric.period.printed
    for issue in found.issues:
        check_span(issue.span)


def check_reading(article: Article, source: SourceText, lexicon: Lexicon) -> Extraction:
    """Read an article, twice; both times the same is found."""
    check_article(article, source)
    found = extract(article, lexicon)
    check_extraction(article, found)
    assert extract(article, lexicon) == found
    return found
