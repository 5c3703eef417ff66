"""A site that is up during a test, and no proxy whatever the environment says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.server import Site, StillClock, serve


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without a robots.txt."""
    with serve() as opened:
        yield opened


@pytest.fixture
def still() -> StillClock:
    """A clock that stands still."""
    return StillClock()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests are about sites, unless they are about proxies."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
