"""The database's own revisions: making, upgrading and downgrading it."""

from __future__ import annotations

import glob
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
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
from borderdb.settings import backups_kept, migrations_folder

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
    saved = None if before is None else _save(file, before)
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
        saved = _save(file, before)
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


def restore(database: str | Path, copy: Path) -> Path | None:
    """Put a backup in the place of the database. Returns where what was there is kept, None where nothing was.

    The backup is looked through first, and stays. Raises DatabaseError where it is damaged or of an unknown revision,
    and LockedError while an ingest is at work.
    """
    file = database_file(database)
    if file.exists() and copy.exists() and copy.samefile(file):
        raise UsageError(f"{copy}: is the database itself", hint="name a backup of it")
    with hold(file):
        revision = _require_whole(copy)
        _require_known(copy, revision, _revisions(None))
        saved = None
        if file.exists() and file.stat().st_size:
            saved = _set_aside(file)
        unfinished = backup(copy, file.with_name(file.name + ".restored"))
        _drop_log(file)
        unfinished.replace(file)
    return saved


def _drop_log(file: Path) -> None:
    """Write what is in the log of a database into it, and remove the log: it must not be taken for that of another."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(file)) as connection:  # one too damaged for that is copied
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _require_whole(copy: Path) -> str:
    """The revision of a backup that is sound; raises DatabaseError for any other file."""
    whole = existing_file(copy)
    with explained(whole), closing(open_file(whole)) as connection:
        problems = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(1)")]
        revision = revision_of(connection)
    if problems != ["ok"]:
        raise DatabaseError(f"{copy}: is damaged ({problems[0]})", hint="restore another backup")
    if revision is None:
        raise DatabaseError(f"{copy}: is not a borderdb database")
    return revision


def _set_aside(file: Path) -> Path:
    """Keep what is there: as a copy, or as it is where it is too damaged for one."""
    target = _backup_name(file, "replaced")
    try:
        return backup(file, target)
    except DatabaseError:
        return Path(shutil.copyfile(file, target))


def _save(file: Path, revision: str) -> Path:
    """Back up the database before a migration. Of such backups only the newest are kept."""
    saved = backup(file, _backup_name(file, revision))
    most = backups_kept()
    made = sorted(
        file.parent.glob(f"{glob.escape(file.name)}.????-*Z.bak"), key=lambda path: path.name.rpartition("-")[2]
    )
    for old in made[:-most]:
        old.unlink(missing_ok=True)
    return saved


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
