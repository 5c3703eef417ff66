"""The database's own revisions: making, upgrading and downgrading it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from borderdb.db.engine import connect
from borderdb.db.failures import database_file, existing_file, explained
from borderdb.db.readonly import open_file
from borderdb.db.revision import HEAD
from borderdb.db.revision import current as revision_of
from borderdb.errors import DatabaseError
from borderdb.settings import migrations_folder


def head(folder: Path | None = None) -> str:
    """The newest revision in the folder of migrations."""
    found = ScriptDirectory.from_config(_config(folder)).get_current_head()
    if found is None:
        raise DatabaseError(f"{folder or migrations_folder()}: holds no migrations")
    return found


def current(database: str | Path) -> str | None:
    """The revision of a database; None for a file that no revision was ever applied to."""
    file = existing_file(database)
    with explained(file), closing(open_file(file)) as connection:
        return revision_of(connection)


def upgrade(database: str | Path, revision: str = "head", *, folder: Path | None = None) -> Path | None:
    """Make the database, or bring it to a newer revision. Returns the backup, None where none was needed.

    A backup is made beside the file before an older revision is touched. Raises DatabaseError where the file holds
    something else, or is of a revision that this version does not know.
    """
    file = database_file(database)
    before = current(database) if file.exists() and file.stat().st_size else None
    target = head(folder) if revision == "head" else revision
    if before == target:
        return None
    if before is None:
        _require_empty(file)
    else:
        _require_known(file, before, folder)
    saved = None if before is None else backup(database, _backup_name(file, before))
    with _migrating(database, folder) as config:
        command.upgrade(config, target)
    return saved


def downgrade(database: str | Path, revision: str, *, folder: Path | None = None) -> Path:
    """Bring the database to an older revision, or to `base`: no tables at all. Returns the backup made before."""
    file = existing_file(database)
    before = current(database)
    if before is None:
        raise DatabaseError(f"{file}: is not a borderdb database")
    _require_known(file, before, folder)
    saved = backup(database, _backup_name(file, before))
    with _migrating(database, folder) as config:
        command.downgrade(config, revision)
    return saved


def backup(database: str | Path, target: Path) -> Path:
    """A consistent copy of the database, also while an ingest runs. It appears under its name only when it is whole."""
    file = existing_file(database)
    unfinished = target.with_name(target.name + ".part")
    with explained(file), closing(open_file(file)) as source:
        try:
            with closing(sqlite3.connect(unfinished)) as copy:
                source.backup(copy)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    return target


@contextmanager
def _migrating(database: str | Path, folder: Path | None) -> Iterator[Config]:
    config = _config(folder)
    with connect(database) as connection:
        config.attributes["connection"] = connection
        yield config


def _config(folder: Path | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder or migrations_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _backup_name(file: Path, revision: str) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return file.with_name(f"{file.name}.{revision}-{moment}.bak")


def _require_empty(file: Path) -> None:
    """Refuse to build our tables into somebody else's database."""
    if not file.exists() or not file.stat().st_size:
        return
    with explained(file), closing(open_file(file)) as connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE tbl_name <> 'alembic_version'").fetchone():
            raise DatabaseError(f"{file}: is another program's database", hint="name another file with --database")


def _require_known(file: Path, revision: str, folder: Path | None) -> None:
    scripts = ScriptDirectory.from_config(_config(folder))
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseError(
            f"{file}: the database is of the unknown revision {revision}, this version knows {HEAD}",
            hint="use the version of borderdb that made it, or a newer one",
        )
