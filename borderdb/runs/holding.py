"""The database for the time of a run: nobody else's, and of the newest revision."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from borderdb.db import schema
from borderdb.db.failures import database_file
from borderdb.db.lock import hold
from borderdb.runs.wanted import Options

Notify = Callable[[str], None]
"""Is told, in sentences, what else happens."""


@contextmanager
def held(database: str | Path, options: Options, notify: Notify) -> Iterator[tuple[Path, Notify]]:
    """The database, of the newest revision and nobody else's; for a dry run a copy, of which nothing is told."""
    file = database_file(database)
    if options.dry_run:
        with tempfile.TemporaryDirectory(prefix="borderdb-") as folder:
            copy = Path(folder) / "rehearsal.sqlite"
            if file.exists() and file.stat().st_size:
                schema.backup(file, copy)
            schema.upgrade_held(copy)
            yield copy, lambda _: None
        return
    with hold(file, options.wait):
        if (saved := schema.upgrade_held(file)) is not None:
            notify(f"{file}: upgraded to revision {schema.head()}; what was before is kept in {saved}")
        yield file, notify
