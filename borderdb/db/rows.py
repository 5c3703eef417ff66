"""From what was read to rows: pure, so that workers can do it while the writer writes.

Sentences are numbered within the document, from 1; the writer adds what the database has already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from borderdb.db.bodies import BodyRow, body_row
from borderdb.db.fulltext import cut
from borderdb.db.identity import Figure, base_ids, core_name, digest, initiative_id, metric_ids
from borderdb.records import About, Extraction, Initiative, Location, Metric, Origin, Place, Span, Taken
from borderdb.text.articles import Article

Values = dict[str, Any]
Locate = Callable[[Article, Span], Sequence[Location]]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with all that was read from it, and where what is known of it was taken from.

    `locate` leads from words of the article to the boxes on its page; there are none where a document has no pages.
    """

    article: Article
    extraction: Extraction
    taken: Taken = field(default_factory=Taken)
    locate: Locate = lambda _article, _span: ()


@dataclass(frozen=True, slots=True)
class Codes:
    """What rows need of the reference data.

    Programme codes by code and name, what one of a unit is in standard units, and the place that a key stands for.
    """

    programmes: Mapping[str, str]
    units: Mapping[str, tuple[str, Decimal]]
    place: Callable[[str], Place | None]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was read from a document. Places, programmes and initiatives count once per article."""

    articles: int = 0
    places: int = 0
    programmes: int = 0
    initiatives: int = 0
    metrics: int = 0
    issues: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """All rows of one document, by table, the places they speak of, and what is known of it as a whole.

    `words` are those of each sentence as the full text index takes them, `original` the bytes as they are kept.
    """

    tables: Mapping[str, list[Values]]
    places: tuple[Place, ...]
    bodies: tuple[BodyRow, ...]
    words: tuple[str, ...]
    facts_digest: str
    about: About = field(default_factory=About)
    original: bytes = b""

    @property
    def counts(self) -> Counts:
        """How much there is of each."""
        return Counts(
            articles=len(self.tables["articles"]),
            places=sum(row["ordinal"] == 1 for row in self.tables["place_mentions"]),
            programmes=len(self.tables["article_programmes"]),
            initiatives=len(self.tables["article_initiatives"]),
            metrics=len(self.tables["metrics"]),
            issues=len(self.tables["issues"]),
        )


def build_rows(name: str, readings: Sequence[Reading], codes: Codes) -> DocumentRows:
    """The rows of a document with this name."""
    builders: list[_ArticleRows] = []
    sentences = 0
    for ordinal, reading in enumerate(readings, 1):
        builders.append(_ArticleRows(reading, codes, ordinal, sentences))
        sentences += len(builders[-1].tables["sentences"])
    facts = digest(*(builder.facts() for builder in builders))
    openings = [(str(b.tables["articles"][0]["headline"] or ""), b.opening) for b in builders]
    tables: dict[str, list[Values]] = defaultdict(list)
    for builder, article_id in zip(builders, base_ids(name, openings), strict=True):
        builder.set_ids(article_id)
        for table, rows in builder.tables.items():
            tables[table] += rows
    tables["initiatives"] = list({row["initiative_id"]: row for row in tables["initiatives"]}.values())
    places = {place.key: place for builder in builders for place in builder.places()}
    for place in list(places.values()):
        for above in _places_above(place, codes):
            places.setdefault(above.key, above)
    bodies = tuple(body_row(str(b.tables["articles"][0]["article_id"]), b.tables["sentences"]) for b in builders)
    words = tuple(cut(row["text"]) for row in tables["sentences"])
    return DocumentRows(tables, tuple(places.values()), bodies, words, facts)


def _places_above(place: Place, codes: Codes) -> Iterator[Place]:
    """What lies above a place, nearest first: stored with it, whether a page names it or not."""
    above: Place | None = place
    while above is not None and above.parent is not None:
        above = codes.place(above.parent)
        if above is not None:
            yield above


class _ArticleRows:
    """The rows of one article, without its id at first."""

    def __init__(self, reading: Reading, codes: Codes, ordinal: int, sentences: int) -> None:
        self._reading = reading
        self._article = article = reading.article
        self._text = article.text
        self._extraction = reading.extraction
        self._codes = codes
        self._sentences = {span.start: sentences + number for number, span in enumerate(article.sentences, 1)}
        self._heading_starts = {span.start for span in article.headings}
        self._figures: list[Figure] = []
        self._cores = [core_name(found.name) for found in self._extraction.initiatives]
        self.tables: dict[str, list[Values]] = {
            "articles": [self._row(ordinal)],
            "sentences": list(self._sentence_rows()),
            "place_mentions": list(self._place_rows()),
            "article_programmes": [],
            "programme_mentions": [],
            "initiatives": [],
            "article_initiatives": [],
            "initiative_mentions": [],
            "metrics": [],
            "issues": [],
        }
        self._add_programmes()
        self._add_initiatives()
        self._add_metrics()
        self._add_issues()

    @property
    def opening(self) -> str:
        """The text from where the body begins, or from the start where all is headings."""
        return next((self._text[s.start :] for s in self._article.sentences if not self._is_heading(s)), self._text)

    def facts(self) -> str:
        """All that was read, as words: as long as they are the same, nothing in the database changes."""
        return repr([(table, [tuple(row.values()) for row in rows]) for table, rows in self.tables.items()])

    def set_ids(self, article_id: str) -> None:
        """Name the article in every row, and the figures."""
        self.tables["articles"][0]["base_id"] = article_id
        for table, rows in self.tables.items():
            if table != "initiatives":
                for row in rows:
                    row["article_id"] = article_id
        for row, metric_id in zip(self.tables["metrics"], metric_ids(article_id, self._figures), strict=True):
            row["metric_id"] = metric_id

    def places(self) -> Iterator[Place]:
        """Every place that a row refers to."""
        found = self._extraction
        mentioned = [toponym.place for toponym in found.toponyms if toponym.named]
        facts: Iterable[Place | None] = (
            fact.place for facts in (found.programmes, found.initiatives, found.metrics) for fact in facts
        )
        return (place for place in (found.region, *mentioned, *facts) if place is not None)

    def _row(self, ordinal: int) -> Values:
        article, taken = self._article, self._reading.taken
        return {
            "ordinal": ordinal,
            "headline": article.headline or None,
            "byline": "、".join(article.byline) or None,
            "outlet": article.outlet or None,
            "published_on": article.published_on,
            "place_key": _key(self._extraction.region),
            "characters": len(self._text),
            "text": self._text,
            "headline_from": _word(taken.headline),
            "byline_from": _word(taken.byline),
            "outlet_from": _word(taken.outlet),
            "published_from": _word(taken.published_on),
        }

    def _sentence_rows(self) -> Iterator[Values]:
        for ordinal, span in enumerate(self._article.sentences, 1):
            origin = self._article.origin(span)
            yield {
                "sentence_id": self._sentences[span.start],
                "ordinal": ordinal,
                "is_heading": int(self._is_heading(span)),
                "char_start": span.start,
                "char_end": span.end,
                "source_start": origin.start,
                "source_end": origin.end,
                "text": span.of(self._text),
            }

    def _is_heading(self, sentence: Span) -> bool:
        return sentence.start in self._heading_starts

    def _evidence(self, span: Span) -> Values:
        sentence = self._article.sentence_at(span.start)
        return {
            "sentence_id": self._sentences[sentence.start],
            "char_start": span.start,
            "char_end": span.end,
        }

    def _place_rows(self) -> Iterator[Values]:
        seen: dict[str, int] = defaultdict(int)
        for toponym in sorted(self._extraction.toponyms, key=lambda toponym: toponym.span):
            if toponym.named and toponym.place is not None:
                seen[toponym.place.key] += 1
                yield {
                    "place_key": toponym.place.key,
                    "ordinal": seen[toponym.place.key],
                    **self._evidence(toponym.span),
                    "rule": toponym.rule,
                }

    def _add_programmes(self) -> None:
        rows: dict[str, Values] = {}
        spans: dict[str, set[Span]] = defaultdict(set)
        for found in self._extraction.programmes:
            code = self._codes.programmes[found.programme]
            row = rows.setdefault(code, {"programme_code": code, "place_key": None, "components": None})
            row["place_key"] = row["place_key"] or _key(found.place)
            row["components"] = row["components"] or "、".join(found.components) or None
            spans[code].update(found.mentions)
        self.tables["article_programmes"] = list(rows.values())
        self.tables["programme_mentions"] = [
            {"programme_code": code, "ordinal": ordinal, **self._evidence(span)}
            for code, found_spans in spans.items()
            for ordinal, span in enumerate(sorted(found_spans), 1)
        ]

    def _add_initiatives(self) -> None:
        rows: dict[str, Values] = {}
        spans: dict[str, set[Span]] = defaultdict(set)
        for found, core in zip(self._extraction.initiatives, self._cores, strict=True):
            key = initiative_id(core, _key(found.place))
            rows.setdefault(key, self._initiative_row(key, found))
            spans[key].update(found.mentions)
            self.tables["initiatives"].append({"initiative_id": key, "core": core, "place_key": _key(found.place)})
        self.tables["article_initiatives"] = list(rows.values())
        self.tables["initiative_mentions"] = [
            {"initiative_id": key, "ordinal": ordinal, **self._evidence(span)}
            for key, found_spans in spans.items()
            for ordinal, span in enumerate(sorted(found_spans), 1)
        ]

    def _initiative_row(self, key: str, found: Initiative) -> Values:
        programme = self._codes.programmes[found.programme] if found.programme else None
        return {
            "initiative_id": key,
            "name": found.name,
            "kind": found.kind,
            "programme_code": programme,
            "rule": found.rule,
        }

    def _add_metrics(self) -> None:
        for metric in sorted(self._extraction.metrics, key=lambda metric: metric.span):
            if not _storable(metric):
                self.tables["issues"].append(self._issue(metric.span, "out_of_range", "beyond all measure"))
                continue
            raw = metric.span.of(self._text)
            offset = metric.span.start - metric.sentence.start
            self._figures.append(Figure(metric.sentence.of(self._text), offset, raw))
            self.tables["metrics"].append(self._metric_row(metric, raw))

    def _metric_row(self, metric: Metric, raw: str) -> Values:
        quantity, period = metric.quantity, metric.period
        origin = self._article.origin(metric.span)
        unit, factor = self._codes.units.get(quantity.unit, (None, None))
        return {
            **self._evidence(metric.span),
            "source_start": origin.start,
            "source_end": origin.end,
            "raw": raw,
            "value": float(quantity.value),
            "value_to": None if quantity.value_to is None else float(quantity.value_to),
            "unit": quantity.unit or None,
            "standard_value": None if factor is None else float(quantity.value * factor),
            "standard_unit": unit,
            "qualifier": quantity.qualifier.value,
            "kind": metric.kind.value,
            "direction": metric.direction and metric.direction.value,
            "status": metric.status.value,
            "label": metric.label or None,
            "indicator_code": metric.indicator,
            "place_key": _key(metric.place),
            "programme_code": self._codes.programmes[metric.programme] if metric.programme else None,
            "initiative_id": self._initiative_of(metric),
            "period": period.printed if period else None,
            "period_start": period.start if period else None,
            "period_end": period.end if period else None,
            "rule": metric.rule,
            **_print_of(self._reading.locate(self._article, metric.span)),
        }

    def _initiative_of(self, metric: Metric) -> str | None:
        """The initiative of that name; of two places that share one, that of the figure's own place."""
        if metric.initiative is None:
            return None
        core = core_name(metric.initiative)
        initiatives = zip(self._extraction.initiatives, self._cores, strict=True)
        named = [_key(found.place) for found, other in initiatives if other == core]
        here = [place for place in named if place == _key(metric.place)]
        return next((initiative_id(core, place) for place in here or named), None)

    def _add_issues(self) -> None:
        found = [self._issue(issue.span, issue.kind, issue.reason) for issue in self._extraction.issues]
        self.tables["issues"] += found
        for ordinal, row in enumerate(self.tables["issues"], 1):
            row["ordinal"] = ordinal

    def _issue(self, span: Span, kind: str, reason: str) -> Values:
        return {"kind": kind, "reason": reason, **self._evidence(span), "words": span.of(self._text)}


def _word(origin: Origin | None) -> str | None:
    return None if origin is None else origin.value


def _print_of(places: Sequence[Location]) -> Values:
    """The page of a figure and the boxes of its words there, one for each line that they stand in."""
    if not places:
        return {"page": None, "box": None}
    page = places[0].page
    boxes = (place.box for place in places if place.page == page)
    words = "; ".join(f"{box.left:.1f} {box.bottom:.1f} {box.right:.1f} {box.top:.1f}" for box in boxes)
    return {"page": page, "box": words or None}


def _key(place: Place | None) -> str | None:
    return None if place is None else place.key


def _storable(metric: Metric) -> bool:
    """Whether the numbers fit into a double: a row of four hundred digits does not."""
    value, upper = metric.quantity.value, metric.quantity.value_to
    return abs(value) < _MOST and (upper is None or abs(upper) < _MOST)


_MOST = Decimal("1e300")  # leaves room for the factor of the unit
