"""The stories of a page: which lines begin one, and which belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from borderdb.text.bylines import read_signature
from borderdb.text.datelines import read_issuer
from borderdb.text.furniture import closes_page, find_turns, opens_links
from borderdb.text.headlines import MOST, choose, find_leading
from borderdb.text.lines import Line, is_enumerated, joined
from borderdb.text.parts import Part, Role
from borderdb.text.roles import is_half, read_roles
from borderdb.text.sites import TITLE, end_of_title, is_site, is_site_or_app
from borderdb.text.trails import find_trail

BANNER = 7  # characters of the longest line over a headline that is surely no headline itself
CAPTION_STORY = 60  # characters from which on a caption with a credit is a story of its own, headline or not


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a story being put together.

    `loose`: a short line over another story's headline, either a banner of the page or a sentence cut off.
    """

    line: Line
    is_heading: bool = False
    loose: bool = False


@dataclass(slots=True)
class Draft:
    """A story being put together.

    `brief` says that it opened with 本报讯, `web` that it opened with a dateline of a web page; `signed` that the names
    of its writers have closed it.
    """

    headline: Line | None = None
    subtitle: list[Line] = field(default_factory=list)
    names: tuple[str, ...] = ()
    published_on: date | None = None
    outlet: str | None = None
    body: list[Paragraph] = field(default_factory=list)
    opened: bool = False
    brief: bool = False
    web: bool = False
    signed: bool = False

    @property
    def has_text(self) -> bool:
        return any(not paragraph.is_heading for paragraph in self.body)

    @property
    def has_sections(self) -> bool:
        return any(paragraph.is_heading for paragraph in self.body)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a story begins: the parts of its headline block, and the part that showed it."""

    opener: int
    headline: int | None
    subtitle: tuple[int, ...] = ()
    passed: tuple[int, ...] = ()  # headings of the block that are none: a site, a column, an account


@dataclass(frozen=True, slots=True)
class Page:
    """The stories in the order in which they begin, and what the page says of all of them."""

    drafts: tuple[Draft, ...]
    published_on: date | None
    outlet: str | None
    trail: Line | None  # the places that the way to the page leads over
    names: tuple[str, ...]  # short lines over and under the stories, among which the newspaper's name may stand


_PLACE_FIRST = re.compile(r"[\u3400-\u9fff]{1,6}?(?:自治州|自治县|省|市|州|盟|县|旗|区|镇|乡|苏木|村|嘎查|社区|口岸)")


def find_stories(lines: Sequence[Line]) -> Page:
    """The stories among the lines of a page."""
    parts = read_roles(lines)
    return _Assembly(parts, _find_starts(parts)).run()


def _find_starts(parts: Sequence[Part]) -> list[_Start]:
    """Where bylines, datelines, 本报讯 and captions with a text of their own show that a story begins."""
    starts: list[_Start] = []
    dated = -1  # the dateline of a web page that has begun a story with a headline, until its text follows
    first_text = next((at for at, part in enumerate(parts) if part.role is Role.TEXT), len(parts))
    texts = (i for i in range(len(parts) - 1, -1, -1) if parts[i].role is Role.TEXT)
    last_text = next((i for i in texts if parts[i].line.is_closed), len(parts))
    begun = -1  # the last part of the headline block that the last start has taken
    for at, part in enumerate(parts):
        opens = _is_opener(parts, at, last_text) and (dated < 0 or _is_headed(parts[dated:at]))
        start = _start(parts, at, begun, has_text=first_text < at) if opens else None
        if start is not None:
            starts.append(start)
            begun = max(at, start.headline or at)
            dated = at if part.dateline is not None and start.headline is not None else -1
        elif part.role is Role.TEXT:
            dated = -1
    return starts


def _is_headed(parts: Sequence[Part]) -> bool:
    """Whether something longer than the name of a site or an app stands there as a heading."""
    return any(part.role is Role.HEADING and len(part.line.text) > BANNER for part in parts)


def _is_opener(parts: Sequence[Part], at: int, last_text: int) -> bool:
    part = parts[at]
    if part.opening is not None:
        return True
    if part.role is Role.BYLINE:
        return at < last_text  # behind the last text names close a story
    if part.dateline is not None:
        return part.dateline.timed and _follows(parts, at) is not None
    return part.credit is not None


def _start(parts: Sequence[Part], at: int, begun: int, *, has_text: bool) -> _Start | None:
    """The headline block over an opener; None where the opener belongs to a story that has begun already."""
    subtitle: list[int] = []
    headings: list[int] = []
    for above in range(at - 1, -1, -1):
        part = parts[above]
        if len(headings) == MOST:
            break
        if part.role is Role.HEADING and above > begun:
            headings.append(above)
        elif part.role is Role.SUBTITLE and above > begun and not headings:
            subtitle.append(above)
        elif above == begun and part.role is not Role.TEXT and not headings:
            return None
        elif part.role is Role.TEXT or above <= begun:
            break
    if parts[at].dateline is not None and not has_text and all(_is_column(parts[i].line) for i in headings):
        headings += _headings_below(parts, at)
    if headings:
        best = choose(parts, headings, at)
        passed = (i for i in headings if i > best or (i != best and best > at))
        return _Start(at, best, tuple(reversed(subtitle)), tuple(sorted(passed)))
    part = parts[at]
    if part.credit is not None:
        return _Start(at, None) if part.credit >= CAPTION_STORY and part.pictured else None
    if part.opening is not None:
        return _Start(at, None, tuple(reversed(subtitle)))
    return None if has_text else _Start(at, None, tuple(reversed(subtitle)))


def _is_column(line: Line) -> bool:
    """Whether a heading over a dateline may be the column of a register, 镇情概况, a site or an office."""
    return not line.mark and (len(line.text) <= BANNER or is_site(line.text) or read_issuer(line.text) is not None)


def _headings_below(parts: Sequence[Part], at: int) -> list[int]:
    """The headings between a dateline and its text, those of sections aside: some print the date over the headline."""
    end = next((i for i in range(at + 1, len(parts)) if parts[i].role is Role.TEXT), at)
    headings = [i for i in range(at + 1, end) if parts[i].role is Role.HEADING]
    return [i for i in headings if not is_enumerated(parts[i].line.text)] or headings


def _follows(parts: Sequence[Part], at: int) -> int | None:
    return next((i for i in range(at + 1, len(parts)) if not parts[i].is_quiet), None)


def _is_broken(last: Paragraph, line: Line) -> bool:
    """Whether a short line is the beginning or the rest of a sentence that a column has broken, and no heading.

    Headings have their parts side by side (抓机制 强队伍); a long line with commas is the upper half of a sentence.
    """
    return (not last.is_heading and not last.line.is_closed) or is_half(line)


def _standing(parts: Sequence[Part], starts: Sequence[_Start]) -> list[bool]:
    """For each part whether text of its own story follows; not where only headings part it from the next story."""
    over = {start.headline for start in starts} | {i for start in starts for i in start.subtitle}
    openers = {start.opener for start in starts}
    standing = [False] * len(parts)
    stands = False
    for at in range(len(parts) - 1, -1, -1):
        standing[at] = stands
        if at in over:
            stands = False
        elif parts[at].role is Role.TEXT or at in openers:
            stands = True
    return standing


class _Assembly:
    """Walks down the page and puts each part into its story."""

    def __init__(self, parts: Sequence[Part], starts: Sequence[_Start]) -> None:
        self.parts = parts
        self.starts = {start.opener: start for start in starts}
        self.taken = {i for start in starts for i in (start.headline, *start.subtitle, *start.passed) if i is not None}
        leading = find_leading(parts, starts[0].opener if starts else len(parts))
        self.names = [parts[i].line.text for i in leading]
        self.taken |= set(leading)
        self.stands = _standing(parts, starts)
        self.feature: Draft | None = None  # the last story with a byline that opened with a line of its own
        self.story_mark = min((parts[i].line.mark for i in self.taken if parts[i].line.mark), default=0)
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.ended = False  # the story of a web page is over, what follows are links
        self.published_on: date | None = None
        self.outlet: str | None = None

    def run(self) -> Page:
        for at, part in enumerate(self.parts):
            if at in self.taken:
                continue
            if at in self.starts:
                self._begin(self.starts[at])
            elif part.role is Role.FURNITURE:
                self._furniture(part)
            elif not self.ended:
                self._add(at, part)
        drafts = tuple(draft for draft in self.drafts if draft.has_text or draft.headline)
        return Page(drafts or self._all(), self.published_on, self.outlet, self._trail(), tuple(self.names))

    def _trail(self) -> Line | None:
        lines = (part.line for part in self.parts if part.role is Role.FURNITURE)
        return next((line.cut(*trail) for line in lines if (trail := find_trail(line.text)) is not None), None)

    def _all(self) -> tuple[Draft, ...]:
        """A page on which nothing looks like text: whatever is no furniture is one story."""
        lines = [
            part.line for part in self.parts if part.role in (Role.HEADING, Role.SUBTITLE, Role.CAPTION, Role.TEXT)
        ]
        headline = lines.pop(0) if len(lines) > 1 else None
        return (Draft(headline=headline, body=[Paragraph(line) for line in lines]),) if lines else ()

    def _begin(self, start: _Start) -> None:
        part = self.parts[start.opener]
        draft = Draft(names=part.names, opened=True, brief=part.opening is not None)
        draft.headline = self._headline(start.headline)
        draft.subtitle = [self.parts[i].line for i in start.subtitle]
        if self.current is not None and self.current.web and not self.current.body:
            self.drafts.remove(self.current)  # a register of its papers, or a site, with a date of its own
        self.drafts.append(draft)
        self.ended = False
        if part.credit is not None:
            draft.body.append(Paragraph(part.line.cut(0, part.credit)))
            draft.signed = True
            return  # the story that the picture interrupts goes on below it
        self.current = draft
        if draft.names and not draft.brief:
            self.feature = draft
        if part.dateline is not None:
            draft.web = True
            draft.published_on, draft.outlet = part.dateline.published_on, part.dateline.outlet
        if part.opening is not None:
            draft.names = part.opening.names
            self._text(part.line.cut(part.opening.end, len(part.line.text)))

    def _headline(self, at: int | None) -> Line | None:
        """The headline: a title printed twice is one, one broken in two lines is whole, a site's name goes."""
        if at is None:
            return None
        line = self.parts[at].line
        above = self.parts[at - 1] if at else None
        if above is not None and above.role is Role.HEADING and at - 1 not in self.taken and not line.mark:
            if len(above.line.text) >= TITLE and line.text.startswith(above.line.text):
                return above.line
            opener = self.parts[at + 1].line if at + 1 < len(self.parts) else line
            if line.blank == 0 and opener.blank > 0 and len(above.line.text) > BANNER and above.line.blank > 0:
                return joined((above.line, line))
        return line.cut(0, end_of_title(line.text))

    def _furniture(self, part: Part) -> None:
        self.names.append(part.line.text)
        if self.current is not None and self.current.has_text and self.current.web:
            self.ended = self.ended or closes_page(part.line.text)
        self.ended = self.ended or (opens_links(part.line.text) and self.current is not None)

    def _add(self, at: int, part: Part) -> None:
        current = self.current
        if part.dateline is not None:
            self._date(part)
        elif part.role is Role.BYLINE:
            if current is not None and not current.names:
                current.names = part.names
            if current is not None and current.has_text:
                current.signed = True
        elif part.role is Role.SUBTITLE and current is not None and not current.has_text:
            current.subtitle.append(part.line)
        elif part.role in (Role.HEADING, Role.SUBTITLE):
            self._heading(at, part)
        elif part.role is Role.TEXT and part.opening is not None:  # under a dateline that has begun the story
            self._text(part.line.cut(part.opening.end, len(part.line.text)))
            if self.current is not None and not self.current.names:
                self.current.names = part.opening.names
        elif part.role is Role.TEXT:
            self._text(part.line.cut(0, part.credit) if part.credit is not None else part.line)
            if part.credit is not None and self.current is not None and not self.current.names:
                self.current.names = part.names

    def _date(self, part: Part) -> None:
        dateline, current = part.dateline, self.current
        if dateline is None:
            return
        if current is None or not current.has_text:
            self.published_on = self.published_on or dateline.published_on
            self.outlet = self.outlet or dateline.outlet
        elif current.published_on is None:
            current.published_on = dateline.published_on
        if current is not None:
            current.outlet = current.outlet or dateline.outlet
            current.names = current.names or dateline.byline

    def _heading(self, at: int, part: Part) -> None:
        current, line = self.current, part.line
        if not self.stands[at]:
            self.names.append(line.text)  # a banner, or the foot of the page
            if current is not None and current.has_text and not line.mark and len(line.text) > BANNER:
                current.body.append(Paragraph(line, loose=True))
            return
        last = current.body[-1] if current is not None and current.body else None
        is_first = last is None and current is not None and current.opened and is_half(line)
        is_rest = last is not None and not is_enumerated(line.text) and _is_broken(last, line)
        if not line.mark and (is_first or is_rest):
            self._text(line)
        elif current is None or self._begins_story(at, part):
            self.current = Draft(headline=self._headline(at))
            self.drafts.append(self.current)
        elif not current.opened and self._is_banner(current, line):
            current.headline = self._headline(at)
        elif current.web and not current.has_text and (line.text == current.outlet or is_site_or_app(line.text)):
            self.names.append(line.text)
        else:
            self._section(line)

    def _begins_story(self, at: int, part: Part) -> bool:
        """Whether a heading without a byline begins a story: the one before it is signed, or its mark is higher."""
        current = self.current
        if current is None or not current.has_text:
            return current is None
        if current.signed or 0 < part.line.mark < self.story_mark:
            return True
        return current.headline is not None and self._is_news_elsewhere(current.headline, at, opened=current.opened)

    def _is_news_elsewhere(self, headline: Line, at: int, *, opened: bool) -> bool:
        """Whether unsigned news stand one under the other: each headline begins with a place, and so does its text.

        Under a day that all of them share, both with a colon: 甲镇：…… 乙镇：……
        """
        above, below = headline.text, self.parts[at].line.text
        here, there = _PLACE_FIRST.match(above), _PLACE_FIRST.match(below)
        if here is None or there is None or here[0] == there[0] or at + 1 >= len(self.parts):
            return False
        alike = here[0][-1] == there[0][-1] and above[here.end() :][:1] == below[there.end() :][:1] == "："
        if opened and not alike:
            return False
        return there[0] in self.parts[at + 1].line.text[:24]

    def _section(self, line: Line) -> None:
        """A section heading. After news in brief it goes on with the feature that the brief has interrupted."""
        if self.current is not None and self.current.brief and not self.current.has_sections:
            feature = self.feature
            if feature is not None and not feature.has_sections and not feature.signed:
                self.current = feature
        if self.current is not None:
            self.current.body.append(Paragraph(line, is_heading=True))

    def _is_banner(self, current: Draft, line: Line) -> bool:
        """Whether what was taken for the headline only stands over it: 江畔新风."""
        headline = current.headline
        if (
            headline is None
            or current.body
            or current.subtitle
            or (headline.mark and not 0 < line.mark <= headline.mark)
        ):
            return False
        self.names.append(headline.text)
        return len(headline.text) <= BANNER or is_site(headline.text)

    def _text(self, line: Line) -> None:
        if self.current is None:  # text without a heading goes on with a caption's story, or is a story itself
            self.current = self.drafts[-1] if self.drafts else Draft()
            self.drafts = self.drafts or [self.current]
        for start, end in reversed(find_turns(line.text)):
            line = line.cut(0, start) if start else line.cut(end, len(line.text))
        signature = read_signature(line.text)
        if signature is not None:
            line = line.cut(0, signature[0])
            self.current.names = self.current.names or signature[1]
        self.current.signed = signature is not None
        if line.text:
            self.current.body.append(Paragraph(line))
