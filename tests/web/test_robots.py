"""What a robots.txt forbids, by RFC 9309."""

from __future__ import annotations

import time

import pytest

from borderdb.web.robots import Rules, read_rules

SITE = "https://example.cn"
ROBOTS = """\
\ufeff# ours
User-agent: other
Disallow: /

User-Agent: *
Disallow: /private/
Allow: /private/open   # an exception
Disallow: /*?print=
Disallow: /*.pdf$
Disallow: /新闻/内部
Crawl-delay: 5
Sitemap: https://example.cn/map.xml
Disallow:
no colon here
"""


@pytest.fixture(scope="module")
def rules() -> Rules:
    return read_rules(ROBOTS.encode(), "borderdb")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/a.html", True),
        ("/private", True),
        ("/private/", False),
        ("/private/a", False),
        ("/private/open/a", True),
        ("/%70rivate/a", False),
        ("/a?print=1", False),
        ("/a?id=2&print=1", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x", True),
        ("/a/b.pdf.html", True),
        ("/%E6%96%B0%E9%97%BB/%E5%86%85%E9%83%A8/1", False),
        ("/%E6%96%B0%E9%97%BB/1", True),
    ],
)
def test_the_longest_rule_wins(rules: Rules, path: str, allowed: bool) -> None:
    assert rules.allow(SITE + path) is allowed


def test_the_pause_between_requests(rules: Rules) -> None:
    assert rules.delay == 5
    assert (
        read_rules(b"User-agent: *\nCrawl-delay: soon\nCrawl-delay: -1\nCrawl-delay: inf\n", "borderdb").delay is None
    )


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("", True),
        ("<html><body>404: Not found</body></html>", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nAllow: /", True),  # of two as long the kinder one
        ("User-agent: *\nDisallow: /\n\nUser-agent: borderdb\nDisallow: /b", True),
        ("User-agent: BorderDB/1.0\nDisallow: /\n\nUser-agent: *\nDisallow:", False),
        ("User-agent: borderdb\nUser-agent: other\nDisallow: /a\n", False),
        ("User-agent: borderdb\nDisallow: /b\n\nUser-agent: borderdb\nDisallow: /a\n", False),
        ("User-agent: border\nDisallow: /", True),
        ("Disallow: /", True),  # of nobody
        ("User-agent: *\r\nDisallow: /a\r\n", False),
        ("User-agent: *\rDisallow: /a", False),
        ("USER-AGENT : *\nDISALLOW : /a$", False),
        ("User-agent: *\nDisallow: /*a*", False),
        ("User-agent: *\nDisallow: /*b*a$", True),
    ],
)
def test_groups(robots: str, allowed: bool) -> None:
    assert read_rules(robots.encode(), "borderdb").allow(f"{SITE}/a") is allowed


def test_any_bytes_are_read() -> None:
    assert read_rules(bytes(range(256)) * 100, "borderdb").allow(f"{SITE}/a")


def test_many_stars_take_no_time() -> None:
    rules = read_rules(b"User-agent: *\nDisallow: /" + b"*a" * 900 + b"b$", "borderdb")
    begun = time.perf_counter()
    assert rules.allow(f"{SITE}/{'a' * 1900}")
    assert time.perf_counter() - begun < 0.5
