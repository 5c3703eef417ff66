"""Which bodies tell the same story: pairs of our own, damage done to them, and the whole corpus against itself."""

from __future__ import annotations

import random
import re
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdb.readers import read_bytes
from borderdb.settings import seeds_folder
from borderdb.text import likeness
from borderdb.text.articles import split_page
from borderdb.text.cleaning import clean
from borderdb.text.likeness import KEYS, KEYS_SHARED, SHORTEST, Body, bare, comparable, keys, repeats

CASES: dict[str, Any] = tomllib.loads(Path("tests/cases/reprints.toml").read_text("utf-8"))
STORIES: dict[str, str] = CASES["stories"]
PAGES = (*Path("tests/corpus").glob("*en/*.txt"), *(seeds_folder() / "articles").glob("*"))
DAMAGE = "的一是了我不在人�们有来"


def same(one: str, other: str) -> bool:
    """Whether two texts tell one story, as the database finds it: they must find each other by their keys as well."""
    shorter, longer = sorted((bare([one]), bare([other])), key=lambda text: (len(text), text))
    found = shorter == longer or len({*keys(shorter)} & {*keys(longer)}) >= KEYS_SHARED
    return found and repeats(Body(shorter), Body(longer))


@pytest.fixture(scope="module")
def corpus() -> list[str]:
    """The bodies of all annotated and sample articles, those of some length."""
    return [text for page in sorted(PAGES) for text in bodies(page) if len(bare([text])) >= SHORTEST]


@pytest.mark.parametrize("pair", CASES["reprints"])
def test_reprints(pair: str) -> None:
    one, other = (STORIES[name] for name in CASES["reprints"][pair])
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize("pair", CASES["apart"])
def test_other_stories(pair: str) -> None:
    one, other = (STORIES[name] for name in CASES["apart"][pair])
    assert not same(one, other)
    assert not same(other, one)


def garbled(text: str, share: float, chance: random.Random) -> str:
    """So many of the characters replaced."""
    return "".join(chance.choice(DAMAGE) if chance.random() < share else c for c in text)


def framed(text: str) -> str:
    return "编者按：本站整理了这篇报道，请看详细内容。" + text + "声明：本文仅代表作者观点，与本站立场无关。"


def test_damaged_and_shortened_copies_of_the_corpus_are_found(corpus: list[str]) -> None:
    chance = random.Random(4)
    copies = [
        *((text, framed(text)) for text in corpus),
        *((text, garbled(text, share, chance)) for text in corpus for share in (0.01, 0.02, 0.03)),
        *((text, text[: int(len(text) * part)]) for text in corpus for part in (0.8, 0.6, 0.4)),
        *((text, garbled(text[: len(text) // 2], 0.02, chance)) for text in corpus),
    ]
    copies = [pair for pair in copies if len(bare([pair[1]])) >= SHORTEST]
    found = sum(same(*pair) for pair in copies)
    assert len(copies) > 400
    assert found >= 0.99 * len(copies), f"{found} of {len(copies)}"


def bodies(page: Path) -> list[str]:
    """The bodies of the articles of a page."""
    found = []
    for article in split_page(clean(read_bytes(page.read_bytes(), page.name))):
        headings = {span.start for span in article.headings}
        found.append("".join(s.of(article.text) for s in article.sentences if s.start not in headings))
    return found


@pytest.mark.parametrize("name", [path.name for path in Path("tests/corpus/sound").glob("*.txt")])
def test_a_garbled_page_tells_the_story_of_the_sound_one(name: str) -> None:
    (sound,), (damaged,) = (bodies(Path("tests/corpus") / folder / name) for folder in ("sound", "seen"))
    assert same(sound, damaged)


def test_no_two_stories_of_the_corpus_are_one(corpus: list[str]) -> None:
    pairs = list(combinations(corpus, 2))
    assert len(pairs) > 1500
    assert not [pair for pair in pairs if same(*pair)]


def test_a_story_with_other_figures_is_another(corpus: list[str]) -> None:
    """What a work report does from year to year."""
    chance = random.Random(5)
    for text in corpus:
        other = re.sub(r"\d+", lambda match: str(int(match[0]) + chance.randint(1, 9)), text)
        if len(re.findall(r"\d+", text)) > 3:
            assert not same(text, other), text[:20]


@pytest.mark.parametrize(
    ("constants", "without", "pair"),
    [
        ({"_MOST_NEW": 1.0, "_LEAST_SHARED": 0.6}, {"years": frozenset()}, "reports_of_two_years"),
        ({"SHORTEST": 20, "_MOST_NEW": 0.5}, {}, "short_and_alike"),
        ({"_LEAST_SHARED_BARE": 0.4}, {"towns": frozenset()}, "two_towns_of_a_campaign"),
        ({}, {"days": frozenset()}, "the_same_counts_on_another_day"),
        ({"_MOST_NEW": 1.0, "_LEAST_SHARED": 0.1}, {"own_towns": frozenset()}, "a_paragraph_quoted"),
    ],
)
def test_every_guard_is_needed(
    constants: dict[str, float], without: dict[str, Any], pair: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without them the pair would be one story."""
    one, other = (Body(bare([STORIES[name]])) for name in CASES["apart"][pair])
    shorter, longer = sorted((one, other), key=lambda found: len(found.text))
    assert not repeats(shorter, longer)
    for name, value in constants.items():
        monkeypatch.setattr(likeness, name, value)
    vars(shorter).update(without)  # as if that had been found in it
    assert repeats(shorter, longer)


def test_slogans_make_no_keys() -> None:
    slogans = bare(["铸牢中华民族共同体意识，以习近平新时代中国特色社会主义思想为指导。"]) * 8
    assert keys(slogans) == ()
    assert keys(slogans + "额尔古纳河边的嘎查里炊烟袅袅" * 4)


def test_a_decimal_point_and_a_comma_between_thousands() -> None:
    assert bare(["收入12.5%，", " 共1,788户。"]) == "收入12.5%共1788户"


@given(st.text(max_size=400), st.text(max_size=400))
def test_two_texts_are_one_story_or_not_whichever_comes_first(one: str, other: str) -> None:
    assert same(one, other) == same(other, one)
    assert same(one, one)
    assert len(keys(one)) <= KEYS
    assert keys(one) == tuple(sorted(keys(one)))


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_lengths_that_can_be_compared(one: int, other: int) -> None:
    if comparable(one, other):
        assert SHORTEST <= one <= other
        assert comparable(other, other)
