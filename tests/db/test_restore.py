"""A backup takes the place of the database in one step; what was there is kept; backups do not pile up."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from borderdb.db import schema
from borderdb.db.check import check
from borderdb.db.engine import connect
from borderdb.db.lock import hold
from borderdb.db.revision import HEAD
from borderdb.errors import DatabaseError, LockedError, UsageError
from tests.db.made import PAGES, dump, make_database
from tests.db.test_history import put


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make_database(tmp_path / "border.sqlite")


@pytest.fixture
def copy(database: Path, tmp_path: Path) -> Path:
    return schema.backup(database, tmp_path / "copy.bak")


def test_what_was_backed_up_is_there_again_and_what_was_there_is_kept(database: Path, copy: Path) -> None:
    before = dump(database)
    put(database, "抚远市\n什么也没有。")
    after = dump(database)
    assert after != before
    saved = schema.restore(database, copy)
    assert saved is not None
    assert dump(database) == before == dump(copy)
    assert dump(saved) == after
    assert check(database).problems == ()
    left = {path.name.removesuffix("-wal").removesuffix("-shm") for path in database.parent.iterdir()}
    assert left == {"border.sqlite", "copy.bak", saved.name}


def test_the_log_of_the_old_database_is_not_taken_for_that_of_the_new_one(database: Path, copy: Path) -> None:
    """Somebody reads the database meanwhile, so that its log is not cleared away."""
    before = dump(database)
    with closing(sqlite3.connect(database)) as reader:
        reader.execute("SELECT count(*) FROM articles").fetchone()
        with connect(database) as connection, connection.begin():
            connection.exec_driver_sql("DELETE FROM metrics")
        saved = schema.restore(database, copy)
    assert dump(database) == before
    assert saved is not None
    assert dump(saved)["metric_facts"] == []


def test_where_there_was_nothing(copy: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    assert schema.restore(file, copy) is None
    assert dump(file) == dump(copy)


def test_a_damaged_database_is_kept_as_it_is(database: Path, copy: Path) -> None:
    database.write_bytes(database.read_bytes()[:9000])
    saved = schema.restore(database, copy)
    assert saved is not None
    assert saved.stat().st_size == 9000
    assert dump(database) == dump(copy)


def test_a_backup_that_is_none_is_refused(database: Path, copy: Path, tmp_path: Path) -> None:
    before = database.read_bytes()
    with pytest.raises(UsageError, match="is the database itself"):
        schema.restore(database, database)
    with pytest.raises(DatabaseError, match="there is no such"):
        schema.restore(database, tmp_path / "none")
    data = bytearray(copy.read_bytes())
    data[8192:12288] = b"\xff" * 4096
    copy.write_bytes(data)
    with pytest.raises(DatabaseError, match="damaged"):
        schema.restore(database, copy)
    copy.write_text("no database", "utf-8")
    with pytest.raises(DatabaseError, match="is not a borderdb database"):
        schema.restore(database, copy)
    with hold(database), pytest.raises(LockedError):
        schema.restore(database, copy)
    assert database.read_bytes() == before


def test_a_backup_of_a_newer_version_is_refused_and_one_of_an_older_is_upgraded_later(
    database: Path, copy: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseError, match="unknown revision 9999"):
        schema.restore(database, copy)
    old = tmp_path / "old.sqlite"
    schema.upgrade(old, "0004")
    schema.restore(database, old)
    assert schema.current(database) == "0004"
    schema.upgrade(database)
    assert schema.current(database) == HEAD


@pytest.mark.parametrize(("asked", "kept"), [(None, 5), ("2", 2)])
def test_only_the_newest_backups_before_migrations_are_kept(
    database: Path, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str | None, kept: int
) -> None:
    if asked:
        monkeypatch.setenv("BORDERDB_KEEP_BACKUPS", asked)
    own = Path(shutil.copy(copy, tmp_path / "border.sqlite.20260101T000000Z.bak"))
    saved = []
    for _ in range(4):
        saved += [schema.downgrade(database, "0008"), schema.upgrade(database)]
    made = sorted(tmp_path.glob("border.sqlite.00*.bak"), key=lambda path: path.name[-30:])
    assert {*made} == {*saved[-kept:]}
    assert own.exists()
    assert dump(database).keys()


def test_a_number_of_backups_that_is_none(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BORDERDB_KEEP_BACKUPS", "many")
    with pytest.raises(UsageError, match="BORDERDB_KEEP_BACKUPS is many"):
        schema.downgrade(database, "0008")


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("UPDATE superseded SET payload = x'00' WHERE holds = 'rows'", "former document that cannot be read"),
        ("UPDATE superseded SET payload = NULL WHERE holds = 'rows'", "former document that cannot be read"),
        ("UPDATE superseded SET document_id = 'x' WHERE holds = 'rows'", "former document that cannot be read"),
        (
            "INSERT INTO originals SELECT document_id, x'00' FROM documents",
            "bytes that are not those of their document",
        ),
        ("UPDATE runs SET finished_on = started_on, documents_new = 9", "run whose counts are wrong"),
    ],
)
def test_check_looks_into_history(database: Path, damage: str, problem: str) -> None:
    put(database, PAGES["a.txt"].replace("300亩", "310亩"))
    assert check(database).problems == ()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(damage)
    problems = check(database).problems
    assert problems
    assert all(found.startswith(problem) for found in problems)
