"""A label completed by what was told before it: a part by its whole, a bare amount by what it is the amount of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from borderdb.extract import labelwords as lw
from borderdb.extract.figures import Figure
from borderdb.extract.phrases import LONGEST, Label, join_labels
from borderdb.records import Kind, Span
from borderdb.reference.units import SHARES

PART = "其中"
_HERDS = ("存栏", "出栏")
_HERD = re.compile(r"(?<=.)(?:存栏|出栏|饲养|存养)(?:量|数)?$")
_PART_FIRST = re.compile(rf"(?:（[^（）]*）)?{PART}")  # 成活1.8万只。（旗农牧局数据）其中…
_WAYS = ("进口", "出口")  # 进出口总额40亿元，其中出口30亿元: 出口总额
_TRADE = re.compile(r"(?:进出口|进口|出口)(?=(?:贸易|货物)?(?:总?[额值]|货值|总?货运量|量)$)")
# 耕地2万亩（水稻9000亩、玉米6000亩）; 到位资金900万元：省级500万元
_OPENS_PARTS = re.compile(r"\d[\d.]*[余多]?[万亿]?[^\d，。；：（）\s]{1,3}[（：]$")
_PARTS_REACH = 16
_SECTOR = re.compile(r"第?[一二三](?:产业?|次产业)")
_OF_SECTOR = re.compile(r"第?[一二三](?:产业?|次产业)(?P<measure>[^第一二三]{2,5})$")  # 一产增加值9亿元，二产4亿元
SHORTEST = 2  # behind a semicolon only what is bare goes on with the whole: 其中进口8万吨；出口3万吨
SHORT = 6  # characters of a part's label that says too little alone: 进口, 煤炭, 女性
_NONE: Mapping[str, str] = MappingProxyType({})


class Told(NamedTuple):
    """What has been counted so far.

    `last` is the label of the figure before, `grown` that of the last one that did not tell a share of another, and
    `base` that of the last whole, with its unit; `whole` is what words after 其中 take apart, up to the length `short`;
    `listed` says that a colon or a parenthesis opens its parts.
    `part` is what was told of that last, without its whole. `clause` is where the last whole was told, and `several`
    whether it was one of several there (大豆18亩、玉米5亩). `units` holds for each unit what was counted in it last and
    `firsts` what first, `earlier` is that of the sentence before, and `row` that of the one before a ranking
    (TOP3 甲口岸 800万吨).
    """

    last: str = ""
    grown: str = ""
    base: str = ""
    unit: str = ""
    whole: tuple[str, str] | None = None
    short: int = 0
    listed: bool = False
    part: str = ""
    clause: Span | None = None
    several: bool = False
    units: Mapping[str, str] = _NONE
    earlier: Mapping[str, str] = _NONE
    firsts: Mapping[str, str] = _NONE
    row: Mapping[str, str] = _NONE

    def enter(self, text: str, span: Span) -> Told:
        """What holds from the beginning of a clause or sentence on."""
        if self.base and _OPENS_PARTS.search(text, max(0, span.start - _PARTS_REACH), span.start):
            return self._replace(whole=(self.base, self.unit), short=SHORT, listed=True)
        if self.base and (text.startswith(PART, span.start) or text.endswith(f"{PART}：", 0, span.start)):
            return self._replace(whole=(self.base, self.unit), short=SHORT)
        if self.whole and text[max(0, span.start - 1)] == "；":
            if self.listed:  # a row behind a colon ends with its sentence part
                return self._replace(whole=None, listed=False)
            return self._replace(short=SHORTEST)
        return self

    def next_sentence(self, text: str, sentence: Span) -> Told:
        """What a new sentence may lean on: 其中 takes the one before apart, 折合 and 这一数字 tell its number again."""
        if _PART_FIRST.match(text, sentence.start, sentence.end) and self.base:
            return Told(whole=(self.base, self.unit), short=SHORT, earlier=self.firsts)
        if lw.RANKED.match(text, sentence.start):
            row = self.row if self.row else self.units
            return Told(earlier=row, row=row)
        if lw.CONVERTS.match(text, sentence.start) or lw.THIS_NUMBER.match(text, sentence.start):
            return Told(last=self.base, base=self.base, unit=self.unit)
        return Told(earlier=self.units, row=self.row)

    def previous(self, figure: Figure) -> str:
        """The label a figure without words of its own takes over; growth is never that of a share told in between."""
        grows = figure.kind is Kind.CHANGE and figure.quantity.unit != "百分点"
        return self.grown if grows and self.grown else self.last

    def complete(self, figure: Figure, label: Label) -> Label:
        """A part with its whole (出口货物中的煤炭), a bare amount with what was counted (新开工项目总投资)."""
        unit = figure.quantity.unit
        if label.rule == "same_as_previous" and figure.clause != self.clause and unit not in (*SHARES, "元"):
            same = self.units.get(unit) or ("" if label.text else self.earlier.get(unit, ""))
            label = Label(same, "same_unit") if same else label  # 班列开行600列、货物8万吨，年内突破500列大关
        if figure.kind is not Kind.LEVEL or not label.text:
            return label
        if _SECTOR.fullmatch(label.text) and (of := _OF_SECTOR.search(self.base)) and unit == self.unit:
            return Label(label.text + of["measure"], label.rule)
        trade = self.whole[0] if self.whole else self.base
        if label.text in _WAYS and unit == (self.whole or ("", self.unit))[1] and _TRADE.search(trade):
            return Label(_TRADE.sub(label.text, trade), "part_of_whole")
        if self.whole and unit == self.whole[1] and label.rule != "same_unit":
            part = label.text.removeprefix(self.whole[0])
            if part in lw.HEADS.values():
                return Label(self.whole[0], "part_of_whole")
            own = lw.AVERAGE_LEAD.match(part) or part.startswith(
                tuple(lw.REACHED_HEADS)
            )  # 人均耕地, 带动就业: no parts
            if not own and 0 < len(part) <= self.short and part not in self.whole[0]:
                return Label(join_labels(self.whole[0] + "中的", part), "part_of_whole")
        if self.several and figure.clause != self.clause:
            return label  # 种植大豆18亩、玉米5亩，总产值…: that of both
        if label.text in lw.BARE and unit == self.unit and self.base.endswith(label.text):
            return Label(self.base, label.rule)  # 茶叶产值为160亿元，甲省以280亿元的产值居首位
        if label.text.partition("每")[0] in lw.BARE and self.base and (unit != self.unit or label.text in lw.TOTALS):
            counted = lw.counted_in(self.part or self.base)
            return Label(join_labels(counted, label.text), "amount_of_counted") if counted else label
        if label.text in _HERDS and unit == self.unit and (herd := _HERD.search(self.base)):
            return Label(self.base[: herd.start()] + label.text, "amount_of_counted")  # 生猪出栏4200头，年末存栏2900头
        if label.text == "支出":
            earned = self.base.endswith("收入")  # 一般公共预算收入8亿元，支出30亿元
            return Label(self.base.removesuffix("收入") + "支出", label.rule) if earned else label
        if label.text in lw.SPENT and unit == self.unit and self.base and not self.base.endswith(lw.SPENT):
            return Label(self.base, "same_as_previous")
        return label

    def after(self, figure: Figure, label: Label) -> Told:
        """What has been told once a figure is read. A bound that defines a class tells nothing."""
        if figure.kind is Kind.THRESHOLD or not label.text:
            return self
        last = label.text[:LONGEST]
        if label.rule == "change_of_subject":
            return self._replace(last=last, grown=last)  # 转移支付增加2亿元，增长15%
        if label.rule == "share_held" and (held := lw.HELD.fullmatch(label.text + "的")) and held["whose"]:
            return self._replace(last=held["whose"], grown=held["whose"])  # 总值占全市的六成，达80亿元
        if figure.kind is Kind.CHANGE or label.rule in ("share_of_previous", "share_of_plan", "share_of_base"):
            return self._replace(last=last)
        if label.rule == "part_of_whole":
            return self._replace(last=last, grown=last, part=last.rpartition("中的")[2])
        unit, clause = figure.quantity.unit, figure.clause
        return self._replace(
            last=last,
            grown=last,
            base=last,
            unit=unit,
            part="",
            clause=clause,
            several=clause == self.clause and unit == self.unit and last != self.base,
            units={**self.units, unit: last},
            firsts={unit: last, **self.firsts},
        )
