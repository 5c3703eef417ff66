"""What runs changed all in all: what came and went again, or was changed back, is no change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from borderdb.db.net import Logged, net
from borderdb.db.readonly import read_only
from borderdb.queries.catalogue import lookup
from tests.db.made import make_database
from tests.db.test_history import put

PAGE = "同江市兴边\n同江市种地{}亩。渔家村很大。"
VILLAGE_GONE = ("disappeared", "place", None, None)
OTHER = "同江市兴边\n同江市投入{}元。"


def between(file: Path, after: int, run: int) -> list[tuple[str, str, str | None, str | None]]:
    with read_only(file) as reader:
        rows: Any = reader.rows(lookup("changes"), {"after": after, "run": run})
    return [(entry.change, entry.fact, entry.before, entry.after) for entry in net(Logged(*row) for row in rows)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Six runs over one page: 300, 310, 320, 300, another page, 320."""
    made = make_database(tmp_path / "border.sqlite", [("a.txt", PAGE.format(300))])
    for text in (PAGE.format(310), PAGE.format(320), PAGE.format(300), OTHER.format(5), PAGE.format(320)):
        put(made, text)
    return made


@pytest.mark.parametrize(
    ("after", "run", "changes"),
    [
        (1, 2, [("changed", "metric", "300亩", "310亩")]),
        (1, 3, [("changed", "metric", "300亩", "320亩")]),
        (1, 4, []),
        (2, 4, [("changed", "metric", "310亩", "300亩")]),
        (1, 5, [("disappeared", "metric", "300亩", None), ("appeared", "metric", None, "5元"), VILLAGE_GONE]),
        (4, 6, [("disappeared", "metric", "300亩", None), ("appeared", "metric", None, "320亩")]),
        (3, 6, []),
    ],
)
def test_net(file: Path, after: int, run: int, changes: list[Any]) -> None:
    assert sorted(between(file, after, run), key=str) == sorted(changes, key=str)


def test_from_the_beginning_all_has_appeared_as_it_is(file: Path) -> None:
    found = between(file, 0, 6)
    assert {change for change, *_ in found} == {"appeared"}
    assert [after for _, fact, _, after in found if fact == "metric"] == ["320亩"]
    assert next(fact for _, fact, *_ in found) == "article"
