"""Words and their parts of speech.

jieba's dictionary and its way of cutting (the likeliest path by the frequencies of the words, without its model for
unknown names), and the dictionary's part of speech for each word; by rjieba, which cuts as jieba does and many times
as fast: labels cut thousands of short phrases. A test holds the cuts against jieba's.

The one module that knows of it, on first use: the dictionary takes a fifth of a second to read.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
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
    """Cuts text into words. Costs a fifth of a second to make; `words()` makes one per process."""

    def __init__(self) -> None:
        import rjieba

        self._dictionary = rjieba.Jieba()
        for word, tag in _OWN_WORDS.items():
            self._dictionary.add_word(word, _OWN_FREQUENCY, tag)
        # A label looks at the same few words from several sides.
        self.cut = lru_cache(maxsize=128)(self._cut)

    def knows(self, word: str) -> bool:
        """Whether the dictionary has it as a word of its own."""
        return bool(self._dictionary.has_word(word))

    def _cut(self, text: str) -> tuple[Token, ...]:
        """The words of a text, in order, without the blanks between them; Latin letters and digits stay together."""
        tokens: list[Token] = []
        for run in _RUN.finditer(text):
            start = run.start()
            pieces = self._dictionary.tag(run[0], hmm=False) if run.lastgroup else ((run[0], ""),)
            for word, tag in pieces:
                tokens.append(Token(word, start, self._usual(word, tag)))
                start += len(word)
        return tuple(tokens)

    def _usual(self, word: str, tag: str) -> str:
        """The part of speech: ours where we have one, none for what the dictionary lacks."""
        return _OWN_WORDS.get(word) or (tag if self._dictionary.has_word(word) else "")


@cache
def words() -> Words:
    """The tokenizer of this process, made on first use."""
    return Words()
