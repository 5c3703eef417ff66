"""Text that knows where it came from.

A page is cleaned in steps, and each step takes characters away, puts others in their place or moves pieces about.
`SourceText` carries along where each character of the result stood in the text as first decoded, so that a figure
found at the end leads back to the spot on the page. The way back is kept in runs: a stretch without changes is one
run, however long.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from borderdb.records import Span

_GAP = 64  # what cleaning takes out between two characters (a gloss, a line break, a caption) does not part a place


class Edit(NamedTuple):
    """Put `text` in the place of the half-open stretch `start:end`."""

    start: int
    end: int
    text: str


class _Runs:
    """Runs being laid one after the other; neighbours that continue each other become one."""

    def __init__(self) -> None:
        self.starts = array("q")
        self.origins = array("q")
        self.sizes = array("q")
        self.length = 0
        self._even = False

    def add(self, length: int, origin: int, size: int) -> None:
        """Lay `length` characters of text that stand for `size` characters of the source from `origin` on."""
        if length == 0:
            return
        even = length == size
        if even and self._even and self.origins[-1] + self.sizes[-1] == origin:
            self.sizes[-1] += size
        else:
            self.starts.append(self.length)
            self.origins.append(origin)
            self.sizes.append(size)
            self._even = even
        self.length += length

    def copy(self, source: SourceText, start: int, end: int, run: int) -> int:
        """Lay the runs of `source.text[start:end]`; `run` is one that begins at or before `start`. Returns the last."""
        starts, origins, sizes = source.runs
        last = len(starts) - 1
        while start < end:
            while run < last and starts[run + 1] <= start:
                run += 1
            run_end = starts[run + 1] if run < last else len(source.text)
            stop = min(end, run_end)
            if sizes[run] == run_end - starts[run]:
                self.add(stop - start, origins[run] + start - starts[run], stop - start)
            else:
                self.add(stop - start, origins[run], sizes[run])
            start = stop
        return run

    @property
    def end(self) -> int:
        """Where in the source ends what was laid last."""
        return self.origins[-1] + self.sizes[-1]

    def built(self) -> tuple[array[int], array[int], array[int]]:
        return self.starts, self.origins, self.sizes


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text and the source offset of each of its characters.

    `runs` are three arrays of equal length: where a run starts in `text`, where it starts in the source, and how many
    characters of the source it stands for. A run as long as its stretch of the source maps one to one; any other
    stands for its stretch as a whole. Without `runs` the text is its own source.
    """

    text: str
    runs: tuple[array[int], array[int], array[int]] = field(default=(array("q"), array("q"), array("q")), hash=False)

    def __post_init__(self) -> None:
        if self.text and not self.runs[0]:
            runs = _Runs()
            runs.add(len(self.text), 0, len(self.text))
            object.__setattr__(self, "runs", runs.built())

    def __len__(self) -> int:
        return len(self.text)

    def origin(self, offset: int) -> int:
        """The source offset of the character at `offset`; of the end of the text, where its last character ends."""
        if not self.text:
            return 0
        if offset >= len(self.text):
            return self._stretch(len(self.text) - 1)[1]
        return self._stretch(max(offset, 0))[0]

    def origin_span(self, span: Span) -> Span:
        """The stretch of the source from the first to the last place that the span came from."""
        places = self._places(span)
        if len(places) == 1:
            return places[0]
        if not places:
            here = self.origin(span.start)
            return Span(here, here)
        return Span(min(places).start, max([place.end for place in places]))

    def origin_spans(self, span: Span) -> tuple[Span, ...]:
        """The stretches of the source that the span came from, in reading order; several in a story put together."""
        places: list[Span] = []
        for place in self._places(span):
            if places and places[-1].end <= place.start and place.start - places[-1].end <= _GAP:
                places[-1] = Span(places[-1].start, place.end)
            else:
                places.append(place)
        return tuple(places)

    def _places(self, span: Span) -> list[Span]:
        """The stretches of the source that the span came from, run by run."""
        starts, origins, sizes = self.runs
        last, length = len(starts) - 1, len(self.text)
        offset, end = max(span.start, 0), min(span.end, length)
        run = bisect_right(starts, offset) - 1
        places: list[Span] = []
        while offset < end:
            run_end = starts[run + 1] if run < last else length
            stop = end if end < run_end else run_end
            if sizes[run] == run_end - starts[run]:
                shift = origins[run] - starts[run]
                places.append(Span(offset + shift, stop + shift))
            else:
                places.append(Span(origins[run], origins[run] + sizes[run]))
            offset, run = stop, run + 1
        return places

    def slice(self, span: Span) -> SourceText:
        """The piece of the text that the span covers."""
        start, end, _ = slice(span.start, span.end).indices(len(self.text))
        runs = _Runs()
        runs.copy(self, start, end, max(bisect_right(self.runs[0], start) - 1, 0))
        return SourceText(self.text[start:end], runs.built())

    def lines(self, lines: Iterable[Sequence[Span]]) -> SourceText:
        """Lines that are each put together from spans. A line break belongs to the end of the line before it."""
        runs = _Runs()
        texts: list[str] = []
        end = 0
        for spans in lines:
            if texts:
                runs.add(1, end, 0)
                texts.append("\n")
            end = 0
            for span in spans:
                runs.copy(self, span.start, span.end, bisect_right(self.runs[0], span.start) - 1)
                end = runs.end
            texts.append("".join([span.of(self.text) for span in spans]))
        return SourceText("".join(texts), runs.built())

    def replace(self, edits: Iterable[Edit]) -> SourceText:
        """The text with all edits made at once. They must be in order and not overlap.

        An edit that keeps the length maps character by character; any other stands as a whole for what it replaced.
        """
        runs = _Runs()
        pieces: list[str] = []
        done = run = 0
        for start, end, text in edits:
            if start < done or end < start:
                raise ValueError(f"edit {start}:{end} is out of order")
            pieces += (self.text[done:start], text)
            run = runs.copy(self, done, start, run)
            if len(text) == end - start:
                run = runs.copy(self, start, end, run)
            elif text:
                place = self.origin_span(Span(start, end))
                runs.add(len(text), place.start, place.length)
            done = end
        if not pieces:
            return self
        runs.copy(self, done, len(self.text), run)
        pieces.append(self.text[done:])
        return SourceText("".join(pieces), runs.built())

    def rewritten(self, text: str) -> SourceText:
        """The same places with other characters, one for one."""
        if len(text) != len(self.text):
            raise ValueError("a rewritten text keeps its length")
        return self if text == self.text else SourceText(text, self.runs)

    def _stretch(self, offset: int) -> tuple[int, int]:
        starts, origins, sizes = self.runs
        run = bisect_right(starts, offset) - 1
        run_end = starts[run + 1] if run + 1 < len(starts) else len(self.text)
        if sizes[run] == run_end - starts[run]:
            origin = origins[run] + offset - starts[run]
            return origin, origin + 1
        return origins[run], origins[run] + sizes[run]
