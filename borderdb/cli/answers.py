"""From the answer of a query to printed rows, and what to say when it was cut or empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from borderdb.cli import output
from borderdb.cli.sheet import Marks, Sheet

if TYPE_CHECKING:
    from borderdb.cli.output import Style
    from borderdb.db.readonly import Result


class Counter:
    """Rows passed on, at most `limit` of them (0 for all); remembers how many and whether there were more."""

    def __init__(self, rows: Iterator[Sequence[object]], limit: int) -> None:
        self._rows = rows
        self._limit = limit
        self.count = 0
        self.cut = False

    def __iter__(self) -> Iterator[Sequence[object]]:
        for row in self._rows:
            if self._limit and self.count == self._limit:
                self.cut = True
                return
            self.count += 1
            yield row


def print_rows(
    result: Result,
    style: Style,
    limit: int,
    *,
    short: tuple[str, ...] = (),
    marks: Mapping[str, Marks] | None = None,
) -> Counter:
    """Print at most `limit` rows (0 for all) and say so where there were more."""
    rows = Counter(result.rows, limit)
    output.write(Sheet(result.columns, rows, short, marks or {}), style)
    if rows.cut:
        output.note(f"cut after {limit:,} row{'s' if limit > 1 else ''}; --limit 0 gives all")
    return rows
