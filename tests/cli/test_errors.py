"""What goes wrong becomes a sentence, a hint and the exit code of the contract."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from borderdb.db.revision import HEAD
from borderdb.errors import BorderdbError, SeedError
from tests.cli.conftest import Run

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
READING = [
    ("query", "metrics"),
    ("sql", "SELECT 1"),
    ("show", "同江市"),
    ("search", "旅客"),
    ("runs",),
    ("db", "check"),
]
COMMAND = [sys.executable, "-c", "from borderdb.cli import main; main()"]


def start(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """The console script in a process of its own."""
    given = {key: value for key, value in os.environ.items() if not key.startswith(("BORDERDB_", "FORCE_COLOR"))}
    return subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=given | environment
    )


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("qurey",), "No such command 'qurey'.", "did you mean 'query'"),
        (("query", "metrcs"), "No such command 'metrcs'.", "did you mean 'metrics'"),
        (("query", "metrics", "--plase", "x"), "No such option: --plase (Possible options: --place)", "--help"),
        (("query", "metrics", "--format", "cvs"), "'cvs' is not one of", "--help"),
        (("query", "metrics", "--kind", "size"), "'size' is not one of", "--help"),
        (("query", "metrics", "--year", "zwei"), "--year", "--help"),
        (("query", "articles", "--since", "gestern"), "--since", "--help"),
        (("query", "trend", "--indicator", "x"), "Missing option '--place'", "--help"),
        (("query", "metrics", "--limit", "-1"), "--limit", "--help"),
        (("query", "metrics", "--columns", "valu"), "no column is called valu", "did you mean value?"),
        (("sql",), "Missing argument 'SELECT'", "--help"),
        (("sql", " "), "there is no statement", "borderdb sql -"),
        (("sql", "SELECT :x", "--param", "x"), "--param x", "--param place="),
        (("show", "从来没有的名字"), "nothing is called 从来没有的名字", "borderdb search"),
        (("show", " "), "nothing was named", "borderdb show"),
        (("show", "朝阳区"), "朝阳区 can mean 2 things", "give the id"),
        (("runs", "99"), "there is no run 99", "borderdb runs"),
        (("schema", "metric_fact"), "there is no view or table metric_fact", "did you mean metric_facts?"),
        (("ingest",), "nothing is named to be read", "--urls"),
        (("ingest", "x", "--published", "13.2.2026"), "--published", "--help"),
        (("ingest", "x", "--workers", "0"), "--workers", "--help"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], message: str, hint: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    error, said = result.stderr.split("\nhint: ")
    assert error.startswith("error: ")
    assert message in error
    assert hint in said


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_reading_refuses_what_is_no_database_of_ours(run: Run, arguments: tuple[str, ...], tmp_path: Path) -> None:
    nothing, text, other = tmp_path / "nothing.sqlite", tmp_path / "text.sqlite", tmp_path / "other.sqlite"
    text.write_text("这不是数据库" * 100, "utf-8")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE notes (text)")
    for file, words in ((nothing, "no such database"), (text, "not a borderdb database"), (other, "not a borderdb")):
        result = run("--database", str(file), *arguments)
        assert result.exit_code == 3, file
        assert words in result.stderr
        assert str(file) in result.stderr
    assert not nothing.exists()


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_reading_refuses_an_older_database_and_says_what_to_do(
    run: Run, arguments: tuple[str, ...], filled: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.sqlite"
    shutil.copy(filled, old)
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    result = run(*arguments, "--database", str(old))
    assert result.exit_code == 3
    assert HEAD in result.stderr
    assert "borderdb db upgrade" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("DELETE FROM runs",), "refused"),
        (("WITH x AS (SELECT 1) DELETE FROM runs",), "refused"),
        (("ATTACH 'x.sqlite' AS x",), "refused"),
        (("PRAGMA user_version = 1",), "refused"),
        (("SELECT 1; SELECT 2",), "the query"),
        (("SELECT nichts FROM metric_facts",), "no such column: nichts"),
        (("SELECT :x",), "the query is wrong"),
        ((ENDLESS, "--timeout", "0.2"), "longer than 0.2 seconds"),
        (("SELECT randomblob(1000000000)",), "limit of length"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_queries_that_are_refused(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("sql", *arguments)
    assert result.exit_code == 5
    assert message in result.stderr


def test_more_rows_than_anybody_asked_for_are_a_limit(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("borderdb.cli.sql.MOST_ROWS", 3)
    result = run("sql", "SELECT metric_id FROM metric_facts", "--format", "csv")
    assert result.exit_code == 5
    assert len(result.stdout.splitlines()) == 4
    assert "more than 3 rows" in result.stderr
    asked = run("sql", "SELECT metric_id FROM metric_facts", "--format", "csv", "--limit", "3")
    assert asked.exit_code == 0
    assert "cut after 3 rows" in asked.stderr
    assert len(run("sql", "SELECT metric_id FROM metric_facts", "-n", "0", "--format", "csv").stdout.splitlines()) == 8


@pytest.mark.parametrize("environment", [{}, {"FORCE_COLOR": "1"}])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_an_answer_that_would_fill_the_memory_is_a_limit(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: str, environment: dict[str, str]
) -> None:
    monkeypatch.setattr("borderdb.cli.sheet.MOST_HELD", 2_000_000)
    large = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 99) SELECT hex(zeroblob(99000)) FROM n"
    )
    result = run("sql", large, "--format", form, **environment)
    assert (result.exit_code, result.stdout) == (5, "")
    assert "too large for a table: more than 10 rows" in result.stderr
    assert len(run("sql", large, "--format", "csv").stdout) > 99 * 198_000


def test_an_unknown_table_is_answered_with_the_nearest(run: Run) -> None:
    assert "did you mean metric_facts?" in run("sql", "SELECT * FROM metric_fact").stderr
    assert "did you mean period_start?" in run("sql", "SELECT period_strt FROM metric_facts").stderr


def test_any_error_of_ours_has_its_exit_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise SeedError("units.csv, line 7: no factor\x1b[2J", hint="mend it")

    monkeypatch.setattr("borderdb.db.readonly.read_only", broken)
    result = run("query", "metrics")
    assert result.exit_code == 4
    assert result.stderr == "error: units.csv, line 7: no factor␛[2J\nhint: mend it\n"
    debugged = run("query", "metrics", "--debug")
    assert "Traceback" in debugged.stderr
    assert "SeedError" in debugged.stderr
    assert debugged.exit_code == 4


def test_a_bug_looks_like_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("borderdb.db.readonly.read_only", broken)
    with pytest.raises(ZeroDivisionError):
        run("query", "metrics")


def test_every_error_has_a_code_of_the_contract() -> None:
    def below(kind: type[BorderdbError]) -> set[type[BorderdbError]]:
        return {kind}.union(*(below(sub) for sub in kind.__subclasses__()))

    assert {kind.exit_code for kind in below(BorderdbError)} <= {1, 2, 3, 4, 5, 6}


def test_the_name_of_nothing_prints_help(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert "Usage: borderdb" in result.output


def test_a_reader_that_goes_away_ends_us_in_silence(filled: Path) -> None:
    endless = ENDLESS.replace("count(*)", "i")
    process = start("sql", endless, "-n", "0", "--format", "csv", BORDERDB_DATABASE=str(filled))
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == b"i\n"
    process.stdout.close()
    assert process.wait(timeout=20) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


def test_a_full_disk_is_said(filled: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w") as out:
        done = subprocess.run(
            [*COMMAND, "--database", str(filled), "query", "places"], stdout=out, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "error: the output cannot be written: No space left on device\n"


def test_control_c_is_one_line(filled: Path) -> None:
    process = start("sql", ENDLESS, BORDERDB_DATABASE=str(filled))
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.decode().count("\n") == 1
    assert "interrupted" in errors.decode()
    assert out == b""


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
@pytest.mark.parametrize("encoding", ["ascii", "gbk", ""])
def test_output_is_utf8_whatever_the_locale(filled: Path, locale: str, encoding: str) -> None:
    environment = {"LC_ALL": locale, "PYTHONIOENCODING": encoding, "BORDERDB_DATABASE": str(filled)}
    out, errors = start("query", "metrics", "--place", "同江", "--limit", "1", **environment).communicate(timeout=20)
    assert "同江口岸" in out.decode("utf-8")
    assert errors.decode("utf-8") == "note: cut after 1 row; --limit 0 gives all\n"


def test_a_statement_is_read_as_utf8(filled: Path) -> None:
    given = {key: value for key, value in os.environ.items() if not key.startswith("BORDERDB_")}
    done = subprocess.run(
        [*COMMAND, "--database", str(filled), "sql", "-", "--format", "csv"],
        input="SELECT '同江' AS 名".encode(),
        env=given | {"PYTHONIOENCODING": "gbk", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode("utf-8") == "名\n同江\n"
