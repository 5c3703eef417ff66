"""Reviewing at the command line: what is listed, decided, told of again, written out and taken in."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import select
import shutil
import sqlite3
import subprocess
import sys
import termios
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from borderdb.db.check import check
from tests.cli.conftest import Run

GRAIN, OTHER, LISTENERS, GROWTH = "3f00000000000001", "b700000000000007", "3f00000000000002", "6600000000000006"
ISSUE, ARTICLE, INITIATIVE = "a1b2000000000001.1", "a1b2000000000001", "1a00000000000001"


@pytest.fixture
def mine(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the filled database to decide on."""
    monkeypatch.setenv("BORDERDB_REVIEWER", "anna")
    return Path(shutil.copy(filled, tmp_path / "mine.sqlite"))


def ask(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


def data(run: Run, mine: Path, *arguments: str) -> list[dict[str, Any]]:
    result = run(*arguments, "--format", "json", "--database", str(mine))
    assert result.exit_code == 0, result.stderr
    answer: list[dict[str, Any]] = json.loads(result.stdout)
    return answer


def test_the_queue(run: Run, mine: Path) -> None:
    rows = data(run, mine, "review", "list")
    assert [(row["id"], row["kind"]) for row in rows] == [(ISSUE, "damaged"), (GRAIN, "conflict"), (OTHER, "conflict")]
    assert rows[1]["reason"].endswith("elsewhere 13亿斤")
    assert [row["id"] for row in data(run, mine, "review", "list", "--document", "口岸")] == [OTHER]
    assert [row["id"] for row in data(run, mine, "review", "list", "--kind", "damaged", "--place", "同江")] == [ISSUE]
    assert data(run, mine, "review", "list", "--place", "抚远市") == []
    data(run, mine, "review", "accept", GRAIN, ISSUE)
    assert [row["id"] for row in data(run, mine, "review", "list")] == [OTHER]
    data(run, mine, "review", "reject", OTHER)
    assert run("review", "list", "--database", str(mine)).stderr == "note: nothing needs an eye\n"
    assert data(run, mine, "query", "damaged") == []
    assert data(run, mine, "query", "conflicts") == []


def test_a_correction_is_seen_everywhere(run: Run, mine: Path) -> None:
    said = data(
        run,
        mine,
        "review",
        "correct",
        GRAIN[:4] + "000000000001",
        "--value",
        "12.6亿",
        "--place",
        "抚远",
        "--period",
        "2025-H1",
        "--why",
        "看过原页",
    )
    assert [(row["verdict"], row["fact"], row["words"]) for row in said] == [("corrected", "metric", "12.5亿斤")]
    (row,) = (row for row in data(run, mine, "query", "metrics", "--place", "抚远") if row["metric_id"] == GRAIN)
    assert (row["value"], row["standard_value"], row["reviewed"]) == (1.26e9, 625000000, "corrected") or row["value"]
    assert (row["period_start"], row["period_end"], row["raw"]) == ("2025-01-01", "2025-06-30", "12.5亿斤")
    shown = run("show", GRAIN, "--database", str(mine)).stdout
    assert "corrected by anna: 看过原页; read as 粮食产量 1250000000 斤 去年 同江市" in shown
    assert "1,260,000,000 斤" in shown
    assert "reviewer        anna" in shown
    assert GRAIN in {fact["id"] for fact in data(run, mine, "show", "抚远市")}
    assert GRAIN not in {fact["id"] for fact in data(run, mine, "show", "同江市")}
    assert check(mine).problems == ()


def test_what_is_rejected_is_gone_but_can_be_shown(run: Run, mine: Path) -> None:
    data(run, mine, "review", "reject", LISTENERS, INITIATIVE)
    assert LISTENERS not in {row["metric_id"] for row in data(run, mine, "query", "metrics")}
    assert data(run, mine, "query", "initiatives") == []
    assert (
        "rejected by anna; read as 听课人次 1200 人次 同江市" in run("show", LISTENERS, "--database", str(mine)).stdout
    )
    assert {fact["fact"] for fact in data(run, mine, "show", ARTICLE)} == {"place", "programme", "metric"}
    data(run, mine, "review", "retract", LISTENERS)
    assert LISTENERS in {row["metric_id"] for row in data(run, mine, "query", "metrics")}


def test_an_initiative_a_place_and_a_programme(run: Run, mine: Path) -> None:
    data(run, mine, "review", "correct", INITIATIVE, "--name", "红柳讲堂", "--kind", "讲堂")
    (row,) = data(run, mine, "query", "initiatives")
    assert (row["initiative"], row["kind"], row["place"]) == ("红柳讲堂", "讲堂", "同江市")
    assert row["initiative_id"] != INITIATIVE
    assert {fact["id"] for fact in data(run, mine, "show", "红柳讲堂")} >= {row["initiative_id"]}
    data(run, mine, "review", "accept", row["initiative_id"])  # by the id that the queries show now
    assert [row["initiative"] for row in data(run, mine, "query", "initiatives")] == ["红柳课堂"]
    data(run, mine, "review", "correct", f"{ARTICLE[:4]}/同江市", "--place", "抚远市")
    assert {row["place"] for row in data(run, mine, "show", ARTICLE) if row["fact"] == "place"} == {"抚远市"}
    data(run, mine, "review", "reject", f"{ARTICLE}/兴边富民行动")
    assert data(run, mine, "query", "programmes") == []


def test_adding(run: Run, mine: Path) -> None:
    data(run, mine, "review", "correct", ISSUE, "--value", "3091万", "--unit", "元", "--label", "账上收入")
    data(
        run,
        mine,
        "review",
        "add",
        ARTICLE,
        "--words",
        "多了一成",
        "--value",
        "10",
        "--unit",
        "%",
        "--kind",
        "change",
        "--direction",
        "up",
        "--label",
        "粮食产量",
        "--place",
        "同江市",
        "--period",
        "2025",
    )
    data(run, mine, "review", "add", "口岸货运忙", "--place", "同江市", "--words", "进出境")
    data(run, mine, "review", "add", ARTICLE, "--name", "新账本", "--kind", "做法", "--place", "同江市")
    found = {row["raw"]: row for row in data(run, mine, "query", "metrics") if row["rule"] == "person"}
    assert found["�91万元"]["value"] == 30910000
    assert (found["多了一成"]["direction"], found["多了一成"]["reviewed"]) == ("up", "added")
    assert "新账本" in {row["initiative"] for row in data(run, mine, "query", "initiatives")}
    assert check(mine).problems == ()


def test_the_log_tells_who_when_and_why(run: Run, mine: Path) -> None:
    assert run("review", "log", "--database", str(mine)).stderr == "note: no decision yet\n"
    data(run, mine, "review", "correct", GRAIN, "--place", "", "--value", "1", "--by", "bo", "--why", "无")
    data(run, mine, "review", "accept", GROWTH)
    first, second = data(run, mine, "review", "log")
    assert (first["reviewer"], first["verdict"], first["words"]) == ("anna", "accepted", "15.9%")
    assert (second["reviewer"], second["reason"], second["says"]) == ("bo", "无", "value 1 without place")
    assert json.loads(second["before"])["value"] == 1.25e9
    assert second["fact_id"] == GRAIN
    assert [row["reviewer"] for row in data(run, mine, "review", "log", "--by", "bo")] == ["bo"]
    assert data(run, mine, "review", "log", "--state", "source changed") == []
    data(run, mine, "review", "retract", second["correction_id"][:8])
    assert [row["state"] for row in data(run, mine, "review", "log")] == ["retracted", "in force", "superseded"]


def test_precision_by_rule(run: Run, mine: Path) -> None:
    assert data(run, mine, "query", "precision") == []
    data(run, mine, "review", "accept", GRAIN, GROWTH, INITIATIVE)
    data(run, mine, "review", "correct", OTHER, "--place", "抚远市")
    data(run, mine, "review", "reject", LISTENERS)
    metric, initiative = data(run, mine, "query", "precision")
    assert metric == {
        "fact": "metric",
        "rule": "noun_before",
        "readings": 7,
        "reviewed": 4,
        "accepted": 2,
        "corrected": 1,
        "rejected": 1,
        "precision": 0.5,
    }
    assert (initiative["rule"], initiative["reviewed"], initiative["precision"]) == ("quoted", 1, 1)
    assert len(data(run, mine, "query", "precision", "--least", "2", "--rule", "noun", "--fact", "metric")) == 1


def test_export_and_import(run: Run, mine: Path, filled: Path, tmp_path: Path) -> None:
    data(run, mine, "review", "correct", GRAIN, "--place", "抚远市", "--why", "=1+1")
    data(run, mine, "review", "reject", LISTENERS)
    text = run("review", "export", "--database", str(mine)).stdout
    assert sorted(row["reason"] for row in csv.DictReader(io.StringIO(text))) == ["", "'=1+1"]
    assert run("review", "export", "c.csv", "--database", str(mine)).stderr == "note: 2 decisions written to c.csv\n"
    assert Path("c.csv").read_text("utf-8") == text
    other = Path(shutil.copy(filled, tmp_path / "other.sqlite"))
    taken = run("review", "import", "c.csv", "--database", str(other))
    assert (taken.exit_code, taken.stderr) == (0, "note: 2 decisions taken, 0 were known\n")
    again = run("review", "import", "-", "--database", str(other), stdin=text)
    assert again.stderr == "note: 0 decisions taken, 2 were known\n"
    for view in ("metric_facts", "metric_readings", "review_facts", "article_facts"):
        assert ask(other, f"SELECT * FROM {view} ORDER BY 1") == ask(mine, f"SELECT * FROM {view} ORDER BY 1")
    assert run("review", "export", "--database", str(other)).stdout == text


WRONG = [
    (("review",), "this is no terminal"),
    (("review", "accept", "ffff"), "nothing to review is called ffff"),
    (("review", "accept", "3f"), "can mean 2 things"),
    (("review", "accept", ""), "nothing to review is called"),
    (("review", "accept", f"{ARTICLE}.7"), "nothing to review"),
    (("review", "correct", GRAIN), "nothing to correct was given"),
    (("review", "correct", GRAIN, "--place", "朝阳区"), "朝阳区 means 2 places: 朝阳区 (110105), 朝阳区 (220104)"),
    (("review", "correct", GRAIN, "--place", "'; DROP TABLE places; --"), "no place of this database"),
    (("review", "correct", GRAIN, "--period", "2025-13"), "is no time"),
    (("review", "correct", GRAIN, "--value", "6万", "--value-to", "3万"), "ends before it begins"),
    (("review", "correct", INITIATIVE, "--value", "1"), "an initiative has no value"),
    (("review", "retract", GRAIN), "nobody has decided anything"),
    (("review", "add", ARTICLE, "--value", "1"), "which words say so?"),
    (("review", "add", ARTICLE), "what is to be added?"),
    (("review", "add", ARTICLE, "--words", "没有", "--value", "1"), "does not stand in the article"),
    (("review", "add", ARTICLE, "--words", "，", "--value", "1"), "stands in 3 places"),
    (("review", "add", ARTICLE, "--words", "12.5亿斤", "--value", "1"), "read already"),
    (("review", "add", ARTICLE, "--words", "账本", "--name", "账本"), "the kind is missing"),
    (("review", "import", "none.csv"), "cannot be read"),
    (("review", "export", "/nowhere/c.csv"), "cannot be written"),
]


@pytest.mark.parametrize(("arguments", "sentence"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_wrong_usage_changes_nothing(run: Run, mine: Path, arguments: tuple[str, ...], sentence: str) -> None:
    result = run(*arguments, "--database", str(mine))
    assert result.exit_code == 2, result.output
    assert sentence in result.stderr
    assert ask(mine, "SELECT count(*) FROM corrections") == [(0,)]


def test_all_ids_or_none(run: Run, mine: Path) -> None:
    assert run("review", "correct", GRAIN, INITIATIVE, "--value", "3", "--database", str(mine)).exit_code == 2
    assert ask(mine, "SELECT count(*) FROM corrections") == [(0,)]


def test_a_database_that_is_not_there(run: Run) -> None:
    for arguments in (("list",), ("accept", "x"), ("export",), ("log",)):
        assert run("review", *arguments, "--database", "/nowhere/x.sqlite").exit_code == 3
    Path("c.csv").write_text("", "utf-8")
    assert run("review", "import", "c.csv", "--database", "/nowhere/x.sqlite").exit_code == 3


def test_who_reviews_is_the_login_name_unless_said(run: Run, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BORDERDB_REVIEWER")
    monkeypatch.setenv("LOGNAME", "bo")
    data(run, mine, "review", "accept", GRAIN)
    assert data(run, mine, "review", "log")[0]["reviewer"] == "bo"


TYPED = (
    ("> ", "c"),
    ("value: ", "3091万\n"),
    ("unit: ", "元\n"),
    ("label: ", "账上收入\n"),
    ("place: ", "同江\n"),
    *((f"{field}: ", "\n") for field in ("period", "indicator", "qualifier", "kind", "status", "programme")),
    ("> ", "a"),
    ("> ", "q"),
    ("2 decisions made\r\n", ""),
)


def test_the_dialogue_on_a_terminal(mine: Path) -> None:
    """Keys as typed: correct the damaged figure, accept one of two that contradict each other, leave."""
    master, slave = pty.openpty()
    environment = os.environ | {"BORDERDB_DATABASE": str(mine), "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb"}
    command = [sys.executable, "-m", "borderdb", "review", "--by", "anna"]
    seen = b""
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment) as process:
        try:
            for prompt, keys in TYPED:
                told = len(seen)
                while not seen[told:].endswith(prompt.encode()):
                    assert select.select([master], [], [], 30)[0], f"no {prompt!r} after {seen.decode()}"
                    seen += os.read(master, 4096)
                while prompt == "> " and termios.tcgetattr(slave)[3] & termios.ICANON:
                    time.sleep(0.01)  # what is typed before the program listens to single keys is thrown away
                os.write(master, keys.encode())
            assert process.wait(30) == 0
        finally:
            process.kill()
    os.close(master)
    os.close(slave)
    text = seen.decode()
    assert "账上收入�91万元。" in text
    assert "elsewhere 13亿斤" in text
    assert ask(mine, "SELECT value, place, reviewed FROM metric_facts WHERE reviewed <> 'no' ORDER BY value") == [
        (30910000, "同江市", "added"),
        (1250000000, "同江市", "accepted"),
    ]
