"""What a text says, without where it says it: for comparing the same story in two formats."""

from __future__ import annotations

from typing import Any

from borderdb.extract.pipeline import extract
from borderdb.records import Extraction
from borderdb.reference.lexicon import Lexicon
from borderdb.text.articles import Article

Facts = dict[str, list[tuple[Any, ...]]]


def extraction_of(article: Article, lexicon: Lexicon) -> Extraction:
    """All that is read from an article."""
    return extract(article, lexicon)


def facts_of(article: Article, lexicon: Lexicon) -> Facts:
    """Every fact of an article, in order, with its sentence."""
    found = extract(article, lexicon)
    text = article.text
    return {
        "places": [(t.span.of(text), t.place and t.place.key, t.named) for t in found.toponyms],
        "region": [(found.region and found.region.key,)],
        "programmes": [(p.programme, p.components, p.place and p.place.key) for p in found.programmes],
        "initiatives": [(i.name, i.kind, len(i.mentions), i.place and i.place.key) for i in found.initiatives],
        "metrics": [
            (
                *(m.span.of(text), m.label, m.quantity.value, m.quantity.value_to, m.quantity.unit),
                *(m.quantity.qualifier, m.kind, m.status, m.direction, m.sentence.of(text), m.place and m.place.key),
                *(m.period and (m.period.start, m.period.end), m.programme, m.initiative, m.indicator),
            )
            for m in found.metrics
        ],
        "issues": [(i.span.of(text), i.kind) for i in found.issues],
    }
