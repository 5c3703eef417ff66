"""Names of sites, columns and accounts that stand over a headline or behind it."""

from __future__ import annotations

import re

TITLE = 6  # characters of the shortest title that is told from the name of a site after it

# 某某先锋网 经验交流, 某某县人民政府, 某某论坛: the site, and its column, over a headline.
_OF_SITE = re.compile(
    r"[\u3400-\u9fffA-Za-z]{2,14}(?:人民政府|政府网|门户网站|网站?|论坛|在线|频道|客户端)(?:[\s·|>]+[^\s，。：！？、“”]{2,12}){0,3}"
)
# The name of the site after a title. What is a sentence or a headline itself is none: 口岸行|塔城：夜市开张.
_SITE = re.compile(
    r"\s*_\s*[^_|｜]{2,30}|\s*[|｜]\s*[^_|｜：，、“”！？]{0,28}(?:网|报|社|频道|客户端|发布|平台|门户|网站|政府|融媒|中心|新闻|在线|论坛"
    r"|[专栏]栏|专题|公众号|电视台|先锋|党建|资讯|头条|要闻|动态|时政|视界|观察|财经)|\s+[-–—]{1,2}\s*[^-–—\s]{2,20}(?:网|报|政府|频道|在线|新闻|平台|中心|网站)"
)
_NAMED = ("网", "报", "客户端", "公众号", "在线", "频道", "新闻", "微博", "视频号")
LONGEST = 12  # characters of the name of a site or an app that stands alone


def is_site(text: str) -> bool:
    """Whether a line is nothing but the name of a site, and perhaps of its column: 某某先锋网 经验交流."""
    return _OF_SITE.fullmatch(text) is not None


def is_site_or_app(text: str) -> bool:
    """Whether a short line names a site or an app: 某某新闻."""
    return len(text) <= LONGEST and text.endswith(_NAMED)


def end_of_title(text: str) -> int:
    """Where a title ends, without the name of the site behind it: 某地喜获丰收_某某网."""
    site = _SITE.search(text)
    return site.start() if site and site.start() >= TITLE and site.end() == len(text) else len(text)
