"""Connections that write: settings of each, transactions that hold DDL, and sentences for what goes wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from borderdb.db import engine, schema
from borderdb.db.engine import connect
from borderdb.db.failures import database_file
from borderdb.errors import DatabaseError, LockedError, UsageError


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "border.sqlite"
    schema.upgrade(file)
    return file


def test_every_connection_is_set_up(database: Path) -> None:
    wanted = {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 1, "busy_timeout": 5000}
    for _ in range(2):
        with connect(database) as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        assert found == wanted


def test_tables_made_in_a_transaction_go_with_it(database: Path) -> None:
    with connect(database) as connection:
        with connection.begin() as transaction:
            connection.execute(text("CREATE TABLE one (a)"))
            connection.execute(text("CREATE TABLE two (a)"))
            transaction.rollback()
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name IN ('one', 'two')")).scalar() == 0


def test_the_driver_alone_would_keep_them(tmp_path: Path) -> None:
    """Why we begin transactions ourselves."""
    alone = create_engine(f"sqlite:///{tmp_path / 'alone.sqlite'}")
    with alone.connect() as connection:
        connection.execute(text("CREATE TABLE one (a)"))
        connection.rollback()
        assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar() == 1
    alone.dispose()


def test_references_are_enforced(database: Path) -> None:
    with connect(database) as connection, pytest.raises(IntegrityError), connection.begin():
        connection.execute(text("INSERT INTO place_aliases VALUES ('none', '无', 'short')"))


def test_what_was_not_committed_never_was(database: Path) -> None:
    with connect(database) as connection:
        connection.execute(text("INSERT INTO meta VALUES ('a', 'b')"))
    with connect(database) as connection:
        assert connection.execute(text("SELECT count(*) FROM meta")).scalar() == 0


def test_a_busy_database_is_a_sentence(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_PRAGMAS", ("PRAGMA busy_timeout = 10",))
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedError, match="another program is writing"), connect(database) as connection:
            connection.execute(text("INSERT INTO meta VALUES ('a', 'b')"))


def test_a_damaged_database_is_a_sentence(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    database.write_bytes(data)
    with pytest.raises(DatabaseError, match="damaged"), connect(database) as connection:
        connection.execute(text("SELECT count(*) FROM sentences")).scalar()


@pytest.mark.parametrize(
    ("database", "file"),
    [
        ("/a/b.sqlite", "/a/b.sqlite"),
        ("sqlite:////a/b c%20d?.sqlite", "/a/b c%20d?.sqlite"),
        (Path("/边境/库.sqlite"), "/边境/库.sqlite"),
    ],
)
def test_files_and_urls(database: str | Path, file: str) -> None:
    assert database_file(database) == Path(file)


def test_a_server_is_refused() -> None:
    with pytest.raises(UsageError, match="only SQLite"):
        database_file("postgresql://host/border")
