"""From the log of decisions to what is in force: which fact each of them means, and what that fact says then.

What is made here can be made again at any time. It is, whenever the articles of a document are stored or renamed, and
when a person decides: first all is put back as it was read, then the decisions are applied that hold now. The tables of
facts say what is in force; the review of a fact keeps what was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from borderdb.db.additions import Additions, Sentence, key_of, remove_addition
from borderdb.db.corrections import Anchor, Correction, any_corrections, in_force
from borderdb.db.decided import Values, agrees, is_about, values_in_force
from borderdb.db.holding import Say, as_read, hold
from borderdb.db.leftovers import remove_unused
from borderdb.db.models import Base
from borderdb.db.readings import COLUMNS, Reading, at_words, fact_ids, reading_of, readings_in
from borderdb.db.standard import Standards
from borderdb.records import Sort, Span, Verdict

_TABLES: Final = Base.metadata.tables
_REVIEWS: Final = _TABLES["reviews"]
_DOCUMENTS: Final = _TABLES["documents"]
_ARTICLES: Final = _TABLES["articles"]
_SENTENCES: Final = _TABLES["sentences"]
_IN_DOCUMENT: Final = select(_ARTICLES.c.article_id).where(_ARTICLES.c.document_id == bindparam("document_id"))
_OF_DOCUMENT: Final = select(_REVIEWS).where(_REVIEWS.c.article_id.in_(_IN_DOCUMENT))
_FORGET: Final = delete(_REVIEWS).where(_REVIEWS.c.article_id.in_(_IN_DOCUMENT))
_NAMING_PLACES: Final = (_TABLES["metrics"], _TABLES["place_mentions"], _TABLES["article_programmes"], _REVIEWS)
_KNOWN: Final = {
    "place": _TABLES["places"].c.place_key,
    "programme": _TABLES["programmes"].c.programme_code,
    "indicator": _TABLES["indicators"].c.indicator_code,
}


def settle_corrections(connection: Connection, document_id: str) -> None:
    """Apply what persons decided to the articles of a document, in the place of whatever was applied before."""
    if not any_corrections(connection):
        return
    left = unsettle_corrections(connection, document_id)
    if decisions := in_force(connection, document_id):
        _Settlement(connection, document_id).apply(decisions)
    remove_unused(connection, left.initiatives, left.places)


@dataclass(slots=True)
class Left:
    """What decisions referred to that are applied no longer."""

    initiatives: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)


def unsettle_corrections(connection: Connection, document_id: str) -> Left:
    """Leave the articles of a document as they were read: nothing corrected, nothing added."""
    left = Left()
    rows = connection.execute(_OF_DOCUMENT, {"document_id": document_id}).all()
    if not rows:
        return left
    for table in _NAMING_PLACES:
        keys = select(table.c.place_key).where(table.c.article_id.in_(_IN_DOCUMENT)).distinct()
        found = connection.execute(keys, {"document_id": document_id}).scalars()
        left.places.update(key for key in found if key is not None)
    left.initiatives.update(row.fact_id for row in rows if row.fact == Sort.INITIATIVE.value)
    for row in rows:
        if row.inserted:
            remove_addition(connection, Sort(row.fact), row.article_id, row.fact_id)
    changed = [row for row in rows if not row.inserted and not row.hidden and row.fact != Sort.ISSUE.value]
    hold(connection, [as_read(row._asdict()) for row in changed])
    connection.execute(_FORGET, {"document_id": document_id})
    return left


@dataclass(frozen=True, slots=True)
class _Known:
    """Which keys and codes this database has."""

    connection: Connection
    _seen: dict[tuple[str, object], bool] = field(default_factory=dict)

    def __call__(self, name: str, value: object) -> bool:
        if name not in _KNOWN or value is None:
            return True
        if (name, value) not in self._seen:
            found = self.connection.execute(select(_KNOWN[name]).where(_KNOWN[name] == value)).first()
            self._seen[name, value] = found is not None
        return self._seen[name, value]


class _Settlement:
    """Applies decisions to one document. Of two that mean the same fact the later one counts, and it comes first."""

    def __init__(self, connection: Connection, document_id: str) -> None:
        self._connection = connection
        self._document_id = document_id
        names = select(_DOCUMENTS.c.name).where(_DOCUMENTS.c.document_id == document_id)
        self._name = connection.execute(names).scalar_one()
        self._known = _Known(connection)
        self._standards = Standards(connection)
        self._additions = Additions(connection)
        self._rows: dict[tuple[str, Sort, str], dict[str, Any]] = {}
        self._said: dict[tuple[str, Sort, str], Say] = {}

    def apply(self, decisions: list[Correction]) -> None:
        """Find what each decision means, let the fact say it, and keep what was read."""
        sentences: dict[str, list[Sentence]] = {}
        for sentence in self._sentences({decision.anchor.sentence for decision in decisions}):
            sentences.setdefault(sentence.text, []).append(sentence)
        for decision in decisions:
            if all(self._known(name, value) for name, value in decision.fields.items()):
                for sentence in sentences.get(decision.anchor.sentence, ()):
                    if self._is_meant(decision.anchor, sentence):
                        self._decide(decision, sentence)
        self._hide_doubles()
        hold(self._connection, [said for key, said in self._said.items() if not self._rows[key]["hidden"]])
        for key, said in self._said.items():
            if not self._rows[key]["hidden"]:
                self._rows[key]["fact_id"] = said.key
        if self._rows:
            self._connection.execute(insert(_REVIEWS), list(self._rows.values()))

    def _sentences(self, texts: set[str]) -> Iterator[Sentence]:
        statement = (
            select(_SENTENCES, _ARTICLES.c.headline)
            .join_from(_SENTENCES, _ARTICLES, _ARTICLES.c.article_id == _SENTENCES.c.article_id)
            .where(_ARTICLES.c.document_id == self._document_id)
            .order_by(_ARTICLES.c.ordinal, _SENTENCES.c.ordinal)
        )
        for row in self._connection.execute(statement):
            if row.text in texts:
                span, source = Span(row.char_start, row.char_end), Span(row.source_start, row.source_end)
                yield Sentence(row.sentence_id, row.article_id, row.headline, span, source, row.text)

    def _is_meant(self, anchor: Anchor, sentence: Sentence) -> bool:
        same_story = anchor.headline is not None and anchor.headline == sentence.headline
        return anchor.document == self._name or same_story

    def _decide(self, decision: Correction, sentence: Sentence) -> None:
        sort, span = decision.anchor.sort, decision.anchor.span
        span = Span(sentence.span.start + span.start, sentence.span.start + span.end)
        reading = at_words(readings_in(self._connection, sort, sentence.sentence_id), span)
        if reading is not None and (sentence.article_id, sort, reading.fact_id) in self._rows:
            return
        values = values_in_force(decision, reading.fields if reading else None, self._known)
        if reading is None and decision.verdict is Verdict.ADDED:
            reading = self._already_there(sort, sentence, values)
            if reading is None:
                self._add(decision, sentence, span, values)
        if reading is None or not is_about(decision, reading.fields):
            return
        row = self._review(decision, sentence.article_id, reading.fact_id) | _as_read(reading)
        key = (sentence.article_id, sort, reading.fact_id)
        if not row["hidden"]:
            row["agrees"] = int(agrees(values, reading.fields))
            if sort is not Sort.ISSUE:
                standard = self._standards.of(values, reading) if sort is Sort.METRIC else {}
                own = reading.fact_id if sort is Sort.METRIC else key_of(sort, values)
                self._said[key] = Say(sort, sentence.article_id, reading.fact_id, own, values, standard)
        self._note(row, sentence, span)

    def _already_there(self, sort: Sort, sentence: Sentence, values: Values) -> Reading | None:
        """A place, programme or initiative that the article speaks of elsewhere is there already."""
        if sort is Sort.METRIC:
            return None
        key = key_of(sort, values)
        taken = (sentence.article_id, sort, key) in self._rows
        return None if taken else reading_of(self._connection, sort, sentence.article_id, key)

    def _add(self, decision: Correction, sentence: Sentence, span: Span, values: Values) -> None:
        sort = decision.anchor.sort
        if sort is not Sort.METRIC and key_of(sort, values) in fact_ids(self._connection, sort, sentence.article_id):
            return
        standard = dict(self._standards.of(values, None)) if sort is Sort.METRIC else {}
        key = self._additions.insert(sort, sentence, span, values, standard)
        row = self._review(decision, sentence.article_id, key) | {"inserted": 1}
        self._note(row, sentence, span)

    def _review(self, decision: Correction, article_id: str, key: str) -> dict[str, Any]:
        row: dict[str, Any] = dict.fromkeys(_REVIEWS.c.keys())
        return row | {
            "article_id": article_id,
            "fact": decision.anchor.sort.value,
            "fact_id": key,
            "correction_id": decision.correction_id,
            "verdict": decision.verdict.value,
            "hidden": int(decision.verdict is Verdict.REJECTED),
            "inserted": 0,
            "agrees": 0,
        }

    def _note(self, row: dict[str, Any], sentence: Sentence, span: Span) -> None:
        """Keep the review; what was left unresolved at its words is resolved by it."""
        self._rows.setdefault((row["article_id"], Sort(row["fact"]), row["fact_id"]), row)
        for issue in readings_in(self._connection, Sort.ISSUE, sentence.sentence_id):
            if issue.span.overlaps(span) and row["fact"] != Sort.ISSUE.value:
                resolved = dict.fromkeys(_REVIEWS.c.keys())
                taken = ("article_id", "correction_id", "verdict", "hidden", "agrees")
                resolved |= {name: row[name] for name in taken}
                resolved |= {"fact": Sort.ISSUE.value, "fact_id": issue.fact_id, "inserted": 0}
                self._rows.setdefault((issue.article_id, Sort.ISSUE, issue.fact_id), resolved)

    def _hide_doubles(self) -> None:
        """A place that was corrected to one which the article has as well is no second place of it."""
        kept = {(say.article_id, say.sort) for say in self._said.values() if say.sort is not Sort.METRIC}
        for article, sort in sorted(kept):
            said = {key: say for key, say in self._said.items() if key[:2] == (article, sort)}
            held = fact_ids(self._connection, sort, article)
            if sort is Sort.PLACE:  # places of an article may change places
                held -= {say.now for say in said.values()}
            for key, say in sorted(said.items(), key=lambda pair: (pair[1].now != pair[1].key, pair[0])):
                self._rows[key]["hidden"] = int(say.key in held and say.key != say.now)
                held.add(say.key)


def _as_read(reading: Reading) -> dict[str, Any]:
    """What was read, as the review of a fact keeps it."""
    row: dict[str, Any] = {COLUMNS[name]: value for name, value in reading.fields.items()}
    if reading.sort is Sort.INITIATIVE:
        row["initiative_id"] = reading.fact_id
    return row | dict(reading.standard) | {"read_id": reading.fact_id}
