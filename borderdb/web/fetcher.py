"""Fetching a page: robots.txt, redirects, conditions, and another attempt where one may help."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from borderdb import __version__
from borderdb.errors import DocumentError, UsageError
from borderdb.records import Fetch
from borderdb.web import Manners, Page
from borderdb.web.addresses import host_of, is_local, origin_of, same_site, target_address
from borderdb.web.body import ENCODINGS, BodyError, read_body
from borderdb.web.network import Deadline, Transport
from borderdb.web.pace import Pace
from borderdb.web.robots import MOST_BYTES as MOST_ROBOTS
from borderdb.web.robots import Rules, read_rules

PROGRAM: Final = "borderdb"
MOST_REDIRECTS: Final = 10
LONGEST_VALIDATOR: Final = 500  # characters
FIRST_PAUSE: Final = 2.0  # seconds before the second attempt; it doubles with each

_ACCEPTED: Final = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5"
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_FLEETING: Final = frozenset((408, 425, 429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server said to one request. `data` is None but for a page that it sends; `location` where it leads to."""

    status: int
    etag: str | None
    last_modified: str | None
    location: bytes | None = None
    retry_after: str | None = None
    data: bytes | None = None


class _FleetingError(Exception):
    """What went wrong with one request and may go right with the next."""


class Fetcher:
    """Fetches pages, one at a time, at most of so many bytes each."""

    def __init__(self, manners: Manners, most_bytes: int) -> None:
        self._manners = manners
        self._most_bytes = most_bytes
        self._clock = manners.clock
        self._pace = Pace(manners.delay, manners.clock)
        self._deadline = Deadline(manners.clock.now)
        self._headers = _headers(manners.contact)
        self._limits = {"timeout": httpx.Timeout(manners.silence, connect=manners.connect_time).as_dict()}
        self._transports: dict[str | None, Transport] = {}
        self._rules: dict[str, Rules | str] = {}

    def close(self) -> None:
        """Close all connections."""
        for transport in self._transports.values():
            transport.close()

    def fetch(self, url: str, last: Fetch | None) -> Page:
        """As `Web.fetch` says."""
        here, answer = self._follow(url, last)
        if answer.data is not None:
            return Page(Fetch(here, answer.status, answer.etag, answer.last_modified), answer.data)
        if last is None or answer.status != HTTPStatus.NOT_MODIFIED or not _conditions(here, last):
            raise DocumentError(f"answered {_named(answer.status)}{_elsewhere(url, here)}")
        etag, last_modified = answer.etag or last.etag, answer.last_modified or last.last_modified
        return Page(Fetch(here, answer.status, etag, last_modified), None)

    def _follow(self, url: str, last: Fetch | None) -> tuple[str, _Answer]:
        """The address where redirects from this one end, and what is answered there."""
        here, seen = url, {url}
        while True:
            self._require_permission(here)
            answer = self._ask(here, _conditions(here, last), self._most_bytes)
            if answer.status not in _REDIRECTS or answer.location is None:
                return here, answer
            here = _next(url, here, answer.location, seen)

    def _require_permission(self, url: str) -> None:
        """Raises DocumentError unless the site's robots.txt, asked for once, allows the page."""
        origin = origin_of(url)
        if origin not in self._rules:
            self._rules[origin] = rules = self._ask_for_rules(f"{origin}/robots.txt")
            if isinstance(rules, Rules) and rules.delay is not None:
                self._pace.slow_down(host_of(url), rules.delay)
        rules = self._rules[origin]
        if isinstance(rules, str):
            raise DocumentError(f"is not fetched, since the robots.txt of {host_of(url)} {rules}")
        if not rules.allow(url):
            raise DocumentError("is not fetched, since the site's robots.txt forbids it to programs")

    def _ask_for_rules(self, url: str) -> Rules | str:
        """What a site asks of programs, or why nobody can know."""
        here, seen = url, {url}
        try:
            while True:
                answer = self._ask(here, {}, MOST_ROBOTS, cut=True)
                if answer.status not in _REDIRECTS or answer.location is None:
                    break
                here = _next(url, here, answer.location, seen)
        except DocumentError as error:
            return error.message
        if answer.data is not None:
            return read_rules(answer.data, PROGRAM)
        return Rules() if 400 <= answer.status < 500 else f"answered {_named(answer.status)}"

    def _ask(self, url: str, conditions: dict[str, str], most_bytes: int, *, cut: bool = False) -> _Answer:
        """What a server answers, asked again after a while where the first answers are of no use."""
        host, attempts = host_of(url), self._manners.attempts
        answered, reason = False, ""
        for attempt in range(attempts):
            self._pace.wait(host)
            pause = FIRST_PAUSE * 2**attempt * (0.5 + self._clock.chance())
            try:
                answer = self._ask_once(url, conditions, most_bytes, cut)
                if answer.status not in _FLEETING:
                    self._pace.heard(host, answered=True)
                    return answer
                answered, reason = True, f"answered {_named(answer.status)}"
                pause = max(pause, self._retry_after(answer))
            except _FleetingError as error:
                reason = str(error)
            try:
                self._pace.hold(host, pause)
            except DocumentError as error:
                raise DocumentError(f"{reason} and {error.message}") from error
        self._pace.heard(host, answered=answered)
        raise DocumentError(f"{reason} ({attempts} attempts)" if attempts > 1 else reason)

    def _ask_once(self, url: str, conditions: dict[str, str], most_bytes: int, cut: bool) -> _Answer:
        transport = self._transport(url)
        try:
            request = httpx.Request("GET", url, headers=self._headers | conditions, extensions=self._limits)
        except httpx.InvalidURL as error:
            raise DocumentError(f"is no valid address ({error})") from error
        self._deadline.start(self._manners.most_time)
        try:
            response = transport.handle_request(request)
            try:
                return _answer(response, most_bytes, cut)
            finally:
                response.close()
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
            if self._deadline.passed:
                self._pace.heard(host_of(url), answered=False)
                raise DocumentError(f"was not there after {self._manners.most_time:g} s") from error
            raise _FleetingError(self._what_went_wrong(error)) from error
        except BodyError as error:
            raise _FleetingError(str(error)) from error
        finally:
            self._pace.asked(host_of(url))

    def _what_went_wrong(self, error: Exception) -> str:
        """A sentence for what a connection died of. Raises DocumentError where another attempt would die of it too."""
        manners = self._manners
        if isinstance(error, httpcore.ConnectTimeout):
            return f"cannot be reached within {manners.connect_time:g} s"
        if isinstance(error, httpcore.TimeoutException):
            return f"sent nothing for {manners.silence:g} s"
        cause = error.__cause__ or error.__context__  # the pool of connections hides the one, never the other
        if isinstance(cause, ssl.SSLError):
            verdict = getattr(cause, "verify_message", "") or (cause.reason or str(cause)).lower().replace("_", " ")
            raise DocumentError(f"cannot be fetched safely (TLS: {verdict})") from error
        if isinstance(error, httpcore.ConnectError):
            return f"cannot be reached ({getattr(cause, 'strerror', None) or error})"
        if isinstance(error, httpcore.ProxyError):
            return f"cannot be reached by the proxy ({error})"
        return f"broke off or is no answer in HTTP ({error})"

    def _retry_after(self, answer: _Answer) -> float:
        """Seconds for which the answer asks us to wait, as a number or as a date."""
        value = (answer.retry_after or "").strip()
        if value.isdecimal():
            return float(value[:9])
        try:
            return parsedate_to_datetime(value).timestamp() - self._clock.wall()
        except (ValueError, OverflowError):  # none, or no date
            return 0.0

    def _transport(self, url: str) -> Transport:
        proxy = _proxy(url)
        if proxy not in self._transports:
            self._transports[proxy] = Transport(self._deadline, proxy)
        return self._transports[proxy]


def _answer(response: httpx.Response, most_bytes: int, cut: bool) -> _Answer:
    headers = response.headers
    data = None
    if response.status_code == HTTPStatus.OK:
        data = read_body(
            response.iter_raw(),
            encoding=headers.get("content-encoding", ""),
            length=headers.get("content-length"),
            most_bytes=most_bytes,
            cut=cut,
        )
    return _Answer(
        response.status_code,
        etag=_validator(headers.get("etag")),
        last_modified=_validator(headers.get("last-modified")),
        location=next((value for name, value in headers.raw if name.lower() == b"location"), None),
        retry_after=headers.get("retry-after"),
        data=data,
    )


def _headers(contact: str | None) -> dict[str, str]:
    return {
        "User-Agent": f"{PROGRAM}/{__version__}" + (f" ({contact})" if contact else ""),
        "Accept": _ACCEPTED,
        "Accept-Encoding": ENCODINGS,
        "Accept-Language": "zh-CN,zh;q=0.9",
    }


def _conditions(url: str, last: Fetch | None) -> dict[str, str]:
    """Headers that ask for the page only if it has changed; they are for the address that it came from."""
    if last is None or last.url != url:
        return {}
    conditions = {"If-None-Match": last.etag, "If-Modified-Since": last.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _next(url: str, here: str, location: bytes, seen: set[str]) -> str:
    """Where a redirect leads. Raises DocumentError for a circle, another host, and what is no address."""
    try:
        target = target_address(here, location)
    except UsageError as error:
        shown = location[:200].decode("utf-8", "replace")
        raise DocumentError(f"leads to {shown}, which {error.message}") from error
    if not same_site(url, target):
        raise DocumentError(f"leads to another host; to have that read, name {target}")
    if target in seen:
        raise DocumentError(f"leads round in a circle, back to {target}")
    if len(seen) > MOST_REDIRECTS:
        raise DocumentError(f"leads on and on: {MOST_REDIRECTS} redirects")
    seen.add(target)
    return target


def _validator(value: str | None) -> str | None:
    """An ETag or a date as it can be stored and sent back, None for anything else."""
    sound = value and len(value) <= LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value if sound else None


def _proxy(url: str) -> str | None:
    """The proxy that the environment names for an address; hosts of the own network are asked directly."""
    host = host_of(url)
    if is_local(host) or proxy_bypass(host):
        return None
    proxies = getproxies()
    return proxies.get(url.partition(":")[0]) or proxies.get("all")


def _named(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def _elsewhere(url: str, here: str) -> str:
    return "" if url == here else f" at {here}"
