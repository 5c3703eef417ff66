"""What each line of a page is for: heading, byline, dateline, caption, furniture, or text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from borderdb.text.bylines import is_party, read_byline, read_credit, read_opening, read_plain_names
from borderdb.text.credits import read_credits
from borderdb.text.datelines import Dateline, read_dateline, read_issuer
from borderdb.text.furniture import is_furniture
from borderdb.text.heads import read_head
from borderdb.text.lines import Line, is_enumerated
from borderdb.text.parts import Part, Role
from borderdb.text.registers import join_fields

HEADING = 42  # characters of the longest heading
TITLE = 100  # characters of the longest title of a public paper
CAPTION = 45  # characters of the longest caption without a text of its own
PHRASE = 16  # characters of a caption that is a mere noun: 镇上的老街。
BROKEN = 22  # characters from which on a line with commas is no section heading
PICTURE = 2  # empty lines beyond the usual that a picture leaves behind


# 某县人民政府办公室关于印发《……》的通知
_TWICE = re.compile(
    r"(?P<title>(?P<head>[^。；]{8})[^。；]{0,60}?)\s+(?P=head)[^。；]*"
)  # the title, and once more cut off
_ISSUED = re.compile(
    r"[\u3400-\u9fff]{0,24}关于(?:印发|下发|转发|批转|公布|做好|开展|加强|进一步|调整|同意|上报|报送)[^。；]{4,}"
)
_INNER_END = re.compile(r"[。；]")
_GOES_ON = re.compile(r"[，、；…,;：—]\Z|\d\.\Z")  # or the line breaks inside a number: 占任务的103.|3%
_TAIL = re.compile(
    r"(?:\s*[|｜](?:\s*[|｜])*|(?<=[^\s，。]{6})\s*分享[到至]?[：:]?)\s*\Z"
)  # what a page prints behind a title
_TAILS = ("|", "｜", "享", "到", "至", "：", ":")  # what it ends with
_SUBTITLE = re.compile(r"[—-]{1,3}\s*[^—\s]")
# The second line of —— 某年某月某日在某旗 / 第十届人民代表大会第二次会议上
_SESSION = re.compile(r"[^，。；]{0,24}第[一二三四五六七八九十]{1,3}[届次][^，。；]{2,32}(?:会议|大会|全会)上")
_PASSED = re.compile(r"[（(]\d{4}年\d{1,2}月\d{1,2}日[^，。；（）()]{4,50}(?:会议|大会|全会)(?:上|通过|批准)?[)）]")
# 某县某镇某村  二〇二三年十二月八日, under the title of a village's own paper
_FROM_PLACE = re.compile(
    r"[\u3400-\u9fff]{1,8}[县市旗区][\u3400-\u9fff]{2,7}(?:[镇乡](?:[\u3400-\u9fff]{1,6}村)?|苏木|街道)\s*"
    r"(?:\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日"
)
_FORMULA = re.compile("特此|此致|以上|谢谢|专此")
_TIME_FIRST = re.compile(
    r"(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|份)?|近[日期]|日前|近年来|连日来"
    r"|(?:[今去]年|\d{4}年)以来)，[^ ]{6}"
)
_SPEAKER = re.compile(r"(?:记者|主持人|问|答|[QA])：")
_SCENE = re.compile(
    r"(?:活动|现场|场景|一角|仪式|合影|留影|风光|风貌|景色|景象|美景|美丽景色|全景|外景|内景|新貌|航拍|鸟瞰|俯瞰|一景|情景|场面|瞬间|画面)(?:图|照)?。?"
)
_PREDICATE = re.compile("[了着过正将会是已更越让把仍还都不就也有在从向被为使要能可说呢吧吗！？]|继续|开始|\\d")
# 某社某地5月1日电 题：…… is the headline.
_TITLED = re.compile(r"[^，。；！？“”]{2,30}?[0-9]{1,2}月[0-9]{1,2}日电?\s*[（(]?题[：:]\s*(?=[^。；]{4,60}\Z)")
# 发布会现场 摄影 某某: under a picture, not over a text.
_PICTURED = re.compile(
    r"[^，。；：！？]{2,24}?\s(?:摄影|供图|图片|图)[\s：/]{1,2}[\u3400-\u9fff·]{2,4}(?:[\s、][\u3400-\u9fff·]{2,4}){0,3}"
)
# 中文名称 某村 所属地区 某省某市某县某镇: of such a list the text goes on from where it is.
_WHERE = re.compile(r"中文名称?\s.*?(?:所属|所在)(?:地区)?\s+(?P<where>[\u3400-\u9fff]{4,40})(?=\s|\Z)")
_UNTIL = re.compile(r"[（(](?:本文|以上|文中)?(?:统计)?数据(?:统计)?(?:时间)?(?:均)?截[至止][^（）()]{4,20}[)）]")
_PICTURE_WORD = re.compile(r"(?:[上下左右本题]?图(?:[①-⑩一二三四五六七八九\d]{1,2})?[为：:]|[上下左右]图)")


def is_heading(line: Line) -> bool:
    """Whether a line looks like a heading: short, and no sentence."""
    text = " ".join(line.text.split())
    if line.mark:
        return len(text) <= 2 * HEADING
    if _SPEAKER.match(text) or _INNER_END.search(text):
        return False
    if len(text) <= TITLE and _ISSUED.match(text):
        return True
    if len(text) > HEADING or _GOES_ON.search(text):
        return False
    bare = text.rstrip("”’")
    return bare[-1:] not in "！？!?" or (len(text) <= 24 and "：“" not in text)


def is_half(line: Line) -> bool:
    """Whether a line without an end is rather half a sentence than a section heading.

    Headings have their parts side by side (抓机制 强队伍); a long line with commas is the upper half of a sentence, and
    so is one that begins with its time: 5月，某口岸延长通关
    """
    if _TIME_FIRST.match(line.text):
        return True
    return len(line.text) >= BROKEN and "，" in line.text and " " not in line.text


def read_roles(lines: Sequence[Line]) -> list[Part]:
    """The lines with their roles; captions are told by their neighbours."""
    lines = join_fields(lines)
    usual = Counter(line.blank for line in lines[1:]).most_common(1)
    gap = (usual[0][0] if usual else 0) + PICTURE
    parts = read_head([replace(_part(line), pictured=True) if line.blank >= gap else _part(line) for line in lines])
    parts = [_as_names(parts, at) for at in range(len(parts))]
    parts = [_as_cry(parts, at) for at in range(len(parts))]
    parts = [_as_item(parts, at) for at in range(len(parts))]
    parts = _with_captions(parts)
    last = next((at for at in range(len(parts) - 1, -1, -1) if not parts[at].is_quiet), None)
    if last is not None and parts[last].role is Role.HEADING and _ends_page(parts[last].line):
        parts[last] = replace(parts[last], role=Role.TEXT)
    return parts


def _ends_page(line: Line) -> bool:
    """Whether a short line at the end of a page is text: 谢谢大家！, or a paragraph without a full stop."""
    return not line.mark and line.text[0] not in "（【" and (line.is_closed or is_half(line))


def _part(line: Line) -> Part:
    twice = _TWICE.fullmatch(line.text)
    line = line.cut(0, twice.end("title")) if twice is not None else line
    tail = _TAIL.search(line.text) if line.text.rstrip().endswith(_TAILS) else None
    line = line.cut(0, tail.start()) if tail is not None and tail.start() else line
    text = line.text
    dateline = read_dateline(text)
    if dateline is not None:
        return Part(line, Role.DATELINE, names=dateline.byline, dateline=dateline)
    writers = read_credits(text)
    if writers is not None:
        return Part(line, Role.BYLINE, names=writers)
    until = _UNTIL.match(text)
    if until is not None:
        return Part(line.cut(0, until.end()), Role.SUBTITLE)
    listed = _WHERE.match(text)
    if listed is not None:
        return Part(line.cut(*listed.span("where")), Role.SUBTITLE)
    if not line.mark and is_furniture(text):
        return Part(line, Role.FURNITURE)
    titled = _TITLED.match(text)
    if titled is not None:
        return Part(line.cut(titled.end(), len(text)), Role.HEADING)
    if _PICTURED.fullmatch(text):
        return Part(line, Role.CAPTION)
    names = read_byline(text)
    if names is not None:
        return Part(line, Role.BYLINE, names=names)
    if _PASSED.fullmatch(text) or _FROM_PLACE.fullmatch(text):
        return Part(line, Role.SUBTITLE)
    if len(text) <= 60 and not line.is_closed and (_SUBTITLE.match(text) or _SESSION.fullmatch(text)):
        return Part(line, Role.SUBTITLE)
    if is_heading(line):
        return Part(line, Role.HEADING)
    credit = read_credit(text)
    if credit is not None:
        return Part(line, Role.TEXT, names=credit[1], credit=credit[0])
    return Part(line, Role.TEXT, opening=read_opening(text))


def _as_names(parts: Sequence[Part], at: int) -> Part:
    """A row of names is a byline only right under a headline; elsewhere it may be a list of prize-winners."""
    part = parts[at]
    if (
        part.role is Role.HEADING
        and at == 0
        and len(parts) > 1
        and parts[1].role is Role.TEXT
        and is_party(part.line.text)
    ):
        return replace(part, role=Role.BYLINE, names=(part.line.text,))
    if part.role is not Role.HEADING or part.line.mark:
        return part
    above = next((i for i in range(at - 1, -1, -1) if parts[i].role is not Role.DATELINE), None)
    if above is not None and parts[above].role in (Role.HEADING, Role.SUBTITLE):
        names = read_plain_names(part.line.text)
        if names is not None:
            return replace(part, role=Role.BYLINE, names=names)
        issuer = read_issuer(part.line.text)
        if issuer is not None:
            return replace(part, role=Role.DATELINE, dateline=Dateline(None, issuer, (), timed=False))
    return part


def _as_cry(parts: Sequence[Part], at: int) -> Part:
    """A line that cries out or asks over a dateline or an opening, or first on a page, is a headline."""
    part = parts[at]
    text = part.line.text
    is_cry = len(text) <= HEADING and text.endswith(("！", "？")) and not _INNER_END.search(text)
    if part.role is not Role.TEXT or not is_cry or at + 1 == len(parts):
        return part
    below = parts[at + 1]
    first = all(other.role is Role.FURNITURE for other in parts[:at]) and len(below.line.text) >= BROKEN
    return replace(part, role=Role.HEADING) if _opens(below) or (first and below.role is Role.TEXT) else part


def _as_item(parts: Sequence[Part], at: int) -> Part:
    """Numbered lines one under the other are items of a list; a numbered heading has text under it."""
    part = parts[at]
    if part.role is not Role.HEADING or part.line.mark or not is_enumerated(part.line.text):
        return part
    near = [parts[i] for i in (at - 1, at + 1) if 0 <= i < len(parts)]
    style = _digits_as_one(part.line.text)
    same = [other for other in near if other.role is Role.HEADING and _digits_as_one(other.line.text) == style]
    return replace(part, role=Role.TEXT) if same else part


def _digits_as_one(text: str) -> str:
    """How a line is numbered: （一） and （二） in the same way, 1. in another."""
    return re.sub("[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", text[:5]))[: 3 if text[0] == "第" else 2]


def _with_captions(parts: Sequence[Part]) -> list[Part]:
    solid = [at for at, part in enumerate(parts) if part.role is not Role.FURNITURE]
    found = list(parts)
    for number, at in enumerate(solid):
        part = parts[at]
        before = parts[solid[number - 1]] if number else None
        after = parts[solid[number + 1]] if number + 1 < len(solid) else None
        if part.role in (Role.TEXT, Role.HEADING) and not part.line.mark and _is_caption(part, before, after):
            found[at] = replace(part, role=Role.CAPTION)
    return found


def _is_caption(part: Part, before: Part | None, after: Part | None) -> bool:
    """A short line about a picture, with no text of its own.

    A picture before it, its credit or its wording show it; so does its place between a headline and the byline, or
    inside a sentence that it interrupts.
    """
    text = part.line.text[: part.credit]
    headed = before is not None and before.role in (Role.HEADING, Role.SUBTITLE)
    if part.role is Role.HEADING:
        interrupts = _interrupts(before, after)
        return part.pictured and (
            interrupts or (headed and _opens(after) and before is not None and len(before.line.text) > 7)
        )
    if part.credit is not None:
        return len(text) < 60 and not headed and _INNER_END.search(text[:-1]) is None
    if len(text) >= 2 * CAPTION:
        return False
    if part.opening is not None or is_enumerated(text) or _SPEAKER.match(text) or _FORMULA.match(text):
        return False
    if _PICTURE_WORD.match(text):
        return True
    if len(text) > CAPTION or "，" in text or text[-1] in "：:":
        return False
    if not part.line.is_closed or _INNER_END.search(text[:-1]):
        return False
    if headed and _opens(after):
        return True
    if part.pictured and not headed:
        return True
    ends = after is None or after.role not in (Role.TEXT, Role.DATELINE, Role.BYLINE)
    is_phrase = after is not None and not headed and len(text) <= PHRASE and _PREDICATE.search(text) is None
    return ends and (is_phrase or _SCENE.search(text[-8:]) is not None)


def _opens(part: Part | None) -> bool:
    return part is not None and (part.role in (Role.BYLINE, Role.DATELINE) or part.opening is not None)


def _interrupts(before: Part | None, after: Part | None) -> bool:
    """Whether a line stands in the middle of a sentence: what goes before is open, what follows is text."""
    return (
        before is not None
        and before.role is Role.TEXT
        and not before.line.is_closed
        and after is not None
        and after.role is Role.TEXT
        and after.opening is None
    )
