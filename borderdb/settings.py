"""What options and environment decide, as one frozen value that is passed down and never global."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from borderdb.errors import UsageError

DATABASE = "borderdb.sqlite"
BACKUPS = 5  # made before migrations: so many are kept
DELAY = 2.0  # seconds between two requests to a web site
DOUBTED = 0.5  # a run is doubtful if facts per article fall by more than this share, or more of the documents fail
PACKAGE = Path(__file__).parent
URL = re.compile(r"[A-Za-z][A-Za-z0-9+_-]*://")


def backups_kept() -> int:
    """How many backups made before migrations are kept. Raises UsageError where the environment says nonsense."""
    asked = os.environ.get("BORDERDB_KEEP_BACKUPS", "") or str(BACKUPS)
    if not asked.isdecimal() or int(asked) < 1:
        raise UsageError(f"BORDERDB_KEEP_BACKUPS is {asked}", hint="give a number of backups, 1 or more")
    return int(asked)


def migrations_folder() -> Path:
    """The folder of Alembic revisions: inside the package where it was installed, beside it in a checkout."""
    return _data_folder("_migrations", "migrations")


def seeds_folder() -> Path:
    """The folder of reference data: inside the package where it was installed, beside it in a checkout."""
    return _data_folder("_seeds", "seeds")


@dataclass(frozen=True, slots=True)
class Settings:
    """The database, as file name or URL; the folder of reference data; whether bugs show their traceback."""

    database: str = DATABASE
    seeds: Path = field(default_factory=seeds_folder)
    debug: bool = False

    @property
    def url(self) -> str:
        """The database as an SQLAlchemy URL. A bare file name is SQLite, relative to the working directory."""
        if URL.match(self.database):
            return self.database
        return f"sqlite:///{Path(self.database).expanduser().absolute()}"

    @property
    def database_file(self) -> Path | None:
        """The file the database lives in, None for a server."""
        scheme, _, rest = self.url.partition(":///")
        return Path(rest) if scheme.partition("+")[0] == "sqlite" and rest else None


def _data_folder(installed: str, checkout: str) -> Path:
    inside = PACKAGE / installed
    return inside if inside.is_dir() else PACKAGE.parent / checkout
