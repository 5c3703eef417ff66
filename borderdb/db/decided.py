"""What a fact says once a person has decided: pure, from the decision and from what is read now.

A person who accepts a figure, or corrects a part of it, has seen the rest of it: that stays as it was seen, whatever
later rules read. What was not known then may still come from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from borderdb.db.corrections import FIELDS, PERIOD, Correction, Field
from borderdb.records import Kind, Qualifier, Sort, Status, Verdict

Values = Mapping[str, Field | None]

# Fields that mean something only together: 3个 that a person has accepted does not take the upper end of 3至5个.
_TOGETHER: Final = (("value", "value_to", "unit", "qualifier"), ("kind", "direction"), PERIOD)
_ALONE: Final = ("status", "label", "indicator", "place", "programme", "name")
_DEFAULTS: Final = {"qualifier": Qualifier.EXACT.value, "kind": Kind.LEVEL.value, "status": Status.ACTUAL.value}
_SUBSTANCE: Final = {Sort.METRIC: ("value", "value_to", "unit"), Sort.PLACE: ("place",)}


def values_in_force(
    correction: Correction, read: Values | None, known: Callable[[str, object], bool]
) -> dict[str, Field | None]:
    """What the fact says, field by field. `read` is what is read now; None where nothing is.

    A place, programme or indicator that the person saw and that is not `known` any more is as if it had not been seen.
    """
    sort = correction.anchor.sort
    seen = {name: value for name, value in (correction.seen or {}).items() if known(name, value)}
    now = read or {}
    found: dict[str, Field | None] = {}
    for group in (*_TOGETHER, *((name,) for name in _ALONE)):
        source = seen if any(seen.get(name) is not None for name in group) else now
        found |= {name: source.get(name) for name in group if name in FIELDS[sort]}
    if sort is Sort.METRIC:
        found |= {name: value for name, value in _DEFAULTS.items() if found[name] is None}
    if "period" in correction.fields:
        found |= dict.fromkeys(PERIOD)
    found |= correction.fields
    cleared = [*correction.cleared, *(PERIOD if "period" in correction.cleared else ())]
    if sort is Sort.METRIC and found["kind"] != Kind.CHANGE:
        cleared.append("direction")
    return found | dict.fromkeys(cleared)


def agrees(decided: Values, read: Values) -> bool:
    """Whether what is read is what the person says. How a time is printed does not count."""
    return all(read.get(name) == value for name, value in decided.items() if name != "period")


def is_about(correction: Correction, read: Values) -> bool:
    """Whether a rejection is about what is read now.

    A person who rejected 91万元 has said nothing of the 3091万元 that better rules read at the same place.
    """
    if correction.verdict is not Verdict.REJECTED or not correction.seen:
        return True
    seen = correction.seen
    return all(seen.get(name) == read.get(name) for name in _SUBSTANCE.get(correction.anchor.sort, ()))
