"""Ingest the same documents in any order, by any number of workers, in one run or many.

    python -m tests.experiments.orders [--trials 20] [--documents 60] [--seed 1]

The documents are the sample pages in all their formats, invented ones, copies under other names and reprints that are
cut short. Each trial takes them in an order of its own, in one to five runs by one to three workers, some of them read
before in an older version or moved from elsewhere. The public views must say the same each time.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

from tests.db.made import VIEWS, dump
from tests.survive.forks import ran, warm_up
from tests.survive.pages import page, write_pages

ARTICLES = Path(__file__).parents[2] / "seeds" / "articles"
LONG_AGO = 1_700_000_000  # seconds since 1970


def main() -> int:
    """Print what was seen; the exit code tells whether all was well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    warm_up()
    chance, wrong = random.Random(given.seed), 0
    with tempfile.TemporaryDirectory(prefix="orders-") as name:
        root = Path(name)
        folder = write_documents(root / "pages", given.documents)
        (root / "none").mkdir()
        bare, whole = root / "bare.sqlite", root / "whole.sqlite"
        assert ran(bare, "ingest", root / "none") == 0
        shutil.copy(bare, whole)
        assert ran(whole, "ingest", folder) == 0
        wanted = dump(whole)
        print(f"{len(list(folder.iterdir()))} documents, {len(wanted['metric_facts'])} figures")  # noqa: T201
        for number in range(given.trials):
            file = Path(shutil.copy(bare, root / "trial.sqlite"))
            told = trial(file, folder, root / "elsewhere", chance)
            found = dump(file)
            other = [view for view in VIEWS if found[view] != wanted[view]]
            sound = ran(file, "db", "check") == 0
            wrong += bool(other) or not sound
            print(f"{number + 1:3} {told}: {'WRONG: ' + ', '.join(other) if other or not sound else 'the same'}")  # noqa: T201
            for left in root.glob("trial.sqlite*"):
                left.unlink()
    return 1 if wrong else 0


def write_documents(folder: Path, count: int) -> Path:
    """So many invented pages, the sample pages, copies and reprints of some."""
    write_pages(folder, count)
    for path in ARTICLES.iterdir():
        shutil.copy(path, folder)
    for number in range(0, count, 7):
        shutil.copy(folder / f"{number:05}.txt", folder / f"copy-{number}.txt")
        text = page(number)
        (folder / f"2025-12-{number % 27 + 1:02}_界河晚报_{number}.txt").write_text(text[: len(text) * 2 // 3], "utf-8")
    for path in folder.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


def trial(file: Path, folder: Path, elsewhere: Path, chance: random.Random) -> str:
    """Ingest the documents in some way; what way it was."""
    paths = sorted(folder.iterdir())
    chance.shuffle(paths)
    elsewhere.mkdir()
    older = chance.sample([path for path in paths if path.suffix == ".txt"], 3)
    for path in older:
        kept = path.read_bytes()
        path.write_bytes("虎林市的旧账本\n虎林市种豆7亩。".encode() + path.name.encode())
        assert ran(file, "ingest", path) == 0
        path.write_bytes(kept)
    for path in chance.sample(paths, 3):
        shutil.copy(path, elsewhere)
    assert ran(file, "ingest", elsewhere) == 0
    shutil.rmtree(elsewhere)
    cuts = sorted(chance.sample(range(1, len(paths)), chance.randrange(5)))
    workers = [chance.choice((1, 1, 2, 3)) for _ in (*cuts, 0)]
    for first, last, count in zip((0, *cuts), (*cuts, len(paths)), workers, strict=True):
        assert ran(file, "ingest", "--workers", str(count), *paths[first:last]) == 0
    assert ran(file, "ingest", chance.choice(paths)) == 0
    return f"{len(workers)} runs by {workers} workers, {len(older)} read before as they were, 3 moved"


if __name__ == "__main__":
    sys.exit(main())
