"""Rows of settlements: bare names that their number makes villages (辖甲、乙和丙3个村), and full names side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from borderdb.extract.numerals import read_han
from borderdb.extract.settlementnames import first_name, is_generic, is_phrase, likelihood
from borderdb.records import Span

_HAN = "一二两三四五六七八九十"
_NUMBER = f"(?:[0-9]++|[{_HAN}]++)"
# 曼厂、曼蚌|两个边境村, 前锦、新堂|等村, 滇滩、固东、马站|三乡镇, 甲、乙|2个行政村（嘎查）.
_COUNTED = re.compile(
    f"(?=[等0-9{_HAN}])"  # where none can begin, nothing more is asked
    f"(?:等(?P<others>{_NUMBER})?+|(?<![0-9{_HAN}])(?P<number>{_NUMBER}))个?"
    "(?:边境|抵边|沿边|沿江|行政|建制|国家|[一二]类|级|陆路|陆地|公路|铁路|水运|航空|对外|开放|通商|常年|季节性)*+"
    "(?P<tail>嘎查|社区|村|乡?镇|乡|苏木|口岸|[农牧林]场)(?P<mixed>（(?:嘎查|村|社区)）|村(?=[，。；、]))?+"
    "(?![级干集风里口落庄容务规社支两]|民(?!委)|“[两第一三四])"
)
_NAME = re.compile(r"[\u4e00-\u9fff0-9]+$")
_ALSO = re.compile("、|(?<=[\u4e00-\u9fff0-9]{2})[和与及](?=[\u4e00-\u9fff0-9]{2})")  # not in 祥和、红光
ITEM = 8  # characters of an item of a row
_LONGEST = {"嘎查": 7}  # characters of one that no list has
_LONGEST_FIRST = 4  # of the first full name of a row, from the beginning of its clause
_SHORTEST_ROW = 3  # full names that show each other to be names
# The verb that governs a row of what lies in a place: 下辖|甲、乙、丙3个村.
_GOVERNS = re.compile(".*(?:辖有?(?![区属])|分别[是为]|(?:包括|包含|涵盖)[了有]?)：?")
_OFFICE = "(?:[村居牧]?民?委员?会)?"
_NEXT = re.compile(f"{_OFFICE}[、和与及](?=(?P<stem>[\u4e00-\u9fff0-9]{{2,7}}?)(?:村|嘎查|社区))")


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of bare names before what they are counted as. `own`: the verb before them says that all of them are."""

    items: tuple[Span, ...]
    tails: tuple[str, ...]
    number: int | None
    own: bool

    def are_names(self, text: str) -> bool:
        """Whether all are likely to be names of villages, though no list has them."""
        if len(self.items) < 2 or len(self.tails) > 1 or self.tails[0] not in ("村", "嘎查", "社区"):
            return False
        words = [item.of(text) for item in self.items]
        longest = _LONGEST.get(self.tails[0], 4)
        if self.own and self.number == len(words):
            return all(2 <= len(word) <= longest + 1 for word in words)
        likely = [_likelihood(word, longest) for word in words]
        return min(likely) >= 0 and sum(likely) > len(words)


def find_counted(text: str, floor: Callable[[int], int]) -> Iterator[Counted]:
    """Every row before a number of places, or before 等村. `floor` tells where the last settled name before ends."""
    for match in _COUNTED.finditer(text):
        tails = ("镇", "乡") if match["tail"] == "乡镇" else ("嘎查", "村") if match["mixed"] else (match["tail"],)
        items, own = _items(text, match.start(), floor)
        if items:
            yield Counted(tuple(items), tails, _value(match["number"] or match["others"]), own)


def find_named(text: str, tails: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """Rows of full names, one separated from the next by a mark only: 柳湾村、石桥村、…; of the first only the tail."""
    row: list[Span] = []
    for tail in tails:
        following = _NEXT.match(text, row[-1].end) if row else None
        if following is not None and following.end() + len(following["stem"]) == tail.start:
            row.append(Span(following.end(), tail.end))
            continue
        if len(row) >= _SHORTEST_ROW:
            yield tuple(row)
        row = [tail]
    if len(row) >= _SHORTEST_ROW:
        yield tuple(row)


def governed_start(text: str, start: int, end: int) -> int | None:
    """Where the first name of a row begins behind the verb that governs it: 下辖|桐湾; None without one."""
    verb = _GOVERNS.match(text, start, end - 1)
    return verb.end() if verb is not None else None


def row_start(text: str, tail: Span) -> int | None:
    """Where the first full name of a row begins, whose tail is given: behind the verb, or where its clause does."""
    name = _NAME.search(text, max(tail.start - ITEM, 0), tail.start)
    if name is None:
        return None
    governed = governed_start(text, name.start(), tail.start)
    opens = name.start() > tail.start - ITEM and len(name[0]) <= _LONGEST_FIRST
    return name.start() if governed is None and opens else governed


def last_mark(text: str, start: int, end: int) -> int | None:
    """Where the last item of a row begins, behind the mark before it; None where no mark is between."""
    return max((mark.end() for mark in _ALSO.finditer(text, start, end)), default=None)


def follows_mark(text: str, start: int) -> bool:
    """Whether a mark of a row stands right before `start`."""
    return start > 0 and _ALSO.match(text, start - 1) is not None


def _items(text: str, end: int, floor: Callable[[int], int]) -> tuple[list[Span], bool]:
    """The items of the row that ends here, the last first, and whether a verb governs it."""
    items: list[Span] = []
    while (name := _NAME.search(text, max(end - ITEM, 0), end)) is not None:
        start = last_mark(text, name.start(), end)
        if start is None and follows_mark(text, name.start()):
            start = name.start()
        if start is None:
            begin = max(name.start(), floor(end))
            governed = governed_start(text, begin, end)
            items.append(Span(first_name(text, begin, end) if governed is None else governed, end))
            return items, governed is not None
        items.append(Span(start, end))
        end = start - 1
    return items, False


def _likelihood(word: str, longest: int) -> int:
    """2 for an item of a list that can only be a name, 1 for a word that may be one (祥和), -1 for none."""
    if not 2 <= len(word) <= longest or is_generic(word, "村", linked=False) or is_phrase(word):
        return -1
    return likelihood(word)


def _value(numeral: str | None) -> int | None:
    if not numeral:
        return None
    if numeral.isdecimal() and numeral.isascii():
        return int(numeral)
    read = read_han(numeral)
    return int(read[0]) if read is not None else None
