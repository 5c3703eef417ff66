"""The values that all layers share: what is written, what it means, and where it stands.

Offsets are half-open, in characters of the cleaned article text, unless a docstring says otherwise.
Everything here is immutable, so that a stage can only answer, never change what another has found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Qualifier(StrEnum):
    """How surely a figure is meant: 2400余名 is over, 不足7万元 under, 4500元左右 about."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"


class Kind(StrEnum):
    """What a figure is: an amount, a part of a whole, growth, or a bound that only defines a class."""

    LEVEL = "level"
    SHARE = "share"
    CHANGE = "change"
    THRESHOLD = "threshold"


class Direction(StrEnum):
    """Which way a change went. The value keeps the number as printed: 下降5% is 5 and down, never -5."""

    UP = "up"
    DOWN = "down"


class Status(StrEnum):
    """Whether a figure was reached or is planned, expected or required."""

    ACTUAL = "actual"
    TARGET = "target"


class Sort(StrEnum):
    """What a person can decide on: a fact of one of four sorts, or a reading that was left unresolved."""

    METRIC = "metric"
    INITIATIVE = "initiative"
    PLACE = "place"
    PROGRAMME = "programme"
    ISSUE = "issue"


class Verdict(StrEnum):
    """What a person decided. The last word on the same words of the same sentence is in force."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    ADDED = "added"
    RETRACTED = "retracted"


class Level(StrEnum):
    """The rank of a place. Ports, farms and zones stand beside the four ranks of divisions and the village."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    PORT = "port"
    FARM = "farm"
    ZONE = "zone"


class Origin(StrEnum):
    """Where something known of a document was taken from, the surest first; see readers/stories.py for what wins."""

    GIVEN = "given"
    SIDE_FILE = "side file"
    FRONT_MATTER = "front matter"
    PRINTED = "printed"
    MARKUP = "markup"
    FILE_NAME = "file name"

    @property
    def over_print(self) -> bool:
        """Whether it wins over what the page prints."""
        return self in (Origin.GIVEN, Origin.SIDE_FILE, Origin.FRONT_MATTER)


class Span(NamedTuple):
    """A half-open stretch of text: `text[start:end]`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many characters it holds; its `len` is that of a pair."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, with 万, 亿, 百 and 千 multiplied out.

    `upper` is the upper end of a range (2至3, 5—8); `qualifier` what stands inside the numeral itself
    (余, 多, 几, 数, 上); `damaged` says that the page has destroyed digits beside it.
    """

    span: Span
    value: Decimal
    upper: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeral with what it is measured in: 12.6亿斤 → 1260000000 斤."""

    span: Span
    value: Decimal
    unit: str
    qualifier: Qualifier
    rule: str
    value_to: Decimal | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as printed. `start` and `end` are inclusive, None where the text does not fix them."""

    span: Span
    printed: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer, or one that a pattern found inside a known county.

    `key` is its identity: the division code where it has one, else `<key of the parent>/<name>`.
    `parent` is the key of the place above it.
    """

    key: str
    code: str | None
    name: str
    level: Level
    parent: str | None


@dataclass(frozen=True, slots=True)
class Toponym:
    """A mention of a place. `place` is None while several candidates are left.

    `named` is False for words that only point (全市, 该旗): they govern figures, but name no place.
    """

    span: Span
    place: Place | None
    candidates: tuple[Place, ...]
    named: bool
    rule: str


@dataclass(frozen=True, slots=True)
class ProgrammeMention:
    """A programme of the reference data spoken of in an article, with the components the article names."""

    programme: str
    mentions: tuple[Span, ...]
    components: tuple[str, ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class Initiative:
    """A named undertaking of an article. `name` is its distinctive part, without quotes and generic tail."""

    name: str
    kind: str
    mentions: tuple[Span, ...]
    place: Place | None
    programme: str | None
    rule: str


class Metric(NamedTuple):
    """A figure with what it counts, where and when. `span` is the figure as printed; `direction` is for changes."""

    quantity: Quantity
    label: str
    kind: Kind
    status: Status
    sentence: Span
    rule: str
    place: Place | None = None
    period: Period | None = None
    programme: str | None = None
    initiative: str | None = None
    indicator: str | None = None
    direction: Direction | None = None

    @property
    def span(self) -> Span:
        return self.quantity.span


@dataclass(frozen=True, slots=True)
class Fetch:
    """How a page came from the web: the address where redirects ended, and what tells whether it has changed since."""

    url: str
    status: int
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A reading left unresolved, kept so that a person can look at it: damaged, ambiguous_place, no_label."""

    span: Span
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one article."""

    region: Place | None
    toponyms: tuple[Toponym, ...]
    programmes: tuple[ProgrammeMention, ...]
    initiatives: tuple[Initiative, ...]
    metrics: tuple[Metric, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its lower left corner, as PDF counts."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Location:
    """A place on the pages of a document; the first page is 1."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Taken:
    """Where headline, byline, outlet and day of an article were taken from; None for what nothing says."""

    headline: Origin | None = None
    byline: Origin | None = None
    outlet: Origin | None = None
    published_on: Origin | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a document as a whole.

    What its bytes are, its address and where that was taken from, and what could not be read while the rest could.
    """

    media_type: str = "text/plain"
    encoding: str | None = None
    url: str | None = None
    url_from: Origin | None = None
    unread: str | None = None
