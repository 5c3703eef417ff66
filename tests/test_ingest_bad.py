"""Bad pages, read by the real reader: a clear line each, the others stored, nothing half there; and sudden death."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from borderdb.db.check import check
from borderdb.ingest import State, find_documents, ingest
from tests.db.made import dump

GOOD = "同江市党建领航\n2025年，同江市培育党建品牌30个，村集体经济收入达到1.2亿元。“江城先锋”行动在同江口岸开展。\n"
BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": ("\ufeff \u3000\n\n".encode(), "is empty"),
    "binary.txt": (bytes(range(256)) * 40, "is binary"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(4000), "is a PNG image"),
    "latin.txt": ("Élève à Paris, où il mange trente pommes.".encode("latin-1"), "encoding"),
    "one line of 10 MB.txt": (("同江市种地三百亩，" * 370_000).encode(), "a sentence of"),
    "one line of 10 MB of digits.txt": (b"1234567890" * 1_000_000, "a sentence of"),
}
ODD = {
    "nul.txt": "同江市\0兴边\n同江市\x01种地\x0b30亩。".encode(),
    "gb18030.txt": GOOD.encode("gb18030"),
    "big5.txt": "同江市黨建領航\n同江市培育黨建品牌三十個，農村經濟收入達到一億元。".encode("big5"),
    "utf16.txt": GOOD.encode("utf-16"),
    "lost bytes.txt": GOOD.encode()[:60] + b"\xe5\xff" + GOOD.encode()[60:],
    "markup.txt": "[red]同江市[/red]兴边[/图]\x1b[31m\n同江市种地30亩。\x1b]0;title\x07".encode(),
    "sql.txt": "同江市'; DROP TABLE places; --\n=cmd|'/c calc'!A1 同江市种地30亩。".encode(),
    "no place.txt": "春天来了\n花开了，我们种了30棵树，大家都很高兴。".encode(),
}
INGEST = """
import sys
from borderdb.ingest import find_documents, ingest
from tests.fakes import read_fake
for outcome in ingest(sys.argv[1], find_documents([sys.argv[2]]), read=read_fake):
    print(outcome.name, flush=True)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bad")
    for name, (data, _) in BAD.items():
        (root / name).write_bytes(data)
    for name, data in ODD.items():
        (root / name).write_bytes(data)
    (root / "good.txt").write_text(GOOD, encoding="utf-8")
    (root / "circle").symlink_to(root, target_is_directory=True)
    return root


def test_bad_pages_fail_alone(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "border.sqlite"
    outcomes = {outcome.name: outcome for outcome in ingest(database, find_documents([folder]))}
    for name, (_, wanted) in BAD.items():
        assert outcomes[name].state is State.FAILED, name
        assert wanted in outcomes[name].reason, name
        assert "\n" not in outcomes[name].reason
        assert not outcomes[name].reason.startswith(name)
    assert outcomes["circle"].reason == "the link leads round in a circle"
    for name in (*ODD, "good.txt"):
        assert outcomes[name].state is State.NEW, outcomes[name].reason
    assert outcomes["no place.txt"].reason == "first seen; it names no place"
    assert outcomes["good.txt"].counts.metrics == 2
    assert check(database).problems == ()
    with closing(sqlite3.connect(database)) as connection:
        stored = {name for (name,) in connection.execute("SELECT document FROM article_facts")}
        texts = "".join(text for (text,) in connection.execute("SELECT text FROM articles"))
        named = {name for (name,) in connection.execute("SELECT document FROM place_facts WHERE place = '同江市'")}
    assert stored == {*ODD, "good.txt"}
    assert named >= stored - {"no place.txt", "lost bytes.txt"}
    assert not set(texts) & set("\0\1\x0b\x1b\x07")


def test_killed_at_any_moment(folder: Path, tmp_path: Path) -> None:
    """After each kill the database is sound; in the end it is as if nobody had been killed."""
    chance = random.Random(11)
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(40):
        text = f"同江市第{number}篇\n渔家村种地{number}亩。“行动{number % 7}”行动投入{number}元。\n" * 3
        (pages / f"{number:02}.txt").write_text(text, encoding="utf-8")
    database, whole = tmp_path / "border.sqlite", tmp_path / "whole.sqlite"
    subprocess.run([sys.executable, "-c", INGEST, str(whole), str(pages)], check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-c", INGEST, str(database), str(pages)]
    for _ in range(6):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for _ in range(chance.randrange(30)):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if database.exists() and database.stat().st_size:
            copy = tmp_path / "copy"
            copy.mkdir()
            for path in tmp_path.glob("border.sqlite*"):
                shutil.copy(path, copy)
            report = check(copy / "border.sqlite")
            assert report.problems == ()
            shutil.rmtree(copy)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert dump(database) == dump(whole)
    assert check(database).problems == ()
