"""How long a cold `borderdb --help` takes, beside an empty Typer program: `python tests/benchmarks/startup.py`.

The two take turns, so that whatever else the machine does weighs on both; the median of each is compared. The aim is a
ratio below 2.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from statistics import median

EMPTY = """
import typer
app = typer.Typer()
@app.command()
def one(name: str = "x") -> None:
    "Nothing."
@app.command()
def two() -> None:
    "Nothing."
app()
"""
OURS = "from borderdb.cli import main; main()"
MOST = 2.0


def seconds(program: str, *arguments: str) -> float:
    """How long a fresh interpreter takes for a program."""
    before = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - before


def main() -> int:
    """Print both medians and their ratio; the exit code tells whether the aim is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    pairs = [(seconds(EMPTY, "--help"), seconds(OURS, "--help")) for _ in range(rounds + 1)][1:]
    empty, ours = (median(times) for times in zip(*pairs, strict=True))
    print(f"empty Typer program  {empty * 1000:6.0f} ms")  # noqa: T201
    print(f"borderdb --help      {ours * 1000:6.0f} ms")  # noqa: T201
    print(f"ratio                {ours / empty:6.2f}   (aim: below {MOST:g})")  # noqa: T201
    return 0 if ours < MOST * empty else 1


if __name__ == "__main__":
    sys.exit(main())
