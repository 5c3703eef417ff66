"""Numerals that measure or count something: 8.4万人次, 63%, 百余个, 5—8%, 3个百分点, and how surely they are meant.

What is left out, since it measures nothing: ordinals (第3批, 前5名), numbers inside names (“四个一”机制, 《…28条》,
8·15生态日), dates and bare spans of time (近三年), the indefinite article (一支队伍), and words that only look like a
figure (十分, 千家万户). Words of the last kind are reference data; what follows a rule stands here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from borderdb.extract.durations import is_average_age, is_measured
from borderdb.extract.numerals import DIGITS, LOST, is_fraction
from borderdb.extract.quotes import Quote
from borderdb.extract.stretches import Stretches
from borderdb.extract.unitwords import MARKS, counts_one, is_session, is_unit_of_row, unit_word
from borderdb.records import Numeral, Qualifier, Quantity, Span
from borderdb.reference.units import Units

_RANGE = re.compile(r"[至到]|[\-—–~～]{1,2}")  # not 至-35℃
_FROM = re.compile(r"[从由](?:[^，。；、\d]{0,6}的)?(?:约|近|不足|不到)?$")
_FROM_REACH = 10
_RANGE_REACH = 6  # characters between the two numbers of a range: 120元到150元

# --- how surely a figure is meant
_BEFORE = re.compile(
    r"(?=[超突迈跨逾不高多大至最过破未跌降少低小控约接将近])"  # spares most
    r"(?:(?P<over>超过|超出|(?<![赶反村商苏农高])超|突破|迈过|跨过|跨越|逾|不少于|不低于|不下|高于|多于|大于|不止|不只"
    r"|至少(?:[^，。；\d]{0,3}(?=$))?|(?<=[入值额量数年积口栏客资流部均都])过|(?<![打跌侦告查识爆攻撞看降])破)"
    r"|(?P<under>不足|不到|未满|不超过|[跌降]破|少于|低于|小于|至多|最多|控制在)"
    r"|(?P<about>大约|(?<![节合签条公契失违预特邀履续解毁赴制简])约|接近|将近|(?<![附靠临就邻最贴亲走])近|大概))"
    r"(?:达到?|了|为|有|占|合|计)?$"
)
_BEFORE_REACH = 6
_OF_ABOUT = re.compile(r"约[占合][^，。；：、\d\n]{1,10}$")  # 约占总产量的35%
_OF_ABOUT_REACH = 12
_AFTER = re.compile(
    r"(?=[及以之有开出还起多不左上])"  # spares most
    r"(?:(?P<over>及?以上|之上|有余|开外|出头|还多|(?<=元)起(?=[，。；、）]|$)|(?<=[倍年米里斤岁天时吨亩成元块])多(?=[，。；、：！？）的高长深宽远重外]|$))"
    r"|(?P<under>不到(?=[，。；、！）提增升涨扩降减]|$)|及?以下(?!简称|几|方面|问题|措施)|以内|之内|以里)"
    r"|(?P<about>左右(?![两岸侧江手翼])|上下(?![游班级楼山])))"
)
_ROUND = re.compile(r"[十百千万亿]+")
_ALSO = re.compile(r"[和与及、]")

# --- units
_TENTHS = re.compile(r"成(?![立为果员本功长效就品熟套交片活都分绩才材形型群年行家双因千百事方全对县新]|人(?!口)|不变)")
_TENTHS_OF_YUAN = re.compile(r"块([1-9一二三四五六七八九])(?=[，。；、！？）钱一]|$)")  # 每斤1块2
_TENTHS_AND = re.compile(r"成(?P<more>[一二三四五六七八九半])(?![成个项名人户家条次季年月])")  # 八成五, 六成半
_VEHICLES = re.compile(r"[辆列架艘台](?:[（/、]?[辆列架艘台）、/]){0,6}次")  # 辆（列、架）次, 辆/列/架次
_BRACKET = re.compile(r"（([^（）\d\n]{1,6})）")  # 户（次）, 头（只）
_BRACKET_PARTS = re.compile(r"[、/]")
_PER = frozenset("/／")
# 7.6个、9.2个百分点; 5.3、6.1%: the first of a row has the unit of the last
_POINTS = re.compile(r"个?(?:百分点|(?=(?:[、和与及]-?[0-9.]+个?)*[、和与及]-?[0-9.]+个?百分点))")
_ROW_OF_SHARES = re.compile(r"(?=(?:[、和与及]-?[0-9.]+)*[、和与及]-?[0-9.]+%)")
_VEHICLE = frozenset("辆列架艘台")
_RULED = frozenset("块个百、和与及") | _VEHICLE  # what units begin with that follow a rule
_LONG_TIME = re.compile(r"个(半)?多?(小时|钟头|月|星期|季度|世纪)")  # 三个多月, 1个半小时
_HALVED = frozenset({"倍", "亩", "斤", "里", "公里", "公斤", "年", "天"})  # 两亩半
_NONE, _HALF = Decimal(0), Decimal("0.5")
_HALF_WORD = re.compile(r"半(?![个年数径夜途身边])")
_SIGNED = frozenset({"%", "‰", "百分点", "℃", "摄氏度", "度"})
_MINUS = re.compile(r"零下$|(?<![\d%‰℃度米)）A-Za-z])[-−－]$")

# --- what measures nothing
_ORDINAL = re.compile(
    r"(?=[第A-Za-z0-9·/])"
    r"(?:第 ?|(?<![A-Za-z])[A-Za-z]|[0-9][·.\-/+×*]|[·/]|第[0-9一二三四五六七八九十]{1,3}[、至到和及—\-])$"
)
# 窑上村12组, 河湾社区3队: the name of a group of a village, which nobody counts
_GROUP_OF = re.compile(r"(?<![全各该本每个我])(?:村|屯|社区|嘎查)第?$")
_PHASE = re.compile(r"[一二三四五六]期(?:项目|工程|等|建设|扩建|改造|厂|园)")  # 光伏基地三期工程
# 三道沟村, 七条半小组, 五棵树镇: numbers in the names of places
_IN_PLACE_NAME = re.compile(
    r"半?(?:小组|(?:村|屯)(?![里民口头内级集委办干部组子庄路道])"
    r"|[沟河岭岗石湾坝梁泉井坡洼坎坪树桥街窝店房][^，。；：、的了]{0,6}?(?:村|屯|嘎查|社区|小组|乡|镇|苏木|林场|农场|牧场|码头|口岸))"
)
_NAMING = frozenset("道条棵家间座眼里股块")
# 十五道沟等地, where nobody counts them; that would be 两道沟
_GULLY = re.compile(r"沟(?=[，。；：、！？）等的里口]|$)")
# 1美元兑6.8元, 按100卢布折合8.2元计算
_EXCHANGE = r"(?:兑换?|抵扣?|换|合|折合|等于|约合|≈|=)(?:人民币)?"
_EXCHANGED = re.compile(rf"[1-9](?<![0-9.].)(?:(?=积?分)|(?<=1)(?:00)?)[^，。；\d]{{1,4}}{_EXCHANGE}$")
_EXCHANGES = re.compile(rf"(?<![0-9.])1(?:00)?[^，。；\d]{{1,4}}{_EXCHANGE}[0-9]")
_RANK = re.compile(r"(?<![目以之此年日当会生汛])前$")
_RANKED = frozenset("名位强个家")
_LAST_DIGITS = re.compile(r"(?<![先以之此最随今])后$|(?<![年月期周岁季])末$")  # 身份证号后四位, but 先后6位
_HAN_DIGITS = frozenset("一二两三四五六七八九")
_PLAN_NAME = re.compile("[\u4e00-\u9fff]{2,8}(?:计划|行动|工程)")  # 落实|千万吨|粮食增产计划
_IN_WORDS = re.compile(r"[一二两三四五六七八九十]+")
_COUNTED_BY_ONE = frozenset({"倍", "百分点"})
_EVERYDAY = frozenset("分点口方手面头股")  # 十分重要, 四点要求: words as well as units
# 三个到位, 五个方面, 五个一: what slogans and headings sum up
_SUMMED_UP = re.compile(
    r"大事|看点|亮点|方面|层面|维度|角度|大?字|坚持|聚焦|到位|转变|结合|突出|强化|确保|统筹|注重|着力|务必|维护|确立|意识|自信|带头"
    r"|全覆盖|全面|必须|更加|关键|环节|阶段|步骤|一(?![类级等线])"
)
_CLASSED = re.compile(r"(?:重点|困难|监测)?(?:户|人|对象|群体)")  # 三类户, 三类人员
# 全国亿元村, 十亿元镇: titles of honour; 百万元村达16个 counts a class
_MONEY_TITLE = re.compile(r"[村镇乡县街](?![民里内集办达有数共已增占突\d])")
_NUMBERED = re.compile(r"0[0-9]+")  # 02 种出来的路: the number of a heading
_ADDRESS = re.compile(r"\d+(?:单元|号|室|层)")  # 2栋3单元
_CROWD_DOES = re.compile(r"[，。；、）的参到受就在以]|$")  # 千人参加, but 千人广场舞
_DISTANCE = re.compile(r"(?:距|离|长|隔|走|宽|达)[^，。；]{0,8}$")  # 距县城三十里, but 八千里边防
_SCORED = re.compile(r"(?:分|积|评|考|扣|加|减|奖|得|计|打|满)[^，。；：\d]{0,8}$")

LONGEST_NAME = 24
_SPEECH = re.compile(r"[，。；！？]")


class _UnitAt(NamedTuple):
    """A unit as printed behind a number: where it ends, and what it adds to the number: 八成五, 1个半小时."""

    name: str
    end: int
    more: Decimal = Decimal(0)
    rule: str = "numeral_unit"

    def of(self, value: Decimal) -> Decimal:
        return value + self.more


def find_names(text: str, quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """The quoted stretches that are names or titles, not speech: the numbers in them belong to the name."""
    return tuple(
        quote.span
        for quote in quotes
        if quote.mark == "《" or (quote.inner.length <= LONGEST_NAME and not _is_speech(text, quote))
    )


def find_speech(text: str, quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """The quoted stretches that somebody says."""
    return tuple(quote.span for quote in quotes if quote.mark == "“" and _is_speech(text, quote))


def _is_speech(text: str, quote: Quote) -> bool:
    return _SPEECH.search(text, *quote.inner) is not None


def find_quantities(
    text: str, numerals: Sequence[Numeral], units: Units, barred: Sequence[Span], speech: Sequence[Span] = ()
) -> tuple[Quantity, ...]:
    """The numerals that carry a unit. `barred` are stretches that hold no figures: dates, names in quotes, titles.

    In what somebody says, a bare digit in words is a way of speaking (两家人一条心), no count.
    """
    found: list[Quantity] = []
    names, spoken = Stretches(barred), Stretches(speech)
    skip = -1
    for number, numeral in enumerate(numerals):
        start = numeral.span.start
        taken = bool(found) and start < found[-1].span.end  # 八成二|列
        if number == skip or taken or names.hold(start):
            continue
        unit = _unit_at(text, numeral, units)
        following = numerals[number + 1] if number + 1 < len(numerals) else None
        printed = numeral.span.of(text)
        quantity = _read_range(text, numeral, unit, following, units)
        if quantity is not None:
            skip = number + 1
        elif not (printed == "一" and _is_article(text, numeral, unit)):
            quantity = _read(text, numeral, printed, unit)
        if quantity is None or _measures_nothing(text, numeral, printed, quantity, units):
            continue
        if not (printed in _HAN_DIGITS and spoken.hold(start)):
            quantity = _qualified_alike(text, found[-1], quantity) if found else quantity
            found.append(replace(quantity, damaged=True) if _has_lost_noun(text, quantity, units) else quantity)
    return tuple(found)


def _is_article(text: str, numeral: Numeral, unit: _UnitAt | None) -> bool:
    """Whether 一 before a unit is the indefinite article: 一支队伍, but not 一倍, 一成, 翻一番, 冷库一座."""
    if unit is None or unit.name in _COUNTED_BY_ONE or unit.rule != "numeral_unit":
        return unit is None
    return not counts_one(text, Span(numeral.span.start, unit.end))


def _qualified_alike(text: str, before: Quantity, quantity: Quantity) -> Quantity:
    """The second of a pair with the word that qualifies both: 分别增长约17%和32%."""
    if quantity.unit != before.unit or quantity.qualifier is not Qualifier.EXACT:
        return quantity
    joined = _ALSO.fullmatch(text, before.span.end, quantity.span.start)
    qualified = joined is not None and _qualified_from(text, before.span.start)
    return replace(quantity, qualifier=before.qualifier) if qualified else quantity


def _has_lost_noun(text: str, quantity: Quantity, units: Units) -> bool:
    """12个�: nobody knows what is counted. 增长5%� measures what stands before it."""
    known = units.get(quantity.unit) if text.startswith(LOST, quantity.span.end) else None
    return known is not None and known.classifier


def _unit_at(text: str, numeral: Numeral, units: Units) -> _UnitAt | None:
    """The unit behind a number, a space between them at most."""
    start = numeral.span.end
    if text.startswith(" ", start):
        start += 1
    mark = text[start : start + 1]
    if mark == "成":
        return _tenths_at(text, numeral, start)
    if mark in MARKS and (word := unit_word(text, numeral.span, int(numeral.value), start)) is not None:
        return _UnitAt(word, start + 1, rule="doublings" if word == "番" else "numeral_unit") if word else None
    if mark in _RULED and (ruled := _ruled_unit_at(text, numeral, mark, start)) is not None:
        return ruled
    match = units.match(text, start)
    return _UnitAt(*_compound(text, *match, units)) if match else None


def _ruled_unit_at(text: str, numeral: Numeral, mark: str, start: int) -> _UnitAt | None:
    """A unit that no list holds as it is printed: 1块2, 7.6个、9.2个百分点, 三个多月, 120辆（列）次."""
    if mark in _VEHICLE:
        vehicles = _VEHICLES.match(text, start)
        return _UnitAt(vehicles[0], vehicles.end()) if vehicles else None
    if mark == "块" and (tenths := _TENTHS_OF_YUAN.match(text, start)) is not None:
        return _UnitAt("元", tenths.end(), more=Decimal(DIGITS.get(tenths[1]) or int(tenths[1])) / 10)
    if (points := _POINTS.match(text, start)) is not None:
        return _UnitAt("百分点", points.end())
    if mark == "个" and (time := _LONG_TIME.match(text, start)) is not None:
        return _UnitAt("个" + time[2], time.end(), more=_HALF if time[1] else _NONE)
    is_in_row = "." in numeral.span.of(text) and _ROW_OF_SHARES.match(text, start)
    return _UnitAt("%", start) if is_in_row else None


def _tenths_at(text: str, numeral: Numeral, start: int) -> _UnitAt | None:
    """Tenths, with what may follow them: 三成, 八成五, 六成半."""
    if numeral.value >= 10:
        return None
    if (more := _TENTHS_AND.match(text, start)) is not None:
        below = 5 if more["more"] == "半" else DIGITS[more["more"]]
        return _UnitAt("成", more.end(), more=Decimal(below) / 10, rule="tenths")
    return _UnitAt("成", start + 1, rule="tenths") if _TENTHS.match(text, start) else None


def _compound(text: str, name: str, end: int, units: Units) -> tuple[str, int, Decimal]:
    """A unit with what belongs to it: 元/斤, 户（次）, 亩半."""
    mark = text[end : end + 1]
    if mark in _PER:
        second = units.match(text, end + 1)
        return (f"{name}/{second[0]}", second[1], _NONE) if second else (name, end, _NONE)
    if mark == "（" and (bracket := _BRACKET.match(text, end)) is not None:
        parts = _BRACKET_PARTS.split(bracket[1])
        if all(part == "次" or units.get(part) for part in parts):
            return f"{name}{bracket[0]}", bracket.end(), _NONE
    if mark == "半" and name in _HALVED and _HALF_WORD.match(text, end):
        return name, end + 1, _HALF
    return name, end, _NONE


def _read(text: str, numeral: Numeral, printed: str, unit: _UnitAt | None) -> Quantity | None:
    """One numeral with its unit."""
    if is_fraction(printed):
        return _quantity(text, numeral.span, numeral.value, None, "%", numeral, "fraction")
    if unit is None:
        return None
    start, value = numeral.span.start, unit.of(numeral.value)
    upper = None if numeral.upper is None else unit.of(numeral.upper)
    if unit.name in _SIGNED and upper is None:
        sign = _MINUS.search(text, max(0, start - 2), start)
        if sign is not None and (sign[0] != "零下" or unit.name not in ("%", "‰", "百分点")):
            start, value = sign.start(), -value
    return _quantity(text, Span(start, unit.end), value, upper, unit.name, numeral, unit.rule)


def _read_range(
    text: str, first: Numeral, own: _UnitAt | None, second: Numeral | None, units: Units
) -> Quantity | None:
    """2至3个, 5—8%, 5%至8%: one quantity with two ends, where both carry the same unit or only the second has one."""
    if second is None or second.span.start - first.span.end > _RANGE_REACH or first.upper or second.upper:
        return None
    between = text[own.end if own else first.span.end : second.span.start].strip(" ")
    if not _RANGE.fullmatch(between):
        return None
    unit = _unit_at(text, second, units)
    if unit is None or (own and own.name != unit.name):
        return None
    if own and between in ("到", "至") and _FROM.search(text, max(0, first.span.start - _FROM_REACH), first.span.start):
        return None  # 规上企业从22家到38家: two numbers, one after the other
    low, high = first.value, second.value
    times = _multiplied(text, second)
    if not own and times and not _multiplied(text, first) and low * times < high:
        low *= times  # 3至5万元 means 30,000 to 50,000, and 8000至1.2万元 what it says
    low, high = unit.of(low), unit.of(high)
    if low >= high:
        return None
    if first.damaged:
        second = first
    return _quantity(text, Span(first.span.start, unit.end), low, high, unit.name, second, "range")


def _multiplied(text: str, numeral: Numeral) -> int:
    """The multiplier printed after the digits: 5万 → 10000; 0 where there is none."""
    printed = numeral.span.of(text).rstrip("余多")
    return {"万": 10**4, "亿": 10**8}.get(printed[-1], 0) if printed[0].isdigit() else 0


def _quantity(
    text: str, span: Span, value: Decimal, upper: Decimal | None, unit: str, numeral: Numeral, rule: str
) -> Quantity:
    qualifier = qualifier_around(text, span) or numeral.qualifier
    return Quantity(span, value, unit, qualifier, rule, upper, numeral.damaged)


def _qualified_from(text: str, start: int) -> tuple[int, Qualifier] | None:
    """Where the words before a figure begin that qualify it, and how: 不足7万元, 过亿元."""
    match = _BEFORE.search(text, max(0, start - _BEFORE_REACH), start)
    if match is not None and match.lastgroup:
        return match.start(), Qualifier(match.lastgroup)
    if text.startswith("过", start - 1) and _ROUND.match(text, start) and not text.startswith(("通", "经"), start - 2):
        return start - 1, Qualifier.OVER
    return None


def qualifier_around(text: str, span: Span) -> Qualifier | None:
    """What the words beside a figure say of it: 不足7万元, 8万元以上, 4500元左右. None where they say nothing."""
    before, after = _qualified_from(text, span.start), _AFTER.match(text, span.end)
    if before is not None and not (after and text.startswith("控制在", before[0])):  # 控制在4%左右 is about
        return before[1]
    if after is not None and after.lastgroup:
        return Qualifier(after.lastgroup)
    if _OF_ABOUT.search(text, max(0, span.start - _OF_ABOUT_REACH), span.start):
        return Qualifier.ABOUT
    return None


def outer_span(text: str, span: Span) -> Span:
    """A figure together with the words that qualify it: 不足7万元, 8万元以上."""
    before = _qualified_from(text, span.start)
    after = _AFTER.match(text, span.end)
    if before is None and after is None:
        return span
    return Span(before[0] if before else span.start, after.end() if after else span.end)


def _measures_nothing(text: str, numeral: Numeral, printed: str, quantity: Quantity, units: Units) -> bool:
    start, name = quantity.span.start, quantity.unit
    head = text[max(0, start - 6) : start]
    if _NUMBERED.fullmatch(printed) or _ORDINAL.search(head) or (name[0] in _RANKED and _RANK.search(head)):
        return True
    if quantity.rule in ("fraction", "tenths", "doublings"):
        return False
    if name == "期" and _PHASE.match(text, start):
        return True
    if name in "组队社" and _GROUP_OF.search(head):
        return True
    if _EXCHANGED.search(text, max(0, start - 12), start) or _EXCHANGES.match(text, start):
        return True
    if name in _NAMING and not printed[0].isascii() and _IN_PLACE_NAME.match(text, quantity.span.end):
        return True
    if name == "道" and printed != "两" and not printed[0].isascii() and _GULLY.match(text, quantity.span.end):
        return True
    if printed == "一" and name not in _COUNTED_BY_ONE and not counts_one(text, quantity.span):
        return True  # 一至两次, 一两回: a way of speaking
    dimension = known.dimension if (known := units.get(name)) else ""
    if dimension == "time":
        return not is_measured(text, quantity)
    if dimension == "age":
        return not (_AFTER.match(text, quantity.span.end) or is_average_age(text, start))
    if dimension == "score" and not _SCORED.search(text, max(0, start - 10), start):
        return True  # 8时15分
    if name == "位" and (_LAST_DIGITS.search(head) or text.startswith("数", quantity.span.end)):
        return True  # 增长保持两位数
    if name == "次" and is_session(text, printed, quantity.span):
        return True
    if name == "元" and _ROUND.fullmatch(printed) and _MONEY_TITLE.match(text, quantity.span.end):
        return True
    if name in ("栋", "幢", "座") and _ADDRESS.match(text, quantity.span.end):
        return True
    if printed.isascii():
        return False
    return _is_way_of_speaking(text, numeral, printed, quantity, units)


def _is_way_of_speaking(text: str, numeral: Numeral, printed: str, quantity: Quantity, units: Units) -> bool:
    """Whether a number in words is an idiom, a name or a slogan: 千家万户, 三个到位, 八千里边防, 千人广场舞."""
    start, end, name = quantity.span.start, quantity.span.end, quantity.unit
    is_round = _ROUND.fullmatch(printed) is not None
    if is_round and _PLAN_NAME.match(text, end):
        return True
    if is_round and (text.startswith("每", start - 1) or is_unit_of_row(text, quantity.span)):
        return True  # 每百户拥有汽车
    if not (is_round and _qualified_from(text, start)) and units.is_trap(text, numeral.span.start, numeral.span.end):
        return True  # 千户苗寨, but 近千户牧民
    if name == "里":
        return not _DISTANCE.search(text, max(0, start - 10), start)
    if is_round and name == "人":
        return quantity.qualifier is Qualifier.EXACT and not _CROWD_DOES.match(text, end)
    if not _IN_WORDS.fullmatch(printed):
        return False
    if name in "个件":
        return _SUMMED_UP.match(text, end) is not None
    if name == "类":  # 二类口岸, 三类人员: a class; what is counted is 两类
        return printed == "二" or _CLASSED.match(text, end) is not None
    of_account = name in ("笔", "本") and text.startswith("账", end)  # 算好三笔账
    return of_account or (name in _EVERYDAY and len(printed) == 1)
