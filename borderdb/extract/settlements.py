"""Townships, villages, farms and ports, read only inside a county that is already known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Gazetteer

_VILLAGE = re.compile(r"嘎查|社区|分场|村")
_LONGEST = 9
_NAME = re.compile(r"[\u4e00-\u9fff0-9]{1,9}")


def find_settlements(
    text: str, names: Sequence[Toponym], townships: Sequence[Toponym], gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """Townships and villages of the counties that the names have settled."""
    counties: dict[str, Place] = {}
    for name in names:
        if name.place is not None and (county := gazetteer.county_of(name.place)) is not None:
            counties.setdefault(county.key, county)
    found: list[Toponym] = []
    for township in townships:
        within = tuple(p for p in township.candidates if p.parent in counties)
        if len(within) == 1:
            found.append(Toponym(township.span, within[0], within, True, "township"))
    ends = {t.span.end: t.place for t in found}
    for match in _VILLAGE.finditer(text):
        village = _village(text, match, counties, ends, gazetteer)
        if village is not None:
            found.append(village)
    return tuple(found)


def _village(
    text: str,
    match: re.Match[str],
    counties: dict[str, Place],
    townships: dict[int, Place | None],
    gazetteer: Gazetteer,
) -> Toponym | None:
    for start in range(max(match.start() - _LONGEST, 0), match.start()):
        name = text[start : match.end()]
        if _NAME.fullmatch(name[: match.start() - start]) is None or _VILLAGE.search(text, start, match.start()):
            continue
        township = townships.get(start)
        if township is not None:
            known = gazetteer.villages(township.key[:6], township.key, name)
            place = known[0] if known else Place(f"{township.key}/{name}", None, name, Level.VILLAGE, township.key)
            return Toponym(Span(start, match.end()), place, (place,), True, "village")
        candidates = tuple(v for county in counties for v in gazetteer.villages(county, None, name))
        if len(candidates) == 1:
            return Toponym(Span(start, match.end()), candidates[0], candidates, True, "village")
    return None
