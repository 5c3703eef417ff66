"""What the words before 村, 镇 or 农场 tell: a name (红光村), or only a sort of village (示范村, 抵边村, 全村)."""

from __future__ import annotations

import re

from borderdb.records import Span
from borderdb.text.tokens import words

# Sorts of settlement. What ends in one of these is no name: 边境村, 沿边示范村, 家庭农场, 包联社区, 特色小镇.
_SORT = re.compile(
    "(?:边境|抵边|沿边|沿江|沿线|边防|国门|一线|薄弱|空壳|涣散|示范|行政|自然|建制|脱贫|贫困|帮扶|扶贫|重点|明星|样板|标杆|精品|试点"
    "|美丽|空心|城中|城郊|近郊|传统|特色|旅游|民俗|小康|落后|经济|后进|先进|先行|产业|红色|联建|结对|受援|移民|搬迁|安置|专业|淘宝"
    "|电商|数字|智慧|生态|景区|宜居|宜业|康养|度假|网红|亿元|百万|千万|万元|大学生|少数民族|无疫|无毒|信用|法治|善治|清廉|卫生|绿色"
    "|森林|治理|综合|所在|辖区|周边|附近|相邻|基层|偏远|山区|牧区|农区|林区|垦区|城镇|街道|社区|园区|城乡|村级|居民|老旧|国际|包联"
    "|共建|建强|配强|建好|零碳|完整|未来|学习型|服务|城市|农村|乡村|家庭|国有|国营|现代|共享|地方|县属|所属|规模|标准化|天然|夏季|冬季|春秋|电子"
    "|陆路|公路|铁路|航空|水运|各类|全国|对外|对俄|对蒙|对朝|对越|开放|重要|重大|最大|国家|一类|二类|陆地|内陆|沿海|边陲|边关|风情"
    "|特产|历史|工业|农业|商贸|新型|辐射|合作|整治|试验|驻地|生产|优秀|优质|五星|四星|三星|星级|党建|党员|支部|下沉|深入|进入|走进"
    "|返回|回到|每个|各个|多个|数个|几个|这个|那个|整个|一个|民主|名特优|嘎查|苏木|农场|牧场|林场|之|抱团|跨境|后备|挂牌|强镇|边民|小|苏木乡|[0-9一二两三四五六七八九十]乡|城乡)$"
)
_COUNTED = re.compile(
    "[0-9〇零一二三四五六七八九十][年月日]$|村[两三四五六七八九十]$"
)  # 2019年|村党支部, 甲村、乙村两|村
_ALONE = re.compile(
    "[全该本每各我你他她们邻驻包进入到回返出离跨两几数多个名强弱穷旧的等座农渔牧乡镇城县市旗区村兴治管草难化型性用辖]+$"
)
# Ends of words that no name ends in where nothing is printed before it: 十个村, 苏木乡镇, 村集体经济强村.
_LOOSE = re.compile("[全该本每各我你他她们驻包两几个名强弱穷等座县市旗区镇乡村族级型式化性用的]$")
# 产业兴镇, 人才强村 say what a place is to live on.
_MAKING = re.compile("(?:产业|生态|人才|文化|科技|项目|旅游|工业|教育|环境|经济|农业|林业|特色)[兴强建富美活立旺]$")
# Numbers of settlements: 36个村, 三镇. 三合社区 and 八五八农场 go on after the number, 三村镇 is a name.
_COUNT = re.compile(
    "(?:[有辖共设含][有计]?|第)?[0-9一二两三四五六七八九十百千]+(?:[个多余座]|家?$)|.*(?:[的了着]|[0-9][个名户人多余家位条项座])"
)
# Names that are sorts as well: 幸福村 is a name only where its township is printed before it.
_EITHER = re.compile(
    "(?:幸福|平安|团结|民族|中心|新|和平|友谊|振兴|文化|新农|康乐|富民|兴边|城关|光荣|模范|先锋|建设|前进|胜利|解放|和谐|富裕|文明"
    "|革命|百年|千年|大|小|老|古|东|西|南|北|中|上|下|前|后|山|河|江|湖|田|高山|优美)$"
)
_EITHER_TOWN = re.compile("(?:中心|文化|民族|革命|历史|新|老|古|大|小|名|强|水|侨|家|故|他|异)$")
_VILLAGES = ("村", "社区", "嘎查", "分场")
_MOST = {"村": 6, "嘎查": 9, "社区": 8, "分场": 10, "镇": 8, "乡": 9, "苏木": 9, "街道": 8}  # characters of a stem

_FUNCTION_WORDS = frozenset("在到从对向让把被为由于与和及以给是有的了着过来去至往赴离距经将使等令比像叫跟随同")
_STOPS = frozenset("vpcdurftyxeqmzo")  # first letters of the parts of speech that a name may follow
_SAYING = frozenset("vdpcurti")
_VERBS_IN_NAMES = re.compile(
    "前进|胜利|奋斗|团结|建设|解放|联合|跃进|进步|繁荣|发展|兴旺|丰收|增产|合作|互助|保卫|爱国|爱民|创业|振兴|复兴|战斗|长征|开发"
    "|开拓|拥护|拥军|支边|守边|固边|戍边|富边|兴边|东升|高升|和谐|融合|友好|向阳|朝阳|迎.|同."
)
_NAME_TAGS = ("nr", "ns", "nz")
_PROPER = ("nr", "ns", "nz", "nrfg", "nrt")
_SHORTEST = 2  # characters of a name that is cut off from other words
# 外|四道|沟, 三家|子, 七棵|树: numbers that begin what land and water are called by, and count nothing there.
_NUMBERED_LAND = re.compile(
    "[头两一二三四五六七八九十百]{1,2}[道棵家间里面盘座股岔台段合井条]"
    "(?=[沟河岗梁洼岔江湾泉屯店堡窑树户子房营庙山泡坨站塔洞桥])"
)
_LAND = "沟河岗梁洼岔江湾泉屯店堡窑树子房营庙山泡坨站塔洞桥坪坡岭台塘坝滩湖口寨铺岩崖峪塬川岛洲坑垭冲畈圩墩围垸头"
# Words that hardly a name of the lists begins with or holds: 党委以|老鹰嘴村, 现任|柳林村.
_POINTS = "(?:[该本我][省市州盟县旗区镇乡]|全[省市盟县旗区镇乡])"  # 全州镇 is one
_POINTED = re.compile(_POINTS)
_NEVER_INSIDE = re.compile(
    f"[以由把将在从被给使到至离距跟随]|让(?!胡)|(?<=.)[对为与及]|[现时原曾历前兼出担]任|当选为?|列为|{_POINTS}"
)
_AT_START = re.compile("[对为与及](?=.{3})|同(?=.{2})")
_TOGETHER = re.compile("签|结对|结成|共建|合作|联合|联建|联手|相邻|接壤|毗邻|交界|隔")
_JOINING = "和与及同"
_SETTLED = ("村", "乡", "镇", "县", "旗")
_GOVERNED_BY = frozenset("在到进于为把由让将")
_GONE_TO = "到进驻入下在回离出赴"
_NAME_WINDOW = 8
_BEFORE_WINDOW = 6
_CUE = re.compile(
    "[“”]?两委|党[支总群委]|支[部书]|村民|居民|牧民|农户|脱贫户|第一书记|驻村|委会|主任|书记|妇联|积分超市|位于|地处|坐落|距"
    "|[立坚采通探推成突达今去全实建种养办因从则也还被获]|共有|现有|里|是|有|的"
)
_SITED = re.compile("位于|地处|坐落|距(?!今)|隶属于|与[^，。]{1,8}(?:相邻|接壤|毗邻|隔)")
_SITED_MOST = 5  # characters
_PRESENTED = re.compile("(?:村|村[庄寨落子]|寨子|屯子)(?:——|，名叫|，叫)$")  # 江边的渔村——|柳湾村
_PRESENTING = 6
_MARKS = "。；，！？：】\n"
_ONLY_NAME = 2
_NO_NAME = re.compile("[0-9〇年月日]|[通整进入到各全每该本]$")  # 2023年|通村道路


def is_generic(stem: str, tail: str, *, linked: bool) -> bool:
    """Whether stem and tail only say what sort of settlement it is: 示范村, 全村, 36个村, 家庭农场, 乡镇.

    `linked` says that the place it lies in is printed right before it, which makes odd names likelier: 河口镇|老城村.
    """
    if not stem or len(stem) > _MOST.get(tail, 8) or (tail == "镇" and stem.endswith("乡")):
        return True
    if (
        _POINTED.match(stem)
        or _SORT.search(stem)
        or _ALONE.match(stem)
        or _COUNT.match(stem)
        or _MAKING.search(stem)
        or _COUNTED.search(stem)
    ):
        return True
    return not linked and _LOOSE.search(stem) is not None


def is_phrase(stem: str) -> bool:
    """Whether the words before the tail say something and name nothing: 呼玛县|着力提升|村, 美岱召镇|组织|村."""
    return any(
        len(token.text) > 1 and token.tag[:1] in _SAYING and not _VERBS_IN_NAMES.fullmatch(token.text)
        for token in words().cut(stem)
    )


def name_begin(text: str, start: int, end: int) -> int:
    """Where the name that ends at `end` begins: behind what no name holds (党委以|老鹰嘴村), else at `start`."""
    stem = text[start:end]
    cuts = [m.end() for m in _NEVER_INSIDE.finditer(stem) if len(stem) - m.end() >= _SHORTEST]
    cuts += [at + 1 for at in range(2, len(stem) - _SHORTEST) if stem[at] in _JOINING and _is_common(stem[:at])]
    opening = _AT_START.match(stem)
    if opening is not None and (stem[0] != "同" or _TOGETHER.match(text, end + 1)):
        cuts.append(opening.end())
    cut = max(cuts, default=0)
    return start + cut if cut and likelihood(stem[cut:]) >= 1 else start


def _is_common(words_before: str) -> bool:
    """Whether what stands before 和 is a word, no beginning of a name: 负责人, 干部."""
    tokens = words().cut(words_before)
    return len(tokens[-1].text) > 1 and tokens[-1].tag.startswith(("n", "j")) and tokens[-1].tag not in _PROPER


def likelihood(stem: str) -> int:
    """2 for what can only be a name, 1 for a word with a character (狮子塘), 0 for a word, -1 for several words."""
    tokens = words().cut(stem)
    common = [t for t in tokens if len(t.text) > 1 and t.tag and not t.tag.startswith(_NAME_TAGS)]
    if not common:
        return 2
    rest = len(stem) - len(common[0].text)
    return -1 if rest > 1 else rest


def needs_township(stem: str, tail: str) -> bool:
    """Whether the name is also a sort (幸福村), so that only its township before it shows that it is meant."""
    return (_EITHER if tail in _VILLAGES else _EITHER_TOWN).match(stem) is not None


def begins_name(text: str, start: int) -> bool:
    """Whether a name may begin here: after punctuation, a function word or a verb: 走进|红光村, 让|红光村."""
    if start == 0 or not is_han(text[start - 1]) or text[start - 1] in _FUNCTION_WORDS:
        return True
    low = start
    while low > 0 and start - low < _BEFORE_WINDOW and is_han(text[low - 1]):
        low -= 1
    before = words().cut(text[low:start])
    return bool(before) and before[-1].tag[:1] in _STOPS


def splits_word(text: str, start: int) -> bool:
    """Whether `start` lies inside a word of the dictionary: 其|中城镇人口, 移|民建镇."""
    low = max(start - _BEFORE_WINDOW, 0)
    return any(low + t.start < start < low + t.end and t.tag for t in words().cut(text[low : start + _BEFORE_WINDOW]))


def first_name(text: str, start: int, end: int) -> int:
    """Where the first name of a list begins: 把|新南、松源, 走进|曼芽、曼厂."""
    while start < end and text[start] in _FUNCTION_WORDS:
        start += 1
    return next((offset for offset in range(start, end - 1) if begins_name(text, offset)), start)


def sited_name(text: str, tail: Span) -> Span | None:
    """The name that ends in the tail and begins a clause which says where it lies: |小河口|村位于…; else None."""
    if _SITED.match(text, tail.end) is None:
        return None
    start = tail.start
    while start > 0 and tail.start - start < _SITED_MOST and is_han(text[start - 1]):
        start -= 1
    begins = start == 0 or not is_han(text[start - 1])
    return Span(start, tail.end) if begins and start < tail.start else None


def is_cued(text: str, span: Span) -> bool:
    """Whether what stands around a name speaks of one settlement: 走进…, …党支部, …村民, …位于."""
    return (
        text[max(span.start - 1, 0) : span.start] in _GOVERNED_BY
        or _PRESENTED.search(text, max(span.start - _PRESENTING, 0), span.start) is not None
        or _CUE.match(text, span.end) is not None
    )


def opens_clause(text: str, span: Span) -> bool:
    """Whether a name that can be nothing else begins a clause and goes on with what is there: 大利村|鼓楼1座."""
    before = text[span.start - 1 : span.start]
    stem = text[span.start : span.end].removesuffix("嘎查").removesuffix("社区").removesuffix("村")
    if (before and before not in _MARKS) or not is_han(text[span.end : span.end + 1]):
        return False
    return _NO_NAME.search(stem) is None and likelihood(stem) == _ONLY_NAME


def bare_name(text: str, tail: Span, first: int) -> Span | None:
    """The name that ends in the tail, as the words before it show: 走进|丙奉|村; None where they show none.

    A word of the dictionary is no name (提升村级, 困难村民, 依托社区), unless it is one of a person or place.
    """
    low = max(first, tail.start - _NAME_WINDOW)
    start = tail.start
    for token in reversed(words().cut(text[low : tail.start])):
        if _NUMBERED_LAND.match(text, low + token.start, tail.start):
            start = low + token.start
            continue
        if len(token.text) > 1 and token.tag and not token.tag.startswith(_NAME_TAGS):
            land = text[low + token.end : tail.start]
            if len(land) == 1 and land in _LAND and token.tag == "n" and begins_name(text, low + token.start):
                start = low + token.start  # 到|牛角坪|村
            break
        if token.text in _FUNCTION_WORDS or (len(token.text) > 1 and token.tag[:1] in _STOPS):
            break
        start = low + token.start
    if start == tail.start or (text[start] in _SETTLED and text[max(start - 1, 0)] in _GONE_TO):  # 到|村任|村
        return None
    return Span(start, tail.end)


def is_han(character: str) -> bool:
    """Whether it is a Chinese character of everyday use."""
    return "\u4e00" <= character <= "\u9fff"
