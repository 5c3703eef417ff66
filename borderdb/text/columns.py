"""What the columns of a newspaper have torn apart: sentences broken by a line, stories cut in two by another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from borderdb.text.lines import is_enumerated, joined
from borderdb.text.stories import Draft, Paragraph
from borderdb.text.tokens import words

BROKEN = 20  # characters from which on a line without an end is a broken sentence and no item of a list
NEAR = 6  # stories after the broken one in which its rest is looked for
SAMPLE = 40  # paragraphs, of a hundred characters each, that are looked at to tell what a story speaks of
LIKE = 0.06  # share of pairs of characters by which a rest is more like the broken story than like the one around it

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
    broken = draft.body[-1]
    seams = [
        (other, at)
        for other in later
        for at in range(1, len(other.body))
        if other.body[at - 1].line.is_closed and not (other.body[at].is_heading or other.body[at - 1].is_heading)
    ]
    found = next((seam for seam in seams if _cannot_begin(broken, seam[0].body[seam[1]])), None)
    if found is None and not broken.line.text[-1].isdigit():
        found = _likeliest(draft, seams)
    if found is not None:
        other, at = found
        broken.loose = False
        draft.body += other.body[at:]
        del other.body[at:]


def _cannot_begin(broken: Paragraph, candidate: Paragraph) -> bool:
    """Whether a paragraph cannot begin a sentence and continues the broken one: 全县共有800 … 余名党员."""
    text = candidate.line.text
    if broken.line.text[-1].isdigit():
        return _COUNTED.match(text) is not None
    if _unclosed(broken.line.text) and _unopened(text):
        return True
    return _NO_BEGINNING.match(text) is not None


def _likeliest(draft: Draft, seams: Sequence[tuple[Draft, int]]) -> tuple[Draft, int] | None:
    """The place whose text speaks of what the broken story speaks of, more than of what stands before it.

    A word that the break has cut makes it surer: 基 … 层党组织.
    """
    broken = draft.body[-1]
    own = _pairs(draft.body)
    best: tuple[float, Draft, int] | None = None
    for other, at in seams[: 2 * SAMPLE]:
        rest = _pairs(other.body[at:])
        likeness = (len(rest & own) - len(rest & _pairs(other.body[:at]))) / max(len(rest), 1)
        is_word = _joins_word(broken.line.text, other.body[at].line.text)
        least = 0.0 if is_word else LIKE
        if likeness > least and not (broken.loose and not is_word) and (best is None or likeness > best[0]):
            best = likeness, other, at
    return (best[1], best[2]) if best else None


def _pairs(body: Sequence[Paragraph]) -> set[str]:
    """The pairs of neighbouring characters in some paragraphs: a measure of what they speak of."""
    text = "".join(paragraph.line.text for paragraph in body[:SAMPLE])[: SAMPLE * 100]
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _joins_word(before: str, after: str) -> bool:
    """Whether the end of one text and the beginning of another make a word of the dictionary."""
    tail = before[-6:]
    return any(token.start < len(tail) < token.end for token in words().cut(tail + after[:6]))


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
