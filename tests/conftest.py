"""What all tests share: fixtures that are dear to make, made once, and a network that ends at this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from borderdb.reference.lexicon import Lexicon, load_lexicon
from tests.survive.faults import bound_by_permissions, can_be_bound


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The project's own reference data."""
    return load_lexicon()


@pytest.fixture
def bound() -> Iterator[None]:
    """Permissions bind whoever runs the tests, also root."""
    if not can_be_bound():
        pytest.skip("nothing is forbidden to root here")
    with bound_by_permissions():
        yield


@pytest.fixture(autouse=True)
def nothing_but_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test contacts anything but the loopback address."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def refuse_others(host: object) -> None:
        if not is_this_machine(host):
            raise AssertionError(f"a test wanted to contact {host!r}")

    def guarded(method: Any) -> Any:
        def to_this_machine(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                refuse_others(address[0])
            return method(self, address)

        return to_this_machine

    def look_up_this_machine(host: Any, *rest: Any, **options: Any) -> Any:
        refuse_others(host)
        return look_up(host, *rest, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded(connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", look_up_this_machine)


def is_this_machine(host: object) -> bool:
    """Whether a host is the loopback address or a name of it; None and nothing are what a server listens at."""
    try:
        return host in (None, "", "localhost") or ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False
