"""Words found in running text, however many there are, in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Finder(Generic[Meaning]):
    """Words, and what each of them stands for."""

    _meanings: tuple[Meaning, ...]
    _automaton: AhoCorasick = field(repr=False, compare=False)

    @classmethod
    def build(cls, meanings: Mapping[str, Meaning]) -> Finder[Meaning]:
        """From the words with their meanings."""
        # Small enough to stay in the processor's cache from one article to the next, where the largest does not.
        automaton = AhoCorasick(
            list(meanings), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )
        return cls(tuple(meanings.values()), automaton)

    def find(self, text: str) -> list[tuple[int, int, Meaning]]:
        """Where the words stand, in order, with their meaning: the longest where several begin, never overlapping."""
        meanings = self._meanings
        return [(start, end, meanings[n]) for n, start, end in self._automaton.find_matches_as_indexes(text)]
