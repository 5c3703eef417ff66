"""When one body repeats another: the same story in a second paper, on a clone site, or without its last paragraphs.

A body is a story without its headings, bare of punctuation and of white space. Two bodies that are the same character
for character are one story. Else the shorter must hold few runs of five characters and few figures that the longer
lacks, no town that it keeps naming, and not only other days: reports of two years and stories of two towns in one
campaign share their sentences, and are told apart by what is counted, where and when.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from zlib import crc32

SHORTEST: Final = 120
"""Characters of a body that can be told by likeness; shorter items (`3月5日，40名志愿者…`) must be identical."""
_LEAST_LENGTH: Final = 0.3  # of the longer body: what is less is an item of a round-up, or a quotation
_LEAST_FULL: Final = 0.75
_LEAST_SHARED: Final = 0.65  # of the runs of the shorter body: a garbled copy with every twentieth character wrong
_LEAST_SHARED_BARE: Final = 0.9  # where there are next to no figures to tell stories apart
_FEW_FIGURES: Final = 4
_MOST_NEW: Final = 0.4  # of the figures of the shorter body: damage, 80 for 八十

_RUN: Final = 5
_BARE: Final = re.compile(r"[\w.%]+")
_FIGURE: Final = re.compile(r"\d+(?:\.\d+)?%?")
_DAY: Final = re.compile(r"\d{1,2}月\d{1,2}日")
_YEAR: Final = re.compile(r"(?:19|20)\d\d年")
# A town or county by the two characters before its kind; 全镇, 各县, 乡镇 and 城市 are none.
_TOWN: Final = re.compile(r"[一-鿿][^\W\d全各该本我个城超上都县乡集农](?:[镇乡县旗市]|苏木|嘎查)")

KEYS: Final = 24
"""How many keys a body has at most. Two that one story has in common are worth a comparison."""
KEYS_SHARED: Final = 2
_KEY: Final = 8  # characters
# Slogans stand in thousands of stories (铸牢中华民族共同体意识) and would make all of them look alike: no key begins
# with a character that slogans are made of.
_WORN: Final = (
    "党的全中民展坚发实新国面习会为贯建作平主深彻和强一各稳边以代社义思想学二领个定意族人推进兴动高安近时导十大神"
    "确决增识到牢同在持乡村振固促交群众感疆设基工统政优势行项开山是县特色指入精悟两四信做护铸华共体线紧脱贫攻成效接"
    "构局融切得幸福祖化家更层组织战用守者落总重要治调筹把教育走部保事题打通水防哨户结届三刻立性自维像石榴籽样抱起心"
    "质量巩拓果有衔格往流获筑北屏障现出贡献充分挥斗堡垒员先锋模范好圣土园书记讲话示方略加求完整准理念抓转史央策署上"
    "来处取办解难服务最后公里不断创业绿青就金银际迎胜利召富军警合力兵所委府下团带干长改革惠生风险小康让旗飘扬透真笃赢"
)
# Of the others every fourth one is enough; as UTF-16 writes them.
_FIRST: Final = frozenset(range(3, 1 << 16, 4)) - frozenset(map(ord, _WORN))


@dataclass(frozen=True)
class Body:
    """A bare body. What it is compared by is found out when it is first asked for: most bodies part early."""

    text: str

    @cached_property
    def figures(self) -> frozenset[str]:
        return frozenset(_FIGURE.findall(self.text))

    @cached_property
    def days(self) -> frozenset[str]:
        return frozenset(_DAY.findall(self.text))

    @cached_property
    def years(self) -> frozenset[str]:
        return frozenset(_YEAR.findall(self.text))

    @cached_property
    def named(self) -> Counter[str]:
        """How often it names each town."""
        return Counter(_TOWN.findall(self.text))

    @cached_property
    def towns(self) -> frozenset[str]:
        return frozenset(self.named)

    @cached_property
    def own_towns(self) -> frozenset[str]:
        """Those that it names more than once, which damage does not do."""
        return frozenset(name for name, count in self.named.items() if count > 1)

    @cached_property
    def runs(self) -> frozenset[str]:
        return frozenset([self.text[start : start + _RUN] for start in range(len(self.text) - _RUN + 1)])


def bare(sentences: Iterable[str]) -> str:
    """A body from its sentences: letters, digits and Han characters, the point of 12.5 and the sign of 3%."""
    return "".join(_BARE.findall("".join(sentences))).lower()


def keys(text: str) -> tuple[int, ...]:
    """Numbers below 2³² by which bodies that are alike find each other, ascending; none for a short body.

    Short pieces of the text are hashed, and the smallest hashes kept: a copy keeps most of the pieces, and the
    beginning of a story has those of the smallest hashes that stand in it.
    """
    if len(text) < SHORTEST:
        return ()
    units = text.encode("utf-16-le", "surrogatepass")
    starts = [start for start, unit in enumerate(memoryview(units).cast("H")[: 1 - _KEY]) if unit in _FIRST]
    return tuple(sorted({crc32(units[2 * start : 2 * (start + _KEY)]) for start in starts})[:KEYS])


def comparable(shorter: int, longer: int) -> bool:
    """Whether bodies of so many characters can be one story without being identical."""
    return SHORTEST <= shorter <= longer and shorter >= _LEAST_LENGTH * longer


def is_full(characters: int, longest: int) -> bool:
    """Whether a copy of so many characters holds about all of the longest one."""
    return characters >= _LEAST_FULL * longest


def repeats(shorter: Body, longer: Body) -> bool:
    """Whether the shorter body, or one of two that are equally long, says nothing that the longer does not say."""
    if shorter.text == longer.text:
        return True
    if not comparable(len(shorter.text), len(longer.text)):
        return False
    if _other(shorter.days, longer.days) or _other(shorter.years, longer.years):
        return False
    few = len(shorter.figures) < _FEW_FIGURES
    new_figures = len(shorter.figures - longer.figures)
    return (
        (shorter.towns if few else shorter.own_towns) <= longer.towns
        and new_figures <= (0 if few else _MOST_NEW * len(shorter.figures))
        and len(shorter.runs & longer.runs) >= (_LEAST_SHARED_BARE if few else _LEAST_SHARED) * len(shorter.runs)
    )


def _other(own: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether there are some on both sides, and none of them are the same: 2月12日 may be a damaged 12月12日."""
    return bool(own and theirs) and not any(time.endswith(tuple(own)) for time in theirs)
