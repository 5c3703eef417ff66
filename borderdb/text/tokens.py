"""Words and their parts of speech.

The one module that imports jieba, on first use, with a tokenizer of its own: jieba's global one is shared with every
other user of the library, logs to stderr and writes its cache to the shared temp directory.

jieba's own tagger reads 0.08 M characters a second; its cutter reads 0.5 M, and its dictionary already knows the usual
part of speech of each word, so we cut and look up.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SKIPPED = frozenset(" \t")
# Words of the border regions that jieba's dictionary lacks, or cuts wrongly.
_OWN_NOUNS = (
    "嘎查 苏木 嘎查村 旗县 旗县区 旗市区 抵边 抵边村 护边员 网格员 驻村干部 党建 村集体 党群 两委 护边队 边民 "
    "牧户 农牧民 带头人 致富带头人 后备力量 党支部 党组织 示范点 示范户 堡垒户 中心户 民宿 冷链 大棚 边贸 互市 跨境电商"
)
_OWN_VERBS = (
    "包保 包联 帮带 选树 选派 下沉 戍边 巡边 护边 稳边 固边 兴边 领办 代办 帮办 轮训 揭牌 返乡 培树 结对 招录 入选 "
    "改扩建 招引"
)
_OWN_WORDS = dict.fromkeys(_OWN_NOUNS.split(), "n") | dict.fromkeys(_OWN_VERBS.split(), "v")
_OWN_FREQUENCY = 2000  # as frequent as an everyday compound, so that the cutter prefers the whole word


@dataclass(frozen=True, slots=True)
class Token:
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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
        frequencies: dict[str, int] = {}
        tags: dict[str, str] = {}
        for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
            word, count, tag = line.split(" ")
            frequencies[word] = int(count)
            tags[word] = tag
        for word, tag in _OWN_WORDS.items():
            frequencies[word], tags[word] = max(frequencies.get(word, 0), _OWN_FREQUENCY), tag
        prefixes = {word[:end] for word in frequencies for end in range(1, len(word))}
        tokenizer = jieba.Tokenizer()
        tokenizer.total = sum(frequencies.values())
        tokenizer.FREQ = dict.fromkeys(prefixes, 0) | frequencies
        tokenizer.initialized = True
        self._cut = tokenizer.cut
        self._tags = tags

    def cut(self, text: str) -> tuple[Token, ...]:
        """The words of a text, in order, without the blanks between them."""
        tokens: list[Token] = []
        start = 0
        for word in self._cut(text, HMM=False):
            if word not in _SKIPPED:
                tokens.append(Token(word, start, self._tags.get(word, "")))
            start += len(word)
        return tuple(tokens)


@cache
def words() -> Words:
    """The tokenizer of this process, made on first use."""
    return Words()
