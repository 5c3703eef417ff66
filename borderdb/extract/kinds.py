"""What a figure is (level, share, change, threshold), which way it went, and whether it was reached or is planned."""

from __future__ import annotations

import re
from datetime import date

from borderdb.records import Direction, Kind, Period, Quantity, Span, Status

_DEGREE = r"(?:幅度?|率|速度?)?(?:了|约|近|超过|超|达到|达|为|逾|不低于|超出|将近|至少|分别|各|均|都|再|又|[:：])*"
_UP = (
    r"多出|多了|(?<=[只户亩人头斤年])多[卖收赚]|再增|增长|增加|增幅|增速|提高|提升|上升|上涨|扩大|"
    r"增收|增产|增效|多收|净增|增|涨|高出?"
)
_DOWN = r"少了|下降|减少|降低|回落|缩减|下滑|下跌|减收|减产|压减|缩短|压缩|收窄|减|降|低"
_GROWTH = re.compile(rf"(?:(?P<up>(?<!新)(?:{_UP}))|(?P<down>{_DOWN})){_DEGREE}$")
# 比上年多380段, 较去年同期少12起
_COMPARED = re.compile(r"(?:比|较)[^，。；、]{1,10}(?:(?P<up>[多高快])|(?P<down>[少低慢]))(?:了|出|近|约|超|达)*$")
# 增长到, 增至, 提高到: the level that was reached, no growth.
_REACHED = re.compile(r"[到至]$")
_RAISED = re.compile(r"(?:提升|提高|改善|扩大)$")
_ENDS = frozenset("，。；：！？、）…\n的左上以") | {""}
LOOK_BACK = 300  # characters within which a word of planning still holds; a sentence without an end must cost no more
_WINDOW = 14  # characters before a figure in which its verb of growth stands

# 5万元以上的村, 20万元以下村: a bound that makes a class.
_CLASS_AFTER = re.compile(
    r"(?:及?以上|及?以下|以内|之内)?的?(?:行政|建制|自然|贫困|脱贫|边境|抵边)?(?:村|嘎查|社区|户|企业|乡镇|苏木|家庭|项目|农户|牧户|人员|人口|干部|党员|老人|老年人|群众|妇女|学生|青年|合作社)"
)
_BOUND_WORDS = re.compile(r"(?:及?以上|及?以下|以内|之内)")
_OVER_BOUND = re.compile(r"(?:超过|超|突破|达到|达|过|逾|高于|低于|不足|不到|少于)$")
_EVERY = re.compile(r"全部|均(?!衡)|都(?!市)|各(?=村|户|嘎查|乡|镇)|最[高低]")

# Words of planning that hold for the clauses after them too.
_PLANNED = re.compile(
    r"力争|打算|预计|预期|有望|拟(?![定制订合人])|下一步|明年|未来|今后|年底前|目标(?=是|为|达|:|：)"
    r"|争取(?=[^，。；]{0,12}(?:达|突破|超过|实现|完成|建成|新增))"
    r"|(?<![”、])计划(?=把|将|使|总?投资|投入|到|用|在|于|从|年内|今年|明年|新建|新增|建设|培育|实施|种植|完成|引进|实现|达|再|每年"
    r"|利用|通过|打造|改造|发展|安排|组织|举办|开展|选派|培训|招|\d)"
    # 将达到, 将在年底: the future; not 将12个村划分为, where 将 only moves the object
    r"|(?<!即)将(?=达|超|突破|实现|新建|建成|完成|投资|投入|新增|增|培育|打造|建设|带动|形成|接待|累计|再|有|在|于|继续|进一步"
    r"|陆续|全面|重点|改造|升级|推动|力争|确保|开展|举办|派|提)"
    r"|规划(?=总?投资|建设|到|面积|新建|用地)"
)
# Words of requirement that hold for their own clause.
_REQUIRED = re.compile(
    r"确保|要求(?=每|各|所有|到|年内|年底)|不少于|不低于|每年至少|至少完成|要(?=达到|超过|突破|实现|完成|建成|新增)"
)
_FACT = re.compile(r"[，；。：].*?(?:已(?!经?成为)|累计|实际|截至|目前|如今|完成了|实现了)")


def find_kind(
    text: str, clause: Span, quantity: Quantity, outer: Span, counted_before: bool
) -> tuple[Kind, Direction | None]:
    """The kind of a figure and the direction of a change.

    `outer` is the figure with its qualifying words; `counted_before` says that the clause counts something before it
    (78%的村收入超过50万元), so that a bound here only tells which ones are counted.
    """
    before = text[max(clause.start, outer.start - _WINDOW) : outer.start]
    growth = None if _REACHED.search(before) else _GROWTH.search(before) or _COMPARED.search(before)
    if growth and _RAISED.search(before) and text[outer.end : outer.end + 1] not in _ENDS:
        growth = None  # 提升900人饮水质量: what is raised is not the number
    if quantity.unit in ("百分点", "番", "倍") or (growth and not _is_class(text, quantity)):
        down = growth is not None and growth["down"] is not None
        return Kind.CHANGE, Direction.DOWN if down else Direction.UP
    if quantity.unit in ("%", "‰"):
        return Kind.SHARE, None
    if _is_threshold(text, clause, quantity, outer, counted_before):
        return Kind.THRESHOLD, None
    return Kind.LEVEL, None


def _is_class(text: str, quantity: Quantity) -> bool:
    return bool(_BOUND_WORDS.match(text, quantity.span.end) and _CLASS_AFTER.match(text, quantity.span.end))


def _is_threshold(text: str, clause: Span, quantity: Quantity, outer: Span, counted_before: bool) -> bool:
    end = quantity.span.end
    if quantity.unit in ("岁", "周岁"):
        return "平均" not in text[max(clause.start, outer.start - LOOK_BACK) : outer.start]
    if quantity.unit in ("元", "万元", "亩", "人", "年", "天") or quantity.unit.endswith("元"):
        if _is_class(text, quantity):
            return True
        if quantity.unit.endswith("元") and re.compile(r"的?(?:村|嘎查|户)(?![民里内])").match(text, end):
            return True  # 百万元村, 超50万元的村
    if not counted_before or _EVERY.search(text, max(clause.start, outer.start - LOOK_BACK), outer.start):
        return False
    bounded = _OVER_BOUND.search(text, max(clause.start, quantity.span.start - 4), quantity.span.start)
    return quantity.unit.endswith("元") and bool(bounded or _BOUND_WORDS.match(text, end))


def find_status(
    text: str, sentence: Span, clause: Span, figure: Span, period: Period | None, published: date | None
) -> Status:
    """Whether a figure is planned, expected or required (力争, 预计, 到明年), or was reached.

    A word of planning holds for the clauses after it until the sentence turns to what is done (已, 累计, 目前).
    """
    if period is not None and period.start is not None and published is not None and period.start > published:
        return Status.TARGET
    if _REQUIRED.search(text, max(sentence.start, clause.start, figure.start - LOOK_BACK), figure.start):
        return Status.TARGET
    cues = list(_PLANNED.finditer(text, max(sentence.start, figure.start - LOOK_BACK), figure.start))
    if cues and not _FACT.search(text, cues[-1].end(), figure.start):
        return Status.TARGET
    return Status.ACTUAL
