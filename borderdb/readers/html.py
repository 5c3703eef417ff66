"""Web pages: the main text, its headline and the line that says when and where it was published.

trafilatura chooses the paragraphs; the smallest block that holds nearly all of them is the story, and all that this
block shows belongs to it, short items of a list too, but rows of links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import trafilatura
from lxml import etree, html
from trafilatura.settings import use_config

from borderdb.errors import DocumentError
from borderdb.readers.document import Document, Found, Metadata
from borderdb.readers.htmllines import HEADINGS, Page, PageLine, numbers_in, read_page
from borderdb.readers.htmlmeta import read_markup
from borderdb.readers.markup import slim
from borderdb.readers.media import ARCHIVED_HTML, HTML
from borderdb.readers.metadata import find_day
from borderdb.readers.mhtml import find_page
from borderdb.readers.plain import decode
from borderdb.records import Origin
from borderdb.text.cleaning import clean
from borderdb.text.datelines import Dateline, read_dateline
from borderdb.text.source import SourceText

Element = Any

MOST_CHARACTERS = 4_000_000  # of markup without scripts, styles and pictures; pages of newspapers have 30,000
MOST_TAGS = 120_000
SMALLEST = 40  # characters from which on trafilatura takes what it has found for a text
NEARLY = 0.8  # share of the chosen text that the block of the story must hold
CLOSE = 0.4  # how much other text, measured by the chosen one, a block may show and still be nothing but the story
LONGEST_TITLE = 60  # characters
TITLE = 6  # characters of the shortest line that is known as the headline by standing in the title of the page
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})|encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_SITE = re.compile(r"\s*[_|｜»]\s*|\s+[-–—]+\s*|(?<=[\u3400-\u9fff”！？])[-–—](?=[\u3400-\u9fff]{2,20}$)")
_DATED = re.compile(r"(?:19|20)\d\d\s*[-/.年]|\d[./](?:19|20)\d\d(?!\d)|来源|稿源|出处|作者")
_SOURCE = re.compile(r"(?:来源|稿源|出处)\s*[:：]\s*([\u3400-\u9fffA-Za-z]{2,20})")
_HOUR = re.compile(r"\d{1,2}[:：]\d{2}")
_MARKS = re.compile(r"[\W_]+")
_SUBTITLE = re.compile(r"[—-]{1,3}\s*[^—\s-]")


def read(data: bytes) -> Document:
    """The story of a saved web page. Raises DocumentError where there is none, or far too much of everything."""
    page = find_page(data)
    declared = _CHARSET.search(page.data[:4096].replace(b"\x00", b""))
    charset = page.charset or (declared and (declared[1] or declared[2]).decode("ascii"))
    text, encoding = decode(page.data, charset)
    tree = _parse(slim(text))
    known = read_markup(tree, text[:8192])
    if page.url and known.url is None:
        known = replace(known, url=Found(page.url, Origin.MARKUP))
    source, known = _story(read_page(tree), known, _page_title(tree))
    return Document(SourceText(source), ARCHIVED_HTML if page.archived else HTML, encoding, known)


def _parse(text: str) -> Element:
    if len(text) > MOST_CHARACTERS:
        raise DocumentError(f"has more than {MOST_CHARACTERS // 1_000_000} million characters of markup, no news page")
    if text.count("<") > MOST_TAGS:
        raise DocumentError(f"has more than {MOST_TAGS:,} tags, no news page")
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError("is a web page without content") from error
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise DocumentError("nests its elements deeper than any news page")
    return tree


def _page_title(tree: Element) -> str:
    return " ".join((tree.findtext(".//title") or "").split())


@dataclass(frozen=True, slots=True)
class _Main:
    """The lines of the story, by number, and the number at which its text begins."""

    numbers: list[int]
    start: int


def _story(page: Page, known: Metadata, page_title: str) -> tuple[str, Metadata]:
    """The text of the story in the conventions of a page, and what is known of it."""
    main = _main(page)
    lines = page.lines
    title, printed_at = _title(lines, main, known, page_title)
    dated_at, dateline = _dateline(lines, main, printed_at)
    known = _with_printed(known, dateline)
    used = {*dated_at} | ({printed_at} if printed_at is not None else set())
    head = [f"## {title}"] if title else []
    head += [lines[at].text for at in _subtitles(lines, printed_at)]
    head += [stamp] if (stamp := _stamp(known)) else []
    bare_title = _bare(title)
    body = [
        _marked(lines[at])
        for at in main.numbers
        if at > (printed_at or -1)
        and at not in used
        and _bare(lines[at].text) != bare_title
        and lines[at].text not in head
    ]
    if not body:
        raise DocumentError("is a web page without a story")
    found = Found(title, Origin.PRINTED if printed_at is not None else Origin.MARKUP) if title else None
    return "\n".join((*head, *body)), replace(known, title=found)


def _main(page: Page) -> _Main:
    """The lines of the main text."""
    lines = page.lines
    chosen = sorted(at for at in _chosen(page) if not lines[at].is_links and not lines[at].junk)
    if not chosen:
        chosen = [at for at, line in enumerate(lines) if not line.is_links and not line.junk]
    if not chosen:
        raise DocumentError("is a web page without a story")
    block = page.block_of(chosen, NEARLY)
    inside = [at for at in sorted(block) if not lines[at].is_links and not lines[at].junk]
    own = [at for at in chosen if at in block]
    weight = sum(len(lines[at].text) for at in own)
    other = sum(len(lines[at].text) for at in inside) - weight
    if other > CLOSE * weight:
        inside = [at for at in inside if own[0] <= at <= own[-1]]
    return _Main(inside, inside[0])


def _chosen(page: Page) -> set[int]:
    """The lines that trafilatura takes for the main text."""
    found = trafilatura.bare_extraction(page.copy, fast=True, include_comments=False, config=_config())
    body = getattr(found, "body", None)
    return numbers_in(body) if body is not None else set()


@cache
def _config() -> Any:
    """trafilatura's settings, with sizes for a script that says in eighty characters what takes English 250."""
    config = use_config()
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(SMALLEST)
    return config


def _title(lines: Sequence[PageLine], main: _Main, known: Metadata, page_title: str) -> tuple[str, int | None]:
    """The headline, and the line that prints it; None where only the markup has it.

    A line over the text, or its first, that the title of the page repeats; else the last <h1>; else the markup.
    """
    marked = known.title.value if known.title is not None else ""
    titles = [_bare(marked), _bare(page_title)]
    upper = [at for at in range(min(main.start + 3, len(lines))) if len(lines[at].text) <= 2 * LONGEST_TITLE]
    bare = {at: _bare(lines[at].text) for at in upper}
    repeated = [at for at in upper if len(bare[at]) >= TITLE and _repeats(lines[at], bare[at], titles)]
    if repeated:
        at = max(repeated, key=lambda at: (len(bare[at]), at))
        return lines[at].text, at
    headings = [at for at in upper if lines[at].tag == "h1" and not lines[at].is_links]
    if headings:
        return lines[headings[-1]].text, headings[-1]
    return marked or _SITE.split(page_title)[0], None


def _repeats(line: PageLine, words: str, titles: Iterable[str]) -> bool:
    return any(title.startswith(words) or (line.tag in HEADINGS and words in title) for title in titles if title)


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


def _dateline(lines: Sequence[PageLine], main: _Main, title_at: int | None) -> tuple[list[int], Dateline | None]:
    """The lines that say when and where the page was published, and what they say together.

    They stand between the headline and the text, or at the head or the foot of the text.
    """
    first = title_at if title_at is not None else max(main.start - 8, 0)
    upper = [at for at in range(first, len(lines)) if at < main.start or at in main.numbers[:6]]
    for places in (upper, main.numbers[-4:], range(main.start)):
        found = [at for at in places if at != title_at and _read(lines[at].text) is not None]
        if found:
            together = _read("　".join(lines[at].text for at in found[:4]))
            return (found[:4], together) if together is not None else (found[:1], _read(lines[found[0]].text))
    for at in upper:
        if at != title_at and (loose := _read_loosely(lines[at].text)) is not None:
            return [at], loose
    return [], None


def _read(text: str) -> Dateline | None:
    return read_dateline(clean(SourceText(text)).text) if len(text) <= 240 and _DATED.search(text) else None


def _read_loosely(text: str) -> Dateline | None:
    """The day and the source in a line that has other things too: 2025-03-12 来源：某报 我要纠错."""
    found, source = find_day(text), _SOURCE.search(text)
    if found is None or len(text) > 120 or "。" in text or not (source or _HOUR.search(text)):
        return None
    return Dateline(found[0], source[1] if source else None, (), timed=True)


def _with_printed(known: Metadata, dateline: Dateline | None) -> Metadata:
    """What is printed wins over the markup."""
    if dateline is None:
        return known
    printed = Metadata(
        byline=Found(dateline.byline, Origin.PRINTED) if dateline.byline else None,
        outlet=Found(dateline.outlet.split()[0], Origin.PRINTED) if dateline.outlet else None,  # 某报 我要纠错
        published_on=Found(dateline.published_on, Origin.PRINTED) if dateline.published_on else None,
    )
    return printed.over(known)


def _stamp(known: Metadata) -> str:
    """What is known as the line that pages print."""
    parts = [f"发布时间：{known.published_on.value}"] if known.published_on is not None else []
    parts += [f"来源：{known.outlet.value}"] if known.outlet is not None else []
    parts += [f"作者：{' '.join(known.byline.value)}"] if known.byline is not None else []
    return "　".join(parts)


def _subtitles(lines: Sequence[PageLine], title_at: int | None) -> list[int]:
    """Lines right under the headline that say more of it: ——某地某事侧记."""
    if title_at is None:
        return []
    under = range(title_at + 1, min(title_at + 4, len(lines)))
    return [at for at in under if _SUBTITLE.match(lines[at].text) and len(lines[at].text) <= LONGEST_TITLE]


def _marked(line: PageLine) -> str:
    """A line of the text. Empty lines stand for a picture, so that its caption is known."""
    text = f"### {line.text}" if line.tag in HEADINGS and len(line.text) <= LONGEST_TITLE else line.text
    return f"\n\n{text}" if line.pictured and line.tag != "tr" else text
