"""The databases of the tests of commands serve the queries as well; one more holds reprints."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from borderdb.db.models import Base
from tests.cli.conftest import empty, filled

__all__ = ["empty", "filled", "reprinted", "withdrawn"]

OF_ARTICLES = [
    table.name
    for table in Base.metadata.sorted_tables
    if "article_id" in table.columns and table.name != "article_changes"
]
CLONE = "d300000000000003"  # the document that a site made of two articles
REPRINTS = {"a1b2000000000001": "c1b2000000000001", "b700000000000003": "c700000000000003"}


@pytest.fixture(scope="session")
def reprinted(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled database after a site has printed two of the articles again, with a wrong figure for the harvest."""
    file = Path(shutil.copy(filled, tmp_path_factory.mktemp("reprinted") / "reprinted.sqlite"))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.row_factory = sqlite3.Row
        (document,) = connection.execute("SELECT * FROM documents WHERE document_id = 'd100000000000001'")
        insert(connection, "documents", dict(document) | {"document_id": CLONE, "name": "转载.txt"})
        for ordinal, (article, again) in enumerate(REPRINTS.items(), 1):
            for table in OF_ARTICLES:
                for row in connection.execute(f"SELECT * FROM {table} WHERE article_id = ?", (article,)).fetchall():
                    insert(connection, table, cloned(dict(row), again, ordinal if table == "articles" else None))
            insert(connection, "reprints", {"article_id": again, "first_id": article})
        wrong = (
            "UPDATE metrics SET value = 1.4e9, standard_value = 7e8, raw = '14亿斤' WHERE article_id = ? AND raw = ?"
        )
        connection.execute(wrong, (REPRINTS["a1b2000000000001"], "12.5亿斤"))
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    return file


def cloned(row: dict[str, object], article: str, ordinal: int | None) -> dict[str, object]:
    """A row as the copy of the article has it."""
    row["article_id"] = article
    if ordinal:
        row |= {"base_id": article, "document_id": CLONE, "ordinal": ordinal, "outlet": "转载网"}
        row["published_on"] = f"2026-03-0{3 - ordinal}"
    if "sentence_id" in row:
        row["sentence_id"] = int(str(row["sentence_id"])) + 100
    if "metric_id" in row:
        row["metric_id"] = f"c{str(row['metric_id'])[1:]}"
    return row


def insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


@pytest.fixture(scope="session")
def withdrawn(reprinted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same articles again, but of a document whose file is gone."""
    file = Path(shutil.copy(reprinted, tmp_path_factory.mktemp("withdrawn") / "withdrawn.sqlite"))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM reprints")
        connection.execute("UPDATE documents SET withdrawn_run_id = 2 WHERE document_id = ?", (CLONE,))
    return file
