"""What stands around a name and tells that no place is meant: 北京路, 长白山, 越南高平, 哈尔滨工业大学."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from borderdb.records import Span, Toponym
from borderdb.text.tokens import words

_COUNTRIES = (
    "俄罗斯|苏联|蒙古国|外蒙古|朝鲜|韩国|日本|越南|老挝|缅甸|泰国|柬埔寨|印度尼西亚|印度|尼泊尔|不丹|巴基斯坦"
    "|阿富汗|塔吉克斯坦|吉尔吉斯斯坦|哈萨克斯坦|乌兹别克斯坦|马来西亚|新加坡|菲律宾|美国|英国|法国|德国|越方|俄方"
)
# 越南高平、谅山、广宁 are all abroad; 俄罗斯、黑龙江 are two names of equal rank.
_ABROAD = re.compile(rf"(?:{_COUNTRIES})(?!族)(?:[\u4e00-\u9fff]{{2,5}}[、—])*(?:[\u4e00-\u9fff]{{2,4}}[和与])?$")
_ABROAD_REACH = 32
_ABROAD_ENDS = frozenset("、—和与\n") | {country[-1] for country in _COUNTRIES.split("|")}  # what it ends with

# The last character of a name begins another word: 合作市|场, 富民县|域, 两当县|级.
_GOES_ON = re.compile(r"市[场值容]|县[域]|区[域别间]|旗[帜舰袍]|省会|盟[友军]|州[际]")

# 黑龙江 as a river; 嫩江, 红河, 怒江 and 牡丹江 likewise.
_RIVER_AFTER = re.compile(
    r"(?:畔|边(?![境疆])|[上中下]游|流域|沿[岸江]|[左右南北两对]岸|主?航道|江面|水面|冰面|干流|支流|水系|水域|大桥"
    r"|[公铁]路大?桥|特大桥|界江|界河|开江|封江|[与和、][\u4e00-\u9fff]{2,4}江)"
)
_RIVER_BEFORE = re.compile(r"(?:中俄|中越|界江|界河|跨|沿|隔|江[与和、]|河[与和、]|一江|临)$")

# What a bare name is only the first word of: a road, a mountain, a school, a paper, a company, a dish, a spirit.
_COMPOUND = re.compile(
    r"[东西南北中]?路(?!口)|[东西南北中]?大?街(?!道)|大道|胡同|大桥|大厦|宾馆|饭店|酒店|[江河湖山岭](?![、，])"
    r"|盆地|半岛|高原|草原|平原|海峡|群岛|三角洲|沙漠|沙地|戈壁"
    r"|精神|会议|起义|事变|战役|会战|大捷|条约|时间|冬?奥运?会|亚运|世博|经验"
    r"|日报|晚报|晨报|都市报|卫视|电视台|广播|新闻网|网讯|出版社|电影制片厂"
    r"|[\u4e00-\u9fff]{0,6}?(?:大学|学院(?!派)|研究院|集团|公司|银行|农商行|农信社|医院|附小|附中|师范)"
    r"|[农林师工医民]大(?![户量批力型棚赛])"
    r"|[\u4e00-\u9fff]{0,12}?有限(?:责任)?公司"
    r"|菜|瓷|酒|茶|牛肉|羊肉|大米|米线|玉(?!米)|瓜|合作组织|足球|男篮|女排|号(?!召)|时代|白药|火锅|电力|移动|联通|电信|石化|石油|油田|烟草|证券|保险|矿业|铁路局|高速|版|牌(?!匾)"
)
# 新华社哈尔滨6月12日电, 中国网呼伦贝尔8月27日讯: where the reporter sat.
_DATELINE = re.compile("[社网报][\u4e00-\u9fff]{2,12}[0-9]{1,2}月[0-9]{1,2}日[电讯]")
# 李同江, 书记赵大庆: a surname at the beginning of a clause, in a list of people, or after a title.
_PERSON = re.compile(
    "(?:^|[^\u4e00-\u9fff]|[记长任员士师生民工人、和])[王李张刘陈杨赵黄周吴徐孙胡朱郭何罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁]$"
)
# 王德|宝|说 where 王德 is a place too: one more character, and what people do.
_SPEAKS = re.compile("[\u4e00-\u9fff](?<![人市县区旗州盟省方里内民们])(?:说|介绍|告诉|表示|坦言|回忆|笑|指着|本人)")
# What a name has after it, or before it, where it is only passed by: 乌海至临河公路, 北京首都、西安咸阳机场,
# 与河口、屏边接壤, 北靠阿拉善左旗.
_PASSED = re.compile(
    "[至到—-]+[\u4e00-\u9fff]{2,6}?(?:一线|沿线|铁路|公路|高速|国道|交通|航线|段)"
    "|(?:[\u4e00-\u9fff]{0,6}、){1,8}[\u4e00-\u9fff]{2,8}机场"
)
# Before it, what it is next to or measured against: 北靠|阿拉善左旗, 增速列|鸡西市|第二位.
_PASSED_BEFORE = re.compile(
    "(?:毗邻|紧邻|邻近|[东西南北](?:临|邻|接|靠|连|抵|依|望|伴|界|与)|列|居|占了?|[高低快慢多少优]于|超过?)$"
)
_PASSED_ENDS = frozenset("邻近临接靠连抵依望伴界与列居占了于超过\n")  # what stands right before the name then
_NEIGHBOURS = re.compile("(?:[\u4e00-\u9fff]{0,6}、){0,8}[\u4e00-\u9fff]{0,8}?(?:接壤|毗邻|相邻|交界|相望|相连|为邻)")
CUSTOMS = re.compile("海关|(?:出入境)?边(?:防检查|检)总?站")  # of a city, at its port
_FROM_THERE = re.compile("(?:搬|迁|调|嫁|返|转|引|请|移)[^，。；]{0,4}?[来到回至入]")  # 他从|甲乡|搬来
_IN_A_ROW = ("", "、", "和", "与", "及", "至", "到", "—")  # between one place that is passed by and the next
_WITH = ("与", "和", "同", "跟")
_WINDOW = 12  # characters on either side that the tokenizer sees


def is_abroad(text: str, start: int) -> bool:
    """Whether the name at `start` follows a foreign country: 越南高平, 越南谅山、广宁."""
    if text[start - 1 : start] not in _ABROAD_ENDS:
        return False
    return _ABROAD.search(text, max(start - _ABROAD_REACH, 0), start) is not None


def find_datelines(text: str) -> list[Span]:
    """Where the text only says from where it was sent: 新华社哈尔滨6月12日电."""
    return [Span(*match.span()) for match in _DATELINE.finditer(text)]


def is_passed(text: str, span: Span) -> bool:
    """Whether a place is only passed by, measured against or beside the one spoken of: 乌海至临河公路, 与屏边接壤."""
    before = text[max(span.start - 4, 0) : span.start]
    if (before[-1:] in _PASSED_ENDS and _PASSED_BEFORE.search(before)) or _PASSED.match(text, span.end):
        return True
    if before.endswith(("从", "由", "自")) and _FROM_THERE.match(text, span.end):
        return True
    return before.endswith(_WITH) and _NEIGHBOURS.match(text, span.end) is not None


def without_passed(text: str, toponyms: Iterable[Toponym]) -> Iterator[Toponym]:
    """The mentions of what is spoken of: in 与河口、屏边接壤 neither, nor the next of a row that is passed by."""
    passed_end = -1
    for toponym in toponyms:
        span = toponym.span
        if is_passed(text, span) or (passed_end >= 0 and text[passed_end : span.start] in _IN_A_ROW):
            passed_end = span.end
        else:
            passed_end = -1
            yield toponym


def goes_on(text: str, end: int) -> bool:
    """Whether the last character of a name belongs to the next word: 合作市|场, 富民县|域."""
    return _GOES_ON.match(text, end - 1) is not None


def is_river(text: str, span: Span) -> bool:
    """Whether a name that ends in 江 or 河 means the water: 黑龙江畔, 松花江与黑龙江."""
    if text[span.end - 1] not in "江河":
        return False
    before = text[max(span.start - 3, 0) : span.start]
    return _RIVER_AFTER.match(text, span.end) is not None or _RIVER_BEFORE.search(before) is not None


def is_person(text: str, start: int) -> bool:
    """Whether a bare name is somebody's given name: 李同江, 书记赵大庆."""
    return _PERSON.search(text[max(start - 2, 0) : start]) is not None


def is_speaker(text: str, end: int) -> bool:
    """Whether a bare name and the character behind it are somebody who speaks."""
    return _SPEAKS.match(text, end) is not None


def is_compound(text: str, end: int) -> bool:
    """Whether a bare name is only the first word of another name: 重庆路, 长白山, 内蒙古日报."""
    return _COMPOUND.match(text, end) is not None


def stands_alone(text: str, span: Span) -> bool:
    """Whether words end where the name begins and ends: in 在大理 they do, in 重大理论 and 确保定期 not."""
    return _tag(text, span) is not None


def is_known_name(text: str, span: Span) -> bool:
    """Whether the dictionary has the name as one of a place or person, or has it not at all: 密山, not 资源."""
    tag = _tag(text, span)
    return tag is not None and (tag == "" or tag.startswith(("ns", "nr", "nz")))


def _tag(text: str, span: Span) -> str | None:
    """The part of speech of the name, '' for one the dictionary does not have, None where words cross its ends."""
    start, end = span.start, span.end
    while start > 0 and span.start - start < _WINDOW and _is_han(text[start - 1]):
        start -= 1
    while end < len(text) and end - span.end < _WINDOW and _is_han(text[end]):
        end += 1
    tokens = words().cut(text[start:end])
    tags = {start + token.start: token.tag if len(token.text) == span.length else "" for token in tokens}
    return tags[span.start] if span.start in tags and (span.end in tags or span.end == end) else None


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
