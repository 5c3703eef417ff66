"""A wheel installed elsewhere works from any folder: migrations and seeds travel in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str, cwd: Path, **environment: str) -> str:
    result = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, env=os.environ | environment
    )
    assert result.returncode == 0, result.stderr + result.stdout
    return result.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the unpacked wheel, and nothing of the checkout."""
    made = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(made), str(ROOT), cwd=made)
    (wheel,) = made.glob("*.whl")
    target = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel), cwd=made)
    return target


def test_an_installed_wheel_ingests_and_answers_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "边城新事\n\n□本报记者 李明\n\n2024年，密山市建成服务站12个。密山市培训护边员260余人次。\n", encoding="utf-8"
    )
    environment = {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    where = run(sys.executable, "-c", "import borderdb; print(borderdb.__file__)", cwd=tmp_path, **environment)
    assert Path(where.strip()).is_relative_to(installed)
    run(sys.executable, "-m", "borderdb", "ingest", "page.txt", cwd=tmp_path, **environment)
    answer = run(
        sys.executable, "-m", "borderdb", "sql", "SELECT place, raw FROM metric_facts ORDER BY char_start",
        "--format", "csv", cwd=tmp_path, **environment,
    )  # fmt: skip
    assert answer.split() == ["place,raw", "密山市,12个", "密山市,260余人次"]
