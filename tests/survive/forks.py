"""Commands in forks of a process that has done the same before: they begin to work at once, and can be killed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

BUG: Final = 70  # the exit code of a fork that raised something


def warm_up() -> None:
    """Load here what all forks need: modules, reference data, dictionaries."""
    from tests.survive.command import borderdb
    from tests.survive.pages import write_pages

    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "border.sqlite"
        folder = write_pages(Path(name) / "pages", 3)
        for command in (("ingest", folder), ("query", "metrics"), ("db", "check")):
            assert borderdb(file, *command).exit_code == 0


def begin(file: Path, *arguments: str | Path, talk: Path | None = None) -> int:
    """Begin a command on a database; its process id. What it says goes to a file, or nowhere."""
    process = os.fork()
    if process:
        return process
    code = BUG
    try:
        from borderdb.cli.app import app

        said = os.open(talk or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        code = app(["--database", str(file), *map(str, arguments)], standalone_mode=False)
    finally:  # whatever it raises, this fork must not go on with the work of its parent
        os._exit(code)


def ended(process: int) -> int:
    """The exit code of a fork, or the negative number of the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def ran(file: Path, *arguments: str | Path, talk: Path | None = None) -> int:
    """Run a command to its end; its exit code."""
    return ended(begin(file, *arguments, talk=talk))
