"""A web site on the loopback address that answers as a test tells it to, and a clock that nobody has to wait for."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from borderdb.web import Manners
from borderdb.web.pace import Clock

LONG = 30.0  # seconds after which a server that hangs gives up, should a test not end


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answers to one request."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Told = Answer | Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request to a site."""

    protocol_version = "HTTP/1.1"
    timeout = 5  # seconds that a connection may lie idle
    site: Site

    def do_GET(self) -> None:
        """Answer as told; the last answer of several is given again and again."""
        self.site.asked.append((self.path, dict(self.headers.items())))
        told = self.site.pages.get(self.path, [Answer(status=404)])
        answer = told.pop(0) if len(told) > 1 else told[0]
        if isinstance(answer, Answer):
            self.give(answer)
        else:
            self.close_connection = True
            answer(self)

    def give(self, answer: Answer) -> None:
        """Send an answer, with its true length unless its headers name another."""
        self.send_response(answer.status)
        headers = {"Content-Length": str(len(answer.body))} if answer.status not in (204, 304) else {}
        for name, value in (headers | dict(answer.headers)).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked has hung up: that is what some tests are about."""


class Site:
    """What is told of a site, and what it was asked: paths and headers in order."""

    def __init__(self, port: int, scheme: str = "http") -> None:
        self.port = port
        self.root = f"{scheme}://127.0.0.1:{port}"
        self.pages: dict[str, list[Told]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ending = threading.Event()

    def tell(self, path: str, *answers: Told | bytes) -> str:
        """Say what is answered at a path, one after the other. Returns the address."""
        self.pages[path] = [Answer(answer) if isinstance(answer, bytes) else answer for answer in answers]
        return self.root + path

    @property
    def paths(self) -> list[str]:
        """The paths asked for, without the robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def hang(self, handler: Handler) -> None:
        """Take the request and say nothing."""
        self.ending.wait(LONG)

    def drip(self, handler: Handler) -> None:
        """Send a byte now and then, for ever."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not self.ending.wait(0.02):
            handler.wfile.write(b"1\r\nx\r\n")

    def drip_head(self, handler: Handler) -> None:
        """Send the head of an answer by bytes, for ever."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.ending.wait(0.02):
            handler.wfile.write(b"x")

    def flood(self, handler: Handler) -> None:
        """Send without end and without saying so."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        block = b"10000\r\n" + bytes(0x10000) + b"\r\n"
        while not self.ending.is_set():
            handler.wfile.write(block)


@contextmanager
def serve(certificate: Path | None = None) -> Iterator[Site]:
    """A site that is up inside the block."""
    server = _Server(("127.0.0.1", 0), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = Site(server.server_address[1], "https" if certificate else "http")
    server.RequestHandlerClass = type("_Handler", (Handler,), {"site": site})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.ending.set()
        server.shutdown()
        thread.join()
        server.server_close()


class StillClock:
    """A clock that stands still but for what is slept, which it notes. Chance is always in the middle."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._now = 0.0

    def clock(self) -> Clock:
        return Clock(lambda: self._now, lambda: 1_700_000_000 + self._now, self._sleep, lambda: 0.5)

    def pass_by(self, seconds: float) -> None:
        """Let time pass without anybody having slept."""
        self._now += seconds

    def _sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self._now += seconds


def hasty(**changes: Any) -> Manners:
    """Manners for tests: no pauses, short limits, the time of this machine."""
    values: dict[str, Any] = {"delay": 0.0, "silence": 0.3, "connect_time": 1.0, "most_time": 1.0, "attempts": 1}
    return Manners(**values | changes)
