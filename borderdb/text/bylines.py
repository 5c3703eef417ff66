"""Who wrote it: lines of names, the openings of news in brief, credits at the end of a caption or a story."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 70  # characters of a byline
NAMES = 8  # the most it has
PLAIN = 24  # characters of a row of names without a role
VOUCHED = 4  # names of a row for all of which a common surname among them vouches

_HAN = "\u3400-\u9fff"
_PERSON = "记者|通讯员|报道员|实习生|评论员"
_WORK = (
    "特约撰稿|撰稿人?|撰文|执笔人?|文案|作者|摄影报道|文字整理|采写|整理|编辑|责编|报道"
    "|供稿|供图|摄影|文字|图片|图文|文图|编译"
)
_LONG_ROLE = f"(?:(?:特约|见习|实习|首席|驻站|摄影|文字|全媒体|融媒体|新媒体|全媒|融媒|高级)*(?:{_PERSON})|{_WORK})"
_ROLE = re.compile(_LONG_ROLE)
_TITLED = re.compile(f"{_PERSON}|{_WORK}")
_SHORT_ROLES = frozenset(("文", "图", "摄", "编"))
_HOUSE = rf"(?:本报|本刊|本网|本台|本社|[{_HAN}]{{2,12}}(?:报|社|网|台|集团|中心|客户端|融媒|杂志|新闻))"
_HOUSE_ALONE = re.compile(rf"{_HOUSE}|[{_HAN}·—-]*(?:报|网|云|台|社)·?[{_HAN}]*(?:报|网|云|台|社|中心)|[{_HAN}]{{5,}}")
_ROLE_FIRST = re.compile(rf"{_HOUSE}?(?:{_LONG_ROLE}|[文图摄])[\s：/|丨]")
_LEADING = re.compile(r"[□■◎○●◇◆▲△★☆▌▷►\s]+")
_NAME = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,8}}[·.][{_HAN}]{{1,8}}(?:[·.][{_HAN}]{{1,8}})?")
_LONG_NAME = re.compile(rf"[{_HAN}]{{5,7}}")
_OFFICE = re.compile(
    rf"[{_HAN}]*(?:部|局|委|办|办公室|中心|政府|协会|公司|学校|学院|医院|支队|大队|中队|所|站|法院|检察院|镇|乡|社|报|网|台|科|处|室|股|队)"
)
_NO_NAME = re.compile(
    "来源|邮箱|电话|审核|校对|手记|观察|调查|札记|见闻|走基层|来信|之家|走进|从|在|获悉|了解|看到|采访|日前|近日|今天|昨日|来到|说|问|答|注|按|提供|全文|摘要|节选|连载|[您你我他她请的]"
)
_FOREIGN = re.compile(r"[。！？“”《》\d]")
_ENDING_ROLES = frozenset((" 文", " 图", " 摄", "/文", "/图", "文图"))
_SEPARATORS = re.compile(r"[\s、，,；;|丨/：:（）()【】]+")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
    "付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰"
    "焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦"
    "麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀"
    "郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙戈"
    "呼乌塔其斯特那阿娜苏道额萨哈格达图巴布日欧昂次扎洛旦卓央尼丹米热艾买吾依努玛帕古肖玄岩刀罕俸侬闭檀冶逯禤杞妥佴矣邸庹茶"
)

_DAY = r"\d{1,2}月\d{1,2}日"
_OUR = "(?:本报|本刊|本网|本台)"
_THEIR = rf"(?:[{_HAN}]{{2,8}}[-—/·])?[{_HAN}]{{2,8}}(?:网|社|报|台|云|融媒|客户端)"
_BRIEF = re.compile(
    rf"(?:{_OUR}(?!通讯)(?:[{_HAN}]{{0,8}}?{_DAY}|[{_HAN}]{{0,6}}?)(?:综合)?讯(?![员息问])"
    rf"|{_THEIR}(?:[{_HAN}]{{0,8}}?{_DAY})?讯|{_THEIR}消息(?=[：（])"
    rf"|(?:[{_HAN}]{{2,12}}?(?:(?<=[社网报台]) )?[{_HAN}]{{0,8}}?{_DAY}(?:讯|电)"
    rf"|{_OUR}[{_HAN}]{{0,8}}?{_DAY}电)(?=[\s（(：，—]|记者))"
)
_SENT = re.compile("讯|电|消息")  # what each of these ends with
_BRIEF_MOST = 35  # characters of the longest
_IN_BRACKETS = re.compile(r"\s*[（(【]([^（）()【】\n]{1,70})[）)】]\s*")
_BARE_ROLE = re.compile(
    rf"\s*((?:{_HOUSE}?{_LONG_ROLE}[\s：]*[{_HAN}·]{{2,8}}(?:\s+[{_HAN}·]{{2,4}})*\s*){{1,4}}?)报道[：，]?\s*"
)
_CREDITED = ("摄影报道", "文/图", "图/文", "摄影", "供图", "摄")
_CREDIT = re.compile(
    rf"[\s。！？”）]((?:[^\s。，；！？：（）]{{0,16}}(?:记者|通讯员|摄影)?[：\s]*)?"
    rf"[{_HAN}·]{{1,8}}(?:[\s、]{{1,4}}[{_HAN}·]{{1,8}}){{0,6}}?)\s*(?:{'|'.join(_CREDITED)})\Z"
)
_WORD = (
    rf"(?!{_LONG_ROLE}|浏览|阅读|时间|日期|来源|点击|审核|校对|字[号体]|[今昨]日|[{_HAN}]+(?:[报网台社局委]|中心|[党委]办|部))"
    rf"(?:[{_HAN}·]{{2,8}}|[{_HAN}]\s[{_HAN}])(?![{_HAN}：:/])"
)
_WRITERS = re.compile(
    r"(?<![\u3400-\u9fff])(?:本[报网刊台])?(?:特约|见习|实习|首席|驻站|全媒体|融媒体|全媒|融媒)*"
    rf"(?:记者|通讯员|报道员|作者|撰稿人?|撰文|文/图|图/文)(?:\s*[：:/]\s*|\s+)(?P<names>{_WORD}(?:[\s、，,]+{_WORD}){{0,5}})"
)
_OFFICIAL = re.compile(
    rf"[{_HAN}]{{0,12}}(?:省长|市长|州长|盟长|县长|旗长|区长|镇长|乡长|主席|主任|书记|院长|检察长|局长)\s+([{_HAN}·]{{2,12}}|[{_HAN}]\s+[{_HAN}])"
)
_PARTY = re.compile(rf"中共[{_HAN}]{{2,14}}(?:委|委员会|组织部|宣传部|统战部|党组|党委|支部)")
_WORKPLACE = re.compile("作者单位|作者系|作者为|单位：|来源|图片|供图|据新华社|据央视")
_SIGNATURE = re.compile(r"(?<=[。！？”…])\s*[（(]([^（）()。\n]{2,60})[）)]\Z")


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the first sentence of a news in brief, up to `end`, and the names in it."""

    end: int
    names: tuple[str, ...]


def read_byline(text: str) -> tuple[str, ...] | None:
    """The names of a line that is nothing but a byline; None where it is something else.

    □某某 本报记者 某某, 记者 某某 通讯员 某某, 文/某某 图/某某, 作者：某某. Without a square or a role no line is one.
    """
    if len(text) > LONGEST:
        return None
    leading = _LEADING.match(text)
    words = text[leading.end() :] if leading else text
    squared = leading is not None and leading[0].strip() in "□■◎"
    bracketed = len(words) > 2 and words[0] in "（(" and words[-1] in "）)"
    words = words[1:-1] if bracketed else words
    titled = _TITLED.search(words) is not None or _ROLE_FIRST.match(words) is not None or words[-2:] in _ENDING_ROLES
    if not (titled or squared or bracketed):
        return None
    names = names_of(words, sure=squared or _ROLE_FIRST.match(words) is not None)
    names = names or (_vouched(words) if bracketed else None)
    return names if names or squared else None


def read_opening(text: str) -> Opening | None:
    """The opening 本报讯（某某 记者某某）, 本报讯 记者某某报道, 某社某地6月1日电, or （记者 某某） alone."""
    brief = _BRIEF.match(text) if _SENT.search(text, 0, _BRIEF_MOST) else None
    at = brief.end() if brief else 0
    bracket = _IN_BRACKETS.match(text, at)
    if bracket and (brief or "记者" in bracket[1] or "通讯员" in bracket[1]):
        names = names_of(bracket[1], sure=True)
        if names is not None:
            return Opening(bracket.end(), names)
    if brief is None:
        return None
    role = _BARE_ROLE.match(text, at)
    if role and (names := names_of(role[1], sure=True)):
        return Opening(role.end(), names)
    while at < len(text) and text[at] in " ：，—-":
        at += 1
    return Opening(at, ())


def read_credit(text: str) -> tuple[int, tuple[str, ...]] | None:
    """Where the credit 某某 摄 at the end of a caption begins, and its names."""
    found = _CREDIT.search(text, max(len(text) - LONGEST, 0)) if text.endswith(_CREDITED) else None
    if found is None:
        return None
    names = names_of(found[1], sure=False)
    return (found.start(1), names) if names else None


def read_signature(text: str) -> tuple[int, tuple[str, ...]] | None:
    """Where the names in brackets at the very end of a story begin: …。（某某 某某）."""
    found = _SIGNATURE.search(text, max(len(text) - LONGEST, 0)) if text.endswith(("）", ")")) else None
    if found is None:
        return None
    if _WORKPLACE.search(found[1]):
        return found.start(), ()
    names = names_of(found[1], sure=False) or _vouched(found[1])
    return (found.start(), names) if names else None


def _vouched(text: str) -> tuple[str, ...] | None:
    """The names where one with a common surname vouches for its neighbour: （宝某某 刘某）."""
    words = text.split()
    sure = [word for word in words if len(word) <= 3 and word[:1] in SURNAMES and _NAME.fullmatch(word)]
    return names_of(text, sure=True) if sure and 2 <= len(words) <= VOUCHED else None


def take_writers(text: str) -> tuple[str, tuple[str, ...]]:
    """A line without its writers, and who they are: 来源：某中心 记者 某某 通讯员 某某 编辑 某某."""
    names: list[str] = []
    rest = text
    for found in _WRITERS.finditer(text):
        read = names_of(found["names"], sure=True)
        if not read:
            continue
        names += read
        rest = rest.replace(found[0], " ", 1)
    return rest, tuple(dict.fromkeys(names))


def read_plain_names(text: str) -> tuple[str, ...] | None:
    """The names of a short line that stands right under a headline: 某某 某某某, 县长 某某, 中共某县委."""
    if len(text) > PLAIN:
        return None
    if is_party(text):
        return (text,)
    speaker = _OFFICIAL.fullmatch(text)
    if speaker is not None:
        return names_of(speaker[1], sure=True)
    words = _whole_names(_SEPARATORS.split(text))
    while len(words) > 1 and len(words[0]) > 3 and _OFFICE.fullmatch(words[0]):
        words = words[1:]  # 某县县委组织部 王某 李某某
    return tuple(words) if all(2 <= len(word) <= 3 and word[0] in SURNAMES for word in words) else None


def is_party(text: str) -> bool:
    """Whether a line is nothing but the name of a party committee or of one of its departments."""
    return _PARTY.fullmatch(text) is not None


def names_of(text: str, *, sure: bool) -> tuple[str, ...] | None:
    """The names in a byline without their titles; None where some word can be no name.

    `sure` says that the place of the words leaves no doubt, so that rare surnames and long names pass.
    """
    words = [word for word in _SEPARATORS.split(text) if word and word not in _SHORT_ROLES]
    names: list[str] = []
    for word in _whole_names(_without_roles(words)):
        if _NO_NAME.search(word) or _FOREIGN.search(word):
            return None
        if _is_name(word, sure=sure):
            names.append(word)
        elif not _OFFICE.fullmatch(word):
            return None
    return tuple(dict.fromkeys(names)) if len(names) <= NAMES else None


def _is_name(word: str, *, sure: bool) -> bool:
    if _NAME.fullmatch(word) and word[0] in SURNAMES:
        return True
    return sure and not _OFFICE.fullmatch(word) and bool(_NAME.fullmatch(word) or _LONG_NAME.fullmatch(word))


def _without_roles(words: list[str]) -> list[str]:
    """本报记者刘某 → 刘某; a newspaper's name before a role goes with it."""
    bare: list[str] = []
    for word in words:
        *before, last = _ROLE.split(word)
        bare += [part for part in before if part and not _HOUSE_ALONE.fullmatch(part)]
        bare += [last] if last else []
    return bare


def _whole_names(words: list[str]) -> list[str]:
    """宋 爽 is one name: two lone characters side by side."""
    whole: list[str] = []
    alone = False
    for word in words:
        if alone and len(word) == 1:
            whole[-1] += word
            alone = False
        else:
            whole.append(word)
            alone = len(word) == 1
    return whole
