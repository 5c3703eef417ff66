"""Decisions through whole runs: forced, by new rules, moved, edited, from scratch, in any order."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import borderdb.db.reviewing
import borderdb.ingest
import borderdb.undo
from borderdb.db.carrying import carry_over
from borderdb.db.check import check
from borderdb.db.corrections import add_missing, all_corrections
from borderdb.db.engine import connect
from borderdb.db.reviewing import Reviewer, Target, accept, add, correct, find_words, reject, settle_again
from borderdb.db.views import VIEWS
from borderdb.errors import UsageError
from borderdb.ingest import Options, State, find_documents, ingest
from borderdb.records import Sort

ANNA = Reviewer("anna", "compared with the page")
PAGES = {
    "a.txt": "界河两岸春耕忙\n2025年，同江市种植水稻360万亩，比上年增加12万亩。全市有合作社215家，社员4300人。\n"
    "“早春行动”在街津口乡展开，送技术上门98次。",
    "b.txt": "口岸通关再提速\n2025年，抚远市口岸过货17.2万吨，同比增长9.1%。通关时间缩短到26分钟。",
}
FACTS = [name for name in VIEWS if name.endswith(("_facts", "_readings")) and name not in ("run_facts", "change_facts")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def database(folder: Path, tmp_path: Path) -> Path:
    """The pages, and decisions that were made long before any further run."""
    file = tmp_path / "border.sqlite"
    run(file, folder)
    long_ago = datetime(2025, 12, 1, 9, 30)  # noqa: DTZ001  # the log keeps UTC without a zone
    with pytest.MonkeyPatch.context() as patch, connect(file) as connection, connection.begin():
        patch.setattr(borderdb.db.reviewing, "_now", lambda: long_ago)
        correct(connection, figure(file, "360万亩"), {"value": "306万", "place": "抚远市"}, ANNA)
        reject(connection, figure(file, "12万亩"), ANNA)
        accept(connection, figure(file, "17.2万吨"), ANNA)
        article = figure(file, "17.2万吨").article_id
        words = find_words(connection, article, "再提速")
        add(connection, Sort.METRIC, words, {"value": "1", "unit": "次", "label": "提速"}, ANNA)
        words = find_words(connection, article, "通关时间")
        add(connection, Sort.INITIATIVE, words, {"name": "通关提速", "kind": "行动", "place": "抚远市"}, ANNA)
    return file


def run(file: Path, folder: Path, **options: Any) -> set[State]:
    return {outcome.state for outcome in ingest(file, find_documents([folder]), Options(**options))}


def ask(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


def figure(file: Path, raw: str) -> Target:
    ((article, metric),) = ask(file, f"SELECT article_id, metric_id FROM metrics WHERE raw = '{raw}'")
    return Target(Sort.METRIC, article, metric)


def seen(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that the public views say of facts and decisions."""
    return {name: sorted(ask(file, f"SELECT * FROM {name}"), key=repr) for name in FACTS}


def states(file: Path) -> dict[str, str]:
    return dict(ask(file, "SELECT words, state FROM review_facts"))


def test_a_forced_run_and_new_rules_change_nothing_that_was_decided(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = seen(database)
    assert run(database, folder, force=True) == {State.UNCHANGED}
    assert seen(database) == before
    monkeypatch.setattr(borderdb.ingest, "RULES_VERSION", "next")
    run(database, folder)
    assert seen(database) == before
    assert check(database).problems == ()


def test_a_moved_folder(database: Path, folder: Path) -> None:
    before = seen(database)
    moved = folder.rename(folder.with_name("moved"))
    run(database, moved)
    after = seen(database)
    del before["article_facts"], after["article_facts"]  # where the document lies
    assert after == before


@pytest.mark.parametrize("first", ["pages", "decisions"])
def test_from_scratch(database: Path, folder: Path, tmp_path: Path, first: str) -> None:
    anew = tmp_path / "anew.sqlite"
    if first == "pages":
        run(anew, folder, workers=2)
    else:
        shutil.copytree(folder, tmp_path / "none", ignore=lambda *_: list(PAGES))
        run(anew, tmp_path / "none")
    with connect(database) as connection, connection.begin():
        said = all_corrections(connection)
    with connect(anew) as connection, connection.begin():
        add_missing(connection, said)
        settle_again(connection, {(c.anchor.document, c.anchor.headline, c.anchor.sentence) for c in said})
    if first == "decisions":
        assert set(states(anew).values()) == {"source not here"}
        run(anew, folder)
    assert seen(anew) == seen(database)


def test_what_was_changed_is_put_forward_and_can_be_said_again(database: Path, folder: Path) -> None:
    page = folder / "a.txt"
    page.write_text(PAGES["a.txt"].replace("比上年增加", "比2024年增加"), encoding="utf-8")
    run(database, folder)
    assert states(database) == {
        "360万亩": "source changed",
        "12万亩": "source changed",
        "17.2万吨": "in force",
        "再提速": "in force",
        "通关时间": "in force",
    }
    assert ask(database, "SELECT value, reviewed FROM metric_facts WHERE raw = '360万亩'") == [(3600000, "no")]
    ((corrected,), (rejected,)) = ask(
        database, "SELECT correction_id FROM review_facts WHERE state = 'source changed' ORDER BY verdict"
    )
    with connect(database) as connection, connection.begin():
        carry_over(connection, corrected, ANNA)
        carry_over(connection, rejected, ANNA)
    assert ask(database, "SELECT value, reviewed FROM metric_facts WHERE raw = '360万亩'") == [(3060000, "corrected")]
    assert not ask(database, "SELECT 1 FROM metric_facts WHERE raw = '12万亩'")
    listed = ask(database, "SELECT state, count(*) FROM review_facts GROUP BY 1 ORDER BY 1")
    assert listed == [("in force", 5), ("retracted", 2), ("superseded", 2)]


def undo(file: Path, number: int) -> list[tuple[str, str]]:
    return [(outcome.state.value, outcome.reason) for outcome in borderdb.undo.undo(file, number)]


def test_an_undo_keeps_what_a_person_touched_since_and_says_so(database: Path, folder: Path) -> None:
    (folder / "b.txt").write_text(PAGES["b.txt"].replace("9.1%", "9.5%"), encoding="utf-8")
    run(database, folder)
    with connect(database) as connection, connection.begin():
        accept(connection, figure(database, "9.5%"), ANNA)
    before = seen(database)
    assert undo(database, 2) == [("unchanged", "stays: a person has decided on it since: metric 9.5%")]
    assert seen(database) == before


def test_an_undo_brings_decisions_back_with_what_they_are_about(database: Path, folder: Path) -> None:
    before = seen(database)
    (folder / "b.txt").write_text(PAGES["b.txt"].replace("17.2万吨", "17.3万吨"), encoding="utf-8")
    run(database, folder)
    assert states(database)["17.2万吨"] == "source changed"
    assert undo(database, 2) == [("restored", "is as it was before run 2")]
    assert seen(database) == before
    undo(database, 3)
    assert states(database)["17.2万吨"] == "source changed"
    undo(database, 4)
    assert seen(database) == before
    assert check(database).problems == ()


def test_history_knows_nothing_of_persons(database: Path, folder: Path, tmp_path: Path) -> None:
    """What runs changed is what they read: the same with and without decisions."""
    other = tmp_path / "other.sqlite"
    run(other, folder)
    (folder / "a.txt").write_text(PAGES["a.txt"].replace("4300人", "4310人"), encoding="utf-8")
    (folder / "b.txt").write_text(PAGES["b.txt"].replace("17.2万吨", "17.3万吨"), encoding="utf-8")
    log = "SELECT * FROM change_facts ORDER BY change_id, ordinal, fact, fact_id"
    came = "SELECT fact, fact_id, change, after FROM change_facts ORDER BY change_id, ordinal, fact, fact_id"
    assert ask(database, came) == ask(other, came)
    for file in (database, other):
        run(file, folder)
    assert ask(database, log) == ask(other, log)


def test_words_that_are_gone_cannot_be_said_again(database: Path, folder: Path) -> None:
    (folder / "a.txt").write_text(PAGES["a.txt"].replace("360万亩", "361万亩"), encoding="utf-8")
    run(database, folder)
    ((corrected,),) = ask(database, "SELECT correction_id FROM review_facts WHERE words = '360万亩'")
    with pytest.raises(UsageError, match="no sentence like the old one"), connect(database) as c, c.begin():
        carry_over(c, corrected, ANNA)


def test_a_correction_of_what_is_not_read_any_more_can_be_said_again(database: Path) -> None:
    ((corrected,),) = ask(database, "SELECT correction_id FROM review_facts WHERE words = '360万亩'")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM metrics WHERE raw = '360万亩'")
        connection.execute("DELETE FROM reviews WHERE correction_id = ?", (corrected,))
    assert states(database)["360万亩"] == "not read any more"
    with connect(database) as other, other.begin():
        carry_over(other, corrected, ANNA)
    found = ask(database, "SELECT value, label, place, reviewed, rule FROM metric_facts WHERE raw = '360万亩'")
    assert [(row[0], row[2:]) for row in found] == [(3060000, ("抚远市", "added", "person"))]
