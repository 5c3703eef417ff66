"""Words that point to a place of the story without naming it: 全市, 我区, 该旗, 本村."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Gazetteer
from borderdb.text.articles import Article

_POINTER = re.compile(
    r"(全|我|该|本)(省|自治区|市|州|盟|地区|县|旗|区|镇|乡|苏木|街道|嘎查|社区|农场|牧场|口岸|村)(?![民镇域落])"
)
_ENDINGS = {
    "省": ("省", "自治区"),
    "区": ("区",),
    "州": ("州",),
    "旗": ("旗",),
    "自治区": ("自治区",),
}


def find_pointers(text: str) -> Iterator[Toponym]:
    """Every pointing word, without knowing yet what it points to."""
    for match in _POINTER.finditer(text):
        yield Toponym(Span(*match.span()), None, (), False, "pointer")


def resolve_pointers(
    article: Article,
    named: Sequence[Toponym],
    pointers: Sequence[Toponym],
    region: Place | None,
    gazetteer: Gazetteer,
) -> tuple[Toponym, ...]:
    """Pointing words with the place of the story that they mean; those that mean none are left out."""
    resolved: list[Toponym] = []
    for pointer in pointers:
        word = pointer.span.of(article.text)
        before = [t.place for t in named if t.span.start < pointer.span.start and t.place is not None]
        place = _pointed(word[1:], before, region, gazetteer)
        if place is not None:
            naming = word in ("我区", "我省", "我盟", "全区") and all(t.place != place for t in named)
            resolved.append(Toponym(pointer.span, place, (place,), naming, "pointer"))
    return tuple(resolved)


def _pointed(kind: str, before: Sequence[Place], region: Place | None, gazetteer: Gazetteer) -> Place | None:
    endings = _ENDINGS.get(kind, (kind,))
    if region is not None:
        for place in (region, *gazetteer.ancestors(region)):
            if place.name.endswith(endings) and not (kind == "市" and place.level is Level.PROVINCE):
                return place
    for place in reversed(before):
        for above in (place, *gazetteer.ancestors(place)):
            if above.name.endswith(endings):
                return above
    return None
