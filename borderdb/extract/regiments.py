"""Regiments and divisions of the Xinjiang production and construction corps: 第四师六十三团, 农六师, 一八五团.

A division and its city are one (第四师 is 可克达拉市), as the aliases say. A regiment is a farm: the list has some, of
the others the number and the division are the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Gazetteer

_XINJIANG = "650000"
_HAN = "零一二三四五六七八九十"
_ZEROS = str.maketrans("○ＯOo〇", "00000")
_TEN = 10
_CORPS = re.compile(f"兵团|团场|师市|农业?第?[{_HAN}]{{1,2}}师")
_DIVISION = (
    "(?:(?:生产建设)?兵团)?(?:农业?第?|第)?"
    "(?P<division>十[一二三四]?|[一二三四五六七八九]|1[0-4]|[1-9])师(?![范生傅父资德门徒])"
)
_NUMBER = "第?(?P<number>[0-9零〇○ＯOo一二三四五六七八九十百]{1,5})(?:中心)?团(?:场)?(?![队体伙员支圆长结聚购])"
_CITY = "(?P<city>[\u4e00-\u9fff]{2,4}市)?"
_FORCE = re.compile(f"(?<![0-9{_HAN}]){_DIVISION}(?:{_CITY}{_NUMBER})?")
_IN_DIVISION = re.compile(f"师{_CITY}{_NUMBER}")
_REGIMENT = re.compile(f"(?<![0-9{_HAN}第个]){_NUMBER}")
_LEAST = 2  # characters of a number that tells a regiment without its division


def find_regiments(text: str, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The divisions and regiments of a story that speaks of the corps."""
    if not _speaks_of_corps(text):
        return
    divisions: dict[str, int] = {}  # by the number of a regiment printed with its division
    first: dict[str, Place] = {}
    covered = 0
    forces = list(_FORCE.finditer(text))
    for force in forces:
        if force["number"]:
            divisions.setdefault(_spelt(force["number"]), _value(force["division"]))
    only = {_value(force["division"]) for force in forces}
    division = only.pop() if len(only) == 1 else None
    marks = sorted((*forces, *_REGIMENT.finditer(text)), key=lambda match: (match.start(), -match.end()))
    for mark in marks:
        if mark.start() < covered:
            continue
        place = _place(mark, divisions, division, gazetteer)
        if place is not None:
            place = first.setdefault(place.key, place)  # 六十三团 and 63团 are one
            start = mark.end("city") if mark.groupdict().get("city") else mark.start()
            yield Toponym(Span(start, mark.end()), place, (place,), True, place.level.value)
            covered = mark.end()


def _speaks_of_corps(text: str) -> bool:
    if _CORPS.search(text) is not None:
        return True
    return _IN_DIVISION.search(text) is not None and any(force["number"] for force in _FORCE.finditer(text))


def _place(mark: re.Match[str], divisions: dict[str, int], division: int | None, gazetteer: Gazetteer) -> Place | None:
    number = mark["number"]
    own = mark.groupdict().get("division")
    if number is None:
        return _division(_value(own), gazetteer) if own else None
    spelt = _spelt(number)
    listed = gazetteer.townships(f"{spelt}团")
    if len(listed) == 1:
        return listed[0]
    above = _value(own) if own else divisions.get(spelt, division if len(spelt) >= _LEAST else None)
    if above is None:
        return None
    city = _division(above, gazetteer)
    name = f"第{_han(above)}师{number}团"
    return Place(f"{city.key}/第{_han(above)}师{spelt}团", None, name, Level.FARM, city.key)


def _division(number: int, gazetteer: Gazetteer) -> Place:
    """The city that is one with the division; the division itself where it has none."""
    name = f"第{_han(number)}师"
    cities = [place for match in gazetteer.find(f"兵团{name}") for place in match.candidates]
    return cities[0] if cities else Place(f"{_XINJIANG}/{name}", None, name, Level.FARM, _XINJIANG)


def _spelt(number: str) -> str:
    """One spelling of a regiment's number: 103, 一○三 and 一〇三 are 一零三, 63 and 六十三 are 六十三."""
    digits = number.translate(_ZEROS)
    if digits.isdecimal() and digits.isascii() and len(digits) <= _LEAST:
        return _han(int(digits))
    return "".join(_HAN[int(c)] if c.isascii() else c for c in digits)


def _han(number: int) -> str:
    """A number below a hundred in Han numerals: 14 → 十四, 63 → 六十三."""
    tens, ones = divmod(number, _TEN)
    return (("" if tens == 1 else _HAN[tens]) + "十" if tens else "") + (_HAN[ones] if ones or not tens else "")


def _value(numeral: str) -> int:
    if numeral.isascii():
        return int(numeral)
    tens, mark, ones = numeral.rpartition("十")
    return (_HAN.index(tens) if tens else 1) * _TEN * bool(mark) + (_HAN.index(ones) if ones else 0)
