"""`borderdb ingest` as people and nightly jobs call it, with the real pipeline and reference data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from borderdb.db.lock import hold
from tests.cli.conftest import Run

PAGE = (
    "江畔小城忙春耕\n"
    "本报讯 2025年，同江市粮食产量达12.5亿斤，新建村级冷库18座。同江市推行“红柳课堂”活动，听课1200余人次。\n"
)
NIGHT = "夜校开课\n本报讯 密山市办起农民夜校36所，听课8000余人次。\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "春耕.txt").write_text(PAGE, "utf-8")
    (folder / "夜校.txt").write_bytes(NIGHT.encode("gb18030"))
    return folder


def documents(stdout: str) -> dict[str, int]:
    return {row["outcome"]: row["documents"] for row in json.loads(stdout)}


def test_night_after_night(run: Run, pages: Path, tmp_path: Path) -> None:
    night = {"BORDERDB_DATABASE": str(tmp_path / "night.sqlite"), "BORDERDB_FORMAT": "json"}
    tried = run("ingest", str(pages), "--dry-run", **night)
    assert tried.exit_code == 0
    assert documents(tried.stdout)["new"] == 2
    assert "a dry run: nothing was kept" in tried.stderr
    assert not (tmp_path / "night.sqlite").exists()

    first = run("ingest", str(pages), **night)
    assert first.exit_code == 0, first.stderr
    assert documents(first.stdout) == {"new": 2, "unchanged": 0, "changed": 0, "failed": 0}
    assert json.loads(first.stdout)[0]["metrics"] >= 4

    again = run("ingest", str(pages), "--verbose", **night)
    assert documents(again.stdout) == {"new": 0, "unchanged": 2, "changed": 0, "failed": 0}
    assert again.stderr.count(": unchanged, ") == 2
    assert again.stderr.endswith("note: nothing changed\n")

    (pages / "春耕.txt").write_text(PAGE.replace("18座", "19座"), "utf-8")
    (pages / "空.txt").write_bytes(b"")
    (pages / "行\n\x1b[2J.txt").write_bytes(b"\x00\x01\x02" * 300)
    worse = run("ingest", str(pages), "/no/such/place", **night)
    assert worse.exit_code == 2
    assert documents(worse.stdout) == {"new": 0, "unchanged": 1, "changed": 1, "failed": 3}
    warnings = [line for line in worse.stderr.splitlines() if line.startswith("warning: /")]
    assert len(warnings) == 3
    assert "error: run 3 is doubtful: 3 of 5 documents failed, more than 50%" in worse.stderr
    assert "␛[2J.txt: " in worse.stderr

    rows = json.loads(run("query", "metrics", "--text", "冷库", "--unit", "座", **night).stdout)
    assert [row["value"] for row in rows] == [19]
    assert run("ingest", str(pages), **night).exit_code == 1
    assert run("db", "check", **night).exit_code == 0
    shown = json.loads(run("runs", **night).stdout)
    assert [row["run_id"] for row in shown] == [4, 3, 2, 1]


def test_a_page_through_a_pipe_with_what_is_known_of_it(run: Run, tmp_path: Path) -> None:
    night = {"BORDERDB_DATABASE": str(tmp_path / "pipe.sqlite")}
    result = run("ingest", "-", "--published", "2026-02-14", "--outlet", "三江晚报", stdin=PAGE, **night)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[2].split()[:3] == ["new", "1", "1"]
    rows = json.loads(run("query", "articles", "--format", "json", **night).stdout)
    assert [(row["published_on"], row["outlet"]) for row in rows] == [("2026-02-14", "三江晚报")]


def test_reference_data_of_ones_own_are_checked(run: Run, pages: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "units.csv").write_text("nothing\n", "utf-8")
    result = run("ingest", str(pages), BORDERDB_SEEDS=str(seeds), BORDERDB_DATABASE=str(tmp_path / "x.sqlite"))
    assert result.exit_code == 4
    assert str(seeds) in result.stderr
    assert not (tmp_path / "x.sqlite").exists()


def test_events_for_programs(run: Run, pages: Path, tmp_path: Path) -> None:
    night = {"BORDERDB_DATABASE": str(tmp_path / "json.sqlite"), "BORDERDB_LOG_FORMAT": "json"}
    (pages / "行\n\x1b[2J.txt").write_bytes(b"")
    result = run("ingest", str(pages), **night)
    assert result.exit_code == 1
    events = [json.loads(line) for line in result.stderr.splitlines()]
    assert {"time", "level", "event"} <= set.intersection(*(set(event) for event in events))
    assert all(event["time"].endswith("Z") for event in events)
    told = {Path(event["location"]).name: event for event in events if event["event"] == "document"}
    assert {name: event["status"] for name, event in told.items()} == {
        "春耕.txt": "new",
        "夜校.txt": "new",
        "行\n\x1b[2J.txt": "failed",
    }
    assert (told["行\n\x1b[2J.txt"]["level"], told["春耕.txt"]["level"]) == ("warning", "info")
    assert told["春耕.txt"]["metrics"] >= 3
    end = events[-1]
    assert (end["event"], end["exit_code"], end["documents"]) == ("end", 1, {"new": 2, "failed": 1})
    assert end["metrics"] == sum(event["metrics"] for event in told.values())
    assert "\x1b" not in result.stderr


def test_what_ends_a_run_is_an_event_too(run: Run, pages: Path, tmp_path: Path) -> None:
    file = tmp_path / "held.sqlite"
    with hold(file):
        result = run("ingest", str(pages), "--log-format", "json", BORDERDB_DATABASE=str(file))
    assert result.exit_code == 6
    (event,) = [json.loads(line) for line in result.stderr.splitlines()]
    assert (event["event"], event["level"], event["exit_code"]) == ("error", "error", 6)
    assert "held by process" in event["message"]
    assert run("ingest", "--log-format", "json", BORDERDB_DATABASE=str(file)).exit_code == 2


def test_a_doubtful_night(run: Run, tmp_path: Path) -> None:
    night = {"BORDERDB_DATABASE": str(tmp_path / "doubt.sqlite")}
    rich, poor = tmp_path / "rich", tmp_path / "poor"
    for folder in (rich, poor):
        folder.mkdir()
    for number in range(6):
        (rich / f"{number}.txt").write_text(PAGE.replace("江畔", f"第{number}"), "utf-8")
        (poor / f"{number}.txt").write_text(
            f"第{number}号故事\n村里的老人说，今年的雪下得很大，孩子们很高兴。\n", "utf-8"
        )
    assert run("ingest", str(rich), **night).exit_code == 0
    result = run("ingest", str(poor), **night)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[2].split()[:2] == ["new", "6"]
    assert "error: run 2 is doubtful: facts per article fell from" in result.stderr
    assert "borderdb runs undo 2" in result.stderr
    assert "facts per article fell" in run("runs", **night).stdout
    assert run("runs", "undo", "2", **night).exit_code == 0
    again = run("ingest", str(poor), "--max-fall", "1", **night)
    assert (again.exit_code, again.stderr) == (0, "")
    failing = run("ingest", str(poor), "--force", BORDERDB_MAX_FAILED="2", **night)
    assert failing.exit_code == 2


def test_prune_and_take_back(run: Run, pages: Path, tmp_path: Path) -> None:
    night = {"BORDERDB_DATABASE": str(tmp_path / "prune.sqlite"), "BORDERDB_FORMAT": "json"}
    run("ingest", str(pages), **night)
    (pages / "夜校.txt").unlink()
    assert documents(run("ingest", str(pages), **night).stdout)["unchanged"] == 1
    pruned = run("ingest", str(pages), **night | {"BORDERDB_PRUNE": "1"})
    assert documents(pruned.stdout)["withdrawn"] == 1
    seen = {
        name: len(json.loads(run("query", "articles", *flag, **night).stdout))
        for name, flag in {"there": (), "all": ("--withdrawn",)}.items()
    }
    assert seen == {"there": 1, "all": 2}
    shown = run("runs", "3", BORDERDB_DATABASE=night["BORDERDB_DATABASE"]).stdout
    assert "withdrawn    article" in shown
    undone = run("runs", "undo", "3", **night)
    assert json.loads(undone.stdout) == [
        {"status": "restored", "location": str(pages / "夜校.txt"), "reason": "is as it was before run 3"}
    ]
    assert len(json.loads(run("query", "articles", **night).stdout)) == 2
    again = run("runs", "undo", "3", **night)
    assert "note: files that are still there" in again.stderr or again.exit_code == 0
    assert run("runs", "undo", "99", **night).exit_code == 2


def test_reextract_without_the_files(run: Run, pages: Path, tmp_path: Path) -> None:
    night = {"BORDERDB_DATABASE": str(tmp_path / "again.sqlite"), "BORDERDB_FORMAT": "json"}
    run("ingest", str(pages), **night)
    shutil.rmtree(pages)
    assert documents(run("reextract", **night).stdout)["unchanged"] == 2
    told = run("reextract", "春耕.txt", "--all", "--verbose", **night)
    assert told.stderr.startswith(f"note: {pages / '春耕.txt'}: unchanged, read again as asked, and says the same")
    assert run("reextract", "无.txt", **night).exit_code == 2
    assert run("ingest", "--rules-older", "--only-failed", **night).exit_code == 0
    assert [row["kind"] for row in json.loads(run("runs", **night).stdout)] == [
        "ingest",
        "reextract",
        "reextract",
        "ingest",
    ]


def test_a_mistyped_name_makes_no_database(run: Run, tmp_path: Path) -> None:
    night = {"BORDERDB_DATABASE": str(tmp_path / "night.sqlite")}
    result = run("ingest", str(tmp_path / "nowhere.txt"), **night)
    assert result.exit_code == 2
    assert "there is no such file or folder" in result.stderr
    assert not (tmp_path / "night.sqlite").exists()


def test_what_is_withdrawn_is_neither_found_nor_shown_among_others(run: Run, pages: Path, tmp_path: Path) -> None:
    night = {"BORDERDB_DATABASE": str(tmp_path / "night.sqlite"), "BORDERDB_FORMAT": "json"}
    run("ingest", str(pages), **night)
    assert len(json.loads(run("search", "农民夜校", **night).stdout)) == 1
    assert "农民夜校" in run("show", "密山市", **night).stdout
    (pages / "夜校.txt").unlink()
    run("ingest", str(pages), "--prune", **night)
    assert json.loads(run("search", "农民夜校", **night).stdout) == []
    assert "农民夜校" not in run("show", "密山市", **night).stdout


@pytest.mark.parametrize("name", ["内蒙古", "延边", "延边州", "西双版纳", "金平县", "新疆"])
def test_autonomous_places_go_by_their_everyday_names(run: Run, pages: Path, tmp_path: Path, name: str) -> None:
    night = {"BORDERDB_DATABASE": str(tmp_path / "night.sqlite"), "BORDERDB_FORMAT": "json"}
    run("ingest", str(pages), **night)
    answer = run("query", "metrics", "--place", name, **night)
    assert answer.exit_code == 0
    assert "no place is called" not in answer.stderr
