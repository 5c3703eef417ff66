"""Whether a database is sound: what SQLite says of it, and whether every fact still stands where it claims to."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from borderdb.db.failures import existing_file, explained
from borderdb.db.identity import document_id as digest_of
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
    "originals",
    "article_changes",
    "fact_changes",
    "superseded",
    "corrections",
    "reviews",
)
# What claims to be the words of a span of its article.
_EVIDENCE: Final = (
    ("sentence", "SELECT sentence_id, char_start, char_end, text FROM sentences WHERE article_id = ?"),
    ("figure", "SELECT metric_id, char_start, char_end, raw FROM metrics WHERE article_id = ?"),
    ("issue", "SELECT ordinal, char_start, char_end, words FROM issues WHERE article_id = ?"),
)
# These must lie in the sentence that they name; mentions have no words of their own to compare.
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
# What persons decided must be about facts that are there, and what they added must rest on a decision.
_ADRIFT: Final = """
SELECT v.fact || ' ' || v.fact_id || ' of article ' || v.article_id
FROM reviews v
WHERE NOT EXISTS (SELECT 1 FROM metrics m
                  WHERE v.fact = 'metric' AND m.metric_id = v.fact_id AND m.article_id = v.article_id)
  AND NOT EXISTS (SELECT 1 FROM place_mentions t
                  WHERE v.fact = 'place' AND t.place_key = v.fact_id AND t.article_id = v.article_id)
  AND NOT EXISTS (SELECT 1 FROM article_programmes p
                  WHERE v.fact = 'programme' AND p.programme_code = v.fact_id AND p.article_id = v.article_id)
  AND NOT EXISTS (SELECT 1 FROM article_initiatives f
                  WHERE v.fact = 'initiative' AND f.initiative_id = v.fact_id AND f.article_id = v.article_id)
  AND NOT EXISTS (SELECT 1 FROM issues i
                  WHERE v.fact = 'issue' AND CAST(i.ordinal AS TEXT) = v.fact_id AND i.article_id = v.article_id)
UNION ALL
SELECT 'added metric ' || m.metric_id
FROM metrics m
WHERE m.rule = 'person'
  AND NOT EXISTS (SELECT 1 FROM reviews v
                  WHERE v.article_id = m.article_id AND v.fact = 'metric' AND v.fact_id = m.metric_id)
"""
_UNINDEXED: Final = """
SELECT 'sentence ' || sentence_id FROM sentences WHERE sentence_id NOT IN (SELECT id FROM sentence_index_docsize)
UNION ALL
SELECT 'entry ' || id FROM sentence_index_docsize WHERE id NOT IN (SELECT sentence_id FROM sentences)
"""
_MISCOUNTED: Final = """
SELECT r.run_id FROM runs r
WHERE r.finished_on IS NOT NULL
  AND r.documents_new + r.documents_unchanged + r.documents_changed + r.documents_failed + r.documents_withdrawn
      + r.documents_restored + r.documents_removed
   <> (SELECT count(*) FROM run_documents d WHERE d.run_id = r.run_id)
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
            *_some("bytes that are not those of their document", _wrong_originals(connection)),
            *_some("former document that cannot be read", _unreadable(connection)),
            *_some("run whose counts are wrong", (str(row[0]) for row in connection.execute(_MISCOUNTED))),
            *_some("decision without its fact", (str(row[0]) for row in connection.execute(_ADRIFT))),
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


def _wrong_originals(connection: sqlite3.Connection) -> Iterator[str]:
    for document_id, packed in connection.execute("SELECT document_id, data FROM originals"):
        try:
            if digest_of(zlib.decompress(packed)) != document_id:
                yield str(document_id)
        except zlib.error as error:
            yield f"{document_id} ({error})"


def _unreadable(connection: sqlite3.Connection) -> Iterator[str]:
    """Payloads that no undo could put back."""
    found = connection.execute(
        "SELECT run_id, document_id, payload, original, holds FROM superseded ORDER BY run_id, ordinal"
    )
    for run_id, document_id, payload, original, holds in found:
        try:
            if original is not None and digest_of(zlib.decompress(original)) != document_id:
                yield f"{document_id} before run {run_id}: other bytes"
            if (
                holds != "nothing"
                and json.loads(zlib.decompress(payload or b""))["document"]["document_id"] != document_id
            ):
                yield f"{document_id} before run {run_id}: another document"
        except (zlib.error, ValueError, KeyError, TypeError) as error:
            yield f"{document_id} before run {run_id} ({error})"
