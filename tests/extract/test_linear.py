"""The time that reading takes grows with the length of a text and no faster, whatever the text is made of.

Process time of one core, with an eighth of the text as measure: what is linear takes eight times as long for the
whole, what is quadratic sixty-four times.
"""

from __future__ import annotations

import gc
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
LEAST = 0.02  # seconds; what is quicker is not measured but lost in the noise
PUBLISHED = date(2025, 3, 1)
PIECES = """
    12个 1,234 1， 1— 三分之 2/3 ？1 �1 百 一二 近三年 2024年 2024— 5月1日至7日 前三季度 今年 力争12万元 预计 计划
    增长5% 约占3% 零下5℃ 第1、 辆（列 （12万元的 12万元以上的村 比5% 至少3户 一个 “一 1个半 成千上万 落实计划 ，已1户
    """.split()  # noqa: SIM905


def growth(read: Callable[[str], object], text: str) -> float:
    """How many times as long the whole text takes as an eighth of it, at the better of two trials."""

    def seconds(part: str) -> float:
        gc.collect()
        gc.disable()
        started = time.process_time()
        read(part)
        spent = time.process_time() - started
        gc.enable()
        return spent

    part = text[: len(text) // PART]
    for _ in range(2):
        small = max(seconds(part), LEAST)
        ratio = seconds(text) / small
        if ratio < MOST:
            break
    return ratio


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


def test_what_is_quadratic_is_told() -> None:
    slow = re.compile("a+b")  # from each a to the end of the text
    assert growth(slow.search, "a" * 48_000) > MOST


def read_figures(text: str, lexicon: Lexicon) -> None:
    """Numerals, periods, quantities, kinds and status of a text taken as one sentence."""
    clauses, sentence = find_clauses(text), Span(0, len(text))
    find_periods(text, PUBLISHED)
    barred = [*find_dates(text, PUBLISHED), *find_names(text, find_quotes(text))]
    for quantity in find_quantities(text, find_numerals(text), lexicon.units, barred):
        clause, outer = clauses.at(quantity.span.start), outer_span(text, quantity.span)
        find_kind(text, clause, quantity, outer, counted_before=True)
        find_status(text, sentence, clause, outer, None, PUBLISHED)
