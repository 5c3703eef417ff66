"""From a page as decoded to clean text: steps that each take a SourceText and give one.

Afterwards the text is simplified Chinese without pinyin glosses and control characters; digits, Latin letters and
`%` are half-width, punctuation beside Chinese text full-width, quotes “ ” ‘ ’. Lines are as they were: which of them
belong together is for the layout to say. Where the page has destroyed characters U+FFFD stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape

from borderdb.text.glosses import drop_glosses
from borderdb.text.mojibake import mend_late_bytes
from borderdb.text.source import Edit, SourceText
from borderdb.text.variants import simplify
from borderdb.text.widths import close_titles, level_dots, level_widths, single_marks, turn_quotes

Step = Callable[[SourceText], SourceText]

WATERMARK = 3  # line ends with a lone letter that make it a watermark

# Patterns begin with the mark itself and look back from there: the search skips from mark to mark.
_BREAKS = re.compile(r"[\r\u2028\u2029\x85\x0b\x0c](?:(?<=\r)\n)?")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
    r"(?:(?<=\x1b)\[[0-?]{0,20}[ -/]{0,5}[@-~])?"  # what colours a terminal
)
_HALVES = re.compile("[\ud800-\udfff]")  # of a surrogate pair: the other half is lost, and alone none can be stored
_ENTITIES = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|[lr][ds]quo|quot|[mn]dash|hellip|middot|amp|lt|gt|times|#\d{2,5});")
# What a forum writes for bold, size and colour: [size=3][b]2022年[/b].
_TAGS = re.compile(
    r"\[/?(?:(?P<block>align|hr|indent|list|p|quote|table|tr)|b|backcolor|color|font|i|img|s|size|td|u|url)"
    r"(?:=[^\]\n]{0,120})?\]"
)
_MARKED_UP = 4  # such tags that make a page one of a forum; a lone [b] can be a mark of the text
_NOTE = r"\d{1,2}(?:[-,，、—]\d{1,2}){0,5}[\]］]"
_CITATIONS = re.compile(rf"[\[［](?<=[^\sA-Za-z0-9\[［（(].){_NOTE}(?:[\[［]{_NOTE})*")
# 回顾kXq, 6800余匹。kXq: no word follows a full stop.
_LETTERS = re.compile(r"[A-Za-z](?<=[\u3400-\u9fff，。；：！？”）、][A-Za-z])[A-Za-z]{1,5}$", re.MULTILINE)
_LONE_LETTER = re.compile(r"[ A-Za-z](?<=[\u3400-\u9fff，、].)(?:(?<! )|(?<= )[A-Za-z])$", re.MULTILINE)


def clean(source: SourceText) -> SourceText:
    """The text free of the damage that pages bring with them; each character still knows its place in the source."""
    for step in STEPS:
        source = step(source)
    return source


def drop_controls(source: SourceText) -> SourceText:
    """Line breaks of every kind become one; control and zero-width characters go; half a character is a lost one."""
    source = source.replace(Edit(*half.span(), "\ufffd") for half in _HALVES.finditer(source.text))
    source = source.replace(Edit(*mark.span(), "\n") for mark in _BREAKS.finditer(source.text))
    return source.replace(Edit(*mark.span(), "") for mark in _CONTROLS.finditer(source.text))


def read_entities(source: SourceText) -> SourceText:
    """What a web page's source calls &nbsp; or &ldquo; becomes the character."""
    return source.replace(Edit(*name.span(), unescape(name[0])) for name in _ENTITIES.finditer(source.text))


def drop_tags(source: SourceText) -> SourceText:
    """The tags of a forum, which wrap single characters and would part a number: [b]20[/b][b]22[/b]年.

    What makes a paragraph there ends a line.
    """
    tags = list(_TAGS.finditer(source.text))
    if len(tags) < _MARKED_UP:
        return source
    return source.replace(Edit(*tag.span(), "\n" if tag["block"] else "") for tag in tags)


def drop_citations(source: SourceText) -> SourceText:
    """Numbers that lead to a note: 成效显著[2]。 The 〔2023〕 of a document's number has other brackets."""
    return source.replace(Edit(*mark.span(), "") for mark in _CITATIONS.finditer(source.text))


def drop_watermark(source: SourceText) -> SourceText:
    """Letters of a watermark at the ends of lines, one by one or always the same few. A single 计划B is none."""
    letters = list(_LONE_LETTER.finditer(source.text))
    if len(letters) >= WATERMARK:
        source = source.replace(Edit(*letter.span(), "") for letter in letters)
    ends = list(_LETTERS.finditer(source.text))
    stopped = Counter(end[0] for end in ends if source.text[end.start() - 1] in "。！？")
    marks = {letters for letters, count in stopped.items() if count >= WATERMARK}
    return source.replace(Edit(*end.span(), "") for end in ends if end[0] in marks)


STEPS: tuple[Step, ...] = (
    read_entities,
    drop_tags,
    drop_controls,
    mend_late_bytes,
    drop_glosses,
    simplify,
    drop_citations,
    level_dots,
    level_widths,
    drop_watermark,
    close_titles,
    single_marks,
    turn_quotes,
)
