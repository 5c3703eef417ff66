"""One ingest at a time, and no lock that outlives its holder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from borderdb.db import lock
from borderdb.db.lock import hold
from borderdb.errors import DatabaseError, LockedError

HOLDER = """
import sys, time
from pathlib import Path
from borderdb.db.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def start_holder(file: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(file)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    file = tmp_path / "border.sqlite"
    with hold(file):
        with pytest.raises(LockedError) as raised, hold(file):
            pass
        assert f"held by process {os.getpid()} on " in str(raised.value)
        assert " since 20" in str(raised.value)
        with hold(tmp_path / "other.sqlite"):
            pass
    with hold(file):
        pass
    assert not list(tmp_path.iterdir())


def test_a_link_to_the_database_has_the_same_lock(tmp_path: Path) -> None:
    file, link = tmp_path / "border.sqlite", tmp_path / "link.sqlite"
    file.touch()
    link.symlink_to(file)
    with hold(file), pytest.raises(LockedError), hold(link):
        pass


def test_a_lock_in_another_process(tmp_path: Path) -> None:
    file = tmp_path / "border.sqlite"
    process = start_holder(file)
    try:
        with pytest.raises(LockedError, match=f"process {process.pid} on"), hold(file):
            pass
    finally:
        process.kill()
        process.communicate()


def test_a_holder_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "border.sqlite"
    process = start_holder(file)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (tmp_path / "border.sqlite.lock").read_text(encoding="utf-8")  # what it wrote is still there
    with hold(file):
        pass
    assert not list(tmp_path.iterdir())


def test_a_lock_that_is_let_go_when_something_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), hold(tmp_path / "border.sqlite"):
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


def test_a_holder_that_has_not_signed_yet(tmp_path: Path) -> None:
    file = tmp_path / "border.sqlite"
    with hold(file):
        (tmp_path / "border.sqlite.lock").write_text("", encoding="utf-8")
        with pytest.raises(LockedError, match="only just begun"), hold(file):
            pass


def test_a_lock_file_that_was_removed_between_opening_and_locking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locking a file that nobody can find any more would lock nobody out."""
    file, path = tmp_path / "border.sqlite", tmp_path / "border.sqlite.lock"
    take, taken = lock._take, []

    def removed_meanwhile(opened: object) -> bool:
        if not taken:
            path.unlink()
        taken.append(opened)
        return take(opened)  # type: ignore[arg-type]

    monkeypatch.setattr(lock, "_take", removed_meanwhile)
    with hold(file):
        assert len(taken) == 2
        monkeypatch.undo()
        with pytest.raises(LockedError), hold(file):
            pass


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot be written"), hold(tmp_path / "no" / "border.sqlite"):
        pass
