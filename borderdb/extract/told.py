"""What is told of a name behind it: that it is opened, counted, chosen, or does something that is measured."""

from __future__ import annotations

import re

from borderdb.extract.signs import Sign
from borderdb.reference.terms import Terms

_FRAME = re.compile(
    r"[^，。；：！？、\n]{0,8}?为(?:总|重要|主要|有力|有效|重点|统一|基本|根本)?"
    r"(?:(抓手|载体|牵引|引领|统领|龙头|依托|总揽|先导|契机)|内容|目标|原则|要求|标准|核心|导向|主线|重点|题|宗旨|遵循|追求|己任|荣)"
)
_NUMERAL = r"[\d一二两三四五六七八九十百千万余多]+"
# “…”每周三开讲, “…”去年已启用
_WHEN = (
    r"(?:也|已|便|就|都|共|还|又|随之|应运|正式|陆续|相继|先后|全面|顺利|同步|累计|连着|接着|逐步"
    r"|今年|去年|前年|当年|全年|一年|半年|每[年季月周天晚日](?:[一二三四五六七八九十日末\d逢]+)?|[上下]半年|两年|三年|来)*+"
)
_ADVERBS = re.compile(_WHEN)
# “…”正式启用, “…”87户: what is opened or counted is there
_OPENED = (
    r"(?:成立|启用|启动|揭牌|挂牌|上线|开课|开班|开营|开播|开讲|开通|开行|试行|上路|开赛|开张|开业|开门|投用|建成|落成"
    r"|落地|而生|诞生|亮相|运行|推开|铺开)"
)
_NUMBERED = (
    r"(?:达到?|共有?|[现已]?有(?:[队组会成社团][员长])?|增至|增加到|发展到|扩大到|扩至)?"
    rf"{_NUMERAL}[个户支名处家所间场期人辆座条块堂张]"
)
# “…”入选全国典型案例: what is chosen as an example is an undertaking
_SELECTED = r"(?:成功|先后|还|也|已|被)*(?:入选|获评|列入|评为)[^，。；“]{0,16}(?:案例|品牌|做法|经验|项目)"
# Nothing that is told in one of these ways begins like another.
_TOLD = re.compile(rf"{_WHEN}(?:(?P<opened>{_OPENED})|(?P<numbered>{_NUMBERED}))|(?P<selected>{_SELECTED})")
# “…”已为63户牧民代办, “…”带动540人: what helps so many people is no figure of speech
_FOR = re.compile(r"[为给帮替向](?!主)")
_COUNTED = "个户支名处家所间场期人辆座条块堂张件起次成封份笔单趟桩"
_MEASURE = rf"(?:\d[\d.]*(?!\d|\.\d|年|月|日|岁|时|点|个月|天)|{_NUMERAL}[{_COUNTED}])"
_MEASURED = re.compile(rf"[^，。；：！？“”\n\x02\x03]{{0,16}}?{_MEASURE}")
# “甲”今年走了26个点; but “乙”有3000名, “丙”等26间 are only counted
_DOES = re.compile(rf"{_WHEN}(?!等|{_NUMERAL}|达|共|[现已]?有|增|发展到|扩)")
CLAUSE_ENDS = "，。；：！？\n"  # behind these, and at the end of the text, nothing is told of the name any more


def told_signs(plain: str, start: int, terms: Terms) -> list[Sign]:
    """以“甲”为抓手 speaks for an undertaking, 以“甲”为主要内容 against it; “甲”上线 and “甲”12家 for it."""
    if plain[start : start + 1] in CLAUSE_ENDS:
        return []
    told = _TOLD.match(plain, start)
    signs = [Sign(told.lastgroup)] if told is not None and told.lastgroup is not None else []
    frame = _FRAME.match(plain, start)
    if frame is not None:
        signs.append(Sign.FRAMED if frame[1] else Sign.CONTENT)
    if _is_effective(plain, start, terms):
        signs.append(Sign.EFFECTIVE)
    elif _MEASURED.match(plain, start) and _DOES.match(plain, start):
        signs.append(Sign.MEASURED)
    return signs


_SUBJECT = re.compile(r"(?:^|[，。；：！？\n])\x02\x00*\x03$")
_SUBJECT_MOST = 24
_OBJECT = re.compile(rf"(?!{_NUMERAL})|{_NUMERAL}[户人家名]")


def is_deed(plain: str, start: int, terms: Terms) -> bool:
    """Whether what looks like a tail is the verb of its sentence: “甲”走访牧户480户, but 开展“甲”走访, “甲”培训12期."""
    deed = terms.deed_at(plain, start)
    if (
        deed is None
        or terms.has_tail_beyond(plain, start, deed)
        or _OBJECT.match(plain, deed) is None
        or _MEASURED.match(plain, deed) is None
    ):
        return False
    return _SUBJECT.search(plain, max(start - _SUBJECT_MOST, 0), start) is not None


def _is_effective(plain: str, start: int, terms: Terms) -> bool:
    """Whether a deed and its measure follow: “甲”已为63户代办, “甲”带动540人."""
    adverbs = _ADVERBS.match(plain, start)
    begin = adverbs.end() if adverbs is not None else start
    deed = terms.deed_at(plain, begin) or (found.end() if (found := _FOR.match(plain, begin)) else None)
    return deed is not None and _MEASURED.match(plain, deed) is not None
