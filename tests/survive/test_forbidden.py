"""What may not be written to or read: a sentence and exit code 3, and reading wherever it is possible."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.survive.command import borderdb

READING = (("query", "metrics"), ("sql", "SELECT count(*) FROM metric_facts"), ("search", "干部"), ("db", "check"))


@contextmanager
def mode(path: Path, bits: int) -> Iterator[None]:
    """The path with these permissions, meanwhile."""
    before = path.stat().st_mode
    path.chmod(bits)
    try:
        yield
    finally:
        path.chmod(before)


@pytest.fixture
def shut(whole: Path, tmp_path: Path) -> Path:
    """A database alone in a folder."""
    (tmp_path / "shut").mkdir()
    return Path(shutil.copy(whole, tmp_path / "shut"))


@pytest.mark.usefixtures("bound")
def test_a_read_only_folder(shut: Path, folder: Path) -> None:
    before = shut.read_bytes()
    with mode(shut.parent, 0o500):
        for arguments in (("ingest", str(folder)), ("db", "downgrade", "0003"), ("db", "backup")):
            result = borderdb(shut, *arguments)
            assert result.exit_code == 3, arguments
            assert "cannot be" in result.stderr
        for arguments in READING:
            assert borderdb(shut, *arguments).exit_code == 0, arguments
    assert shut.read_bytes() == before
    assert [path.name for path in shut.parent.iterdir()] == [shut.name]


@pytest.mark.usefixtures("bound")
def test_a_read_only_file(shut: Path, folder: Path) -> None:
    before = shut.read_bytes()
    with mode(shut, 0o400):
        result = borderdb(shut, "ingest", folder)
        assert result.exit_code == 3
        assert "cannot be written to" in result.stderr
        for arguments in READING:
            assert borderdb(shut, *arguments).exit_code == 0, arguments
    assert shut.read_bytes() == before


@pytest.mark.usefixtures("bound")
def test_a_database_that_may_not_be_read(shut: Path, folder: Path) -> None:
    with mode(shut, 0o000):
        for arguments in (*READING, ("ingest", str(folder)), ("db", "upgrade")):
            result = borderdb(shut, *arguments)
            assert result.exit_code == 3, arguments
            assert "cannot be opened" in result.stderr


@pytest.mark.usefixtures("bound")
def test_pages_that_may_not_be_read(database: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    (pages / "inner").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "inner/c.txt"):
        (pages / name).write_text(f"密山市的账本\n密山市种豆{len(name)}亩。", encoding="utf-8")
    with mode(pages / "b.txt", 0o000), mode(pages / "inner", 0o000):
        result = borderdb(database, "ingest", pages)
    assert result.exit_code == 1
    assert result.stderr.count("cannot be read (Permission denied)") == 2
    assert (
        borderdb(database, "sql", "SELECT document FROM article_facts", "--format", "csv").stdout == "document\na.txt\n"
    )
