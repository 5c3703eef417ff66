"""What `show` says of a story that was printed again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.queries.conftest import REPRINTS, reprinted

__all__ = ["reprinted"]

FIRST, AGAIN = next(iter(REPRINTS.items()))


def test_an_article_names_the_first_and_the_first_its_reprints(run: Run, reprinted: Path) -> None:
    shown = run("show", AGAIN, BORDERDB_DATABASE=str(reprinted)).stdout
    assert f"reprint of    {FIRST}  江畔人家的新账本  三江晚报" in shown
    assert "14亿斤" not in shown.split("▌")[0]
    assert "reprint of a1b20000" in shown.split("▌")[1]  # above the facts, which are all there
    assert "红柳课堂" in shown
    first = run("show", FIRST, BORDERDB_DATABASE=str(reprinted)).stdout
    assert f"reprints      {AGAIN}  江畔人家的新账本  转载网" in first
    assert "reprint of" not in first


def test_a_headline_means_the_first(run: Run, reprinted: Path) -> None:
    result = run("show", "江畔人家的新账本", "--format", "json", BORDERDB_DATABASE=str(reprinted))
    assert {row["article_id"] for row in json.loads(result.stdout)} == {FIRST}


def test_facts_of_reprints_say_so(run: Run, reprinted: Path) -> None:
    result = run("show", "红柳课堂", "--format", "json", BORDERDB_DATABASE=str(reprinted))
    found = {row["article_id"]: row["reprint_of"] for row in json.loads(result.stdout)}
    assert found == {FIRST: None, AGAIN: FIRST}


def test_reprints_are_left_out_unless_asked_for(run: Run, reprinted: Path) -> None:
    def figures(*options: str) -> int:
        result = run("query", "metrics", *options, "--format", "json", BORDERDB_DATABASE=str(reprinted))
        return len(json.loads(result.stdout))

    assert (figures(), figures("--reprints")) == (7, 12)
