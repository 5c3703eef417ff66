"""Arabic and Chinese numerals, and mixes of both: 2600余, 1.2万余, 百余, 数十, 上万, 八九, 二〇二五, 三分之一.

A numeral is only what is written: whether it counts anything is for `quantities` to say.
"""

from __future__ import annotations

import re
from decimal import Decimal

from borderdb.records import Numeral, Qualifier, Span

DIGITS = {
    **dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    "两": 2,
}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}

_MULTIPLIER = r"(?:万亿|百亿|千亿|亿|千万|百万|十万|万|千(?![克瓦米卡伏])|百(?!分))"
_HAN = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_NUMERAL = re.compile(
    # 1.5万余, 3000余万, 1,788
    rf"(?P<arabic>{_ARABIC})(?P<inner>[余多几])?(?P<times>{_MULTIPLIER})?(?P<after>余|多(?!元化))?"
    # 数十, 几百万, 上万, 百余, 三千多万, 十几
    rf"|(?P<vague>[数几]|上(?=[百千万亿]))?(?P<han>(?!千[克瓦米卡伏]|百分(?!之))[{_HAN}]+)(?P<han_inner>[余多几])?(?P<han_times>[万亿]+)?(?P<han_after>余)?"
)
_SEVERAL = re.compile(r"([一二两三四五六七八九]{2})([十百千万亿]+)")
_FRACTION = re.compile(rf"([{_HAN}]+)分之([{_HAN}]+|{_ARABIC})")
# What the page has destroyed: the replacement character, or question marks glued to digits (总收？91万元).
_BROKEN = re.compile(r"[�□]|[?？]{2}")


def read_han(text: str) -> tuple[Decimal, Decimal | None] | None:
    """The value of a Chinese numeral, and the upper end where two neighbouring digits give a range (八九 → 8, 9).

    None where the characters are no numeral (一一, 百千).
    """
    if all(char in DIGITS for char in text):
        return _read_digits(text)
    if several := _SEVERAL.fullmatch(text):  # 两三百, 五六千
        low, high = (Decimal(DIGITS[digit]) for digit in several[1])
        return (low * _times(several[2]), high * _times(several[2])) if high == low + 1 else None
    total = section = digit = 0
    last_unit = 10**9
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
        elif char in SMALL:
            unit = SMALL[char]
            if unit >= last_unit:
                return None
            section += (digit or 1) * unit
            digit, last_unit = 0, unit
        else:
            section += digit
            total = (total + section or 1) * LARGE[char] if char == "亿" else total + (section or 1) * LARGE[char]
            section, digit, last_unit = 0, 0, 10**9
    return Decimal(total + section + digit), None


def _read_digits(text: str) -> tuple[Decimal, Decimal | None] | None:
    values = [DIGITS[char] for char in text]
    if len(values) == 1:
        return Decimal(values[0]), None
    if len(values) == 2 and values[0] and (values[1] == values[0] + 1 or values == [3, 5]):
        return Decimal(values[0]), Decimal(values[1])  # 八九把, 三五户
    if len(values) >= 3 and "两" not in text:
        return Decimal("".join(map(str, values))), None  # 二〇二五
    return None


def _times(text: str | None) -> Decimal:
    product = Decimal(1)
    for char in text or "":
        product *= SMALL.get(char) or LARGE[char]
    return product


def _read_arabic(match: re.Match[str]) -> Numeral:
    value = Decimal(match["arabic"].replace(",", "")) * _times(match["times"])
    vague = match["inner"] or match["after"]
    return Numeral(Span(*match.span()), value, qualifier=Qualifier.OVER if vague else Qualifier.EXACT)


def _read_chinese(match: re.Match[str]) -> Numeral | None:
    reading = read_han(match["han"])
    if reading is None:
        return None
    value, upper = reading
    times = _times(match["han_times"])
    if match["vague"] in ("数", "几") and match["han"][0] not in "十百千万亿":
        return None  # 人数一 is no number of its own
    vague = match["vague"] or match["han_inner"] or match["han_after"]
    qualifier = Qualifier.OVER if vague else Qualifier.ABOUT if upper is not None else Qualifier.EXACT
    upper = None if upper is None else upper * times
    return Numeral(Span(*match.span()), value * times, upper, qualifier)


def _damaged(text: str, span: Span) -> bool:
    """Whether the page lost characters right beside the digits."""
    return bool(_BROKEN.search(text, max(0, span.start - 3), span.start)) or text[span.end : span.end + 1] == "�"


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """All numerals of a text, left to right, none inside another.

    Fractions are read as shares of a hundred, with the span over the whole: 三分之一 → 33.33…, 百分之三十 → 30.
    """
    found: list[Numeral] = []
    fractions = {match.start(): match for match in _FRACTION.finditer(text)}
    done = 0
    for match in _NUMERAL.finditer(text):
        if match.start() < done:
            continue
        fraction = fractions.get(match.start())
        numeral = _read_fraction(fraction) if fraction else None
        numeral = numeral or (_read_arabic(match) if match["arabic"] else _read_chinese(match))
        if numeral is None:
            continue
        if _damaged(text, numeral.span):
            numeral = Numeral(numeral.span, numeral.value, numeral.upper, numeral.qualifier, damaged=True)
        found.append(numeral)
        done = numeral.span.end
    return tuple(found)


def _read_fraction(match: re.Match[str]) -> Numeral | None:
    whole = read_han(match[1])
    part = read_han(match[2]) if match[2][0] not in "0123456789" else (Decimal(match[2].replace(",", "")), None)
    if whole is None or part is None or not whole[0]:
        return None
    share = part[0] * 100 / whole[0]
    return Numeral(
        Span(*match.span()), share.to_integral_value() if share == share.to_integral_value() else round(share, 2)
    )


def is_fraction(text: str, numeral: Numeral) -> bool:
    """Whether a numeral is a part of a whole in words (三分之一), which needs no unit."""
    return "分之" in numeral.span.of(text)
