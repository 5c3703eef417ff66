"""The database's own revisions: making, upgrading and downgrading it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from borderdb.db.engine import connect
from borderdb.db.failures import database_file, existing_file, explained
from borderdb.db.lock import hold
from borderdb.db.readonly import open_file
from borderdb.db.revision import HEAD
from borderdb.db.revision import current as revision_of
from borderdb.errors import DatabaseError, UsageError
from borderdb.settings import migrations_folder

BASE: Final = "base"
"""The revision before the first: no tables at all."""


def head(folder: Path | None = None) -> str:
    """The newest revision in the folder of migrations."""
    return _revisions(folder)[-1]


def current(database: str | Path) -> str | None:
    """The revision of a database; None for a file that no revision was ever applied to."""
    file = existing_file(database)
    with explained(file), closing(open_file(file)) as connection:
        return revision_of(connection)


def upgrade(database: str | Path, revision: str = "head", *, folder: Path | None = None) -> Path | None:
    """Make the database, or bring it to a newer revision. Returns the backup, None where none was needed.

    A backup is made beside the file before an older revision is touched. Raises LockedError while an ingest is at work,
    DatabaseError where the file holds something else or is of a revision that this version does not know, and
    UsageError where there is no such revision or it is older than the database.
    """
    with hold(database_file(database)):
        return upgrade_held(database, revision, folder=folder)


def upgrade_held(database: str | Path, revision: str = "head", *, folder: Path | None = None) -> Path | None:
    """The same, for one who holds the lock of the database already."""
    file = database_file(database)
    known = _revisions(folder)
    target = known[-1] if revision == "head" else revision
    _require_target(target, known)
    before = current(file) if file.exists() and file.stat().st_size else None
    if before is None:
        _require_empty(file)
    else:
        _require_known(file, before, known)
        if known.index(target) < known.index(before):
            raise UsageError(f"revision {target} is older than the database, which is of {before}", hint=_DOWNGRADE)
        if before == target:
            return None
    saved = None if before is None else backup(file, _backup_name(file, before))
    with _migrating(file, folder) as config:
        command.upgrade(config, target)
    return saved


def downgrade(database: str | Path, revision: str, *, folder: Path | None = None) -> Path | None:
    """Bring the database to an older revision, or to `base`. Returns the backup made before, None if none was needed.

    Raises as `upgrade` does.
    """
    file = existing_file(database)
    known = [BASE, *_revisions(folder)]
    _require_target(revision, known)
    with hold(file):
        before = current(file)
        if before is None:
            raise DatabaseError(f"{file}: is not a borderdb database")
        _require_known(file, before, known)
        if known.index(revision) > known.index(before):
            raise UsageError(f"revision {revision} is newer than the database, which is of {before}", hint=_UPGRADE)
        if before == revision:
            return None
        saved = backup(file, _backup_name(file, before))
        with _migrating(file, folder) as config:
            command.downgrade(config, revision)
    return saved


def backup(database: str | Path, target: Path) -> Path:
    """A consistent copy of the database, also while an ingest runs. It appears under its name only when it is whole.

    A file of that name is replaced. Raises UsageError where that is the database itself.
    """
    file = existing_file(database)
    if target.exists() and target.samefile(file):
        raise UsageError(f"{target}: is the database itself", hint="name another file for the copy")
    unfinished = target.with_name(target.name + ".part")
    with explained(file), closing(open_file(file)) as source:
        try:
            with explained(unfinished), closing(sqlite3.connect(unfinished)) as copy:
                copy.execute("PRAGMA journal_mode = OFF").close()  # on a full disk its journal would be left behind
                source.backup(copy)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    return target


_UPGRADE: Final = "use `borderdb db upgrade`"
_DOWNGRADE: Final = "use `borderdb db downgrade`"


@contextmanager
def _migrating(file: Path, folder: Path | None) -> Iterator[Config]:
    config = _config(folder)
    with connect(file) as connection:
        config.attributes["connection"] = connection
        yield config


def _config(folder: Path | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder or migrations_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _revisions(folder: Path | None) -> list[str]:
    """All revisions, the first one first."""
    revisions = [script.revision for script in ScriptDirectory.from_config(_config(folder)).walk_revisions()]
    if not revisions:
        raise DatabaseError(f"{folder or migrations_folder()}: holds no migrations")
    return revisions[::-1]


def _backup_name(file: Path, revision: str) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return file.with_name(f"{file.name}.{revision}-{moment}.bak")


def _require_target(target: str, known: list[str]) -> None:
    if target not in known:
        raise UsageError(f"there is no revision {target}", hint=f"there are {', '.join(known)}")


def _require_empty(file: Path) -> None:
    """Refuse to build our tables into somebody else's database."""
    if not file.exists() or not file.stat().st_size:
        return
    with explained(file), closing(open_file(file)) as connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE tbl_name <> 'alembic_version'").fetchone():
            raise DatabaseError(f"{file}: is another program's database", hint="name another file with --database")


def _require_known(file: Path, revision: str, known: list[str]) -> None:
    if revision not in known:
        raise DatabaseError(
            f"{file}: the database is of the unknown revision {revision}, this version knows {HEAD}",
            hint="use the version of borderdb that made it, or a newer one",
        )
