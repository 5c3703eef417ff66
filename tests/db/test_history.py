"""What the log of runs tells of an edited page, and that it tells the same in whatever way it is kept."""

from __future__ import annotations

import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from borderdb.db.check import check
from borderdb.db.engine import connect
from tests.db.made import PAGES, make_database, store

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("differences.toml").read_text("utf-8"))["case"]
Rows = list[tuple[Any, ...]]


def told(file: Path, columns: str, where: str = "1") -> Rows:
    """Some columns of the log, in its order."""
    order = "ORDER BY change_id, ordinal, fact, fact_id"
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(f"SELECT {columns} FROM change_facts WHERE {where} {order}").fetchall()


def edited(tmp_path: Path, before: str, after: str) -> Path:
    """A database whose only page was edited by its second run."""
    file = make_database(tmp_path / "border.sqlite", [("a.txt", before)])
    put(file, after)
    return file


def put(file: Path, text: str, name: str = "a.txt") -> None:
    with connect(file) as connection, connection.begin():
        key = connection.exec_driver_sql("SELECT max(run_id) + 1 FROM runs").scalar_one()
        connection.exec_driver_sql(
            "INSERT INTO runs SELECT ?, started_on, finished_on, process, host, version, rules_version, "
            "seeds_fingerprint, options, 0, 0, 0, 0, 'ingest', NULL, NULL, 0, 0, 0 FROM runs WHERE run_id = 1",
            (key,),
        )
        store(connection, key, name, text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_became_of_each_fact(case: dict[str, Any], tmp_path: Path) -> None:
    file = edited(tmp_path, case["before"], case["after"])
    columns = "change, fact, what, coalesce(before, ''), coalesce(after, '')"
    found = told(file, columns, "run_id = 2 AND change <> 'moved'")
    assert [list(row) for row in found] == case["changes"]
    moved = [fact for (fact,) in told(file, "fact", "change = 'moved'")]
    assert moved == case.get("moved", moved)
    assert check(file).problems == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_edit_that_is_taken_back_is_told_backwards(case: dict[str, Any], tmp_path: Path) -> None:
    file = edited(tmp_path, case["before"], case["after"])
    put(file, case["before"])
    backwards = {"appeared": "disappeared", "disappeared": "appeared"}
    there, back = (
        {
            (change, fact, before, after)
            for change, fact, before, after in told(file, "change, fact, before, after", run)
        }
        for run in ("run_id = 2", "run_id = 3")
    )
    assert back == {(backwards.get(change, change), fact, after, before) for change, fact, before, after in there}


def test_what_came_is_told_the_same_after_it_has_changed(tmp_path: Path) -> None:
    """An article that stands as it came takes no row per fact; the first change of it lists them."""
    file = make_database(tmp_path / "border.sqlite")
    columns = "fact, fact_id, article_id, change, what, place, before, after, sentence, document, headline"
    before = sorted(told(file, columns, "run_id = 1"), key=repr)
    assert {row[0] for row in before} == {"article", "place", "programme", "initiative", "metric", "issue"}
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM fact_changes").fetchone() == (0,)
    for name in PAGES:
        put(file, f"抚远市\n抚远市另有一页{name}。", name)
    assert sorted(told(file, columns, "run_id = 1"), key=repr) == before
    for name, text in PAGES.items():
        put(file, text, name)
    assert sorted(told(file, columns, "run_id = 1"), key=repr) == before


def test_both_sentences_of_a_changed_figure_are_told(tmp_path: Path) -> None:
    file = edited(tmp_path, "同江市\n同江市投入5元。", "同江市\n同江市投入6元。")
    changed = told(file, "sentence, sentence_before, fact_id = former_id", "change = 'changed'")
    assert changed == [("同江市投入6元。", "同江市投入5元。", 0)]
    put(file, "抚远市\n什么也没有。")
    assert told(file, "sentence, sentence_before", "change = 'changed' AND run_id = 2") == [
        ("同江市投入6元。", "同江市投入5元。")
    ]
    gone = told(file, "what, sentence, sentence_before", "change = 'disappeared' AND fact = 'metric'")
    assert gone == [("同江市投入", "同江市投入6元。", None)]


def test_the_log_follows_an_article_that_takes_another_id(tmp_path: Path) -> None:
    """Two files of one name and beginning: the plain id belongs to one of them, whichever came first."""
    opening = "同江市兴边\n同江市种地300亩。" + "江边的村子很安静。" * 8
    pages = [(f"{year}/p.txt", f"{opening}后来又种地{year}亩。") for year in range(2020, 2026)]
    file = make_database(tmp_path / "border.sqlite", pages)
    put(file, "抚远市\n什么也没有。", "o.txt")
    with closing(sqlite3.connect(file)) as connection:
        lost = (
            "SELECT count(*) FROM change_facts c WHERE fact = 'metric' AND NOT EXISTS "
            "(SELECT 1 FROM metric_facts m WHERE m.metric_id = c.fact_id AND m.article_id = c.article_id)"
        )
        assert connection.execute(lost).fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM change_facts WHERE fact = 'metric'").fetchone() == (12,)
