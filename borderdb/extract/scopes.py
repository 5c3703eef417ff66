"""Which place governs what stands at an offset: the nearest one, carried on until another takes over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from borderdb.records import Place, Toponym
from borderdb.reference.gazetteer import Gazetteer
from borderdb.text.articles import Article


@dataclass(frozen=True, slots=True)
class Scopes:
    """The governing places of an article, each from its offset to the next."""

    region: Place | None
    starts: tuple[int, ...]
    places: tuple[Place | None, ...]

    def place_at(self, offset: int) -> Place | None:
        """The place that governs what stands at an offset of the article's text."""
        number = bisect_right(self.starts, offset) - 1
        return self.places[number] if number >= 0 else self.region


def build_scopes(article: Article, toponyms: Sequence[Toponym], region: Place | None, gazetteer: Gazetteer) -> Scopes:
    """Every paragraph begins with the story's region; a place governs from where it stands to the next one."""
    marks: list[tuple[int, Place | None]] = [(paragraph.start, region) for paragraph in article.paragraphs]
    marks += [(t.span.start, t.place) for t in toponyms if t.place is not None]
    marks.sort(key=lambda mark: mark[0])
    return Scopes(region, tuple(start for start, _ in marks), tuple(place for _, place in marks))
