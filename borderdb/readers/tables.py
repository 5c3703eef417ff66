"""Tables as sentences, so that a figure keeps its row, its column and its unit.

| 乡镇 | 备种（吨） | 同比增长（%） |
| 当壁镇 | 420 | -3.1 |            → 当壁镇备种420吨，同比下降3.1%。

| 指标 | 单位 | 2024年 |
| 粮食产量 | 万吨 | 12.6 |         → 2024年粮食产量12.6万吨。
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_CELLS = 50_000
MOST_COLUMNS = 500
MOST_SPAN = 100
LONGEST_CELL = 80  # characters; a table with longer cells is a frame for text

_NUMBER = re.compile(
    r"(?P<sign>[+\-−–±])?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>%|‰|[\u3400-\u9fff²³/A-Za-z]{0,6})(?:\([^()]{1,8}\))?"
)
_NO_NUMBER = re.compile(r"\d{1,2}月(?:\d{1,2}日)?|(?:19|20)\d\d年?|\d{1,2}[日时点号]")
_UNIT_IN_HEAD = re.compile(
    r"[(（\[]\s*(?:单位\s*[:：]?\s*)?([^()（）\[\]\s]{1,8})\s*[)）\]]|[/／]\s*([^/／\s\d]{1,4})$"
)
_UNIT = re.compile(
    r"±?%|±?‰|百分点|[十百千万亿]{0,3}(?:元|美元|人|人次|人民币|吨|斤|公斤|千克|克|亩|公顷|平方米|平方公里|平方千米|立方米|米|公里|千米"
    r"|户|户次|个|家|台|套|台套|辆|辆次|列|列次|艘|艘次|架次|头|只|匹|羽|株|棵|栋|座|处|所|间|条|项|件|次|场|场次|期|批|批次|份|篇|册|名|位"
    r"|对|支|组|村|片|块|眼|口|千瓦|千瓦时|兆瓦|度|天|年|岁|月|小时|分钟|倍|分|票|张|箱|瓶|袋|升|标箱|TEU|km|kg|t|m2|m²|hm2|ha)(?:/[\u3400-\u9fff]{1,3})?"
)
_UNIT_OF_ALL = re.compile(r"(?:计量)?单位\s*[:：]\s*([^\s()（）。，,;；]{1,8})")
_TABLE_NUMBER = re.compile(
    r"^(?:附?表\s*[\d一二三四五六七八九十.\-—]{0,6}\s*[:：.、]?\s*|[(（]表[^()（）]{0,6}[)）]\s*)"
)
_PERIOD = re.compile(
    r"(?:(?:19|20)\d\d(?:年度?)?)?(?:\d{1,2}(?:[-—–~至到]\d{1,2})?月份?|[上下]半年|第?[一二三四1-4]季度|前三季度|全年|年[初末底]|[末底])?"
    r"|今年|去年|上年|本年|本月|上月|上年同期|去年同期|同期"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD_INSIDE = re.compile(
    r"(?:19|20)\d\d年(?:度|(?:第?[一二三四]|前三)季度|[上下]半年|\d{1,2}(?:[-—–~至到]\d{1,2})?月份?|[末底])?"
)
_GROWTH = re.compile(r"增长|增幅|增速|增减|升降|涨跌|涨幅|同比|环比|±")
_BASE = re.compile(r"同比|环比|[比较](?:上年|去年|上月|上期|同期|年初|上年同期|去年同期)")
_GENERIC = frozenset(
    ("数量", "数值", "数据", "绝对量", "绝对数", "指标值", "数额", "实绩", "完成数", "值", "本期数", "总量")
)
# Headings that name their unit without brackets.
_COUNTED = (
    ("人次", "人次"),
    ("户数", "户"),
    ("人数", "人"),
    ("人口", "人"),
    ("台数", "台"),
    ("村数", "个"),
    ("个数", "个"),
)
_NUMBERING = frozenset(("序号", "编号", "序", "No.", "NO", "行次"))
_UNIT_COLUMN = frozenset(("单位", "计量单位"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that has been laid out on its grid. `copied`: it is part of a larger cell that began before."""

    text: str = ""
    heading: bool = False
    copied: bool = False


class Laid(NamedTuple):
    """A cell as a table prints it: its text, whether it is marked as a heading, the columns and rows it spans."""

    text: str
    heading: bool = False
    columns: int = 1
    rows: int = 1
    copied: bool = False


@dataclass(slots=True)
class Grid:
    """A table being laid out: cells that span rows and columns fill all their places."""

    caption: str = ""
    rows: list[list[Cell]] = field(default_factory=list)
    _held: dict[int, tuple[int, Cell]] = field(default_factory=dict)
    _cells: int = 0

    def add_row(self, cells: Iterable[Laid]) -> None:
        """Lay a row of cells into the places that cells from above have left."""
        row: list[Cell] = []
        for laid in cells:
            self._fill(row)
            if len(row) >= MOST_COLUMNS:
                break
            text = " ".join(laid.text.split())
            for number in range(max(1, min(laid.columns, MOST_SPAN))):
                if laid.rows > 1:
                    self._held[len(row)] = (min(laid.rows, MOST_SPAN) - 1, Cell(text, laid.heading, copied=True))
                row.append(Cell(text, laid.heading, copied=laid.copied or number > 0))
        self._fill(row)
        del row[MOST_COLUMNS:]
        self._cells += len(row)
        if row and not self.is_full:
            self.rows.append(row)

    def _fill(self, row: list[Cell]) -> None:
        while (held := self._held.pop(len(row), None)) is not None:
            left, cell = held
            if left > 1:
                self._held[len(row)] = (left - 1, cell)
            row.append(cell)

    @property
    def is_full(self) -> bool:
        """Whether it has as many cells as are read; what is added is lost."""
        return self._cells > MOST_CELLS

    @property
    def is_data(self) -> bool:
        """Whether it is a table of values, and not a frame that lays out a page."""
        wide = sum(sum(not cell.copied for cell in row) >= 2 for row in self.rows)
        cells = [cell for row in self.rows for cell in row]
        return (
            wide >= 2
            and all(len(cell.text) <= LONGEST_CELL for cell in cells)
            and (any(cell.heading for cell in cells) or any(_is_number(cell.text) for cell in cells))
        )


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a column or a row is called, and the unit that stands with its name."""

    words: str
    unit: str = ""

    @property
    def is_period(self) -> bool:
        return bool(self.words) and _PERIOD.fullmatch(self.words) is not None

    @property
    def subject(self) -> str:
        """What is counted: 出入境旅客同比增长 → 出入境旅客; nothing where the heading only says when or how."""
        if self.is_period:
            return ""
        return _GROWTH.split(_BASE.split(self.words)[0])[0] if self.is_growth else self.words

    @property
    def is_growth(self) -> bool:
        return _GROWTH.search(self.words) is not None and self.unit.lstrip("±") in ("", "%", "‰", "百分点")


def find_sentences(grid: Grid) -> Iterator[str]:
    """The caption, and a sentence for each row that holds something. A row with one cell is a line of its own."""
    caption = _TABLE_NUMBER.sub("", grid.caption)
    unit = _UNIT_OF_ALL.search(caption)
    title = caption[: unit.start()].rstrip("(（ ") if unit else caption
    if title:
        yield title
    yield from _Rows(grid.rows, title, unit[1] if unit else "").sentences()


class _Rows:
    """The rows of a table, told apart into headings and body."""

    def __init__(self, rows: Sequence[Sequence[Cell]], title: str, unit: str) -> None:
        heads = _count_heads(rows)
        self.body = rows[heads:]
        self.unit = unit
        width = max((len(row) for row in rows), default=0)
        self.columns = [_column(rows[:heads], number) for number in range(width)]
        self.numbering = {n for n, column in enumerate(self.columns) if column.words in _NUMBERING}
        self.units = next((n for n, column in enumerate(self.columns) if column.words in _UNIT_COLUMN), None)
        self.stubs = self._find_stubs()
        period = _PERIOD_INSIDE.search(title)
        dated = any(column.is_period for column in self.columns)
        self.period = period[0] if period and not dated and not any(_dated(row) for row in self.body) else ""

    def sentences(self) -> Iterator[str]:
        for row in self.body:
            texts = [cell.text for cell in row if cell.text and not cell.copied]
            if len(texts) == 1 and not _is_number(texts[0]):
                yield texts[0]
            elif texts and (sentence := self._sentence(row)):
                yield f"{sentence}。"

    def _find_stubs(self) -> int:
        """How many columns at the left name the row: those before the first that holds numbers, all where none does."""
        passed = self.numbering | ({self.units} if self.units is not None else set())
        for number in range(len(self.columns)):
            if number in passed:
                continue
            cells = [row[number].text for row in self.body if number < len(row) and row[number].text]
            if cells and 2 * sum(map(_is_number, cells)) >= len(cells):
                return number
        return len(self.columns)

    def _sentence(self, row: Sequence[Cell]) -> str:
        head = self._row_heading(row)
        clauses: list[str] = []
        told = ""  # what the clause before has counted
        for number in range(self.stubs, len(row)):
            cell = row[number]
            if not cell.text or cell.copied or number in self.numbering or number == self.units:
                continue
            clause = self._clause(head, self.columns[number], cell.text, told=told, opened=bool(clauses))
            if clause:
                clauses.append(clause)
                told = self.columns[number].subject
        if not clauses:
            texts = [c.text for n, c in enumerate(row) if c.text and not c.copied and n not in self.numbering]
            return "，".join(texts)
        return self.period + "，".join(clauses)

    def _row_heading(self, row: Sequence[Cell]) -> _Heading:
        passed = self.numbering | ({self.units} if self.units is not None else set())
        parts = [_heading(_with_year(row[n].text)) for n in range(min(self.stubs, len(row))) if n not in passed]
        unit = row[self.units].text if self.units is not None and self.units < len(row) else ""
        return _Heading("".join(part.words for part in parts), unit or next((p.unit for p in parts if p.unit), ""))

    def _clause(self, head: _Heading, column: _Heading, text: str, *, told: str, opened: bool) -> str:
        """One cell in words; empty where the cell says nothing."""
        number = _NUMBER.fullmatch(_plain(text))
        if number is None or not _is_number(text):
            return "" if not any(character.isalnum() for character in text) else f"{column.words}{text}"
        if column.is_growth:
            subject = column.subject if column.subject != told else ""
            return _growth(subject if opened else head.words + subject, column, number)
        unit = number["unit"] or column.unit or head.unit or _unit_of(column.words or head.words) or self.unit
        value = text if number["unit"] else f"{text}{unit}"
        if column.is_period:
            return f"{_with_year(column.words)}{head.words}{value}"
        if column.words in _GENERIC or not column.words:
            return f"{head.words}{value}"
        if head.unit and not column.unit:
            return f"{column.words}{head.words}{value}"
        return f"{'' if opened else head.words}{column.words}{value}"


def _growth(subject: str, column: _Heading, number: re.Match[str]) -> str:
    base = _BASE.search(column.words)
    verb = "下降" if number["sign"] in ("-", "−", "–") else "增长"
    unit = number["unit"] or column.unit.lstrip("±") or "%"
    return f"{subject}{base[0] if base else ''}{verb}{number['digits']}{unit}"


def _count_heads(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows at the top name the columns: those marked so, else those without numbers before one with them."""
    marked = 0
    while marked < len(rows) and all(cell.heading for cell in rows[marked]):
        marked += 1
    if marked:
        return marked
    for number, row in enumerate(rows[:4]):
        cells = [cell.text for cell in row if cell.text]
        if number and len(cells) == 1:  # 一、东片: the first group of rows
            return number
        if any(_is_number(text) for text in cells[1:]):
            return number
    return 1 if rows and any(cell.heading for cell in rows[0]) else 0


def _column(heads: Sequence[Sequence[Cell]], number: int) -> _Heading:
    texts = dict.fromkeys(row[number].text for row in heads if number < len(row) and row[number].text)
    parts = [_heading(text) for text in texts]
    if any(part.words and part.words not in _GENERIC for part in parts):
        parts = [_Heading("", part.unit) if part.words in _GENERIC else part for part in parts]
    return _Heading("".join(part.words for part in parts), next((p.unit for p in reversed(parts) if p.unit), ""))


def _heading(text: str) -> _Heading:
    plain = text.replace(" ", "")
    if _UNIT.fullmatch(plain):
        return _Heading("", plain)
    for found in _UNIT_IN_HEAD.finditer(plain):
        unit = found[1] or found[2]
        if _UNIT.fullmatch(unit):
            return _Heading(plain[: found.start()] + plain[found.end() :], unit)
    return _Heading(plain[:-1], plain[-1]) if len(plain) > 2 and plain[-1] in "%％‰" else _Heading(plain)


def _is_number(text: str) -> bool:
    plain = _plain(text)
    return _NUMBER.fullmatch(plain) is not None and _NO_NUMBER.fullmatch(plain) is None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def _dated(row: Sequence[Cell]) -> bool:
    return bool(row) and _PERIOD_INSIDE.search(row[0].text) is not None


def _unit_of(words: str) -> str:
    return next((unit for tail, unit in _COUNTED if words.endswith(tail)), "")


def _with_year(period: str) -> str:
    return f"{period}年" if _YEAR.fullmatch(period) else period
