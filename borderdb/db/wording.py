"""What a person writes for a field, understood: 53.78亿, 2025-H1, 密山市. Empty words mean: nothing."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from math import isfinite
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, text

from borderdb.db.corrections import FIELDS, PERIOD, Field
from borderdb.errors import UsageError
from borderdb.records import Direction, Kind, Qualifier, Sort, Status

Meant = dict[str, Field]

CLEARABLE: Final = ("value_to", "unit", "direction", "label", "indicator", "place", "programme", "period")
"""What a fact can be without. A place without a place, or a figure without a number, is none: reject it."""

_NUMBER: Final = re.compile(r"(-?\d+(?:\.\d+)?)([百千]?[万亿]?)")
_MULTIPLIERS: Final = {"百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}
_PERIOD: Final = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d\d)(?:-(\d\d))?))?")
_PERIODS: Final = "2025, 2025-06, 2025-06-30, 2025-Q1, 2025-H1, 2021/2025 or 2025-01-01/2025-06-30"

_PLACES: Final = text(
    "SELECT DISTINCT n.place_key, n.place, p.parent FROM place_names n JOIN places p ON p.place_key = n.place_key "
    "WHERE n.name = :name ORDER BY n.place_key"
)
_PROGRAMMES: Final = text(
    "SELECT programme_code, name, kind FROM programmes WHERE :name IN (programme_code, name) "
    "UNION SELECT p.programme_code, p.name, p.kind FROM programmes p "
    "JOIN programme_aliases a ON a.programme_code = p.programme_code WHERE a.alias = :name ORDER BY 1"
)
_INDICATORS: Final = text(
    "SELECT DISTINCT i.indicator, i.name, i.dimension FROM indicator_facts i "
    "JOIN indicator_names n ON n.indicator = i.indicator WHERE n.name = :name ORDER BY 1"
)
_NAMES: Final = {"place": _PLACES, "programme": _PROGRAMMES, "indicator": _INDICATORS}


def understand(connection: Connection, sort: Sort, given: Mapping[str, str]) -> tuple[Meant, tuple[str, ...]]:
    """The fields that a person has given for a fact of that sort, and those that are to be empty.

    Raises UsageError where a field makes no sense, or a name means nothing or several things.
    """
    for name in given:
        if name not in FIELDS[sort]:
            admitted = ", ".join(field for field in FIELDS[sort] if field not in PERIOD[1:])
            raise UsageError(f"{_article(sort)} has no {name}", hint=f"it has {admitted}" if admitted else None)
    cleared = tuple(name for name, words in given.items() if not words.strip())
    for name in cleared:
        if name not in CLEARABLE or (name == "place" and sort is Sort.PLACE) or name == sort.value:
            raise UsageError(f"{_article(sort)} cannot be without {name}", hint="reject it if it is none")
    meant: Meant = {}
    for name, words in given.items():
        if name not in cleared:
            meant |= _field(connection, sort, name, words.strip())
    first, last = meant.get("value"), meant.get("value_to")
    if isinstance(first, float) and isinstance(last, float) and last <= first:
        raise UsageError(f"a range from {given['value']} to {given['value_to']} ends before it begins")
    return meant, cleared


def _field(connection: Connection, sort: Sort, name: str, words: str) -> Meant:
    if name == "period":
        start, end = read_period(words)
        return {"period": words, "period_start": start, "period_end": end}
    if name in _NAMES:
        return {name: _key(connection, name, words)}
    if name == "kind" and sort is Sort.INITIATIVE:
        return {name: words}
    return {name: _READ.get(name, str)(words)}


def read_number(words: str) -> float:
    """A number as people write it: 1,200, 53.78亿, 5千万. Raises UsageError where it is none."""
    found = _NUMBER.fullmatch(words.replace(",", "").replace("，", "").replace("−", "-"))
    number = float(found[1]) if found else float("nan")
    if found is None or not isfinite(number):
        raise UsageError(f"{words} is no number", hint="write 5378000000, 53.78亿 or 9.7")
    for sign in found[2]:
        number *= _MULTIPLIERS[sign]
    return float(f"{number:.15g}")


def read_period(words: str) -> tuple[date, date]:
    """First and last day of a time: a year, half, quarter, month or day, or two of them with a slash between."""
    first, _, last = words.partition("/")
    try:
        start, end = _days(first)[0], _days(last or first)[1]
    except ValueError:
        raise UsageError(f"{words} is no time", hint=f"write {_PERIODS}") from None
    if end < start:
        raise UsageError(f"{words} ends before it begins")
    return start, end


def _days(words: str) -> tuple[date, date]:
    found = _PERIOD.fullmatch(words.strip())
    if found is None:
        raise ValueError(words)
    year, quarter, half, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is not None and day is not None:
        return date(year, month, day), date(year, month, day)
    first, last = month or 1, month or 12
    if quarter is not None:
        first, last = 3 * quarter - 2, 3 * quarter
    elif half is not None:
        first, last = 6 * half - 5, 6 * half
    elif month is not None:
        date(year, month, 1)  # 2025-00 is no month
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _one_of(words: Iterable[str], what: str) -> Callable[[str], str]:
    admitted = tuple(words)

    def read(given: str) -> str:
        if given not in admitted:
            raise UsageError(f"{given} is no {what}", hint=f"it is one of {', '.join(admitted)}")
        return given

    return read


def _key(connection: Connection, name: str, words: str) -> str:
    """The key or code of what is called so. Raises UsageError where nothing is, or several are."""
    found = connection.execute(_NAMES[name], {"name": words}).all()
    if not found:
        hint = "`borderdb query indicators` lists them" if name == "indicator" else None
        raise UsageError(f"no {name} of this database is called {words}", hint=hint)
    if len(found) > 1:
        shown = ", ".join(f"{title} ({key}{f', {detail}' if detail else ''})" for key, title, detail in found)
        raise UsageError(f"{words} means {len(found)} {name}s: {shown}", hint="give the code of the one that is meant")
    return str(found[0][0])


def _article(sort: Sort) -> str:
    return f"an {sort}" if sort.value[0] in "aeiou" else f"a {sort}"


_READ: Final[Mapping[str, Callable[[str], Field]]] = MappingProxyType(
    {
        "value": read_number,
        "value_to": read_number,
        "qualifier": _one_of(Qualifier, "qualifier"),
        "kind": _one_of(Kind, "kind of figure"),
        "direction": _one_of(Direction, "direction"),
        "status": _one_of(Status, "status"),
    }
)
