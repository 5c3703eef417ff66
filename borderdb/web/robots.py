"""What a robots.txt asks for, read as RFC 9309 says: the longest matching rule wins, `*` and a closing `$` are signs.

`urllib.robotparser` takes the first matching rule and the signs for letters, so that `Disallow: /*?print=` would forbid
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

MOST_BYTES = 512 * 1024  # what RFC 9309 wants read at least; the rest of a longer file is passed over
LONGEST_RULE = 2000  # characters; no address is longer

_EVERYONE = "*"
_SAFE = "!$&'()*+,-./:;=?@_~[]|"


@dataclass(frozen=True, slots=True)
class Rule:
    """A beginning of paths, with signs, that may be fetched or may not."""

    path: str
    allow: bool

    def matches(self, path: str) -> bool:
        """Whether a path, in the same spelling, begins as the rule says."""
        pattern, closed = (self.path[:-1], True) if self.path.endswith("$") else (self.path, False)
        first, *parts = pattern.split("*")
        if not path.startswith(first):
            return False
        if not parts:
            return not closed or path == first
        *middle, last = parts
        position = len(first)
        for part in middle:
            position = path.find(part, position)
            if position < 0:
                return False
            position += len(part)
        return path.endswith(last) and len(path) - len(last) >= position if closed else path.find(last, position) >= 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks of one program. `delay` is the pause between two requests, in seconds."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allow(self, url: str) -> bool:
        """Whether the page may be fetched. The longest rule that matches decides, and of two as long the kinder one."""
        parts = urlsplit(url)
        path = _spelled(parts.path or "/") + (f"?{_spelled(parts.query)}" if parts.query else "")
        matching = [(len(rule.path), rule.allow) for rule in self.rules if rule.matches(path)]
        return max(matching, default=(0, True))[1]


def read_rules(data: bytes, program: str) -> Rules:
    """The rules of a robots.txt for a program: those of all groups that name it, else of those for everyone."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    open_group = False
    for key, value in _fields(data[:MOST_BYTES].decode("utf-8-sig", errors="replace").splitlines()):
        if key == "user-agent":
            if not open_group:
                names = []
            name = value.partition("/")[0].strip().lower()  # some write a version behind it
            names.append(name)
            groups.setdefault(name, [])
            open_group = True
        elif key in ("allow", "disallow", "crawl-delay"):
            for name in names:
                groups[name].append((key, value))
            open_group = False
    fields = groups.get(program.lower(), groups.get(_EVERYONE, []))
    delays = [delay for key, value in fields if key == "crawl-delay" and (delay := _delay(value)) is not None]
    rules = [Rule(_spelled(value), key == "allow") for key, value in fields if key != "crawl-delay" and value]
    return Rules(tuple(dict.fromkeys(rules)), max(delays, default=None))


def _fields(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        key, colon, value = line.partition("#")[0].partition(":")
        if colon and len(value) <= LONGEST_RULE:
            yield key.strip().lower(), value.strip()


def _delay(value: str) -> float | None:
    try:
        delay = float(value)
    except ValueError:
        return None
    return delay if 0 <= delay < float("inf") else None


def _spelled(path: str) -> str:
    """A path in one spelling, whatever of it is written in percent signs."""
    return quote(unquote(path, errors="surrogateescape"), safe=_SAFE, errors="surrogateescape")
