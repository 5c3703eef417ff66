"""Ingest 10,000 documents of which 500 cannot be read.

    python -m tests.experiments.crowd [--documents 10000] [--unreadable 500] [--workers 1]

The exit code must be 1; all others must be stored; each that cannot be read must be named with its reason, on standard
error and in the record of the run; the database must be sound. Time and the peak of memory are printed, after a
quarter of the documents and after all.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from borderdb.db.check import check
from tests.survive.forks import begin
from tests.survive.pages import write_pages


def main() -> int:
    """Print what was seen; the exit code tells whether all was well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--unreadable", type=int, default=500)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="crowd-") as name:
        root = Path(name)
        quarter = measured(root / "quarter", given.documents // 4, given.unreadable // 4, given.workers)
        answers = measured(root / "all", given.documents, given.unreadable, given.workers)
    for what, (wanted, seen) in answers.items():
        print(f"{what:34} {seen:>9,}{'' if seen == wanted or wanted is None else f'  WRONG: {wanted:,} wanted'}")  # noqa: T201
    print(f"{'seconds, MB for a quarter of them':34} {quarter['seconds'][1]:>9,} {quarter['MB at most'][1]:,}")  # noqa: T201
    return 0 if all(wanted in (None, seen) for wanted, seen in answers.values()) else 1


def measured(root: Path, documents: int, unreadable: int, workers: int) -> dict[str, tuple[int | None, int]]:
    """What was wanted, where something was, and what was seen."""
    folder = write_pages(root / "pages", documents, unreadable=unreadable)
    file, talk = root / "border.sqlite", root / "talk"
    begun = time.monotonic()
    _, status, used = os.wait4(begin(file, "ingest", folder, "--workers", str(workers), talk=talk), 0)
    seconds = time.monotonic() - begun
    bad = [path.name for path in folder.glob("*-bad.txt")]
    said = Counter(
        line.partition("-bad.txt: ")[2] for line in talk.read_text("utf-8").splitlines() if "-bad.txt: " in line
    )
    recorded = asked(file, "SELECT reason FROM run_documents WHERE status = 'failed'")
    sound = documents - unreadable
    return {
        "exit code": (1, os.waitstatus_to_exitcode(status)),
        "documents that cannot be read": (unreadable, len(bad)),
        "documents stored": (sound, asked(file, "SELECT count(*) FROM documents")[0][0]),
        "articles": (sound, asked(file, "SELECT count(*) FROM article_facts")[0][0]),
        "named on standard error": (unreadable, sum(said.values())),
        "named without a reason": (0, said[""]),
        "recorded with a reason": (unreadable, sum(bool(reason) for (reason,) in recorded)),
        "different reasons": (None, len(said)),
        "problems that db check finds": (0, len(check(file).problems)),
        "figures": (None, asked(file, "SELECT count(*) FROM metric_facts")[0][0]),
        "seconds": (None, round(seconds)),
        "MB at most": (None, used.ru_maxrss // 1024),
    }


def asked(file: Path, sql: str) -> list[Any]:
    """The rows of a query."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


if __name__ == "__main__":
    sys.exit(main())
