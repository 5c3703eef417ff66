"""Traditional characters to simplified ones."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

from borderdb.text.source import SourceText

_LINE = re.compile(r"[^\n]+")


def simplify(source: SourceText) -> SourceText:
    """Lines that are written in traditional characters become simplified; others only lose stray ones.

    A simplified line is not converted as a whole, since some of its characters would change that must not (乾安).
    """
    table = _traditional()
    if not table.pattern.search(source.text):
        return source
    return source.rewritten(_LINE.sub(lambda line: _simplified(line[0], table), source.text))


class _Table:
    def __init__(self, single: dict[int, str]) -> None:
        self.single = single
        self.pattern = re.compile("[" + "".join(chr(code) for code in single) + "]")


@cache
def _traditional() -> _Table:
    """The characters that only traditional text has: no simplified text set in GB2312 can hold them."""
    han = [chr(code) for code in range(0x4E00, 0x9FA6)]
    plain = _converter().convert("\n".join(han)).split("\n")
    return _Table({ord(old): new for old, new in zip(han, plain, strict=True) if old != new and not _is_gb2312(old)})


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _is_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _simplified(line: str, table: _Table) -> str:
    found = len(table.pattern.findall(line))
    if not found:
        return line
    if found >= 2 and found * 30 >= len(line):
        converted: str = _converter().convert(line)
        if len(converted) == len(line):
            return converted
    return line.translate(table.single)
