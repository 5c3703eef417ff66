"""Start two, five and ten ingests on one database at the same moment, while others read it.

    python -m tests.experiments.at_once [--documents 200] [--ingests 2 5 10] [--there]

One must work and end with code 0, the others must end with code 6 and name its process; queries and checks meanwhile
must end with code 0; and the public views must say what they say after one ingest alone. Once the database is there
already, once the ingests have to make it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.db.made import dump
from tests.survive.forks import begin, ended, ran, warm_up
from tests.survive.pages import write_pages

READERS = 2


def main() -> int:
    """Print what was seen; the exit code tells whether all was well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--ingests", type=int, nargs="+", default=[2, 5, 10])
    parser.add_argument("--there", action="store_true", help="only on a database that is there already")
    given = parser.parse_args()
    warm_up()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="at-once-") as name:
        root = Path(name)
        folder = write_pages(root / "pages", given.documents)
        (root / "none").mkdir()
        bare, whole = root / "bare.sqlite", root / "whole.sqlite"
        assert ran(bare, "ingest", root / "none") == 0
        shutil.copy(bare, whole)
        assert ran(whole, "ingest", folder) == 0
        for count in given.ingests:
            there, new = Path(shutil.copy(bare, root / f"{count}.sqlite")), root / f"{count}-new.sqlite"
            for file in (there,) if given.there else (there, new):
                codes, named, reads = start_at_once(file, folder, count)
                same = dump(file) == dump(whole) and ran(file, "db", "check") == 0
                expected = codes == {0: 1, 6: count - 1} and named == count - 1 and not reads - Counter({0: reads[0]})
                wrong += not (same and expected)
                print(  # noqa: T201
                    f"{count:3} ingests{', no database yet' if file == new else ''}: codes {dict(codes)}, "
                    f"{named} named the holder, reads meanwhile {dict(reads)}, views {'the same' if same else 'WRONG'}"
                )
    return 1 if wrong else 0


def start_at_once(file: Path, folder: Path, count: int) -> tuple[Counter[int], int, Counter[int]]:
    """The exit codes of the ingests; how many named one that is the holder; the exit codes of those who read."""
    there = file.exists()
    talks = {begin(file, "ingest", folder, talk=file.with_suffix(f".{number}")): number for number in range(count)}
    readers = [begin(file, *command) for command in (("query", "metrics"), ("db", "check")) * READERS if there]
    reads = Counter(map(ended, readers))
    codes = {process: ended(process) for process in talks}
    workers = [process for process, code in codes.items() if code == 0]
    said = [file.with_suffix(f".{talks[process]}").read_text("utf-8") for process, code in codes.items() if code == 6]
    named = sum(
        any(f"held by process {worker} on {os.uname().nodename} since" in words for worker in workers) for words in said
    )
    return Counter(codes.values()), named, reads


if __name__ == "__main__":
    sys.exit(main())
