"""What goes in comes out again, in every format, and nothing from a page is taken for anything but text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest

from borderdb.cli.formats import WRITERS
from borderdb.cli.sheet import Sheet, distinct, plain
from borderdb.cli.text import harmless, one_line
from borderdb.errors import UsageError
from tests.cli.conftest import Run

COLUMNS = ("place", "value", "note")
ROWS: list[tuple[object, ...]] = [
    ("同江市", 53.78, "粮食，“增产”"),
    ("[/图]", -3, 'a,b "c"\nd'),
    (None, None, "tab\there \\ back"),
    ("[red]密山[/red]", 105000.0, ""),
]
ESCAPES = ("\x1b[2J", "\x9b31m", "a\x00b", "bell\x07", "\x7f", "\u202egnp.exe", "\u2028", "\r")
FORMULAS = ("=1+1", "+86 10", "-5%", "@SUM(A1)", "＝1", "\t=1")


def written(name: str, rows: Sequence[Sequence[object]], columns: tuple[str, ...] = COLUMNS) -> str:
    out = io.StringIO()
    WRITERS[name](Sheet(columns, rows), columns, out)
    return out.getvalue()


def test_csv_comes_back() -> None:
    header, *rows = csv.reader(io.StringIO(written("csv", ROWS)))
    assert tuple(header) == COLUMNS
    assert rows == [
        ["同江市", "53.78", "粮食，“增产”"],
        ["[/图]", "-3", 'a,b "c"\nd'],
        ["", "", "tab\there \\ back"],
        ["[red]密山[/red]", "105000", ""],
    ]


@pytest.mark.parametrize("name", ["json", "ndjson"])
def test_json_comes_back(name: str) -> None:
    text = written(name, ROWS)
    records = json.loads(text) if name == "json" else [json.loads(line) for line in text.splitlines()]
    assert [tuple(record.values()) for record in records] == [*ROWS[:3], ("[red]密山[/red]", 105000, "")]
    assert "同江市" in text


def test_tsv_comes_back() -> None:
    lines = [line.split("\t") for line in written("tsv", ROWS).splitlines()]
    assert all(len(line) == len(COLUMNS) for line in lines)
    back = str.maketrans({"\0": "\\"})
    note = lines[3][2].replace("\\\\", "\0").replace("\\t", "\t").replace("\\n", "\n").translate(back)
    assert note == "tab\there \\ back"


def test_markdown_keeps_its_columns() -> None:
    lines = written("markdown", [("a|b", 1, "<b>*x*</b>"), ("c\nd", None, "`")]).splitlines()
    assert lines[1] == "| --- | ---: | --- |"
    assert lines[2] == "| a\\|b | 1 | \\<b\\>\\*x\\*\\</b\\> |"
    assert lines[3] == "| c<br>d | — | \\` |"


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_no_rows_are_no_rows(name: str) -> None:
    text = written(name, [])
    assert text == "" if name == "ndjson" else text.endswith("\n")
    assert name != "json" or json.loads(text) == []


@pytest.mark.parametrize("name", sorted(WRITERS))
@pytest.mark.parametrize("cell", ESCAPES, ids=ascii)
def test_a_terminal_is_not_steered(name: str, cell: str) -> None:
    text = written(name, [(cell, 1, "x")])
    assert not [character for character in text if character not in "\n\t" and not character.isprintable()]


@pytest.mark.parametrize("cell", [*ESCAPES, "\ud800"], ids=ascii)
def test_json_still_says_what_was_there(cell: str) -> None:
    assert json.loads(written("json", [(cell, 1, "x")]))[0]["place"] == cell


@pytest.mark.parametrize("cell", FORMULAS, ids=ascii)
def test_a_spreadsheet_calculates_nothing(cell: str) -> None:
    _, row = csv.reader(io.StringIO(written("csv", [(cell, -1.5, "ok")])))
    assert row == [f"'{cell}", "-1.5", "ok"]


def test_text_that_is_no_formula_stays() -> None:
    assert "'" not in written("csv", [("a=b", 1, "1-2")])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.0, 1),
        (1e300, 1e300),
        (0.57, 0.57),
        (float("nan"), None),
        (float("inf"), None),
        (Decimal("53.78"), 53.78),
        (True, 1),
        (b"\x01\xff", "01ff"),
        (date(2026, 2, 14), "2026-02-14"),
        (datetime(2026, 2, 14, 3, 4, 5), "2026-02-14 03:04:05"),  # noqa: DTZ001
    ],
)
def test_values_of_any_driver(value: object, expected: object) -> None:
    assert plain(value) == expected


def test_columns_of_one_name_are_told_apart() -> None:
    assert distinct(("a", "b", "a", "a", "a_2")) == ("a", "b", "a_2", "a_3", "a_2_2")


def test_signs_stand_for_what_cannot_be_shown() -> None:
    assert harmless("\x1b[31m\x7f\x85好") == "␛[31m␡�好"
    assert one_line("a\nb\tc") == "a⏎b c"


def test_columns_can_be_chosen(run: Run) -> None:
    text = run("query", "metrics", "--columns", "value, place", "--format", "csv", "--limit", "1").stdout
    assert text == "value,place\n38700,同江口岸\n"


def test_an_unknown_column_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="plase") as caught:
        Sheet(COLUMNS, []).named(["plase"])
    assert caught.value.hint == "did you mean place?"


def test_a_table_leaves_columns_out_and_data_formats_do_not(run: Run) -> None:
    short = run("query", "metrics").stdout.splitlines()[0].split()
    wide = run("query", "metrics", "--wide").stdout.splitlines()[0].split()
    data = run("query", "metrics", "--format", "tsv").stdout.splitlines()[0].split("\t")
    assert len(short) < len(wide)
    assert wide == data


def test_the_mark_of_utf8_is_for_spreadsheets(run: Run) -> None:
    assert run("query", "places", "--format", "csv", "--bom").stdout.startswith("\ufeffplace_code,")
    refused = run("query", "places", "--format", "json", "--bom")
    assert refused.exit_code == 2
    assert "--bom goes with" in refused.stderr


def test_the_format_can_come_from_the_environment(run: Run) -> None:
    assert run("runs", BORDERDB_FORMAT="csv").stdout.startswith("run_id,started_on")
