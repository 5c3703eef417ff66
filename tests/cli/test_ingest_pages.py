"""`borderdb ingest https://…` and `--urls`, with the real pipeline against a site on the loopback address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_ingest import NIGHT, PAGE, documents
from tests.web.server import Answer, Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as opened:
        yield opened


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    return {
        "BORDERDB_DATABASE": str(tmp_path / "night.sqlite"),
        "BORDERDB_FORMAT": "json",
        "BORDERDB_DELAY": "0",
        "BORDERDB_USER_AGENT": "mail@example.org",
    }


def test_night_after_night(run: Run, site: Site, night: dict[str, str], tmp_path: Path) -> None:
    first = site.tell("/%E6%98%A5.html", Answer(PAGE.encode(), headers={"ETag": '"1"'}), Answer(status=304))
    second = site.tell("/night", Answer(NIGHT.encode("gb18030"), headers={"Content-Type": "image/png"}))
    picture = site.tell("/page.html", Answer(b"\x89PNG\r\n\x1a\n" + bytes(99), headers={"Content-Type": "text/html"}))
    listed = tmp_path / "pages.txt"
    listed.write_text(f"# every night\n{second}\n{site.root}/none\n{picture}\n{first}\n", "utf-8")
    new = run("ingest", f"{site.root}/春.html", "--urls", str(listed), **night)
    assert new.exit_code == 1
    assert documents(new.stdout) == {"new": 2, "unchanged": 0, "changed": 0, "failed": 2}
    warnings = [line for line in new.stderr.splitlines() if line.startswith("warning: ")]
    assert warnings == [
        f"warning: {site.root}/none: answered 404 (Not Found)",
        f"warning: {picture}: is a PNG image",
    ]
    assert site.asked[0][1]["User-Agent"].endswith(" (mail@example.org)")
    again = run("ingest", first, second, "--verbose", **night)
    assert again.exit_code == 0
    assert documents(again.stdout)["unchanged"] == 2
    assert f"{first}: unchanged, not modified since it was fetched\n" in again.stderr
    assert f"{second}: unchanged, same bytes\n" in again.stderr
    rows = json.loads(run("query", "articles", **night).stdout)
    assert {row["document"] for row in rows} == {first, second}
    assert json.loads(run("query", "metrics", "--text", "夜校", **night).stdout)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "https://", "ftp://127.0.0.1/a"])
def test_an_address_that_is_none_is_wrong_usage(run: Run, site: Site, night: dict[str, str], address: str) -> None:
    result = run("ingest", address, site.tell("/a", PAGE.encode()), **night)
    assert result.exit_code == 2
    assert documents(result.stdout)["new"] == 1
    assert f"\nwarning: {address}: is no" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "nothing is named to be read"),
        (("--urls", "none.txt"), "none.txt: cannot be read"),
        (("a.txt", "--delay", "inf"), "a pause is a number of seconds"),
        (("a.txt", "--delay", "-1"), "greater than or equal to 0"),
        (("a.txt", "--user-agent", "边境"), "nothing but ASCII"),
    ],
)
def test_wrong_usage(run: Run, night: dict[str, str], arguments: tuple[str, ...], reason: str) -> None:
    result = run("ingest", *arguments, **night)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert not Path(night["BORDERDB_DATABASE"]).exists()
