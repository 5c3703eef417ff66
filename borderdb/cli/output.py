"""Rows to stdout, talk to stderr: the one place that prints.

What a page says can reach neither the terminal (control characters become visible signs) nor rich's markup (cells are
`Text`). Whatever the locale, what is written is UTF-8.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from borderdb.cli.text import harmless
from borderdb.errors import BorderdbError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from borderdb.cli.sheet import Sheet


ENDLESS = 1_000_000  # cells


class OutputError(BorderdbError):
    """Standard output takes no more: the disk is full."""


class Format(StrEnum):
    """How rows are written. A table is uncut on a pipe and as wide as the terminal on one."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    NDJSON = "ndjson"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Style:
    """How the user wants rows: the format, all columns or which ones, and a byte order mark for spreadsheets."""

    format: Format = Format.TABLE
    wide: bool = False
    columns: tuple[str, ...] = ()
    bom: bool = False

    def __post_init__(self) -> None:
        if self.bom and self.format not in (Format.CSV, Format.TSV):
            raise UsageError("--bom goes with --format csv or tsv", hint="spreadsheets want it, other programs do not")

    def shown(self, sheet: Sheet) -> tuple[str, ...]:
        """The columns to write. Only what is read by eye leaves some out by itself."""
        from borderdb.cli.sheet import distinct

        if self.columns:
            return sheet.named(self.columns)
        by_eye = self.format in (Format.TABLE, Format.MARKDOWN)
        return sheet.short if by_eye and sheet.short and not self.wide else distinct(sheet.columns)


def write(sheet: Sheet, style: Style) -> None:
    """Print the rows. Raises UsageError where a wanted column does not exist."""
    shown = style.shown(sheet)
    try:
        _write(sheet, shown, style)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"the output cannot be written: {error.strerror}") from error


def _write(sheet: Sheet, shown: Sequence[str], style: Style) -> None:
    if style.format is not Format.TABLE:
        from borderdb.cli.formats import WRITERS

        if style.bom:
            sys.stdout.write("\ufeff")
        WRITERS[style.format](sheet, shown, sys.stdout)
        return
    from borderdb.cli import tables

    if on_terminal(sys.stdout):
        tables.write_terminal(sheet, shown, console())
    else:
        tables.write_plain(sheet, shown, sys.stdout)


def note(message: str) -> None:
    """A remark beside the data."""
    _talk("note", "2", message)


def warn(message: str) -> None:
    """Something went wrong, and the rest went on."""
    _talk("warning", "33", message)


def fail(message: str, hint: str | None = None) -> None:
    """The sentence that a command ends with when it cannot go on, and what to do about it."""
    _talk("error", "1;31", message)
    if hint:
        _talk("hint", "36", hint)


def on_terminal(stream: TextIO) -> bool:
    """Whether a person reads the stream. FORCE_COLOR says so of a pipe, as it does to other programs."""
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def console() -> Console:
    """The console on stdout: no markup, emoji codes or highlighting; on a pipe as wide as a line may get."""
    from rich.console import Console

    width = None if on_terminal(sys.stdout) else ENDLESS
    return Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)


def use_utf8() -> None:
    """Read and write UTF-8 whatever the locale, with line ends as they are and no complaint about odd file names."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")


def _talk(kind: str, colour: str, message: str) -> None:
    label = f"{kind}:"
    if on_terminal(sys.stderr) and not os.environ.get("NO_COLOR"):
        label = f"\033[{colour}m{label}\033[0m"
    sys.stderr.write(f"{label} {harmless(message)}\n")


def columns_of(names: str | None) -> Sequence[str]:
    """The names in `--columns place,value`."""
    return tuple(name.strip() for name in (names or "").split(",") if name.strip())
