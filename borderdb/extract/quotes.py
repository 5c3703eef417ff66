"""Quoted stretches: “…”, ‘…’ and 《…》, nested and in a row, whatever the page has lost of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from borderdb.records import Span

_CLOSES = {"”": "“", "’": "‘", "》": "《"}
_MARK = re.compile(r"[“”‘’《》\n]")
_NAME_MOST = 40  # the longest names in quotes are those of training courses
_COMMAS_MOST = 1
_SENTENCE = re.compile(r"[。！？；：…\n]")


class Quote(NamedTuple):
    """A quoted stretch. `span` holds the marks, `inner` does not; `within` is the number of the quote around it."""

    span: Span
    inner: Span
    mark: str
    within: int | None


def find_quotes(text: str) -> tuple[Quote, ...]:
    """All quoted stretches, in the order in which they open.

    A quote never crosses the end of its paragraph. A mark without its partner is passed over: an opening one when
    something around it closes or the paragraph ends, a closing one when nothing of its kind is open.
    """
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    open_of = dict.fromkeys(_CLOSES.values(), 0)
    for found in _MARK.finditer(text):
        mark, place = found[0], found.start()
        if mark in open_of:
            opened.append(place)
            open_of[mark] += 1
        elif mark == "\n":
            if opened:
                opened.clear()
                open_of = dict.fromkeys(open_of, 0)
        elif open_of[_CLOSES[mark]]:
            while text[opened[-1]] != _CLOSES[mark]:
                open_of[text[opened.pop()]] -= 1
            open_of[_CLOSES[mark]] -= 1
            pairs.append((opened.pop(), place + 1))
    return _nested(text, sorted(pairs))


def _nested(text: str, pairs: Sequence[tuple[int, int]]) -> tuple[Quote, ...]:
    quotes: list[Quote] = []
    around: list[int] = []
    for number, (start, end) in enumerate(pairs):
        while around and quotes[around[-1]].span.end <= start:
            around.pop()
        within = around[-1] if around else None
        quotes.append(Quote(Span(start, end), Span(start + 1, end - 1), text[start], within))
        around.append(number)
    return tuple(quotes)


def is_name_shaped(text: str, quote: Quote) -> bool:
    """Whether the words could be a name: no sentence, and not much longer than names are."""
    start, end = quote.inner.start, quote.inner.end
    if not 0 < end - start <= _NAME_MOST:
        return False
    if text[end - 1] == "！":  # “青春护林！”活动
        end -= 1
    return _SENTENCE.search(text, start, end) is None and text.count("，", start, end) <= _COMMAS_MOST
