"""Connections: where to, and until when.

httpx has a limit for each wait, none for a whole answer: a server that sends a byte every ten seconds keeps it for
ever. And it takes any address that a name leads to. Both are settled below it, at the network backend that httpcore,
its own foundation, lets one bring.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from borderdb.errors import DocumentError
from borderdb.web.addresses import is_local, is_private

KEEP_ALIVE = 30.0  # seconds that a connection stays open between two pages of a host


class Deadline:
    """A moment by which an answer must be there, set anew for each request."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._until = float("inf")

    def start(self, seconds: float) -> None:
        """Set it so many seconds from now."""
        self._until = self._now() + seconds

    @property
    def passed(self) -> bool:
        """Whether it is over."""
        return self._now() >= self._until

    def within(self, timeout: float | None) -> float:
        """How long to wait at most, by this and by a limit of its own. Raises ReadTimeout where it is over."""
        left = self._until - self._now()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer took too long")
        return left if timeout is None else min(left, timeout)


class Network(httpcore.NetworkBackend):
    """Connects to public addresses, and to private ones where the host's name says that it is one.

    With `proxy` the host is that of the proxy, which the user's environment names, so it may be anywhere.
    """

    def __init__(self, deadline: Deadline, *, proxy: bool) -> None:
        self._backend = httpcore.SyncBackend()
        self._deadline = deadline
        self._proxy = proxy

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that takes one. Raises DocumentError where none is allowed."""
        *others, last = self._addresses(host, port)
        for address in others:
            try:
                return self._connect(address, port, timeout, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, port, timeout, socket_options)

    def _connect(
        self, address: str, port: int, timeout: float | None, options: Iterable[httpcore.SOCKET_OPTION] | None
    ) -> httpcore.NetworkStream:
        limit = self._deadline.within(timeout)
        return _Stream(self._backend.connect_tcp(address, port, limit, socket_options=options), self._deadline)

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
                raise httpcore.ConnectError(f"the name {host} cannot be looked up") from error
            raise DocumentError(f"cannot be reached (there is no host {host})") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if self._proxy or is_local(host):
            return addresses
        public = [address for address in addresses if not is_private(ipaddress.ip_address(address.partition("%")[0]))]
        if not public:
            raise DocumentError(f"is not fetched: {host} leads to {addresses[0]}, a private address")
        return public


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx.BaseTransport):
    """What httpx sends requests through: directly, or by a proxy of this address. Errors are httpcore's own."""

    def __init__(self, deadline: Deadline, proxy: str | None = None) -> None:
        common: dict[str, Any] = {
            "keepalive_expiry": KEEP_ALIVE,
            "network_backend": Network(deadline, proxy=proxy is not None),
        }
        self._pool = httpcore.ConnectionPool(**common) if proxy is None else _proxy_pool(proxy, common)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and receive the head of the answer; its body is still to be read."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _proxy_pool(proxy: str, common: dict[str, Any]) -> httpcore.ConnectionPool:
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    if parts.scheme not in ("http", "https"):
        raise DocumentError(f"the proxy that the environment names is neither http nor https: {parts.scheme}")
    login = (parts.username, parts.password or "") if parts.username else None
    address = httpcore.URL(scheme=parts.scheme, host=parts.hostname or "", port=parts.port, target="/")
    return httpcore.HTTPProxy(address, proxy_auth=login, **common)
