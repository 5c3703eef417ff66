"""The figures of the sample texts, judged one by one with their sentences: under which indicator each of them falls.

`cases/indicator_audit.csv` holds every level, share and change that was read from `seeds/articles` and from
`corpus/seen` when it was written, with its label of then, save those whose kind was misread. `remark` is `either` where
two careful readers could disagree (the indicator is right, and so is none), and `label` where the label has lost the
word that decides, so that no wording can tell.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from borderdb.ingest import find_documents, ingest
from borderdb.records import Kind
from borderdb.reference.lexicon import Lexicon

TESTS = Path(__file__).parents[1]
PLACES = [TESTS.parent / "seeds" / "articles", *sorted((TESTS / "corpus" / "seen").glob("*.txt"))]

# Shares of the figures that fall under an indicator for certain; they only rise.
FOUND_BY_LABEL = 0.89
FOUND_IN_TEXTS = 0.89
MISLED = 0  # by their labels; they only sink


class Judged(NamedTuple):
    """A figure, and the code of its indicator, '' where it falls under none."""

    document: str
    raw: str
    label: str
    unit: str
    kind: str
    expected: str
    remark: str
    char_start: str


with (TESTS / "cases" / "indicator_audit.csv").open(encoding="utf-8", newline="") as lines:
    AUDIT = [Judged(*row) for row in csv.reader(lines)][1:]


def wrong(found: Iterable[tuple[Judged, str | None]]) -> list[tuple[str, ...]]:
    """Figures that carry another indicator than they fall under, or one though they fall under none."""
    return [(*row[:6], code) for row, code in found if code and code != row.expected]


def recall(found: Iterable[tuple[Judged, str | None]]) -> float:
    """How many of the figures that fall under an indicator carry it."""
    certain = [code == row.expected for row, code in found if row.expected and row.remark != "either"]
    return sum(certain) / len(certain)


@pytest.fixture(scope="module")
def by_label(lexicon: Lexicon) -> list[tuple[Judged, str | None]]:
    find, units = lexicon.indicators.find, lexicon.units
    return [(row, find(row.label, units.get(row.unit), Kind(row.kind))) for row in AUDIT]


@pytest.fixture(scope="module")
def in_texts(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Judged, str | None]]:
    """The figures that are still read from the texts, with what they carry."""
    database = tmp_path_factory.mktemp("audit") / "audit.sqlite"
    for _ in ingest(database, find_documents(PLACES)):
        pass
    connection = sqlite3.connect(database)
    rows = connection.execute("SELECT document, raw, char_start, indicator FROM metric_facts WHERE kind <> 'threshold'")
    carried = {(document, raw, str(start)): code for document, raw, start, code in rows}
    connection.close()
    keys = ((row, (row.document, row.raw, row.char_start)) for row in AUDIT)
    return [(row, carried[key]) for row, key in keys if key in carried]


def test_enough_was_judged() -> None:
    assert len(AUDIT) >= 900
    assert sum(bool(row.expected) for row in AUDIT) >= 600
    assert {row.kind for row in AUDIT} == {"level", "share", "change"}


def test_every_expected_code_is_an_indicator(lexicon: Lexicon) -> None:
    assert {row.expected for row in AUDIT if row.expected} <= {indicator.code for indicator in lexicon.indicators.all}


def test_no_label_means_a_wrong_indicator(by_label: list[tuple[Judged, str | None]]) -> None:
    assert wrong((row, code) for row, code in by_label if row.remark != "label") == []


def test_few_labels_mislead() -> None:
    assert sum(row.remark == "label" for row in AUDIT) <= MISLED


def test_labels_mean_their_indicators(by_label: list[tuple[Judged, str | None]]) -> None:
    assert recall(by_label) >= FOUND_BY_LABEL


def test_no_figure_of_the_texts_carries_a_wrong_indicator(in_texts: list[tuple[Judged, str | None]]) -> None:
    assert len(in_texts) >= 0.95 * len(AUDIT)
    assert wrong((row, code) for row, code in in_texts if row.remark != "label") == []
    assert len(wrong(in_texts)) <= MISLED


def test_figures_of_the_texts_carry_their_indicators(in_texts: list[tuple[Judged, str | None]]) -> None:
    assert recall(in_texts) >= FOUND_IN_TEXTS


def test_a_wrong_indicator_is_seen() -> None:
    counted = Judged("page.txt", "3个", "路灯", "个", "level", "lamps", "", "0")
    assert wrong([(counted, "lamps"), (counted, None)]) == []
    assert wrong([(counted, "street_lamps")]) == [(*counted[:6], "street_lamps")]
    assert wrong([(counted._replace(expected=""), "lamps")])


def test_recall_leaves_out_what_may_be_either() -> None:
    counted = Judged("page.txt", "3个", "路灯", "个", "level", "lamps", "", "0")
    assert recall([(counted, "lamps"), (counted, None)]) == 0.5
    assert recall([(counted, "lamps"), (counted._replace(remark="either"), None)]) == 1
