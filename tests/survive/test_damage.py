"""Damaged databases: every command answers or says what is wrong, and reading changes nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.survive.command import borderdb
from tests.survive.damage import KINDS

READING = (
    ("query", "metrics"),
    ("sql", "SELECT * FROM metric_facts"),
    ("search", "干部"),
    ("show", "同江市"),
    ("runs",),
    ("db", "check"),
    ("db", "current"),
)


@pytest.mark.parametrize("part", [0.02, 0.5, 0.97])
def test_a_database_that_was_cut_is_called_damaged(whole: Path, folder: Path, tmp_path: Path, part: float) -> None:
    file, data = tmp_path / "border.sqlite", whole.read_bytes()
    file.write_bytes(data[: int(len(data) * part)])
    before = file.read_bytes()
    for command in (
        *READING,
        ("db", "upgrade"),
        ("db", "downgrade", "0003"),
        ("db", "backup"),
        ("ingest", str(folder)),
    ):
        result = borderdb(file, *command)
        assert result.exit_code == 3, command
        assert "the database is damaged" in result.stderr, command
        assert "restore a backup" in result.stderr, command
    assert file.read_bytes() == before


@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_raises_anything(whole: Path, folder: Path, tmp_path: Path, kind: str) -> None:
    """What tests/experiments/damages.py does two hundred times."""
    chance = random.Random(kind)
    file = tmp_path / "border.sqlite"
    for _ in range(2):
        file.write_bytes(KINDS[kind](whole.read_bytes(), chance))
        before = file.read_bytes()
        for command in READING:
            assert borderdb(file, *command).exit_code in (0, 2, 3), command
        assert file.read_bytes() == before
        assert borderdb(file, "ingest", folder).exit_code in (0, 1, 3)
        for left in tmp_path.iterdir():
            left.unlink()


def test_every_damage_is_one(whole: Path) -> None:
    """A backup of a sound database is found sound, one of a damaged one is not."""
    data = whole.read_bytes()
    assert all(KINDS[kind](data, random.Random(1)) != data for kind in KINDS)
    assert borderdb(whole, "db", "check").exit_code == 0
