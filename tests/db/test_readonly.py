"""The door for reading: what must not come through, what must, and that each lock is needed."""

from __future__ import annotations

import sqlite3
import time
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from borderdb.db import readonly
from borderdb.db.readonly import Reader, read_only
from borderdb.errors import DatabaseError, LockedError, QueryError
from tests.db.made import LONG_PAGE, PAGES, make_database

ATTACKS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "attacks.toml").read_text("utf-8"))["attack"]
TIMEOUT = 0.4
MOST_SECONDS = 5.0  # of processor time


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with some articles in it."""
    pages = [*PAGES.items(), ("long.txt", LONG_PAGE)]
    return make_database(tmp_path_factory.mktemp("readonly") / "border.sqlite", pages)


@pytest.fixture
def reader(database: Path) -> Iterator[Reader]:
    with read_only(database, timeout=TIMEOUT) as opened:
        yield opened


def sql_of(attack: dict[str, Any], folder: Path) -> str:
    sql = str(attack["sql"]).replace("FOLDER", str(folder))
    if "repeat" in attack:
        sql = sql.replace("PART", attack["repeat"]["part"] * attack["repeat"]["times"])
    return sql.replace("\\ud800", "\ud800") if attack.get("surrogate") else sql


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file; what SQLite keeps beside a database while it is open has no meaning of its own."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(("-shm", "-wal"))}


def read_everything(file: Path) -> None:
    with read_only(file) as reader:
        for view in ("metric_facts", "place_facts", "article_facts"):
            reader.rows(f"SELECT * FROM {view}")


def test_there_are_attacks_enough() -> None:
    assert len(ATTACKS) >= 60
    assert len({attack["name"] for attack in ATTACKS}) == len(ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack["name"] for attack in ATTACKS])
def test_attack_is_refused(database: Path, attack: dict[str, Any]) -> None:
    says = str(attack.get("says", ""))
    before, started = contents(database.parent), time.process_time()
    # What another limit refuses must come to it, on a busy machine too, before its time is over.
    with read_only(database, timeout=TIMEOUT if says in ("", "longer than") else 60) as reader:
        with pytest.raises(QueryError) as raised:
            reader.rows(sql_of(attack, database.parent))
        assert time.process_time() - started < MOST_SECONDS
        assert says in str(raised.value)
        assert raised.value.exit_code == 5
        assert contents(database.parent) == before
        assert reader.rows("SELECT count(*) FROM articles") != [(0,)]


def test_each_attack_that_writes_would_write_without_the_door(database: Path, tmp_path: Path) -> None:
    """The cases are no straw men: on an open connection most of them run."""
    copy = tmp_path / "border.sqlite"
    ran = 0
    for attack in ATTACKS:
        if "says" in attack or "repeat" in attack or attack.get("surrogate"):
            continue
        copy.write_bytes(database.read_bytes())
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            try:
                connection.execute(sql_of(attack, tmp_path)).fetchall()
                ran += 1
            except sqlite3.Error:
                pass
    assert ran >= 35


def test_mode_ro_alone_is_not_enough(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)) as connection:
        connection.execute(f"ATTACH DATABASE '{tmp_path / 'mine.sqlite'}' AS mine")
        connection.execute("CREATE TABLE mine.stolen AS SELECT * FROM articles")
    assert (tmp_path / "mine.sqlite").stat().st_size


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM metric_facts",
        "WITH few AS (SELECT * FROM metric_facts LIMIT 2) SELECT label, value * 2, round(value / 3, 1) FROM few",
        "SELECT place, sum(value) OVER (PARTITION BY place ORDER BY value) FROM metric_facts",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT sum(i) FROM n",
        "SELECT place FROM place_tree WHERE within = '黑龙江省' UNION SELECT name FROM places",
        "SELECT rowid FROM sentence_index WHERE sentence_index MATCH '\"党 建\"' ORDER BY rank",
        "SELECT name, sql FROM sqlite_master ORDER BY name",
        "SELECT strftime('%Y', period_start), group_concat(label), json_group_array(raw) FROM metric_facts GROUP BY 1",
        "SELECT length(text), substr(text, 2, 3), instr(text, '市'), text LIKE '%市%', text GLOB '*市*' FROM sentences",
        "VALUES (1), (2)",
        "EXPLAIN QUERY PLAN SELECT * FROM metric_facts",
    ],
)
def test_reading_is_possible(reader: Reader, sql: str) -> None:
    assert reader.rows(sql)


def test_rows_are_fetched_one_by_one(reader: Reader) -> None:
    endless = reader.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n")
    assert [next(endless.rows) for _ in range(3)] == [(1,), (2,), (3,)]


def test_time_is_counted_for_each_statement(reader: Reader) -> None:
    for _ in range(3):
        with pytest.raises(QueryError, match="longer than"):
            reader.rows(next(str(a["sql"]) for a in ATTACKS if a["name"] == "a recursion without end"))
        assert reader.rows("SELECT 1") == [(1,)]


def test_parameters_are_values_and_never_sql(reader: Reader) -> None:
    hostile = "x' OR 1 = 1; DROP TABLE articles --"
    assert reader.rows("SELECT count(*) FROM articles WHERE headline = ?", (hostile,)) == [(0,)]
    assert reader.rows("SELECT :place", {"place": hostile}) == [(hostile,)]
    with pytest.raises(QueryError, match="is wrong"):
        reader.rows("SELECT :place", {})


def test_without_the_authorizer_a_file_is_written(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attack = f"ATTACH DATABASE '{tmp_path / 'mine.sqlite'}' AS mine"
    monkeypatch.setattr(readonly, "_authorize", lambda *_: sqlite3.SQLITE_OK)
    with read_only(database) as opened, pytest.raises(QueryError, match="too many attached"):
        opened.run(attack)  # the limits still hold
    monkeypatch.setattr(readonly, "_LIMITS", ())
    with read_only(database) as opened, pytest.raises(QueryError, match="nothing was asked"):
        opened.run(attack)
    assert (tmp_path / "mine.sqlite").exists()


def test_without_the_clock_a_query_runs_on(database: Path) -> None:
    long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT max(i) FROM n"
    with read_only(database, timeout=120) as opened:
        assert opened.rows(long) == [(3_000_000,)]
    with read_only(database, timeout=0.01) as opened, pytest.raises(QueryError, match="longer than"):
        opened.rows(long)


def test_without_the_limit_of_length_values_grow(database: Path) -> None:
    large = "SELECT length(hex(zeroblob(40000000)))"
    with read_only(database, length=100_000_000) as opened:
        assert opened.rows(large) == [(80_000_000,)]
    with read_only(database) as opened, pytest.raises(QueryError, match="too big"):
        opened.rows(large)


@pytest.mark.parametrize(
    "call",
    [
        "instr(hex(zeroblob(249000)), hex(zeroblob(120000)) || '1')",
        "length(replace(hex(zeroblob(249000)), hex(zeroblob(120000)) || '1', ''))",
        "hex(zeroblob(249000)) LIKE '%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%b'",
        "hex(zeroblob(249000)) GLOB '*[1-90]*[1-90]*[1-90]*[1-90]*[1-90]*[1-90]*[1-90]*b'",
        "length(trim(hex(zeroblob(249000)), '1' || hex(zeroblob(15000))))",
    ],
)
def test_no_single_call_is_long(reader: Reader, call: str) -> None:
    """The clock is looked at between steps only: a call of this length takes seconds with SQLite's own instr."""
    started = time.process_time()
    reader.rows(f"SELECT {call}")
    assert time.process_time() - started < 0.5


def test_memory_is_limited_and_the_disk_is_not_filled(database: Path) -> None:
    rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000) SELECT randomblob(490000) FROM n"
    with read_only(database, timeout=120) as opened:
        with pytest.raises(QueryError, match="limit of memory"):
            opened.run(f"{rows} ORDER BY 1")
        assert len(next(opened.run(rows).rows)[0]) == 490_000  # type: ignore[arg-type]
    with closing(sqlite3.connect(":memory:")) as later:
        assert later.execute("SELECT length(zeroblob(1000))").fetchall() == [(1000,)]


@pytest.mark.parametrize(
    "calls",
    [
        "instr('同江市', '市'), instr('同江市', '县'), instr(NULL, 'a'), instr('a', NULL), instr('', '')",
        "instr(12345, 34), instr(x'0102', x'02')",
        "replace('a边b边', '边', '境'), replace('aaa', 'a', ''), replace('a', '', 'b'), replace(1.5, '.', ',')",
        "replace(NULL, 'a', 'b'), replace('a', NULL, 'b'), replace('a', 'b', NULL)",
        "printf('%.2f %5d|%-5s|%s', 3.14159, 42, '边', NULL), printf('%,d %x %%', 1234567, 255), printf('%c', '边')",
        "format('%q', 'it''s'), printf(NULL), printf('%999d', 1)",
    ],
)
def test_our_functions_are_those_of_sqlite(reader: Reader, calls: str) -> None:
    with closing(sqlite3.connect(":memory:")) as plain:
        assert reader.rows(f"SELECT {calls}") == plain.execute(f"SELECT {calls}").fetchall()


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="there is no such database") as raised, read_only(tmp_path / "no.sqlite"):
        pass
    assert "borderdb ingest" in str(raised.value.hint)
    assert not list(tmp_path.iterdir())


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="is a folder"), read_only(tmp_path):
        pass


@pytest.mark.parametrize(
    "content", [b"", b"no database at all, and long enough to tell" * 40, b"SQLite format 3\x00" + b"x" * 4080]
)
def test_something_else(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "border.sqlite"
    file.write_bytes(content)
    with pytest.raises(DatabaseError), read_only(file):
        pass
    assert file.read_bytes() == content


def test_a_file_cut_in_half(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "border.sqlite"
    whole = database.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DatabaseError, match=r"damaged|not a borderdb database"):
        read_everything(file)


def test_a_locked_database_is_a_sentence(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readonly, "_BUSY_MS", 10)
    file = tmp_path / "border.sqlite"
    file.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedError, match="another program is writing"), read_only(file):
            pass


def test_readers_are_not_blocked_by_a_writer(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM issues")
        with read_only(database) as reader:
            assert reader.rows("SELECT count(*) FROM articles") != [(0,)]
        writer.execute("ROLLBACK")


@pytest.mark.usefixtures("bound")
def test_a_folder_that_cannot_be_written_to(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "shut" / "border.sqlite"
    file.parent.mkdir()
    file.write_bytes(database.read_bytes())
    file.parent.chmod(0o500)
    try:
        with read_only(file) as reader:
            assert reader.rows("SELECT count(*) FROM articles") != [(0,)]
    finally:
        file.parent.chmod(0o700)
