"""One folder and one site of everything bad: a clear line each, the rest is stored, memory stays bounded.

It is read in a process of its own, whose memory is measured and in which any connection but to the site is an error.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from typing import Any

import pytest

from tests.readers.making import changed_archive, maker, picture, sample_pages
from tests.readers.test_docx import BODY, SAMPLE, entities
from tests.readers.test_pdf import content_page, packed, without_character_map
from tests.web.server import Answer, serve

GOOD = "同江市党建领航\n2025年，同江市培育党建品牌30个，村集体经济收入达到1.2亿元。\n"
STORY = f"<h1>同江市党建领航</h1>{'<p>2025年，同江市培育党建品牌30个，村集体经济收入达到1.2亿元。</p>' * 4}"
MEGABYTE = 2**20
PACKED = gzip.compress(bytes(256 * MEGABYTE), 6)
MOST_MORE = 250  # megabytes that the worst of them may take beside what one good page takes
PDF = "2025-10-17_南疆边讯报_A02.pdf"
SCRIPT = """
import json, resource, sys
from pathlib import Path
from borderdb.ingest import Limits, Options, find_documents, ingest
from tests.web.server import hasty

folder, port, *addresses = sys.argv[1:]

def guard(event, details):
    if event in ("socket.connect", "socket.getaddrinfo"):
        host, number = details[1][:2] if event == "socket.connect" else details[:2]
        if (host, int(number or 0)) != ("127.0.0.1", int(port)):
            raise AssertionError(f"somebody wanted to contact {host}:{number}")

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

def read(*paths):
    options = Options(web=hasty(most_time=60.0), limits=Limits(failed=1))
    return list(ingest(Path(folder) / "border.sqlite", find_documents(paths), options))

sys.addaudithook(guard)
read(Path(folder) / "good.txt", Path(folder) / "good.html", Path(folder) / "good.pdf", Path(folder) / "good.docx")
before = peak()
told = [(o.name, o.state.value, o.reason) for o in read(Path(folder) / "bad", *addresses)]
print(json.dumps({"told": told, "more": peak() - before}))
"""


def files(root: str) -> dict[str, tuple[bytes, str]]:
    """What lies in the folder, and why it is not read; an empty reason where it is."""
    newspaper = maker("newspaper")
    foreign = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{root}/entity">]>'
    linked = f'<img src="{root}/a.png"><script src="{root}/a.js"></script><iframe src="{root}/b"></iframe>{STORY}'
    deep = "<div>" * 100_000
    return {
        "truncated.pdf": (sample_pages()[PDF][:3000], "damaged or truncated|without readable text"),
        "encrypted.pdf": (newspaper.print_pages([newspaper.Sheet()], password="geheim"), "protected by a password"),
        "pictures.pdf": (newspaper.print_picture(picture()), "page 1: a picture without text"),
        "no map.pdf": (without_character_map(), "character map"),
        "bomb.pdf": (content_page(packed(2**28)), "far too tightly"),
        "20 MB.html": (f"<body>{STORY * (20 * MEGABYTE // len(STORY.encode()))}".encode(), "million characters"),
        "deep.html": (f"<body>{deep}{STORY}".encode(), "tags|nests"),
        "less deep.html": (f"<body>{deep[: len(deep) // 2]}{STORY}".encode(), "nests"),
        "bomb.docx": (changed_archive(SAMPLE, {"word/media/a.bin": bytes(200 * MEGABYTE)}), "128 MB|ZIP bomb"),
        "text bomb.docx": (changed_archive(SAMPLE, {BODY: b"<w:t>" + b"<w:r/>" * (6 * MEGABYTE)}), "32 MB|ZIP bomb"),
        "entities.docx": (entities(foreign, "&e;"), "declares XML entities"),
        "linked.html": (linked.encode(), ""),
        "sound.txt": (GOOD.encode() + b"2", ""),
    }


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "bad").mkdir()
    good = {
        "good.txt": GOOD.encode(),
        "good.html": STORY.encode(),
        "good.pdf": sample_pages()[PDF],
        "good.docx": SAMPLE,
    }
    for name, data in good.items():
        (folder / name).write_bytes(data)
    with serve() as site:
        made = files(site.root)
        for name, (data, _) in made.items():
            (folder / "bad" / name).write_bytes(data)
        addresses = {
            site.tell("/hang", site.hang): "sent nothing",
            site.tell("/circle", Answer(status=302, headers={"Location": "/circle"})): "leads round in a circle",
            site.tell("/flood", site.flood): "is larger than 64 MB",
            site.tell("/announced", Answer(b"x", headers={"Content-Length": str(2**31)})): "is larger than 64 MB",
            site.tell("/unpacked", Answer(PACKED, headers={"Content-Encoding": "gzip"})): "is larger than 64 MB",
            site.tell("/lies", Answer(picture(), headers={"Content-Type": "text/html"})): "is a PNG image",
            site.tell("/away", Answer(status=302, headers={"Location": "http://192.0.2.1/a"})): "leads to another host",
            site.tell("/sound", Answer(STORY.encode() + b" ", headers={"Content-Type": "image/png"})): "",
        }
        command = [sys.executable, "-c", SCRIPT, str(folder), str(site.port), *addresses]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        told["wanted"] = {name: reason for name, (_, reason) in made.items()} | addresses
        told["asked"], told["root"] = site.paths, site.root
    return dict(told)


def test_a_clear_line_for_each_and_the_rest_is_stored(outcome: dict[str, Any]) -> None:
    told = {name: (state, reason) for name, state, reason in outcome["told"]}
    assert told.keys() == outcome["wanted"].keys()
    for name, wanted in outcome["wanted"].items():
        state, reason = told[name]
        assert state == ("failed" if wanted else "new"), (name, reason)
        assert any(part in reason for part in wanted.split("|")), (name, reason)
        assert "\n" not in reason
        assert len(reason) < 200


def test_memory_is_bounded(outcome: dict[str, Any]) -> None:
    assert outcome["more"] < MOST_MORE


def test_nothing_is_asked_for_that_was_not_named(outcome: dict[str, Any]) -> None:
    named = {name.removeprefix(outcome["root"]) for name in outcome["wanted"] if name.startswith("http")}
    assert set(outcome["asked"]) == named
