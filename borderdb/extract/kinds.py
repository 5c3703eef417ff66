"""What a figure is (level, share, change, threshold), which way it went, and whether it was reached or is planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from borderdb.extract.alternatives import behind, each, not_behind
from borderdb.extract.quantities import qualifier_around
from borderdb.records import Direction, Kind, Period, Quantity, Span, Status
from borderdb.reference.units import SHARES

# --- change
_DEGREE = (
    r"(?:幅度?|率|速度?)?(?:了|仅|只有|只|仍|还|也|约|近|超过|超|达到|达|为|逾|不低于|超出|将近|至少|分别|各|均|都|再|又|预期|目标"
    r"|(?:保持|稳定|维持)?在|[:：])*"
)
_OF_EACH = "[只户亩人头斤年季月株袋吨箱车单趟笔]"  # 每只多卖150元, but 最多收60户
_UP = "|".join(
    (
        behind(_OF_EACH, "多 就多 可多 能多 还多", r"(?:收入|[卖收赚打产挣领拿采用])[^，。；、的\d]{0,4}"),
        not_behind(
            "新",
            "多出 多了 再增 再扩 增长 增加 递增 增幅 增速 提高 提升 上升 上涨 扩大 增收 增产 增效 多收 净增 增 涨 高出"
            " 涨价 提价 ↑",
        ),
        "加快(?<!新加快)(?:(?<=[比较].{3}加快)|(?<=[比较].{4}加快)|(?<=[比较].{5}加快))",
        r"升(?<![\u4e00-\u9fff]升)|升(?<=[同环]比升)|延长(?<=[限间期]延长)|多(?<=[同环]比多)",
    )
)
_DOWN = "|".join(
    (
        behind(_OF_EACH, "少 就少 可少 能少 还少", r"(?:收入|[卖收赚打产挣领拿交花付用])[^，。；、的\d]{0,4}"),
        behind(_OF_EACH, "省 可省 能省 还省", "下?"),
        "少了|节[本支约省]|便宜|下降|减少|降低|降幅|回落|缩减|下滑|下跌|减收|减产|压减|缩短|压缩|收窄|减|降|跌去?|缩水|降价|↓",
        r"掉(?<![\u4e00-\u9fff]掉)|掉(?<=[比又价值额量率]掉)|少(?<=[同环]比少)",
    )
)
_GROWTH = re.compile(rf"(?:{_UP}|{_DOWN}){_DEGREE}$")
_RISE = re.compile(rf"(?:{_UP}){_DEGREE}$")
# 比上年多380段, 较去年同期少12起
_COMPARED = re.compile(
    r"(?=[比较与同和])(?:(?<![占同环对之])(?:比|较)(?P<base>[^，。；、]{1,12}?)|[与同和](?P<other>[^，。；、]{1,12}?)相比，?)"
    r"(?:(?P<up>(?<!增)多|(?<!提)高|贵|(?<!加)快)|(?P<down>(?<!减)少|(?<![降减])低|(?<!缩)小|慢|年轻|便宜))(?:[^，。；、的\d]{1,3}?)??(?:了|出|近|约|超|达)*$"
)
_ABOVE = re.compile(r"(?:[高低优好快慢]于|[高低]出|高过|领先|是|为|相当于|达到?)(?P<base>[^，。；、]{1,14}?)的?$")
# 个数多于上年5个
_MORE_THAN = re.compile(
    r"(?=[多高快大少低慢小])(?:(?P<up>[多高快大]于|[多高]出)|(?P<down>[少低慢小]于))(?P<base>[^，。；、\d]{1,8})$"
)
_OF_TIME = re.compile(
    r"年|期|上[个次届轮批茬]|月|时|前|原|初|末|季|阵|那会儿|当初|过去|以往|往常|昔日|传统|“"
)  # what was earlier, not what is elsewhere
# 增速由6月的4.1%…: the speed is growth itself
_SPEED = re.compile(
    rf"(?=[增涨降跌])(?:(?P<up>增速|增幅|涨幅)|(?P<down>降幅|跌幅))[由从][^，。；、]{{0,10}}?{_DEGREE}$"
)
# 增长到, 增至, 提高到: the level that was reached, no growth.
_REACHED = ("到", "至", "减为", "增为", "降为", "升为", "扩为", "缩为")
_RATE = re.compile(r"自然增长率[^，。；\d]{0,8}$")  # births less deaths as a part of all: 自然增长率为-1.3‰
# 价格指数控制在3%以内: what may be added to prices, no index, which would be near a hundred
_PRICES = re.compile(r"(?:价格总?(?:指数|水平)|CPI|物价)[^，。；\d]{0,6}(?:控制|保持|稳定|维持)在[^，。；\d]{0,4}$")
_MOST_RISE = 50
_RAISED = re.compile(r"(?:提升|提高|改善|扩大)$")
_SITES = frozenset("处座所条项")  # what works are done on
_ENDS = frozenset("，。；：！？、）…\n的左上以") | {""}
_WINDOW = 16  # characters before a figure in which its verb of growth stands
_BASE_REACH = 12  # characters before a clause that hold what it is compared with
_SIGNED = frozenset({"%", "‰", "百分点"})
_ALWAYS_COMPARE = frozenset({"百分点", "番", "倍"})

# --- threshold: 8万元以上的村, 30万元以下村, 百万元村: a bound that makes a class.
_CLASSES = (
    r"村|屯|嘎查|社区|户|企业|乡镇|苏木|家庭|项目|农户|牧户|人员|人口|干部|党员|老人|老年人|妇女|学生|青年|合作社|基地"
    r"|园区|大户|商户|门店|泊位|产业|大棚|学校|水库|线路|道路|订单|贷款|客商|单位"
)
_ATTRIBUTES = (
    r"(?:行政|建制|自然|贫困|脱贫|边境|抵边|重点|工业|农业|规模|大型|优质|连片|集中|在建|新建|续建|招商|养殖|种植)"
)
_BOUND = r"(?:及?以上|及?以下|以内|之内)"
_CLASS_AFTER = re.compile(rf"{_BOUND}(?:的?{_ATTRIBUTES}{{0,3}}|的[^，。；、\d]{{1,6}}?)(?:{_CLASSES})")
_CLASS_COUNTED = re.compile(rf"{_BOUND}的?(?:有|达|共|占)?\d")  # 收入50万元以上的37个
_MONEY_CLASS = re.compile(r"的?(?:村|嘎查|户)(?![民里内])")  # 百万元村, 超80万元的村
# 收入超20万元的占七成, 60岁以上的有18人: a class without a noun
_CLASS_WITHOUT_NOUN = re.compile(r"(?:及?以上|及?以下|以内)?的(?:还|只|仅|共|已|就|目前)*(?:占|有|达|剩)")
_COUNTED = frozenset("人户名个家位")  # 300户以上群众 counts them, 300人以上的企业 bounds a class
_CLASS_OF_COUNTED = re.compile(rf"{_BOUND}的?{_ATTRIBUTES}{{0,3}}(?:企业|村|屯|嘎查|社区|单位|项目|合作社|学校)")
_RANK = re.compile(r"级(?!别)|大[省市县区旗乡镇村户]")  # 万吨级泊位, 千亿斤大省
# 新签亿元项目20个, 百万元企业: a round sum that makes a class
_ROUND_SUM = re.compile(r"[十百千万亿]+元")
_OF_SUM = re.compile(r"(?:项目|企业|产业|集群|园区|乡镇|大镇|大户|合作社)")
_RANGE_OF_PLACE = re.compile(r"(?:范围|半径|以)内")  # 抵边20公里范围内
_LENGTHS = frozenset({"公里", "里", "米", "千米", "海里"})
_BOUND_WORDS = re.compile(_BOUND)
_OVER_BOUND = re.compile(r"(?:超过|超|突破|达到|达|过|逾|高于|低于|不足|不到|少于)$")
_EVERY = re.compile(r"全部|均(?!衡)|都(?!市)|各(?=村|户|嘎查|乡|镇)|最[高低]")
LOOK_BACK = 300  # characters within which a word of planning still holds; a sentence without an end must cost no more

# --- status
_DO = (
    r"抓好|办[好成]|建|修|投|种|植|栽|引进|培[育训]|实施|完成|实现|新|增|改|扩|升|打造|带动|形成|接待|开展|举办|组织|选派|安排|吸[引纳]"
    r"|惠及|覆盖|发展|发放|收购|生产|加工|销售|保持|稳定|减|降|节|缩短|治理|修复|配[备套]|招|轮训|建立|支持|扶持|启动|开工"
    r"|竣工|推[动广进]|拓展|延伸|提[升高供]|达|超|突破|翻|跃升|迎|净增|累计"
)
# Words of planning that hold for the clauses after them too.
_PLANNED = re.compile(
    "|".join(
        (
            each("今年 明年 年内 下半年 下步 下一步 今后 年底前 全年", rf"(?:还|就|又|都)?要(?={_DO})"),
            r"力争|打算|准备(?=[把将在再到建扩打投引]|新[建增上开])|提出(?=，?(?:到|用|把|将)?(?:(?:19|20)\d\d|今|明)年)|预计(?<!经预计)(?<!初步预计)|预期|有望|年底前",
            each("年底 届时", "就?可(?!控|供|以?说)"),
            "拟(?<![草模虚比起]拟)(?![定制订合人])|下一步|明年|今后|未来(?=[一二两三五十几0-9])|到(?:2035|2049|2050)年",
            each(
                "目标 指标 任务",
                "(?:任务|要求|为|没变|不变|依旧|很?明确)?(?=是|为|达|包括|：|，(?:即|是|为|包括)|即)",
            ),
            each(
                "按 按照 根据 依照",
                "[^，。；]{0,20}(?:方案|规划|计划|目标|设想|安排)》?，(?=[^，。；]{0,16}?(?:每年|到20|将|今后|年内))",
            ),
            r"确保(?=全年|年内|今年|[^，。；\d]{0,14}"
            r"(?:达到?|突破|增长|完成|实现|新增|不低于|控制在|超过)[^，。；\d]{0,6}[0-9])",
            each("冲刺 剑指 瞄准 锚定", r"(?=[^，。；\d]{0,8}[0-9])"),
            "年内(?!蒙|首次|已|累计|共|先后|陆续|实际|圆满|再次|第[一二三四五])"
            rf"(?=[^，。；\d]{{0,16}}?(?:{_DO}|演出|惠民))",
            "争取(?=[^，。；]{0,12}(?:达|突破|超过|实现|完成|建成|新增))",
            r"计划(?![，。；：、！？）”的书内外和与及中期性\n]|生育|经济|单列|任务|指标|目标|执行|草案|报告|情况|数)",
            # 将达到, 将在年底: the future; not 将12个村划分为, where 将 only moves the object
            rf"将(?<!即将)(?={_DO}|有[望\d]|会|要|[在于为对以用从由按到再还也可能]|继续|进一步|陆续|逐[步年]|全面|重点"
            "|力争|确保|争取|派|加[快大强]|推动|着力|持续|深入|聚焦)",
            each(
                "建成 投产 投用 投运 达产 竣工 落地 运营",
                "(?:投产|投用|达产|运营)?后，?[^，。；]{0,10}?[可将能预]",
            ),
        )
    )
)
# Said of what is expected; in a review, of what is not counted yet.
_SOFT = frozenset(("预计", "预期", "有望", "年底前", "年底可", "年底就可", "届时可", "届时就可"))
_WITHIN, _PLAN = "年内", "计划"
# 落实三年行动计划, 头雁培育计划, 按照年度计划: a paper or a programme, not what somebody plans.
_PAPER = re.compile(
    r"[”、的]$|(?<!五)”[^，。；、]{1,8}$|(?:[高低快慢]于|超过?|比|较|占|符合|占[全当本]?年)$|(?:行动|工作|培[育训]|引进|帮扶|提升|倍增|振兴|招生|招聘|招商|扶持|资助|支教|年度|月度|五年|三年)$"
    r"|(?:按照?|落实|制定|实施|根据|依据|纳入|列入|执行|推进|启动|出台|推行|编制|完成)[^，。；的]{0,12}$"
)
_PAPER_REACH = 14
# Words of requirement, and of what a place is laid out for, that hold for their own clause.
_REQUIRED = re.compile(
    r"规划(?=总?投资|建设|到|面积|新建|用地)|确保|要求(?=每|各|所有|到|年内|年底)|不少于|不低于|每年至少|至少(?=完成|走访|联系|开展|认领|参加|举办|组织|培训|建)"
    rf"|要(?={_DO}|把|将|在[^，。]{{1,8}}前|达)"
)
_REACHED_BY_NOW = re.compile(r"了|已|累计(?!达)|突破|共(?!同)|先后")
# 新建敬老院2所: an undertaking that nothing says was carried out
_UNDERTAKES = re.compile(
    r"(?:同时|并|还|其中|此外|另外|[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.])?，?(?:全[县市旗区州乡镇村])?"
    r"(?:新[建修改增]|改[造建扩]|建设|修建|扩建|培育|打造|引进|实施|开展|举办|扶持|安排|种植|推广|选派|培训|支持)"
)
_TOLD = re.compile(r"[了已]|累计|完成|建成|突破|目前|截至|现有|先后|去年|上年|近年|年来")
_EXISTING = re.compile(r"(?:现有|已有|原有|已建成?的?|建成的|现存)的?[^，。；、\d]{0,2}$")  # 规范现有34处 in a plan
_WANTED = re.compile(r"[需主重首必纲概摘提只]要$")  # 主要实施, 只要: no requirement
# 完成全年500万吨任务的82%: what was to be done
_TO_DO = re.compile(r"的?[^，。；、\d]{0,4}(?:目标任务|任务|目标|计划)(?:数|量|总数|总量)?的")
# 由26辆补到40辆: what there is before it becomes more
_FROM_BASE = re.compile(r"[由从](?:原来|原先|现在|目前|现有)?的?$")
_TO_MORE = re.compile(r"[^，。；\d]{0,6}[到至为][约近]?\d")
_FACT = re.compile(r"[，；。：].*?(?:已(?!经?成为)|累计(?!达|将)|实际|截至|目前|如今|完成了|实现了)")

# --- headings
_REVIEW_HEADING = re.compile(
    r"(?:工作|时期|五年|一年|去年|20\d\d年).{0,8}(?:回顾|总结)|执行情况|工作(?:完成|开展|推进|落实)?情况|20\d\d年.{0,6}(?:完成|发展|运行)情况|过去[一五]年|[一五]年来的?(?:主要)?工作"
)
_PLAN_HEADING = re.compile(
    r"(?:工作|下半年|下一?阶段|下一?步|今年|明年|20\d\d年)的?(?:安排|打算|目标|计划(?![^，。]{0,8}执行)|部署)|(?:和|及|与|、)打算$|(?:主要|预期|发展|工作|奋斗)目标|目标任务|(?:主要|重点|工作|中心)任务|(?:工作|发展)思路|下一步|今后|未来[一二三五]年|重点工作|预算(?:草案|安排)"
)


def find_kind(
    text: str, clause: Span, quantity: Quantity, outer: Span, counted_before: bool
) -> tuple[Kind, Direction | None]:
    """The kind of a figure and the direction of a change.

    `outer` is the figure with its qualifying words; `counted_before` says that the clause counts something before it
    (六成的村收入超过80万元), so that a bound here only tells which ones are counted.
    """
    begin = clause.start
    if text.startswith("相比，", begin - 3):  # 与上年同期相比，多开行12列
        begin = max(0, begin - _BASE_REACH)
    before = text[max(begin, outer.start - _WINDOW) : outer.start].rstrip()
    growth = _growth(text, before, outer, quantity.unit)
    if growth is None and quantity.unit in _SIGNED and text.startswith(("+", "＋"), outer.start - 1):
        growth = Direction.UP  # 同比+18.2%
    if growth is None and _is_rise_of_prices(text, clause, quantity):
        growth = Direction.UP
    if growth is None and quantity.unit == "%" and quantity.value < 0:
        growth = Direction.DOWN  # 货值7300万元、-5.3%
    if growth is None and _is_beside_others(quantity, before):
        return Kind.LEVEL, None
    if quantity.unit in _ALWAYS_COMPARE or (growth and not _is_class(text, quantity)):
        return Kind.CHANGE, growth or Direction.UP
    if quantity.unit in SHARES:
        return Kind.SHARE, None
    if _is_threshold(text, clause, quantity, outer, counted_before):
        return Kind.THRESHOLD, None
    return Kind.LEVEL, None


def _is_rise_of_prices(text: str, clause: Span, quantity: Quantity) -> bool:
    if quantity.unit != "%" or abs(quantity.value) >= _MOST_RISE:
        return False
    start = quantity.span.start
    return _PRICES.search(text, max(clause.start, start - _WINDOW), start) is not None


def _growth(text: str, before: str, outer: Span, unit: str) -> Direction | None:
    """Which way the words before a figure say that it changed; None where they do not speak of change."""
    if before.endswith(_REACHED) or _RATE.search(before):
        return None
    match = _COMPARED.search(before)
    if match is not None and not _OF_TIME.search(_base(match)):
        return None  # 比市场价低8元
    if match is None and (more := _MORE_THAN.search(before)) is not None and _OF_TIME.search(more["base"]):
        match = more
    if match is None and (grows := _GROWTH.search(before)) is not None:
        falls = _RISE.match(before, grows.start()) is None
    elif (match := match or _SPEED.search(before)) is not None:
        falls = match["down"] is not None
    else:
        return None
    raised = _RAISED.search(before)
    if raised and (unit in _SITES or text[outer.end : outer.end + 1] not in _ENDS):
        return None  # 提升900人饮水质量, 饮水安全提升36处: what is raised is not the number
    return Direction.DOWN if falls else Direction.UP


def _is_beside_others(quantity: Quantity, before: str) -> bool:
    """Whether a figure is set against another place or price of the same time: 高于全市平均3个百分点."""
    if quantity.unit not in _ALWAYS_COMPARE and quantity.unit not in SHARES:
        return False
    match = _COMPARED.search(before)
    if match is None:
        match = _ABOVE.search(before) if quantity.unit in _ALWAYS_COMPARE else None
        return match is not None and not _OF_TIME.search(match["base"])
    return not _OF_TIME.search(_base(match))


def _base(compared: re.Match[str]) -> str:
    """What a figure is compared with: 比去年, 与上年同期相比."""
    return compared["base"] or compared["other"] or ""


def _is_class(text: str, quantity: Quantity) -> bool:
    if _CLASS_WITHOUT_NOUN.match(text, quantity.span.end) and qualifier_around(text, quantity.span):
        return True
    pattern = _CLASS_OF_COUNTED if quantity.unit in _COUNTED else _CLASS_AFTER
    return pattern.match(text, quantity.span.end) is not None


def _is_threshold(text: str, clause: Span, quantity: Quantity, outer: Span, counted_before: bool) -> bool:
    end, unit = quantity.span.end, quantity.unit
    if unit in ("岁", "周岁"):
        return "平均" not in text[max(clause.start, outer.start - LOOK_BACK) : outer.start]
    is_money = unit.endswith("元")
    if _ROUND_SUM.fullmatch(text, quantity.span.start, end) and _OF_SUM.match(text, end):
        return True
    if _is_class(text, quantity) or _RANK.match(text, end) or (is_money and _MONEY_CLASS.match(text, end)):
        return True
    if is_money and _CLASS_COUNTED.match(text, end):
        return True
    if unit in _LENGTHS and (_RANGE_OF_PLACE.match(text, end) or (quantity.value_to and not quantity.value)):
        return True  # 0—3公里边民
    if not counted_before or _EVERY.search(text, max(clause.start, outer.start - LOOK_BACK), outer.start):
        return False
    bounded = _OVER_BOUND.search(text, max(clause.start, quantity.span.start - 4), quantity.span.start)
    return is_money and bool(bounded or _BOUND_WORDS.match(text, end))


def find_status(
    text: str,
    sentence: Span,
    clause: Span,
    figure: Span,
    period: Period | None,
    published: date | None,
    *,
    in_review: bool = False,
) -> Status:
    """Whether a figure is planned, expected or required (力争, 预计, 到明年), or was reached.

    `figure` is the figure with its qualifying words. A word of planning holds for the clauses after it until the
    sentence turns to what is done (已, 累计, 目前). 预计 is said of what is not counted yet, not of what is to come,
    where the period is over or the sentence stands in a review (`in_review`).
    """
    is_over = in_review
    if grows_from(text, sentence, figure):
        return Status.ACTUAL
    if period is not None and published is not None:
        if period.start is not None and period.start > published:
            return Status.TARGET
        is_over = is_over or (period.end is not None and period.end < published)
    begin = max(sentence.start, figure.start - LOOK_BACK)
    if _EXISTING.search(text, max(begin, figure.start - 8), figure.start):
        return Status.ACTUAL
    if _is_required(text, max(begin, clause.start), figure.end) or _TO_DO.match(text, figure.end):
        return Status.TARGET
    last = None
    for cue in _plans(text, begin, figure.start):
        last = cue if not (is_over and _is_faint(cue)) and not _is_done(text, cue, figure) else last
    if last is None or _FACT.search(text, last.end(), figure.start):
        return Status.ACTUAL
    return Status.TARGET


def grows_from(text: str, sentence: Span, figure: Span) -> bool:
    """Whether a figure is what there is before it becomes more: 由26辆补到40辆."""
    before = max(sentence.start, figure.start - 8)
    return _FROM_BASE.search(text, before, figure.start) is not None and _TO_MORE.match(text, figure.end) is not None


def _is_faint(cue: re.Match[str]) -> bool:
    """Whether a word of planning may be said of what is past, too."""
    return cue[0] in _SOFT or cue[0] == _WITHIN


def _is_done(text: str, cue: re.Match[str], figure: Span) -> bool:
    """Whether 年内 tells what has been reached: 年内建成了12座."""
    return cue[0] == _WITHIN and _REACHED_BY_NOW.search(text, cue.end(), figure.end + 1) is not None


def plans(text: str, sentence: Span) -> bool:
    """Whether a sentence tells what is to come (下一步, 全县将…), and turns to nothing that is done."""
    begin = max(sentence.start, sentence.end - LOOK_BACK)
    cues = [cue for cue in _plans(text, begin, sentence.end) if not _is_faint(cue)]
    return bool(cues) and _TOLD.search(text, cues[-1].end(), sentence.end) is None


def undertakes(text: str, sentence: Span) -> bool:
    """Whether a sentence begins with an undertaking, and nothing in it says that it was carried out."""
    end = min(sentence.end, sentence.start + LOOK_BACK)
    return _UNDERTAKES.match(text, sentence.start) is not None and _TOLD.search(text, sentence.start, end) is None


def _is_required(text: str, begin: int, end: int) -> bool:
    return any(not _WANTED.search(text, begin, cue.end()) for cue in _REQUIRED.finditer(text, begin, end))


def _plans(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    for cue in _PLANNED.finditer(text, begin, end):
        start = cue.start()
        if not (cue[0] == _PLAN and _PAPER.search(text, max(begin, start - _PAPER_REACH), start)):
            yield cue


def heading_of_review(heading: str) -> bool:
    """Whether the sentences under a heading look back: 2024年工作回顾."""
    return _REVIEW_HEADING.search(heading) is not None


def heading_of_plans(heading: str) -> bool:
    """Whether the sentences under a heading look ahead: 2025年工作安排."""
    return names_plans(heading) and not heading_of_review(heading)


def names_plans(heading: str) -> bool:
    """Whether a heading names plans, perhaps beside a review: 2024年工作总结和2025年工作安排."""
    return _PLAN_HEADING.search(heading) is not None
