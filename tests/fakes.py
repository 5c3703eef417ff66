"""A reader of pages that knows a handful of words, for tests of what happens to facts once they are read.

Each block of lines is an article, its first line the headline. Places are spoken of by their full names, figures are
digits with a unit, initiatives stand in quotes. Everything is about the first place that the article names.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from borderdb.db.rows import Codes, Reading
from borderdb.errors import DocumentError
from borderdb.records import (
    Extraction,
    Initiative,
    Issue,
    Kind,
    Level,
    Metric,
    Period,
    Place,
    ProgrammeMention,
    Qualifier,
    Quantity,
    Span,
    Status,
    Toponym,
)
from borderdb.text.articles import Article
from borderdb.text.source import SourceText
from borderdb.workers import Given, Page

PLACES = {
    "黑龙江省": Place("230000", "230000", "黑龙江省", Level.PROVINCE, None),
    "佳木斯市": Place("230800", "230800", "佳木斯市", Level.PREFECTURE, "230000"),
    "同江市": Place("230881", "230881", "同江市", Level.COUNTY, "230800"),
    "抚远市": Place("230883", "230883", "抚远市", Level.COUNTY, "230800"),
    "同江口岸": Place("230881/同江口岸", None, "同江口岸", Level.PORT, "230881"),
    "渔家村": Place("230881/渔家村", None, "渔家村", Level.VILLAGE, "230881"),
    "江心村": Place("230881/渔家村/江心村", None, "江心村", Level.VILLAGE, "230881/渔家村"),
}
PROGRAMMES = ("兴边富民行动", "乡村振兴")
_BY_KEY = {place.key: place for place in PLACES.values()}
CODES = Codes(
    programmes={"兴边富民行动": "xingbian", "乡村振兴": "xiangcun"},
    units={"亩": ("m²", Decimal(2000) / 3), "元": ("CNY", Decimal(1))},
    place=_BY_KEY.get,
)
_SENTENCE = re.compile(r"[^\n。]+。?")
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(亩|元|个|%)")
_QUOTED = re.compile("“([^”]+)”(行动|工程)")
_YEAR = re.compile(r"(\d{4})年")


def spans(pattern: re.Pattern[str] | str, text: str) -> list[Span]:
    """Where a pattern or a word stands."""
    found = pattern if isinstance(pattern, re.Pattern) else re.compile(re.escape(pattern))
    return [Span(*match.span()) for match in found.finditer(text)]


def read_text(text: str, *, published: date | None = None, outlet: str | None = None) -> list[Reading]:
    """The articles of a text with what is read from each."""
    return [_reading(block.strip(), published, outlet) for block in text.split("\n\n") if block.strip()]


def read_fake(data: bytes, given: Given, _lexicon: Any) -> Page:
    """Stands for the whole way from bytes to facts. A document that says so cannot be read."""
    text = data.decode()
    if text.startswith("坏"):
        raise DocumentError(f"{given.name}: cannot be read, as it says itself")
    return Page(tuple(read_text(text, published=given.published, outlet=given.outlet)))


def _reading(text: str, published: date | None, outlet: str | None) -> Reading:
    sentences = tuple(spans(_SENTENCE, text))
    article = Article(
        headline=text.partition("\n")[0],
        byline=("甲乙", "丙丁"),
        outlet=outlet,
        published_on=published,
        origins=SourceText(text),
        headings=sentences[:1],
        paragraphs=tuple(spans(re.compile(r"[^\n]+"), text)),
        sentences=sentences,
    )
    return Reading(article, _extraction(article))


def _extraction(article: Article) -> Extraction:
    text = article.text
    found = ((span, place) for name, place in PLACES.items() for span in spans(name, text))
    named = sorted(found, key=lambda pair: pair[0])
    toponyms = [Toponym(span, place, (place,), True, "fake_place") for span, place in named]
    region = toponyms[0].place if toponyms else None
    programmes = tuple(
        ProgrammeMention(name, tuple(spans(name, text)), ("边防", "民生"), region)
        for name in PROGRAMMES
        if name in text
    )
    names = list(_QUOTED.finditer(text))
    initiatives = tuple(
        Initiative(name[1], name[2], tuple(spans(name[1], text)), region, None, "fake_quotes")
        for name in {name[1]: name for name in names}.values()
    )
    return Extraction(
        region=region,
        toponyms=tuple(toponyms),
        programmes=programmes,
        initiatives=initiatives,
        metrics=tuple(_metric(article, match, region, initiatives) for match in _FIGURE.finditer(text)),
        issues=tuple(Issue(span, "damaged", "digits are lost") for span in spans("�", text)),
    )


def _metric(article: Article, match: re.Match[str], place: Place | None, initiatives: tuple[Initiative, ...]) -> Metric:
    sentence = article.sentence_at(match.start())
    words = sentence.of(article.text)
    year = _YEAR.search(words)
    period = None
    if year:
        number = int(year[1])
        period = Period(Span(*year.span()), year[0], date(number, 1, 1), date(number, 12, 31))
    return Metric(
        quantity=Quantity(Span(*match.span()), Decimal(match[1]), match[2], Qualifier.EXACT, "fake_figure"),
        label=article.text[max(sentence.start, match.start() - 6) : match.start()],
        kind=Kind.SHARE if match[2] == "%" else Kind.LEVEL,
        status=Status.ACTUAL,
        sentence=sentence,
        rule="fake_metric",
        place=place,
        period=period,
        initiative=next((found.name for found in initiatives if found.name in words), None),
    )
