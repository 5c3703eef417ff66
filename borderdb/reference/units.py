"""Units, their other spellings, and words that look like a unit or a number and are none.

A trap of looks_like `unit` stands where a unit would (3项目: no 项 is counted) and one of `number` holds the numeral
itself (进一步); neither is one where a longer word of its `unless` stands in its place (3项目标 counts 项).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from borderdb.reference.rows import TrapRow, UnitRow

SHARES = frozenset(("%", "‰", "成"))
"""Units of a part of a whole, or of growth; 成 are tenths."""

_ASIDE = re.compile(r"（[^（）]*）")
_VEHICLES = re.compile(r"^([辆列架艘])[辆列架艘台、/]*次$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its chief name. `factor` is how many standard units one of it is, None where nothing converts."""

    name: str
    dimension: str
    standard_unit: str | None
    factor: Decimal | None
    classifier: bool


@dataclass(frozen=True, slots=True)
class Traps:
    """Words by which one is not to be caught, with the longer words that are sound."""

    _longest: int = field(repr=False)
    _sound: Mapping[str, tuple[str, ...]] = field(repr=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(repr=False)  # of the words, longest first, by first character

    @classmethod
    def build(cls, rows: Iterable[TrapRow]) -> Traps:
        """From checked seed rows."""
        sound = {row.word: row.unless for row in rows}
        return cls(max(map(len, sound), default=0), sound, _lengths(sound))

    def length_at(self, text: str, begin: int) -> int:
        """How long the longest trap is that begins at an offset; 0 where there is none."""
        for length in self._lengths.get(text[begin], ()):
            word = text[begin : begin + length]
            if (sound := self._sound.get(word)) is not None and not _is_sound(sound, word, text, begin):
                return length
        return 0

    def cover(self, text: str, start: int, end: int) -> bool:
        """Whether one begins at or before a stretch and ends at or behind its end."""
        begins = range(max(0, end - self._longest), start + 1)
        return any(text[begin] in self._lengths and begin + self.length_at(text, begin) >= end for begin in begins)


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long words are, the longest first, by their first character."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _is_sound(sound: Iterable[str], word: str, text: str, begin: int) -> bool:
    """Whether the word is only a piece of a longer one: 十分 in 十分之一 and in 二十分."""
    return any(begin >= (before := longer.index(word)) and text.startswith(longer, begin - before) for longer in sound)


@dataclass(frozen=True, slots=True)
class Units:
    """All units of the reference data. `pattern` is the source of a regular expression, longest name first."""

    pattern: str = field(repr=False)
    _by_name: Mapping[str, Unit] = field(repr=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(repr=False)  # of the names, longest first, by first character
    _behind: Traps = field(repr=False)  # what stands behind a number
    _around: Traps = field(repr=False)  # what stands around one

    @classmethod
    def build(cls, rows: Iterable[UnitRow], traps: Iterable[TrapRow] = ()) -> Units:
        """From checked seed rows."""
        by_name: dict[str, Unit] = {}
        for row in rows:
            unit = Unit(row.name, row.dimension, row.standard_unit, row.factor, row.classifier)
            by_name |= dict.fromkeys((row.name, *row.aliases), unit)
        names = sorted(by_name, key=lambda name: (-len(name), name))
        traps = tuple(traps)
        return cls(
            "|".join(map(re.escape, names)) or r"(?!)",
            by_name,
            _lengths(names),
            Traps.build(trap for trap in traps if trap.looks_like == "unit"),
            Traps.build(trap for trap in traps if trap.looks_like == "number"),
        )

    def get(self, name: str) -> Unit | None:
        """The unit of this name or spelling, also of 头（只、匹） and 列辆架次; of 元/斤 there is none."""
        if (unit := self._by_name.get(name)) is not None:
            return unit
        plain = _ASIDE.sub("", name)
        return self._by_name.get(plain) or self._by_name.get(_VEHICLES.sub(r"\1次", plain))

    def match(self, text: str, start: int) -> tuple[str, int] | None:
        """The unit as printed that begins at an offset, and where it ends; None where a word only begins like one."""
        for length in self._lengths.get(text[start : start + 1], ()):
            name = text[start : start + length]
            if name in self._by_name:
                return None if self._behind.length_at(text, start) > len(name) else (name, start + len(name))
        return None

    def is_trap(self, text: str, start: int, end: int) -> bool:
        """Whether the numeral at `start:end` is part of a word that counts nothing: 进一步, 千家万户."""
        return self._around.cover(text, start, end)
