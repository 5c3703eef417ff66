"""Statements that want all the memory there is, through `borderdb sql`, each with its 30 seconds.

    python -m tests.experiments.appetite

Each must end with code 5 (a few are answered in full, with code 0), within its time, and without ever holding a
gigabyte; the bytes of the database must be the same afterwards.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.survive.forks import begin, ran
from tests.survive.pages import write_pages

MOST_MB = 1024
MOST_SECONDS = 40  # thirty and the start
ROWS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {})"
LARGE = "randomblob(400000)"
TEXT = "hex(randomblob(200000))"
STATEMENTS = {
    "sorted": f"{ROWS.format(100_000)} SELECT {LARGE} AS b FROM n ORDER BY b",
    "told apart": f"{ROWS.format(100_000)} SELECT DISTINCT {LARGE} FROM n",
    "grouped": f"{ROWS.format(100_000)} SELECT max(i) FROM n GROUP BY {LARGE}",
    "never forgotten": f"WITH RECURSIVE n(b) AS (SELECT {LARGE} UNION SELECT {LARGE} FROM n) SELECT count(*) FROM n",
    "held twice": (
        f"{ROWS.format(100_000)}, m AS MATERIALIZED (SELECT {LARGE} AS b FROM n) SELECT count(*) FROM m AS a, m AS b"
    ),
    "over a window": f"{ROWS.format(100_000)} SELECT lag(b, 90000) OVER () FROM (SELECT {LARGE} AS b FROM n)",
    "put together": f"{ROWS.format(10_000_000)} SELECT group_concat(hex(randomblob(50000))) FROM n",
    "in one array": f"{ROWS.format(10_000_000)} SELECT json_group_array(hex(randomblob(50000))) FROM n",
    "in a table": f"{ROWS.format(100_000)} SELECT {TEXT} FROM n",
    "in a report": f"{ROWS.format(100_000)} SELECT {TEXT} FROM n",
    "many columns in a table": f"{ROWS.format(100_000)} SELECT {', '.join(['hex(randomblob(20000))'] * 400)} FROM n",
    "many small rows in a table": f"{ROWS.format(90_000_000)} SELECT i, i, i, i FROM n",
    "two million small rows": f"{ROWS.format(2_000_000)} SELECT i, i, i FROM n",
    "everything with everything": (
        "SELECT a.text, b.text FROM sentences a, sentences b, sentences c ORDER BY a.text || b.text || c.text"
    ),
    "an array as wide as can be": f"SELECT json_array({', '.join(['hex(zeroblob(240000))'] * 90)})",
    "one long sum of texts": f"SELECT {' || '.join(['hex(zeroblob(240000))'] * 400)}",
}


def main() -> int:
    """Print what each took; the exit code tells whether all stayed within bounds."""
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="appetite-") as name:
        root = Path(name)
        file = root / "border.sqlite"
        assert ran(file, "ingest", write_pages(root / "pages", 40)) == 0
        before = file.read_bytes()
        for what, statement in STATEMENTS.items():
            form = "table" if what.endswith("table") else "markdown" if what.endswith("report") else "csv"
            begun = time.monotonic()
            _, status, used = os.wait4(begin(file, "sql", statement, "--format", form, "--limit", "0"), 0)
            code, seconds, megabytes = (
                os.waitstatus_to_exitcode(status),
                time.monotonic() - begun,
                used.ru_maxrss // 1024,
            )
            fine = code in (0, 5) and seconds < MOST_SECONDS and megabytes < MOST_MB
            wrong += not fine
            print(f"{what:30} code {code}, {seconds:5.1f} s, {megabytes:5} MB{'' if fine else '  WRONG'}")  # noqa: T201
        wrong += file.read_bytes() != before
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
