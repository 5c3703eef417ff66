"""How Alembic runs our revisions: in one transaction that we begin, with foreign keys off while tables are rebuilt."""

from __future__ import annotations

import os

from alembic import context
from alembic.operations.ops import MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from borderdb.db.engine import connect
from borderdb.db.models import Base
from borderdb.errors import DatabaseError
from borderdb.settings import DATABASE


def migrate(connection: Connection) -> None:
    """Run the revisions asked for.

    A batch rebuild drops the old table, and with foreign keys on that drop empties the tables that refer to it. The
    pragma cannot be changed inside a transaction, so it is off before the transaction begins, and what it would have
    guarded is checked before the commit.
    """
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        enforce_references(connection, False)
    try:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_server_default=True,
            transactional_ddl=True,
            include_name=is_ours,
            process_revision_directives=number,
        )
        with context.begin_transaction():
            context.run_migrations()
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                raise DatabaseError(f"after the migration {len(broken)} rows refer to rows that are not there")
    finally:
        if sqlite:
            connection.rollback()
            enforce_references(connection, True)


def enforce_references(connection: Connection, on: bool) -> None:
    """Past SQLAlchemy, which would begin a transaction first: inside of one the pragma does nothing without a word."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
    cursor.close()


def number(_migration: MigrationContext, _revision: object, directives: list[MigrationScript]) -> None:
    """Revisions are numbered in their order, so that older and newer can be told without Alembic."""
    heads = ScriptDirectory.from_config(context.config).get_heads()
    directives[0].rev_id = f"{max((int(head) for head in heads), default=0) + 1:04}"


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The index of the full text keeps tables of its own, which no model describes."""
    return kind != "table" or not (name or "").startswith("sentence_index")


def run() -> None:
    """On the connection that the program hands over, else on the database a developer names in the environment."""
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    with connect(os.environ.get("BORDERDB_DATABASE", DATABASE)) as connection:
        migrate(connection)


run()
