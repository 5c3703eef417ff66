"""Mentions of places that stand together and mean one place: a chain its last link, a list what it lies in together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Gazetteer

_BESIDE = re.compile("相邻|接壤|毗邻|相望|相连|隔[江河海]|交界|结对|签|合作")  # 同江市与抚远市|相邻 is about 同江市
_OTHERS = re.compile(
    "等(?:[0-9]+|[一二三四五六七八九十]+)个[^，。；、0-9]{0,6}?(?:村|嘎查|社区|乡|镇|苏木)(?![民级委干])"
)
_JOINED = re.compile("(?:市|县|旗|区)?(?:[、和与及]|以及)$")


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions that stand together, a chain or a list, and what they mean together."""

    span: Span
    place: Place
    listed: bool = False  # of different places, so that it names not what they lie in together


def find_groups(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> tuple[Group, ...]:
    """Chains stand for their last link, lists (A、B和C) for what they lie in together."""
    groups: list[Group] = []
    listed = False
    for toponym in toponyms:
        if toponym.place is None:
            continue
        group = Group(toponym.span, toponym.place)
        last = groups[-1] if groups else None
        between = text[last.span.end : toponym.span.start] if last is not None else None
        if last is not None and between == "":
            inner = toponym.place if not listed else _common(last.place, toponym.place, gazetteer)
            if inner is not None:
                groups[-1] = Group(Span(last.span.start, toponym.span.end), inner)
            continue
        if last is not None and between is not None and len(between) <= 3 and _JOINED.fullmatch(between):
            common = _common(last.place, toponym.place, gazetteer)
            if between[-1] in "与和" and _BESIDE.match(text, toponym.span.end):
                continue
            if common is not None:
                groups[-1] = Group(Span(last.span.start, toponym.span.end), common, listed=True)
                listed = True
                continue
        listed = False
        groups.append(group)
    return tuple(_with_others(text, group, gazetteer) for group in groups)


def _with_others(text: str, group: Group, gazetteer: Gazetteer) -> Group:
    """念井村等6个村 are as many villages of what it lies in."""
    place = group.place
    if group.listed or place.parent is None or place.level not in (Level.TOWNSHIP, Level.VILLAGE):
        return group
    if _OTHERS.match(text, group.span.end) is None or (parent := gazetteer.get(place.parent)) is None:
        return group
    return Group(group.span, parent, listed=True)


def _common(one: Place, other: Place, gazetteer: Gazetteer) -> Place | None:
    above = (other, *gazetteer.ancestors(other))
    return next((place for place in (one, *gazetteer.ancestors(one)) if place in above), None)
