"""The lines that a web page shows, each with the element it stands in.

Pages of twenty years are laid out with tables, broken with <br> and wrapped in <font>. The walk makes one line of what
a browser would show as one, sentences of tables of values, and builds beside it a bare copy of the page, blocks and
paragraphs only, in which each paragraph carries the number of its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from borderdb.readers.tables import Grid, Laid, find_sentences

Element = Any  # lxml has no types


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


HEADINGS = _tags("h1 h2 h3 h4 h5 h6")
_SILENT = _tags(
    "script style noscript template iframe object embed select option button textarea input svg math audio video "
    "canvas head dialog map title meta link"
)
_BLOCKS = HEADINGS | _tags(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "founder-content header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_KEPT = HEADINGS | _tags("article main section")
_JUNK_TAGS = _tags("nav aside footer menu")
_JUNK = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|navigation|menu|submenu|foot|footer|copyright|sidebar|aside|share|sharebar|bdshare\w*"
    r"|jiathis\w*|social|related|relate|xgxw|xgyd|xglj|xgwz|recommend|recommended|tuijian|comments?|pinglun|breadcrumbs?"
    r"|crumbs?|friendlinks?|yqlj|hotnews|ranking|paihang|qrcode|ewm|erweima|pagination|toolbar|login|advert|advertisement"
    r"|ads?|cookie|popup|modal)(?:$|[\s_-])"
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]))", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_PARAGRAPH_GAP = re.compile(r"(?<=[。！？”）：])[\u3000\xa0]{2,}(?=\S)")
_BREAK_IN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_MARK = re.compile("\ue000(\\d+)\ue001")


@dataclass(slots=True)
class PageLine:
    """A line as a browser shows it.

    `linked` counts its characters inside links, `tag` is the block it stands in (a row of a table is `tr`), `node` the
    block of the bare copy; `junk` says that it stands in what the page marks as its furniture, `pictured` that a
    picture stands before it.
    """

    text: str
    linked: int
    tag: str
    node: Element
    junk: bool
    pictured: bool = False

    @property
    def is_links(self) -> bool:
        """Whether it is made of links."""
        return 2 * self.linked > len(self.text)


@dataclass(slots=True)
class Page:
    """The lines of a page and its bare copy."""

    lines: list[PageLine] = field(default_factory=list)
    copy: Element = None

    def block_of(self, numbers: Iterable[int], share: float) -> frozenset[int]:
        """The lines of the innermost block that holds such a share of the text of the lines with these numbers."""
        weights: Counter[Element] = Counter()
        for number in numbers:
            weights[self.lines[number].node] += len(self.lines[number].text)
        least = share * weights.total()
        nodes = list(self.copy.iter())
        for node in reversed(nodes):  # in the order of the source a block comes before all that is in it
            above = node.getparent()
            if above is not None:
                weights[above] += weights[node]
        block = [node for node in nodes if weights[node] >= least][-1]
        inside = set(block.iter())
        return frozenset(number for number, line in enumerate(self.lines) if line.node in inside)


def read_page(tree: Element) -> Page:
    """The lines of a page, in the order of the source."""
    walk = _Walk()
    events = etree.iterwalk(tree, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walk.close(element)
        elif walk.open(element):
            events.skip_subtree()
    walk.flush()
    return Page(walk.lines, walk.root)


def numbers_in(element: Element) -> set[int]:
    """The numbers of the lines whose paragraphs are left in a piece of the bare copy."""
    return {int(number) for number in _MARK.findall("".join(element.itertext()))}


class _Walk:
    """Where the walk stands: the open blocks, and the line being put together."""

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        self.root = html.Element("html")
        self.nodes = [etree.SubElement(self.root, "body")]
        self.tags = ["body"]
        self.junk = [False]
        self.pieces: list[tuple[str, bool]] = []
        self.links = 0
        self.skipped: Element = None
        self.pictured = False

    def open(self, element: Element) -> bool:
        """Enter an element; True where nothing inside it is shown, or all of it has been read."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SILENT or _is_hidden(element):
            self.skipped = element
            return True
        if tag == "table" and (sentences := _sentences(element)) is not None:
            self._rows(sentences)
            self.skipped = element
            return True
        if tag in _BLOCKS:
            self.flush()
            self._enter(element, tag)
        elif tag == "br":
            self.flush()
        elif tag == "img":
            self.pictured = True
        elif tag == "a":
            self.links += 1
            if self.pieces and self.pieces[-1][1]:  # two links side by side: 微信 微博
                self.pieces.append((" ", True))
        self._text(element.text, raw=tag == "pre")
        return False

    def close(self, element: Element) -> None:
        """Leave an element and take the text that follows it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if element is self.skipped:
            self.skipped = None
        elif tag in _BLOCKS:
            self.flush()
            if len(self.nodes) > 1:
                self.nodes.pop()
                self.tags.pop()
                self.junk.pop()
        elif tag == "a":
            self.links -= 1
        self._text(element.tail)

    def flush(self) -> None:
        """End the line."""
        pieces, self.pieces = self.pieces, []
        whole = "".join(text for text, _ in pieces)
        if not whole.strip():
            return
        linked = sum(len(text.strip()) for text, link in pieces if link)
        for text in _PARAGRAPH_GAP.split(_BREAK_IN_HAN.sub("", whole)):
            words = _SPACE.sub(" ", text).strip()
            if words:
                self._add(words, min(linked, len(words)), self.tags[-1])

    def _enter(self, element: Element, tag: str) -> None:
        node = etree.SubElement(self.nodes[-1], tag if tag in _KEPT else "div")
        names = " ".join(filter(None, (element.get("class"), element.get("id"))))
        for name in ("class", "id"):
            if value := element.get(name):
                node.set(name, value)
        self.nodes.append(node)
        self.tags.append(tag if tag != "div" else self.tags[-1] if self.tags[-1] in HEADINGS else "div")
        self.junk.append(self.junk[-1] or tag in _JUNK_TAGS or _JUNK.search(names.lower()) is not None)

    def _text(self, text: str | None, *, raw: bool = False) -> None:
        if not text:
            return
        if not raw:
            if text.isspace() and self.pieces and self.pieces[-1][1]:
                text = " "  # between two links, where a line of the source ends
            self.pieces.append((text, self.links > 0))
            return
        for line in text.split("\n"):
            self.pieces.append((line, self.links > 0))
            self.flush()

    def _rows(self, sentences: list[str]) -> None:
        self.flush()
        self._enter(html.Element("div"), "table")
        for sentence in sentences:
            self._add(sentence, 0, "tr")
        for stack in (self.nodes, self.tags, self.junk):
            stack.pop()

    def _add(self, text: str, linked: int, tag: str) -> None:
        node = self.nodes[-1]
        heading = tag in HEADINGS and node.tag == tag and len(node) == 0
        paragraph = node if heading else etree.SubElement(node, "p")
        marked = f"\ue000{len(self.lines)}\ue001"
        if 2 * linked > len(text):
            paragraph.text = marked
            etree.SubElement(paragraph, "a", href="#").text = text
        else:
            paragraph.text = f"{marked}{text}"
        self.lines.append(PageLine(text, linked, tag, node, self.junk[-1], self.pictured))
        self.pictured = False


def _is_hidden(element: Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _sentences(table: Element) -> list[str] | None:
    """The rows of a table of values as sentences; None for one that lays out the page."""
    if next(table.iterdescendants("table", "img", "h1", "h2", "h3", "ul", "ol"), None) is not None:
        return None
    grid = Grid(" ".join(" ".join(table.findtext("caption", "").split()).split()))
    links = text = 0
    for row in table.iter("tr"):
        grid.add_row(_cells(row))
    for cell in table.iter("td", "th"):
        text += len(cell.text_content())
        links += sum(len(link.text_content()) for link in cell.iter("a"))
    return list(find_sentences(grid)) if grid.is_data and 2 * links < text else None


def _cells(row: Element) -> Iterator[Laid]:
    for cell in row.iterchildren("td", "th"):
        text = _SPACE.sub(" ", " ".join(cell.itertext())).strip()
        heading = cell.tag == "th" and cell.get("scope") != "row"
        yield Laid(text, heading, _span(cell.get("colspan")), _span(cell.get("rowspan")))


def _span(value: str | None) -> int:
    return int(value) if value and len(value) < 4 and value.isascii() and value.isdigit() else 1
