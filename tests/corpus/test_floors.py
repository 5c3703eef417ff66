"""Extraction on the annotated articles, held against floors that only rise."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from borderdb.ingest import find_documents, ingest
from tests.corpus.scoring import score_folder, table_lines

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
FLOORS: dict[str, Any] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def scores(pages: Path, annotations: Path, database: Path) -> dict[str, dict[str, float]]:
    for _ in ingest(database, find_documents(sorted(pages.glob("*.txt")))):
        pass
    board = score_folder(database, annotations)
    print("\n".join(table_lines(board)))  # noqa: T201  # shown where a floor is missed
    return {name: {"f1": score.f1, "precision": score.precision} for name, score in board.scores.items()}


def check(half: str, found: dict[str, dict[str, float]]) -> None:
    below = {
        f"{table} {measure}": (round(found[table][measure], 3), floor)
        for table, floors in FLOORS[half].items()
        for measure, floor in floors.items()
        if found[table][measure] < floor
    }
    assert below == {}, f"below the floors of {half}: (found, floor)"


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_the_corpus_keeps_its_floors(half: str, tmp_path: Path) -> None:
    check(half, scores(HERE / half, HERE / half, tmp_path / "corpus.sqlite"))


@pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="the five shared pages are not beside this checkout")
def test_the_shared_pages_keep_their_floors(tmp_path: Path) -> None:
    check("shared", scores(SHARED / "articles", SHARED / "gold", tmp_path / "shared.sqlite"))


def test_a_floor_that_is_missed_is_named() -> None:
    perfect = {table: {"f1": 1.0, "precision": 1.0} for table in FLOORS["seen"]}
    check("seen", perfect)
    with pytest.raises(AssertionError, match="places f1"):
        check("seen", perfect | {"places": {"f1": 0.5, "precision": 1.0}})
