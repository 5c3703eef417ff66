"""The sample articles through the whole line: any order and any number of runs and workers give the same database."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from borderdb.db.check import check
from borderdb.ingest import Options, State, find_documents, ingest
from borderdb.settings import seeds_folder
from tests.db.made import dump

SAMPLES = seeds_folder() / "articles"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("samples") / "border.sqlite"
    outcomes = list(ingest(file, find_documents([SAMPLES])))
    assert len(outcomes) >= 10
    assert {outcome.state for outcome in outcomes} == {State.NEW}
    return file


def test_every_fact_stands_where_it_says(database: Path) -> None:
    assert check(database).problems == ()


def test_order_and_workers_do_not_matter(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "border.sqlite"
    sources = list(find_documents([SAMPLES]))
    random.Random(5).shuffle(sources)
    list(ingest(other, sources[:7]))
    list(ingest(other, sources[4:], Options(workers=2)))
    assert dump(other) == dump(database)


def test_a_second_run_changes_nothing(database: Path) -> None:
    before = dump(database)
    for force in (False, True):
        outcomes = list(ingest(database, find_documents([SAMPLES]), Options(force=force)))
        assert {outcome.state for outcome in outcomes} == {State.UNCHANGED}
        assert dump(database) == before
    assert check(database).problems == ()
