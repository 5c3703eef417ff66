"""Words looked up by what a text ends in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ends:
    """Words, by their last characters. An empty word is the end of no text."""

    _words: frozenset[str]
    _lengths: Mapping[str, tuple[int, ...]] = field(repr=False)  # of the words, longest first, by last character

    @classmethod
    def build(cls, words: Collection[str]) -> Ends:
        """From the words."""
        lengths: dict[str, set[int]] = {}
        for word in filter(None, words):
            lengths.setdefault(word[-1], set()).add(len(word))
        return cls(frozenset(words), {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()})

    def of(self, text: str) -> list[str]:
        """The words that the text ends in, longest first; it may be one of them itself."""
        lengths = self._lengths.get(text[-1:])
        if lengths is None:
            return []
        return [end for length in lengths if length <= len(text) and (end := text[-length:]) in self._words]
