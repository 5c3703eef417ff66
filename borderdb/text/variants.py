"""Traditional characters to simplified ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from borderdb.text.characters import converter
from borderdb.text.source import SourceText

SHARE = 30  # a line with one traditional character among so many is written in traditional characters

# 隨著, 沿著, 衣著: what simplified text writes 着; the converter leaves it alone because of 著名 and 显著.
_ASPECT = re.compile(r"著(?<![显名专原土论编卓译巨昭遗合拙]著)(?![名作称述者书录于有])")
_LINE = re.compile(r"[^\n]+")


def simplify(source: SourceText) -> SourceText:
    """Lines that are written in traditional characters become simplified; others only lose stray ones.

    A simplified line is not converted as a whole, since some of its characters would change that must not: 乾安, 瞭望.
    """
    table = _traditional()
    if table.pattern.search(source.text) is None:
        return source
    return source.rewritten(_LINE.sub(lambda line: _simplified_line(line[0], table), source.text))


def simplified(character: str) -> str:
    """The simplified form of one character that only traditional text has; any other as it is."""
    return character.translate(_traditional().single)


@dataclass(frozen=True, slots=True)
class _Table:
    single: dict[int, str]
    pattern: re.Pattern[str]


@cache
def _traditional() -> _Table:
    """The characters that only traditional text has: none of them is in GB2312, the set of simplified text."""
    han = [chr(code) for code in range(0x4E00, 0x9FA6)]
    plain = converter("t2s").convert("\n".join(han)).split("\n")
    single = {ord(old): new for old, new in zip(han, plain, strict=True) if old != new and not _is_gb2312(old)}
    return _Table(single, re.compile("[" + "".join(map(chr, single)) + "]"))


def _is_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _simplified_line(line: str, table: _Table) -> str:
    found = len(table.pattern.findall(line))
    if found >= 2 and found * SHARE >= len(line):
        converted: str = converter("t2s").convert(line)
        if len(converted) == len(line):
            return _ASPECT.sub("着", converted)
    return line.translate(table.single) if found else line
