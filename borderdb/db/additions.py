"""Rows of facts that no rule has read and a person has added: like those of any other fact, but for their rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select

from borderdb.db.decided import Values
from borderdb.db.identity import Figure, core_name, initiative_id, metric_ids
from borderdb.db.models import Base
from borderdb.db.readings import COLUMNS
from borderdb.records import Sort, Span

RULE: Final = "person"

_TABLES: Final = Base.metadata.tables
_INITIATIVES: Final = _TABLES["initiatives"]
# The tables that hold the rows of a fact, what refers to others first, and the column that identifies it there.
_ROWS: Final = {
    Sort.METRIC: (("metrics",), "metric_id"),
    Sort.INITIATIVE: (("initiative_mentions", "article_initiatives"), "initiative_id"),
    Sort.PLACE: (("place_mentions",), "place_key"),
    Sort.PROGRAMME: (("programme_mentions", "article_programmes"), "programme_code"),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article in this database. `span` and `source` lie in the article and in the document."""

    sentence_id: int
    article_id: str
    headline: str | None
    span: Span
    source: Span
    text: str


@dataclass(slots=True)
class Additions:
    """Adds facts to the articles of one document. Figures that are the same in all but their order are counted."""

    connection: Connection
    _figures: dict[str, list[Figure]] = field(default_factory=dict)

    def insert(self, sort: Sort, sentence: Sentence, span: Span, values: Values, standard: Mapping[str, Any]) -> str:
        """Add a fact at a span of the article. Returns its id, code or key."""
        place = {"sentence_id": sentence.sentence_id, "char_start": span.start, "char_end": span.end}
        if sort is Sort.METRIC:
            return self._insert_metric(sentence, place, values, standard)
        key = key_of(sort, values)
        mention = {"article_id": sentence.article_id, "ordinal": 1, **place}
        if sort is Sort.PLACE:
            self._insert("place_mentions", {**mention, "place_key": key, "rule": RULE})
        elif sort is Sort.PROGRAMME:
            link = {"article_id": sentence.article_id, "programme_code": key, "place_key": values["place"]}
            self._insert("article_programmes", link)
            self._insert("programme_mentions", {**mention, "programme_code": key})
        else:
            ensure_initiative(self.connection, values)
            link = {"article_id": sentence.article_id, "initiative_id": key, "name": values["name"]}
            told = {"kind": values["kind"], "programme_code": values["programme"], "rule": RULE}
            self._insert("article_initiatives", link | told)
            self._insert("initiative_mentions", {**mention, "initiative_id": key})
        return key

    def _insert_metric(
        self, sentence: Sentence, place: Mapping[str, Any], values: Values, standard: Mapping[str, Any]
    ) -> str:
        offset = place["char_start"] - sentence.span.start
        raw = sentence.text[offset : place["char_end"] - sentence.span.start]
        figures = self._figures.setdefault(sentence.article_id, [])
        figures.append(Figure(sentence.text, offset, raw))
        key = metric_ids(sentence.article_id, figures)[-1]
        source = _source(sentence, Span(offset, offset + len(raw)))
        row = {"metric_id": key, "article_id": sentence.article_id, **place, "raw": raw, "rule": RULE, **standard}
        row |= {"source_start": source.start, "source_end": source.end}
        self._insert("metrics", row | {COLUMNS[name]: value for name, value in values.items()})
        return key

    def _insert(self, table: str, row: Mapping[str, Any]) -> None:
        self.connection.execute(insert(_TABLES[table]), row)


def remove_addition(connection: Connection, sort: Sort, article_id: str, fact_id: str) -> None:
    """Take the rows of a fact out that a person had added."""
    names, key = _ROWS[sort]
    for name in names:
        table = _TABLES[name]
        connection.execute(delete(table).where(table.c.article_id == article_id, table.c[key] == fact_id))


def key_of(sort: Sort, values: Values) -> str:
    """What identifies a fact, other than a figure, in its article."""
    if sort is Sort.INITIATIVE:
        place = values["place"]
        return initiative_id(core_name(str(values["name"])), None if place is None else str(place))
    return str(values[sort.value])


def ensure_initiative(connection: Connection, values: Values) -> str:
    """See to it that there is an initiative of that name at that place. Returns its id."""
    key = key_of(Sort.INITIATIVE, values)
    if connection.execute(select(_INITIATIVES.c.initiative_id).where(_INITIATIVES.c.initiative_id == key)).first():
        return key
    row = {"initiative_id": key, "core": core_name(str(values["name"])), "place_key": values["place"]}
    connection.execute(insert(_INITIATIVES), row)
    return key


def _source(sentence: Sentence, span: Span) -> Span:
    """Where words of a sentence stand in the document; the whole sentence where cleaning has moved its characters."""
    if sentence.source.length != len(sentence.text):
        return sentence.source
    return Span(sentence.source.start + span.start, sentence.source.start + span.end)
