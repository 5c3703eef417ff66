"""The facts of articles in the form in which history compares and lists them: pure, made from rows.

A fact is told from the others of its article by what does not change when other words around it do: a place by its key,
a figure by its sentence and where it stands in it. What can change without another fact coming about is its content.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

Row = Mapping[str, Any]
Content = tuple[tuple[str, object], ...]

_OF_ARTICLE: Final = ("headline", "byline", "outlet", "published_on", "place")
_OF_METRIC: Final = (
    "label",
    "value",
    "value_to",
    "unit",
    "qualifier",
    "kind",
    "direction",
    "status",
    "place",
    "period",
    "period_start",
    "period_end",
    "indicator_code",
    "programme_code",
    "initiative_id",
)
_SAME_FIGURE: Final = ("label", "place_key", "unit", "kind", "status", "period")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of an article.

    `shown` is what it says in short (53.78亿斤), `content` all that it says, by name. Two figures of one `likeness`
    count the same thing at the same place and time. `position` is its offset in the article.
    """

    sort: str
    id: str
    what: str | None
    place: str | None
    shown: str | None
    sentence: str | None
    key: tuple[object, ...]
    content: Content
    likeness: tuple[object, ...] | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """An article with its facts in the order of the text, itself first. `base_id` is what others of its kind share."""

    article_id: str
    base_id: str
    document: str
    headline: str | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What keys of places and codes of programmes are called."""

    places: Mapping[str, str]
    programmes: Mapping[str, str]


def stories_of(document: str, tables: Mapping[str, Sequence[Row]], names: Names) -> list[Story]:
    """The articles of the document of that name, from the rows of its tables."""
    by_article: dict[str, list[Fact]] = defaultdict(list)
    for article_id, fact in _Listing(tables, names).facts():
        by_article[article_id].append(fact)
    return [
        Story(
            article_id=row["article_id"],
            base_id=row["base_id"],
            document=document,
            headline=row["headline"],
            facts=(_article(row, names), *sorted(by_article[row["article_id"]], key=lambda fact: fact.position)),
        )
        for row in tables["articles"]
    ]


def _article(row: Row, names: Names) -> Fact:
    values = dict(row) | {"place": names.places.get(row["place_key"])}
    return Fact(
        sort="article",
        id=row["article_id"],
        what=row["headline"],
        place=values["place"],
        shown=None,
        sentence=None,
        key=("article",),
        content=tuple((name, values[name]) for name in _OF_ARTICLE),
        position=-1,
    )


class _Listing:
    """The facts of a document, sort after sort, each with the article it stands in."""

    def __init__(self, tables: Mapping[str, Sequence[Row]], names: Names) -> None:
        self._tables = tables
        self._names = names
        self._sentences = {row["sentence_id"]: row for row in tables["sentences"]}

    def facts(self) -> Iterator[tuple[str, Fact]]:
        """All of them."""
        yield from self._places()
        yield from self._programmes()
        yield from self._initiatives()
        yield from self._metrics()
        yield from self._issues()

    def _places(self) -> Iterator[tuple[str, Fact]]:
        for row in self._tables["place_mentions"]:
            if row["ordinal"] == 1:
                name = self._place(row)
                yield self._fact("place", row["place_key"], row, name, name)

    def _programmes(self) -> Iterator[tuple[str, Fact]]:
        first = self._first_mentions("programme_mentions", "programme_code")
        for row in self._tables["article_programmes"]:
            code, place, shown = row["programme_code"], self._place(row), row["components"]
            name = self._names.programmes[code]
            content = (("components", shown), ("place", place))
            yield self._fact("programme", code, first[row["article_id"], code], name, place, shown, content)

    def _initiatives(self) -> Iterator[tuple[str, Fact]]:
        first = self._first_mentions("initiative_mentions", "initiative_id")
        places = {row["initiative_id"]: self._place(row) for row in self._tables["initiatives"]}
        for row in self._tables["article_initiatives"]:
            key, name, kind = row["initiative_id"], row["name"], row["kind"]
            content = (("name", name), ("kind", kind), ("programme_code", row["programme_code"]))
            yield self._fact("initiative", key, first[row["article_id"], key], name, places[key], kind, content)

    def _metrics(self) -> Iterator[tuple[str, Fact]]:
        seen: Counter[tuple[object, ...]] = Counter()
        for row in self._tables["metrics"]:
            sentence, place = self._sentences[row["sentence_id"]], self._place(row)
            stands = (row["article_id"], sentence["text"], row["char_start"] - sentence["char_start"], row["raw"])
            seen[stands] += 1
            values = dict(row) | {"place": place}
            content = tuple((name, values[name]) for name in _OF_METRIC)
            article_id, fact = self._fact("metric", row["metric_id"], row, row["label"], place, row["raw"], content)
            likeness = tuple(row[name] for name in _SAME_FIGURE)
            yield article_id, replace(fact, key=("metric", *stands[1:], seen[stands]), likeness=likeness)

    def _issues(self) -> Iterator[tuple[str, Fact]]:
        seen: Counter[tuple[object, ...]] = Counter()
        for row in self._tables["issues"]:
            stands = (row["article_id"], row["kind"], row["words"])
            seen[stands] += 1
            article_id, fact = self._fact("issue", row["kind"], row, row["words"], None, row["reason"])
            yield article_id, replace(fact, key=("issue", *stands[1:], seen[stands]))

    def _fact(
        self,
        sort: str,
        key: str,
        stands: Row,
        what: str | None,
        place: str | None,
        shown: str | None = None,
        content: Content = (),
    ) -> tuple[str, Fact]:
        sentence = self._sentences[stands["sentence_id"]]["text"]
        fact = Fact(sort, key, what, place, shown, sentence, (sort, key), content, position=stands["char_start"])
        return stands["article_id"], fact

    def _place(self, row: Row) -> str | None:
        return self._names.places.get(row["place_key"])

    def _first_mentions(self, table: str, key: str) -> dict[tuple[str, str], Row]:
        return {(row["article_id"], row[key]): row for row in self._tables[table] if row["ordinal"] == 1}
