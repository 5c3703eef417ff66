"""Reference data in the database is a copy of the seeds, and never takes a fact's place or programme away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from borderdb.db import schema
from borderdb.db.engine import connect
from borderdb.db.mirror import mirror_seeds
from borderdb.reference import rows as r
from borderdb.reference.gazetteer import Gazetteer
from borderdb.reference.seeds import Seeds
from tests.db.made import open_run, store

DIVISIONS = (
    ("230000", "黑龙江省"),
    ("230800", "佳木斯市"),
    ("230881", "同江市"),
    ("230883", "抚远市"),
    ("230881100", "同江镇"),
    ("110000", "北京市"),
    ("110101", "东城区"),
)
SEEDS = Seeds(
    divisions=tuple(r.Division(*row) for row in DIVISIONS),
    villages=(r.Village("230881100200", "渔业村"),),
    aliases=(r.Alias("拉哈苏苏", "230881", "former"), r.Alias("渔村", "230881100200", "common")),
    border_counties=(
        r.BorderCounty("230881", "同江市", "黑龙江省", "佳木斯市", ("俄罗斯",), True, ""),
        r.BorderCounty("230883", "抚远市", "黑龙江省", "佳木斯市", ("俄罗斯",), False, "in doubt"),
    ),
    ports=(r.Port("同江口岸", "230881", ("俄罗斯",), ("同江铁路口岸",), "one"),),
    programmes=(
        r.ProgrammeRow("xingbian", "兴边富民行动", "programme", "national", None, ("兴边富民",), ""),
        r.ProgrammeRow("xiangcun", "乡村振兴", "strategy", "national", None, (), "a note"),
    ),
    components=(r.ComponentRow("xingbian", "边防", ("守边",)), r.ComponentRow("xingbian", "民生", ())),
    units=(r.UnitRow("亩", ("市亩",), "area", "m²", Decimal(2000) / 3, False),),
    indicators=(r.IndicatorRow("patrols", "巡边次数", "Patrols", ("count",), "What counts", ("预案",)),),
    wordings=(r.WordingRow("patrols", "巡边", ("里程",)),),
    outlets=(r.OutletRow("江边日报", ("江报",), "230881", "newspaper"),),
    traps=(),
    terms=(),
    tails=(),
    fingerprint="one",
)
_TABLES = (
    "place_aliases",
    "border_counties",
    "ports",
    "programmes",
    "programme_aliases",
    "programme_components",
    "units",
    "indicators",
    "indicator_wordings",
    "outlets",
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "border.sqlite"
    schema.upgrade(file)
    return file


@pytest.fixture
def connection(database: Path) -> Iterator[Connection]:
    with connect(database) as opened:
        yield opened


def mirror(connection: Connection, seeds: Seeds) -> bool:
    ports = [(port.name, port.county_code) for port in seeds.ports]
    with connection.begin():
        return mirror_seeds(connection, seeds, Gazetteer.build(seeds.divisions, ports=ports))


def rows(file: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as opened:
        return opened.execute(sql).fetchall()


def test_a_copy_of_the_seeds(database: Path, connection: Connection) -> None:
    assert mirror(connection, SEEDS) is True
    assert rows(
        database, "SELECT place_key, name, level, parent, province, prefecture, county, is_border FROM places"
    ) == [
        ("230000", "黑龙江省", "province", None, "黑龙江省", None, None, 0),
        ("230800", "佳木斯市", "prefecture", "黑龙江省", "黑龙江省", "佳木斯市", None, 0),
        ("230881", "同江市", "county", "佳木斯市", "黑龙江省", "佳木斯市", "同江市", 1),
        ("230883", "抚远市", "county", "佳木斯市", "黑龙江省", "佳木斯市", "抚远市", 0),
        ("230881100", "同江镇", "township", "同江市", "黑龙江省", "佳木斯市", "同江市", 1),
        ("110000", "北京市", "province", None, "北京市", None, None, 0),
        ("110101", "东城区", "county", "北京市", "北京市", None, "东城区", 0),
        ("230881/同江口岸", "同江口岸", "port", "同江市", "黑龙江省", "佳木斯市", "同江市", 1),
    ]
    found = {table: rows(database, f"SELECT * FROM {table}") for table in _TABLES}
    assert found == {
        "place_aliases": [("230881", "拉哈苏苏", "former"), ("230881/同江口岸", "同江铁路口岸", "part")],
        "border_counties": [("230881", "俄罗斯", 1, None), ("230883", "俄罗斯", 0, "in doubt")],
        "ports": [("230881/同江口岸", "俄罗斯", "one")],
        "programmes": [
            ("xingbian", "兴边富民行动", "programme", "national", None, None, 0),
            ("xiangcun", "乡村振兴", "strategy", "national", None, "a note", 0),
        ],
        "programme_aliases": [("xingbian", "兴边富民")],
        "programme_components": [("xingbian", "边防", 1, "守边"), ("xingbian", "民生", 2, None)],
        "units": [("亩", "市亩", "area", "m²", 2000 / 3, 0)],
        "indicators": [("patrols", "巡边次数", "Patrols", "count", "What counts", 0)],
        "indicator_wordings": [("patrols", "巡边", "里程、预案")],
        "outlets": [("江边日报", "江报", "230881", "newspaper")],
    }


def test_the_same_seeds_are_not_written_again(database: Path, connection: Connection) -> None:
    mirror(connection, SEEDS)
    before = database.read_bytes()
    assert mirror(connection, replace(SEEDS, indicators=())) is False
    assert database.read_bytes() == before


def test_what_nobody_refers_to_goes(database: Path, connection: Connection) -> None:
    mirror(connection, SEEDS)
    fewer = replace(
        SEEDS, divisions=SEEDS.divisions[:3], border_counties=(), programmes=(), components=(), indicators=(),
        wordings=(), outlets=(), ports=(), aliases=(), units=(), fingerprint="two",
    )  # fmt: skip
    assert mirror(connection, fewer) is True
    assert rows(database, "SELECT place_key, is_border FROM places") == [("230000", 0), ("230800", 0), ("230881", 0)]
    assert all(not rows(database, f"SELECT * FROM {table}") for table in _TABLES)


def test_what_facts_refer_to_stays_until_they_have_gone(database: Path, connection: Connection) -> None:
    mirror(connection, SEEDS)
    with connection.begin():
        run = open_run(connection)
        store(connection, run, "a.txt", "抚远市守边\n抚远市的乡村振兴投入5元。")
    fewer = replace(
        SEEDS, divisions=(*SEEDS.divisions[:3], SEEDS.divisions[4]), border_counties=SEEDS.border_counties[:1],
        programmes=SEEDS.programmes[:1], fingerprint="two",
    )  # fmt: skip
    mirror(connection, fewer)
    retired = "SELECT place_key, origin FROM places WHERE origin <> 'reference'"
    assert rows(database, retired) == [("230883", "retired")]
    assert rows(database, "SELECT programme_code, retired FROM programmes") == [("xingbian", 0), ("xiangcun", 1)]
    assert rows(database, "SELECT count(*) FROM metric_facts WHERE place = '抚远市'") == [(1,)]
    with connection.begin():
        store(connection, run, "a.txt", "同江市守边\n同江市投入5元。")
    assert rows(database, retired) == []
    mirror(connection, replace(fewer, fingerprint="three"))
    assert rows(database, "SELECT programme_code FROM programmes") == [("xingbian",)]


def test_what_comes_back_is_no_longer_retired(database: Path, connection: Connection) -> None:
    mirror(connection, SEEDS)
    with connection.begin():
        store(connection, open_run(connection), "a.txt", "同江市守边\n同江市的乡村振兴投入5元。")
    mirror(connection, replace(SEEDS, programmes=SEEDS.programmes[:1], fingerprint="two"))
    mirror(connection, replace(SEEDS, fingerprint="three"))
    assert rows(database, "SELECT programme_code, retired FROM programmes") == [("xingbian", 0), ("xiangcun", 0)]


def test_names_that_change_are_mended(database: Path, connection: Connection) -> None:
    mirror(connection, SEEDS)
    renamed = tuple(r.Division(d.code, "佳木斯新市") if d.code == "230800" else d for d in SEEDS.divisions)
    mirror(connection, replace(SEEDS, divisions=renamed, fingerprint="two"))
    assert rows(database, "SELECT DISTINCT prefecture FROM places WHERE place_key LIKE '2308%'") == [("佳木斯新市",)]


def test_a_place_that_was_found_and_is_listed_now(database: Path, connection: Connection) -> None:
    mirror(connection, replace(SEEDS, ports=(), aliases=(), fingerprint="without"))
    with connection.begin():
        store(connection, open_run(connection), "a.txt", "同江口岸\n同江口岸过货5个。")
    assert rows(database, "SELECT origin FROM places WHERE level = 'port'") == [("found",)]
    mirror(connection, SEEDS)
    assert rows(database, "SELECT origin, is_border FROM places WHERE level = 'port'") == [("reference", 1)]


def test_all_or_nothing(database: Path, connection: Connection) -> None:
    mirror(connection, SEEDS)
    before = {table: rows(database, f"SELECT * FROM {table}") for table in (*_TABLES, "places", "meta")}
    wrong = replace(
        SEEDS, aliases=(r.Alias("无", "999999", "short"),), divisions=SEEDS.divisions[:3], fingerprint="two"
    )
    with pytest.raises(Exception, match="FOREIGN KEY"):
        mirror(connection, wrong)
    assert {table: rows(database, f"SELECT * FROM {table}") for table in (*_TABLES, "places", "meta")} == before
