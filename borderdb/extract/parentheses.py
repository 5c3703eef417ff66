"""Parentheses that hold nothing but a figure: it is the number of what stands before them.

产值首次破亿（1.2亿元）; 占总投资（3.6亿元）40%.
"""

from __future__ import annotations

import re

from borderdb.extract import labelwords as lw
from borderdb.extract.figures import Figure
from borderdb.extract.phrases import LONGEST

_LAST_MARK = re.compile(r"[，。；：！？\n）\d](?=[^，。；：！？\n）\d]*$)")


def words_before_aside(text: str, figure: Figure) -> str:
    """The words that the parentheses around a figure follow, '' where there are none or a figure is among them."""
    clause = figure.clause
    if not text.startswith("（", clause.start - 1) or text[clause.start : figure.outer.start].strip():
        return ""
    if text[figure.outer.end : clause.end].strip():
        return ""
    end = clause.start - 1
    mark = _LAST_MARK.search(text, max(0, end - LONGEST), end)
    if (mark is None and end > LONGEST) or (mark is not None and mark[0].isdigit()):
        return ""
    return lw.LEAD_WORDS.sub("", text[mark.end() if mark else 0 : end])


def is_apposition(text: str, figure: Figure) -> bool:
    """Whether the figure is that of the thing told: not so in 占总投资（3.6亿元）40%, of which it is the whole."""
    before = words_before_aside(text, figure)
    return bool(before) and not before.startswith("占")
