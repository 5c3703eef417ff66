"""What a reader hands on: the text of a document, what is known of it as a whole, and the way back to its pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from borderdb.records import About, Box, Location, Origin, Span
from borderdb.text.articles import Article
from borderdb.text.source import Edit, SourceText

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A value and where it was taken from."""

    value: Value
    origin: Origin


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document as a whole, each with where it was taken from; None where nothing says it."""

    title: Found[str] | None = None
    byline: Found[tuple[str, ...]] | None = None
    outlet: Found[str] | None = None
    published_on: Found[date] | None = None
    url: Found[str] | None = None

    def over(self, other: Metadata) -> Metadata:
        """Both together; what this one knows wins."""
        return Metadata(
            title=self.title or other.title,
            byline=self.byline or other.byline,
            outlet=self.outlet or other.outlet,
            published_on=self.published_on or other.published_on,
            url=self.url or other.url,
        )


class Layout(Protocol):
    """Knows where on its page each character of a text stands."""

    def locate(self, offset: int) -> Location | None:
        """The place of the character at an offset of the text as read; None for one that the reader has put there."""
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read.

    `source` is its text: a story begins at a line `## headline`, a paragraph is a line. Its offsets lead back to the
    text as read, and from there `locate` to the page. `encoding` is that of the bytes, None where the format has one
    of its own. `notes` say what could not be read while the rest could.
    """

    source: SourceText
    media_type: str
    encoding: str | None = None
    metadata: Metadata = Metadata()
    notes: tuple[str, ...] = ()
    layout: Layout | None = None

    def locate(self, offset: int) -> Location | None:
        """The page and box of a character of the text as read (`article.origin(span).start`); None without pages."""
        return self.layout.locate(offset) if self.layout is not None else None

    def locate_span(self, span: Span) -> tuple[Location, ...]:
        """The boxes of a stretch of the text as read, one for each line of print that it runs over."""
        places: list[Location] = []
        for offset in range(span.start, span.end):
            place = self.locate(offset)
            if place is None:
                continue
            if places and (whole := _joined(places[-1], place)) is not None:
                places[-1] = whole
            else:
                places.append(place)
        return tuple(places)

    def locate_words(self, article: Article, span: Span) -> tuple[Location, ...]:
        """The boxes of words of an article of this document, one for each line of print; none without pages."""
        if self.layout is None:
            return ()
        pieces = article.origins.origin_spans(span)
        return tuple(place for piece in pieces for place in self.locate_span(piece))

    @property
    def about(self) -> About:
        """What is known of it as a whole."""
        url = self.metadata.url
        return About(
            media_type=self.media_type,
            encoding=self.encoding,
            url=None if url is None else url.value,
            url_from=None if url is None else url.origin,
            unread="; ".join(self.notes) or None,
        )

    def titled(self, title: str) -> Document:
        """The same with a headline that the text itself does not print."""
        return replace(self, source=self.source.replace([Edit(0, 0, f"## {title}\n")]))


def _joined(before: Location, place: Location) -> Location | None:
    """One location for two that follow each other on a line; None where a new line begins."""
    one, other = before.box, place.box
    on_line = one.bottom < (other.bottom + other.top) / 2 < one.top
    if before.page != place.page or not on_line or other.left < one.right - (other.top - other.bottom) / 2:
        return None
    box = Box(one.left, min(one.bottom, other.bottom), other.right, max(one.top, other.top))
    return Location(before.page, box)
