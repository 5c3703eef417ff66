"""borderdb as its users call it: here, in this process, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from borderdb.cli.app import app

ROOT = Path(__file__).parents[2]


def borderdb(database: Path, *arguments: str | Path, stdin: bytes | None = None) -> Result:
    """Call a command. Whatever it raises that is no exit is a bug, and raised here as well."""
    environment = {"BORDERDB_DATABASE": str(database)}
    return CliRunner().invoke(app, list(map(str, arguments)), input=stdin, env=environment, catch_exceptions=False)


def start(database: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    """Begin a command in a process of its own; its output and its talk are read from it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BORDERDB_")}
    return subprocess.Popen(
        [sys.executable, "-m", "borderdb", "--database", str(database), *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
