"""The signs by which a name is judged: each one thing that speaks for or against it."""

from __future__ import annotations

from enum import StrEnum


class Sign(StrEnum):
    """One thing that speaks for or against a name."""

    # the verb before it
    PIONEERED = "pioneered"
    UNDERTAKEN = "undertaken"
    MADE = "made"
    MEANS = "means"
    NAMED = "named"
    FAR = "far"
    LIKENED = "likened"
    REMEDIED = "remedied"
    HONOURED = "honoured"
    SPOKEN = "spoken"
    # the head before it
    APPOSED = "apposed"
    # the head after it
    TAIL_STRONG = "tail_strong"
    TAIL_FAIR = "tail_fair"
    TAIL_WEAK = "tail_weak"
    CONCRETE = "concrete"
    OF = "of"
    OPENED = "opened"
    NUMBERED = "numbered"
    FRAMED = "framed"
    CONTENT = "content"
    SELECTED = "selected"
    EFFECTIVE = "effective"
    MEASURED = "measured"
    TALLIED = "tallied"
    ACTED = "acted"
    HONOUR = "honour"
    PLIGHT = "plight"
    ABSTRACT = "abstract"
    # its own form
    ENDS_STRONG = "ends_strong"
    ENDS_FAIR = "ends_fair"
    METAPHOR = "metaphor"
    METAPHOR_END = "metaphor_end"
    PERSON = "person"
    COMMON = "common"
    TRADE = "trade"
    COUNTED = "counted"
    SUM = "sum"
    ENUMERATED = "enumerated"
    SHORT = "short"
    LONG = "long"
    VERY_LONG = "very_long"
    COMMA = "comma"
    VERB_FIRST = "verb_first"
    MANNER = "manner"
    DESCRIPTION = "description"
    UNQUOTED = "unquoted"
    NO_NAME = "no_name"
    # its place in the article
    REPEATED = "repeated"
    HEADED = "headed"
    DOCUMENT = "document"
