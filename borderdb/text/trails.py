"""Lines around a text that tell where it is: 当前位置：某省 > 某市 > 某县 > 某镇 > 某村委会; 主办：某旗人民政府."""

from __future__ import annotations

import re

_PLACE = r"[\u3400-\u9fff]{1,12}(?:省|自治区|[州盟市县旗区镇乡村屯]|苏木|街道|嘎查|社区|村委会|居委会|农场|牧场)"
_STEP = r"\s*(?:-*[>＞]+|[»›→]|/)\s*"
_TRAIL = re.compile(
    rf"\s*(?:您?(?:现在|目前|当前|所在|的)*(?:位置|地址|导航)\s*[：:]\s*)?(?:(?!{_PLACE}{_STEP})[^\s>＞»›→/]{{2,10}}{_STEP}){{0,3}}"
    rf"(?P<where>{_PLACE}(?:{_STEP}{_PLACE})+)(?:{_STEP}[^\s>＞»›→/]{{2,8}})?\s*"
)
# 某旗人民政府 > 政务公开 > …, 主办：某县人民政府: whose site it is
_SITE = re.compile(
    rf"\s*(?:主办(?:单位)?\s*[：:]\s*(?P<host>{_PLACE})人民政府.*|(?P<owner>{_PLACE})人民政府(?:门户网站|网站?|办公室)?{_STEP}.+)"
)
_STEPS = re.compile(_STEP)
_BELOW = re.compile("(?:[镇乡村屯会]|苏木|街道|嘎查|社区|农场|牧场)$")
_SHORT = 2  # characters by which a place is known: 普洱 for 普洱市


def find_trail(text: str) -> tuple[int, int] | None:
    """Where in a line the places stand: of a trail with at least two, or the one whose government the site is of."""
    found = _TRAIL.fullmatch(text) or _SITE.fullmatch(text)
    return found.span(found.lastgroup or 0) if found is not None else None


def is_needed(trail: str, text: str) -> bool:
    """Whether a text leaves it to the trail to say in which county it is."""
    above = [place for place in _STEPS.split(trail) if _BELOW.search(place) is None]
    return bool(above) and not any(_short(place) in text for place in above)


def _short(place: str) -> str:
    """The least that names a place: 普洱 for 普洱市; banners bear names that are also those of breeds and peoples."""
    return place if place.endswith("旗") else place[:_SHORT]
