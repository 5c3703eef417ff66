"""Facts as the tables have them: what is said at which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, Text, cast, null, select

from borderdb.db.corrections import FIELDS, Field
from borderdb.db.models import Base
from borderdb.records import Sort, Span

_TABLES: Final = Base.metadata.tables
_METRICS: Final = _TABLES["metrics"]
_ISSUES: Final = _TABLES["issues"]
_PLACES: Final = _TABLES["place_mentions"]
_PROGRAMMES: Final = _TABLES["programme_mentions"]
_ARTICLE_PROGRAMMES: Final = _TABLES["article_programmes"]
_MENTIONS: Final = _TABLES["initiative_mentions"]
_ARTICLE_INITIATIVES: Final = _TABLES["article_initiatives"]
_INITIATIVES: Final = _TABLES["initiatives"]
STANDARD: Final = ("standard_value", "standard_unit")
"""The columns for the number of a figure in the standard unit."""
_CODES: Final = {"indicator": "indicator_code", "place": "place_key", "programme": "programme_code"}
COLUMNS: Final[Mapping[str, str]] = {name: _CODES.get(name, name) for names in FIELDS.values() for name in names}
"""The column of the tables of facts, and of reviews, that holds a field."""


def _metric() -> Select[Any]:
    fields = [_METRICS.c[COLUMNS[name]].label(name) for name in FIELDS[Sort.METRIC]]
    standard = [_METRICS.c[name] for name in STANDARD]
    return select(_METRICS.c.metric_id.label("fact_id"), _METRICS.c.rule, *fields, *standard, *_where(_METRICS))


def _initiative() -> Select[Any]:
    return (
        select(
            _MENTIONS.c.initiative_id.label("fact_id"),
            _ARTICLE_INITIATIVES.c.rule,
            _ARTICLE_INITIATIVES.c.name,
            _ARTICLE_INITIATIVES.c.kind,
            _ARTICLE_INITIATIVES.c.programme_code.label("programme"),
            _INITIATIVES.c.place_key.label("place"),
            *_where(_MENTIONS),
        )
        .join_from(
            _MENTIONS,
            _ARTICLE_INITIATIVES,
            (_ARTICLE_INITIATIVES.c.article_id == _MENTIONS.c.article_id)
            & (_ARTICLE_INITIATIVES.c.initiative_id == _MENTIONS.c.initiative_id),
        )
        .join(_INITIATIVES, _INITIATIVES.c.initiative_id == _MENTIONS.c.initiative_id)
    )


def _place() -> Select[Any]:
    return select(
        _PLACES.c.place_key.label("fact_id"), _PLACES.c.rule, _PLACES.c.place_key.label("place"), *_where(_PLACES)
    )


def _programme() -> Select[Any]:
    return select(
        _PROGRAMMES.c.programme_code.label("fact_id"),
        null().label("rule"),
        _PROGRAMMES.c.programme_code.label("programme"),
        _ARTICLE_PROGRAMMES.c.place_key.label("place"),
        *_where(_PROGRAMMES),
    ).join_from(
        _PROGRAMMES,
        _ARTICLE_PROGRAMMES,
        (_ARTICLE_PROGRAMMES.c.article_id == _PROGRAMMES.c.article_id)
        & (_ARTICLE_PROGRAMMES.c.programme_code == _PROGRAMMES.c.programme_code),
    )


def _issue() -> Select[Any]:
    return select(cast(_ISSUES.c.ordinal, Text).label("fact_id"), _ISSUES.c.kind.label("rule"), *_where(_ISSUES))


def _where(table: Any) -> tuple[Any, ...]:
    return (table.c.article_id, table.c.sentence_id, table.c.char_start, table.c.char_end)


_READ: Final = {
    Sort.METRIC: (_metric(), _METRICS, _METRICS.c.metric_id),
    Sort.INITIATIVE: (_initiative(), _MENTIONS, _MENTIONS.c.initiative_id),
    Sort.PLACE: (_place(), _PLACES, _PLACES.c.place_key),
    Sort.PROGRAMME: (_programme(), _PROGRAMMES, _PROGRAMMES.c.programme_code),
    Sort.ISSUE: (_issue(), _ISSUES, cast(_ISSUES.c.ordinal, Text)),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention of a fact. `span` lies in the article's text; the rule of an issue is its kind.

    `standard` is the number of a figure in the standard unit.
    """

    sort: Sort
    article_id: str
    fact_id: str
    sentence_id: int
    span: Span
    rule: str | None
    fields: Mapping[str, Field | None]
    standard: Mapping[str, object]


def readings_in(connection: Connection, sort: Sort, sentence_id: int) -> list[Reading]:
    """What was read in a sentence, in the order of the text."""
    statement, table, _ = _READ[sort]
    return _readings(connection, sort, statement.where(table.c.sentence_id == sentence_id).order_by(table.c.char_start))


def reading_of(connection: Connection, sort: Sort, article_id: str, fact_id: str) -> Reading | None:
    """Where an article first says a fact; None where it does not."""
    statement, table, key = _READ[sort]
    mine = statement.where(table.c.article_id == article_id, key == fact_id).order_by(table.c.char_start).limit(1)
    return next(iter(_readings(connection, sort, mine)), None)


def fact_ids(connection: Connection, sort: Sort, article_id: str) -> set[str]:
    """All facts of that sort that an article says."""
    _, table, key = _READ[sort]
    return set(connection.execute(select(key).where(table.c.article_id == article_id)).scalars())


def at_words(readings: list[Reading], span: Span) -> Reading | None:
    """Of readings in one sentence the one that these words mean: the same span, else what shares most with it."""
    near = [reading for reading in readings if reading.span.overlaps(span)]
    return min(near, key=lambda reading: (reading.span != span, -_shared(reading.span, span)), default=None)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _readings(connection: Connection, sort: Sort, statement: Select[Any]) -> list[Reading]:
    return [
        Reading(
            sort=sort,
            article_id=row["article_id"],
            fact_id=row["fact_id"],
            sentence_id=row["sentence_id"],
            span=Span(row["char_start"], row["char_end"]),
            rule=row["rule"],
            fields={name: row[name] for name in FIELDS[sort]},
            standard={name: row[name] for name in STANDARD if name in row},
        )
        for row in connection.execute(statement).mappings()
    ]
