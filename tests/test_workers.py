"""Sudden death among the processes that read."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from borderdb.ingest import Options, find_documents, ingest
from borderdb.workers import MOST_WORKERS, usable
from tests.db.made import dump
from tests.survive.readers import read_obediently

INGEST = """
import sys
from borderdb.ingest import Options, find_documents, ingest
from tests.survive.readers import read_obediently
if __name__ == "__main__":
    for outcome in ingest(sys.argv[1], find_documents([sys.argv[2]]), Options(workers=2), read=read_obediently):
        print(outcome.name, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "pages"
    root.mkdir()
    for number in range(5):
        (root / f"{number}.txt").write_text(f"同江市第{number}篇\n渔家村种地{number}亩。", encoding="utf-8")
    return root


DEFAULT = """
import os, sys
from borderdb.workers import open_executor, usable
os.sched_getaffinity = lambda _: range(int(sys.argv[1]))
print(usable())
with open_executor(2) as executor:
    print(len({executor.submit(os.getppid).result(), os.getpid()}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there are workers copies")
@pytest.mark.parametrize(("processors", "workers"), [(1, 1), (3, 3), (64, MOST_WORKERS)])
def test_as_many_workers_as_processors(processors: int, workers: int) -> None:
    """In a process of its own, which has no other threads: the workers are its children, without a server between."""
    command = [sys.executable, "-c", DEFAULT, str(processors)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert told.stdout.split() == [str(workers), "1"]


def test_no_copies_beside_another_thread() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert usable() == 1
    finally:
        stop.set()
        thread.join()


def test_a_document_that_kills_its_reader_fails_alone(folder: Path, tmp_path: Path) -> None:
    sound = tmp_path / "sound.sqlite"
    list(ingest(sound, find_documents([folder]), read=read_obediently))
    (folder / "3x.txt").write_text("死", encoding="utf-8")
    database = tmp_path / "border.sqlite"
    outcomes = list(ingest(database, find_documents([folder]), Options(workers=2), read=read_obediently))
    failed = [(outcome.name, outcome.reason) for outcome in outcomes if outcome.state == "failed"]
    assert failed == [("3x.txt", "the process that read it died: out of memory, or a fault in a library")]
    assert dump(database) == dump(sound)


def test_workers_do_not_outlive_an_ingest_that_was_killed(folder: Path, tmp_path: Path) -> None:
    """They hold its standard output open, which nobody can read to the end before the last of them is gone."""
    (folder / "3x.txt").write_text("睡", encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(INGEST, encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path / "border.sqlite"), str(folder)]
    root = Path(__file__).parents[1]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, env={"PYTHONPATH": str(root)})
    assert process.stdout is not None
    assert process.stdout.readline() == "0.txt\n"
    process.kill()
    process.communicate(timeout=20)
