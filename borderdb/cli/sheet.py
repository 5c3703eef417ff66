"""What a command has found, before anybody decides how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from math import isfinite

from borderdb.errors import UsageError

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Marks:
    """Which words to make stand out in a column: the same ones in all rows, and what other columns of the row say."""

    words: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    def of(self, row: Mapping[str, object]) -> tuple[str, ...]:
        """The words for one row."""
        return self.words + tuple(str(row[name]) for name in self.columns if row.get(name) is not None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under column names. `short` names the columns that a table shows unless all are wanted.

    `rows` may be read once only; whoever prints them decides how many are held in memory.
    """

    columns: tuple[str, ...]
    rows: Iterable[Sequence[object]]
    short: tuple[str, ...] = ()
    marks: Mapping[str, Marks] = field(default_factory=dict)

    def named(self, columns: Sequence[str]) -> tuple[str, ...]:
        """The names as given, after a look whether they exist."""
        for name in columns:
            if name not in self.columns:
                near = get_close_matches(name, self.columns, n=1)
                hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(self.columns)}"
                raise UsageError(f"no column is called {name}", hint=hint)
        return tuple(columns)

    def records(self) -> Iterator[dict[str, Value]]:
        """One mapping per row, with values that every format knows how to write."""
        names = distinct(self.columns)
        for row in self.rows:
            yield dict(zip(names, map(plain, row), strict=True))


def distinct(columns: Sequence[str]) -> tuple[str, ...]:
    """Column names without repetition, which `SELECT a.id, b.id` has: id, id_2."""
    names: list[str] = []
    for column in columns:
        name, count = column, 2
        while name in names:
            name, count = f"{column}_{count}", count + 1
        names.append(name)
    return tuple(names)


def plain(value: object) -> Value:
    """A value of any driver as text, number or None. 105000.0 is 105000; what is no number (NaN) is None."""
    match value:
        case None | str():
            return value
        case bool():
            return int(value)
        case int():
            return value
        case float() | Decimal():
            if not isfinite(value):
                return None
            return int(value) if value == int(value) and abs(int(value)) < 10**15 else float(value)
        case bytes():
            return value.hex()
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
        case _:
            return str(value)
