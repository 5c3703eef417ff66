"""Sheets for the eye: a table as wide as the terminal, records one below the other where that is too narrow.

On a pipe the table is uncut, without colour, and a row is a line: `grep` and `less -S` see all that was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, TextIO

from borderdb.cli.formats import all_numbers
from borderdb.cli.sheet import Sheet, Value
from borderdb.cli.text import harmless, one_line
from borderdb.cli.wrapping import fold, width

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

UNKNOWN = "—"
DITTO = "〃"
GAP = "  "
LONG = 44  # terminal cells: a column with longer texts runs over many lines, and gets what the others leave
LEAST_LONG = 26
CAPS = (40, 28, 20, 14, 10)  # how narrow the other columns of text may become, tried in turn
RIGID = 10  # terminal cells: short words are not broken
CODE = 30  # terminal cells: nor are codes, dates and file names up to this width
ID = re.compile("[0-9a-f]{16}")
ID_SHOWN = 8  # characters of an id that a terminal shows; `show` takes the beginning of one
ROOMY = 1.5  # lines a row takes: above that, rows are set apart by a blank line
YEARS = ("year", "年", "年份")  # 2025 is not 2,025
STYLES = {"value": "bold", "value_to": "bold", "place": "cyan", "document": "dim"}
MARKED = "bold yellow"


@dataclass(frozen=True, slots=True)
class Column:
    """A column laid out: its cells as text, the terminal cells it would like, whether it holds only numbers."""

    name: str
    cells: tuple[str | None, ...]
    width: int
    numeric: bool

    @property
    def rigid(self) -> bool:
        """Whether the column keeps its width however narrow the terminal is: numbers, codes, dates."""
        return self.numeric or self.width <= RIGID or (self.width <= CODE and all(map(_is_code, self.cells)))

    @property
    def style(self) -> str:
        return "dim" if self.name.endswith("_id") and not self.numeric else STYLES.get(self.name, "")


def write_plain(sheet: Sheet, shown: Sequence[str], out: TextIO) -> None:
    """The uncut table for a pipe or a file."""
    columns = _columns(sheet.held(), shown, one_line)

    def line(cells: Iterable[str | None]) -> str:
        texts = (UNKNOWN if cell is None else cell for cell in cells)
        return GAP.join(_padded(text, c.width, c.numeric) for c, text in zip(columns, texts, strict=True)).rstrip()

    out.write(line(column.name for column in columns) + "\n")
    out.write(GAP.join("─" * column.width for column in columns) + "\n")
    for cells in zip(*(column.cells for column in columns), strict=True):
        out.write(line(cells) + "\n")


def write_terminal(sheet: Sheet, shown: Sequence[str], console: Console) -> None:
    """The table for a terminal: nothing cut, wrapped to its width, words marked where asked."""
    records = sheet.held()
    columns = _columns(records, shown, _short)
    widths = fit(columns, console.width)
    above = fit(columns[:-1], console.width) if columns[-1].width > LONG else None
    in_rows = widths is not None or above is not None
    words = [[_marks(sheet, record, column.name) for record in records] for column in columns]
    laid_out = [_texts(column, asked, once=in_rows) for column, asked in zip(columns, words, strict=True)]
    rows = [list(row) for row in zip(*laid_out, strict=True)]
    if widths is not None:
        _print_table(columns, widths, rows, console)
    elif above is not None:
        _print_table(columns[:-1], above, rows, console)
    else:
        _print_records(columns, rows, console)


def fit(columns: Sequence[Column], room: int) -> tuple[int, ...] | None:
    """A width for each column so that all fit into a line, or None where they would become unreadable.

    Long columns share what the others leave; the others are narrowed step by step until every long one has enough.
    """
    room -= len(GAP) * (len(columns) - 1)
    if sum(column.width for column in columns) <= room:
        return tuple(column.width for column in columns)
    long = [column.width > LONG and not column.rigid for column in columns]
    for cap in CAPS:
        least = [c.width if c.rigid else max(min(c.width, cap), width(c.name)) for c in columns]
        left = room - sum(cells for cells, is_long in zip(least, long, strict=True) if not is_long)
        share = left // sum(long) if any(long) else 0
        if left >= 0 and (share >= LEAST_LONG or not any(long)):
            wide = [min(column.width, share) for column in columns]
            return tuple(w if is_long else n for w, n, is_long in zip(wide, least, long, strict=True))
    return None


def number(value: float, *, separate: bool = True) -> str:
    """A number as tables show it: thousands apart, without the noise of binary fractions."""
    shown = value if isinstance(value, int) else float(f"{value:.12g}")
    return format(shown, ",") if separate else str(shown)


def marked(text: str, words: Iterable[str], style: str = "") -> Text:
    """The text with every occurrence of the words standing out; 5 is not found inside 15 or 5.2."""
    from rich.text import Text

    result = Text(text, style=style)
    for word in filter(None, map(harmless, words)):
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if not (_joins(text, start) or _joins(text, end)):
                result.stylize(MARKED, start, end)
            start = text.find(word, end)
    return result


def _short(cell: str) -> str:
    return cell[:ID_SHOWN] if ID.fullmatch(cell) else harmless(cell)


def _is_code(cell: str | None) -> bool:
    return cell is None or (cell.isascii() and " " not in cell)


def _joins(text: str, offset: int) -> bool:
    """Whether a number goes on across this offset."""
    around = text[offset - 1 : offset + 1] if 0 < offset < len(text) else ""
    return len(around) == 2 and all(character in "0123456789." for character in around)


def _columns(records: list[dict[str, Value]], shown: Sequence[str], clean: Callable[[str], str]) -> list[Column]:
    columns = []
    for name in shown:
        values = [record[name] for record in records]
        separate = name.lower() not in YEARS
        cells = tuple(
            None if v is None else clean(v) if isinstance(v, str) else number(v, separate=separate) for v in values
        )
        widest = max((width(line) for cell in cells if cell for line in cell.split("\n")), default=1)
        title = one_line(name)
        columns.append(Column(title, cells, max(widest, width(title)), all_numbers(values)))
    return columns


def _marks(sheet: Sheet, record: dict[str, Value], name: str) -> tuple[str, ...]:
    return sheet.marks[name].of(record) if name in sheet.marks else ()


def _texts(column: Column, words: Sequence[tuple[str, ...]], *, once: bool) -> list[Text]:
    """The cells, marked. With `once` a long text that rows share stands only in the first, with the words of all."""
    from rich.text import Text

    texts: list[Text] = []
    for cell, group in groupby(range(len(words)), lambda index: column.cells[index]):
        rows = list(group)
        if cell is None:
            texts += [Text(UNKNOWN, style="dim") for _ in rows]
        elif once and len(rows) > 1 and width(cell) > LONG:
            texts.append(marked(cell, [word for index in rows for word in words[index]], column.style))
            texts += [Text(DITTO, style="dim") for _ in rows[1:]]
        else:
            texts += [marked(cell, words[index], column.style) for index in rows]
    return texts


def _print_table(columns: Sequence[Column], widths: Sequence[int], rows: list[list[Text]], console: Console) -> None:
    """Print rows in columns; a cell more than there are columns stands below its row, over the whole width."""
    from rich.text import Text

    def show(lines: Iterable[Text]) -> None:
        joined = Text(GAP).join(
            _aligned(text, cells, column.numeric) for text, cells, column in zip(lines, widths, columns, strict=True)
        )
        joined.rstrip()
        console.print(joined, soft_wrap=True)

    show(Text(column.name, style="bold") for column in columns)
    show(Text("─" * cells, style="dim") for cells in widths)
    blocks = [[_folded(text, cells) for text, cells in zip(row, widths, strict=False)] for row in rows]
    below = [_folded(text, console.width - len(GAP)) for row in rows for text in row[len(columns) :]]
    own = [all(text.plain != DITTO for text in row) for row in rows]
    heights = [max(map(len, block)) for block, first in zip(blocks, own, strict=True) if first]
    roomy = bool(below) or sum(heights) > ROOMY * len(heights)
    waiting: list[Text] = []
    for index, block in enumerate(blocks):
        if own[index]:
            _print_indented(waiting, console)
            waiting = below[index] if below else []
            if roomy and index:
                console.print()
        for lines in zip_longest(*block, fillvalue=Text("")):
            show(lines)
    _print_indented(waiting, console)


def _print_indented(lines: Iterable[Text], console: Console) -> None:
    from rich.text import Text

    for line in lines:
        console.print(Text.assemble(GAP, line), soft_wrap=True)


def _print_records(columns: Sequence[Column], rows: list[list[Text]], console: Console) -> None:
    from rich.text import Text

    names = max(width(column.name) for column in columns)
    room = max(console.width - names - len(GAP), LEAST_LONG // 2)
    for index, row in enumerate(rows, 1):
        title = f"── {index} "
        console.print(Text(title.ljust(max(console.width, len(title)), "─"), style="dim"), soft_wrap=True)
        for column, text in zip(columns, row, strict=True):
            for line_number, line in enumerate(_folded(text, room)):
                name = Text(column.name if line_number == 0 else "", style="bold")
                console.print(Text(GAP).join((_aligned(name, names, False), line)), soft_wrap=True)


def _folded(text: Text, cells: int) -> list[Text]:
    return [text[start:end] if end > start else text[:0] for start, end in fold(text.plain, cells)]


def _aligned(text: Text, cells: int, right: bool) -> Text:
    result = text.copy()
    room = cells - width(text.plain)
    if right:
        result.pad_left(room)
    else:
        result.pad_right(room)
    return result


def _padded(text: str, cells: int, right: bool) -> str:
    room = " " * (cells - width(text))
    return room + text if right else text + room
