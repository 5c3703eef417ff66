"""What the columns of a newspaper have torn apart: sentences broken by a line, stories cut in two by another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from borderdb.text.lines import is_enumerated, joined
from borderdb.text.stories import Draft, Paragraph

BROKEN = 20  # characters from which on a line without an end is a broken sentence and no item of a list
NEAR = 6  # stories after the broken one in which its rest is looked for

_COUNTED = re.compile(
    r"[余多]?[万亿千百]?[余多]?(?:名|个|人|户|家|件|条|项|次|场|亩|斤|吨|公里|公顷|平方|万|亿|千|百|元|%|％|年|月|日|头|只|匹|辆|座|处|所|支|批|期|份|册|张|台|套|岁|米|株|棵|倍|种|类|级|位|对|组|篇|余|多)"
)
_NO_BEGINNING = re.compile("[，。、；：”’）》！？%的了着过们余]")


def restore_columns(drafts: Sequence[Draft]) -> None:
    """Put together, in place, the stories that others have cut in two, and the sentences that lines have broken."""
    for number, draft in enumerate(drafts):
        if _is_open(draft):
            _fetch_rest(draft, drafts[number + 1 : number + 1 + NEAR])
    for draft in drafts:
        draft.body = _whole([paragraph for paragraph in draft.body if not paragraph.loose])


def _is_open(draft: Draft) -> bool:
    if not draft.body or draft.signed:
        return False
    last = draft.body[-1]
    return not last.is_heading and not last.line.is_closed and (last.loose or len(last.line.text) >= BROKEN)


def _fetch_rest(draft: Draft, later: Sequence[Draft]) -> None:
    """Take the paragraphs back that a later story holds since the columns were read one after the other."""
    for other in later:
        for at in range(1, len(other.body)):
            if _goes_on(draft.body[-1], other.body[at - 1], other.body[at]):
                draft.body[-1].loose = False
                draft.body += other.body[at:]
                del other.body[at:]
                return


def _goes_on(broken: Paragraph, before: Paragraph, candidate: Paragraph) -> bool:
    """Whether a paragraph cannot begin a sentence and continues the broken one: 全县共有800 … 余名党员."""
    if candidate.is_heading or before.is_heading or not before.line.is_closed:
        return False
    text = candidate.line.text
    if broken.line.text[-1].isdigit():
        return _COUNTED.match(text) is not None
    if _unclosed(broken.line.text) and _unopened(text):
        return True
    return _NO_BEGINNING.match(text) is not None


def _unclosed(text: str) -> bool:
    return text.rfind("“") > text.rfind("”")


def _unopened(text: str) -> bool:
    closing, opening = text.find("”"), text.find("“")
    return closing >= 0 and (opening < 0 or closing < opening)


def _whole(body: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs with the sentences whole that were broken by the end of a line."""
    whole: list[list[Paragraph]] = []
    for paragraph in body:
        if whole and not paragraph.is_heading and not whole[-1][-1].is_heading and _belongs(whole[-1], paragraph):
            whole[-1].append(paragraph)
        else:
            whole.append([paragraph])
    return [Paragraph(joined([paragraph.line for paragraph in group]), group[0].is_heading) for group in whole]


def _belongs(group: Sequence[Paragraph], paragraph: Paragraph) -> bool:
    if paragraph.line.continues:
        return True
    last = group[-1].line
    broken = not last.is_closed and (len(group) > 1 or len(last.text) >= BROKEN or "，" in last.text)
    return broken and not is_enumerated(paragraph.line.text)
