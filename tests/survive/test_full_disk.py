"""A disk that is full: a sentence, exit code 3, and a database as sound as before, which the next run completes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from borderdb.db.check import check
from tests.db.made import dump
from tests.survive.command import borderdb
from tests.survive.faults import full_disk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes there")
KB = 1024


@pytest.mark.parametrize("size", [0, 60 * KB, 300 * KB])
def test_a_disk_that_fills_up_while_an_ingest_runs(database: Path, folder: Path, whole: Path, size: int) -> None:
    with full_disk(size):
        result = borderdb(database, "ingest", folder)
    assert result.exit_code == 3, result.output
    assert "the disk is full" in result.stderr
    assert result.stderr.count("error:") == 1
    assert check(database).problems == ()
    assert borderdb(database, "ingest", folder).exit_code == 0
    assert dump(database) == dump(whole)


@pytest.mark.parametrize("size", [30 * KB, 4000 * KB])
def test_a_disk_that_is_too_small_for_a_new_database(folder: Path, whole: Path, tmp_path: Path, size: int) -> None:
    file = tmp_path / "new.sqlite"
    with full_disk(size):
        result = borderdb(file, "ingest", folder)
    assert result.exit_code == 3, result.output
    assert borderdb(file, "ingest", folder).exit_code == 0
    assert dump(file) == dump(whole)


def test_a_disk_that_is_too_small_for_a_backup(whole: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_text("the last backup", encoding="utf-8")
    with full_disk(100 * KB):
        assert borderdb(whole, "db", "backup", "--force", copy).exit_code == 3
    assert [path.name for path in tmp_path.iterdir()] == ["copy.sqlite"]
    assert copy.read_text(encoding="utf-8") == "the last backup"


def test_a_disk_that_is_too_small_for_a_dry_run(whole: Path, folder: Path) -> None:
    before = whole.read_bytes()
    with full_disk(100 * KB):
        assert borderdb(whole, "ingest", "--dry-run", "--force", folder).exit_code == 3
    assert whole.read_bytes() == before


def test_a_full_disk_does_not_keep_anybody_from_reading(whole: Path) -> None:
    with full_disk(0):
        for arguments in (
            ("query", "metrics"),
            ("sql", "SELECT * FROM metric_facts ORDER BY sentence"),
            ("db", "check"),
        ):
            assert borderdb(whole, *arguments).exit_code == 0
