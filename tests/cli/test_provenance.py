"""`show`, `query` and `ingest` tell where things were taken from, where they are printed, and what was not read."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.readers.making import maker, picture, sample_pages
from tests.test_ingest_provenance import PDF, rows


def test_the_way_back_is_shown(tmp_path: Path, run: Run) -> None:
    (tmp_path / PDF).write_bytes(sample_pages()[PDF])
    printed = tmp_path / "border.sqlite"
    run("ingest", str(tmp_path / PDF), BORDERDB_DATABASE=str(printed))
    ((metric, page, box),) = rows(printed, "SELECT metric_id, page, box FROM metric_facts ORDER BY char_start LIMIT 1")
    database = {"BORDERDB_DATABASE": str(printed)}
    lines = [line.split(maxsplit=1) for line in run("show", str(metric), **database).stdout.splitlines()]
    assert ["box", box] in lines
    assert ["page", str(page)] in lines
    ((article,),) = rows(printed, "SELECT article_id FROM article_facts ORDER BY article_id LIMIT 1")
    shown = run("show", str(article), **database).stdout
    assert "headline: printed; " in shown
    assert "day: printed" in shown
    answer = run("query", "metrics", "--format", "json", **database).stdout
    assert {row["page"] for row in json.loads(answer)} == {1}


def test_pages_that_could_not_be_read_are_told_and_stored(tmp_path: Path, run: Run) -> None:
    newspaper, make = maker("newspaper"), maker("make")
    stories = [newspaper.Story.read(make.story_text(name)) for name in make.FRONT_PAGE]
    pages = newspaper.print_pages([newspaper.Sheet(), newspaper.front_page(stories)])
    (tmp_path / "a.pdf").write_bytes(pages)
    (tmp_path / "b.pdf").write_bytes(newspaper.print_picture(picture()))
    result = run("ingest", str(tmp_path), BORDERDB_DATABASE=str(tmp_path / "border.sqlite"))
    assert result.exit_code == 1
    warnings = [line for line in result.stderr.splitlines() if line.startswith("warning: ")]
    assert warnings == [
        f"warning: {tmp_path}/a.pdf: could not be read in part: page 1: a picture without text",
        f"warning: {tmp_path}/b.pdf: is a PDF file without readable text: page 1: a picture without text",
    ]
    stored = set(rows(tmp_path / "border.sqlite", "SELECT document, unread FROM article_facts"))
    assert stored == {("a.pdf", "page 1: a picture without text")}
    pages = {page for (page,) in rows(tmp_path / "border.sqlite", "SELECT page FROM metric_facts")}
    assert pages == {2}
