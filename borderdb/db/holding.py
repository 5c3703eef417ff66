"""The rows of a fact made to say what a person has decided, and what was read again. Indexes serve both the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from borderdb.db.additions import ensure_initiative
from borderdb.db.corrections import FIELDS
from borderdb.db.decided import Values
from borderdb.db.models import Base
from borderdb.db.readings import COLUMNS, STANDARD
from borderdb.records import Sort

_TABLES: Final = Base.metadata.tables
_METRICS: Final = _TABLES["metrics"]
_MENTIONS: Final = _TABLES["place_mentions"]
_PROGRAMMES: Final = _TABLES["article_programmes"]
_INITIATIVES: Final = _TABLES["article_initiatives"]


@dataclass(frozen=True, slots=True)
class Say:
    """What a fact of an article is to say. `now` identifies it before, `key` afterwards; figures keep their id."""

    sort: Sort
    article_id: str
    now: str
    key: str
    values: Values
    standard: Mapping[str, object]


def hold(connection: Connection, facts: Iterable[Say]) -> None:
    """Let the rows of facts say it. Of two facts that change places neither is in the way of the other."""
    places = []
    for fact in facts:
        if fact.sort is Sort.METRIC:
            _hold_metric(connection, fact)
        elif fact.sort is Sort.PROGRAMME:
            mine = (_PROGRAMMES.c.article_id == fact.article_id, _PROGRAMMES.c.programme_code == fact.now)
            values = {"programme_code": fact.key, "place_key": fact.values["place"]}
            connection.execute(update(_PROGRAMMES).where(*mine).values(values))  # mentions follow by themselves
        elif fact.sort is Sort.INITIATIVE:
            _hold_initiative(connection, fact)
        elif fact.sort is Sort.PLACE and fact.key != fact.now:
            places.append(fact)
    _hold_places(connection, places)


def _hold_metric(connection: Connection, fact: Say) -> None:
    values = {COLUMNS[name]: value for name, value in fact.values.items()} | dict(fact.standard)
    connection.execute(update(_METRICS).where(_METRICS.c.metric_id == fact.now).values(values))


def _hold_initiative(connection: Connection, fact: Say) -> None:
    ensure_initiative(connection, fact.values)
    mine = (_INITIATIVES.c.article_id == fact.article_id, _INITIATIVES.c.initiative_id == fact.now)
    said = {"name": fact.values["name"], "kind": fact.values["kind"], "programme_code": fact.values["programme"]}
    connection.execute(update(_INITIATIVES).where(*mine).values(initiative_id=fact.key, **said))  # the rest follows


def _hold_places(connection: Connection, facts: list[Say]) -> None:
    rows: list[dict[str, Any]] = []
    for fact in facts:
        mine = (_MENTIONS.c.article_id == fact.article_id, _MENTIONS.c.place_key == fact.now)
        found = connection.execute(select(_MENTIONS).where(*mine)).all()
        rows += [row._asdict() | {"place_key": fact.key} for row in found]
        connection.execute(delete(_MENTIONS).where(*mine))
    if rows:
        connection.execute(insert(_MENTIONS), rows)


def as_read(row: Mapping[str, Any]) -> Say:
    """What the rules had read, from the review of the fact."""
    sort = Sort(row["fact"])
    values = {name: row[COLUMNS[name]] for name in FIELDS[sort]}
    standard = {name: row[name] for name in STANDARD} if sort is Sort.METRIC else {}
    return Say(sort, row["article_id"], row["fact_id"], row["read_id"], values, standard)
