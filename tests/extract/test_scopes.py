"""Which place governs a figure."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from borderdb.extract.clauses import find_clauses
from borderdb.extract.scopes import Scopes, build_scopes
from borderdb.extract.toponyms import find_region, find_toponyms, resolve_toponyms
from borderdb.reference.lexicon import Lexicon
from borderdb.text.articles import Article
from tests.extract.stories import story

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "scopes.toml").read_text(encoding="utf-8"))["case"]
ASKED = re.compile(r"\{([^=}]*)=([^}]*)\}")


def scopes_of(article: Article, lexicon: Lexicon) -> Scopes:
    gazetteer = lexicon.gazetteer
    toponyms = resolve_toponyms(article, find_toponyms(article, gazetteer), gazetteer)
    return build_scopes(
        article, find_clauses(article.text), toponyms, find_region(article, toponyms, gazetteer), gazetteer
    )


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_figures_belong_to_the_place_that_governs_them(case: dict[str, Any], lexicon: Lexicon) -> None:
    want: list[tuple[str, str]] = [pair for line in case["text"] for pair in ASKED.findall(line)]
    article = story(*(ASKED.sub(r"\1", line) for line in case["text"]))
    scopes = scopes_of(article, lexicon)
    got, offset = [], 0
    for figure, _ in want:
        offset = article.text.index(figure, offset)
        place = scopes.place_at(offset)
        got.append((figure, place.name if place is not None else "-"))
        offset += len(figure)
    assert got == want


def test_offsets_outside_the_text_are_the_regions(lexicon: Lexicon) -> None:
    scopes = scopes_of(story("密山：秋收", "密山市收了稻。"), lexicon)
    assert scopes.place_at(-1) == scopes.region
    assert scopes.place_at(10_000) == scopes.region
