"""Every canned query is sound, rests on the public views alone, and answers what its header promises."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from borderdb.db.readonly import read_only
from borderdb.db.views import VIEWS
from borderdb.queries.catalogue import FOLDER, Query, Type, load_catalogue, lookup, names_in, read_query
from tests.queries.conftest import REPRINTS

CATALOGUE = load_catalogue()
BY_NAME = {query.name: query for query in CATALOGUE}
WANTED = {
    "articles",
    "places",
    "programmes",
    "initiatives",
    "metrics",
    "compare",
    "trend",
    "indicators",
    "ports",
    "border",
    "evidence",
    "conflicts",
    "damaged",
    "new",
}
CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
WIDTH = 120
HOSTILE = (
    "'",
    "' OR '1'='1",
    "%' --",
    "'); DROP TABLE metrics; --",
    ":place",
    "\\",
    '"',
    "[red]",
    "同江市'||'",
    "\x1b[2J",
)
# What PostgreSQL has under another name, or not at all.
SQLITE_ONLY = ("instr(", "ifnull(", "group_concat(", "strftime(", "julianday(", " glob ", "iif(", "total(", "`", "==")
# All but those that list documents or what stands in them.
ONCE = WANTED - {"articles", "evidence", "damaged", "new"}
each_query = pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)


def answer(database: Path, query: Query, **values: Any) -> list[dict[str, Any]]:
    with read_only(database) as reader:
        result = reader.run(query.sql, query.bind(values))
        return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def required(query: Query) -> dict[str, Any]:
    return {parameter.name: "同江市" for parameter in query.parameters if parameter.required}


def test_the_catalogue_holds_what_was_promised() -> None:
    assert set(BY_NAME) >= WANTED


@each_query
def test_parameters_are_the_names_in_the_sql(query: Query) -> None:
    assert sorted(names_in(query.sql)) == sorted(parameter.name for parameter in query.parameters)


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        ("SELECT :a, :b_2", ("a", "b_2")),
        ("SELECT ':a', \":b\", x::text -- :c\n, /* :d\n */ :e", ("e",)),
        ("SELECT 'it''s :a', :b", ("b",)),
    ],
)
def test_names_in_comments_and_strings_are_none(sql: str, names: tuple[str, ...]) -> None:
    assert names_in(sql) == names


@each_query
def test_runs_on_an_empty_database(query: Query, empty: Path) -> None:
    assert answer(empty, query, **required(query)) == []


@each_query
def test_short_columns_exist_and_fit(query: Query, filled: Path) -> None:
    with read_only(filled) as reader:
        columns = reader.run(query.sql, query.bind(required(query))).columns
    assert set(query.columns) <= set(columns)
    assert len(set(columns)) == len(columns)
    assert sum(max(len(name), 6) + 2 for name in query.columns) <= WIDTH
    for column, marked in query.marks.items():
        assert column in columns
        assert set(marked) <= {*columns, *(parameter.name for parameter in query.parameters)}
    assert columns[-1] == "sentence" or "sentence" not in columns


@each_query
def test_every_filter_takes_hostile_words_as_words(query: Query, filled: Path) -> None:
    before = filled.read_bytes()
    for parameter in query.parameters:
        if parameter.type in (Type.TEXT, Type.PLACE):
            for words in HOSTILE:
                found = answer(filled, query, **(required(query) | {parameter.name: words}))
                assert not found, f"--{parameter.name} {words}"
    assert filled.read_bytes() == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['query']} {case.get('values', '')}")
def test_answers(case: dict[str, Any], filled: Path, reprinted: Path) -> None:
    database = reprinted if case.get("reprinted") else filled
    rows = answer(database, BY_NAME[case["query"]], **case.get("values", {}))
    found = [row[case["column"]] for row in rows]
    assert ["None" if value is None else value for value in found] == case["expected"]


@pytest.mark.parametrize("name", sorted(ONCE))
def test_what_reprints_repeat_counts_once_unless_asked_for(name: str, filled: Path, reprinted: Path) -> None:
    query = BY_NAME[name]
    values = required(query) | ({"indicator": "grain_output"} if name in ("compare", "trend") else {})
    once = answer(reprinted, query, **values)
    assert once == answer(filled, query, **values)
    assert once != answer(reprinted, query, **values, reprints=1)


@pytest.mark.parametrize("name", sorted(WANTED - {"new"}))
def test_what_is_gone_is_left_out_unless_asked_for(name: str, filled: Path, withdrawn: Path) -> None:
    query = BY_NAME[name]
    values = required(query) | ({"indicator": "grain_output"} if name in ("compare", "trend") else {})
    there = answer(withdrawn, query, **values)
    assert there == answer(filled, query, **values)
    if name != "damaged":  # nothing of it is in these articles
        assert there != answer(withdrawn, query, **values, withdrawn=1)


def test_articles_show_whose_story_they_tell_again(reprinted: Path) -> None:
    rows = answer(reprinted, BY_NAME["articles"])
    assert {row["article_id"]: row["reprint_of"] for row in rows if row["reprint_of"]} == {
        again: first for first, again in REPRINTS.items()
    }


@pytest.mark.parametrize("name", sorted(WANTED))
def test_every_filter_of_a_query_has_a_case(name: str) -> None:
    tried = {value for case in CASES if case["query"] == name for value in case.get("values", {})}
    missing = {parameter.name for parameter in BY_NAME[name].parameters} - tried - {"withdrawn"}  # tried in all
    assert not missing, f"{name}: no case tries {missing}"


def sources(sql: str) -> set[str]:
    """What a statement reads from, apart from its own parts (`WITH name AS`)."""
    bare = re.sub(r"--[^\n]*|'[^']*'", "", sql)
    parts = re.findall(r"(?:WITH|,)\s+(\w+) AS (?:MATERIALIZED )?\(", bare)
    return set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", bare)) - set(parts)


@each_query
def test_rests_on_the_public_views_alone(query: Query) -> None:
    assert sources(query.sql) <= set(VIEWS)


def test_a_query_on_a_table_is_noticed() -> None:
    assert sources("WITH asked AS (SELECT 1) SELECT m.raw FROM metrics AS m JOIN asked AS a") == {"metrics"}


@each_query
def test_sql_that_only_sqlite_has_is_avoided(query: Query) -> None:
    assert not [word for word in SQLITE_ONLY if word in query.sql.lower()]
    for parameter in query.parameters:
        kind = "INTEGER" if parameter.type is Type.FLAG or parameter.name in ("run", "least") else "TEXT"
        assert f"CAST(:{parameter.name} AS {kind})" in query.sql  # PostgreSQL asks for the type of `:name IS NULL`


@each_query
def test_the_header_is_filled_in(query: Query) -> None:
    assert query.title[0].isupper()
    assert not query.title.endswith(".")
    assert len(query.title) <= 64
    assert query.description.endswith(".")
    assert query.example.startswith(f"borderdb query {query.name}")
    assert all(parameter.help.endswith(".") for parameter in query.parameters)


def test_a_header_with_an_unknown_key_is_a_bug(tmp_path: Path) -> None:
    file = tmp_path / "odd.sql"
    file.write_text('-- rank = 1\n-- titel = "x"\nSELECT 1', "utf-8")
    with pytest.raises(TypeError):
        read_query(file)


def test_views_that_queries_use_are_described() -> None:
    words = {word for query in CATALOGUE for word in query.sql.replace("(", " ").split()}
    assert words & set(VIEWS) >= {"metric_facts", "place_tree", "place_names", "border_facts", "indicator_names"}


@pytest.mark.parametrize("name", [path.stem for path in (FOLDER / "lookup").glob("*.sql")])
def test_lookups_run(name: str, filled: Path) -> None:
    sql = lookup(name)
    with read_only(filled) as reader:
        reader.rows(sql, dict.fromkeys(names_in(sql)))


def test_a_trend_tells_the_change_between_periods(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "years.sqlite"
    shutil.copy(filled, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "UPDATE metrics SET period_start = '2024-01-01', period_end = '2024-12-31' WHERE raw = '12.5亿斤'"
        )
        connection.execute("UPDATE metrics SET place_key = '230881', status = 'actual' WHERE raw = '9亿斤'")
        connection.execute("UPDATE metrics SET period_start = '2026-03-01' WHERE raw = '9亿斤'")
    rows = answer(file, BY_NAME["trend"], indicator="grain_output", place="同江")
    assert [(row["time"], row["change"]) for row in rows] == [
        ("2024", None),
        ("2025", 4),
        ("2026-03-01/2026-12-31", -30.8),
    ]
