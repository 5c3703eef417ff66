"""What tells a bare noun or amount from its like and stands elsewhere in the clause.

沿江的甲镇、乙镇等5个|乡镇; 3个|乡镇、9个村抵边; 每个网格配1名|网格长; 投入300万元|新建水厂.
"""

from __future__ import annotations

import re

from borderdb.extract.figures import Figure

_BORDER = "抵边|沿边|临边|边境|沿江|沿线"
_OF_LISTED = re.compile(rf"(?<![\u4e00-\u9fff])(?P<which>{_BORDER})的[^的，；]{{2,24}}等$")
_OF_ALL = re.compile(
    rf"[\u4e00-\u9fff]{{1,6}}(?:、\d+[余多]?个[\u4e00-\u9fff]{{1,6}}?)+(?P<which>{_BORDER})(?=[，。；]|$)"
)
_EACH = re.compile(
    r"(?=[每平])(?:(?P<which>(?:每|平均每)[^，；]{1,8}?)(?:各|都)?(?:至少|最多)?(?:配备?|选派|设立?|明确|安排|聘请?|派出?)了?$"
    r"|(?P<each>(?:平均)?每[^，；年月天周日季次\d]{1,3})$)"
)
_SPENT_ON = re.compile(
    r"(?:用于|实施|完成|建设|新建|修建|改建|扩建|改造|打造|建成|建起|开展|推进|发展|购置|购买|硬化|提升|整治|修缮|维修|升级|铺设|架设|安装|收储|绿化)(?:了|起)?"
    r"(?:\d[\d.]*[余多]?[万亿]?(?:公里|平方米|[个条座项处家亩户间栋套台所场]))?"
    r"(?:(?P<works>[^，；。]{2,24}?(?:工程|项目|建设))(?=等|[，；。、]|$)|(?=\D{2}))"
)
_NUMBER = re.compile(r"\d")
_BEFORE = 40  # characters before a figure that are looked at


def attribute_of(text: str, figure: Figure, label: str) -> str:
    """The words that belong before the label of what is counted, '' where there are none or it has them."""
    start = max(figure.clause.start, figure.outer.start - _BEFORE)
    found = (
        _OF_LISTED.search(text, start, figure.outer.start)
        or _OF_ALL.match(text, figure.outer.end, figure.clause.end)
        or _EACH.search(text, start, figure.outer.start)
    )
    which = "" if found is None else found["which"] or found["each"]
    return which if which not in label else ""


def spent_on(text: str, figure: Figure) -> tuple[str, str]:
    """What money was spent on, by the words after it: a work that is named whole, else the words to look into."""
    verb = _SPENT_ON.match(text, figure.outer.end, figure.clause.end)
    if verb is None:
        return "", ""
    return verb["works"] or "", _NUMBER.split(text[verb.end() : figure.clause.end], maxsplit=1)[0]
