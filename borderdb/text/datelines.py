"""When a page was posted, and by whom: 发布时间：2023-05-06 10:20 来源：某某网 作者：某某 浏览：120次."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from borderdb.text.bylines import names_of, read_byline, read_plain_names, take_writers
from borderdb.text.furniture import STAFF, is_buttons
from borderdb.text.registers import DAYS, ISSUERS, RECORD, close_labels, words

LONGEST = 200  # characters of such a line
HEAD = 60  # characters of the head of a printed page
TITLE = 6  # characters of the shortest title that has a date behind it
NAME = 4  # characters of a name without a label
ACCOUNT = 12  # characters of the name of an account
STRANGE, MOST_STRANGE = 4, 2  # characters of a word that may stand beside an hour without being known, and how many may

_HOUR = r"(?:[\sT]*\d{1,2}:\d{2}(?::\d{2})?)?"
_POSTED = re.compile(r"发布(?:日期|时间)\s*[：:|]?[\s\[【]*")  # a paper is posted later than it is drawn up
_FORMS = (  # 2017-04-26 21:40, 26.04.2017 21:40, 时间：20170426
    re.compile(
        r"(?P<year>(?:19|20)(?<!\d\d\d)\d\d)(?:\s*(?:[-/.]|年)\s*|\s(?=\d\d/\d\d\s))(?P<month>1[0-2]|0?[1-9])\s*(?:[-/.]|月)\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s*日?"
        rf"(?:[\sT,，]*(?:星期|周)[一二三四五六日天])?{_HOUR}"
    ),
    re.compile(
        r"(?<![\d.])(?P<day>3[01]|[12]\d|0?[1-9])(?P<mark>[./])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d.])"
        + _HOUR
    ),
    re.compile(
        r"(?<=(?:时间|日期)[：: ])(?P<year>(?:19|20)\d\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)"
    ),
)
_LUNAR = re.compile(
    r"(?:农历|夏历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥](?:[（(]?[鼠牛虎兔龙蛇马羊猴鸡狗猪][)）]?)?年?[闰正一二三四五六七八九十冬腊月初廿]*"
    r"|(?:农历|夏历)[闰正一二三四五六七八九十冬腊月初廿]+|星期[一二三四五六日天]|今日\d{1,3}版|总?第?\s*\d{1,6}\s*期|第?\s*[0-9A-Z一二三四五六七八九十]{1,3}\s*版|(?<=\s)[A-Z]\d{1,2}(?=\s|$)"
)
_LABELS = frozenset(
    (
        *words("""
        文章发布时间 发布时间 发布日期 上传时间 发表时间 发表于 发布于 更新时间 更新 时间 日期 信息来源 文章来源
        稿件来源 新闻来源 来源 稿源 出处 转自 作者 文章作者 记者 撰稿 发布人 发布者 发稿 录入 文章录入 浏览次数
        浏览量 浏览 阅读次数 阅读量 阅读 点击次数 点击数 点击量 点击率 点击 访问次数 访问量 人气 字号 字体大小 字体
        分享到 分享 栏目 视力保护色 背景色 保护色 楼主 发帖人 回复 评论 原文链接 链接 网址 来自
        """),
        *DAYS,
        *ISSUERS,
        *RECORD,
        *STAFF.split("|"),
    )
)
_LABEL = "|".join(sorted(_LABELS, key=lambda label: (-len(label), label)))
_COUNTED = re.compile(r"(?:浏览|阅读|点击|评论|人气|阅)\s*\d+")
_FIELD = re.compile(
    rf"(?<![正倒]序)(?P<label>{_LABEL})(?:\s*[：:丨|/]\s*|(?<=[表布]于)\s*)(?P<value>(?:(?!(?:{_LABEL})\s*[：:丨|/])[^\n|。；]){{0,40}})"
)
_ACCOUNT = re.compile(
    r"[\u3400-\u9fff]{1,8}(?:发布|网|报|融媒|融媒体|融媒体?中心|新闻|在线|先锋|党建|之声|电视台|广播|客户端|微报|视界"
    r"|财经|观察|资讯|头条|之窗|文旅|组工|统战|政法|公众号)"
)
_HEAD = re.compile(
    r"星期[一二三四五六日天]|[A-Z]?\d{1,3}\s*版|第\s*[\d一二三四五六七八九十]+\s*版|\s[A-Z]\d{1,2}(?:\s|$)"
)
_PAPER = re.compile(r"[\u3400-\u9fff]{2,9}(?:报|周刊|时报|晨刊|晚刊|新闻)")
_NO_PAPER = re.compile("(?:播|快|简|捷|喜|汇|战|预|通|海|专|情|电|画|墙|板)报|新闻$")
_OUTLET = frozenset(("信息来源", "文章来源", "稿件来源", "新闻来源", "来源", "稿源", "出处", "转自"))
_TELLING = _OUTLET | {"作者"}
_TELLS = re.compile(rf"(?:{'|'.join(sorted((*_TELLING, *ISSUERS)))})\s*[：:丨|/]")
_AUTHOR = ("作者", "文章作者", "记者", "撰稿")
# 二〇二三年七月六日, under a paper
_HAN_DAY = re.compile(
    r"(?P<year>[二一][〇○零Oo0一二三四五六七八九]{3})年(?P<month>十?[一二三四五六七八九]|十)月"
    r"(?P<day>(?:[二三]?十)?[一二三四五六七八九]|[二三]?十)日"
)
_YEAR = re.compile(r"(?:19|20)\d\d")  # every day has one
_MARKED = re.compile(r"[：:丨|/】\]\s](?:(?<=\S)|\s)")  # stands behind every label, be it of a register
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_BARE_LABEL = re.compile(rf"(?:{_LABEL}|原创)")
_SET = re.compile(rf"(?:{STAFF})")  # who has set a printed page
_SITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?|(?:发表于|来自)[\u3400-\u9fff]{2,4}")
_OFFICE = (
    r"(?:人民政府|局(?<![结布格全大]局)|办公室|[党县市区州盟旗镇乡]委|委员会|办事处|管委会|宣传部|组织部|统战部|政法委"
    r"|调查队|海关|边检站|融媒体中心)"
)
_ISSUER = re.compile(
    rf"([\u3400-\u9fff]{{2,16}}?{_OFFICE}(?:[\u3400-\u9fff]{{2,8}}[科处室股队站所])?)(?:编印?|主办|主编|印发?)?"
)
_SOURCE = re.compile("(?:来源|稿源|转自)([\u3400-\u9fff]{2,12})")
_PRINTED_IN = re.compile("《([\u3400-\u9fff]{2,12})》")
_NO_OUTLET = re.compile(r"本站|本网|原创|互联网|网络|未知|转载|其他|综合整理|https?:|[。；]")
_NAMED = re.compile(r"[\u3400-\u9fff]|[A-Za-z]{3}(?![A-Za-z]*\d)")  # not sp20240101
_COMPACT = re.compile(r"(?<=[时日][间期][：:])((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")  # 时间：20190419
_VALID = re.compile(r"(?:有效期|(?:生效|实施|施行|废止|失效)(?:日期|时间))\s*[：:|]\s*[^\s|]*")  # no day of posting
_ADDRESS = re.compile(r"https?://[^\s）)；，]+")
_BULLET = re.compile(r"\A[•●·*|\-—\s]+(?=\S)")
# 某某零距离 2024-09-27 19:30 新疆: an account, when it posted and from where; 原创 某某 before it: who wrote
_PROVINCES = (
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆"
    "|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
)
_OF_ACCOUNT = re.compile(
    r"(?:原创\s+)?(?:(?P<author>[\u3400-\u9fffA-Za-z·]{2,12})\s+)?(?P<outlet>[\u3400-\u9fffA-Za-z]{2,12})\s+(?:19|20)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s+\d{1,2}:\d\d(?::\d\d)?"
    rf"\s+(?:发表于)?(?:{_PROVINCES})"
)
_BARS = re.compile(r"[|｜丨]")
_SIGNED = re.compile(r"\s*[（(][^（）()]*[）)]\s*")
_EVENT = re.compile(
    r"\d\s*[月日点时]|[：:]\d\d|[上下]午|星期|周[一二三四五六日]|即日|[一二三四五六七八九十]月"
)  # 时间：5月6日至8日
_WIRE = re.compile(r"(?<=日)[电讯](?=\s*(?:[（(]|\Z))")  # 某社某地3月4日电 (记者 某某)
_REST = re.compile(r"(?:\d+[次人]?|[\s|\[\]【】（）()：:,，；·\-_/+])+")


_ONES = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Dateline:
    """What such a line says; None or empty where it says nothing."""

    published_on: date | None
    outlet: str | None
    byline: tuple[str, ...]
    timed: bool  # it names its fields or the hour, as web pages do and the heads of printed pages do not


def read_dateline(text: str) -> Dateline | None:
    """The fields of a line that holds nothing else; None for any other line."""
    if len(text) > LONGEST:
        return None
    account = _OF_ACCOUNT.fullmatch(text)
    if account is not None and (day := _find_date(text)) is not None:
        writer = account["author"]
        writers = names_of(writer, sure=True) if writer and not _is_outlet(writer) else None
        return Dateline(_date(day), account["outlet"], writers or (), timed=True)
    return _read_fields(text)


def _read_fields(text: str) -> Dateline | None:
    text = _in_digits(text)
    if not (_YEAR.search(text) or _MARKED.search(text)):
        return None
    text = _plain(text)
    found = _find_date(text)
    if not found and _TELLS.search(text) is None:
        return None
    rest = text[: found.start()] + " " + text[found.end() :] if found else text
    rest, writers = _without_writers(rest) if found else (rest, ())
    rest, named = take_writers(rest) if found else (rest, ())
    fields = {field["label"]: field["value"].strip(" 　[]【】（）()：:") for field in _FIELD.finditer(rest)}
    if not found and fields.keys().isdisjoint((*_TELLING, *ISSUERS)):
        return None
    if any(_EVENT.search(fields.get(label, "")) for label in ("时间", "日期")):
        return None
    unread = _FIELD.sub(" ", rest)
    left = _REST.sub(" ", _COUNTED.sub(" ", _LUNAR.sub(" ", unread))).strip()
    if left and found and all(_SET.fullmatch(label) for label in fields) and _HEAD.search(text) and len(unread) <= HEAD:
        return _head_of_page(found, left)
    at_hour = found is not None and ":" in found[0]
    timed = at_hour or (bool(fields) and (found is not None or not fields.keys().isdisjoint(_TELLING)))
    carried = at_hour and (bool(fields) or _COUNTED.search(rest) is not None)
    loose = (
        _Loose()
        if not left or is_buttons(left)
        else _loose_words(left, timed=timed, carried=carried, signed=_SIGNED.fullmatch(text) is not None)
        if found
        else None
    )
    if loose is None:
        return None
    source = next((value for labels in (_OUTLET, ISSUERS) for label, value in fields.items() if label in labels), "")
    author = next((fields[label] for label in _AUTHOR if label in fields), "")
    return Dateline(
        published_on=_date(found) if found else None,
        outlet=_outlet(source) or loose.outlet,
        byline=(names_of(author, sure=True) or () if author else ()) or named or loose.byline or writers,
        timed=timed or loose.outlet is not None,
    )


def _plain(text: str) -> str:
    """A line without addresses, bullets and days of validity, its days with hyphens, its labels with colons."""
    text = _ADDRESS.sub("", _BULLET.sub("", _WIRE.sub("", text)))
    return close_labels(_VALID.sub(" ", _COMPACT.sub(lambda day: "-".join(day.groups()), text)))


def _without_writers(text: str) -> tuple[str, tuple[str, ...]]:
    """The line without the part between bars that is a byline: 10:26 | 某网原创 | 记者 某某 通讯员 某某."""
    for part in _BARS.split(text):
        names = read_byline(part.strip()) if _BARS.search(text) else None
        if names:
            return text.replace(part, " "), names
    return text, ()


@dataclass(frozen=True, slots=True)
class _Loose:
    """What the words without a label say: 某某网 作者 某某社."""

    outlet: str | None = None
    byline: tuple[str, ...] = ()


def _loose_words(left: str, *, timed: bool, carried: bool, signed: bool) -> _Loose | None:
    """The words beside a date that no colon labels; None where one of them can be no part of such a line.

    Names of outlets and people pass, and a short word or two (a place, a column) beside an hour; where the line is
    `carried` by other marks of a page as well (阅读量：1203), also the name of an account that nobody has heard of; and
    where it is `signed` (in brackets), any name behind the outlet.
    """
    if not any(_is_outlet(word) for word in left.split()) and (writers := read_byline(left)):
        return _Loose(byline=writers)
    outlets: list[str] = []
    names: list[str] = []
    strange = 0
    author = False
    for word in (word.removesuffix("官方账号") for word in left.split()):
        if _BARE_LABEL.fullmatch(word):
            author = word in _AUTHOR
            continue
        if timed and (source := _SOURCE.fullmatch(word)):
            outlets.append(source[1])
        elif _is_outlet(word):
            outlets.insert(0 if author else len(outlets), word)  # 某网 作者 某社: the first only carries it
        elif issuer := _ISSUER.fullmatch(word):
            outlets.append(issuer[1])
        elif found := _names(word, sure=signed and bool(outlets)):
            names += found
        elif _NAMED.search(word) is None or _SITE.fullmatch(word) or is_buttons(word):
            continue
        elif len(word) <= STRANGE and word.isalnum():
            strange += 1
        elif carried and not outlets and len(word) <= ACCOUNT and word.isalnum():
            outlets.append(word)
        else:
            return None
        author = False
    if not (timed and strange <= MOST_STRANGE) and (strange or not (outlets or names)):
        return None
    return _Loose(outlets[0] if outlets else None, tuple(names))


def _names(word: str, *, sure: bool) -> tuple[str, ...] | None:
    plain = read_plain_names(word) if len(word) <= NAME else None
    return plain or (names_of(word, sure=True) if sure else None)


def read_issuer(text: str) -> str | None:
    """The office that a line under a headline names and nothing else: 某市统计局 国家统计局某调查队."""
    words = text.split()
    return words[0] if words and all(_ISSUER.fullmatch(word) for word in words) else None


def _is_outlet(word: str) -> bool:
    word = word.removesuffix("原创")
    return all(map(_is_one_outlet, word.split("-")))  # 某网-某日报原创


def _is_one_outlet(word: str) -> bool:
    return _ACCOUNT.fullmatch(word) is not None or is_paper(word)


def split_dated(text: str) -> int | None:
    """Where the date begins that stands behind a title on its line: 某地喜获丰收 2021-03-04 09:14. None without one."""
    found = _find_date(text)
    if found is None or found.end() < len(text.rstrip()) or found.start() < TITLE:
        return None
    is_apart = text[found.start() - 1].isspace() or ":" in found[0] or _FULL.fullmatch(found[0]) is not None
    return found.start() if is_apart and text[: found.start()].rstrip()[-1] not in "，。；：、—-|" else None


def _find_date(text: str) -> re.Match[str] | None:
    if _YEAR.search(text) is None:
        return None
    posted = _POSTED.search(text)
    later = (found for form in _FORMS if posted and (found := form.match(text, posted.end())))
    return next(later, None) or next((found for form in _FORMS if (found := form.search(text))), None)


def _in_digits(text: str) -> str:
    """A text whose dates in characters are written in digits."""
    return _HAN_DAY.sub(lambda day: f"{_digits(day['year'])}年{_small(day['month'])}月{_small(day['day'])}日", text)


def _digits(year: str) -> str:
    return "".join("0" if digit in "〇○零Oo0" else str(_ONES.index(digit)) for digit in year)


def _small(number: str) -> int:
    tens, ten, ones = number.rpartition("十")
    return (_ONES.index(tens or "一") * 10 if ten else 0) + (_ONES.index(ones) if ones else 0)


def find_date(text: str) -> date | None:
    """The first full date in a text."""
    found = _find_date(_in_digits(text))
    return _date(found) if found else None


def is_paper(text: str) -> bool:
    """Whether a line is nothing but the name of a newspaper."""
    return _PAPER.fullmatch(text) is not None and _NO_PAPER.search(text) is None


def _head_of_page(found: re.Match[str], words: str) -> Dateline | None:
    """The head of a printed page: the newspaper's name, the day, the number and the name of the page."""
    if re.search("[。；！？“”]", words) or any(len(word) > 12 for word in words.split()):
        return None
    named = _PRINTED_IN.search(words)  # 原载《某某日报》
    paper = named[1] if named else next((word for word in words.split() if is_paper(word)), None)
    return Dateline(_date(found), paper, (), timed=False)


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:  # 2023-02-30
        return None


def _outlet(source: str) -> str | None:
    source = re.sub(r"[“”《》]", "", re.split(r"\s{2,}|\s(?=\d)", source)[0]).strip()
    return None if not _NAMED.search(source) or len(source) > 24 or _NO_OUTLET.search(source) else source
