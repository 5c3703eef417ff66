"""Pages of papers and sites through the whole line: a story that is printed again is linked, in any order and run."""

from __future__ import annotations

import random
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from borderdb.db import schema
from borderdb.db.check import check
from borderdb.ingest import Options, State, find_documents, ingest
from tests.db.made import dump

STORIES: dict[str, str] = tomllib.loads(Path("tests/cases/reprints.toml").read_text("utf-8"))["stories"]
PAGES = {
    "1-paper.txt": f"渡口的药箱\n2025-10-15 08:00:00  来源:乌苏里江周报\n{STORIES['ferry']}",
    "2-site.txt": f"护边也护人\n2025-10-16 09:20:11  来源:乌苏里江周报  作者:佚名\n{STORIES['ferry_retyped']}",
    "3-clone.txt": f"江上的灯火\n2025-10-18 10:00:00\n{STORIES['ferry_cut']}",
    "4-follow.txt": f"再到小佳河\n2025-10-20 08:00:00  来源:乌苏里江周报\n{STORIES['ferry_follow']}",
    "5-report.txt": f"勐润镇2023年工作报告\n2024年1月20日\n{STORIES['report_2023']}",
    "6-report.txt": f"勐润镇2024年工作报告\n2025年1月22日\n{STORIES['report_2024']}",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def database(folder: Path) -> Path:
    file = folder.parent / f"{folder.name}.sqlite"
    assert {outcome.state for outcome in ingest(file, find_documents([folder]))} == {State.NEW}
    return file


def answers(file: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


def test_who_is_linked(database: Path) -> None:
    sql = "SELECT a.document, f.document FROM article_facts a JOIN article_facts f ON f.article_id = a.reprint_of"
    assert sorted(answers(database, sql)) == [("2-site.txt", "1-paper.txt"), ("3-clone.txt", "1-paper.txt")]
    assert check(database).problems == ()


def test_figures_are_there_once_and_still_found_in_the_article(database: Path) -> None:
    found = "SELECT document, count(*) FROM metric_facts WHERE value = 2310 {} GROUP BY document ORDER BY document"
    everywhere = answers(database, found.format(""))
    assert [name for name, _ in everywhere] == ["1-paper.txt", "2-site.txt", "3-clone.txt"]
    assert answers(database, found.format("AND reprint_of IS NULL")) == everywhere[:1]


def test_order_runs_and_workers_do_not_matter(database: Path, folder: Path, tmp_path: Path) -> None:
    wanted = dump(database)
    sources = list(find_documents([folder]))
    for seed in range(2):
        other = tmp_path / f"{seed}.sqlite"
        random.Random(seed).shuffle(sources)
        list(ingest(other, sources[:3]))
        list(ingest(other, sources[2:], Options(workers=2)))
        assert dump(other) == wanted
        assert {outcome.state for outcome in ingest(other, sources, Options(force=True))} == {State.UNCHANGED}
        assert dump(other) == wanted


def links(file: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(file)) as connection:
        return sorted(connection.execute("SELECT article_id, first_id FROM reprints"))


def test_articles_of_an_older_database_are_compared(database: Path, folder: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.sqlite"
    wanted = dump(database)
    older.write_bytes(database.read_bytes())
    schema.downgrade(older, "0006")
    notes: list[str] = []
    list(ingest(older, [], notify=notes.append))
    assert links(older) == links(database)
    assert "looked for reprints among 6 articles that were stored before" in notes
    notes.clear()
    list(ingest(older, find_documents([folder]), notify=notes.append))
    assert not notes
    assert dump(older) == wanted  # what the older revision had no columns for is there again
