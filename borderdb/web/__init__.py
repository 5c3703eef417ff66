"""Pages from the web, fetched as a guest should.

- Nothing is asked of a host that the user did not name. A redirect is followed on the same host (https beside http,
  with www. in front or without); one that leads elsewhere is told, so that the user can name that address.
- A host that is no private one by its name is not asked for at a private address, whatever its name leads to.
- What a site's robots.txt forbids is not fetched, nor anything where the robots.txt cannot be had.
- One request at a time, a pause between two to the same host, longer where robots.txt or the answer asks for it.
- A page that has not changed since the last time is not sent again: ETag and Last-Modified are kept and shown.
- No cookies, no credentials, no scripts; a proxy only where the environment names one.

What needs httpx (`borderdb[web]`) is imported when the first page is fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

from borderdb.errors import DocumentError, UsageError
from borderdb.records import Fetch
from borderdb.settings import DELAY
from borderdb.web.pace import CLOCK, Clock

if TYPE_CHECKING:
    from borderdb.web.fetcher import Fetcher

_LIBRARIES = ("httpx", "httpcore")
_INSTALL = "pip install 'borderdb[web]'"


@dataclass(frozen=True, slots=True)
class Manners:
    """How pages are fetched. Times in seconds.

    `delay` is the least pause between two requests to a host; `contact` what stands behind the program's name in its
    user agent, where a site can complain; `silence` how long a server may send nothing; `most_time` how long one
    request may take in all; `attempts` how often a page is asked for while it looks as if it were there.
    """

    delay: float = DELAY
    contact: str | None = None
    connect_time: float = 10.0
    silence: float = 20.0
    most_time: float = 180.0
    attempts: int = 3
    clock: Clock = CLOCK

    def __post_init__(self) -> None:
        """Raises UsageError for a pause that is none and a contact that no header can carry."""
        if not 0 <= self.delay < float("inf"):
            raise UsageError(f"a pause is a number of seconds, which {self.delay} is not")
        if self.contact and not (self.contact.isascii() and self.contact.isprintable()):
            raise UsageError(
                "the user agent can hold nothing but ASCII", hint="an address of a page or for mail will do"
            )


@dataclass(frozen=True, slots=True)
class Page:
    """A page as fetched; `data` is None where it has not changed since the last time."""

    fetch: Fetch
    data: bytes | None


class Web:
    """Fetches pages, at most of so many bytes. Nothing is opened before the first one."""

    def __init__(self, manners: Manners, most_bytes: int) -> None:
        self._manners = manners
        self._most_bytes = most_bytes
        self._fetcher: Fetcher | None = None

    def fetch(self, url: str, last: Fetch | None = None) -> Page:
        """The page at an address in its one spelling, None for its bytes where it is as it was at the `last` fetch.

        Raises DocumentError, which says what is in the way, without the address.
        """
        if self._fetcher is None:
            self._fetcher = self._open()
        return self._fetcher.fetch(url, last)

    def _open(self) -> Fetcher:
        try:
            from borderdb.web.fetcher import Fetcher
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in _LIBRARIES:
                raise
            raise DocumentError(f"to fetch pages from the web, run {_INSTALL}", hint=_INSTALL) from error
        return Fetcher(self._manners, self._most_bytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._fetcher is not None:
            self._fetcher.close()
