"""The reading order of a printed page: columns, lines and headlines from where its letters stand.

A page is cut at white gutters from top to bottom, and where a headline or a banner lies across them, above and below
it; what can be cut no further is a block of lines. Nothing is taken from the order in which the letters were drawn.
Lengths are in points, y upwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter

GUTTER = 0.7  # letters of white from top to bottom that part two columns
NARROWEST = 4.0  # letters of the narrowest column; what is narrower is a column of a table and stays with its row
WINDOW = 3  # bands of print that show what columns follow
DEEPEST = 40  # cuts inside each other
HEADLINE = 1.4  # how much larger than the text a headline is set
SUBTITLE = 1.12
FAR = 5.0  # letters of white between what is no line of words
FOOT = 0.06  # of the height of a page, in which the names of its makers stand
SPACED = 1.2  # letters of white that a line of large letters may have inside
TALL = 1.8  # lines from which on print is more than one line

Gaps = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that stand side by side; `letters` are their numbers on the page, `size` the width of a Chinese one."""

    text: str
    letters: range
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(slots=True)
class Line:
    """A line of print, its runs from left to right, and the edges of the column it stands in."""

    runs: list[Run]
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    block: int = 0
    column_left: float = 0.0
    column_right: float = 0.0

    @property
    def is_indented(self) -> bool:
        return self.left - self.column_left >= 1.2 * self.size

    @property
    def white(self) -> float:
        """How many letters of white are left at its end."""
        return (self.column_right - self.right) / self.size

    @property
    def column_width(self) -> float:
        return self.column_right - self.column_left


class _Region:
    """Pieces of lines that lie together, and their outer edges."""

    __slots__ = ("bottom", "gaps", "left", "pieces", "right", "size", "top")

    def __init__(self, pieces: list[Line], size: float) -> None:
        self.pieces = pieces
        self.left = min(piece.left for piece in pieces)
        self.right = max(piece.right for piece in pieces)
        self.bottom = min(piece.bottom for piece in pieces)
        self.top = max(piece.top for piece in pieces)
        self.size = max(piece.size for piece in pieces)
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


def text_size(runs: Sequence[Run]) -> float:
    """The size in which most of the page is set."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size * 2) / 2] += len(run.letters)
    return max(sizes.most_common(1)[0][0], 1.0) if sizes else 1.0


def find_lines(runs: Sequence[Run], size: float) -> list[Line]:
    """The lines of a page in the order in which they are read; `size` is that of its text."""
    if not runs:
        return []
    pieces, foot = _without_foot(_with_whole_headlines(runs, size), size)
    found: list[Line] = []
    for number, block in enumerate([*_blocks(pieces, size, 0), *([foot] if foot else [])]):
        lines = _upright(_lines([run for piece in block for run in piece.runs]))
        usual = [line for line in lines if line.size < HEADLINE * size] or lines
        left, right = min(line.left for line in usual), max(line.right for line in usual)
        for line in lines:
            line.block, line.column_left, line.column_right = number, left, right
        found += lines
    return found


def _line(runs: list[Run]) -> Line:
    if len(runs) == 1:
        run = runs[0]
        return Line(runs, run.text, run.left, run.bottom, run.right, run.top, run.size)
    longest = max(runs, key=lambda run: len(run.letters))
    return Line(
        runs,
        "".join([run.text for run in runs]),
        min(run.left for run in runs),
        min(run.bottom for run in runs),
        max(run.right for run in runs),
        max(run.top for run in runs),
        longest.size,
    )


def _with_whole_headlines(runs: Sequence[Run], size: float) -> list[Line]:
    """The runs as pieces of lines; those of a headline that only wide spaces part are one, so that no gutter shows."""
    whole: list[list[Run]] = []
    for run in sorted((run for run in runs if run.size >= HEADLINE * size), key=attrgetter("left")):
        for group in whole:
            last = group[-1]
            level = abs(last.bottom + last.top - run.bottom - run.top) < run.size and abs(last.size - run.size) < 1
            if level and -run.size < run.left - last.right < SPACED * run.size:
                group.append(run)
                break
        else:
            whole.append([run])
    return [_line(group) for group in whole] + [_line([run]) for run in runs if run.size < HEADLINE * size]


def _without_foot(pieces: list[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The page, and the small print at its foot: it stands apart below all columns, and goes on none of them."""
    bands = _bands(pieces)
    lowest = min(piece.bottom for piece in pieces)
    edge = lowest + FOOT * (max(piece.top for piece in pieces) - lowest)
    foot: list[Line] = []
    while len(bands) > 1:
        top = max(piece.top for piece in bands[-1])
        white = min(piece.bottom for piece in bands[-2]) - top
        if white < size or top > edge or any(piece.size >= SUBTITLE * size for piece in bands[-1]):
            break
        foot = bands.pop() + foot
    return ([piece for band in bands for piece in band], foot) if foot else (pieces, foot)


def _blocks(pieces: list[Line], size: float, depth: int) -> list[list[Line]]:
    """Cut a region into blocks that hold one column each, in reading order."""
    if len(pieces) < 2 or depth > DEEPEST:
        return [pieces] if pieces else []
    parts = _columns(_Region(pieces, size), size)
    if len(parts) == 1:
        parts = _groups(_bands(pieces), size)
    if len(parts) == 1:
        return [pieces]
    return [block for part in parts for block in _blocks(part, size, depth + 1)]


def _columns(region: _Region, size: float) -> list[list[Line]]:
    """The pieces parted by white from top to bottom."""
    edges = [right for _, right in region.gutters()]
    if not edges:
        return [region.pieces]
    parts: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for piece in region.pieces:
        parts[sum(edge <= piece.left for edge in edges)].append(piece)
    columns: list[_Region] = []
    for part in parts:
        column = _Region(part, size)
        if columns and not _stand_side_by_side(columns[-1], column, size):
            columns[-1].add(column, [])
        else:
            columns.append(column)
    return [column.pieces for column in columns] if any(c.is_tall for c in columns) else [region.pieces]


def _stand_side_by_side(one: _Region, other: _Region, size: float) -> bool:
    """Whether two parts of a region are columns: wide enough, and next to each other, not one below the other."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    wide = min(one.right - one.left, other.right - other.left) >= NARROWEST * size
    return wide and 2 * shared > min(one.height, other.height)


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


def _bands(pieces: list[Line]) -> list[list[Line]]:
    """The pieces parted by white from left to right, from the top downwards."""
    bands: list[list[Line]] = []
    lowest = float("inf")
    for piece in sorted(pieces, key=attrgetter("top"), reverse=True):
        slack = 0.15 * (piece.top - piece.bottom)  # the boxes of letters reach a little over and under the line
        if piece.top - slack <= lowest:
            bands.append([])
            lowest = piece.bottom + slack
        bands[-1].append(piece)
        lowest = min(lowest, piece.bottom + slack)
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
        if groups and _belongs(groups[-1], band, shared, size) and not _opens(groups[-1], regions, number, size):
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
        if len(band) > 1 or (stretch and (piece.left >= right or piece.right <= left)):
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


def _belongs(group: _Region, band: _Region, shared: Gaps, size: float) -> bool:
    """Whether a band leaves the gutters of the group above it white."""
    gutters = group.gutters()
    left, right = min(group.left, band.left), max(group.right, band.right)
    if sum(gap[0] >= left and gap[1] <= right for gap in shared) < len(gutters):
        return False
    # A headline below the newspaper's name and the date, narrower than the white between them, is no third column.
    return not any(a <= piece.left and piece.right <= b for piece in band.pieces for a, b in gutters)


def _opens(group: _Region, regions: list[_Region], number: int, size: float) -> bool:
    """Whether columns begin at a band, below a line such as a headline or a byline that has few gutters or none."""
    few = group.gutters()
    if few and (group.is_tall or all(piece.size >= HEADLINE * size for piece in group.pieces)):
        return False  # columns, or the headlines of two stories side by side
    window = regions[number : number + WINDOW]
    if (few and len(window) < 2) or not any(len(region.gaps) > 2 for region in window):
        return False
    follows = window[0].gaps
    for region in window[1:]:
        follows = _common(follows, region.gaps, GUTTER * size)
    left, right = min(region.left for region in window), max(region.right for region in window)
    below = sum(gap[0] >= left and gap[1] <= right for gap in follows)
    left, right = min(left, group.left), max(right, group.right)
    shared = _common(group.gaps, follows, GUTTER * size)
    return sum(gap[0] >= left and gap[1] <= right for gap in shared) < below


def _with_floats(groups: list[_Region], size: float) -> list[_Region]:
    whole: list[_Region] = []
    for group in groups:
        if len(whole) > 1 and _is_float(whole[-2], whole[-1], group, size):
            shared = _common(whole[-2].gaps, group.gaps, GUTTER * size)
            if len(group.gutters(shared)) >= max(len(whole[-2].gutters()), 1):
                whole[-2].add(group, shared)
                continue
        whole.append(group)
    return whole


def _is_float(before: _Region, group: _Region, after: _Region, size: float) -> bool:
    """Whether a group is a line or two of small letters between print of the same columns."""
    return group.size < SUBTITLE * size and group.height < 3 * size and min(before.height, after.height) > 2 * size


def _lines(runs: list[Run]) -> list[Line]:
    """The runs of one column as lines, from the top downwards."""
    lines: list[list[Run]] = []
    bottom = top = 0.0
    for run in sorted(runs, key=lambda run: -run.top - run.bottom):
        overlap = min(top, run.top) - max(bottom, run.bottom)
        if lines and overlap > 0.5 * min(top - bottom, run.top - run.bottom):
            lines[-1].append(run)
            bottom, top = min(bottom, run.bottom), max(top, run.top)
        else:
            lines.append([run])
            bottom, top = run.bottom, run.top
    return [_line(part) for line in lines for part in _parted(line)]


def _parted(line: list[Run]) -> Iterator[list[Run]]:
    """A line cut where print of another size or far away begins: the newspaper's name, and the date beside it."""
    part: list[Run] = []
    for run in sorted(line, key=attrgetter("left", "right")):
        if part:
            last = part[-1]
            other = max(run.size, last.size) >= HEADLINE * min(run.size, last.size) and run.left > last.right
            if other or run.left - last.right >= FAR * run.size:
                yield part
                part = []
        part.append(run)
    yield part


def _upright(lines: list[Line]) -> list[Line]:
    """Lines of one letter each that stand under each other are a headline set from top to bottom."""
    singles = [len(line.text) == 1 for line in lines]
    if sum(singles) < 3:
        return lines
    found: list[Line] = []
    for single, stretch in groupby(lines, key=lambda line: len(line.text) == 1):
        group = list(stretch)
        if not single or len(group) < 3 or not all(_is_under(a, b) for a, b in pairwise(group)):
            found += group
        else:
            found.append(_line([run for line in group for run in line.runs]))
    return found


def _is_under(above: Line, line: Line) -> bool:
    level = abs(above.left + above.right - line.left - line.right) < 0.4 * line.size
    return level and abs(above.size - line.size) < 1 and above.bottom - line.top < line.size
