"""The columns of a printed page, in the order in which they are read.

A page is cut at white gutters from top to bottom, and where a headline or a banner lies across them, above and below
it; what can be cut no further is a block of lines. Nothing is taken from the order in which the letters were drawn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from copy import copy
from itertools import combinations, pairwise
from operator import attrgetter

from borderdb.readers.printed import HEADLINE, SUBTITLE, Line

GUTTER = 0.7  # letters of white from top to bottom that part two columns
NARROWEST = 4.0  # letters of the narrowest column; what is narrower is a column of a table and stays with its row
WINDOW = 3  # bands of print that show what columns follow
MOST_COLUMNS = 12  # of a page, for which headlines are looked for
DEEPEST = 40  # cuts inside each other
TALL = 1.8  # lines from which on print is more than one line

Gaps = list[tuple[float, float]]


class _Region:
    """Pieces of lines that lie together, and their outer edges."""

    __slots__ = ("bottom", "gaps", "left", "pieces", "right", "size", "top")

    def __init__(self, pieces: list[Line], size: float) -> None:
        self.pieces = pieces
        self.left = min([piece.left for piece in pieces])
        self.right = max([piece.right for piece in pieces])
        self.bottom = min([piece.bottom for piece in pieces])
        self.top = max([piece.top for piece in pieces])
        self.size = max([piece.size for piece in pieces])
        self.gaps = _gaps(pieces, GUTTER * size)

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def is_tall(self) -> bool:
        """Whether it is more than one line."""
        return self.height > TALL * self.size

    def gutters(self, white: Gaps | None = None) -> Gaps:
        """The white strips that have print of the region on both sides."""
        return [gap for gap in (self.gaps if white is None else white) if gap[0] >= self.left and gap[1] <= self.right]

    def copy(self) -> _Region:
        """The same, to be added to."""
        region = copy(self)
        region.pieces = list(self.pieces)
        return region

    def add(self, other: _Region, shared: Gaps) -> None:
        """Take in what lies below; `shared` is the white of both."""
        self.pieces += other.pieces
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.bottom, self.top = min(self.bottom, other.bottom), max(self.top, other.top)
        self.size = max(self.size, other.size)
        self.gaps = shared


def find_blocks(pieces: list[Line], size: float, depth: int = 0) -> list[list[Line]]:
    """Cut a region into blocks that hold one column each, in reading order; `size` is that of the text."""
    if len(pieces) < 2 or depth > DEEPEST:
        return [pieces] if pieces else []
    bands = find_bands(pieces)
    parts = [pieces]
    if any(piece.size >= HEADLINE * size for piece in pieces):
        parts = _at_headlines(bands, size)
        if len(parts) == 1:
            parts = _without_head(bands, size)
    elif len(bands) == len(pieces) and len(list(_stretches(bands))) == 1:
        return [pieces]  # one column of lines
    side_by_side = len(parts) == 1
    if side_by_side:
        parts = _columns(_Region(pieces, size), size)
    if len(parts) == 1:
        parts = _groups(bands, size)
    if len(parts) == 1:
        return [pieces]
    blocks = [block for part in parts for block in find_blocks(part, size, depth + 1)]
    return sorted(blocks, key=lambda block: block[0].aside) if side_by_side else blocks


def _at_headlines(bands: list[list[Line]], size: float) -> list[list[Line]]:
    """The region cut above each headline that has nothing beside it but other headlines."""
    parts: list[list[Line]] = []
    after_headline = False
    for band in bands:
        headline = all(piece.size >= HEADLINE * size for piece in band)
        if not parts or (headline and not after_headline):
            parts.append([])
        parts[-1] += band
        after_headline = headline
    return parts


def _without_head(bands: list[list[Line]], size: float) -> list[list[Line]]:
    """A headline on top of columns, with its subtitle and byline, and the rest; one part where there is none.

    A short headline in the middle crosses no gutter, but it stands over all the columns nevertheless.
    """
    whole = [piece for band in bands for piece in band]
    head, *rest = _stretches(bands)
    if not rest or any(piece.size < HEADLINE * size for piece in bands[0]):
        return [whole]
    below = [piece for part in rest for piece in part]
    return [head, below] if len(bands[0]) == 1 else _under_headlines(head, below, size) or [whole]


def _under_headlines(headlines: list[Line], below: list[Line], size: float) -> list[list[Line]]:
    """The columns below headlines that stand side by side, each with the headline it is under; none if unsure.

    Each headline has one column or more, and is set in their middle or from their left edge.
    """
    columns = [_Region(column, size) for column in _columns(_Region(below, size), size)]
    headlines = sorted(headlines, key=attrgetter("left"))
    if not len(headlines) < len(columns) <= MOST_COLUMNS:
        return []

    def miss(cuts: tuple[int, ...]) -> float:
        spans = pairwise((0, *cuts, len(columns)))
        return sum(
            min(abs(h.left + h.right - columns[a].left - columns[b - 1].right) / 2, abs(h.left - columns[a].left))
            for h, (a, b) in zip(headlines, spans, strict=True)
        )

    cuts = min(combinations(range(1, len(columns)), len(headlines) - 1), key=miss)
    spans = pairwise((0, *cuts, len(columns)))
    return [
        [headline, *(piece for column in columns[first:end] for piece in column.pieces)]
        for headline, (first, end) in zip(headlines, spans, strict=True)
    ]


def _columns(region: _Region, size: float) -> list[list[Line]]:
    """The pieces parted by white from top to bottom."""
    edges = [right for _, right in region.gutters()]
    if not edges:
        return [region.pieces]
    parts: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for piece in region.pieces:
        parts[bisect_right(edges, piece.left)].append(piece)
    columns: list[_Region] = []
    for number, part in enumerate(parts):
        column = _Region(part, size)
        last = number == len(parts) - 1
        if columns and not _stand_side_by_side(columns[-1], column, size, last=last):
            columns[-1].add(column, [])
        else:
            columns.append(column)
    return [column.pieces for column in columns] if any(c.is_tall for c in columns) else [region.pieces]


def _stand_side_by_side(one: _Region, other: _Region, size: float, *, last: bool) -> bool:
    """Whether two parts of a region are columns: wide enough, and next to each other, not one below the other.

    The last column may hold no more than the last word of a story, and a headline may be set from top to bottom.
    """
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    wide = min(one.right - one.left, other.right - other.left) >= NARROWEST * size
    end = last and not other.is_tall and one.height > 3 * size
    upright = any(len(part.pieces) == 1 and part.is_tall for part in (one, other))
    return (wide or end or upright) and 2 * shared > min(one.height, other.height)


def _gaps(pieces: list[Line], least: float) -> Gaps:
    """The white strips from top to bottom of a region, those to both sides of it among them."""
    gaps: Gaps = []
    edge = float("-inf")
    for piece in sorted(pieces, key=attrgetter("left")):
        if piece.left - edge >= least:
            gaps.append((edge, piece.left))
        edge = max(edge, piece.right)
    gaps.append((edge, float("inf")))
    return gaps


def _common(one: Gaps, other: Gaps, least: float) -> Gaps:
    """The white that two regions share."""
    shared: Gaps = []
    a = b = 0
    while a < len(one) and b < len(other):
        left, right = max(one[a][0], other[b][0]), min(one[a][1], other[b][1])
        if right - left >= least:
            shared.append((left, right))
        if one[a][1] < other[b][1]:
            a += 1
        else:
            b += 1
    return shared


def find_bands(pieces: list[Line]) -> list[list[Line]]:
    """The pieces parted by white from left to right, from the top downwards."""
    bands: list[list[Line]] = []
    lowest = float("inf")
    for piece in sorted(pieces, key=attrgetter("top"), reverse=True):
        slack = 0.15 * (piece.top - piece.bottom)  # the boxes of letters reach a little over and under the line
        edge = piece.bottom + slack
        if piece.top - slack <= lowest:
            bands.append([piece])
            lowest = edge
        else:
            bands[-1].append(piece)
            lowest = edge if edge < lowest else lowest
    return bands


def _groups(bands: list[list[Line]], size: float) -> list[list[Line]]:
    """Bands that share their gutters, one after the other, are a group; a headline across a gutter parts two.

    A line of small letters across the gutters of one group, the caption of a picture, does not part it; it is read
    after the group.
    """
    regions = [_Region(band, size) for band in _stretches(bands)]
    if not any(region.gutters() for region in regions):
        return [[piece for band in bands for piece in band]]
    groups: list[_Region] = []
    for number, band in enumerate(regions):
        shared = _common(groups[-1].gaps, band.gaps, GUTTER * size) if groups else []
        if groups and _belongs(groups[-1], regions, number, shared, size):
            groups[-1].add(band, shared)
        else:
            groups.append(band.copy())
    return [group.pieces for group in _with_floats(groups, size)]


def _stretches(bands: list[list[Line]]) -> Iterator[list[Line]]:
    """Bands with one piece each, one below the other, are one stretch of lines; other bands stay as they are."""
    stretch: list[Line] = []
    left = right = 0.0
    for band in bands:
        piece = band[0]
        if len(band) > 1 or (stretch and (piece.left > right + piece.size or piece.right < left - piece.size)):
            if stretch:
                yield stretch
            stretch = []
        if len(band) > 1:
            yield band
        else:
            left, right = min(left, piece.left) if stretch else piece.left, max(right, piece.right)
            stretch.append(piece)
    if stretch:
        yield stretch


def _belongs(group: _Region, regions: list[_Region], number: int, shared: Gaps, size: float) -> bool:
    """Whether a band goes on with the columns of the group above it; `shared` is the white of both."""
    band, gutters = regions[number], group.gutters()
    left, right = min(group.left, band.left), max(group.right, band.right)
    if sum(gap[0] >= left and gap[1] <= right for gap in shared) < len(gutters):
        return False
    # A headline below the newspaper's name and the date, narrower than the white between them, is no third column.
    intrudes = any(a <= piece.left and piece.right <= b for piece in band.pieces for a, b in gutters)
    if not intrudes and gutters and (group.is_tall or all(p.size >= HEADLINE * size for p in group.pieces)):
        return True  # columns, or the headlines of two stories side by side
    window = regions[number : number + WINDOW]
    if not intrudes and ((gutters and len(window) < 2) or not any(len(region.gaps) > 2 for region in window)):
        return True
    # A line such as a headline or a byline has few gutters or none: what follows shows whether columns begin.
    below, together = _gutters_below(group, window, size)
    return together >= below and (not intrudes or below >= len(gutters))


def _gutters_below(group: _Region, window: list[_Region], size: float) -> tuple[int, int]:
    """How many gutters the next bands have, and how many of them the group leaves white."""
    follows = window[0].gaps
    for region in window[1:]:
        follows = _common(follows, region.gaps, GUTTER * size)
    left, right = min(region.left for region in window), max(region.right for region in window)
    below = sum(gap[0] >= left and gap[1] <= right for gap in follows)
    left, right = min(left, group.left), max(right, group.right)
    shared = _common(group.gaps, follows, GUTTER * size)
    return below, sum(gap[0] >= left and gap[1] <= right for gap in shared)


def _with_floats(groups: list[_Region], size: float) -> list[_Region]:
    whole: list[_Region] = []
    for group in groups:
        if len(whole) > 1 and _is_float(whole[-2], whole[-1], group, size):
            shared = _common(whole[-2].gaps, group.gaps, GUTTER * size)
            if len(group.gutters(shared)) >= max(len(whole[-2].gutters()), 1):
                whole[-2].add(group, shared)
                for piece in whole[-1].pieces:
                    piece.aside = True
                continue
        whole.append(group)
    return whole


def _is_float(before: _Region, group: _Region, after: _Region, size: float) -> bool:
    """Whether a group is a line or two of small letters between print of the same columns."""
    return group.size < SUBTITLE * size and group.height < 3 * size and min(before.height, after.height) > 2 * size
