"""Every revision up, down and up again with rows in every table that it knows; and sudden death on the way."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from borderdb.db import schema
from borderdb.db.revision import HEAD
from tests.migrations.databases import fill, folder_with, rows, schema_of
from tests.migrations.test_revisions import HEADER, REVISIONS

UPGRADE = "import sys; from pathlib import Path; from borderdb.db import schema; "
KILLED = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
HALF_WAY = HEADER.replace("import sqlalchemy as sa", "import os\nimport signal\nimport sqlalchemy as sa") + (
    """

def upgrade():
    op.execute("CREATE TABLE more AS SELECT * FROM articles")
    op.execute("DELETE FROM metrics")
    op.execute("DELETE FROM issues")
    if DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)


def downgrade():
    pass
"""
)


@pytest.mark.parametrize(("lower", "revision"), [*pairwise(["base", *REVISIONS])])
def test_up_down_and_up_with_rows_in_every_table(tmp_path: Path, lower: str, revision: str) -> None:
    file = tmp_path / "border.sqlite"
    schema.upgrade(file, revision)
    fill(file)
    before, structure = named_rows(file), schema_of(file)
    assert all(before.values())
    schema.downgrade(file, lower)
    less = named_rows(file)
    assert all(len(less[table]) == len(before[table]) for table in less)
    schema.upgrade(file, revision)
    assert schema_of(file) == structure
    again = named_rows(file)
    for table, kept in less.items():
        assert [row.items() <= whole.items() for row, whole in zip(kept, again[table], strict=True)] == [True]
        assert [row.items() <= whole.items() for row, whole in zip(kept, before[table], strict=True)] == [True]
    schema.upgrade(file)
    assert all(named_rows(file)[table] for table in less)


def named_rows(file: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables that are there, their values by column."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        return {table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in rows(file)}


def killed(script: str, *arguments: str) -> None:
    """Run a script that kills itself."""
    done = subprocess.run([sys.executable, "-c", script, *arguments], check=False, stderr=subprocess.PIPE)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A database of an older revision with a row in every table."""
    file = tmp_path / "border.sqlite"
    schema.upgrade(file, REVISIONS[-2])
    fill(file)
    return file


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_a_power_cut_between_backup_and_migration(older: Path) -> None:
    before = rows(older)
    killed(f"{UPGRADE}schema.command.upgrade = lambda *_: exec({KILLED!r}); schema.upgrade(sys.argv[1])", str(older))
    assert schema.current(older) == REVISIONS[-2]
    assert rows(older) == before
    (first,) = older.parent.glob("*.bak")
    assert rows(first) == before
    second = schema.upgrade(older)
    assert schema.current(older) == HEAD
    assert second not in (None, first)
    assert rows(older)["sentences"] == before["sentences"]


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_a_power_cut_while_the_backup_is_made(older: Path) -> None:
    """What is unfinished is not called a backup, and the next one is not harmed by it."""
    before = rows(older)
    cut = f"import pathlib; pathlib.Path.replace = lambda *_: exec({KILLED!r}); {UPGRADE}schema.upgrade(sys.argv[1])"
    killed(cut, str(older))
    assert not list(older.parent.glob("*.bak"))
    saved = schema.upgrade(older)
    assert saved is not None
    assert rows(saved) == before
    assert schema.current(older) == HEAD


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_a_migration_that_is_killed_half_way_and_tried_again(older: Path, tmp_path: Path) -> None:
    schema.upgrade(older)
    before, structure = rows(older), schema_of(older)
    deadly = folder_with(tmp_path / "deadly", HALF_WAY.replace("DEADLY", "True"))
    killed(f"{UPGRADE}schema.upgrade(sys.argv[1], folder=Path(sys.argv[2]))", str(older), str(deadly))
    copy = tmp_path / "copy" / older.name  # with its log: the next to open it takes the half migration back
    copy.parent.mkdir()
    for path in older.parent.glob(f"{older.name}*"):
        shutil.copy(path, copy.parent)
    assert (rows(copy), schema_of(copy), schema.current(copy)) == (before, structure, HEAD)
    schema.upgrade(older, folder=folder_with(tmp_path / "sound", HALF_WAY.replace("DEADLY", "False")))
    assert schema.current(older) == "9000"
    assert rows(older)["metrics"] == []
    assert rows(older)["articles"] == before["articles"]
