"""Databases kept from each revision, filled by the code of their time, are what they were after an upgrade."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from borderdb.db import schema
from borderdb.db.check import check
from borderdb.db.readonly import read_only
from borderdb.db.revision import HEAD
from tests.migrations.databases import rows, schema_of
from tests.migrations.test_revisions import REVISIONS
from tests.survive.command import borderdb

KEPT = sorted((Path(__file__).parent / "kept").glob("*.sql"))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """One of the databases, as a file."""
    file = tmp_path / f"{request.param.stem}.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(request.param.read_text(encoding="utf-8"))
    return file


@pytest.fixture(scope="session")
def newest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that was new when the newest revision was."""
    file = tmp_path_factory.mktemp("newest") / "border.sqlite"
    schema.upgrade(file)
    return file


def test_some_are_kept_and_none_that_nobody_knows() -> None:
    stems = [path.stem for path in KEPT]
    assert stems == [revision for revision in REVISIONS if stems[0] <= revision <= stems[-1]]
    assert len(stems) >= 4


def test_it_upgrades_and_says_the_same(kept: Path, newest: Path) -> None:
    before = rows(kept)
    assert before["metrics"]
    saved = schema.upgrade(kept)
    assert schema.current(kept) == HEAD
    assert schema_of(kept) == schema_of(newest)
    assert check(kept).problems == ()
    assert saved is None or rows(saved) == before
    assert (saved is None) == (kept.stem == HEAD)
    after = rows(kept)
    for table in ("documents", "articles", "sentences", "metrics", "place_mentions", "run_documents"):
        assert [row[:3] for row in after[table]] == [row[:3] for row in before[table]], table


def test_its_facts_are_found(kept: Path) -> None:
    schema.upgrade(kept)
    with read_only(kept) as reader:
        assert reader.rows("SELECT count(*) FROM metric_facts WHERE raw = '320棵'") != [(0,)]
        assert reader.rows("SELECT DISTINCT place FROM initiative_facts") != []
    assert "渔歌" in borderdb(kept, "search", "果树").stdout
    assert borderdb(kept, "query", "metrics").exit_code == 0
    assert borderdb(kept, "runs", "2").exit_code == 0


def test_it_goes_back_to_where_it_came_from(kept: Path) -> None:
    before, structure = rows(kept), schema_of(kept)
    schema.upgrade(kept)
    schema.downgrade(kept, kept.stem)
    assert rows(kept) == before
    assert schema_of(kept) == structure


def test_new_pages_come_beside_the_old_ones(kept: Path, tmp_path: Path) -> None:
    page = tmp_path / "new.txt"
    page.write_text("同江市来信\n\n同江市今年种豆90亩。\n", encoding="utf-8")
    assert borderdb(kept, "ingest", page).exit_code == 0
    with read_only(kept) as reader:
        documents = [name for (name,) in reader.rows("SELECT document FROM article_facts ORDER BY document")]
    assert documents == ["2025-12-03_界江晚报_a.txt", "a.txt", "b.txt", "new.txt"]
    assert check(kept).problems == ()
