"""Rows that tell who did what for a page: 文字：某某 图片：某某 审核：某某."""

from __future__ import annotations

import re

from borderdb.text.bylines import names_of
from borderdb.text.furniture import CONTACT, STAFF

LONGEST = 120  # characters of such a row

_WRITERS = "文字|撰文|撰稿人?|文案|采写|执笔人?|拟稿人?|作者|供稿人?|通讯员|记者|文"
_PICTURES = "图片|摄影|供图|配图|制图|视频|拍摄|航拍|图"
_LABEL = rf"(?P<writer>{_WRITERS})|(?P<picture>{_PICTURES})|(?P<other>{STAFF}|(?:投稿)?(?:{CONTACT}))"
_FIELD = re.compile(rf"(?<![\u3400-\u9fff])(?:{_LABEL})(?:\s*[：:|丨/]\s*|(?<=[箱话编])\s+)", re.IGNORECASE)


def read_credits(text: str) -> tuple[str, ...] | None:
    """Who wrote, by a row that names others beside; None for any other line.

    Where a row names editors too, who took the pictures is one of them.
    """
    if len(text) > LONGEST or _FIELD.match(text) is None:
        return None
    fields = list(_FIELD.finditer(text))
    if not any(field["writer"] for field in fields):
        return None
    staffed = any(field["other"] for field in fields)
    if not staffed and (len(fields) > 1 or not fields[0][0].startswith("供稿")):
        return None  # a byline like others
    names: list[str] = []
    for field, end in zip(fields, [*(field.start() for field in fields[1:]), len(text)], strict=True):
        if field["writer"] or (field["picture"] and not staffed):
            names += names_of(text[field.end() : end], sure=True) or ()
    return tuple(dict.fromkeys(names)) or None
