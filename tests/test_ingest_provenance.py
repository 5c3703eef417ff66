"""What is known beside the text of a document: where it was taken from is stored, figures lead back to their page."""

from __future__ import annotations

import itertools
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from borderdb.ingest import Options, Outcome, State, find_documents, ingest
from tests.db.made import dump
from tests.readers.making import maker, sample_pages

BODY = "绥滨县忠仁镇的戏台前坐满了人。今年，镇里已经演出42场，看戏的村民有5600人次。\n"
STORY = f"村口来了戏班子\n\n{BODY}"
SIDE = """title = "戏台搭到边村"
byline = ["方晓"]
outlet = "绥滨边声"
published_on = 2025-03-04
url = "https://example.com/3"
"""
FRONT = "---\ndate: 2025-03-05\nsource: 黑水晚报\nlink: https://example.com/5\n---\n"
PAGES = {
    "plain.txt": STORY,
    "2025-03-07_北疆日报_A01.txt": STORY,
    "printed.txt": f"村口来了戏班子\n\n2025-03-06 10:00 来源：江畔网 作者：贺年\n\n{BODY}",
    "front.md": f"{FRONT}# 村口来了戏班子\n\n{BODY}",
    "side.txt": f"2025-03-06 10:00 来源：江畔网 作者：贺年\n\n{BODY}",
    "side.txt.meta.toml": SIDE,
}
FROM = ("headline_from", "byline_from", "outlet_from", "published_from", "url_from")
PDF = "2025-10-17_南疆边讯报_A02.pdf"


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def told(file: Path) -> dict[object, tuple[object, ...]]:
    columns = f"document, headline, outlet, published_on, url, {', '.join(FROM)}"
    return {row[0]: row[1:] for row in rows(file, f"SELECT {columns} FROM article_facts")}


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read(file: Path, *paths: Path) -> list[Outcome]:
    return list(ingest(file, find_documents(paths)))


def test_what_was_taken_from_where_is_stored(tmp_path: Path) -> None:
    for name, text in PAGES.items():
        write(tmp_path / "pages", name, text + name)  # else two of them would be the same document
    (tmp_path / "pages" / "side.txt.meta.toml").write_text(SIDE, encoding="utf-8")
    file = tmp_path / "border.sqlite"
    outcomes = read(file, tmp_path / "pages")
    assert {outcome.state for outcome in outcomes} == {State.NEW}
    assert len(outcomes) == len(PAGES) - 1
    printed = "村口来了戏班子"
    assert told(file) == {
        "plain.txt": (printed, None, None, None, "printed", None, None, None, None),
        "2025-03-07_北疆日报_A01.txt": (
            *(printed, "北疆日报", "2025-03-07", None),
            *("printed", None, "file name", "file name", None),
        ),
        "printed.txt": (printed, "江畔网", "2025-03-06", None, "printed", "printed", "printed", "printed", None),
        "front.md": (
            *(printed, "黑水晚报", "2025-03-05", "https://example.com/5"),
            *("printed", None, "front matter", "front matter", "front matter"),
        ),
        "side.txt": (
            *("戏台搭到边村", "绥滨边声", "2025-03-04", "https://example.com/3"),
            *("side file",) * 5,
        ),
    }
    given = Options(outlet="本刊")
    list(ingest(file, find_documents([tmp_path / "pages"]), given))
    assert {row[:1] for row in rows(file, "SELECT outlet_from FROM article_facts")} == {("given",)}


def test_a_side_file_that_comes_changes_and_goes_is_noticed(tmp_path: Path) -> None:
    page, file = write(tmp_path / "pages", "a.txt", STORY), tmp_path / "border.sqlite"
    os.utime(page, (1_700_000_000, 1_700_000_000))
    read(file, page.parent)
    before = dump(file)
    side = write(page.parent, "a.meta.toml", SIDE)
    for text, outlet in ((SIDE, "绥滨边声"), (SIDE.replace("绥滨", "萝北"), "萝北边声")):
        side.write_text(text, encoding="utf-8")
        (outcome,) = read(file, page.parent)
        assert (outcome.state, outcome.reason) == (State.CHANGED, "its side file or its name says something else")
        assert told(file)["a.txt"][1] == outlet
        (outcome,) = read(file, page.parent)
        assert (outcome.state, outcome.reason) == (State.UNCHANGED, "size and time unchanged")
    known = dump(file)
    for wrong, reason in (
        (b"outlet = ", "its side file is no TOML"),
        (b"outlet = '\xff'", "its side file is no text in UTF-8"),
        (b"outlet = '" + b"x" * 70_000 + b"'", "its side file is larger than 64 kB"),
    ):
        side.write_bytes(wrong)
        (outcome,) = read(file, page.parent)
        assert outcome.state is State.FAILED
        assert outcome.reason.startswith(reason)
        assert dump(file) == known
    side.unlink()
    assert [outcome.state for outcome in read(file, page.parent)] == [State.CHANGED]
    assert dump(file) == before


def test_of_the_same_bytes_in_several_places_the_same_name_and_side_file_count_in_any_order(tmp_path: Path) -> None:
    pages = [
        write(tmp_path / "pages", "2025-01-02_北疆日报.txt", STORY),
        write(tmp_path / "pages", "2025-01-01_边城日报.txt", STORY),
        write(tmp_path / "pages", "c.txt", STORY),
    ]
    write(tmp_path / "pages", "c.meta.toml", 'byline = "方晓"')
    wanted = None
    for number, order in enumerate(itertools.permutations(pages)):
        file = tmp_path / f"{number}.sqlite"
        read(file, *order)
        columns = "document, outlet, outlet_from, published_on, byline, byline_from, article_id"
        found = rows(file, f"SELECT {columns} FROM article_facts")
        wanted = wanted or found
        assert found == wanted
        assert {outcome.state for outcome in read(file, *order)} == {State.UNCHANGED}
    assert wanted is not None
    name = "2025-01-01_边城日报.txt"
    assert wanted[0][:-1] == (name, "边城日报", "file name", "2025-01-01", "方晓", "side file")


def test_a_side_file_of_nothing_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", STORY)
    write(tmp_path, "b.meta.toml", SIDE)
    outcomes = read(tmp_path / "border.sqlite", tmp_path / "a.txt", tmp_path / "b.meta.toml")
    assert [outcome.state for outcome in outcomes] == [State.NEW, State.FAILED]
    assert outcomes[1].reason.startswith("is a side file and no document")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    (folder / PDF).write_bytes(sample_pages()[PDF])
    read(folder / "border.sqlite", folder / PDF)
    return folder / "border.sqlite"


def test_figures_of_a_printed_page_lead_back_to_page_and_box(printed: Path) -> None:
    newspaper = maker("newspaper")
    found = rows(printed, "SELECT page, box, raw FROM metric_facts")
    assert len(found) >= 20
    for page, boxes, raw in found:
        assert page == 1
        for box in str(boxes).split("; "):
            left, bottom, right, top = (float(edge) for edge in box.split())
            assert 0 < left < right < newspaper.WIDTH
            assert 0 < bottom < top < newspaper.HEIGHT
            assert right - left < 1.6 * newspaper.SIZE * len(str(raw))
