"""What a place is called: the short forms of an official name, and the one spelling that stands for several.

佳木斯市 is also 佳木斯, 宽甸满族自治县 also 宽甸 and 宽甸县; 855农场 and 八五五农场, 街津口赫哲族乡 and
街津口乡 are the same name.
"""

from __future__ import annotations

import re

from borderdb.records import Level

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡"
    "|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯"
    "|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_PEOPLE = rf"(?:{_PEOPLES})族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔|鄂温克|达斡尔|鄂伦春|朝鲜|赫哲"
_PEOPLES_BARE = re.compile(rf"(?:{_PEOPLES}|族)+$")  # before 民族乡: 勒门巴|民族乡
_PEOPLES_AT_END = re.compile(rf"(?:{_PEOPLE})+$")
_DIVISION = re.compile(r"(特别行政区|自治[区州县旗]|地区|林区|特区|[省市盟县旗区州])$")
_AUTONOMOUS = re.compile(r"自治([州县旗])$")
_BANNER_SIDES = ("左", "右", "中", "前", "后")
_NUMERALS = str.maketrans("0123456789〇", "零一二三四五六七八九零")
_OFFICES = re.compile(r"(?:(?:[村居牧]民|嘎查|)委员会|社区居委会|[村居牧家]?委会)$")
_TOWNSHIP = re.compile(r"(?:民族)?(镇|乡|苏木|街道)(?:办事处)?$")
_SETTLED = ("村", "社区", "嘎查", "分场", "队", "连", "屯")
_PORT = re.compile("((?:国际|公路|铁路|陆路|水运|水路|航空|空港|边境|界河|步行|旅检|客运|货运|汽车)*)口岸$")
_LEVELS = (
    (("口岸",), Level.PORT),
    (("农场", "牧场", "林场"), Level.FARM),
    (("村", "社区", "嘎查", "分场", "屯"), Level.VILLAGE),
    (("镇", "乡", "苏木", "街道"), Level.TOWNSHIP),
)


def one_spelling(name: str) -> str:
    """The name with its digits as Han numerals: 855农场 → 八五五农场."""
    return name if name.isalpha() else name.translate(_NUMERALS)


def short_names(name: str) -> tuple[str, ...]:
    """How a division from county upwards is called without its rank: 密山市 → 密山; none where one character is left.

    A banner that is one side of several (乌拉特中旗) has none, a people's name (鄂温克族自治旗) neither.
    """
    stem = _stem(name)
    return (stem,) if len(stem) >= 2 and not _is_side(name) and not _PEOPLES_AT_END.fullmatch(stem) else ()


def middle_names(name: str) -> tuple[str, ...]:
    """An autonomous division with its plain rank: 宽甸满族自治县 → 宽甸县, 延边朝鲜族自治州 → 延边州."""
    match = _AUTONOMOUS.search(name)
    if match is None:
        return ()
    stem = _stem(name).removesuffix("族")
    return (stem + match[1],) if len(stem) >= 2 else ()


def township_core(name: str) -> str:
    """A township's name without peoples and offices: 街津口赫哲族乡 and 街津口乡 are one."""
    name = one_spelling(name)
    if "族" not in name and not name.endswith("办事处"):
        return name
    match = _TOWNSHIP.search(name)
    if match is None:
        return name
    stem = name[: match.start()]
    people = (_PEOPLES_BARE if "民族" in match[0] else _PEOPLES_AT_END).search(stem)
    if people is not None and people.start() > 0:
        stem = stem[: people.start()]
    return stem + match[1]


def village_core(name: str) -> str:
    """A village's name without its office: 向阳村委会 → 向阳村, 站前社区居委会 → 站前社区."""
    name = one_spelling(name.removesuffix("生活区") or name)
    bare = _OFFICES.sub("", name) or name
    if bare != name and not bare.endswith(_SETTLED):
        bare += "社区" if name.endswith(("社区居委会", "居民委员会", "居委会")) else "村"
    return bare[:-1] if bare.endswith(("嘎查村", "社区村")) else bare


def without_people(name: str) -> str:
    """A village's name without the people who live there: 外三道沟俄罗斯族村 → 外三道沟村; the name itself if none."""
    if "族" not in name:
        return name
    stem, village = name.removesuffix("村"), name.endswith("村")
    people = _PEOPLES_AT_END.search(stem) if village else None
    return stem[: people.start()] + "村" if people is not None and people.start() >= 2 else name


def port_parts(name: str) -> tuple[str, str]:
    """A port's name without its kind, and the kind: 满洲里公路口岸 → 满洲里口岸, 公路."""
    match = _PORT.search(name)
    return (name[: match.start()] + "口岸", match[1]) if match is not None and match.start() > 0 else (name, "")


def level_of(name: str) -> Level:
    """The rank that the last word of a name below the county tells: 村 a village, 口岸 a port, else a zone."""
    return next((level for ends, level in _LEVELS if name.endswith(ends)), Level.ZONE)


def _stem(name: str) -> str:
    stem = _DIVISION.sub("", name)
    people = _PEOPLES_AT_END.search(stem) if "自治" in name else None
    return stem[: people.start()] if people is not None and people.start() >= 2 else stem


def _is_side(name: str) -> bool:
    return name.endswith("旗") and name[-2:-1] in _BANNER_SIDES
