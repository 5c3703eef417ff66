"""The README's examples, run as printed: what it shows is what a reader will see."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SESSIONS = [body for kind, body in _BLOCK.findall(README) if kind == "console"]


def borderdb(arguments: str, database: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "borderdb", "--database", str(database), *shlex.split(arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the quick start."""
    database = tmp_path_factory.mktemp("readme") / "borderdb.sqlite"
    result = borderdb("ingest seeds/articles", database)
    assert result.returncode == 0, result.stderr
    return database


def sessions() -> list[tuple[str, str]]:
    """Each command of a console block with the output below it."""
    found = []
    for body in _SESSIONS:
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), sessions(), ids=lambda text: text[:40])
def test_an_example_prints_what_the_readme_shows(command: str, output: str, samples: Path) -> None:
    result = borderdb(command.removeprefix("borderdb "), samples)
    assert result.returncode == 0, result.stderr
    shown = [line.rstrip() for line in output.rstrip().splitlines()]
    printed = [line.rstrip() for line in result.stdout.rstrip().splitlines()]
    assert printed == shown


def test_the_quick_start_has_exactly_two_shell_blocks() -> None:
    section = README.split("\n## Quick start\n")[1].split("\n## ")[0]
    assert [kind for kind, _ in _BLOCK.findall(section)] == ["sh", "sh"]


def test_there_are_examples_to_run() -> None:
    assert len(sessions()) >= 3
