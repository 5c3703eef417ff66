"""Cooperatives, parks and plants: words that speak of one, which takes the place where it was first spoken of.

河西村的木耳合作社卖木耳。|合作社有社员60户: the members are those of 河西村, also in the next paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from borderdb.records import Span

_WORDS = re.compile("合作社|产业园|园区|工业园|示范园|养殖场|加工厂|加工车间")
_THAT = re.compile("(?:该|这[家个座处])\\Z")
_OTHERS = re.compile("各|多|这些|一批|[0-9十百几多余数]+[个家座处]|等|类|全[市县旗区]|家|个")
_CLAUSE_BEGINS = re.compile("[\n，。；：“”？！]")
_LEADS = re.compile("(?:目前|如今|现在|截至目前|截至|今年|去年|[0-9]+年|近年来|据了解|同时|此外|其中)*$")
_LEAD = 8  # characters before the word


@dataclass(frozen=True, slots=True)
class Institution:
    """A word for a cooperative, park or plant. `points`: it means one that was spoken of before."""

    span: Span
    kind: str
    points: bool


def find_institutions(text: str) -> Iterator[Institution]:
    """Every word for one, in order; not where several are counted (各合作社, 12家合作社)."""
    for word in _WORDS.finditer(text):
        that = _THAT.search(text, max(word.start() - 2, 0), word.start())
        start = word.start() if that is None else that.start()
        before = text[max(start - _LEAD, 0) : start]
        cut = max((mark.end() for mark in _CLAUSE_BEGINS.finditer(before)), default=0)
        if cut == 0 and len(before) == _LEAD:
            points = that is not None
        else:
            points = that is not None or _LEADS.fullmatch(before[cut:]) is not None
        if points or not _OTHERS.search(before[-2:]):
            yield Institution(Span(start, word.end()), word[0], points)
