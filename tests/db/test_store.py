"""What a document leaves in the database, and what it takes away again: the same rows and ids whatever came before."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from borderdb.db.check import check
from borderdb.db.engine import connect
from borderdb.db.history import Step
from borderdb.db.identity import document_id
from borderdb.db.models import Base
from borderdb.db.store import Sighting, see_document
from tests.db.made import HISTORY, PAGES, TURNS, VIEWS, dump, make_database, open_run, prepare, store

REFERENCE_PLACES = 5
# Two files of one name with the same beginning of a story, the same bytes under two names, and an edited page.
OPENING = "同江市兴边\n同江市的村子种地300亩。“江城先锋”行动开展。" + "江边的村子很安静。" * 8
TWINS = {
    "2024/p.txt": OPENING,
    "2025/p.txt": OPENING + "后来又种地400亩。",
    "2026/p.txt": OPENING + "终于种地500亩。",
    "z.txt": "抚远市守边\n抚远市投入70元。",
    "sub/y.txt": "抚远市守边\n抚远市投入70元。",
    "equal.txt": "同一个标题\n同江市投入1元。\n\n同一个标题\n同江市投入1元。",
}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "border.sqlite"
    prepare(file)
    return file


@pytest.fixture
def connection(database: Path) -> Iterator[Connection]:
    with connect(database) as opened:
        with opened.begin():
            assert open_run(opened) == 1
        yield opened


def rows_of(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as opened:
        names = [table.name for table in Base.metadata.sorted_tables if table.name not in HISTORY]
        return {name: opened.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def test_what_a_page_says_stands_in_the_views(tmp_path: Path) -> None:
    found = dump(make_database(tmp_path / "border.sqlite"))
    assert {view: len(found[view]) for view in VIEWS[:-1]} == {
        "article_facts": 4,
        "place_facts": 7,
        "programme_facts": 2,
        "initiative_facts": 2,
        "metric_facts": 6,
        "issue_facts": 1,
    }
    assert all(row[0] for view in VIEWS[:-1] for row in found[view])


def test_all_is_where_it_says(tmp_path: Path) -> None:
    report = check(make_database(tmp_path / "border.sqlite"))
    assert report.problems == ()
    assert report.counts["articles"] == 4


def test_the_same_page_again_changes_nothing(database: Path, connection: Connection) -> None:
    for _ in range(3):
        with connection.begin():
            store(connection, 1, "a.txt", PAGES["a.txt"])
    once = dump(database)
    counted = rows_of(database)
    with connection.begin():
        store(connection, 1, "a.txt", PAGES["a.txt"])
    assert dump(database) == once
    assert rows_of(database) == counted
    assert counted["articles"] == 1


@pytest.mark.parametrize("pages", [PAGES, TWINS], ids=["pages", "twins"])
def test_order_does_not_matter(tmp_path: Path, pages: dict[str, str]) -> None:
    orders = list(itertools.permutations(pages.items()))
    chosen = orders[:1] + random.Random(7).sample(orders[1:], min(len(orders) - 1, 11))
    wanted = None
    for number, order in enumerate(chosen):
        found = dump(make_database(tmp_path / f"{number}.sqlite", order))
        wanted = wanted or found
        assert found == wanted, [name for name, _ in order]


def test_ids_are_told_apart_where_names_and_beginnings_are_the_same(tmp_path: Path) -> None:
    found = dump(make_database(tmp_path / "border.sqlite", list(TWINS.items())))
    articles = [row[0] for row in found["article_facts"]]
    metrics = [row[0] for row in found["metric_facts"]]
    assert len(set(articles)) == len(articles) == 6
    assert len(set(metrics)) == len(metrics) == 8
    names = {row[1] for row in found["article_facts"]}
    assert names == {"p.txt", "y.txt", "equal.txt"}


@pytest.mark.parametrize("gone", sorted(TWINS))
def test_what_is_edited_leaves_the_others_as_if_it_had_never_been(tmp_path: Path, gone: str) -> None:
    """A page is overwritten by quite another one: the rest is as in a database that never saw it."""
    other = (gone, "佳木斯市另有一篇\n佳木斯市投入9元。")
    file = make_database(tmp_path / "edited.sqlite", [*TWINS.items(), other])
    fresh = make_database(tmp_path / "fresh.sqlite", [*((k, v) for k, v in TWINS.items() if k != gone), other])
    assert dump(file) == dump(fresh)
    assert check(file).problems == ()
    counted, wanted = rows_of(file), rows_of(fresh)
    assert counted == wanted


def test_ids_survive_an_edit_elsewhere_on_the_page(tmp_path: Path) -> None:
    page = "同江市兴边\n同江市种地300亩。" + "江边的村子很安静。" * 12 + "这里投入5元。"
    before = dump(make_database(tmp_path / "before.sqlite", [("a.txt", page)]))
    edited = page.replace("这里投入5元", "那里投入6元，又投入5元") + "\n末尾多一句。"
    after = dump(make_database(tmp_path / "after.sqlite", [("a.txt", page), ("a.txt", edited)]))
    assert [row[0] for row in before["article_facts"]] == [row[0] for row in after["article_facts"]]
    kept = {row[0] for row in before["metric_facts"]} & {row[0] for row in after["metric_facts"]}
    assert len(kept) == 1
    assert len(after["metric_facts"]) == 3


def test_nothing_is_left_of_what_nobody_speaks_of_any_more(database: Path, connection: Connection) -> None:
    with connection.begin():
        store(connection, 1, "a.txt", "江心村来信\n江心村的“新风”行动种地5亩。")
    counted = rows_of(database)
    assert (counted["initiatives"], counted["places"]) == (1, REFERENCE_PLACES + 2)  # and the village above it
    with connection.begin():
        store(connection, 1, "a.txt", "没有地方\n什么也没有。")
    counted = rows_of(database)
    assert (counted["initiatives"], counted["places"], counted["metrics"]) == (0, REFERENCE_PLACES, 0)
    assert counted["documents"] == counted["articles"] == 1


def test_a_place_stays_while_another_page_needs_it(database: Path, connection: Connection) -> None:
    with connection.begin():
        store(connection, 1, "a.txt", "渔家村\n渔家村种地5亩。")
        store(connection, 1, "b.txt", "渔家村又一篇\n渔家村种地6亩。")
        store(connection, 1, "a.txt", "没有地方\n什么也没有。")
    assert rows_of(database)["places"] == REFERENCE_PLACES + 1


def test_a_page_that_was_moved_keeps_its_ids(database: Path, connection: Connection) -> None:
    with connection.begin():
        key = store(connection, 1, "a.txt", PAGES["a.txt"])
    before = dump(database)
    with connection.begin():
        see_document(
            connection, Step(1, next(TURNS)), key, Sighting("/elsewhere/a.txt", "a.txt", 1, 1, 2), ["/pages/a.txt"]
        )
    after = dump(database)
    assert after["metric_facts"] == before["metric_facts"]
    assert [row[2] for row in after["article_facts"]] == ["/elsewhere/a.txt"]


def test_a_page_known_under_a_smaller_name_takes_its_ids(tmp_path: Path) -> None:
    text_ = PAGES["b.txt"]
    both = make_database(tmp_path / "both.sqlite", [("m.txt", text_), ("b.txt", text_)])
    one = make_database(tmp_path / "one.sqlite", [("b.txt", text_)])
    assert dump(both) == dump(one)


def test_the_search_index_follows(database: Path, connection: Connection) -> None:
    with connection.begin():
        store(connection, 1, "a.txt", PAGES["a.txt"])
        store(connection, 1, "b.txt", PAGES["b.txt"])
        store(connection, 1, "a.txt", "全新的一页\n再没有旧的词。")
    match = text("SELECT count(*) FROM sentence_index WHERE sentence_index MATCH :words")
    assert connection.execute(match, {"words": '"过 货"'}).scalar() == 0
    assert connection.execute(match, {"words": '"旧 的"'}).scalar() == 1
    assert connection.execute(match, {"words": '"党 建"'}).scalar() == 1
    assert check(database).problems == ()


def test_a_transaction_that_is_not_ended_leaves_nothing(database: Path, connection: Connection) -> None:
    with connection.begin():
        store(connection, 1, "a.txt", PAGES["a.txt"])
    before = dump(database), rows_of(database)
    with connection.begin() as transaction:
        store(connection, 1, "a.txt", PAGES["b.txt"])
        transaction.rollback()
    assert (dump(database), rows_of(database)) == before
    assert check(database).problems == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE metrics SET char_start = 9, char_end = 3",
        "UPDATE metrics SET qualifier = 'perhaps'",
        "UPDATE metrics SET place_key = 'nowhere'",
        "UPDATE metrics SET initiative_id = 'none'",
        "UPDATE places SET level = 'planet'",
        "UPDATE sentences SET is_heading = 2",
        "DELETE FROM places",
        "DELETE FROM programmes",
        "UPDATE run_documents SET status = 'lost'",
    ],
)
def test_the_database_itself_refuses_nonsense(database: Path, connection: Connection, statement: str) -> None:
    with connection.begin():
        store(connection, 1, "a.txt", PAGES["a.txt"])
        connection.execute(text("INSERT INTO run_documents VALUES (1, 1, 'x', NULL, 'new', '', 0, 0, 0, 0, 0, 0)"))
    before = dump(database)
    with pytest.raises(IntegrityError), connection.begin():
        connection.execute(text(statement))
    assert dump(database) == before


def test_check_finds_what_is_wrong(tmp_path: Path) -> None:
    """Each kind of damage is told; nothing else is."""
    faults = {
        "UPDATE metrics SET raw = '9' || raw": "span that does not match: figure",
        "UPDATE sentences SET text = 'x'": "span that does not match: sentence",
        "UPDATE issues SET words = 'x'": "span that does not match: issue",
        "UPDATE place_mentions SET char_end = char_end + 900": "mention outside its sentence: place_mentions",
        "DELETE FROM documents": "row that refers to nothing: row",
        "INSERT INTO sentence_index (rowid, words) VALUES (900, 'x')": "sentence and full text differ: entry 900",
    }
    for number, (statement, wanted) in enumerate(faults.items()):
        file = make_database(tmp_path / f"{number}.sqlite")
        with closing(sqlite3.connect(file)) as opened, opened:
            opened.execute(statement)
        problems = check(file).problems
        assert any(problem.startswith(wanted) for problem in problems), (statement, problems)
        assert all(problem.startswith((wanted.split(":")[0], "span")) for problem in problems), (statement, problems)


def test_a_database_with_holes_is_reported(tmp_path: Path) -> None:
    file = make_database(tmp_path / "border.sqlite")
    data = bytearray(file.read_bytes())
    data[8192:12288] = b"\xff" * 4096
    file.write_bytes(data)
    assert any(problem.startswith("damage") for problem in check(file).problems)


def test_bytes_are_the_document() -> None:
    assert document_id(b"a") != document_id(b"b")
    assert document_id(b"a") == document_id(b"a")
