"""Words and their parts of speech.

jieba's dictionary and its way of cutting (the likeliest path by the frequencies of the words, without its model for
unknown names), and the dictionary's part of speech for each word. jieba itself is not run: its tagger reads 0.08 M
characters a second, and its cutter builds a graph for what one pass from the right finds four times as fast, which
matters because labels cut thousands of short phrases. A test holds the cuts against jieba's.

The one module that knows of jieba, on first use: the dictionary takes half a second to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import NamedTuple

_RUN = re.compile(r"[0-9A-Za-z.%+#]+|(?P<han>[^0-9A-Za-z.%+#\s]+)")
# Words of the border regions that jieba's dictionary lacks, or cuts wrongly.
_OWN_NOUNS = (
    "嘎查 苏木 嘎查村 旗县 旗县区 旗市区 抵边 抵边村 护边员 网格员 驻村干部 党建 村集体 党群 两委 护边队 边民 "
    "牧户 农牧民 带头人 致富带头人 后备力量 党支部 党组织 示范点 示范户 堡垒户 中心户 民宿 冷链 大棚 "
    "边贸 互市 跨境电商 可支配收入 人均可支配收入"
)
_OWN_VERBS = (
    "包保 包联 帮带 选树 选派 下沉 戍边 巡边 护边 稳边 固边 兴边 领办 代办 帮办 轮训 揭牌 返乡 培树 结对 招录 入选 "
    "改扩建 招引"
)
_OWN_WORDS = dict.fromkeys(_OWN_NOUNS.split(), "n") | dict.fromkeys(_OWN_VERBS.split(), "v")
_OWN_FREQUENCY = 2000  # as frequent as an everyday compound, so that the cutter prefers the whole word


class Token(NamedTuple):
    """A word at `start` (offset in the text that was cut) and its usual part of speech (n, v, a, …; '' if unknown)."""

    text: str
    start: int
    tag: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Words:
    """Cuts text into words. Costs half a second to make; `words()` makes one per process."""

    def __init__(self) -> None:
        fields = _dictionary().read_text(encoding="utf-8").split()  # word, count and tag, line after line
        counts = dict(zip(fields[::3], map(int, fields[1::3]), strict=True))
        tags = dict(zip(fields[::3], fields[2::3], strict=True))
        for word, tag in _OWN_WORDS.items():
            counts[word], tags[word] = max(counts.get(word, 0), _OWN_FREQUENCY), tag
        total = log(sum(counts.values()))
        weight = {count: log(count) - total if count else None for count in {*counts.values()}}
        # A beginning that is no word itself has no weight, but tells that a longer word may follow.
        weights: dict[str, float | None] = dict.fromkeys([w[:end] for w in counts for end in range(2, len(w))])
        weights.update(zip(counts, map(weight.__getitem__, counts.values()), strict=True))
        self._weights, self._unknown, self._tags = weights, -total, tags
        # A label looks at the same few words from several sides.
        self.cut = lru_cache(maxsize=128)(self._cut)

    def knows(self, word: str) -> bool:
        """Whether the dictionary has it as a word of its own."""
        return word in self._tags

    def _cut(self, text: str) -> tuple[Token, ...]:
        """The words of a text, in order, without the blanks between them; Latin letters and digits stay together."""
        tokens: list[Token] = []
        for run in _RUN.finditer(text):
            pieces = self._path(run[0]) if run.lastgroup else (run[0],)
            start = run.start()
            for word in pieces:
                tokens.append(Token(word, start, self._tags.get(word, "")))
                start += len(word)
        return tuple(tokens)

    def _path(self, text: str) -> Iterator[str]:
        """The likeliest words: the best way on from each character, found from the right."""
        weights, end = self._weights, len(text)
        best = [0.0] * (end + 1)
        to = [0] * (end + 1)
        for start in range(end - 1, -1, -1):
            single = weights.get(text[start])
            top = best[start + 1] + (self._unknown if single is None else single)
            stop, following = start + 1, start + 2
            while following <= end and (word := text[start:following]) in weights:
                weight = weights[word]
                if weight is not None and weight + best[following] >= top:
                    top, stop = weight + best[following], following
                following += 1
            best[start], to[start] = top, stop
        start = 0
        while start < end:
            yield text[start : to[start]]
            start = to[start]


def _dictionary() -> Path:
    """jieba's own dictionary: word, frequency and part of speech a line."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ImportError("jieba is not installed")
    return Path(spec.origin).with_name("dict.txt")


@cache
def words() -> Words:
    """The tokenizer of this process, made on first use."""
    return Words()
