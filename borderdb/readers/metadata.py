"""From fields with names, as side files, front matter and web pages have them, to what is known of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from borderdb.readers.document import Found, Metadata
from borderdb.records import Origin

LONGEST = 200  # characters of a value; what is longer is a text and no title, name or address

TITLE = frozenset(("title", "headline", "标题", "题目"))
BYLINE = frozenset(("byline", "author", "authors", "作者", "记者", "撰稿"))
OUTLET = frozenset(("outlet", "source", "newspaper", "publication", "来源", "报纸", "媒体", "发布机构", "发文机关"))
PUBLISHED = frozenset(
    ("published_on", "published", "date", "日期", "发布日期", "发布时间", "出版日期", "成文日期", "发文日期")
)
URL = frozenset(("url", "link", "网址", "链接", "原文链接"))
KNOWN = TITLE | BYLINE | OUTLET | PUBLISHED | URL

_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:\s*(?P<mark>[-/._年])\s*(?P<month>1[0-2]|0?[1-9])\s*(?:(?P=mark)|月)\s*"
    r"(?P<day>3[01]|[12]\d|0?[1-9])|(?P<month8>1[0-2]|0[1-9])(?P<day8>3[01]|[12]\d|0[1-9]))(?!\d)"
)
OUTLET_NAME = re.compile(
    r"[\u3400-\u9fff]{1,14}(?:日报|晚报|早报|晨报|商报|周报|时报|都市报|农民报|青年报|报|新闻网|政府网|党建网|网|客户端|融媒|融媒体"
    r"|电视台|广播电台|发布|周刊|通讯社|新华社|杂志)"
)
_NAMES = re.compile(r"[\s,，、;；/|]+")


def metadata_of(values: Mapping[str, object], origin: Origin) -> Metadata:
    """What the fields say. A field that no name of ours fits is passed over, and so is a day that is none."""
    title, outlet, url = (_text(_first(values, names)) for names in (TITLE, OUTLET, URL))
    names = names_of(_first(values, BYLINE))
    day = day_of(_first(values, PUBLISHED))
    return Metadata(
        title=Found(title, origin) if title else None,
        byline=Found(names, origin) if names else None,
        outlet=Found(outlet, origin) if outlet else None,
        published_on=Found(day, origin) if day else None,
        url=Found(url, origin) if url and "://" in url else None,
    )


def day_of(value: object) -> date | None:
    """The day that a value names: a date, or text with one in it (2025-06-27, 2025年6月27日 8:30, 20250627)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.search(value[:LONGEST]) if isinstance(value, str) else None
    return _day(found) if found else None


def find_day(text: str) -> tuple[date, int, int] | None:
    """The first day in a text, and where it stands."""
    found = _DAY.search(text)
    day = _day(found) if found else None
    return (day, *found.span()) if found and day else None


def names_of(value: object) -> tuple[str, ...]:
    """The names in a list, or in a text that parts them by commas, blanks or 、."""
    parts = value if isinstance(value, list) else _NAMES.split(_text(value))
    return tuple(dict.fromkeys(part.strip() for part in parts if isinstance(part, str) and part.strip()))


def _day(found: re.Match[str]) -> date | None:
    month, day = found["month"] or found["month8"], found["day"] or found["day8"]
    try:
        return date(int(found["year"]), int(month), int(day))
    except ValueError:  # 2025-02-30
        return None


def _first(values: Mapping[str, object], names: frozenset[str]) -> object:
    return next((value for name, value in values.items() if name.strip().lower() in names and value), None)


def _text(value: object) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if len(text) <= LONGEST else ""
