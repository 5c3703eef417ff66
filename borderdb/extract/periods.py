"""When: 2025年, 2024年一季度, 去年上半年, “十三五”期间, 截至8月底. Absolute only where the text allows.

A relative word (今年, 去年, a month without a year) is fixed by the date of publication, where the page prints one or
the user gave one; without it the period keeps its words and has no dates. 年底 stands for the year, 月底 for the month.
What the words are is read here, what days they mean in `periodwords`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from borderdb.extract.frames import Frames
from borderdb.extract.periodwords import PERIOD, find_end, resolve
from borderdb.extract.spoken import Spoken
from borderdb.records import Period, Span

# 比2020年增长, 较上年提高, 恢复到2019年同期水平: the year of comparison is not the year of the figure.
_BASE_BEFORE = ("比", "较", "同", "与", "超", "超过", "相当于", "低于", "高于", "优于", "好于", "快于")
_BASE_AFTER = re.compile(r"全?年?(?:同期|水平|基数|基础|相比|为基)")
_AND_BASE = re.compile(r"(?:同期|全年|水平)?[、和及与]")  # 较去年同期、去年全年分别加快
_MULTIPLE_BEFORE = ("是", "为", "达", "达到", "恢复到", "恢复至")
_MULTIPLE_AFTER = re.compile(r"的[约近超]?[0-9.]+[倍%]")  # 是2000年的1.65倍
# 截至2024年底, 全市2023年, 其中，到2025年: what may stand between the head of a clause and its period.
_HEAD = re.compile(
    r"(?:[一二三四五六七八九十]是)?(?:截至|截止|截止到|到|至|在|于|自|从|由|仅|再|将|拟|要|预计|力争|争取|确保|冲刺|计划|目前|其中|而|并|但是?|不过|且|即|据统计|数据显示|今年以来|[（(“])*"
)
_PREDICATE = re.compile(
    r"[，的共将]|全[市县旗区州省村镇乡年]|我[市县旗区州省]|[人户亩年日]均|累计|已|新增|实现|完成|达|预计|计划|力争"
    r"|突破|超|增|建成|投[入资]|接待|验放|收入|为|有[0-9]"
)
_OF_NUMBER = re.compile(r"的[约近超]?[0-9]")  # 由2020年的5万元增加到2024年的20万元
# 某某口岸2023年, 某某县今年: the place that a figure is about may stand before its period.
_PLACE = re.compile(r"[^，。；：！？、\n]{0,20}(?:口岸|[市县旗区州省盟镇乡村]|农场|全国|苏木|嘎查)$")
# 被评为2024年全县先进: a year inside the name of an honour, a meeting or a paper.
_OF_NAME = re.compile(
    r"(?:聚焦|围绕|面向|谋划|展望|迎接|获|获评|评为|评选|入选|列入|纳入|列为|对照|制定|编制|印发|召开|举办|参加|下达"
    r"|发布|公布|总结|回顾|安排|部署|申报|命名为?|认定为?|授予|表彰|[持延]续[到至])$"
)
_HEADS_LIST = re.compile(r"[^，。；：\n0-9]{0,16}：")  # 会议给2025年划线：生产总值增长9%
_STOP = re.compile(r"[，。；：！？\n（）、“】]")
UNFRAMED = Frames()
_LISTED = re.compile(r"[\s|·]{1,3}")  # between the years of an archive at the edge of a page
LISTED_MOST = 2  # dates in a row with nothing between them that are not yet such a list
HEAD_MOST = 40  # characters before a period that are looked at for the head of its clause
NEARLY_HEAD = 12  # characters of a subject that may stand before a period: 密山口岸2023年, 我市农村居民2024年
_STRICT = frozenset({"single", "stretch", "context"})  # periods that govern only from the head of a clause

# 2021年以来, 2018年铁路通车以来, 自2019年起: begun and still running, so no end is fixed.
_OPEN = re.compile(r"[^，。；：！？\n]{0,14}?以来|至今|起(?![步飞点床伏草重义源火诉码降底跑初])|开始(?=[，、至])")
_BEGINS = ("起", "开始")
_THIS_YEAR = "今年"
_AIMED = re.compile(r"的?[^，。；：\n]{0,10}?(?:目标|计划|安排|打算|思路|规划)")  # 提出2013年工作目标: not yet told of
# 1993年开关以来，截至2012年底，… and 1993年开关至2012年底，…: from a beginning to a day, where it is added up.
_SINCE = re.compile(r"[^，。；：！？\n]{0,16}(?:以来|起|开始)，?(?:截至|截止到?|到|至)")
_FOUNDED = re.compile(
    r"[^，。；：！？\n]{0,10}(?:开[关通放工馆园业]|建[成立站县市社港]|成立|启动|设立|实施|恢复|投[用运产]|运营|设关|挂牌)[^，。；：！？\n]{0,6}?，?"
    r"(?:截至|截止到?|到|至)"
)
_AS_OF = ("截至", "截止", "截止到")
_ADDED_UP = re.compile(r"，?[^，。；\n]{0,12}?(?:累计|共|总|合计|已)")
_SENTENCE_END = re.compile(r"[。！？\n]")
_RECURRENT = ("每年", "每月", "每逢", "往年", "历年", "常年")  # 每年5月至10月: no year of its own


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as written: what it means, and whether it may date a figure after it."""

    period: Period
    governs: bool

    @property
    def span(self) -> Span:
        return self.period.span


def find_dates(text: str, published: date | None, frames: Frames = UNFRAMED) -> tuple[Dated, ...]:
    """Every stretch that is a date, left to right: no number inside one counts anything.

    `frames` tell what time the parts of the text are about. A year inside a noun phrase (聚焦2023年秋粮收购) dates
    nothing, nor does the year of a comparison (比2020年增长).
    """
    return tuple(_read_dates(text, published, frames))


def find_periods(text: str, dates: Sequence[Dated]) -> tuple[Period, ...]:
    """The periods among the dates of a text that may date a figure after them."""
    periods = tuple(_with_ranges(text, [found.period for found in dates]))
    listed = _listed(text, periods)
    governing = (found.governs for found in dates)
    return tuple(
        period
        for number, (period, governs) in enumerate(zip(periods, governing, strict=True))
        if governs and number not in listed
    )


def _read_dates(text: str, published: date | None, frames: Frames) -> Iterator[Dated]:
    spoken = Spoken(published)
    last = 0
    is_base = False
    for match in PERIOD.finditer(text):
        if match.start() < last:
            continue  # inside the range before it: 5月1日至7日
        if _SENTENCE_END.search(text, last, match.start()):
            spoken = spoken.after_sentence("\n" in text[last : match.start()])
        before = _before(text, match.start())
        end = find_end(text, match)
        is_base = (is_base and _AND_BASE.fullmatch(text, last, match.start()) is not None) or (
            _is_base(text, before, end.span.end)
        )
        start = match.start()
        frame = frames.at(start)
        framed = spoken.within(frame.year, frame.current, frame.term) if frame else spoken.within(None, False, None)
        period = _period(text, match, end.span.end, before, resolve(text, match, end, framed))
        if not is_base:
            aimed = _AIMED.match(text, period.span.end) is not None
            spoken = spoken.with_year_of(match, period, aimed=aimed)
        last = period.span.end
        kind = "relative" if match["relative"] else match.lastgroup or ""
        yield Dated(period, not is_base and _governs(text, kind, before, last))


def _with_ranges(text: str, periods: Sequence[Period]) -> Iterator[Period]:
    """The periods, those that end what has been begun before with its beginning: 自1993年开关以来，截至2012年底，……."""
    last: Period | None = None
    for period in periods:
        yield _ranged(text, last, period) if last is not None else period
        last = period


def _ranged(text: str, begun: Period, ended: Period) -> Period:
    if begun.end is not None and _is_sum_of_year(text, begun, ended):
        return replace(ended, end=begun.end)
    if begun.start is None or ended.end is None or ended.end <= begun.start:
        return ended
    gap = _SINCE if begun.end is None or text.startswith("以来", begun.span.end) else _FOUNDED
    if gap.fullmatch(text, begun.span.end, ended.span.start) is None:
        return ended
    if not (text.endswith(_AS_OF, 0, ended.span.start) or _ADDED_UP.match(text, ended.span.end)):
        return ended
    return replace(ended, printed=text[begun.span.start : ended.span.end], start=begun.start)


def _is_sum_of_year(text: str, until: Period, year: Period) -> bool:
    """Whether a year is told as far as the day right before it: 截至9月30日，今年……."""
    if year.printed != _THIS_YEAR or until.end is None or year.end is None or until.end.year != year.end.year:
        return False
    return text[until.span.end : year.span.start] == "，" and text.endswith(_AS_OF, 0, until.span.start)


def _before(text: str, start: int) -> str:
    """What stands between the head of the clause and an offset."""
    return _STOP.split(text[max(0, start - HEAD_MOST) : start])[-1]


def _period(text: str, match: re.Match[str], end: int, before: str, days: tuple[date | None, date | None]) -> Period:
    span = Span(match.start(), end)
    if before.endswith(_RECURRENT):
        return Period(span, span.of(text))
    if span.of(text) == _THIS_YEAR:  # 今年以来: of this year, whose end ends it; 今年3月以来 is open
        return Period(span, _THIS_YEAR, *days)
    is_open = _OPEN.match(text, end) or (before.endswith(("自", "从")) and text.startswith(_BEGINS, end))
    if is_open or match["plan_word"] == "以来":
        return Period(span, span.of(text), days[0], None)
    return Period(span, span.of(text), *days)


def _is_base(text: str, before: str, end: int) -> bool:
    """Whether a period is only what something is compared with."""
    if _BASE_AFTER.match(text, end):
        return True
    if before.endswith(_BASE_BEFORE):
        return not _OF_NUMBER.match(text, end)
    return before.endswith(_MULTIPLE_BEFORE) and _MULTIPLE_AFTER.match(text, end) is not None


def _governs(text: str, kind: str, before: str, end: int) -> bool:
    if kind == "bare" and before == "" and text.startswith("）", end):
        return False  # 牧业年度（6月末）牲畜头数: it is that of one count
    if _HEAD.fullmatch(before) is not None:
        return True
    if kind in _STRICT:
        return before in _RECURRENT
    if kind in ("dated", "relative") and before.endswith(" "):
        return True  # 经济 2013年总收入: behind a word that heads its paragraph
    if kind in ("dated", "relative") and _HEADS_LIST.match(text, end):
        return True
    if kind == "relative" and not text.startswith("的", end) and not _OF_NAME.search(before):
        return True  # 马背党校|去年|开课132堂: an adverb
    if before.endswith(_RECURRENT) or _PLACE.fullmatch(before) is not None or _OF_NUMBER.match(text, end):
        return True
    return len(before) <= NEARLY_HEAD and not _OF_NAME.search(before) and _PREDICATE.match(text, end) is not None


def _listed(text: str, periods: Sequence[Period]) -> frozenset[int]:
    """The numbers of the dates that stand in a row with nothing but space between them: an archive, a calendar."""
    listed: set[int] = set()
    begin = 0
    for number, period in enumerate(periods):
        following = periods[number + 1].span.start if number + 1 < len(periods) else period.span.end
        if not _LISTED.fullmatch(text, period.span.end, following):
            if number - begin >= LISTED_MOST:
                listed |= set(range(begin, number + 1))
            begin = number + 1
    return frozenset(listed)
