"""What a person does to a fact: accept, reject, correct, add, retract. The caller begins and commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, bindparam, select, union

from borderdb.db.corrections import PERIOD, Anchor, Correction, Field, correction_of, is_last, record
from borderdb.db.models import Base
from borderdb.db.readings import Reading, at_words, reading_of, readings_in
from borderdb.db.reviews import settle_corrections, unsettle_corrections
from borderdb.db.wording import Meant, understand
from borderdb.errors import UsageError
from borderdb.records import Sort, Span, Verdict

_TABLES: Final = Base.metadata.tables
_REVIEWS: Final = _TABLES["reviews"]
_DOCUMENTS: Final = _TABLES["documents"]
_ARTICLES: Final = _TABLES["articles"]
_SENTENCES: Final = _TABLES["sentences"]
_CONCERNED: Final = (
    select(_ARTICLES.c.document_id)
    .join_from(_ARTICLES, _DOCUMENTS, _DOCUMENTS.c.document_id == _ARTICLES.c.document_id)
    .join(_SENTENCES, _SENTENCES.c.article_id == _ARTICLES.c.article_id)
    .where(_SENTENCES.c.text == bindparam("sentence"))
)
_HEEDING: Final = union(
    _CONCERNED.where(_DOCUMENTS.c.name == bindparam("document")),
    _CONCERNED.where(_ARTICLES.c.headline == bindparam("headline")),
)
_MOST_SHOWN: Final = 8
_NEEDED: Final = {
    Sort.METRIC: ("value",),
    Sort.INITIATIVE: ("name", "kind"),
    Sort.PLACE: ("place",),
    Sort.PROGRAMME: ("programme",),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A fact of an article, or a reading that was left unresolved in it: see `Reading`."""

    sort: Sort
    article_id: str
    fact_id: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an article. `span` lies in the article's text."""

    article_id: str
    sentence_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, and why."""

    name: str
    reason: str | None = None


def accept(connection: Connection, target: Target, reviewer: Reviewer) -> Correction:
    """What was read is right; a reading that was left unresolved is so rightly."""
    case = _open(connection, target)
    if case.reading is None:
        raise UsageError(f"{target.fact_id}: was added by a person, no rule has read it")
    return _decide(connection, case, Verdict.ACCEPTED, reviewer)


def reject(connection: Connection, target: Target, reviewer: Reviewer) -> Correction:
    """There is no such fact. What a person had added is taken back."""
    case = _open(connection, target)
    return _decide(connection, case, Verdict.REJECTED if case.reading else Verdict.RETRACTED, reviewer)


def correct(connection: Connection, target: Target, given: Mapping[str, str], reviewer: Reviewer) -> Correction:
    """The fact is another one. What was corrected before stays, unless it is corrected again.

    What was left unresolved becomes the fact that it is.
    """
    if target.sort is Sort.ISSUE:
        issue = _issue(connection, target)
        sort = Sort.PLACE if issue.rule == "ambiguous_place" else Sort.METRIC
        found = at_words(readings_in(connection, sort, issue.sentence_id), issue.span)
        if found is None:
            return add(connection, sort, Words(target.article_id, issue.sentence_id, issue.span), given, reviewer)
        target = Target(sort, target.article_id, found.fact_id)
    fields, cleared = understand(connection, target.sort, given)
    if not fields and not cleared:
        raise UsageError("nothing to correct was given", hint="for example --value 12.5亿 or --place 密山市")
    case = _open(connection, target)
    if case.before is not None:
        fields, cleared = _joined(case.before, fields, cleared)
    return _decide(connection, case, Verdict.CORRECTED if case.reading else Verdict.ADDED, reviewer, fields, cleared)


def add(connection: Connection, sort: Sort, words: Words, given: Mapping[str, str], reviewer: Reviewer) -> Correction:
    """The article says something that no rule has read."""
    fields, cleared = understand(connection, sort, given)
    for name in _NEEDED[sort]:
        if name not in fields:
            raise UsageError(f"the {name} is missing", hint=f"give it with --{name}")
    for reading in readings_in(connection, sort, words.sentence_id):
        before = _in_force(connection, Target(sort, words.article_id, reading.fact_id))
        if reading.span == words.span and (before is None or before.verdict is not Verdict.REJECTED):
            raise UsageError(
                f"these words are read already, as {sort} {reading.fact_id}", hint="correct it, or reject it first"
            )
    anchor = _anchor(connection, sort, words)
    return say(connection, Correction(anchor, Verdict.ADDED, fields, cleared, *_by(reviewer), _now()))


def retract(connection: Connection, correction_id: str, reviewer: Reviewer) -> Correction:
    """A decision holds no longer: what it was about is as it was read."""
    before = standing(connection, correction_id)
    return say(connection, Correction(before.anchor, Verdict.RETRACTED, {}, (), *_by(reviewer), _now()))


def retract_of(connection: Connection, target: Target, reviewer: Reviewer) -> Correction:
    """The same, for the decision that is in force on a fact."""
    before = _in_force(connection, target)
    if before is None:
        raise UsageError(f"{target.fact_id}: nobody has decided anything about it")
    return retract(connection, before.correction_id, reviewer)


def find_words(connection: Connection, article_id: str, words: str, within: str | None = None) -> Words:
    """Where words stand in an article, in a sentence with `within` in it. Raises UsageError unless it is one place."""
    statement = select(_SENTENCES).where(_SENTENCES.c.article_id == article_id).order_by(_SENTENCES.c.ordinal)
    found = [
        (row, at)
        for row in connection.execute(statement)
        if within is None or within in row.text
        for at in range(len(row.text))
        if words and row.text.startswith(words, at)
    ]
    if not found:
        where = "" if within is None else " in a sentence with these words"
        raise UsageError(f"{words or 'no words'}: this does not stand in the article{where}")
    if len(found) > 1:
        shown = "".join(f"\n  {row.text}" for row, _ in found[:_MOST_SHOWN])
        raise UsageError(
            f"{words}: stands in {len(found)} places:{shown}", hint="say in which with --sentence or more words"
        )
    row, at = found[0]
    start = row.char_start + at
    return Words(article_id, row.sentence_id, Span(start, start + len(words)))


def standing(connection: Connection, correction_id: str) -> Correction:
    """The decision of that id. Raises UsageError where there is none, or where it holds no longer."""
    before = correction_of(connection, correction_id)
    if before is None:
        raise UsageError(f"there is no decision {correction_id}", hint="`borderdb review log` lists them")
    if before.verdict is Verdict.RETRACTED or not is_last(connection, before):
        raise UsageError(f"{correction_id}: this decision is not in force any more")
    return before


def say(connection: Connection, correction: Correction) -> Correction:
    """Put a decision into the log, as of now, and apply it."""
    said = record(connection, replace(correction, decided_at=_now()))
    settle_again(connection, {(said.anchor.document, said.anchor.headline, said.anchor.sentence)})
    return said


def settle_again(connection: Connection, anchors: set[tuple[str, str | None, str]]) -> None:
    """Apply decisions wherever these documents, headlines and sentences are found."""
    found: set[str] = set()
    for document, headline, sentence in anchors:
        values = {"document": document, "headline": headline, "sentence": sentence}
        found |= set(connection.execute(_HEEDING, values).scalars())
    for document_id in sorted(found):
        settle_corrections(connection, document_id)


@dataclass(frozen=True, slots=True)
class _Case:
    """What is decided on: what was read, or None where a person had added it, and the decision that was in force."""

    sort: Sort
    reading: Reading | None
    before: Correction | None


def _open(connection: Connection, target: Target) -> _Case:
    """Leave the document as it was read, until the decision is said and all are applied again."""
    statement = select(_REVIEWS).where(*_of(target))
    review = connection.execute(statement).first()
    documents = select(_ARTICLES.c.document_id).where(_ARTICLES.c.article_id == target.article_id)
    document_id = connection.execute(documents).scalar()
    if document_id is not None:
        unsettle_corrections(connection, document_id)
    before = None if review is None else correction_of(connection, review.correction_id)
    if review is not None and review.inserted:
        return _Case(target.sort, None, before)
    read_id = target.fact_id if review is None or review.read_id is None else review.read_id
    reading = reading_of(connection, target.sort, target.article_id, read_id)
    if reading is None:
        raise UsageError(f"{target.fact_id}: there is no such {target.sort} in article {target.article_id}")
    return _Case(target.sort, reading, before)


def _issue(connection: Connection, target: Target) -> Reading:
    reading = reading_of(connection, Sort.ISSUE, target.article_id, target.fact_id)
    if reading is None:
        raise UsageError(f"article {target.article_id} has no reading {target.fact_id} that was left unresolved")
    return reading


def _decide(
    connection: Connection,
    case: _Case,
    verdict: Verdict,
    reviewer: Reviewer,
    fields: Mapping[str, Field] | None = None,
    cleared: tuple[str, ...] = (),
) -> Correction:
    """A decision on words that were decided on before is about the same words, whatever the rules make of them now."""
    before, reading = case.before, case.reading
    if before is not None and before.anchor.sort is case.sort:
        anchor = before.anchor
    else:
        assert reading is not None
        anchor = _anchor(connection, case.sort, Words(reading.article_id, reading.sentence_id, reading.span))
    seen = {name: value for name, value in reading.fields.items() if value is not None} if reading else None
    rule = reading.rule if reading else None
    return say(connection, Correction(anchor, verdict, fields or {}, cleared, *_by(reviewer), _now(), rule, seen))


def _anchor(connection: Connection, sort: Sort, words: Words) -> Anchor:
    statement = (
        select(_DOCUMENTS.c.name, _ARTICLES.c.headline, _SENTENCES.c.text, _SENTENCES.c.char_start)
        .join_from(_SENTENCES, _ARTICLES, _ARTICLES.c.article_id == _SENTENCES.c.article_id)
        .join(_DOCUMENTS, _DOCUMENTS.c.document_id == _ARTICLES.c.document_id)
        .where(_SENTENCES.c.sentence_id == words.sentence_id)
    )
    name, headline, sentence, start = connection.execute(statement).one()
    return Anchor(sort, name, headline, sentence, Span(words.span.start - start, words.span.end - start))


def _in_force(connection: Connection, target: Target) -> Correction | None:
    found = connection.execute(select(_REVIEWS.c.correction_id).where(*_of(target))).scalar()
    return None if found is None else correction_of(connection, found)


def _of(target: Target) -> tuple[ColumnElement[bool], ...]:
    return (
        _REVIEWS.c.article_id == target.article_id,
        _REVIEWS.c.fact == target.sort.value,
        _REVIEWS.c.fact_id == target.fact_id,
    )


def _joined(before: Correction, fields: Meant, cleared: tuple[str, ...]) -> tuple[Meant, tuple[str, ...]]:
    """What was corrected before, and what is now."""
    emptied = {*cleared, *(PERIOD if "period" in cleared else ())}
    kept = {name: value for name, value in before.fields.items() if name not in emptied}
    return kept | fields, tuple(dict.fromkeys([*(n for n in before.cleared if n not in fields), *cleared]))


def _by(reviewer: Reviewer) -> tuple[str, str | None]:
    return reviewer.name, reviewer.reason


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
