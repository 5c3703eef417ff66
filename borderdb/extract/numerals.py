"""Arabic and Chinese numerals, and mixes of both: 2600余, 1.2万余, 百余, 数十, 上万, 八九, 二〇二五, 三分之一.

A numeral is only what is written: whether it counts anything is for `quantities` to say.
"""

from __future__ import annotations

import re
from decimal import Decimal

from borderdb.records import Numeral, Qualifier, Span

_FORMAL = "壹贰叁肆伍陆柒捌玖"
DIGITS = {
    **dict(zip("零〇○一二三四五六七八九", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)),
    **dict(zip(_FORMAL, range(1, 10), strict=True)),
    "两": 2,
}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_ONE, _NONE = Decimal(1), Decimal(0)
LARGE = {"万": 10**4, "亿": 10**8}
_NEXT_BELOW = {"百": "十", "千": "百", "万": "千", "亿": "千万", "佰": "拾", "仟": "佰"}
LONGEST = 16  # characters; a longer run of digits is a telephone number, a serial number or damage

_NOT_UNIT = r"千(?![克瓦米卡伏升])|百(?!分(?!之))"  # 五万千瓦 are 50000 千瓦, 5百分点 are 5 百分点
_MULTIPLIER = rf"(?:万亿|百亿|千亿|亿|千万|百万|十万|万|{_NOT_UNIT})"
_HAN = rf"(?:[零〇○一二两三四五六七八九十万亿]|{_NOT_UNIT})+"
# 1,764 and what pages make of it (1，764 and 1 764); not G331，120公里处 or 第3 120户
_GROUPS = r"(?<![A-Za-z0-9.\-/:第表图版月])[1-9][0-9]{0,2}(?:(?:[,，] ?[0-9]{3})+|(?: [0-9]{3})+)(?![0-9])"
_ARABIC = rf"(?:{_GROUPS}|[0-9]+)(?:\.[0-9]+)?"
# 一点零四亿元, 三点五公里; not 八点五十分, 一点一滴, 两点一线
_POINT = r"点[零〇○一二三四五六七八九]{1,4}"
_MEASURED = r"(?=[万亿倍元吨亩米斤]|公[里斤顷]|[平立]方|千[瓦米克]|个?百分点)"
_MORE = r"多(?!元化)"
_ABOUT = r"来(?=[万亿个名户人位家只头匹亩公里米天斤吨块条件次场处座岁])"  # 十来户, but 前10来自牧区
_NUMERAL = re.compile(
    rf"(?=[0-9零〇○一二两三四五六七八九十百千万亿数几上{_FORMAL}])(?:"  # spares most
    # 1.5万余, 3000余万, 1,764, 10万+
    rf"(?P<arabic>{_ARABIC})(?: ?(?P<inner>余|{_MORE}|几|{_ABOUT}))?(?: ?(?P<times>{_MULTIPLIER}))?"
    rf"(?: ?(?P<after>余|{_MORE}|\+(?![0-9]))(?P<beyond>(?<=[百千].)[万亿])?)?"  # 5千多万
    # 数十, 几百万, 上万, 百余, 三千多万, 十几; not 人数百余, 网上百货, 成百上千
    r"|(?P<vague>(?<![人户次总多少无分系基倍指岁件个头天只台辆间])数|几"
    r"|(?<![以网线山路地河江湖海岸边船车楼街坡身手天晚早史之往向])(?<!成[百千])上(?=[百千万亿]))?"
    rf"(?P<han>{_HAN})(?P<point>{_POINT}{_MEASURED})?(?P<han_inner>余|{_MORE}|几|{_ABOUT})?(?P<han_times>[万亿]+)?(?P<han_after>余)?"
    # 贰拾万; a formal digit alone is part of a word: 队伍, 大陆, 收拾
    rf"|(?<![队入退行大内登着])(?P<formal>[{_FORMAL}](?:[拾佰仟万亿][零{_FORMAL}]{{0,2}})+))"
)
_PAIR = re.compile(r"(?P<head>[^零〇○]*?)(?P<pair>[一二两三四五六七八九]{2})(?P<times>[十百千万亿]*)")
_YEAR = re.compile(r"[一二][零〇○一二三四五六七八九]{3}")
_ROUND = frozenset({"百十", "百十十", "百八", "百八十", "千八百"})
_PART = re.compile(rf"分之({_ARABIC}|{_HAN}(?:{_POINT})?)")
_RATIO = re.compile(r"/([1-9][0-9]?)(?![0-9/.])")
_PARTS = ("分之", "/")  # what a fraction goes on with
_OF_WHOLE = re.compile(r"(?:占|达|约|近|超过?|不足|有|过)[^，。；：\n0-9]{0,12}$")
_RATIO_REACH = 16
# What the page has destroyed: the replacement character, or question marks glued to digits (总产？68万吨).
LOST = ("�", "□")
_LOSSES = (*LOST, "?", "？")
_BROKEN = re.compile(r"[�□]|[?？]{2}|[0-9][?？]$")
_LONE_MARK = re.compile(r"[^，。；：！？!?\n]{1,40}[?？]$")
_ASKS = re.compile(r"[吗呢吧么嘛谁何哪怎啥几否]|多少|没有|(.)不\1")


def read_han(text: str) -> tuple[Decimal, Decimal | None] | None:
    """The value of a Chinese numeral, and the upper end where two neighbouring digits give a range (八九 → 8, 9).

    None where the characters are no numeral (一一, 百千, 一二三).
    """
    if text in DIGITS:
        return Decimal(DIGITS[text]), None
    if len(text) > LONGEST:
        return None
    if _YEAR.fullmatch(text):  # 二〇二五
        return Decimal("".join(str(DIGITS[char]) for char in text)), None
    if pair := _PAIR.fullmatch(text):
        return _read_pair(pair["head"], pair["pair"], pair["times"])
    value = _read_places(text)
    return None if value is None else (Decimal(value), None)


def _read_pair(head: str, pair: str, times: str) -> tuple[Decimal, Decimal] | None:
    """八九, 三五, 两三百, 十七八, 一百二三十: the two ends of what a pair of neighbours leaves open."""
    low, high = (DIGITS[digit] for digit in pair)
    if high != low + 1 and (head or pair != "三五"):
        return None
    base = _read_places(head) if head else 0
    if base is None or (head and not times and not head.endswith("十")):
        return None
    return base + low * _times(times), base + high * _times(times)


def _read_places(text: str) -> int | None:
    """A numeral by its places: 一万二千, 一百零八, 百万. None where they are out of order or a digit has no place."""
    total = section = digit = 0
    last_unit = 10**9
    after_digit = False
    text = _written_out(text)
    for char in text:
        if char in DIGITS:
            if after_digit and digit:
                return None
            digit, after_digit = DIGITS[char], True
            continue
        if char in SMALL:
            unit = SMALL[char]
            if unit >= last_unit:
                return None
            section += (digit if after_digit and digit else 1) * unit
            last_unit = unit
        elif char == "亿":
            total, section, last_unit = (total + section + digit or 1) * LARGE[char], 0, 10**9
        else:
            total, section, last_unit = total + (section + digit or 1) * LARGE[char], 0, 10**9
        digit, after_digit = 0, False
    return total + section + digit


def _written_out(text: str) -> str:
    """A numeral with the last unit that speech leaves out: 一万二 is 一万二千, 三百五 三百五十, but 一百零二 itself."""
    if len(text) < 3 or text[-1] not in DIGITS or not DIGITS[text[-1]]:
        return text
    return text + _NEXT_BELOW.get(text[-2], "")


def _times(text: str | None) -> Decimal:
    product = _ONE
    for char in text or "":
        product *= SMALL.get(char) or LARGE[char]
    return product


def _below_point(printed: str | None) -> Decimal:
    """What stands behind the point of a Chinese numeral: 点零四 is 0.04."""
    return Decimal("0." + "".join(str(DIGITS[char]) for char in printed[1:])) if printed else _NONE


def _vague(mark: str | None) -> Qualifier:
    return Qualifier.EXACT if mark is None else Qualifier.ABOUT if mark == "来" else Qualifier.OVER


def _without_separators(printed: str) -> str:
    return printed.replace(",", "").replace("，", "").replace(" ", "")


def _read_arabic(match: re.Match[str]) -> Numeral | None:
    printed = _without_separators(match["arabic"])
    if len(printed) > LONGEST:
        return None
    if match.lastgroup == "arabic":
        return Numeral(Span(*match.span()), Decimal(printed))
    value = Decimal(printed) * _times(match["times"]) * _times(match["beyond"])
    return Numeral(Span(*match.span()), value, None, _vague(match["inner"] or match["after"]))


def _read_chinese(match: re.Match[str]) -> Numeral | None:
    han = match["han"] or match["formal"]
    vague = match["vague"]
    if vague in ("数", "几") and han[0] not in "十百千万亿":
        return None  # 人数一 is no number of its own
    if not vague and han in _ROUND:  # 百十户, 百八十户: a hundred or so
        return Numeral(Span(*match.span()), Decimal(SMALL[han[0]]), qualifier=Qualifier.ABOUT)
    reading = read_han(han)
    if reading is None:
        return None
    value, upper = reading
    if match.lastgroup == "han" and upper is None:
        return Numeral(Span(*match.span()), value, None, _vague(vague))
    times = _times(match["han_times"])
    qualifier = _vague(vague or match["han_inner"] or match["han_after"])
    if upper is not None:
        return None if match["point"] else Numeral(Span(*match.span()), value * times, upper * times, Qualifier.ABOUT)
    return Numeral(Span(*match.span()), (value + _below_point(match["point"])) * times, None, qualifier)


def _damaged(text: str, span: Span) -> bool:
    """Whether the page lost characters right beside the digits.

    A lone question mark before digits ends a question (怎么办？12名党员…) or is what is left of a character.
    """
    if text.startswith(LOST, span.end) or _BROKEN.search(text, max(0, span.start - 3), span.start):
        return True
    mark = text[span.start - 1 : span.start]
    if not mark or mark not in "?？":
        return False
    question = _LONE_MARK.search(text, max(0, span.start - 41), span.start)
    return question is not None and _ASKS.search(question[0]) is None


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """All numerals of a text, left to right, none inside another.

    Fractions are read as shares of a hundred, with the span over the whole: 三分之一 → 33.33…, 百分之三十 → 30.
    """
    found: list[Numeral] = []
    has_losses = any(mark in text for mark in _LOSSES)
    match = _NUMERAL.search(text)
    while match is not None:
        numeral = _read_fraction(text, match) if text.startswith(_PARTS, match.end()) else None
        numeral = numeral or (_read_arabic(match) if match["arabic"] else _read_chinese(match))
        end = match.end() if numeral is None else numeral.span.end
        if numeral is not None:
            if has_losses and _damaged(text, numeral.span):
                numeral = Numeral(numeral.span, numeral.value, numeral.upper, numeral.qualifier, damaged=True)
            is_next = found and found[-1].span.end == numeral.span.start
            if is_next and (whole := _joined(text, found[-1], numeral)) is not None:
                found.pop()
                numeral = whole
            found.append(numeral)
        match = _NUMERAL.search(text, end)
    return tuple(found)


def _joined(text: str, first: Numeral, second: Numeral) -> Numeral | None:
    """1亿5000万, 2万3000, 1万5千: a number in digits whose lower places are printed right after its 亿 or 万."""
    if first.upper is not None or not text[second.span.start].isdecimal():
        return None
    unit = LARGE.get(text[second.span.start - 1], 0)
    if not text[first.span.start].isascii() or second.upper is not None or not unit / 10 <= second.value < unit:
        return None
    span = Span(first.span.start, second.span.end)
    return Numeral(span, first.value + second.value, None, second.qualifier, first.damaged or second.damaged)


def _read_fraction(text: str, match: re.Match[str]) -> Numeral | None:
    """三分之一, 百分之12.5, and 2/3 where it is a part of something (占全县的2/3)."""
    if part := _PART.match(text, match.end()):
        whole, share = _plain(match[0]), _plain(part[1])
    elif match["arabic"] and (part := _RATIO.match(text, match.end())) and _is_part(text, match.start()):
        whole, share = _plain(part[1]), _plain(match[0])
        if whole is None or share is None or share >= whole:
            return None
    else:
        return None
    if not whole or share is None:
        return None
    value = share * 100 / whole
    return Numeral(Span(match.start(), part.end()), value.quantize(Decimal("0.01")).normalize() + 0)


def _plain(text: str) -> Decimal | None:
    if text[0].isascii():
        digits = _without_separators(text)
        return Decimal(digits) if digits.replace(".", "").isdecimal() and len(digits) <= LONGEST else None
    whole, point, below = text.partition("点")
    reading = read_han(whole)
    return reading[0] + _below_point(point + below) if reading else None


def _is_part(text: str, start: int) -> bool:
    return _OF_WHOLE.search(text, max(0, start - _RATIO_REACH), start) is not None


def is_fraction(printed: str) -> bool:
    """Whether a numeral is a part of a whole in words (三分之一, 2/3), which needs no unit."""
    return "分之" in printed or "/" in printed
