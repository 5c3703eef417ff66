"""Nothing heavy is imported before a command needs it: a command line is judged by how fast it answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WEB = ("httpx", "httpcore")
HEAVY = ("sqlalchemy", "alembic", "rjieba", "opencc", "ahocorasick_rs", *WEB)
PROGRAM = """
import sys
sys.argv = ["borderdb", *{arguments!r}]
from borderdb.cli import main
try:
    main()
except SystemExit:
    pass
print("\\n".join(["modules:", *sys.modules]))
"""


def imported(*arguments: str, database: Path) -> set[str]:
    """The modules that a fresh interpreter has after a command."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(arguments=arguments)],
        env=os.environ | {"BORDERDB_DATABASE": str(database)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(done.stdout.partition("modules:\n")[2].split("\n"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("ingest", "--help"),
        ("query", "--help"),
        ("query", "metrics", "--help"),
        ("query", "metrics", "--format", "csv"),
        ("sql", "SELECT 1", "--format", "json"),
        ("show", "同江市", "--format", "json"),
        ("search", "旅客", "--format", "tsv"),
        ("runs", "--format", "csv"),
        ("review", "--help"),
        ("review", "list", "--format", "csv"),
        ("review", "log", "--format", "csv"),
    ],
    ids=" ".join,
)
def test_answers_start_without_what_only_ingest_needs(arguments: tuple[str, ...], filled: Path) -> None:
    modules = imported(*arguments, database=filled)
    assert "borderdb.cli.app" in modules
    assert not modules & set(HEAVY)
    if "--help" not in arguments:
        assert "rich" not in modules


def test_help_reads_no_query(filled: Path) -> None:
    modules = imported("--help", database=filled)
    assert "borderdb.queries.catalogue" not in modules
    assert "tomllib" not in modules
    assert "sqlite3" not in modules


def test_who_reads_files_needs_nothing_for_the_web(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("江畔小城忙春耕\n同江市粮食产量达12.5亿斤。\n", "utf-8")
    modules = imported("ingest", str(tmp_path / "page.txt"), database=tmp_path / "x.sqlite")
    assert "borderdb.ingest" in modules
    assert not modules & set(WEB)


def test_an_import_at_the_top_would_be_noticed(filled: Path) -> None:
    assert "sqlalchemy" in imported("schema", database=filled)
