"""Fetching from a real server on this machine: what arrives, what is asked for, and what stands in the way."""

from __future__ import annotations

import gzip
import socket
import subprocess
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

from borderdb import __version__
from borderdb.errors import DocumentError, UsageError
from borderdb.records import Fetch
from borderdb.web import Manners, Page, Web
from tests.web.server import Answer, Handler, Site, StillClock, hasty, serve

MEGABYTE = 2**20
PAGE = "<html><p>同江市党建引领兴边</p></html>".encode()


def fetch(url: str, last: Fetch | None = None, *, most_bytes: int = MEGABYTE, **changes: Any) -> Page:
    with Web(hasty(**changes), most_bytes) as web:
        return web.fetch(url, last)


def why_not(url: str, **options: Any) -> str:
    with pytest.raises(DocumentError) as raised:
        fetch(url, **options)
    return raised.value.message


@contextmanager
def opened(manners: Manners) -> Iterator[Web]:
    with Web(manners, MEGABYTE) as web:
        yield web


def redirect(location: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": location.encode().decode("latin-1")})


def test_a_page_arrives_as_it_is(site: Site) -> None:
    url = site.tell("/a.html", Answer(PAGE, headers={"ETag": '"1"', "Last-Modified": "Fri, 27 Jun 2025 00:00:00 GMT"}))
    page = fetch(url)
    assert page == Page(Fetch(url, 200, '"1"', "Fri, 27 Jun 2025 00:00:00 GMT"), PAGE)


def test_the_program_says_who_it_is_and_asks_for_robots_first(site: Site) -> None:
    url = site.tell("/a.html", Answer(PAGE, headers={"Set-Cookie": "id=1"}))
    with opened(hasty(contact="+https://example.org/us; mail@example.org")) as web:
        web.fetch(url)
        web.fetch(url)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a.html", "/a.html"]
    for _, headers in site.asked:
        assert headers["User-Agent"] == f"borderdb/{__version__} (+https://example.org/us; mail@example.org)"
        assert headers["Host"] == f"127.0.0.1:{site.port}"
        assert not {"Cookie", "Authorization", "Referer", "If-None-Match"} & headers.keys()
    fetch(url)
    assert site.asked[-1][1]["User-Agent"] == f"borderdb/{__version__}"


@pytest.mark.parametrize("contact", ["边境", "a\r\nX-Evil: 1", "a\x00"])
def test_a_contact_that_no_header_can_carry(contact: str) -> None:
    with pytest.raises(UsageError, match="ASCII"):
        Manners(contact=contact)


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(PAGE), "gzip"),
        (gzip.compress(PAGE), "X-GZIP"),
        (zlib.compress(PAGE), "deflate"),
        (PAGE, "identity"),
    ],
    ids=["gzip", "x-gzip", "deflate", "identity"],
)
def test_packed_pages(site: Site, packed: bytes, encoding: str) -> None:
    assert fetch(site.tell("/a", Answer(packed, headers={"Content-Encoding": encoding}))).data == PAGE


def test_what_is_unchanged_is_not_sent_again(site: Site) -> None:
    url = site.tell("/a", Answer(status=304, headers={"ETag": '"2"'}))
    last = Fetch(url, 200, '"1"', "Fri, 27 Jun 2025 00:00:00 GMT")
    assert fetch(url, last) == Page(Fetch(url, 304, '"2"', "Fri, 27 Jun 2025 00:00:00 GMT"), None)
    headers = site.asked[-1][1]
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "Fri, 27 Jun 2025 00:00:00 GMT"


def test_the_condition_is_for_the_address_the_page_came_from(site: Site) -> None:
    url = site.tell("/a", redirect("/b"))
    target = site.tell("/b", Answer(status=304))
    assert fetch(url, Fetch(target, 200, '"1"')) == Page(Fetch(target, 304, '"1"'), None)
    asked = {path: headers.get("If-None-Match") for path, headers in site.asked}
    assert asked == {"/robots.txt": None, "/a": None, "/b": '"1"'}


def test_unchanged_without_having_been_asked(site: Site) -> None:
    url = site.tell("/a", Answer(status=304))
    for last in (None, Fetch(url, 200), Fetch(f"{site.root}/where-it-was", 200, '"1"')):
        assert why_not(url, last=last) == "answered 304 (Not Modified)"


def test_validators_that_cannot_be_sent_back_are_forgotten(site: Site) -> None:
    url = site.tell("/a", Answer(PAGE, headers={"ETag": '"\xff"', "Last-Modified": "x" * 600}))
    assert fetch(url).fetch == Fetch(url, 200)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, status: int) -> None:
    url = site.tell("/a", redirect("/b?x=1#y", status))
    site.tell("/b?x=1", redirect(f"{site.root}/c/./d/../新"))
    site.tell("/c/%E6%96%B0", PAGE)
    page = fetch(url)
    assert page.data == PAGE
    assert page.fetch.url == f"{site.root}/c/%E6%96%B0"


def test_redirects_in_a_circle(site: Site) -> None:
    url = site.tell("/a", redirect("/b"))
    site.tell("/b", redirect("/a"))
    assert why_not(url) == f"leads round in a circle, back to {url}"
    assert why_not(site.tell("/self", redirect("#top"))).startswith("leads round in a circle")


def test_redirects_without_end(site: Site) -> None:
    for number in range(30):
        site.tell(f"/{number}", redirect(f"/{number + 1}"))
    assert why_not(f"{site.root}/0") == "leads on and on: 10 redirects"
    assert len(site.paths) == 11


def test_a_redirect_to_another_host_is_told_and_not_followed(site: Site) -> None:
    with serve() as other:
        target = other.tell("/a", PAGE)
        for location in (target, f"//127.0.0.1:{other.port}/a", f"http://localhost:{site.port}/a"):
            assert why_not(site.tell("/a", redirect(location))).startswith(
                "leads to another host; to have that read, name "
            )
        assert other.asked == []


@pytest.mark.parametrize(
    "location", ["javascript:alert(1)", "file:///etc/passwd", "ftp://127.0.0.1/", "http://li:x@127.0.0.1/"]
)
def test_a_redirect_to_what_cannot_be_fetched(site: Site, location: str) -> None:
    assert why_not(site.tell("/a", redirect(location))).startswith(f"leads to {location}, which is not fetched: ")


def test_a_redirect_to_nowhere(site: Site) -> None:
    assert why_not(site.tell("/a", Answer(status=302))) == "answered 302 (Found)"


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (204, "204 (No Content)"),
        (400, "400 (Bad Request)"),
        (403, "403 (Forbidden)"),
        (404, "404 (Not Found)"),
        (410, "410 (Gone)"),
        (418, "418 (I'm a Teapot)"),
        (599, "599"),
    ],
)
def test_answers_without_a_page(site: Site, status: int, reason: str) -> None:
    url = site.tell("/a", Answer(b"" if status == 204 else b"sorry", status=status))
    assert why_not(url, attempts=3) == f"answered {reason}"
    assert site.paths == ["/a"]
    site.tell("/b", redirect("/a"))
    assert why_not(f"{site.root}/b") == f"answered {reason} at {url}"


def test_robots_forbid(site: Site) -> None:
    site.tell("/robots.txt", b"User-agent: *\nDisallow: /private\n")
    assert (
        why_not(site.tell("/private/a", PAGE)) == "is not fetched, since the site's robots.txt forbids it to programs"
    )
    assert why_not(site.tell("/a", redirect("/private/a"))).endswith("forbids it to programs")
    assert site.paths == ["/a"]
    assert fetch(site.tell("/b", PAGE)).data == PAGE


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots(site: Site, status: int) -> None:
    site.tell("/robots.txt", Answer(status=status))
    assert fetch(site.tell("/a", PAGE)).data == PAGE


def test_robots_that_cannot_be_had(site: Site) -> None:
    url = site.tell("/a", PAGE)
    for told, reason in (
        (Answer(status=500), "answered 500 (Internal Server Error)"),
        (Answer(status=429), "answered 429 (Too Many Requests)"),
        (Answer(status=304), "answered 304 (Not Modified)"),
        (site.hang, "sent nothing for 0.3 s"),
        (
            redirect("http://localhost/robots.txt"),
            "leads to another host; to have that read, name http://localhost/robots.txt",
        ),
        (redirect("/robots.txt"), f"leads round in a circle, back to {site.root}/robots.txt"),
    ):
        site.tell("/robots.txt", told)
        assert why_not(url) == f"is not fetched, since the robots.txt of 127.0.0.1 {reason}"
    assert site.paths == []


def test_robots_are_asked_for_once_and_followed_where_they_moved(site: Site) -> None:
    site.tell("/robots.txt", redirect("/r"))
    site.tell("/r", b"User-agent: *\nDisallow: /b")
    with opened(hasty()) as web:
        web.fetch(site.tell("/a", PAGE))
        for _ in range(3):
            with pytest.raises(DocumentError):
                web.fetch(site.tell("/b", PAGE))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/r", "/a"]


def test_robots_without_end_are_read_as_far_as_needed(site: Site) -> None:
    site.tell("/robots.txt", Answer(b"User-agent: *\nDisallow: /b\n" + b"# more\n" * 200_000))
    assert fetch(site.tell("/a", PAGE)).data == PAGE
    assert why_not(site.tell("/b", PAGE)).endswith("forbids it to programs")


def test_a_server_that_hangs(site: Site) -> None:
    begun = time.monotonic()
    assert why_not(site.tell("/a", site.hang)) == "sent nothing for 0.3 s"
    assert time.monotonic() - begun < 2


def test_a_host_that_drips_is_left_alone(site: Site) -> None:
    with opened(hasty(most_time=0.2)) as web:
        reasons = []
        for number in range(4):
            with pytest.raises(DocumentError) as raised:
                web.fetch(site.tell(f"/{number}", site.drip))
            reasons.append(raised.value.message)
    assert reasons[:3] == ["was not there after 0.2 s"] * 3
    assert reasons[3] == "is not fetched, since 127.0.0.1 has not answered 3 times in a row"


@pytest.mark.parametrize("way", ["drip", "drip_head"])
def test_a_server_that_drips(site: Site, way: str) -> None:
    begun = time.monotonic()
    assert why_not(site.tell("/a", getattr(site, way)), attempts=3) == "was not there after 1 s"
    assert time.monotonic() - begun < 3
    assert site.paths == ["/a"]


def test_a_server_that_floods(site: Site) -> None:
    tracemalloc.start()
    try:
        assert why_not(site.tell("/a", site.flood), most_time=20) == "is larger than 1 MB, no page of a newspaper"
        assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_server_that_announces_two_gigabytes(site: Site) -> None:
    url = site.tell("/a", Answer(PAGE, headers={"Content-Length": str(2 * 1024 * MEGABYTE)}))
    assert why_not(url) == "is larger than 1 MB, no page of a newspaper"
    assert why_not(url, most_bytes=2**40).startswith("sent nothing")


def test_a_page_that_unpacks_to_more_than_is_wanted(site: Site) -> None:
    bomb = gzip.compress(bytes(512 * MEGABYTE), 9)
    assert len(bomb) < MEGABYTE
    url = site.tell("/a", Answer(bomb, headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()
    try:
        assert why_not(url) == "is larger than 1 MB, no page of a newspaper"
        assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_page_that_breaks_off_is_asked_for_again(site: Site, still: StillClock) -> None:
    def break_off(handler: Handler) -> None:
        handler.give(Answer(PAGE, headers={"Content-Length": "999"}))

    url = site.tell("/a", break_off, Answer(PAGE))
    assert fetch(url, attempts=2, clock=still.clock()).data == PAGE
    assert "broke off" in why_not(site.tell("/b", break_off))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(gzip.compress(PAGE)[:-4], headers={"Content-Encoding": "gzip"}), "broke off in the middle"),
        (Answer(b"no gzip at all", headers={"Content-Encoding": "gzip"}), "came damaged"),
        (Answer(PAGE, headers={"Content-Encoding": "br"}), "is sent packed in a way that was not asked for: br"),
        (Answer(PAGE, headers={"Content-Length": "many"}), "broke off or is no answer in HTTP"),
    ],
)
def test_damaged_answers(site: Site, answer: Answer, reason: str) -> None:
    assert why_not(site.tell("/a", answer)).startswith(reason)


def test_what_is_no_http(site: Site) -> None:
    def shout(handler: Handler) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")

    assert "is no answer in HTTP" in why_not(site.tell("/a", shout))


def test_a_server_that_is_busy_is_asked_again_later(site: Site, still: StillClock) -> None:
    url = site.tell("/a", Answer(status=503), Answer(status=502), Answer(PAGE))
    assert fetch(url, attempts=3, delay=1.0, clock=still.clock()).data == PAGE
    assert still.slept == [1.0, 2.0, 4.0]  # behind the robots.txt, and twice as long behind each failure


def test_a_server_that_stays_busy_is_given_up(site: Site, still: StillClock) -> None:
    url = site.tell("/a", Answer(status=503))
    assert why_not(url, attempts=3, clock=still.clock()) == "answered 503 (Service Unavailable) (3 attempts)"
    assert site.paths == ["/a"] * 3


def test_retry_after(site: Site, still: StillClock) -> None:
    later = formatdate(still.clock().wall() + 100, usegmt=True)
    url = site.tell(
        "/a",
        Answer(status=429, headers={"Retry-After": "60"}),
        Answer(status=503, headers={"Retry-After": later}),
        Answer(status=503, headers={"Retry-After": "soon"}),
        Answer(PAGE),
    )
    assert fetch(url, attempts=4, clock=still.clock()).data == PAGE
    assert still.slept == [60.0, 40.0, 8.0]


def test_a_server_that_asks_for_an_hour_is_left_alone(site: Site, still: StillClock) -> None:
    url = site.tell("/a", Answer(status=429, headers={"Retry-After": "3600"}))
    with opened(hasty(attempts=3, clock=still.clock())) as web:
        with pytest.raises(
            DocumentError, match=r"answered 429 \(Too Many Requests\) and asks to be left alone for 60 min"
        ):
            web.fetch(url)
        with pytest.raises(DocumentError, match=r"is not fetched, since 127\.0\.0\.1 asks to be left alone for 60 min"):
            web.fetch(site.tell("/b", PAGE))
        assert site.paths == ["/a"]
        still.pass_by(3601)
        assert web.fetch(f"{site.root}/b").data == PAGE


def test_pauses_between_requests_to_a_host(site: Site, still: StillClock) -> None:
    url = site.tell("/a", PAGE)
    with serve() as other, opened(hasty(delay=2.0, clock=still.clock())) as web:
        for _ in range(3):
            web.fetch(url)
        still.pass_by(1.5)
        web.fetch(url)
        web.fetch(other.tell("/a", PAGE))  # the same host at another port
    assert still.slept == [2.0, 2.0, 2.0, 0.5, 2.0, 2.0]


@pytest.mark.parametrize(("asked", "pause"), [("7", 7.0), ("0.5", 2.0), ("3600", 30.0)])
def test_the_pause_that_robots_ask_for(site: Site, still: StillClock, asked: str, pause: float) -> None:
    site.tell("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}\n".encode())
    url = site.tell("/a", PAGE)
    with opened(hasty(delay=2.0, clock=still.clock())) as web:
        for _ in range(3):
            web.fetch(url)
    assert still.slept == [2.0, pause, pause]


def test_a_host_that_falls_silent_is_left_alone(site: Site, still: StillClock) -> None:
    with opened(hasty(silence=0.05, clock=still.clock())) as web:
        web.fetch(site.tell("/0", PAGE))
        for number in range(1, 6):
            with pytest.raises(DocumentError) as raised:
                web.fetch(site.tell(f"/{number}", site.hang))
        assert raised.value.message == "is not fetched, since 127.0.0.1 has not answered 3 times in a row"
    assert len(site.paths) == 4


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/a"
        reason = "cannot be reached (Connection refused)"
        assert why_not(url) == f"is not fetched, since the robots.txt of 127.0.0.1 {reason}"


def test_a_name_that_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert why_not("http://www.example.cn/a").endswith(
        "robots.txt of www.example.cn cannot be reached (there is no host www.example.cn)"
    )


@pytest.mark.parametrize(
    "private", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fe80::1%lo"]
)
def test_a_public_name_that_leads_into_the_own_network(
    site: Site, monkeypatch: pytest.MonkeyPatch, private: str
) -> None:
    def look_up(*_: object, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (private, site.port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert why_not(f"http://www.example.cn:{site.port}/a").endswith(
        f"www.example.cn leads to {private}, a private address"
    )
    assert site.asked == []


def test_a_name_of_the_own_network_may_lead_there(site: Site) -> None:
    site.tell("/a", PAGE)
    assert fetch(f"http://localhost:{site.port}/a").data == PAGE


def test_a_public_name_is_asked_at_the_address_that_was_looked_at(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    def look_up(*_: object, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("10.0.0.1", "8.8.8.8", "8.8.4.4")]

    def record(address: tuple[str, int], *rest: Any, **options: Any) -> socket.socket:
        asked.append(address)
        if address[0] == "8.8.8.8":
            raise ConnectionRefusedError(111, "Connection refused")
        connected = socket.socket()
        connected.connect(("127.0.0.1", site.port))
        return connected

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", record)
    site.tell("/a", PAGE)
    assert fetch("http://www.example.cn/a").data == PAGE
    assert asked == [("8.8.8.8", 80), ("8.8.4.4", 80)] * 2  # the robots.txt, the page
    assert site.asked[-1][1]["Host"] == "www.example.cn"


def test_tls_with_a_server_that_speaks_none(site: Site) -> None:
    reason = why_not(f"https://127.0.0.1:{site.port}/a", attempts=3)
    assert "cannot be fetched safely (TLS: " in reason
    assert "\n" not in reason


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    certificate = tmp_path / "site.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    try:
        subprocess.run(
            [*command.split(), "-keyout", certificate, "-out", tmp_path / "c"], check=True, capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("needs openssl")
    with certificate.open("a", encoding="ascii") as file:
        file.write((tmp_path / "c").read_text(encoding="ascii"))
    with serve(certificate) as safe:
        reason = why_not(safe.tell("/a", PAGE), attempts=3)
        assert reason.endswith("robots.txt of 127.0.0.1 cannot be fetched safely (TLS: self-signed certificate)")
        assert safe.asked == []


def test_a_proxy_that_the_environment_names(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks up the name; here it is the site itself, and is asked for whole addresses."""
    monkeypatch.setenv("http_proxy", f"http://li:secret@127.0.0.1:{site.port}")
    site.tell("http://www.example.cn/a", PAGE)
    assert fetch("http://www.example.cn/a").data == PAGE
    assert [path for path, _ in site.asked] == ["http://www.example.cn/robots.txt", "http://www.example.cn/a"]
    assert site.asked[0][1]["Proxy-Authorization"].startswith("Basic ")
    assert fetch(site.tell("/a", PAGE)).data == PAGE  # a host of the own network is asked directly
    assert site.paths[-1] == "/a"
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1")
    assert "neither http nor https: socks5" in why_not("http://www.example.cn/a")


def test_without_httpx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "httpx", None)
    monkeypatch.delitem(sys.modules, "borderdb.web.fetcher", raising=False)
    monkeypatch.delitem(sys.modules, "borderdb.web.network", raising=False)
    assert why_not("http://127.0.0.1/") == "to fetch pages from the web, run pip install 'borderdb[web]'"
