"""What may be fetched, in one spelling, and which addresses are of the same site."""

from __future__ import annotations

import pytest

from borderdb.errors import UsageError
from borderdb.web.addresses import host_of, is_address, is_local, page_address, same_site, target_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.example.cn/a/1.html", "https://www.example.cn/a/1.html"),
        ("HTTP://WWW.Example.CN:80", "http://www.example.cn/"),
        ("https://example.cn:443/?id=1&p=2#top", "https://example.cn/?id=1&p=2"),
        ("https://example.cn:8443/a", "https://example.cn:8443/a"),
        (
            "https://example.cn/新闻/1.html?栏=要闻",
            "https://example.cn/%E6%96%B0%E9%97%BB/1.html?%E6%A0%8F=%E8%A6%81%E9%97%BB",
        ),
        ("https://example.cn/%e6%96%b0", "https://example.cn/%E6%96%B0"),
        ("https://边境.中国/", "https://xn--0nst89j.xn--fiqs8s/"),
        ("https://example.cn/a/../b/./c/..", "https://example.cn/b/"),
        ("https://example.cn/../../etc", "https://example.cn/etc"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("http://[2001:DB8:0:0::1]/", "http://[2001:db8::1]/"),
        ("http://example.cn/a?", "http://example.cn/a"),
    ],
)
def test_an_address_has_one_spelling(text: str, address: str) -> None:
    assert page_address(text) == address
    assert page_address(address) == address


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("javascript:alert(1)", "javascript is neither http nor https"),
        ("file:///etc/passwd", "file is neither http nor https"),
        ("ftp://example.cn/a", "ftp is neither http nor https"),
        ("data:text/html,x", "data is neither http nor https"),
        ("www.example.cn/a", "does not begin with https:// or http://"),
        ("", "does not begin with https:// or http://"),
        ("https://", "names no host"),
        ("https:///a", "names no host"),
        ("https://li:secret@example.cn/", "holds a user name"),
        ("https://example.cn:0/", "no port 0"),
        ("https://example.cn:99999/", "is no valid address"),
        ("https://example.cn:port/", "is no valid address"),
        ("https://exa mple.cn/", "white space"),
        ("https://example.cn/\n", "white space"),
        ("https://example.cn/\x00", "control characters"),
        ("https://[::1/", "is no valid address"),
        ("https://[::zz]/", "is no valid address"),
        ("https://exa<mple.cn/", "there can be no host"),
        ("https://a..cn/", "there can be no host"),
        ("https://" + "a" * 64 + ".cn/", "there can be no host"),
        ("https://example.cn/" + "a" * 2000, "more than 2000 characters"),
        ("https://example.cn/\udcff", "is no valid address"),
    ],
)
def test_what_cannot_be_fetched_says_why(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        page_address(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("https://example.cn/a", True),
        ("HTTPS://example.cn", True),
        ("ftp://example.cn", True),
        ("javascript:alert(1)", True),
        ("file:/etc/passwd", True),
        ("http:example", True),
        ("pages/2025", False),
        ("C:/pages", False),
        ("C:\\pages", False),
        ("2025:页面.txt", False),
        ("www.example.cn", False),
        ("-", False),
    ],
)
def test_addresses_are_told_from_files(text: str, meant: bool) -> None:
    assert is_address(text) is meant


@pytest.mark.parametrize(
    ("location", "target"),
    [
        (b"/b", "https://example.cn/b"),
        (b"c?x=1#y", "https://example.cn/a/c?x=1"),
        (b"../d", "https://example.cn/d"),
        (b"//www.example.cn/e", "https://www.example.cn/e"),
        ("/新".encode("gb18030"), "https://example.cn/%D0%C2"),
        (b" https://example.cn/f ", "https://example.cn/f"),
    ],
)
def test_a_redirect_is_seen_from_its_page(location: bytes, target: str) -> None:
    assert target_address("https://example.cn/a/1.html", location) == target


@pytest.mark.parametrize(
    "location", [b"javascript:alert(1)", b"file:///etc/passwd", b"http://a b/", b"//li@example.cn/"]
)
def test_a_redirect_to_no_address(location: bytes) -> None:
    with pytest.raises(UsageError):
        target_address("https://example.cn/a", location)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("https://example.cn/b", True),
        ("http://example.cn/", True),
        ("https://www.example.cn/", True),
        ("https://m.example.cn/", False),
        ("https://example.cn:8443/", False),
        ("https://example.com/", False),
        ("https://example.cn.evil.com/", False),
        ("https://notexample.cn/", False),
    ],
)
def test_sites(other: str, same: bool) -> None:
    assert same_site("https://example.cn/a", other) is same
    assert same_site(other, "https://example.cn/a") is same


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("192.168.0.1", True),
        ("169.254.169.254", True),
        ("100.64.0.1", True),
        ("0.0.0.0", True),
        ("224.0.0.1", True),
        ("::1", True),
        ("fe80::1", True),
        ("fd00::1", True),
        ("::ffff:127.0.0.1", True),
        ("localhost", True),
        ("intranet", True),
        ("paper.local", True),
        ("paper.internal", True),
        ("8.8.8.8", False),
        ("2400:3200::1", False),
        ("198.18.0.7", False),  # what proxies hand out for every name
        ("www.example.cn", False),
        ("local.example.cn", False),
    ],
)
def test_hosts_that_are_private_by_their_name(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_the_host_of_an_address() -> None:
    assert host_of("http://[::1]:80/") == "::1"
    assert host_of("https://www.example.cn:8443/") == "www.example.cn"
