"""Whether a run as a whole is to be believed: pure, from what it read and what was there before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from borderdb.db.rows import Counts
from borderdb.settings import DOUBTED

_FEWEST: Final = 5  # articles on both sides, or documents: what becomes of less of them is chance


@dataclass(frozen=True, slots=True)
class Limits:
    """By what share facts per article may fall against those stored before, and what share of documents may fail."""

    fall: float = DOUBTED
    failed: float = DOUBTED


def doubts(
    before: Counts, read: Counts, failed: int, met: int, limits: Limits, emptied: Sequence[str] = ()
) -> str | None:
    """Why the run is doubtful, in a sentence; None where it is not.

    `before` is what the database held, `read` what the run read itself; `failed` of the `met` documents failed;
    `emptied` are folders without anything in them in which documents lay.
    """
    lost = (f"nothing is left in {folder}, so nothing of it was withdrawn: is its disk mounted?" for folder in emptied)
    return "; ".join((*_fall(before, read, limits.fall), *_failures(failed, met, limits.failed), *lost)) or None


def _fall(before: Counts, read: Counts, most: float) -> Iterator[str]:
    if min(before.articles, read.articles) < _FEWEST:
        return
    was, now = _facts(before) / before.articles, _facts(read) / read.articles
    if now < was * (1 - most):
        yield f"facts per article fell from {was:.1f} to {now:.1f}, by more than {most:.0%}"


def _failures(failed: int, met: int, most: float) -> Iterator[str]:
    if met >= _FEWEST and failed > met * most:
        yield f"{failed:,} of {met:,} documents failed, more than {most:.0%}"


def _facts(counts: Counts) -> int:
    return counts.places + counts.programmes + counts.initiatives + counts.metrics
