"""Pages of the web as documents: stored by address, skipped while they are the same, each failure a line."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from borderdb import ingest as workflow
from borderdb.db.check import check
from borderdb.errors import UsageError
from borderdb.ingest import Limits, Options, Outcome, ingest
from borderdb.sources import Source, find_documents, find_pages
from tests.db.made import PAGES, dump
from tests.fakes import read_fake
from tests.web.server import Answer, Site, hasty

STORY = PAGES["a.txt"].encode()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the reference data and nothing else."""
    file = tmp_path_factory.mktemp("template") / "border.sqlite"
    assert list(ingest(file, [], read=read_fake)) == []
    return file


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "border.sqlite"))


def run(database: Path, *addresses: str, **options: Any) -> list[Outcome]:
    return read(database, find_documents(addresses), **options)


def read(database: Path, sources: Iterable[Source], **options: Any) -> list[Outcome]:
    return list(ingest(database, sources, Options(web=hasty(), **options), read=read_fake))


def told(outcomes: Iterable[Outcome]) -> list[tuple[str, str]]:
    return [(outcome.state.value, outcome.reason) for outcome in outcomes]


def rows(database: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def fetches(database: Path) -> list[Any]:
    return rows(database, "SELECT location, final_url, status, etag, last_modified FROM fetches ORDER BY location")


def test_a_page_goes_by_its_address(database: Path, site: Site) -> None:
    url = site.tell("/a.html", Answer(STORY, headers={"ETag": '"1"'}))
    (outcome,) = run(database, url.replace("http://", "HTTP://") + "#top")
    assert (outcome.location, outcome.name, outcome.state.value) == (url, url, "new")
    assert rows(database, "SELECT document, location FROM article_facts") == [(url, url)]
    assert fetches(database) == [(url, url, 200, '"1"', None)]
    assert rows(database, "SELECT count(*) FROM fetches WHERE fetched_at > '2025-01-01 00:00:00'") == [(1,)]
    assert check(database).problems == ()


def test_a_nightly_run_fetches_only_what_changed(database: Path, site: Site) -> None:
    dated = {"Last-Modified": "Fri, 27 Jun 2025 00:00:00 GMT"}
    with_tag = site.tell("/tag", Answer(STORY, headers={"ETag": '"1"'}), Answer(status=304))
    with_day = site.tell("/day", Answer(PAGES["b.txt"].encode(), headers=dated), Answer(status=304))
    without = site.tell("/none", Answer(PAGES["c.txt"].encode()))
    run(database, with_tag, with_day, without)
    before = dump(database)
    assert told(run(database, with_tag, with_day, without)) == [
        ("unchanged", "not modified since it was fetched"),
        ("unchanged", "not modified since it was fetched"),
        ("unchanged", "same bytes"),
    ]
    assert dump(database) == before
    assert [(row[0], *row[2:]) for row in fetches(database)] == [
        (with_day, 304, None, dated["Last-Modified"]),
        (without, 200, None, None),
        (with_tag, 304, '"1"', None),
    ]
    sent = [(path, headers.get("If-None-Match"), headers.get("If-Modified-Since")) for path, headers in site.asked]
    assert sent[-3:] == [("/tag", '"1"', None), ("/day", None, dated["Last-Modified"]), ("/none", None, None)]


def test_a_page_that_changes_takes_the_place_of_what_it_was(database: Path, site: Site, tmp_path: Path) -> None:
    newer = Answer(STORY.replace("300亩".encode(), "301亩".encode()), headers={"ETag": '"2"'})
    url = site.tell("/a", Answer(STORY, headers={"ETag": '"1"'}), newer)
    run(database, url)
    assert told(run(database, url)) == [("changed", "its bytes changed")]
    assert fetches(database) == [(url, url, 200, '"2"', None)]
    assert rows(database, "SELECT count(*) FROM documents") == [(1,)]
    fresh = tmp_path / "fresh.sqlite"
    site.tell("/a", newer)
    run(fresh, url)
    assert dump(fresh) == dump(database)


def test_another_tag_on_the_same_bytes(database: Path, site: Site) -> None:
    url = site.tell("/a", *(Answer(STORY, headers={"ETag": tag}) for tag in ('"1"', '"2"')))
    run(database, url)
    assert told(run(database, url)) == [("unchanged", "same bytes")]
    assert fetches(database) == [(url, url, 200, '"2"', None)]


def test_what_has_to_be_read_again_is_not_fetched_again(
    database: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is asked whether the page has changed; where it has not, the bytes that are kept are read."""
    url = site.tell("/a", Answer(STORY, headers={"ETag": '"1"'}), Answer(status=304))
    run(database, url)
    assert told(run(database, url, force=True)) == [("unchanged", "read again as asked, and says the same")]
    monkeypatch.setattr(workflow, "RULES_VERSION", "newer")
    assert told(run(database, url))[0][1].startswith("was read by rules ")
    assert told(run(database, url)) == [("unchanged", "not modified since it was fetched")]
    assert [headers.get("If-None-Match") for path, headers in site.asked if path == "/a"] == [None, *['"1"'] * 3]
    assert check(database).problems == ()


def test_a_page_whose_bytes_were_never_kept_is_fetched_anew(database: Path, site: Site) -> None:
    """Older versions of the database kept none."""
    url = site.tell("/a", Answer(STORY, headers={"ETag": '"1"'}))
    run(database, url)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM originals")
    assert told(run(database, url)) == [("unchanged", "same bytes")]
    assert "If-None-Match" not in site.asked[-1][1]
    assert rows(database, "SELECT count(*) FROM originals") == [(1,)]


def test_new_bytes_that_cannot_be_read_are_not_taken_for_known(database: Path, site: Site) -> None:
    """Else the next night would be told that nothing has changed, and the failure forgotten."""
    url = site.tell("/a", *(Answer(body, headers={"ETag": f'"{len(body)}"'}) for body in (STORY, "坏的页面".encode())))
    run(database, url)
    before = dump(database), fetches(database)
    for _ in range(2):
        assert told(run(database, url)) == [("failed", "cannot be read, as it says itself")]
        assert site.asked[-1][1]["If-None-Match"] == f'"{len(STORY)}"'
    assert (dump(database), fetches(database)) == before


def test_a_page_that_is_gone_keeps_what_is_known(database: Path, site: Site) -> None:
    url = site.tell("/a", Answer(STORY), Answer(status=410))
    run(database, url)
    before = dump(database)
    assert told(run(database, url)) == [("failed", "answered 410 (Gone)")]
    assert dump(database) == before


def test_a_page_that_is_a_file_too(database: Path, site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(STORY)
    url = site.tell("/a", STORY)
    run(database, str(tmp_path / "a.txt"))
    assert told(run(database, url)) == [("unchanged", f"same bytes as {tmp_path / 'a.txt'}")]
    (tmp_path / "a.txt").unlink()
    assert told(run(database, url)) == [("unchanged", "same bytes")]
    assert rows(database, "SELECT DISTINCT document, location FROM article_facts") == [(url, url)]


def test_failures_are_named_and_the_rest_is_stored(database: Path, site: Site) -> None:
    site.tell("/robots.txt", b"User-agent: *\nDisallow: /private")
    sound = site.tell("/sound", STORY)
    outcomes = run(
        database,
        site.tell("/private", STORY),
        f"{site.root}/none",
        site.tell("/circle", Answer(status=301, headers={"Location": "/circle"})),
        site.tell("/away", Answer(status=301, headers={"Location": "http://localhost/a"})),
        site.tell("/hang", site.hang),
        "javascript:alert(1)",
        "http://[::1/",
        sound,
        limits=Limits(failed=1),
    )
    assert [(outcome.location.removeprefix(site.root), outcome.reason, outcome.missing) for outcome in outcomes] == [
        ("/private", "is not fetched, since the site's robots.txt forbids it to programs", False),
        ("/none", "answered 404 (Not Found)", False),
        ("/circle", f"leads round in a circle, back to {site.root}/circle", False),
        ("/away", "leads to another host; to have that read, name http://localhost/a", False),
        ("/hang", "sent nothing for 0.3 s", False),
        ("javascript:alert(1)", "is not fetched: javascript is neither http nor https", True),
        ("http://[::1/", "is no valid address (Invalid IPv6 URL)", True),
        ("/sound", "first seen", False),
    ]
    kept = rows(database, "SELECT location, reason FROM run_documents ORDER BY ordinal")
    assert kept == [(outcome.location, outcome.reason) for outcome in outcomes]
    assert rows(database, "SELECT location FROM document_locations") == [(sound,)]


def test_the_same_facts_with_many_workers_and_from_a_dry_run_none(database: Path, site: Site, tmp_path: Path) -> None:
    urls = [site.tell(f"/{name}", text.encode()) for name, text in PAGES.items()]
    run(database, *urls, dry_run=True)
    assert fetches(database) == []
    assert len(run(database, *urls, workers=2)) == len(PAGES)
    other = tmp_path / "other.sqlite"
    run(other, *reversed(urls))
    assert dump(other) == dump(database)


def test_a_list_of_addresses(tmp_path: Path) -> None:
    file = tmp_path / "pages.txt"
    file.write_text(
        "\ufeff# ours\n\nhttps://example.cn/a#top  # the first\r\nHTTPS://EXAMPLE.cn/a\n\twww.example.cn\nhttps://example.cn/b",
        encoding="utf-8",
    )
    pages = find_pages(file)
    assert [page.url for page in pages] == ["https://example.cn/a", None, "https://example.cn/b"]
    assert pages[1].location == f"{file}, line 5: www.example.cn"
    assert pages[1].failure == "is no address: it does not begin with https:// or http://"
    assert pages[1].missing


def test_a_list_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes("https://example.cn/新".encode("gb18030"))
    for name, reason in (("none.txt", "No such file"), (".", "Is a directory"), ("page.txt", "no list of addresses")):
        with pytest.raises(UsageError, match=reason):
            find_pages(tmp_path / name)


def test_a_file_whose_name_looks_like_an_address_is_named_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "http:").mkdir()
    (tmp_path / "http:" / "a").write_bytes(STORY)
    (source,) = find_documents([tmp_path / "http:"])
    assert source.path == tmp_path / "http:" / "a"
