"""Decisions whose words are not as they were, said again of what stands there now."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from sqlalchemy import Connection, or_, select

from borderdb.db.corrections import FIELDS, Anchor, Correction
from borderdb.db.models import Base
from borderdb.db.readings import Reading, at_words, readings_in
from borderdb.db.reviewing import Reviewer, retract, say, standing
from borderdb.db.reviews import unsettle_corrections
from borderdb.errors import UsageError
from borderdb.records import Span, Verdict

ALIKE: Final = 0.5
"""How much of a changed sentence must still be the old one."""

_TABLES: Final = Base.metadata.tables
_DOCUMENTS: Final = _TABLES["documents"]
_ARTICLES: Final = _TABLES["articles"]
_SENTENCES: Final = _TABLES["sentences"]


def carry_over(connection: Connection, correction_id: str, reviewer: Reviewer) -> Correction:
    """What was decided holds for the same words in the sentence as it is now.

    Where no rule reads anything at them any more, what had been read and corrected there is added. Raises UsageError
    where the words are gone, or where nothing is left to be rejected.
    """
    before = standing(connection, correction_id)
    anchor, start, sentence_id, document_id = _now(connection, before.anchor)
    unsettle_corrections(connection, document_id)  # what was read, until all decisions are applied again
    span = Span(start + anchor.span.start, start + anchor.span.end)
    seen = _seeing(before, at_words(readings_in(connection, anchor.sort, sentence_id), span))
    why = reviewer.reason or before.reason
    if anchor.key != before.anchor.key:
        retract(connection, correction_id, reviewer)
    return say(connection, replace(seen, anchor=anchor, reviewer=reviewer.name, reason=why))


def _now(connection: Connection, anchor: Anchor) -> tuple[Anchor, int, int, str]:
    """The anchor in the sentence that is most like the old one, where that begins, its number, and its document."""
    statement = (
        select(
            _SENTENCES.c.sentence_id,
            _SENTENCES.c.char_start,
            _SENTENCES.c.text,
            _DOCUMENTS.c.document_id,
            _DOCUMENTS.c.name,
            _ARTICLES.c.headline,
        )
        .join_from(_SENTENCES, _ARTICLES, _ARTICLES.c.article_id == _SENTENCES.c.article_id)
        .join(_DOCUMENTS, _DOCUMENTS.c.document_id == _ARTICLES.c.document_id)
        .where(or_(_DOCUMENTS.c.name == anchor.document, _ARTICLES.c.headline == anchor.headline))
        .order_by(_SENTENCES.c.sentence_id)
    )
    rows = [row for row in connection.execute(statement) if anchor.words in row.text]
    likeness = {row.sentence_id: SequenceMatcher(None, row.text, anchor.sentence).ratio() for row in rows}
    best = max(rows, key=lambda row: likeness[row.sentence_id], default=None)
    if best is None or likeness[best.sentence_id] < ALIKE:
        raise UsageError(
            f"{anchor.words}: no sentence like the old one has these words",
            hint="reject the decision, and review what is read there now",
        )
    near = [at for at in range(len(best.text)) if best.text.startswith(anchor.words, at)]
    start = min(near, key=lambda at: abs(at - anchor.span.start))
    span = Span(start, start + len(anchor.words))
    now = replace(anchor, document=best.name, headline=best.headline, sentence=best.text, span=span)
    return now, best.char_start, best.sentence_id, best.document_id


def _seeing(before: Correction, reading: Reading | None) -> Correction:
    """The decision on what is read now; without a reading, all that was seen and corrected is what the person adds."""
    if reading is not None:
        seen = {name: value for name, value in reading.fields.items() if value is not None}
        return replace(before, rule=reading.rule, seen=seen)
    if before.verdict is Verdict.REJECTED:
        raise UsageError(f"{before.anchor.words}: nothing is read there any more that could be rejected")
    names = [name for name in FIELDS[before.anchor.sort] if name not in before.cleared]
    known = {**(before.seen or {}), **before.fields}
    fields = {name: known[name] for name in names if name in known}
    return replace(before, verdict=Verdict.ADDED, fields=fields, rule=None, seen=None)
