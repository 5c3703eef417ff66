"""How a seed file is read: its columns, what their cells may hold, and where a fault stands.

A file is UTF-8 (a byte order mark and Windows line ends are let pass), with one row per line and no empty lines.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from types import EllipsisType
from typing import Generic, TypeVar

from borderdb.errors import SeedError

SEPARATOR = "、"
FIRST = 2  # the line of the first row, below the header
# Control characters, line separators, the replacement character and what only some fonts show.
_FORBIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff\ufffd\ue000-\uf8ff]")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_DIGITS = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_HINT = "mend that line or bring the file back; what each column holds stands in README.md beside the files"

Row = TypeVar("Row", bound=tuple[object, ...])
Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how a cell is read (ValueError with the reason), and what an empty one means; `...`: it may not be."""

    name: str
    read: Callable[[str], object] | None = None
    empty: str | tuple[()] | EllipsisType | None = ...


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A file, the rows made of it, and the columns that together name a row."""

    file: str
    row: Callable[..., Row]
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def fault(path: Path, line: int, reason: str) -> SeedError:
    """The error for one line of a file."""
    return SeedError(f"{path}:{line}: {reason}", hint=_HINT)


def read_text(path: Path) -> str:
    """The contents of a file with plain line ends, which are the same however it was checked out."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SeedError(
            f"{path}: cannot be read: {error.strerror}", hint="the folder of seeds must hold every file README.md names"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise fault(path, line, "is not UTF-8") from error
    text = text.replace("\r\n", "\n")
    if (match := _FORBIDDEN.search(text)) is not None:
        line = text.count("\n", 0, match.start()) + 1
        raise fault(path, line, f"holds the character U+{ord(match[0]):04X}")
    return text


def read_rows(path: Path, text: str, table: Table[Row]) -> tuple[Row, ...]:
    """The rows of a file, of which the first stands on line 2."""
    header, *body = _cells(path, text) or [[]]
    names = [column.name for column in table.columns]
    if header != names:
        raise fault(path, 1, f"the columns are {','.join(header)}, not {','.join(names)}")
    if not body:
        raise fault(path, 1, "holds no rows")
    for line, cells in enumerate(body, FIRST):
        if len(cells) != len(names):
            raise fault(path, line, f"has {len(cells)} cells, not {len(names)}")
    columns = list(zip(*body, strict=True))
    values = [_read(path, column, cells) for column, cells in zip(table.columns, columns, strict=True)]
    _check_key(path, list(zip(*(columns[names.index(name)] for name in table.key), strict=True)))
    return tuple(map(table.row, *values))


def _cells(path: Path, text: str) -> list[list[str]]:
    """The cells of each line."""
    lines = text.removesuffix("\n").split("\n")
    for line, words in enumerate(lines, 1):
        if words.count('"') % 2:  # it would take the next lines with it
            raise fault(path, line, "is no sound CSV: a quote is not closed")
    reader = csv.reader(lines, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise fault(path, reader.line_num, f"is no sound CSV: {error}") from error


def _read(path: Path, column: Column, cells: Sequence[str]) -> Sequence[object]:
    """The values of a column."""
    if column.empty is ... and "" in cells:
        raise fault(path, cells.index("") + FIRST, f"{column.name} is empty")
    values: list[object] = []
    try:
        for cell in cells:
            if cell != cell.strip():
                raise ValueError("has white space at its ends")
            values.append((column.read(cell) if column.read else cell) if cell else column.empty)
    except ValueError as error:
        line = len(values) + FIRST
        raise fault(path, line, f"{column.name} {cells[len(values)]!r} {error}") from error
    return values


def _check_key(path: Path, keys: Sequence[tuple[str, ...]]) -> None:
    """Refuse two rows of one name."""
    if len(set(keys)) == len(keys):
        return
    seen: dict[tuple[str, ...], int] = {}
    for line, key in enumerate(keys, FIRST):
        if seen.setdefault(key, line) != line:
            raise fault(path, line, f"{', '.join(key)} stands already on line {seen[key]}")


def identifier(cell: str) -> str:
    """A code of ours: port_passengers."""
    if not _IDENTIFIER.fullmatch(cell):
        raise ValueError("is no code of small letters, digits and single underscores")
    return cell


def division_code(*lengths: int) -> Callable[[str], str]:
    """A division code of one of these lengths."""

    def read(cell: str) -> str:
        if len(cell) not in lengths or not _DIGITS.fullmatch(cell):
            raise ValueError(f"is no code of {' or '.join(map(str, lengths))} digits")
        return cell

    return read


def names(cell: str) -> tuple[str, ...]:
    """Several names joined by 、."""
    found = tuple(cell.split(SEPARATOR))
    if len(set(found)) < len(found) or not all(name and name == name.strip() for name in found):
        raise ValueError("holds an empty, a padded or a repeated name")
    return found


def flag(cell: str) -> bool:
    """yes or no."""
    if cell not in ("yes", "no"):
        raise ValueError("is neither yes nor no")
    return cell == "yes"


def number(cell: str) -> Decimal:
    """A positive number, or a fraction of two (2000/3)."""
    parts = cell.split("/")
    if len(parts) > 2 or not all(_DECIMAL.fullmatch(part) for part in parts):
        raise ValueError("is no number")
    try:
        value = Decimal(parts[0]) / Decimal(parts[-1]) if len(parts) == 2 else Decimal(cell)
    except InvalidOperation:
        raise ValueError("divides nothing by nothing") from None
    except ZeroDivisionError:
        raise ValueError("divides by nothing") from None
    if not value:
        raise ValueError("is not above zero")
    return value


def choice(*choices: str) -> Callable[[str], str]:
    """One of a few words."""

    def read(cell: str) -> str:
        if cell not in choices:
            raise ValueError(f"is none of {', '.join(choices)}")
        return cell

    return read


def member(kind: type[Member]) -> Callable[[str], Member]:
    """A value of an enumeration."""
    known = {value.value: value for value in kind}

    def read(cell: str) -> Member:
        if cell not in known:
            raise ValueError(f"is none of {', '.join(known)}")
        return known[cell]

    return read
