"""The log as a CSV file: nothing is lost on the way there and back, and what is wrong in it is named."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from borderdb.db.correction_files import COLUMNS, NEEDED, read_corrections, write_corrections
from borderdb.db.corrections import Anchor, Correction
from borderdb.db.engine import connect
from borderdb.errors import UsageError
from borderdb.records import Sort, Span, Verdict
from tests.db.made import make_database

SENTENCE = "同江市种地300亩，增收5%。"
WHEN = datetime(2025, 11, 3, 8, 15, 0, 250)  # noqa: DTZ001  # the log keeps UTC without a zone
FIGURE = Correction(
    Anchor(Sort.METRIC, "a.txt", "同江市党建引领兴边", SENTENCE, Span(5, 9)),
    Verdict.CORRECTED,
    {
        "value": 310.5,
        "place": "230881",
        "period": "2025",
        "period_start": date(2025, 1, 1),
        "period_end": date(2025, 12, 31),
    },
    ("label", "unit"),
    "anna",
    "页面上写的是310.5",
    WHEN,
    "noun_before",
    {"value": 300.0, "unit": "亩", "period_start": date(2024, 1, 1)},
)
HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "'already",
    "''=twice",
    "＝1",
    'quotes " and , commas',
    "line\nbreak",
    "\ttab",
    "other\u2028lines\x1cand\rmore",
    "\x1b[31m",
    "[red]x[/red]",
    "'; DROP TABLE corrections; --",
    "\ufeff",
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("exchange") / "border.sqlite")


@pytest.fixture
def connection(database: Path) -> Iterator[Connection]:
    with connect(database) as opened:
        yield opened


def written(*corrections: Correction) -> str:
    out = io.StringIO(newline="")
    write_corrections(corrections, out)
    return out.getvalue()


def read(connection: Connection, text: str) -> list[Correction]:
    return read_corrections(connection, io.StringIO(text, newline=""), "c.csv")


def changed(**cells: str) -> str:
    """The file with one decision, some cells of which are others; a column that is None is left out."""
    (row,) = csv.DictReader(io.StringIO(written(FIGURE)))
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerow(row | cells)
    return out.getvalue()


def test_what_is_written_is_read(connection: Connection) -> None:
    bare = Correction(FIGURE.anchor, Verdict.RETRACTED, {}, (), "bo", None, WHEN)
    place = replace(
        bare, anchor=replace(FIGURE.anchor, sort=Sort.PLACE, headline=None), verdict=Verdict.REJECTED, seen={}
    )
    said = [FIGURE, bare, place]
    again = read(connection, written(*said))
    assert again == said
    assert [c.correction_id for c in again] == [c.correction_id for c in said]
    assert written(*again) == written(*said)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(connection: Connection, words: str) -> None:
    anchor = Anchor(Sort.METRIC, words, words, words, Span(0, len(words)))
    said = replace(
        FIGURE, anchor=anchor, reason=words, fields={"label": words.strip(), "unit": words.strip()}, cleared=()
    )
    text = written(said)
    assert read(connection, text) == [said]
    for cell in next(csv.reader(io.StringIO(text.split("\n", 1)[1]))):
        assert not cell.startswith(tuple("=+-@＝\t"))


def test_a_column_may_stand_anywhere_and_may_be_left_out(connection: Connection) -> None:
    rows = list(
        csv.DictReader(io.StringIO(written(Correction(FIGURE.anchor, Verdict.ACCEPTED, {}, (), "bo", None, WHEN))))
    )
    names = list(NEEDED)
    random.Random(1).shuffle(names)
    out = io.StringIO()
    writer = csv.DictWriter(out, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    assert read(connection, "\ufeff" + out.getvalue()) == [
        Correction(FIGURE.anchor, Verdict.ACCEPTED, {}, (), "bo", None, WHEN)
    ]


@pytest.mark.parametrize(
    ("column", "cell", "means"),
    [
        ("place", "佳木斯市", "230800"),
        ("place", "同江", "230881"),
        ("place", "230999", "230999"),  # a place that this database does not know yet
        ("place", "230881/无名村", "230881/无名村"),
        ("programme", "乡村振兴", "xiangcun"),
        ("value", "53.78亿", 5378000000.0),
        ("value", "1e+20", 1e20),
    ],
)
def test_what_a_hand_writes(connection: Connection, column: str, cell: str, means: object) -> None:
    (found,) = read(connection, changed(**{column: cell}))
    assert found.fields[column] == means


def test_a_time_by_hand_needs_no_days(connection: Connection) -> None:
    (found,) = read(connection, changed(period="2024-H2", period_start="", period_end=""))
    assert (found.fields["period_start"], found.fields["period_end"]) == (date(2024, 7, 1), date(2024, 12, 31))
    (zoned,) = read(connection, changed(decided_at="2025-11-03 16:15:00+08:00"))
    assert zoned.decided_at == WHEN.replace(microsecond=0)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"fact": "planet"}, "planet is no fact"),
        ({"verdict": ""}, "nothing is no verdict"),
        ({"words": "301亩"}, "the words do not stand in the sentence"),
        ({"char_start": "x"}, "no whole numbers"),
        ({"char_start": "-4"}, "the words do not stand"),
        ({"char_end": "99999999"}, "the words do not stand"),
        ({"value": "viel"}, "viel is no number"),
        ({"value": "nan"}, "nan is no number"),
        ({"value": "inf"}, "inf is no number"),
        ({"place": "天津"}, "no place of this database is called 天津"),
        ({"qualifier": "perhaps"}, "perhaps is no qualifier"),
        ({"name": "x"}, "has no name"),
        ({"cleared": "value"}, "value cannot be corrected to nothing"),
        ({"reviewer": " "}, "nobody is named"),
        ({"decided_at": "gestern"}, "decided_at is no time"),
        ({"period_start": "1.1.2025"}, "are no days"),
        ({"verdict": "accepted"}, "accepted, and yet"),
        ({"reading": "{"}, "no JSON of fields"),
        ({"reading": "[1]"}, "no JSON of fields"),
        ({"reading": '{"value": "x"}'}, "no JSON of fields"),
        ({"reading": '{"period_start": "x"}'}, "no JSON of fields"),
    ],
    ids=lambda cells: "-".join(f"{k}={v}" for k, v in cells.items()) if isinstance(cells, dict) else "",
)
def test_what_is_wrong_is_named_with_its_line(connection: Connection, cells: dict[str, str], sentence: str) -> None:
    with pytest.raises(UsageError, match=r"c\.csv: 1 lines are wrong, nothing was taken:\n  line 2: ") as raised:
        read(connection, changed(**cells))
    assert sentence in raised.value.message


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "has no column document"),
        ("a,b\n1,2\n", "has no column document"),
        (",".join((*NEEDED, "more")) + "\n", "the column more is not known"),
        (",".join((*NEEDED, "fact")) + "\n", "a column is there twice"),
        (",".join(NEEDED) + "\n1,2\n", "line 2: has 2 cells, the header has 10"),
        (",".join(NEEDED) + '\n"open', "line 2: unexpected end of data"),
    ],
)
def test_files_that_are_none(connection: Connection, text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as raised:
        read(connection, text)
    assert sentence in raised.value.message


def test_many_wrong_lines_are_counted(connection: Connection) -> None:
    text = written(FIGURE) + "x\n" * 25
    with pytest.raises(UsageError) as raised:
        read(connection, text)
    assert "25 lines are wrong" in raised.value.message
    assert raised.value.message.count("\n") == 11
    assert raised.value.message.endswith("and 15 more")
