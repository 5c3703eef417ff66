"""The README's examples, run as printed: what it shows is what a reader will see."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from borderdb.cli.app import app
from borderdb.db.views import VIEWS

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


def commands(session: str) -> list[tuple[str, str]]:
    """Each command of a console block with the output below it."""
    parts = re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


@pytest.mark.parametrize("session", _SESSIONS, ids=lambda text: text[:40])
def test_an_example_prints_what_the_readme_shows(session: str, samples: Path, tmp_path: Path) -> None:
    """Each block on a database of its own, since some of them decide about facts."""
    database = Path(shutil.copy(samples, tmp_path / "borderdb.sqlite"))
    for command, output in commands(session):
        result = borderdb(command.removeprefix("borderdb "), database)
        assert result.returncode == 0, result.stderr
        shown = [line.rstrip() for line in output.rstrip().splitlines()]
        printed = [line.rstrip() for line in result.stdout.rstrip().splitlines()]
        assert printed == shown, command


def units(folder: Path) -> tuple[Path, Path]:
    """The units for systemd as printed, with folders of this test in the place of theirs."""
    service, timer = (body for kind, body in _BLOCK.findall(README) if kind == "ini")
    here = service.replace("/srv/borderdb/.venv/bin/borderdb", f"{sys.executable} -m borderdb")
    here = here.replace("/srv/", f"{folder}/").replace("User=borderdb\n", "")
    (folder / "borderdb.service").write_text(here, encoding="utf-8")
    (folder / "borderdb.timer").write_text(timer, encoding="utf-8")
    return folder / "borderdb.service", folder / "borderdb.timer"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_systemd_finds_no_fault_with_the_units(tmp_path: Path) -> None:
    (tmp_path / "borderdb").mkdir()
    result = subprocess.run(
        ["systemd-analyze", "verify", *map(str, units(tmp_path))], capture_output=True, text=True, check=False
    )
    ours = [line for line in (result.stdout + result.stderr).splitlines() if "borderdb." in line]
    assert (result.returncode, ours) == (0, [])


def test_the_command_of_the_unit_runs_from_an_empty_folder(tmp_path: Path) -> None:
    service, _ = units(tmp_path)
    settings = [line.partition("=")[::2] for line in service.read_text(encoding="utf-8").splitlines() if "=" in line]
    (command,) = [shlex.split(value) for name, value in settings if name == "ExecStart"]
    given = dict(word.split("=", 1) for name, value in settings if name == "Environment" for word in value.split())
    (tmp_path / "borderdb").mkdir()
    shutil.copytree(ROOT / "seeds" / "articles", tmp_path / "pages")
    result = subprocess.run(
        command, cwd=tmp_path / "borderdb", env={**os.environ, **given}, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stderr.splitlines()[-1])["documents"] == {"new": len(list((tmp_path / "pages").iterdir()))}
    assert (tmp_path / "borderdb" / "borderdb.sqlite").exists()


def test_the_line_for_cron_names_options_that_there_are() -> None:
    line = next(line for line in README.splitlines() if line.startswith("15 3 * * *"))
    arguments = shlex.split(line.split("bin/borderdb ")[1].split(" 2>>")[0])
    result = borderdb(f"{shlex.join(arguments)} --help", ROOT / "none")
    assert result.returncode == 0, result.stderr


def table(heading: str) -> list[str]:
    """The first cells of the table below a heading."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]


def test_the_tables_name_every_command_and_every_view() -> None:
    commands = {cell.split()[1].strip("`") for cell in table("Commands")}
    assert commands == set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    views = set(re.findall(r"`(\w+)`", "".join(table("The schema at a glance"))))
    assert views <= set(VIEWS)
    assert set(VIEWS) - views == {"programme_readings", "initiative_readings"}  # behind the three dots


def test_the_quick_start_has_exactly_two_shell_blocks() -> None:
    section = README.split("\n## Quick start\n")[1].split("\n## ")[0]
    assert [kind for kind, _ in _BLOCK.findall(section)] == ["sh", "sh"]


def test_there_are_examples_to_run() -> None:
    assert sum(len(commands(session)) for session in _SESSIONS) >= 3
