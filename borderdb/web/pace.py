"""How fast hosts are asked: one request at a time, a pause after each, and longer ones where a host asks for them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from borderdb.errors import DocumentError

LONGEST_CRAWL_DELAY = 30.0
"""Seconds between two requests that a robots.txt can ask for; a slower host would take all night."""
LONGEST_PAUSE = 120.0
"""Seconds that are waited when a host asks for time; one that asks for more is left alone for the rest of the run."""
SILENCES = 3
"""Pages in a row that a host does not answer, after which it is left alone for the rest of the run."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance, so that tests can bring their own. Seconds; `now` from an arbitrary start, `wall` since 1970."""

    now: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


CLOCK = Clock()
"""The clock of this machine."""


class Pace:
    """When each host may be asked again. `delay` is the least pause between two requests to a host, in seconds."""

    def __init__(self, delay: float, clock: Clock) -> None:
        self._least = delay
        self._clock = clock
        self._delays: dict[str, float] = {}
        self._free: dict[str, float] = {}
        self._closed: dict[str, float] = {}
        self._silent: dict[str, int] = {}

    def slow_down(self, host: str, delay: float) -> None:
        """A host asks for this pause between two requests."""
        self._delays[host] = max(self._delays.get(host, 0), min(delay, LONGEST_CRAWL_DELAY))

    def wait(self, host: str) -> None:
        """Wait until the host may be asked. Raises DocumentError where that would take too long, or is no use."""
        if self._silent.get(host, 0) >= SILENCES:
            raise DocumentError(f"is not fetched, since {host} has not answered {SILENCES} times in a row")
        now = self._clock.now()
        if (left := self._closed.get(host, now) - now) > 0:
            raise DocumentError(f"is not fetched, since {host} asks to be left alone for {_seconds(left)}")
        if (pause := self._free.get(host, now) - now) > 0:
            self._clock.sleep(pause)

    def asked(self, host: str) -> None:
        """A request to the host is done with."""
        delay = max(self._least, self._delays.get(host, 0))
        self._free[host] = self._clock.now() + delay

    def hold(self, host: str, pause: float) -> None:
        """Leave the host alone for some seconds more. Raises DocumentError where these are too many to wait for."""
        until = self._clock.now() + pause
        if pause > LONGEST_PAUSE:
            self._closed[host] = until
            raise DocumentError(f"asks to be left alone for {_seconds(pause)}")
        self._free[host] = max(self._free.get(host, 0), until)

    def heard(self, host: str, *, answered: bool) -> None:
        """Whether a page of the host was answered, with whatever status, or given up."""
        self._silent[host] = 0 if answered else self._silent.get(host, 0) + 1


def _seconds(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 600 else f"{seconds / 60:.0f} min"
