"""What needs a person's eye, and what the ids mean that a person gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from typing import Any, Final

from borderdb.db.readonly import Reader, Result
from borderdb.errors import UsageError
from borderdb.queries.catalogue import FOLDER, lookup, read_query
from borderdb.records import Sort

CONFLICT: Final = "conflict"
KINDS: Final = (
    "damaged",
    "ambiguous_place",
    "no_label",
    "out_of_range",
    CONFLICT,
    "source_changed",
    "not_read_any_more",
    "name_unknown",
)
"""Why something is in the queue, in the order in which it is gone through."""

_ISSUE: Final = re.compile(r"([0-9a-fA-F]+)\.(\d+)")
_OF_ARTICLE: Final = re.compile(r"([0-9a-fA-F]{1,16})/(.+)")
_MOST_NAMED: Final = 8
_ALIKE: Final = 0.5  # how much of a changed sentence is still the old one
_NOW: Final = """
SELECT s.text FROM documents d JOIN articles a ON a.document_id = d.document_id
JOIN sentences s ON s.article_id = a.article_id WHERE d.name = :document
UNION
SELECT s.text FROM articles a JOIN sentences s ON s.article_id = a.article_id WHERE a.headline = :headline
"""


@dataclass(frozen=True, slots=True)
class Meant:
    """A fact of an article, a reading left unresolved in it, or (where `sort` is None) a decision of a person."""

    sort: Sort | None
    article_id: str | None
    fact_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in the queue, and why it is there. `id` is what the commands take."""

    id: str
    kind: str
    meant: Meant
    document: str
    headline: str | None
    words: str
    reason: str
    sentence: str


def load_queue(
    reader: Reader, kind: str | None = None, place: str | None = None, document: str | None = None
) -> list[Entry]:
    """All that needs a person, of one kind, place and document if they are given."""
    entries = []
    if kind != CONFLICT:
        values = {"kind": kind, "place": place, "document": document}
        entries = [_entry(row) for row in _records(reader.run(lookup("queue"), values))]
    if kind in (None, CONFLICT):
        entries += _conflicts(reader, place, document)
    return sorted(entries, key=lambda entry: KINDS.index(entry.kind) if entry.kind in KINDS else len(KINDS))


def find_meant(reader: Reader, words: str) -> list[Meant]:
    """What an id means: one fact; of several articles if it is an initiative. Raises UsageError for none or several."""
    issue, inside = _ISSUE.fullmatch(words), _OF_ARTICLE.fullmatch(words)
    values: dict[str, Any] = {"what": words, "article": None, "ordinal": None}
    if issue:
        values |= {"article": issue[1], "ordinal": int(issue[2])}
    elif inside:
        values |= {"article": inside[1], "what": inside[2]}
    rows = reader.rows(lookup("targets"), values) if values["what"] else []
    if not rows:
        raise UsageError(
            f"nothing to review is called {words}",
            hint="`borderdb review list` and `borderdb query metrics` give ids; ARTICLE/NAME means a place, programme "
            "or initiative of an article",
        )
    if len({(row[0], row[2]) for row in rows}) > 1:
        shown = "".join(f"\n  {row[0] or 'decision'!s}  {row[2]!s}  {row[3]!s}" for row in rows[:_MOST_NAMED])
        raise UsageError(f"{words} can mean {len(rows)} things:{shown}", hint="give more of the id")
    return [
        Meant(None if sort is None else Sort(str(sort)), None if article is None else str(article), str(fact))
        for sort, article, fact, _ in rows
    ]


def sentence_now(reader: Reader, entry: Entry) -> str | None:
    """The sentence that stands in the place of one that has changed; None where none is like it."""
    rows = reader.rows(_NOW, {"document": entry.document, "headline": entry.headline})
    return next(iter(get_close_matches(entry.sentence, [str(row[0]) for row in rows], n=1, cutoff=_ALIKE)), None)


def reading_of(reader: Reader, meant: Meant) -> dict[str, Any]:
    """What was read of a fact, with its sentence and where in it the words stand."""
    values = {"fact": meant.sort, "id": meant.fact_id, "article": meant.article_id}
    return next(_records(reader.run(lookup("reading"), values)), {})


def _records(result: Result) -> Iterator[dict[str, Any]]:
    return (dict(zip(result.columns, row, strict=True)) for row in result.rows)


def _entry(row: Mapping[str, Any]) -> Entry:
    meant = Meant(None if row["fact"] is None else Sort(row["fact"]), row["article_id"], row["fact_id"])
    names = ("id", "kind", "document", "headline", "words", "reason", "sentence")
    return Entry(meant=meant, **{name: row[name] for name in names})


def _conflicts(reader: Reader, place: str | None, document: str | None) -> Iterator[Entry]:
    """Figures that contradict each other and that nobody has looked at."""
    _, query = read_query(FOLDER / "conflicts.sql")
    rows = _records(reader.run(query.sql, query.bind({"place": place})))
    same = ("place_code", "place", "what", "period_start", "period_end", "kind", "status")
    for _, group in groupby(rows, key=lambda row: [row[name] for name in same]):
        figures = list(group)
        for figure in figures:
            if figure["reviewed"] == "no" and (document is None or document in figure["document"]):
                others = "、".join(
                    dict.fromkeys(other["raw"] for other in figures if other["value"] != figure["value"])
                )
                yield Entry(
                    id=figure["metric_id"],
                    kind=CONFLICT,
                    meant=Meant(Sort.METRIC, figure["article_id"], figure["metric_id"]),
                    document=figure["document"],
                    headline=figure["headline"],
                    words=figure["raw"],
                    reason=f"{figure['place']} {figure['what']} {figure['period']}: elsewhere {others}",
                    sentence=figure["sentence"],
                )
