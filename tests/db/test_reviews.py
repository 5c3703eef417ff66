"""What persons decide holds in the views, whatever happens to the rows: read again, moved, made anew, read anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from borderdb.db import schema
from borderdb.db import turn as writes
from borderdb.db.check import check
from borderdb.db.corrections import add_missing, all_corrections, touched_since
from borderdb.db.engine import connect
from borderdb.db.history import Step
from borderdb.db.models import Base
from borderdb.db.reviewing import Reviewer, Target, Words, accept, add, correct, reject, retract, settle_again
from borderdb.db.reviews import settle_corrections, unsettle_corrections
from borderdb.db.store import Sighting, see_document
from borderdb.errors import UsageError
from borderdb.records import Sort, Span
from tests.db.made import PAGES as MORE_PAGES
from tests.db.made import TURNS, dump, open_run, prepare, store

PAGES = MORE_PAGES | {"c.txt": "一篇没有地方的文章\n总收�91万元，损坏的数字。"}
LOST = "�91万元"
ANNA = Reviewer("anna", "看过原页")
VIEWS = ("article_facts", "place_facts", "programme_facts", "initiative_facts", "metric_facts", "issue_facts")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return made(tmp_path / "border.sqlite", PAGES)


@pytest.fixture
def connection(database: Path) -> Iterator[Connection]:
    with connect(database) as opened:
        yield opened


def made(file: Path, pages: dict[str, str]) -> Path:
    prepare(file)
    with connect(file) as connection, connection.begin():
        units = [{"unit": "亩", "dimension": "area", "standard_unit": "m²", "factor": 2000 / 3, "classifier": 0}]
        connection.execute(insert(Base.metadata.tables["units"]), units)
        run = open_run(connection)
        for name, text in pages.items():
            store(connection, run, name, text)
    return file


def ask(file: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql, values).fetchall()


def figure(file: Path, raw: str) -> Target:
    ((article, metric),) = ask(file, "SELECT article_id, metric_id FROM metrics WHERE raw = ?", raw)
    return Target(Sort.METRIC, article, metric)


def words(file: Path, text: str) -> Words:
    """Where words stand that stand only once."""
    sql = "SELECT article_id, sentence_id, char_start + instr(text, ?1) - 1 FROM sentences WHERE instr(text, ?1) > 0"
    ((article, sentence, start),) = ask(file, sql, text)
    return Words(article, sentence, Span(start, start + len(text)))


def row(file: Path, raw: str, view: str = "metric_facts") -> dict[str, Any]:
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        (found,) = connection.execute(f"SELECT * FROM {view} WHERE raw = ?", (raw,))
        return dict(found)


def states(file: Path) -> list[str]:
    return [state for (state,) in ask(file, "SELECT state FROM review_facts ORDER BY decided_at")]


def decide(connection: Connection, database: Path) -> None:
    """One decision of each kind, on facts of every sort."""
    with connection.begin():
        accept(connection, figure(database, "500个"), ANNA)
        correct(connection, figure(database, "300亩"), {"value": "1.5万", "place": "抚远市", "period": "2024"}, ANNA)
        reject(connection, figure(database, "5%"), ANNA)
        add(connection, Sort.METRIC, words(database, LOST), {"value": "3091", "unit": "元", "label": "总收入"}, ANNA)
        article = figure(database, "500个").article_id
        ((initiative,),) = ask(database, "SELECT initiative_id FROM article_initiatives WHERE article_id = ?", article)
        correct(connection, Target(Sort.INITIATIVE, article, initiative), {"name": "江城先锋队", "kind": "队伍"}, ANNA)
        correct(connection, Target(Sort.PLACE, article, "230881/渔家村"), {"place": "佳木斯市"}, ANNA)
        reject(connection, Target(Sort.PROGRAMME, article, "xingbian"), ANNA)
        ((other,),) = ask(database, "SELECT article_id FROM articles WHERE headline = '抚远市守边'")
        add(connection, Sort.PLACE, words(database, "同心"), {"place": "230881/同江口岸"}, ANNA)
        add(connection, Sort.INITIATIVE, words(database, "党建带动"), {"name": "党建带动", "kind": "机制"}, ANNA)
        assert other


def test_the_views_show_what_persons_decided(database: Path, connection: Connection) -> None:
    decide(connection, database)
    fixed = row(database, "300亩")
    assert (fixed["value"], fixed["place"], fixed["reviewed"]) == (15000, "抚远市", "corrected")
    assert (fixed["standard_value"], fixed["standard_unit"]) == (1e7, "m²")
    assert (fixed["period"], fixed["period_start"], fixed["period_end"]) == ("2024", "2024-01-01", "2024-12-31")
    assert (fixed["unit"], fixed["label"]) == ("亩", row(database, "300亩", "metric_readings")["label"])
    assert fixed["initiative"] == "江城先锋队"
    assert row(database, "500个")["reviewed"] == "accepted"
    assert row(database, "40个")["reviewed"] == "no"
    added = row(database, LOST)
    assert (added["value"], added["label"], added["rule"], added["reviewed"]) == (3091, "总收入", "person", "added")
    assert not ask(database, "SELECT 1 FROM metric_facts WHERE raw = '5%'")
    assert not ask(database, "SELECT 1 FROM programme_facts WHERE programme = '兴边富民行动'")
    found = ask(database, "SELECT initiative, kind, reviewed FROM initiative_facts ORDER BY initiative")
    assert found == [("党建带动", "机制", "added"), ("江城先锋", "行动", "no"), ("江城先锋队", "队伍", "corrected")]
    places = {(place, said) for place, said in ask(database, "SELECT place, reviewed FROM place_facts")}
    assert {("佳木斯市", "corrected"), ("同江口岸", "added"), ("同江口岸", "no")} <= places
    assert ("渔家村", "no") not in places
    assert ask(database, "SELECT kind, reviewed FROM issue_facts") == [("damaged", "added")]
    assert check(database).problems == ()


def test_what_was_read_stays_askable(database: Path, connection: Connection) -> None:
    views = [f"{sort}_readings" for sort in ("metric", "initiative", "place", "programme")]
    before = {view: ask(database, f"SELECT * FROM {view} ORDER BY 1, 2") for view in views}
    decide(connection, database)
    for view, rows in before.items():
        now = ask(database, f"SELECT * FROM {view} ORDER BY 1, 2")
        assert [line[:-2] for line in now] == [line[:-2] for line in rows]
        assert {line[-2:] for line in rows} == {("no", None)}
    said = dict(ask(database, "SELECT raw, reviewed || ' ' || agrees FROM metric_readings WHERE reviewed <> 'no'"))
    assert said == {"500个": "accepted 1", "300亩": "corrected 0", "5%": "rejected 0"}


def test_counts_follow_the_views(database: Path, connection: Connection) -> None:
    decide(connection, database)
    for name, view in (("metrics", "metric_facts"), ("initiatives", "initiative_facts"), ("places", "place_facts")):
        counted = ask(database, f"SELECT article_id, {name} FROM article_facts WHERE {name} > 0 ORDER BY 1")
        assert counted == ask(database, f"SELECT article_id, count(*) FROM {view} GROUP BY 1 ORDER BY 1")


Change = Callable[[Connection, Path], None]


def read_again(connection: Connection, _: Path) -> None:
    for name, text in PAGES.items():
        store(connection, 1, name, text)


def move(connection: Connection, database: Path) -> None:
    for name in PAGES:
        ((key,),) = ask(database, "SELECT document_id FROM documents WHERE name = ?", name)
        seen = Sighting(f"/elsewhere/{name}", name, 1, 1, 2)
        see_document(connection, Step(1, next(TURNS)), key, seen, [f"/pages/{name}"])


def edit_elsewhere(connection: Connection, _: Path) -> None:
    store(connection, 1, "b.txt", PAGES["b.txt"] + "\n后来又有一句。")
    store(connection, 1, "b.txt", PAGES["b.txt"])


def settle_everything(connection: Connection, database: Path) -> None:
    for (key,) in ask(database, "SELECT document_id FROM documents"):
        unsettle_corrections(connection, key)
        settle_corrections(connection, key)


@pytest.mark.parametrize("change", [read_again, move, edit_elsewhere, settle_everything])
def test_decisions_outlive(database: Path, connection: Connection, change: Change) -> None:
    decide(connection, database)
    before = {view: rows for view, rows in dump(database).items() if view != "article_facts"}
    reviews = ask(database, "SELECT * FROM reviews ORDER BY 1, 2, 3")
    with connection.begin():
        change(connection, database)
    after = dump(database)
    assert {view: after[view] for view in before} == before
    assert ask(database, "SELECT * FROM reviews ORDER BY 1, 2, 3") == reviews
    assert check(database).problems == ()


@pytest.mark.parametrize("first", ["pages", "decisions"])
def test_a_database_made_anew_is_the_same(database: Path, connection: Connection, tmp_path: Path, first: str) -> None:
    decide(connection, database)
    with connection.begin():
        said = all_corrections(connection)
    anew = made(tmp_path / "anew.sqlite", {} if first == "decisions" else dict(reversed(PAGES.items())))
    with connect(anew) as other, other.begin():
        new = add_missing(other, said)
        settle_again(other, {(c.anchor.document, c.anchor.headline, c.anchor.sentence) for c in new})
        if first == "decisions":
            read_again(other, anew)
        assert not add_missing(other, said)
    assert dump(anew) == dump(database)
    columns = "correction_id, state, verdict, words, article_id, fact_id"
    listed = f"SELECT {columns} FROM review_facts ORDER BY 1"
    assert ask(anew, listed) == ask(database, listed)


def test_a_renamed_file_is_known_by_its_headline(database: Path, connection: Connection) -> None:
    decide(connection, database)
    with connection.begin():
        ((key,),) = ask(database, "SELECT document_id FROM documents WHERE name = 'a.txt'")
        seen = Sighting("/pages/renamed.txt", "renamed.txt", 1, 1, 2)
        see_document(connection, Step(1, next(TURNS)), key, seen, ["/pages/a.txt"])
    assert row(database, "300亩")["value"] == 15000
    assert row(database, "300亩")["document"] == "renamed.txt"
    assert set(states(database)) == {"in force"}


def test_another_document_of_that_name_takes_ids_and_decisions_follow(database: Path, connection: Connection) -> None:
    decide(connection, database)
    with connection.begin():
        for number in range(6):  # whose digest is smaller keeps the plain ids
            store(connection, 1, "a.txt", f"{PAGES['a.txt']}\n又一句{number}。", folder=f"/other/{number}")
    values = ask(database, "SELECT value, reviewed FROM metric_facts WHERE raw = '300亩'")
    assert values == [(15000, "corrected")] * 7
    assert check(database).problems == ()
    kept = ask(
        database,
        "SELECT count(*) FROM reviews r WHERE fact = 'metric' AND fact_id NOT IN "
        "(SELECT metric_id FROM metrics m WHERE m.article_id = r.article_id)",
    )
    assert kept == [(0,)]


def test_a_changed_sentence_puts_the_decision_forward_again(database: Path, connection: Connection) -> None:
    decide(connection, database)
    with connection.begin():
        store(connection, 1, "a.txt", PAGES["a.txt"].replace("种地300亩", "种地310亩"))
    assert row(database, "310亩")["reviewed"] == "no"
    gone = ask(database, "SELECT words FROM review_facts WHERE state = 'source changed' ORDER BY char_start")
    assert gone == [("江城先锋",), ("渔家村",), ("300亩",), ("5%",)]
    with connection.begin():
        store(connection, 1, "a.txt", PAGES["a.txt"])
    assert row(database, "300亩")["value"] == 15000
    assert set(states(database)) == {"in force"}


def test_a_document_that_went_away(database: Path, connection: Connection) -> None:
    decide(connection, database)
    with connection.begin():
        store(connection, 1, "a.txt", "另一件事\n没有数字。")
        store(connection, 1, "b.txt", "又一件事\n没有数字。")
    assert set(states(database)) == {"in force", "source changed"}  # c.txt is still there
    assert ask(database, "SELECT count(*) FROM places WHERE place_key = '230881/渔家村'") == [(0,)]


def test_rules_that_read_otherwise(database: Path, connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """New rules read another number, another label, and one figure no more."""
    decide(connection, database)
    build = writes.insert_rows

    def otherwise(connection: Connection, document_id: str, rows: Any, **options: Any) -> Any:
        metrics = []
        for metric in rows.tables["metrics"]:
            if metric["raw"] == "500个":
                metric |= {"value": 5000.0, "label": "过货量", "indicator_code": None}
            if metric["raw"] == "5%":
                metric |= {"value": 50.0}
            if metric["raw"] != "300亩":
                metrics.append(metric)
        rows.tables["metrics"][:] = metrics
        return build(connection, document_id, rows, **options)

    monkeypatch.setattr(writes, "insert_rows", otherwise)
    with connection.begin():
        store(connection, 1, "a.txt", PAGES["a.txt"])
    assert (row(database, "500个")["value"], row(database, "500个", "metric_readings")["value"]) == (500, 5000)
    assert row(database, "500个", "metric_readings")["agrees"] == 0
    assert row(database, "5%")["reviewed"] == "no", "the person rejected 5, not 50"
    forward = "SELECT words FROM review_facts WHERE state = 'not read any more' ORDER BY words"
    assert ask(database, forward) == [("300亩",), ("5%",)]


def test_rules_that_read_what_a_person_had_added(database: Path, connection: Connection) -> None:
    with connection.begin():
        place = words(database, "同心")
        add(connection, Sort.PLACE, place, {"place": "同江口岸"}, ANNA)
        row_ = {"article_id": place.article_id, "place_key": "230881", "ordinal": 1, "sentence_id": place.sentence_id}
        row_ |= {"char_start": place.span.start, "char_end": place.span.end, "rule": "new"}
        ((key,),) = ask(database, "SELECT document_id FROM articles WHERE article_id = ?", place.article_id)
        unsettle_corrections(connection, key)
        connection.execute(insert(Base.metadata.tables["place_mentions"]), row_)
        settle_corrections(connection, key)
    sql = "SELECT place, rule, reviewed FROM place_facts WHERE article_id = ? AND char_start = ?"
    assert ask(database, sql, place.article_id, place.span.start) == [("同江口岸", "new", "added")]


def test_the_last_word_holds_and_can_be_taken_back(database: Path, connection: Connection) -> None:
    target = figure(database, "300亩")
    with connection.begin():
        first = correct(connection, target, {"value": "31", "label": ""}, ANNA)
        second = correct(connection, target, {"unit": "公顷"}, replace(ANNA, name="bo"))
    found = row(database, "300亩")
    assert (found["value"], found["unit"], found["label"], found["standard_value"]) == (31, "公顷", None, None)
    assert states(database) == ["superseded", "in force"]
    with connection.begin(), pytest.raises(UsageError, match="not in force any more"):
        retract(connection, first.correction_id, ANNA)
    with connection.begin():
        retract(connection, second.correction_id, ANNA)
    assert row(database, "300亩")["reviewed"] == "no"
    assert row(database, "300亩")["value"] == 300
    assert states(database) == ["superseded", "superseded", "retracted"]
    with connection.begin():
        accept(connection, target, ANNA)
    assert states(database)[-1] == "in force"


def test_a_clock_that_goes_back_does_not_unsay_the_last_word(database: Path, connection: Connection) -> None:
    target = figure(database, "300亩")
    with connection.begin():
        said = accept(connection, target, ANNA)
        ahead = replace(said, decided_at=said.decided_at + timedelta(days=400))
        add_missing(connection, [ahead])
        reject(connection, target, ANNA)
    assert not ask(database, "SELECT 1 FROM metric_facts WHERE raw = '300亩'")


def test_what_a_person_added_can_be_corrected_and_rejected(database: Path, connection: Connection) -> None:
    with connection.begin():
        add(connection, Sort.METRIC, words(database, LOST), {"value": "91", "unit": "元"}, ANNA)
    with pytest.raises(UsageError, match="was added by a person"), connection.begin():
        accept(connection, figure(database, LOST), ANNA)
    with connection.begin():
        correct(connection, figure(database, LOST), {"value": "3091", "label": "总收入"}, ANNA)
    found = row(database, LOST)
    assert (found["value"], found["unit"], found["label"], found["reviewed"]) == (3091, "元", "总收入", "added")
    with connection.begin():
        reject(connection, figure(database, LOST), ANNA)
    assert not ask(database, "SELECT 1 FROM metrics WHERE raw = ?", LOST)


def test_what_was_left_unresolved_is_resolved_by_what_it_becomes(database: Path, connection: Connection) -> None:
    ((article, ordinal),) = ask(database, "SELECT article_id, ordinal FROM issues")
    issue = Target(Sort.ISSUE, article, str(ordinal))
    with connection.begin():
        correct(connection, issue, {"value": "3091", "unit": "元", "label": "总收入"}, ANNA)
    assert ask(database, "SELECT reviewed, issue_id FROM issue_facts") == [("added", f"{article}.{ordinal}")]
    assert ask(database, "SELECT value, raw FROM metric_facts WHERE rule = 'person'") == [(3091, "�")]
    with connection.begin():
        reject(connection, issue, ANNA)
    assert ask(database, "SELECT reviewed FROM issue_facts") == [("rejected",)]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE reviews SET fact_id = 'lost' WHERE verdict = 'added' AND fact = 'place'",
        "DELETE FROM reviews WHERE inserted = 1",
    ],
)
def test_a_decision_without_its_fact_is_noticed(database: Path, connection: Connection, damage: str) -> None:
    decide(connection, database)
    assert check(database).problems == ()
    with connection.begin():
        connection.exec_driver_sql(damage)
    assert check(database).problems[0].startswith("decision without its fact: ")


def test_a_place_corrected_to_one_that_is_there_is_not_there_twice(database: Path, connection: Connection) -> None:
    target = Target(Sort.PLACE, figure(database, "300亩").article_id, "230881/渔家村")
    with connection.begin():
        correct(connection, target, {"place": "同江口岸"}, ANNA)
    found = ask(database, "SELECT place, reviewed FROM place_facts WHERE article_id = ? ORDER BY 1", target.article_id)
    assert found == [("同江口岸", "no"), ("同江市", "no")]
    assert ask(database, "SELECT places FROM article_facts WHERE article_id = ?", target.article_id) == [(2,)]


def test_two_places_of_an_article_change_places(database: Path, connection: Connection) -> None:
    article = figure(database, "120元").article_id
    before = ask(database, f"SELECT place, sentence FROM place_facts WHERE article_id = '{article}'")
    with connection.begin():
        correct(connection, Target(Sort.PLACE, article, "230883"), {"place": "佳木斯市"}, ANNA)
    assert ("佳木斯市", "抚远市守边") not in ask(
        database, "SELECT place, sentence FROM place_facts"
    )  # it is there already
    with connection.begin():
        correct(connection, Target(Sort.PLACE, article, "230800"), {"place": "抚远市"}, ANNA)
    swapped = {"佳木斯市": "抚远市", "抚远市": "佳木斯市"}
    after = ask(database, f"SELECT place, sentence FROM place_facts WHERE article_id = '{article}'")
    assert sorted(after) == sorted((swapped[place], sentence) for place, sentence in before)
    assert check(database).problems == ()


def test_an_older_revision_knows_what_was_read(database: Path, connection: Connection) -> None:
    with closing(sqlite3.connect(database)) as opened:
        tables = ("metrics", "place_mentions", "article_programmes", "programme_mentions", "article_initiatives")
        tables += ("initiative_mentions",)
        before = {name: sorted(opened.execute(f"SELECT * FROM {name}"), key=repr) for name in tables}
    decide(connection, database)
    connection.close()
    schema.downgrade(database, "0009")
    assert {name: sorted(ask(database, f"SELECT * FROM {name}"), key=repr) for name in tables} == before


def test_a_found_place_stays_as_long_as_a_decision_names_it(database: Path, connection: Connection) -> None:
    with connection.begin():
        target = figure(database, "120元")
        said = correct(connection, target, {"place": "渔家村"}, ANNA)
        store(connection, 1, "a.txt", "另一件事\n没有数字。")
    assert row(database, "120元")["place"] == "渔家村"
    with connection.begin():
        retract(connection, said.correction_id, ANNA)
        store(connection, 1, "b.txt", "又一件事\n没有数字。")
    assert ask(database, "SELECT count(*) FROM places WHERE place_key LIKE '230881/渔家村%'") == [(0,)]
    assert ask(database, "SELECT count(*) FROM reviews") == [(0,)]


def test_what_a_person_touched_since(database: Path, connection: Connection) -> None:
    with connection.begin():
        since = accept(connection, figure(database, "120元"), ANNA).decided_at
    decide(connection, database)
    with connection.begin():
        ((key,),) = ask(database, "SELECT document_id FROM documents WHERE name = 'b.txt'")
        touched = touched_since(connection, key, since)
        later = touched_since(connection, key, since + timedelta(microseconds=1))
    assert touched == ["metric 120元", "place 同心", "initiative 党建带动"]
    assert later == touched[1:]


WRONG = [
    ({"value": "很多"}, "is no number"),
    ({"value": ""}, "cannot be without value"),
    ({"place": "天津"}, "no place of this database is called 天津"),
    ({"period": "2025-13"}, "is no time"),
    ({"period": "2025/2021"}, "ends before it begins"),
    ({"qualifier": "perhaps"}, "is no qualifier"),
    ({"name": "x"}, "a metric has no name"),
    ({"indicator": "无"}, "no indicator of this database"),
    ({}, "nothing to correct"),
]


@pytest.mark.parametrize(("given", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_what_makes_no_sense_changes_nothing(
    database: Path, connection: Connection, given: dict[str, str], sentence: str
) -> None:
    before = dump(database)
    with pytest.raises(UsageError, match=sentence), connection.begin():
        correct(connection, figure(database, "300亩"), given, ANNA)
    assert dump(database) == before
    assert not ask(database, "SELECT 1 FROM corrections")


def test_what_is_read_already_is_not_added(database: Path, connection: Connection) -> None:
    with pytest.raises(UsageError, match="read already"), connection.begin():
        add(connection, Sort.METRIC, words(database, "300亩"), {"value": "3"}, ANNA)
    with pytest.raises(UsageError, match="the value is missing"), connection.begin():
        add(connection, Sort.METRIC, words(database, LOST), {"label": "x"}, ANNA)
    with connection.begin():
        reject(connection, figure(database, "300亩"), ANNA)
        add(connection, Sort.METRIC, words(database, "300亩"), {"value": "3"}, ANNA)
    assert (row(database, "300亩")["value"], row(database, "300亩")["reviewed"]) == (3, "added")
