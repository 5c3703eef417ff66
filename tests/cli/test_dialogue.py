"""The dialogue as a loop over a queue and a person's answers, without a terminal or a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest

from borderdb.cli.desk import Desk
from borderdb.cli.dialogue import HELP, converse
from borderdb.errors import UsageError
from borderdb.queries.queue import Entry, Meant
from borderdb.records import Sort

NAMES = ("damaged", "ambiguous_place", "conflict", "source_changed")
SORTS = {"damaged": Sort.ISSUE, "ambiguous_place": Sort.ISSUE, "conflict": Sort.METRIC, "source_changed": None}
QUEUE = [
    Entry(
        f"id{n}",
        kind,
        Meant(SORTS[kind], None if SORTS[kind] is None else "a1", f"f{n}"),
        "a.txt",
        None,
        "3个",
        "",
        "有3个。",
    )
    for n, kind in enumerate(NAMES)
]


class Scripted:
    """A person whose keys and lines are known beforehand."""

    def __init__(self, keys: str, lines: Mapping[str, str]) -> None:
        self._keys: Iterator[str] = iter(keys)
        self._lines = lines
        self.saw: list[str] = []
        self.heard: list[str] = []
        self.asked: list[str] = []

    def see(self, entry: Entry, number: int, of: int) -> Mapping[str, object]:
        assert of == len(QUEUE)
        self.saw.append(entry.kind)
        return {"value": 3}

    def choose(self) -> str:
        return next(self._keys)

    def write(self, field: str, now: object) -> str | None:
        self.asked.append(field)
        assert now in (None, 3, "metric")
        return self._lines.get(field)

    def hear(self, sentence: str) -> None:
        self.heard.append(sentence)


class Recorder:
    """A desk that writes down what it is told, and refuses numbers that are none."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []

    def accept(self, meant: list[Meant]) -> None:
        self.told.append(("accept", meant[0].fact_id))

    def reject(self, meant: list[Meant]) -> None:
        self.told.append(("reject", meant[0].fact_id))

    def correct(self, meant: list[Meant], given: Mapping[str, str]) -> None:
        if meant[0].sort is None:
            raise UsageError("is a decision", hint="accept it")
        if given.get("value") == "x":
            raise UsageError("x is no number")
        self.told.append(("correct", meant[0].fact_id, dict(given)))

    def add(self, sort: Sort, article: str, words: str, within: str, given: Mapping[str, str]) -> None:
        self.told.append(("add", sort.value, article, words, within, dict(given)))


def talk(keys: str, **lines: str) -> tuple[int, Scripted, list[tuple[Any, ...]]]:
    person, desk = Scripted(keys, lines), Recorder()
    made = converse(QUEUE, person, cast(Desk, desk))
    return made, person, desk.told


def test_to_the_end() -> None:
    made, person, told = talk("arsa")
    assert made == 3
    assert person.saw == list(NAMES)
    assert told == [("accept", "f0"), ("reject", "f1"), ("accept", "f3")]


def test_back_and_leave() -> None:
    made, person, told = talk("bsbaq")
    assert person.saw == ["damaged", "damaged", "ambiguous_place", "damaged", "ambiguous_place"]
    assert (made, told) == (1, [("accept", "f0")])


def test_correcting_asks_field_by_field_and_empty_keeps() -> None:
    _, person, told = talk("cq", value="5", place="")
    assert told == [("correct", "f0", {"value": "5", "place": ""})]
    assert person.asked[:3] == ["value", "unit", "label"]
    assert person.saw == ["damaged", "ambiguous_place"]


def test_a_place_is_asked_for_nothing_but_the_place() -> None:
    _, person, told = talk("scq", place="密山市")
    assert person.asked == ["place"]
    assert told == [("correct", "f1", {"place": "密山市"})]


def test_who_answers_nothing_stays_where_he_is() -> None:
    made, person, told = talk("cnq")
    assert (made, told) == (0, [])
    assert person.saw == ["damaged"] * 3


@pytest.mark.parametrize(("keys", "heard"), [("cq", "x is no number"), ("?q", HELP), ("zq", HELP)])
def test_what_makes_no_sense_is_told_and_asked_again(keys: str, heard: str) -> None:
    made, person, _ = talk(keys, value="x")
    assert person.heard == [heard]
    assert person.saw == ["damaged", "damaged"]
    assert made == 0


def test_adding_what_is_missing_beside_it() -> None:
    made, person, told = talk("nq", words="有3个", value="3", label="村")
    assert told == [("add", "metric", "a1", "有3个", "有3个。", {"value": "3", "label": "村"})]
    assert person.saw == ["damaged", "damaged"]  # the damaged figure itself is still to be decided
    assert made == 1


def test_a_decision_put_forward_again_is_not_corrected_but_said_again_or_dropped() -> None:
    _, person, told = talk("sssncr", words="有3个", value="3")
    assert person.heard[0].startswith("this article has changed")
    assert person.heard[1] == "is a decision – accept it"
    assert told == [("reject", "f3")]
