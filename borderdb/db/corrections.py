"""The log of what persons decided about facts. It only grows, and knows no row of the tables of facts.

A decision is about certain words of a certain sentence, in documents of one name or articles of one headline: so it
finds its fact again in a database that was made anew, in a file that was moved, and under rules that read otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, exists, func, insert, or_, select

from borderdb.db.identity import digest
from borderdb.db.models import Base
from borderdb.records import Sort, Span, Verdict

Field = str | float | date
Fields = Mapping[str, Field]

NUMBERS: Final = ("value", "value_to")
_AMOUNT: Final = (*NUMBERS, "unit", "qualifier")
_CLASS: Final = ("kind", "direction", "status", "label", "indicator", "place", "programme")
PERIOD: Final = ("period", "period_start", "period_end")
FIELDS: Final[Mapping[Sort, tuple[str, ...]]] = MappingProxyType(
    {
        Sort.METRIC: (*_AMOUNT, *_CLASS, *PERIOD),
        Sort.INITIATIVE: ("name", "kind", "programme", "place"),
        Sort.PLACE: ("place",),
        Sort.PROGRAMME: ("programme", "place"),
        Sort.ISSUE: (),
    }
)
"""What a person may say of a fact. Places, programmes and indicators are keys and codes."""
ALL_FIELDS: Final = tuple(dict.fromkeys(name for names in FIELDS.values() for name in names))
SEPARATOR: Final = "、"

_TABLES: Final = Base.metadata.tables
_LOG: Final = _TABLES["corrections"]
_LATER: Final = _LOG.alias("later")
_DOCUMENTS: Final = _TABLES["documents"]
_ARTICLES: Final = _TABLES["articles"]
_SENTENCES: Final = _TABLES["sentences"]
_ANY: Final = select(_LOG.c.correction_id).limit(1)
_OF_DOCUMENT: Final = or_(
    _LOG.c.document.in_(select(_DOCUMENTS.c.name).where(_DOCUMENTS.c.document_id == bindparam("document_id"))),
    _LOG.c.headline.in_(select(_ARTICLES.c.headline).where(_ARTICLES.c.document_id == bindparam("document_id"))),
)
_OVERRULED: Final = exists().where(
    _LATER.c.anchor == _LOG.c.anchor,
    or_(_LATER.c.document == _LOG.c.document, _LATER.c.headline == _LOG.c.headline),
    or_(
        _LATER.c.decided_at > _LOG.c.decided_at,
        and_(_LATER.c.decided_at == _LOG.c.decided_at, _LATER.c.correction_id > _LOG.c.correction_id),
    ),
)
_IN_FORCE: Final = (
    select(_LOG)
    .where(_OF_DOCUMENT, ~_OVERRULED, _LOG.c.verdict != Verdict.RETRACTED.value)
    .order_by(_LOG.c.decided_at.desc(), _LOG.c.correction_id.desc())
)
_TOUCHED: Final = (
    select(_LOG.c.fact, _LOG.c.words, func.max(_LOG.c.decided_at))
    .where(
        _OF_DOCUMENT,
        _LOG.c.decided_at >= bindparam("moment"),
        _LOG.c.sentence.in_(
            select(_SENTENCES.c.text)
            .join_from(_SENTENCES, _ARTICLES, _ARTICLES.c.article_id == _SENTENCES.c.article_id)
            .where(_ARTICLES.c.document_id == bindparam("document_id"))
        ),
    )
    .group_by(_LOG.c.fact, _LOG.c.words)
    .order_by(func.max(_LOG.c.decided_at), _LOG.c.fact, _LOG.c.words)
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a decision is about: words of a sentence, and where that sentence was read. `span` lies in the sentence."""

    sort: Sort
    document: str
    headline: str | None
    sentence: str
    span: Span

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.span.of(self.sentence)

    @property
    def key(self) -> str:
        """What two decisions about the same words of the same sentence have in common."""
        return digest(self.sort.value, self.sentence, str(self.span.start), str(self.span.end))


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision. `fields` are what is corrected or added, `cleared` what is corrected to nothing.

    `seen` is what the person saw as read, `rule` the rule that had read it; both None where nothing was read.
    `decided_at` is in UTC, without a zone.
    """

    anchor: Anchor
    verdict: Verdict
    fields: Fields
    cleared: tuple[str, ...]
    reviewer: str
    reason: str | None
    decided_at: datetime
    rule: str | None = None
    seen: Fields | None = None

    @property
    def correction_id(self) -> str:
        """A decision is what it says."""
        return digest(json.dumps(_said(self), ensure_ascii=False, sort_keys=True, default=str))


def to_row(correction: Correction) -> dict[str, Any]:
    """The decision as the table and the exported file have it."""
    return {"correction_id": correction.correction_id, "anchor": correction.anchor.key, **_said(correction)}


def from_row(row: Mapping[str, Any]) -> Correction:
    """The decision that a row of the table is."""
    return Correction(
        anchor=Anchor(
            Sort(row["fact"]),
            row["document"],
            row["headline"],
            row["sentence"],
            Span(row["char_start"], row["char_end"]),
        ),
        verdict=Verdict(row["verdict"]),
        fields={name: row[name] for name in ALL_FIELDS if row[name] is not None},
        cleared=tuple((row["cleared"] or "").split(SEPARATOR)) if row["cleared"] else (),
        reviewer=row["reviewer"],
        reason=row["reason"],
        decided_at=row["decided_at"],
        rule=row["rule"],
        seen=None if row["reading"] is None else _from_json(row["reading"]),
    )


def record(connection: Connection, correction: Correction) -> Correction:
    """Add a decision to the log. It is the last word on its words: a clock that went back does not change that."""
    last = select(func.max(_LOG.c.decided_at)).where(_LOG.c.anchor == correction.anchor.key)
    before = connection.execute(last).scalar()
    if before is not None and before >= correction.decided_at:
        correction = replace(correction, decided_at=before + timedelta(microseconds=1))
    connection.execute(insert(_LOG), to_row(correction))
    return correction


def add_missing(connection: Connection, corrections: Iterable[Correction]) -> list[Correction]:
    """Add those decisions to the log that are not in it, as they are. Returns them."""
    known = set(connection.execute(select(_LOG.c.correction_id)).scalars())
    new = {c.correction_id: c for c in corrections if c.correction_id not in known}
    if new:
        connection.execute(insert(_LOG), [to_row(correction) for correction in new.values()])
    return list(new.values())


def all_corrections(connection: Connection) -> list[Correction]:
    """The whole log, ordered by what the source says: two teams that add to it meet in few lines."""
    order = (_LOG.c.document, _LOG.c.headline, _LOG.c.sentence, _LOG.c.char_start, _LOG.c.char_end, _LOG.c.fact)
    rows = connection.execute(select(_LOG).order_by(*order, _LOG.c.decided_at, _LOG.c.correction_id))
    return [from_row(row._asdict()) for row in rows]


def correction_of(connection: Connection, correction_id: str) -> Correction | None:
    """The decision of that id."""
    row = connection.execute(select(_LOG).where(_LOG.c.correction_id == correction_id)).first()
    return None if row is None else from_row(row._asdict())


def is_last(connection: Connection, correction: Correction) -> bool:
    """Whether no later decision overrules this one."""
    last = select(_LOG.c.correction_id).where(_LOG.c.correction_id == correction.correction_id, ~_OVERRULED)
    return connection.execute(last).first() is not None


def any_corrections(connection: Connection) -> bool:
    """Whether a person ever decided anything."""
    return connection.execute(_ANY).first() is not None


def in_force(connection: Connection, document_id: str) -> list[Correction]:
    """The decisions that documents of this name or articles of these headlines are to heed, the latest first."""
    return [from_row(row._asdict()) for row in connection.execute(_IN_FORCE, {"document_id": document_id})]


def touched_since(connection: Connection, document_id: str, moment: datetime) -> list[str]:
    """What a person decided on in a document as it is now, at or after a moment (UTC): `metric 12.5亿斤`."""
    rows = connection.execute(_TOUCHED, {"document_id": document_id, "moment": moment})
    return [f"{fact} {words}" for fact, words, _ in rows]


def _said(correction: Correction) -> dict[str, Any]:
    anchor = correction.anchor
    return {
        "fact": anchor.sort.value,
        "document": anchor.document,
        "headline": anchor.headline,
        "sentence": anchor.sentence,
        "char_start": anchor.span.start,
        "char_end": anchor.span.end,
        "words": anchor.words,
        "verdict": correction.verdict.value,
        **{name: correction.fields.get(name) for name in ALL_FIELDS},
        "cleared": SEPARATOR.join(correction.cleared) or None,
        "reviewer": correction.reviewer,
        "reason": correction.reason,
        "decided_at": correction.decided_at,
        "rule": correction.rule,
        "reading": None if correction.seen is None else _to_json(correction.seen),
    }


def _to_json(fields: Fields) -> str:
    known = {name: value for name, value in fields.items() if value is not None}
    return json.dumps(known, ensure_ascii=False, sort_keys=True, default=str)


def _from_json(text: str) -> dict[str, Field]:
    found: dict[str, Field] = json.loads(text)
    return {name: _typed(name, value) for name, value in found.items() if name in ALL_FIELDS}


def _typed(name: str, value: object) -> Field:
    """A field as JSON has it. Raises ValueError where it is of another type."""
    if name in NUMBERS and isinstance(value, float | int):
        return float(value)
    if name not in NUMBERS and isinstance(value, str):
        return date.fromisoformat(value) if name in PERIOD[1:] else value
    raise ValueError(f"{name} is {value!r}")
