"""Tables become sentences in which each figure has its row, its column and its unit."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdb.readers.tables import MOST_CELLS, Grid, Laid, find_sentences
from borderdb.records import Kind
from borderdb.reference.lexicon import Lexicon
from tests.extract.articles import article_of
from tests.readers.facts import extraction_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "tables.toml").read_text(encoding="utf-8"))


def grid_of(case: dict[str, Any]) -> Grid:
    grid = Grid(case.get("caption", ""))
    heads = case.get("heads", 1) if case.get("headed") else 0
    for number, row in enumerate(case["rows"]):
        grid.add_row(_laid(cell, heading=number < heads) for cell in row)
    return grid


def _laid(cell: str, *, heading: bool) -> Laid:
    text, *spans = cell.split("|")
    return Laid(text, heading, *(int(span) for span in spans))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES["table"]])
def test_sentences(case: dict[str, Any]) -> None:
    grid = grid_of(case)
    assert grid.is_data
    assert list(find_sentences(grid)) == case["sentences"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES["frame"]])
def test_what_only_lays_out_a_page_is_no_table_of_values(case: dict[str, Any]) -> None:
    assert not grid_of(case).is_data


def test_figures_of_a_table_reach_the_extraction_with_label_unit_and_place(lexicon: Lexicon) -> None:
    grid = Grid()
    for row in (("乡镇", "种植水稻（万亩）", "吸纳就业（人）", "同比增长（%）"), ("开山屯镇", "2.1", "385", "-7.2")):
        grid.add_row(Laid(cell) for cell in row)
    text = "龙井市的产业\n龙井市各乡镇都有产业。\n" + "\n".join(find_sentences(grid))
    metrics = extraction_of(article_of(text), lexicon).metrics
    read = [(m.label, str(m.quantity.value), m.quantity.unit, m.kind, m.place and m.place.name) for m in metrics]
    assert [found[1:] for found in read] == [
        ("21000.0", "亩", Kind.LEVEL, "开山屯镇"),
        ("385", "人", Kind.LEVEL, "开山屯镇"),
        ("7.2", "%", Kind.CHANGE, "开山屯镇"),
    ]
    assert "水稻" in read[0][0]
    assert "就业" in read[1][0]


def test_a_table_without_end_is_cut() -> None:
    grid = Grid()
    for _ in range(MOST_CELLS):
        grid.add_row(Laid("12", columns=100, rows=100) for _ in range(2))
        if len(grid.rows) * 200 > MOST_CELLS + 400:
            pytest.fail("more cells than are allowed")
        if grid.is_full:
            break
    assert sum(map(len, grid.rows)) <= MOST_CELLS


cells = st.builds(
    Laid, st.text("村户1 2.万元%（）-：年", max_size=9), st.booleans(), st.integers(0, 4), st.integers(0, 4)
)


@given(st.text("表单位：万元（）1年", max_size=12), st.lists(st.lists(cells, max_size=5), max_size=6))
def test_any_table(caption: str, rows: list[list[Laid]]) -> None:
    grid = Grid(caption)
    for row in rows:
        grid.add_row(row)
    for sentence in find_sentences(grid):
        assert sentence
        assert "\n" not in sentence
