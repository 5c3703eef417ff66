"""The log of decisions as CSV that a team keeps in version control: one line each, every column named.

A cell that a spreadsheet would take for a formula has an apostrophe in front of it, and so has one that begins with an
apostrophe; reading takes one off. Nothing that a page says is lost, and nothing of it is run.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final, TextIO

from sqlalchemy import Connection

from borderdb.db.corrections import (
    ALL_FIELDS,
    FIELDS,
    NUMBERS,
    PERIOD,
    SEPARATOR,
    Anchor,
    Correction,
    Field,
    from_row,
    to_row,
)
from borderdb.db.wording import CLEARABLE, read_period, understand
from borderdb.errors import UsageError
from borderdb.records import Sort, Span, Verdict

_ANCHOR: Final = ("document", "headline", "sentence", "char_start", "char_end", "words", "fact")
_DECISION: Final = ("verdict", *ALL_FIELDS, "cleared", "reviewer", "reason", "decided_at")
COLUMNS: Final = (*_ANCHOR, *_DECISION, "rule", "reading")
NEEDED: Final = (*_ANCHOR, "verdict", "reviewer", "decided_at")
"""Columns that a file must have; of the others it may have those that its rows need."""

_MARKED: Final = tuple("'=+-@＝＋－＠\t\r")
_KEYS: Final = {
    "place": re.compile(r"\d{6,12}(?:/.+)?"),
    "programme": re.compile(r"[a-z0-9_]+"),
    "indicator": re.compile(r"[a-z0-9_]+"),
}
_MOST_TOLD: Final = 10


def write_corrections(corrections: Iterable[Correction], out: TextIO) -> None:
    """Write the decisions, in their order."""
    out.write(_line(COLUMNS))
    for row in map(to_row, corrections):
        out.write(_line([_cell(row[name]) for name in COLUMNS]))


def read_corrections(connection: Connection, lines: Iterable[str], name: str) -> list[Correction]:
    """The decisions in a file. Places, programmes and indicators may stand there by name.

    Raises UsageError that tells each line that is wrong and why; then none of them counts.
    """
    reader = csv.reader(lines, strict=True)
    found, wrong = [], []
    try:
        header = [cell.strip().removeprefix("\ufeff") for cell in next(reader, [])]
        _require_columns(header, name)
        for cells in reader:
            if not cells:
                continue
            try:
                found.append(_correction(connection, _named(header, cells)))
            except UsageError as error:
                wrong.append(f"line {reader.line_num}: {error.message}")
    except csv.Error as error:
        wrong.append(f"line {reader.line_num}: {error}")
    if wrong:
        more = f"\n  and {len(wrong) - _MOST_TOLD} more" if len(wrong) > _MOST_TOLD else ""
        told = "".join(f"\n  {line}" for line in wrong[:_MOST_TOLD])
        raise UsageError(f"{name}: {len(wrong)} lines are wrong, nothing was taken:{told}{more}")
    return found


def _require_columns(header: list[str], name: str) -> None:
    if missing := [column for column in NEEDED if column not in header]:
        raise UsageError(f"{name}: has no column {', '.join(missing)}", hint="`borderdb review export` shows the form")
    if unknown := [column for column in header if column not in COLUMNS]:
        raise UsageError(f"{name}: the column {unknown[0] or '(without a name)'} is not known")
    if len(set(header)) < len(header):
        raise UsageError(f"{name}: a column is there twice")


def _named(header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise UsageError(f"has {len(cells)} cells, the header has {len(header)}")
    return {column: cell[1:] if cell.startswith("'") else cell for column, cell in zip(header, cells, strict=True)}


def _correction(connection: Connection, row: Mapping[str, str]) -> Correction:
    anchor, verdict = _anchor(row), _one(Verdict, row["verdict"], "verdict")
    if not row["reviewer"].strip():
        raise UsageError("nobody is named as reviewer")
    fields = dict(_fields(connection, anchor.sort, row))
    cleared = row.get("cleared") or ""
    for name in filter(None, cleared.split(SEPARATOR)):
        if name not in CLEARABLE:
            raise UsageError(f"{name} cannot be corrected to nothing")
    if fields and verdict not in (Verdict.CORRECTED, Verdict.ADDED):
        raise UsageError(f"{verdict}, and yet {', '.join(fields)} is given")
    values = dict.fromkeys(ALL_FIELDS) | fields | {"cleared": cleared, "decided_at": _moment(row["decided_at"])}
    for name in ("reason", "rule", "reading"):
        values[name] = row.get(name) or None
    stored = to_row(Correction(anchor, verdict, {}, (), row["reviewer"].strip(), None, _moment(row["decided_at"])))
    try:
        return from_row(stored | values)
    except (ValueError, AttributeError, TypeError):
        raise UsageError("the reading is no JSON of fields") from None


def _anchor(row: Mapping[str, str]) -> Anchor:
    try:
        span = Span(int(row["char_start"]), int(row["char_end"]))
    except ValueError:
        raise UsageError("char_start and char_end are no whole numbers") from None
    sort = _one(Sort, row["fact"], "fact")
    anchor = Anchor(sort, row["document"], row["headline"] or None, row["sentence"], span)
    if not 0 <= span.start < span.end <= len(anchor.sentence) or anchor.words != row["words"]:
        raise UsageError("the words do not stand in the sentence at char_start to char_end")
    return anchor


def _fields(connection: Connection, sort: Sort, row: Mapping[str, str]) -> Iterator[tuple[str, Field]]:
    for name in ALL_FIELDS:
        words = row.get(name) or ""
        if not words or name in PERIOD[1:]:
            continue
        if name not in FIELDS[sort]:
            raise UsageError(f"a fact of the sort {sort} has no {name}")
        if name == "period":
            yield name, words
            yield from zip(PERIOD[1:], _days(words, row), strict=True)
        elif name in _KEYS and _KEYS[name].fullmatch(words):
            yield name, words
        elif name in NUMBERS and _is_number(words):
            yield name, float(words)
        else:
            yield name, understand(connection, sort, {name: words})[0][name]


def _days(words: str, row: Mapping[str, str]) -> tuple[date, date]:
    given = [row.get(name) or "" for name in PERIOD[1:]]
    if not all(given):
        return read_period(words)
    try:
        return date.fromisoformat(given[0]), date.fromisoformat(given[1])
    except ValueError:
        raise UsageError("period_start and period_end are no days: 2025-06-30") from None


def _is_number(words: str) -> bool:
    try:
        return abs(float(words)) < float("inf")
    except ValueError:
        return False


def _moment(words: str) -> datetime:
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise UsageError(f"decided_at is no time: {words or 'empty'}") from None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _one(words: type[Sort] | type[Verdict], given: str, what: str) -> Any:
    try:
        return words(given)
    except ValueError:
        raise UsageError(f"{given or 'nothing'} is no {what}: it is one of {', '.join(words)}") from None


def _line(cells: Sequence[object]) -> str:
    """A line of the file. Only where lines end with both marks does Python's writer put both into quotes."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: object) -> object:
    if isinstance(value, float):
        return int(value) if value == int(value) and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return f"'{value}" if isinstance(value, str) and value.startswith(_MARKED) else value
