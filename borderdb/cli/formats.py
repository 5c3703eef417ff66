"""Sheets as text for other programs: csv, tsv, json, ndjson, markdown. All rows, nothing cut."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from borderdb.cli.sheet import Sheet, Value
from borderdb.cli.text import UNSAFE, harmless

FORMULA = tuple("=+-@＝＋－＠\t\r")
TSV_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
MARKDOWN = re.compile(r"[\\`*_\[\]<>|#~]")


def write_csv(sheet: Sheet, shown: Sequence[str], out: TextIO) -> None:
    """Comma-separated values. A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_cell(name) for name in shown)
    for record in sheet.records():
        writer.writerow(_cell(record[name]) for name in shown)


def write_tsv(sheet: Sheet, shown: Sequence[str], out: TextIO) -> None:
    """Tab-separated values; backslash, tab and line break in a cell are written as in PostgreSQL's COPY."""
    out.write("\t".join(map(_tsv, shown)) + "\n")
    for record in sheet.records():
        out.write("\t".join(_tsv(record[name]) for name in shown) + "\n")


def write_json(sheet: Sheet, shown: Sequence[str], out: TextIO) -> None:
    """One array, an object a row and line."""
    opening = "[\n"
    for record in sheet.records():
        out.write(opening + _object(record, shown))
        opening = ",\n"
    out.write("[]\n" if opening == "[\n" else "\n]\n")


def write_ndjson(sheet: Sheet, shown: Sequence[str], out: TextIO) -> None:
    """An object a row and line."""
    for record in sheet.records():
        out.write(_object(record, shown) + "\n")


def write_markdown(sheet: Sheet, shown: Sequence[str], out: TextIO) -> None:
    """A table for a report; the marks that Markdown would read in a page's words are escaped."""
    records = sheet.held()
    numbers = {name for name in shown if all_numbers(record[name] for record in records)}
    out.write(f"| {' | '.join(map(_markdown, shown))} |\n")
    out.write(f"| {' | '.join('---:' if name in numbers else '---' for name in shown)} |\n")
    for record in records:
        out.write(f"| {' | '.join(_markdown(record[name]) for name in shown)} |\n")


WRITERS: dict[str, Callable[[Sheet, Sequence[str], TextIO], None]] = {
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "ndjson": write_ndjson,
    "markdown": write_markdown,
}


def all_numbers(values: Iterable[Value]) -> bool:
    """Whether a column holds numbers, apart from what is not known."""
    known = [value for value in values if value is not None]
    return bool(known) and not any(isinstance(value, str) for value in known)


def _cell(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    text = harmless(value.replace("\r\n", "\n"))
    return f"'{text}" if value.startswith(FORMULA) else text


def _tsv(value: Value) -> str:
    return "" if value is None else harmless(str(value).translate(TSV_ESCAPES))


def _object(record: dict[str, Value], shown: Sequence[str]) -> str:
    text = json.dumps({name: record[name] for name in shown}, ensure_ascii=False)
    return UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _markdown(value: Value) -> str:
    if value is None:
        return "—"
    if not isinstance(value, str):
        return str(value)
    return harmless(MARKDOWN.sub(r"\\\g<0>", value)).replace("\n", "<br>")
