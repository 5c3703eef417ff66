"""The numbered items that a paragraph is cut into: （一）…。（二）…。, ①…。②…。"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from borderdb.records import Span
from borderdb.text.articles import Article

_ITEM = re.compile(
    "[（(][一二三四五六七八九十0-9]{1,2}[）)]|[①-⑳▷▶►●■◆◇▌★☆]|[0-9]{1,2}[.、．](?![0-9])|[一二三四五六七八九十]、"
)


def find_items(article: Article, paragraph: Span) -> Iterator[Span]:
    """The items of a paragraph, or the whole of it: what is told of a place in one does not go on in the next."""
    begin = paragraph.start
    text, sentences = article.text, article.sentences
    first = bisect_left(sentences, Span(paragraph.start, 0))
    for sentence in sentences[first : bisect_left(sentences, Span(paragraph.end, 0))]:
        if sentence.start > begin and _ITEM.match(text, sentence.start):
            yield Span(begin, sentence.start)
            begin = sentence.start
    yield Span(begin, paragraph.end)
