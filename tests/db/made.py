"""Small databases made of pages that the fake reader understands, and what the public views say of them."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, insert

from borderdb.db import schema
from borderdb.db.engine import connect
from borderdb.db.history import Step
from borderdb.db.identity import document_id
from borderdb.db.models import Base
from borderdb.db.places import place_row
from borderdb.db.rows import build_rows
from borderdb.db.runs import start_run
from borderdb.db.store import Document, Sighting, replace_document
from borderdb.records import About, Level
from tests.fakes import CODES, PLACES, PROGRAMMES, read_text

PAGES = {
    "a.txt": "同江市党建引领兴边\n2025年，同江口岸过货500个。“江城先锋”行动在渔家村开展，种地300亩，增收5%。\n"
    "兴边富民行动推进。",
    "b.txt": "抚远市守边\n佳木斯市与抚远市同心，投入120元。\n\n"
    "同江市又一篇\n“江城先锋”行动到江心村，党建带动40个。乡村振兴。",
    "c.txt": "一篇没有地方的文章\n总收�91元，损坏的数字。",
}
LONG_PAGE = "同江市的长文\n" + "\n".join(f"同江市第{number}项投入{number}元。" for number in range(100))
VIEWS = (
    "article_facts",
    "place_facts",
    "programme_facts",
    "initiative_facts",
    "metric_facts",
    "issue_facts",
    "place_tree",
)


HISTORY = {"article_changes", "fact_changes", "superseded"}  # tables that grow with whatever happens
TURNS = itertools.count(1)  # of documents in runs


def prepare(file: Path) -> None:
    """A database with the programmes and divisions that the fake reader knows; villages are found by it."""
    schema.upgrade(file)
    rows: dict[str | None, dict[str, object]] = {}
    for place in PLACES.values():
        if place.level is not Level.VILLAGE:
            rows[place.key] = place_row(place, rows.get(place.parent), is_border=False, origin="reference")
    with connect(file) as connection, connection.begin():
        connection.execute(insert(Base.metadata.tables["places"]), list(rows.values()))
        codes = [{"programme_code": CODES.programmes[name], "name": name, "retired": 0} for name in PROGRAMMES]
        connection.execute(insert(Base.metadata.tables["programmes"]), codes)


def open_run(connection: Connection) -> int:
    return start_run(connection, version="0", rules_version="1", fingerprint="f", options={})


def store(connection: Connection, run: int, name: str, text: str, *, folder: str = "/pages") -> str:
    """Store a page as the file of that name. Returns the document's id."""
    data = text.encode()
    key = document_id(data)
    document = Document(key, len(data), About(), None, None, "1", "f")
    seen = Sighting(f"{folder}/{name}", name, len(data), 1, 2)
    replace_document(connection, Step(run, next(TURNS)), document, seen, build_rows(name, read_text(text), CODES))
    return key


def make_database(file: Path, pages: Sequence[tuple[str, str]] = tuple(PAGES.items())) -> Path:
    """A database that holds these pages. `folder/name` stores a page in another folder."""
    prepare(file)
    with connect(file) as connection:
        with connection.begin():
            run = open_run(connection)
        for path, text in pages:
            folder, _, name = f"/pages/{path}".rpartition("/")
            with connection.begin():
                store(connection, run, name, text, folder=folder)
    return file


def dump(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the public views, sorted."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return {view: sorted(connection.execute(f"SELECT * FROM {view}"), key=repr) for view in VIEWS}
