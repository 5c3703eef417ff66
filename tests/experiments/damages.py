"""Two hundred databases, each damaged in another way, and every command on each of them.

    python -m tests.experiments.damages [--databases 200] [--seed 1]

A command may answer (code 0, or 2 where what is asked for is gone), or say that the database is damaged (code 3), or
that the query ran into a limit (code 5); an ingest may also say that some documents failed (1). It may not raise, hang,
or be killed. Reading must not change a byte.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.survive.damage import KINDS
from tests.survive.forks import begin, ended, ran, warm_up
from tests.survive.pages import write_pages

READING = (
    ("query", "metrics"),
    ("query", "evidence", "--place", "同江市"),
    ("sql", "SELECT * FROM metric_facts, place_tree LIMIT 1000"),
    ("search", "干部"),
    ("show", "同江市"),
    ("runs",),
    ("db", "check"),
    ("db", "current"),
)
ADMITTED = frozenset((0, 2, 3, 5))


def main() -> int:
    """Print how often each command ended how; the exit code tells whether all was well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    warm_up()
    chance, wrong = random.Random(given.seed), 0
    seen: dict[str, Counter[int]] = {}
    with tempfile.TemporaryDirectory(prefix="damages-") as name:
        root = Path(name)
        folder = write_pages(root / "pages", 30)
        sound = root / "sound.sqlite"
        assert ran(sound, "ingest", folder) == 0
        more = write_pages(root / "more", 40)
        talk = root / "talk"
        for number in range(given.databases):
            here = root / "here"
            here.mkdir()
            file = here / "border.sqlite"
            kind = list(KINDS)[number % len(KINDS)]
            file.write_bytes(KINDS[kind](sound.read_bytes(), chance))
            before = file.read_bytes()
            for command in (
                *READING,
                ("db", "backup", str(here / "copy")),
                ("ingest", str(more)),
                ("db", "downgrade", "0003"),
            ):
                code = within(begin(file, *command, talk=talk), 120)
                seen.setdefault(" ".join(command[:2])[:14], Counter())[code] += 1
                if code not in ADMITTED | ({1} if command[0] == "ingest" else set()):
                    wrong += 1
                    shutil.copy(file, Path(tempfile.gettempdir()) / f"damaged-{given.seed}-{number}-{kind}.sqlite")
                    said = talk.read_text("utf-8", "replace").strip().splitlines()
                    print(f"{number} {kind} {' '.join(command)[:30]}: code {code} {said[-1:]}")  # noqa: T201
                if command in READING and file.read_bytes() != before:
                    wrong += 1
                    print(f"{number} {kind} {' '.join(command)}: bytes changed")  # noqa: T201
            shutil.rmtree(here)
    for what, codes in seen.items():
        print(f"{what:14} {', '.join(f'{count} × code {code}' for code, count in sorted(codes.items()))}")  # noqa: T201
    return 1 if wrong else 0


def within(process: int, seconds: int) -> int:
    """The exit code of a fork; one that takes longer is killed."""
    signal.signal(signal.SIGALRM, lambda *_: os.kill(process, signal.SIGKILL))
    signal.alarm(seconds)
    try:
        return ended(process)
    finally:
        signal.alarm(0)


if __name__ == "__main__":
    sys.exit(main())
