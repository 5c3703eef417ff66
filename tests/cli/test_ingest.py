"""`borderdb ingest` as people and nightly jobs call it, with the real pipeline and reference data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
    warnings = worse.stderr.splitlines()
    assert len(warnings) == 3
    assert all(line.startswith("warning: /") for line in warnings)
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
