"""What each command answers on the small database of sample.sql."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from borderdb import __version__
from borderdb.db import schema
from borderdb.db.models import Base
from borderdb.db.revision import HEAD
from borderdb.db.views import VIEWS
from tests.cli.conftest import Run


def data(run: Run, *arguments: str) -> list[dict[str, Any]]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    answer: list[dict[str, Any]] = json.loads(result.stdout)
    return answer


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"borderdb {__version__}\n"


def test_the_database_is_named_before_or_after_the_command(run: Run, empty: Path, filled: Path) -> None:
    assert data(run, "--database", str(empty), "query", "metrics") == []
    assert data(run, "query", "metrics", "--database", str(empty)) == []
    assert data(run, "--database", str(empty), "query", "metrics", "--database", str(filled))
    assert data(run, "--database", f"sqlite:///{filled}", "query", "metrics")
    assert run("query", "metrics", "--database", "postgresql://localhost/x").exit_code == 2


def test_without_a_name_the_database_lies_in_the_working_directory(run: Run) -> None:
    result = run("query", "metrics", BORDERDB_DATABASE="")
    assert result.exit_code == 3
    assert str(Path("borderdb.sqlite").absolute()) in result.stderr


def test_the_catalogue_lists_every_query_with_an_example(run: Run) -> None:
    rows = data(run, "query")
    assert [row["query"] for row in rows][:5] == ["articles", "places", "programmes", "initiatives", "metrics"]
    assert all(row["example"].startswith("borderdb query ") for row in rows)
    listed = run("query")
    assert "Figures: what is counted, where and when" in listed.stdout
    assert "for example `borderdb query metrics" in listed.stderr


def test_a_query_prints_its_text(run: Run) -> None:
    text = run("query", "metrics", "--sql").stdout
    assert text.startswith("WITH asked AS (")
    names = ("programme", "initiative", "kind", "status", "unit", "document", "year", "text", "place", "indicator")
    given = [f"--param={name}=同江" for name in names]
    result = run("sql", "-", *given, "--param=reprints=1", "--param=withdrawn=1", stdin=text)
    assert result.exit_code == 0, result.stderr


def test_a_query_takes_its_filters_as_options(run: Run) -> None:
    rows = data(run, "query", "metrics", "--place", "同江", "--year", "2025", "--text", "旅客", "--kind", "level")
    assert [row["raw"] for row in rows] == ["3.87万人次"]
    assert [row["place"] for row in data(run, "query", "border", "--missing")] == []
    assert len(data(run, "query", "articles", "--since", "2026-01-25")) == 1


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("同江", ""),
        ("同江氏", "note: no place is called 同江氏; did you mean 同江市 or 同江口岸?\nnote: no rows\n"),
        ("朝阳区", "note: 朝阳区 means 2 places, all taken: 朝阳区 (110105), 朝阳区 (220104)\nnote: no rows\n"),
        ("'; DROP TABLE metrics; --", "note: no place is called '; DROP TABLE metrics; --\nnote: no rows\n"),
        ("\x1b[2J", "note: no place is called ␛[2J\nnote: no rows\n"),
    ],
)
def test_a_place_is_never_misunderstood_in_silence(run: Run, place: str, said: str) -> None:
    result = run("query", "metrics", "--place", place)
    assert result.exit_code == 0
    assert result.stderr == said


def test_an_indicator_is_never_misspelt_in_silence(run: Run) -> None:
    result = run("query", "compare", "--indicator", "粮食产两")
    assert result.exit_code == 0
    assert "no indicator is called 粮食产两" in result.stderr
    assert "粮食产量" in result.stderr
    assert run("query", "compare", "--indicator", "粮食产量").stderr == ""


def test_rows_that_were_cut_are_told(run: Run) -> None:
    result = run("query", "metrics", "--limit", "2", "--format", "ndjson")
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == "note: cut after 2 rows; --limit 0 gives all\n"
    assert run("query", "metrics", "--limit", "7").stderr == ""


def test_a_terminal_gets_a_screenful(run: Run) -> None:
    count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i FROM n"
    assert "cut after 200 rows" in run("sql", count, FORCE_COLOR="1").stderr
    assert run("sql", count).stderr == ""
    assert len(run("sql", count, "--limit", "0", FORCE_COLOR="1").stdout.splitlines()) == 502


def test_colour_is_for_terminals(run: Run) -> None:
    assert "\x1b" not in run("query", "metrics").output
    assert "\x1b[1;33m3.87万人次\x1b[0m" in run("query", "metrics", FORCE_COLOR="1", COLUMNS="200").stdout
    assert "\x1b[1;31merror:\x1b[0m" in run("show", "nichts", FORCE_COLOR="1").stderr
    assert "\x1b" not in run("show", "nichts", FORCE_COLOR="1", NO_COLOR="1").stderr


def test_sql_from_standard_input_with_values(run: Run) -> None:
    statement = "SELECT count(*) AS n FROM metric_facts WHERE place = :place"
    result = run("sql", "-", "-p", "place=同江市", "-f", "csv", stdin=statement)
    assert result.stdout == "n\n3\n"


@pytest.mark.parametrize(
    ("what", "sort", "facts"),
    [
        ("同江市", "place", ["place", "metric", "place", "metric", "programme", "initiative", "metric"]),
        ("同江", "place", 7),
        ("230881", "place", 7),
        ("230881/同江口岸", "place", 3),
        ("三江口城", "place", 7),
        ("黑龙江省", "place", 0),
        ("兴边富民", "programme", 3),
        ("红柳课堂", "initiative", 2),
        ("红柳", "initiative", 2),
        ("1a", "initiative", 2),
        ("a1b2", "article", 5),
        ("A1B2000000000001", "article", 5),
        ("口岸.txt", "article", 5),
        ("口岸货运忙", "article", 5),
        ("货运", "article", 5),
        ("55", "metric", 1),
    ],
)
def test_show_finds_by_id_beginning_and_name(run: Run, what: str, sort: str, facts: int | list[str]) -> None:
    rows = data(run, "show", what)
    assert (len(rows) if isinstance(facts, int) else [row["fact"] for row in rows]) == facts
    for row in rows:
        words = row["sentence"][row["start"] : row["end"]]
        assert words in (row["what"], "全市") or row["fact"] == "metric"
    assert run("show", what).stdout.startswith(f"{sort}\n")


def test_show_tells_what_is_known_and_where_it_stands(run: Run) -> None:
    text = run("show", "3f00000000000002").stdout
    for words in ("听课人次", "1,200余人次", "over", "person-time", "兴边富民行动", "/pages/江畔.txt", "> 1,200 人次"):
        assert words in text
    marked = run("show", "3f00000000000002", FORCE_COLOR="1", COLUMNS="120").stdout
    assert "听课\x1b[1;33m1,200余人次\x1b[0m。" in marked


def test_show_lists_what_a_beginning_can_mean(run: Run) -> None:
    result = run("show", "3f")
    assert result.exit_code == 2
    assert "metric      3f00000000000001  粮食产量 12.5亿斤  (江畔人家的新账本)" in result.stderr
    assert "give the id, or more of it" in result.stderr


def test_show_asks_which_sort_is_meant_and_takes_the_answer(run: Run) -> None:
    both = run("show", "b7")
    assert both.exit_code == 2
    assert "hint: say which with --as article or --as metric" in both.stderr
    assert [row["fact"] for row in data(run, "show", "b7", "--as", "metric")] == ["metric"]
    assert run("show", "b7", "--as", "place").exit_code == 2


def test_a_place_that_nobody_speaks_of_is_shown_all_the_same(run: Run) -> None:
    result = run("show", "黑龙江")
    assert "places below  3" in result.stdout
    assert result.stderr.startswith("note: no article speaks of it\n")
    assert "borderdb query evidence --place 黑龙江" in result.stderr


def test_a_headline_cannot_steer_the_terminal(run: Run) -> None:
    for arguments in (("show", "a1c3"), ("query", "articles"), ("search", "抚远")):
        for environment in ({}, {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "150"}):
            text = run(*arguments, **environment).stdout
            assert "[/red]怪标题␛[31m" in text
            assert "\x1b[31m" not in text


def test_search_finds_words_of_two_characters_and_marks_them(run: Run) -> None:
    assert [row["article_id"] for row in data(run, "search", "旅客", "增长")] == ["b700000000000003"]
    assert "\x1b[1;33m旅客\x1b[0m" in run("search", "旅客", FORCE_COLOR="1", COLUMNS="200").stdout
    nothing = run("search", "从来没有")
    assert nothing.exit_code == 0
    assert nothing.stderr == "note: no article holds these words\n"
    assert run("search", "，").exit_code == 5


def test_search_tells_that_there_is_more(run: Run) -> None:
    result = run("search", "粮食", "--limit", "1")
    assert len(result.stdout.splitlines()) == 3
    assert "--limit gives more" in result.stderr
    assert len(data(run, "search", "粮食", "--limit", "0")) == 3


def test_schema_tells_every_view_and_table_and_column(run: Run) -> None:
    rows = data(run, "schema")
    assert {row["name"] for row in rows} == {*VIEWS, *Base.metadata.tables}
    for row in rows:
        assert row["meaning"], row["name"]
        assert all(column["meaning"] for column in data(run, "schema", row["name"]))


def test_schema_needs_no_database(run: Run) -> None:
    assert run("schema", "metric_facts", BORDERDB_DATABASE="/nowhere/x.sqlite").exit_code == 0


def test_runs_and_what_one_did(run: Run) -> None:
    assert [(row["run_id"], row["seconds"]) for row in data(run, "runs")] == [(2, 9), (1, 4)]
    assert [row["status"] for row in data(run, "runs", "2", "--documents")] == ["failed", "new", "unchanged"]
    assert [row["reason"] for row in data(run, "runs", "2", "--status", "failed")] == ["holds no text"]
    changes = data(run, "runs", "2")
    assert changes == data(run, "runs", "show", "2") == data(run, "runs", "diff", "1", "2")
    assert {row["headline"] for row in changes} == {"口岸货运忙"}
    assert all(row["sentence"] for row in changes if row["fact"] != "article")
    assert data(run, "runs", "2", "--change", "disappeared") == []


def test_a_run_is_shown_with_its_documents_and_its_facts(run: Run) -> None:
    shown = run("runs", "2").stdout
    assert "failed     /pages/坏.txt  holds no text" in shown
    assert "▌ 口岸货运忙  口岸.txt · b7000000" in shown
    assert "appeared     metric" in shown
    marked = run("runs", "2", FORCE_COLOR="1", COLUMNS="100").stdout
    assert "\x1b[32mappeared" in marked
    assert "\x1b[1;33m3.87万人次" in marked
    hostile = run("runs", "1", FORCE_COLOR="1", NO_COLOR="1", COLUMNS="120").stdout
    assert "[/red]怪标题␛[31m" in hostile
    assert "\x1b[31m" not in hostile


def test_runs_that_there_are_not(run: Run) -> None:
    for arguments in (("9",), ("show", "9"), ("diff", "1", "9"), ("diff", "2", "1"), ("diff", "2", "2"), ("x",)):
        assert run("runs", *arguments).exit_code == 2, arguments


def test_no_run_yet(run: Run, empty: Path) -> None:
    assert run("runs", BORDERDB_DATABASE=str(empty)).stderr == "note: no run yet\n"


def test_the_database_goes_up_and_down_with_backups(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "new.sqlite"
    made = run("db", "upgrade", "--database", str(file))
    assert (made.exit_code, made.stdout, made.stderr) == (0, f"{HEAD}\n", "")
    down = run("db", "downgrade", "0003", "--database", str(file))
    assert down.stdout == "0003\n"
    assert "what was before is kept in" in down.stderr
    here = run("db", "current", "--database", str(file))
    assert here.stdout == "0003\n"
    assert "borderdb db upgrade" in here.stderr
    assert run("db", "upgrade", "--database", str(file)).stdout == f"{HEAD}\n"
    assert len(list(tmp_path.glob("new.sqlite.*.bak"))) == 2


def test_a_backup_is_restored(run: Run, filled: Path, tmp_path: Path) -> None:
    copy, file = tmp_path / "copy.sqlite", tmp_path / "border.sqlite"
    run("db", "backup", str(copy))
    restored = run("db", "restore", str(copy), "--database", str(file))
    assert (restored.exit_code, restored.stdout, restored.stderr) == (0, f"{HEAD}\n", "")
    again = run("db", "restore", str(copy), "--database", str(file))
    assert "what was before is kept in" in again.stderr
    assert run("db", "restore", str(tmp_path / "none"), "--database", str(file)).exit_code == 3
    assert data(run, "query", "metrics", "--database", str(file)) == data(run, "query", "metrics")


def test_backup_and_check(run: Run, filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    assert run("db", "backup", str(copy)).stdout == f"{copy}\n"
    assert {row["table"]: row["rows"] for row in data(run, "db", "check", "--database", str(copy))}["metrics"] == 7
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE metrics SET char_start = char_start + 1 WHERE metric_id = '5500000000000005'")
    broken = run("db", "check", "--database", str(copy))
    assert broken.exit_code == 3
    assert "5500000000000005" in broken.stderr
    assert schema.current(filled) == HEAD
