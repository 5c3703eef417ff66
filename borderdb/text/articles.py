"""A page becomes its stories."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from borderdb.records import Span
from borderdb.text.sentences import find_sentences
from borderdb.text.source import SourceText, join


@dataclass(frozen=True, slots=True)
class Article:
    """One story of a page: immutable, with offsets into `text` throughout.

    `text` is the headline, the subtitle and the paragraphs of the body, a line each; `headings` are the spans of the
    headline block and of section headings, `paragraphs` all lines, `sentences` all sentences, headings among them.
    """

    headline: str
    byline: tuple[str, ...]
    outlet: str | None
    published_on: date | None
    origins: SourceText
    headings: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The clean text of the story."""
        return self.origins.text

    def origin(self, span: Span) -> Span:
        """Where in the decoded document the span came from."""
        return self.origins.origin_span(span)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the offset; for one between two sentences, the one before it."""
        if not self.sentences:
            return Span(0, len(self.text))
        number = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[max(number, 0)]


_LINE = re.compile(r"[^\n]+")
_BYLINE = re.compile(r"□|本报记者|记者 ")
_BRIEF = re.compile(r"本报讯（([^）]*)）")


def split_page(
    source: SourceText,
    *,
    published: date | None = None,
    outlet: str | None = None,
    outlets: Sequence[str] = (),
) -> tuple[Article, ...]:
    """The stories of a clean page, in the order in which they begin.

    `published` and `outlet` win over what the page prints; `outlets` are the names of newspapers to look out for.
    """
    lines = [line for line in (_trim(source, Span(*m.span())) for m in _LINE.finditer(source.text)) if line.text]
    stories: list[list[SourceText]] = []
    bylines: list[tuple[str, ...]] = []
    current: list[SourceText] = []
    names: tuple[str, ...] = ()
    for line in lines:
        text = line.text
        brief = _BRIEF.match(text)
        if text.startswith("##") or brief or (_BYLINE.match(text) and len(text) < 40):
            headline = current.pop() if current and len(current[-1].text) < 40 and not text.startswith("##") else None
            if current and any(len(piece.text) > 40 for piece in current):
                stories.append(current)
                bylines.append(names)
                current = []
            if not text.startswith("##") and not headline and stories:
                headline = None
            names = _names(brief[1] if brief else text) if not text.startswith("##") else ()
            current = [headline] if headline else []
            if text.startswith("##"):
                current.append(_trim(line, Span(2, len(text))))
            elif brief:
                current.append(_trim(line, Span(brief.end(), len(text))))
            continue
        current.append(line)
    if current:
        stories.append(current)
        bylines.append(names)
    return tuple(_article(story, by, published, outlet) for story, by in zip(stories, bylines, strict=True))


def _names(text: str) -> tuple[str, ...]:
    text = re.sub(r"□|本报记者|记者|通讯员", " ", text)
    return tuple(text.split())


def _trim(source: SourceText, span: Span) -> SourceText:
    piece = source.slice(span)
    left = len(piece.text) - len(piece.text.lstrip())
    return piece.slice(Span(left, left + len(piece.text.strip())))


def _article(lines: list[SourceText], byline: tuple[str, ...], published: date | None, outlet: str | None) -> Article:
    origins = join(lines, "\n")
    paragraphs = tuple(Span(*m.span()) for m in _LINE.finditer(origins.text))
    has_headline = len(lines) > 1 and len(lines[0].text) < 40
    headings = tuple(span for span in paragraphs if len(span) < 40 and origins.text[span.end - 1] not in "。！？…”；")
    return Article(
        headline=lines[0].text if has_headline else "",
        byline=byline,
        outlet=outlet,
        published_on=published,
        origins=origins,
        headings=headings,
        paragraphs=paragraphs,
        sentences=find_sentences(origins.text, paragraphs),
    )
