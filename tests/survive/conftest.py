"""Two databases, each made once: one with the reference data alone, one with the pages of a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from borderdb.db.check import check
from tests.db.made import dump
from tests.survive.command import borderdb
from tests.survive.pages import write_pages

PAGES = 12


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pages."""
    return write_pages(tmp_path_factory.mktemp("survive") / "pages", PAGES)


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the reference data and no page."""
    file = tmp_path_factory.mktemp("bare") / "border.sqlite"
    empty = tmp_path_factory.mktemp("empty")
    assert borderdb(file, "ingest", empty).exit_code == 0
    return file


@pytest.fixture(scope="session")
def whole(bare: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all pages of the folder, that nothing has ever befallen."""
    file = Path(shutil.copy(bare, tmp_path_factory.mktemp("whole") / "border.sqlite"))
    assert borderdb(file, "ingest", folder).exit_code == 0
    assert check(file).problems == ()
    facts = dump(file)
    assert len(facts["article_facts"]) == PAGES
    assert len(facts["metric_facts"]) > PAGES
    return file


@pytest.fixture
def database(bare: Path, tmp_path: Path) -> Path:
    """A copy of the database without pages."""
    return Path(shutil.copy(bare, tmp_path / "border.sqlite"))
