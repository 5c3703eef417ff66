"""The guard of conftest.py: tests reach this machine and nothing else."""

from __future__ import annotations

import socket

import pytest

from tests.web.server import Site


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("8.8.8.8", 53), ("example.org", 80)])
def test_nothing_else_is_contacted(address: tuple[str, int]) -> None:
    with socket.socket() as opened:
        opened.settimeout(0.01)
        for method in (opened.connect, opened.connect_ex):
            with pytest.raises(AssertionError, match="a test wanted to contact"):
                method(address)
    with pytest.raises(AssertionError, match="a test wanted to contact"):
        socket.create_connection(address, timeout=0.01)
    with pytest.raises(AssertionError, match="a test wanted to contact"):
        socket.getaddrinfo(*address)


def test_this_machine_is(site: Site) -> None:
    for host in ("127.0.0.1", "localhost"):
        socket.create_connection((host, site.port), timeout=1).close()
