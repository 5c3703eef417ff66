"""Whether a database is sound: what SQLite says of it, and whether every fact still stands where it claims to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from borderdb.db.failures import existing_file, explained
from borderdb.db.readonly import open_file
from borderdb.db.revision import require_current

MOST_NAMED: Final = 20
"""How many problems of one sort are named; a count tells of the others."""

_COUNTED: Final = (
    "documents",
    "articles",
    "sentences",
    "place_mentions",
    "article_programmes",
    "article_initiatives",
    "initiatives",
    "metrics",
    "issues",
    "places",
    "runs",
)
# What claims to be the words of a span of its article.
_EVIDENCE: Final = (
    ("sentence", "SELECT sentence_id, char_start, char_end, text FROM sentences WHERE article_id = ?"),
    ("figure", "SELECT metric_id, char_start, char_end, raw FROM metrics WHERE article_id = ?"),
    ("issue", "SELECT ordinal, char_start, char_end, words FROM issues WHERE article_id = ?"),
)
# Mentions have no words of their own: they must lie in the sentence that they name.
# These have a sentence that they must lie in.
_MENTIONS: Final = ("place_mentions", "programme_mentions", "initiative_mentions", "metrics")
_STRAY: Final = """
SELECT t.article_id, t.char_start, t.char_end
FROM {table} t
JOIN sentences s ON s.sentence_id = t.sentence_id
WHERE t.article_id <> s.article_id OR t.char_start < s.char_start OR t.char_end > s.char_end
"""
_CHAINED: Final = """
SELECT r.article_id FROM reprints r JOIN reprints f ON f.article_id = r.first_id
"""
_UNINDEXED: Final = """
SELECT 'sentence ' || sentence_id FROM sentences WHERE sentence_id NOT IN (SELECT id FROM sentence_index_docsize)
UNION ALL
SELECT 'entry ' || id FROM sentence_index_docsize WHERE id NOT IN (SELECT sentence_id FROM sentences)
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: problems, a sentence each, none where all is well; and how many rows the tables have."""

    problems: tuple[str, ...]
    counts: Mapping[str, int]


def check(database: str | Path) -> Report:
    """Look through a whole database. Raises DatabaseError where it cannot even be opened."""
    file = existing_file(database)
    with explained(file), closing(open_file(file)) as connection:
        require_current(connection, file)
        damaged = list(_damaged(connection))
        if damaged:  # no use in reading what is not sound
            return Report(tuple(damaged), {})
        problems = [
            *_some("row that refers to nothing", _broken_references(connection)),
            *_some("span that does not match", _unmatched(connection)),
            *_some("mention outside its sentence", _stray_mentions(connection)),
            *_some("reprint of a reprint", (str(row[0]) for row in connection.execute(_CHAINED))),
            *_some("sentence and full text differ", (str(row[0]) for row in connection.execute(_UNINDEXED))),
        ]
        counts = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED}
    return Report(tuple(problems), counts)


def _some(sort: str, found: Iterator[str]) -> Iterator[str]:
    for problem in islice(found, MOST_NAMED):
        yield f"{sort}: {problem}"
    if more := sum(1 for _ in found):
        yield f"{sort}: and {more} more"


def _damaged(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        for (message,) in connection.execute(f"PRAGMA integrity_check({MOST_NAMED})"):
            if message != "ok":
                yield f"damage: {message}"
    except sqlite3.DatabaseError as error:
        yield f"damage: {error}"


def _broken_references(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to a row of {parent}"


def _unmatched(connection: sqlite3.Connection) -> Iterator[str]:
    for article_id, text in connection.execute("SELECT article_id, text FROM articles ORDER BY article_id"):
        for sort, query in _EVIDENCE:
            for key, start, end, words in connection.execute(query, (article_id,)):
                if text[start:end] != words:
                    yield f"{sort} {key} of article {article_id}: {words!r} is not at {start}:{end}"


def _stray_mentions(connection: sqlite3.Connection) -> Iterator[str]:
    for table in _MENTIONS:
        for article_id, start, end in connection.execute(_STRAY.format(table=table)):
            yield f"{table}, article {article_id}: {start}:{end}"
