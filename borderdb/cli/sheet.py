"""What a command has found, before anybody decides how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from math import isfinite

from borderdb.errors import QueryError, UsageError

Value = str | int | float | None

CELL = 50  # what a cell weighs beside its characters
MOST_HELD = 200_000_000  # characters and weight of all cells; 100,000 figures with all that is known of them come below


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

    def held(self) -> list[dict[str, Value]]:
        """All records at once, for formats that must see the last row before they write the first.

        Raises QueryError where they would fill the memory: an answer can have 100,000 rows of half a million bytes.
        """
        records: list[dict[str, Value]] = []
        size = 0
        for record in self.records():
            size += sum(CELL + (len(value) if isinstance(value, str) else 0) for value in record.values())
            if size > MOST_HELD:
                raise QueryError(
                    f"the answer is too large for a table: more than {len(records):,} rows of this length",
                    hint="--format csv, tsv or ndjson write row by row; --limit takes fewer",
                )
            records.append(record)
        return records


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
