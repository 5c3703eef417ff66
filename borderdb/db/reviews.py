"""From the log of decisions to what is in force: which fact each of them means, and what that fact says then.

What is made here can be made again at any time. It is, whenever the articles of a document are stored or renamed, and
when a person decides. Rows that rules have read are never changed: the public views look here first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from borderdb.db.additions import Additions, Sentence, ensure_initiative, key_of, remove_addition
from borderdb.db.corrections import Anchor, Correction, any_corrections, in_force
from borderdb.db.decided import Values, agrees, is_about, values_in_force
from borderdb.db.leftovers import remove_unused
from borderdb.db.models import Base
from borderdb.db.readings import COLUMNS, at_words, fact_ids, readings_in
from borderdb.db.standard import Standards
from borderdb.records import Sort, Span, Verdict

_TABLES: Final = Base.metadata.tables
_REVIEWS: Final = _TABLES["reviews"]
_DOCUMENTS: Final = _TABLES["documents"]
_ARTICLES: Final = _TABLES["articles"]
_SENTENCES: Final = _TABLES["sentences"]
_IN_DOCUMENT: Final = select(_ARTICLES.c.article_id).where(_ARTICLES.c.document_id == bindparam("document_id"))
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
    mine = _REVIEWS.c.article_id.in_(_IN_DOCUMENT)
    for row in connection.execute(select(_REVIEWS).where(mine), {"document_id": document_id}).all():
        left.initiatives |= {row.initiative_id} - {None}
        left.places |= {row.place_key} - {None}
        if row.inserted:
            remove_addition(connection, Sort(row.fact), row.article_id, row.fact_id)
    connection.execute(delete(_REVIEWS).where(mine), {"document_id": document_id})
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

    def apply(self, decisions: list[Correction]) -> None:
        """Find what each decision means, and note what the fact says then."""
        sentences: dict[str, list[Sentence]] = {}
        for sentence in self._sentences({decision.anchor.sentence for decision in decisions}):
            sentences.setdefault(sentence.text, []).append(sentence)
        for decision in decisions:
            if all(self._known(name, value) for name, value in decision.fields.items()):
                for sentence in sentences.get(decision.anchor.sentence, ()):
                    if self._is_meant(decision.anchor, sentence):
                        self._decide(decision, sentence)
        self._hide_doubles()
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
        read = reading.fields if reading else None
        values = values_in_force(decision, read, self._known)
        key = reading.fact_id if reading else None
        if decision.verdict is Verdict.ADDED and reading is None:
            key = self._already_there(sort, sentence, values)
            if key is None:
                self._add(decision, sentence, span, values)
                return
        if key is None or (read is not None and not is_about(decision, read)):
            return
        row = self._review(decision, sentence.article_id, key, values)
        if not row["hidden"]:
            row["agrees"] = int(read is None or agrees(values, read))
            if sort is Sort.METRIC:
                row |= self._standards.of(values, reading)
        self._note(row, sentence, span)

    def _already_there(self, sort: Sort, sentence: Sentence, values: Values) -> str | None:
        """A place, programme or initiative that the article speaks of elsewhere is there already."""
        if sort is Sort.METRIC:
            return None
        key = key_of(sort, values)
        return key if key in fact_ids(self._connection, sort, sentence.article_id) else None

    def _add(self, decision: Correction, sentence: Sentence, span: Span, values: Values) -> None:
        sort = decision.anchor.sort
        standard = dict(self._standards.of(values, None)) if sort is Sort.METRIC else {}
        key = self._additions.insert(sort, sentence, span, values, standard)
        row = self._review(decision, sentence.article_id, key, values)
        self._note(row | standard | {"inserted": 1, "agrees": 0}, sentence, span)

    def _review(self, decision: Correction, article_id: str, key: str, values: Values) -> dict[str, Any]:
        row: dict[str, Any] = dict.fromkeys(_REVIEWS.c.keys())
        row |= {
            "article_id": article_id,
            "fact": decision.anchor.sort.value,
            "fact_id": key,
            "correction_id": decision.correction_id,
            "verdict": decision.verdict.value,
            "hidden": int(decision.verdict is Verdict.REJECTED),
            "inserted": 0,
            "agrees": 0,
        }
        if not row["hidden"]:
            row |= {COLUMNS[name]: value for name, value in values.items()}
            if decision.anchor.sort is Sort.INITIATIVE:
                row["initiative_id"] = ensure_initiative(self._connection, values)
        return row

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
        keyed = {
            (article, sort, fact_id): str(row[_OWN[sort]])
            for (article, sort, fact_id), row in self._rows.items()
            if sort in _OWN and not row["hidden"]
        }
        for article, sort in sorted({(article, sort) for article, sort, _ in keyed}):
            reviewed = {fact_id for a, s, fact_id in self._rows if (a, s) == (article, sort)}
            held = fact_ids(self._connection, sort, article) - reviewed
            of_article = [(fact_id, key) for (a, s, fact_id), key in keyed.items() if (a, s) == (article, sort)]
            for fact_id, key in sorted(of_article, key=lambda pair: pair[0] != pair[1]):
                self._rows[article, sort, fact_id]["hidden"] = int(key in held)
                held.add(key)


_OWN: Final = {Sort.PLACE: "place_key", Sort.PROGRAMME: "programme_code", Sort.INITIATIVE: "initiative_id"}
