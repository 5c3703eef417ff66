"""The time that reading takes grows with the length of a text and no faster, whatever the text is made of.

Process time of one core, with an eighth of the text as measure: what is linear takes eight times as long for the
whole, what is quadratic sixty-four times. Whatever else the machine does can only make a run longer, so the shortest of
several runs counts, of the part and of the whole, which take turns.
"""

from __future__ import annotations

import gc
import math
import random
import re
import time
from collections.abc import Callable
from datetime import date

import pytest

from borderdb.extract.clauses import find_clauses
from borderdb.extract.kinds import find_kind, find_status
from borderdb.extract.numerals import find_numerals
from borderdb.extract.periods import find_dates, find_periods
from borderdb.extract.pipeline import extract
from borderdb.extract.quantities import find_names, find_quantities, outer_span
from borderdb.extract.quotes import find_quotes
from borderdb.records import Span
from borderdb.reference.lexicon import Lexicon
from tests.extract.stories import story

PART = 8
MOST = 20  # times as long for eight times the text: far from 8, and farther from 64
LEAST = 0.02  # seconds; what is quicker is measured by reading it again and again
ROUNDS = 6  # as many as it takes at most; a busy machine spoils some
PUBLISHED = date(2025, 3, 1)
PIECES = """
    12个 1,234 1， 1— 三分之 2/3 ？1 �1 百 一二 近三年 2024年 2024— 5月1日至7日 前三季度 今年 力争12万元 预计 计划
    增长5% 约占3% 零下5℃ 第1、 辆（列 （12万元的 12万元以上的村 比5% 至少3户 一个 “一 1个半 成千上万 落实计划 ，已1户
    """.split()  # noqa: SIM905


def growth(read: Callable[[str], object], text: str) -> float:
    """How many times as long the whole text takes as an eighth of it, each at its quickest."""
    part = text[: len(text) // PART]
    quickest = {part: math.inf, text: math.inf}
    for _ in range(ROUNDS):
        for piece, seconds in quickest.items():
            quickest[piece] = min(seconds, measured(read, piece))
        if quickest[text] < MOST * quickest[part]:
            break
    return quickest[text] / quickest[part]


def measured(read: Callable[[str], object], text: str) -> float:
    """Seconds of processor time for one reading."""
    gc.collect()
    gc.disable()
    times, spent, begun = 0, 0.0, time.process_time()
    while spent < LEAST:
        read(text)
        times, spent = times + 1, time.process_time() - begun
    gc.enable()
    return spent / times


def filled(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize(
    "piece", ["1234567890", "（）", "（", "“”", "“", "的", "第", "万", "年", "从", "从第12万年的“3（"]
)
def test_a_million_characters_of_one_kind_are_read_in_linear_time(piece: str, lexicon: Lexicon) -> None:
    assert growth(lambda text: extract(story("", text), lexicon), filled(piece, 1_000_000)) < MOST


@pytest.mark.parametrize("piece", [*PIECES, "1 234", "2019年 "])
def test_the_figures_of_a_text_without_end_are_read_in_linear_time(piece: str, lexicon: Lexicon) -> None:
    assert growth(lambda text: read_figures(text, lexicon), filled(piece, 40_000)) < MOST


SLOW: dict[str, tuple[Callable[[str], object], str, int]] = {
    "a search from each letter to the end": (re.compile("a+b").search, "a", 16_000),
    "all that is before each letter": (lambda text: [text.count(c, 0, at) for at, c in enumerate(text)], "万", 16_000),
}


@pytest.mark.parametrize(("read", "piece", "size"), SLOW.values(), ids=SLOW.keys())
def test_what_is_quadratic_is_told(read: Callable[[str], object], piece: str, size: int) -> None:
    assert growth(read, piece * size) > MOST


def test_a_busy_machine_is_not_taken_for_slow_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some runs take up to three times as long as they would alone; what is linear stays below, what is not above."""
    chance, clock = random.Random(4), [0.0]
    monkeypatch.setattr(time, "process_time", lambda: clock[0])

    def read(text: str) -> None:
        clock[0] += len(text) * 1e-6 * chance.choice((1, 1, 1.5, 2, 3))

    assert growth(read, "万" * 1_000_000) < MOST
    clock[0] = 0.0
    assert growth(lambda text: read(text * (len(text) // 1000)), "万" * 100_000) > MOST


def read_figures(text: str, lexicon: Lexicon) -> None:
    """Numerals, periods, quantities, kinds and status of a text taken as one sentence."""
    clauses, sentence = find_clauses(text), Span(0, len(text))
    dates = find_dates(text, PUBLISHED)
    find_periods(text, dates)
    barred = [*(found.span for found in dates), *find_names(text, find_quotes(text))]
    for quantity in find_quantities(text, find_numerals(text), lexicon.units, barred):
        clause, outer = clauses.at(quantity.span.start), outer_span(text, quantity.span)
        find_kind(text, clause, quantity, outer, counted_before=True)
        find_status(text, sentence, clause, outer, None, PUBLISHED)
