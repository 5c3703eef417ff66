"""Stretches of time that measure something, and do not only say when: the text names what takes them."""

from __future__ import annotations

import re

from borderdb.records import Qualifier, Quantity

_TAKES_TIME = re.compile(
    r"(?:时间|时长|时限|用时|耗时|周期|工期|缩短|压缩|压减|延长|提前|平均|天数|日数|寿命|年限|停留|滞留|候检|等候"
    r"|无霜期|保质期)[^，。；：！？\n]{0,8}$"
    # 打印由5分钟降到30秒: a time that takes the place of another
    r"|[缩压降减延增变][^，。；\d]{0,3}[到至为成](?:不到|不足|仅|约|近)?$"
)
_REACH = 14
_GIVES_WAY = re.compile(
    r"[^，。；\d]{0,2}[缩压降减延增变][^，。；\d]{0,3}[到至为成](?:[^，。；\d]{0,6}的)?(?:不到|不足|仅|约|近)?"
    r"[\d一二两三四五六七八九十半]"
)
_MANY_HOURS = 100  # hours of service add up to such numbers, opening hours never do
_OF_AGES = re.compile(r"平均[^，。]*$|[比较][^，。；\d]{1,10}(?:小|大|年轻|下降|降低)(?:了|近|约)*$")
_AGES_REACH = 14


def is_average_age(text: str, start: int) -> bool:
    """Whether the words before an age say that it is measured: 平均年龄下降3岁, 比上届小3岁."""
    return _OF_AGES.search(text, max(0, start - _AGES_REACH), start) is not None


def is_measured(text: str, quantity: Quantity) -> bool:
    """Whether a stretch of time measures something: 工期缩短12天, 停留1.5天, 由15天压缩到3天."""
    if quantity.unit in ("秒", "分钟") and quantity.qualifier is Qualifier.UNDER:
        return True  # 抬杆不到20秒
    if quantity.unit == "小时" and quantity.value >= _MANY_HOURS:
        return True  # 义工服务30余万小时: time given, added up
    start = quantity.span.start
    if _GIVES_WAY.match(text, quantity.span.end):
        return True
    return _TAKES_TIME.search(text, max(0, start - _REACH), start) is not None
