"""The lines of a printed page in reading order, from where its letters stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from borderdb.readers.columns import find_bands, find_blocks
from borderdb.readers.printed import HEADLINE, SUBTITLE, Line, Run

FAR = 5.0  # letters of white between what is no line of words
FOOT = 0.06  # of the height of a page, in which the names of its makers stand
SPACED = 1.2  # letters of white that a line of large letters may have inside


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
    for number, block in enumerate([*find_blocks(pieces, size), *([foot] if foot else [])]):
        lines = _upright(_lines(block))
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
    large = [run for run in runs if run.size >= HEADLINE * size]
    upright = _upright_runs([run for run in large if len(run.letters) == 1])
    taken = {run for group in upright for run in group}
    for run in sorted((run for run in large if run not in taken), key=attrgetter("left")):
        for group in whole:
            last = group[-1]
            level = abs(last.bottom + last.top - run.bottom - run.top) < run.size and abs(last.size - run.size) < 1
            if level and -run.size < run.left - last.right < SPACED * run.size:
                group.append(run)
                break
        else:
            whole.append([run])
    small = [[run] for run in runs if run.size < HEADLINE * size]
    return [_line(group) for group in (*upright, *whole, *small)]


def _without_foot(pieces: list[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The page, and the small print at its foot: it stands apart below all columns, and goes on none of them."""
    bands = find_bands(pieces)
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


def _lines(pieces: list[Line]) -> list[Line]:
    """The pieces of one column as lines, from the top downwards."""
    lines: list[list[Line]] = []
    bottom = top = 0.0
    for piece in sorted(pieces, key=lambda piece: -piece.top - piece.bottom):
        overlap = min(top, piece.top) - max(bottom, piece.bottom)
        if lines and overlap > 0.5 * min(top - bottom, piece.top - piece.bottom):
            lines[-1].append(piece)
            bottom, top = min(bottom, piece.bottom), max(top, piece.top)
        else:
            lines.append([piece])
            bottom, top = piece.bottom, piece.top
    return [whole for line in lines for whole in (line if len(line) == 1 else map(_line, _parted(line)))]


def _parted(line: list[Line]) -> Iterator[list[Run]]:
    """A line cut where print of another size or far away begins: the newspaper's name, and the date beside it."""
    part: list[Run] = []
    for run in sorted((run for piece in line for run in piece.runs), key=attrgetter("left", "right")):
        if part:
            last = part[-1]
            other = max(run.size, last.size) >= HEADLINE * min(run.size, last.size) and run.left > last.right
            if other or run.left - last.right >= FAR * run.size:
                yield part
                part = []
        part.append(run)
    yield part


def _upright_runs(letters: list[Run]) -> list[list[Run]]:
    """Letters under each other, three or more: a headline set from top to bottom."""
    columns: list[list[Run]] = []
    for letter in sorted(letters, key=attrgetter("top"), reverse=True):
        column = next((column for column in columns if _is_under(column[-1], letter)), None)
        if column is None:
            columns.append([letter])
        else:
            column.append(letter)
    return [column for column in columns if len(column) >= 3]


def _upright(lines: list[Line]) -> list[Line]:
    """Lines of one letter each that stand under each other are one line."""
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


def _is_under(above: Run | Line, below: Run | Line) -> bool:
    level = abs(above.left + above.right - below.left - below.right) < 0.4 * below.size
    return level and abs(above.size - below.size) < 1 and -below.size < above.bottom - below.top < below.size
