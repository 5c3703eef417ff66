"""Kill an ingest of 200 documents with SIGKILL at 200 random moments.

    python -m tests.experiments.kills [--kills 200] [--documents 200] [--workers 1] [--seed 1]

Each time an ingest begins on a copy of a database with the reference data (every tenth time on no database at all) and
is killed at a random moment. Afterwards `borderdb db check` must find the database sound, the next ingest must end with
code 0, and the public views must say what they say after an ingest that nobody killed. The commands run in forks of
this process, which has loaded the reference data already; so every moment of a run is a moment of its work.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Final

from tests.db.made import dump
from tests.survive.forks import begin, ended, ran, warm_up
from tests.survive.pages import write_pages

FRESH: Final = 10  # every so many a time there is no database yet
KILLED: Final = "killed before it had ended"


def main() -> int:
    """Print what was seen; the exit code tells whether all was well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    warm_up()
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        seen = kill_often(Path(name), given.kills, given.documents, given.workers, random.Random(given.seed))
    for what, count in sorted(seen.items()):
        print(f"{count:5} {what}")  # noqa: T201
    return 1 if any(what.startswith("WRONG") for what in seen) else 0


def kill_often(root: Path, kills: int, documents: int, workers: int, chance: random.Random) -> Counter[str]:
    """How often what was seen."""
    folder = write_pages(root / "pages", documents)
    (root / "none").mkdir()
    bare, whole, new = (root / f"{name}.sqlite" for name in ("bare", "whole", "new"))
    assert ran(bare, "ingest", root / "none") == 0
    shutil.copy(bare, whole)
    command = ("ingest", "--workers", str(workers), folder)
    seconds, seconds_new = timed(whole, *command), timed(new, *command)
    wanted = dump(whole)
    assert dump(new) == wanted
    seen: Counter[str] = Counter()
    number = 0
    while seen[KILLED] < kills:
        here = root / "here"
        here.mkdir()
        file = here / "border.sqlite"
        number += 1
        fresh = number % FRESH == 0
        if not fresh:
            shutil.copy(bare, file)
        process = begin(file, *command)
        time.sleep(chance.uniform(0, seconds_new if fresh else seconds))
        os.kill(process, signal.SIGKILL)
        seen[KILLED if ended(process) == -signal.SIGKILL else "had ended before"] += 1
        seen[left_behind(file)] += 1
        if has_tables(file):
            seen["db check: sound" if ran(file, "db", "check") == 0 else "WRONG: check"] += 1
        seen["next run: code 0" if ran(file, "ingest", folder) == 0 else "WRONG: next run"] += 1
        seen["db check after it: sound" if ran(file, "db", "check") == 0 else "WRONG: check after"] += 1
        seen["views as if nobody had been killed" if dump(file) == wanted else "WRONG: views"] += 1
        shutil.rmtree(here)
        if number % 20 == 0:
            print(f"{seen[KILLED]} killed, {seen.total()} things seen", flush=True)  # noqa: T201
    return seen


def left_behind(file: Path) -> str:
    """How far the ingest had come."""
    if not has_tables(file):
        return "left: no tables"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        stored = connection.execute("SELECT 1 FROM articles").fetchone()
    return "left: some articles" if stored else "left: tables without articles"


def has_tables(file: Path) -> bool:
    """Whether the migrations have run; they are one transaction."""
    if not file.exists():
        return False
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return bool(connection.execute("SELECT 1 FROM sqlite_master").fetchone())


def timed(file: Path, *command: str | Path) -> float:
    """How long a command takes."""
    begun = time.monotonic()
    assert ran(file, *command) == 0
    return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
