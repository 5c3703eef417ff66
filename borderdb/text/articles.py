"""A page becomes its stories."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from borderdb.records import Span
from borderdb.text.columns import restore_columns
from borderdb.text.datelines import find_date, is_paper
from borderdb.text.lines import find_lines
from borderdb.text.sentences import find_sentences
from borderdb.text.source import SourceText
from borderdb.text.stories import Draft, Page, find_stories
from borderdb.text.trails import is_needed

HEAD_OF_PAGE = 30  # characters of a line that can hold the newspaper's name and little else


@dataclass(frozen=True, slots=True)
class Article:
    """One story of a page: immutable, with offsets into `text` throughout.

    `text` is the headline, the subtitle and the paragraphs of the body, a line each; `headings` are the spans of the
    headline, of subtitles and of section headings, `paragraphs` all lines, `sentences` all sentences, headings among
    them. `byline` has names without titles.
    """

    headline: str
    byline: tuple[str, ...]
    outlet: str | None
    published_on: date | None
    origins: SourceText
    headings: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    text: str = field(init=False, repr=False, compare=False)
    _paragraph_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.origins.text)
        object.__setattr__(self, "_paragraph_starts", tuple([span.start for span in self.paragraphs]))
        object.__setattr__(self, "_sentence_starts", tuple([span.start for span in self.sentences]))

    def origin(self, span: Span) -> Span:
        """Where in the decoded document the span came from; see SourceText.origin_spans for stories put together."""
        return self.origins.origin_span(span)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the offset; for one between two sentences, the one before it."""
        return self._at(self.sentences, self._sentence_starts, offset)

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph that holds the offset; for the line break after it too."""
        return self._at(self.paragraphs, self._paragraph_starts, offset)

    def _at(self, spans: Sequence[Span], starts: Sequence[int], offset: int) -> Span:
        if not spans:
            return Span(0, len(self.text))
        return spans[bisect_right(starts, offset, 1) - 1]


def split_page(
    source: SourceText,
    *,
    published: date | None = None,
    outlet: str | None = None,
    outlets: Sequence[str] = (),
) -> tuple[Article, ...]:
    """The stories of a clean page, in the order in which they begin.

    `published` and `outlet` win over what the page prints; `outlets` are the names of newspapers and sites to look out
    for at the head and the foot of the page, the longest first.
    """
    page = find_stories(find_lines(source.text))
    restore_columns(page.drafts)
    _place(page)
    printed = page.outlet or _known_outlet(page, outlets)
    return tuple(
        _article(
            source,
            draft,
            published_on=published or draft.published_on or page.published_on or _spoken_on(draft),
            outlet=outlet or draft.outlet or printed,
        )
        for draft in page.drafts
    )


def _place(page: Page) -> None:
    """Gives the only story of a page the trail that leads to it, where nothing else says where it is."""
    if page.trail is None or len(page.drafts) != 1:
        return
    (draft,) = page.drafts
    lines = [draft.headline, *draft.subtitle, *(paragraph.line for paragraph in draft.body)]
    if is_needed(page.trail.text, "\n".join(line.text for line in lines if line is not None)):
        draft.subtitle.append(page.trail)


def _article(source: SourceText, draft: Draft, *, published_on: date | None, outlet: str | None) -> Article:
    block = [line for line in (draft.headline, *draft.subtitle) if line is not None]
    lines = [line.spans for line in (*block, *(paragraph.line for paragraph in draft.body))]
    origins = source.lines(lines)
    paragraphs = tuple(_laid(lines))
    is_heading = [True] * len(block) + [paragraph.is_heading for paragraph in draft.body]
    return Article(
        headline=paragraphs[0].of(origins.text) if draft.headline is not None else "",
        byline=draft.names,
        outlet=outlet,
        published_on=published_on,
        origins=origins,
        headings=tuple(span for span, heading in zip(paragraphs, is_heading, strict=True) if heading),
        paragraphs=paragraphs,
        sentences=find_sentences(origins.text, paragraphs),
    )


def _laid(lines: Iterable[Sequence[Span]]) -> Iterator[Span]:
    """Where lines that are made of these spans stand when they are laid one under the other."""
    start = 0
    for spans in lines:
        end = start + sum(span.length for span in spans)
        yield Span(start, end)
        start = end + 1


def _spoken_on(draft: Draft) -> date | None:
    """The day of a speech or report, which its subtitle prints: ——2024年1月9日在……会议上."""
    return next((day for line in draft.subtitle if (day := find_date(line.text))), None)


def _known_outlet(page: Page, outlets: Sequence[str]) -> str | None:
    if not page.names:
        return None
    printed = "\n".join(page.names)
    first = (line.split()[0] for line in page.names if len(line) <= HEAD_OF_PAGE and not line.isspace())
    known = (name for name in outlets if name in printed)
    return next(known, None) or next((name for name in first if is_paper(name)), None)
