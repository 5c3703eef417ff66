"""Two databases of the newest revision, one empty and one with a few invented facts, and a way to call commands."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from borderdb.cli.app import app
from borderdb.db import schema
from borderdb.db.check import check
from borderdb.db.fulltext import cut

SAMPLE = Path(__file__).with_name("sample.sql")

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without a document."""
    file = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    schema.upgrade(file)
    return file


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the facts of sample.sql."""
    file = tmp_path_factory.mktemp("filled") / "filled.sqlite"
    schema.upgrade(file)
    with sqlite3.connect(file) as connection:
        connection.executescript(SAMPLE.read_text("utf-8"))
        sentences = connection.execute("SELECT sentence_id, text FROM sentences").fetchall()
        words = [(number, cut(text)) for number, text in sentences]
        connection.executemany("INSERT INTO sentence_index (rowid, words) VALUES (?, ?)", words)
    connection.close()
    assert not check(file).problems
    return file


@pytest.fixture
def run(filled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Call borderdb with some arguments on the filled database, from an empty working directory."""
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "BORDERDB_FORMAT", "BORDERDB_LIMIT", "BORDERDB_TIMEOUT"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str, stdin: str | None = None, **environment: str) -> Result:
        environment.setdefault("BORDERDB_DATABASE", str(filled))
        return CliRunner().invoke(app, list(arguments), input=stdin, env=environment, catch_exceptions=False)

    return call
