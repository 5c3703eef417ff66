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

_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its chief name. `factor` is how many standard units one of it is, None where nothing converts."""

    name: str
    dimension: str
    standard_unit: str | None
    factor: Decimal | None
    classifier: bool


@dataclass(frozen=True, slots=True)
class Units:
    """All units of the reference data. `pattern` is the source of a regular expression, longest name first."""

    pattern: str
    _by_name: Mapping[str, Unit] = field(repr=False)
    _regex: re.Pattern[str] = field(repr=False)
    _after: re.Pattern[str] = field(repr=False)
    _inside: Mapping[str, tuple[TrapRow, ...]] = field(repr=False)
    _reach: int = field(repr=False)

    @classmethod
    def build(cls, rows: Iterable[UnitRow], traps: Iterable[TrapRow] = ()) -> Units:
        """From checked seed rows."""
        by_name: dict[str, Unit] = {}
        for row in rows:
            unit = Unit(row.name, row.dimension, row.standard_unit, row.factor, row.classifier)
            by_name |= dict.fromkeys((row.name, *row.aliases), unit)
        pattern = _longest_first(by_name) or _NEVER
        traps = tuple(traps)
        inside: dict[str, tuple[TrapRow, ...]] = {}
        for trap in traps:
            if trap.looks_like == "number":
                inside[trap.word[0]] = (*inside.get(trap.word[0], ()), trap)
        reach = max((len(trap.word) for group in inside.values() for trap in group), default=0)
        after = "|".join(_but_for(trap) for trap in traps if trap.looks_like == "unit") or _NEVER
        return cls(pattern, by_name, re.compile(pattern), re.compile(after), inside, reach)

    def get(self, name: str) -> Unit | None:
        """The unit of this name or spelling; of 元/斤 there is none."""
        return self._by_name.get(name)

    def match(self, text: str, start: int) -> tuple[str, int] | None:
        """The unit as printed that begins at an offset, and where it ends; None where a word only begins like one."""
        match = self._regex.match(text, start)
        if match is None:
            return None
        trap = self._after.match(text, start)
        return None if trap is not None and trap.end() > match.end() else (match[0], match.end())

    def is_trap(self, text: str, start: int, end: int) -> bool:
        """Whether the numeral at `start:end` is part of a word that counts nothing: 进一步, 千家万户."""
        for begin in range(max(0, end - self._reach), start + 1):
            for trap in self._inside.get(text[begin], ()):
                held = begin + len(trap.word) >= end and text.startswith(trap.word, begin)
                if held and not _is_sound(trap, text, begin):
                    return True
        return False


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _but_for(trap: TrapRow) -> str:
    """The word, unless one of its longer ones stands there."""
    return (f"(?!{_longest_first(trap.unless)})" if trap.unless else "") + re.escape(trap.word)


def _is_sound(trap: TrapRow, text: str, begin: int) -> bool:
    """Whether the trap's word is only a piece of a longer word that is none: 十分 in 十分之一, 二十分."""
    for word in trap.unless:
        before = word.index(trap.word)
        if begin >= before and text.startswith(word, begin - before):
            return True
    return False
