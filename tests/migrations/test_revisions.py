"""Every revision goes both ways, loses no row it does not have to, and leaves nothing behind when it fails."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from borderdb.db import schema
from borderdb.db.engine import connect
from borderdb.db.lock import hold
from borderdb.db.models import Base
from borderdb.db.readonly import read_only
from borderdb.db.revision import HEAD
from borderdb.db.views import VIEWS
from borderdb.errors import DatabaseError, LockedError, UsageError
from borderdb.settings import migrations_folder
from tests.migrations.databases import TABLES, fill, folder_with, rows, schema_of, shared, tables_of

REVISIONS = [script.revision for script in reversed(list(ScriptDirectory(str(migrations_folder())).walk_revisions()))]
HEADER = f'''
from alembic import op
import sqlalchemy as sa

revision = "9000"
down_revision = "{HEAD}"
branch_labels = None
depends_on = None
'''
# Rebuilds the table that most others refer to. The views that read it are away meanwhile.
REBUILD = (
    HEADER
    + """

def upgrade():
    connection = op.get_bind()
    views = connection.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'view'")).fetchall()
    for name, _ in views:
        op.execute(f"DROP VIEW {name}")
    with op.batch_alter_table("articles", recreate="always") as batch:
        batch.add_column(sa.Column("mood", sa.Text()))
    for _, sql in views:
        op.execute(sql)


def downgrade():
    pass
"""
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database of the newest revision."""
    file = tmp_path / "border.sqlite"
    schema.upgrade(file)
    return file


def backups(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.bak"))


def test_there_is_one_line_of_revisions_and_the_constant_knows_its_end() -> None:
    scripts = ScriptDirectory(str(migrations_folder()))
    assert scripts.get_heads() == [HEAD] == [schema.head()]
    assert len(scripts.get_bases()) == 1
    assert sorted(REVISIONS) == REVISIONS
    for path in (migrations_folder() / "versions").glob("*.py"):
        assert path.name[:4] in REVISIONS


def test_no_revision_imports_anything_of_ours() -> None:
    for path in (migrations_folder() / "versions").glob("*.py"):
        assert "import borderdb" not in path.read_text(encoding="utf-8")
        assert "from borderdb" not in path.read_text(encoding="utf-8")


def test_up_down_and_up_again_step_by_step(tmp_path: Path) -> None:
    file = tmp_path / "border.sqlite"
    seen = {}
    for revision in REVISIONS:
        schema.upgrade(file, revision)
        seen[revision] = schema_of(file)
        assert schema.current(file) == revision
    for lower, revision in zip(reversed(["base", *REVISIONS[:-1]]), reversed(REVISIONS), strict=True):
        schema.downgrade(file, lower)
        if lower == "base":
            assert schema_of(file).keys() <= {
                ("table", "alembic_version"),
                ("index", "sqlite_autoindex_alembic_version_1"),
            }
        else:
            assert schema_of(file) == seen[lower], revision
    for revision in REVISIONS:
        schema.upgrade(file, revision)
        assert schema_of(file) == seen[revision]


def test_rows_stay_as_long_as_their_tables_do(database: Path) -> None:
    fill(database)
    before = rows(database)
    assert all(before.values())
    assert before.keys() == Base.metadata.tables.keys()
    for lower in reversed(REVISIONS[:-1]):
        schema.downgrade(database, lower)
        after = rows(database)
        assert all(after.values())
        assert after == shared(before, after)
    schema.upgrade(database)
    assert schema_of(database)
    assert rows(database)["places"] == before["places"]


def test_rows_of_parent_and_child_survive_a_rebuild(database: Path, tmp_path: Path) -> None:
    fill(database)
    before = rows(database)
    schema.upgrade(database, folder=folder_with(tmp_path / "more", REBUILD))
    after = rows(database)
    assert [row[:-1] for row in after.pop("articles")] == before.pop("articles")
    assert after == before
    assert not [name for _, name in schema_of(database) if "alembic_tmp" in name]


def test_the_same_rebuild_with_foreign_keys_on_empties_the_children(database: Path, tmp_path: Path) -> None:
    """The guard in env.py is needed: without it the test above fails, and no error tells of it."""
    fill(database)
    folder = folder_with(tmp_path / "more", REBUILD)
    environment = folder / "env.py"
    guarded = environment.read_text(encoding="utf-8")
    unguarded = guarded.replace("enforce_references(connection, False)", "pass")
    assert unguarded != guarded
    environment.write_text(unguarded, encoding="utf-8")
    schema.upgrade(database, folder=folder)
    assert rows(database)["articles"]
    assert not rows(database)["sentences"]


def test_a_migration_that_breaks_references_is_taken_back(database: Path, tmp_path: Path) -> None:
    fill(database)
    before, structure = rows(database), schema_of(database)
    broken = HEADER + "\n\ndef upgrade():\n    op.execute('DELETE FROM articles')\n\n\ndef downgrade():\n    pass\n"
    with pytest.raises(DatabaseError, match="refer to rows that are not there"):
        schema.upgrade(database, folder=folder_with(tmp_path / "more", broken))
    assert (rows(database), schema_of(database), schema.current(database)) == (before, structure, HEAD)


def test_a_migration_that_fails_half_way_leaves_nothing_behind(database: Path, tmp_path: Path) -> None:
    fill(database)
    before, structure = rows(database), schema_of(database)
    failing = REBUILD.replace(
        "def downgrade", "    op.create_table('more', sa.Column('a', sa.Text()))\n    1 / 0\n\n\ndef downgrade"
    )
    with pytest.raises(ZeroDivisionError):
        schema.upgrade(database, folder=folder_with(tmp_path / "failing", failing))
    assert (rows(database), schema_of(database), schema.current(database)) == (before, structure, HEAD)
    schema.upgrade(database, folder=folder_with(tmp_path / "sound", REBUILD))
    assert schema.current(database) == "9000"


def test_models_and_migrations_make_the_same_tables(database: Path, tmp_path: Path) -> None:
    modelled = tmp_path / "models.sqlite"
    engine = create_engine(f"sqlite:///{modelled}")
    Base.metadata.create_all(engine)
    engine.dispose()
    assert tables_of(database) == tables_of(modelled)


@pytest.mark.parametrize("change", ["('exact', 'over')", "('exact', 'over', 'under', 'about', 'perhaps')"])
def test_the_comparison_sees_a_changed_constraint(database: Path, tmp_path: Path, change: str) -> None:
    modelled = tmp_path / "models.sqlite"
    with closing(sqlite3.connect(modelled)) as other, closing(sqlite3.connect(database)) as made, other:
        for (sql,) in made.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'metrics'"):
            other.execute(sql.replace("('exact', 'over', 'under', 'about')", change))
    assert tables_of(modelled)["table", "metrics"] != tables_of(database)["table", "metrics"]


def test_everything_has_a_comment_and_a_name() -> None:
    for table in TABLES:
        assert table.comment, table.name
        for column in table.columns:
            assert column.comment, f"{table.name}.{column.name}"
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint}"


def test_the_words_on_views_are_those_of_the_database(database: Path) -> None:
    with read_only(database) as reader:
        made = [str(name) for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'view'")]
        assert sorted(made) == sorted(VIEWS)
        for name, view in VIEWS.items():
            assert reader.run(f"SELECT * FROM {name}").columns == tuple(view.columns), name
            assert view.comment
            assert all(view.columns.values())


def test_upgrading_an_older_database_keeps_a_backup_of_it(tmp_path: Path) -> None:
    file = tmp_path / "border.sqlite"
    assert schema.upgrade(file, "0003") is None
    fill(file)
    before = rows(file)
    saved = schema.upgrade(file)
    assert saved is not None
    assert backups(tmp_path) == [saved]
    assert saved.name.startswith("border.sqlite.0003-")
    assert schema.current(saved) == "0003"
    assert rows(saved) == before
    after = rows(file)
    assert shared(after, before) == before
    assert not any(found for name, found in after.items() if name not in before)
    added = [row[len(before[name][0]) :] for name, found in after.items() if name in before for row in found]
    assert {value for columns in added for value in columns} <= {None, 0, "ingest"}  # the defaults
    assert schema.upgrade(file) is None
    assert backups(tmp_path) == [saved]


def test_a_backup_holds_what_is_still_in_the_log(database: Path, tmp_path: Path) -> None:
    with connect(database) as connection:
        with connection.begin():
            connection.execute(text("INSERT INTO meta VALUES ('a', 'b')"))
        saved = schema.backup(database, tmp_path / "copy.sqlite")
    assert rows(saved)["meta"] == [("a", "b")]
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("revision", "sentence", "hint"),
    [
        ("0003", "of the older revision 0003", "borderdb db upgrade"),
        ("9999", "of the newer revision 9999", "the version of borderdb that made it"),
        (None, "is not a borderdb database", "borderdb ingest"),
    ],
)
def test_reading_refuses_a_database_of_another_revision(
    database: Path, revision: str | None, sentence: str, hint: str
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM alembic_version")
        if revision:
            connection.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
    with pytest.raises(DatabaseError, match=sentence) as raised, read_only(database):
        pass
    assert hint in str(raised.value.hint)
    assert raised.value.exit_code == 3


def test_upgrading_refuses_what_it_does_not_know(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseError, match="unknown revision 9999"):
        schema.upgrade(database)
    with pytest.raises(DatabaseError, match="unknown revision 9999"):
        schema.downgrade(database, "base")
    foreign = tmp_path / "foreign.sqlite"
    with closing(sqlite3.connect(foreign)) as connection, connection:
        connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(DatabaseError, match="another program's database"):
        schema.upgrade(foreign)
    assert schema_of(foreign).keys() == {("table", "theirs")}
    assert not backups(tmp_path)


def test_revisions_that_make_no_sense(database: Path, tmp_path: Path) -> None:
    before = schema_of(database)
    for revision in ("7777", "heads", "+1", ""):
        with pytest.raises(UsageError, match="there is no revision"):
            schema.upgrade(database, revision)
        with pytest.raises(UsageError, match="there is no revision"):
            schema.downgrade(database, revision)
    with pytest.raises(UsageError, match="is older than the database"):
        schema.upgrade(database, "0002")
    assert schema.downgrade(database, HEAD) is None
    assert schema_of(database) == before
    assert not backups(tmp_path)
    schema.downgrade(database, "0002")
    with pytest.raises(UsageError, match="is newer than the database"):
        schema.downgrade(database, "0003")


def test_a_migration_waits_for_no_ingest(database: Path) -> None:
    with hold(database):
        with pytest.raises(LockedError, match="held by process"):
            schema.upgrade(database)
        with pytest.raises(LockedError, match="held by process"):
            schema.downgrade(database, "base")
    assert schema.current(database) == HEAD


def test_a_backup_that_cannot_be_made(database: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is the database itself"):
        schema.backup(database, database)
    with pytest.raises(DatabaseError, match="no such folder/copy"):
        schema.backup(database, tmp_path / "no such folder" / "copy")
    other = tmp_path / "other"
    other.write_text("something else", encoding="utf-8")
    assert rows(schema.backup(database, other)) == rows(database)


def test_migrations_work_from_any_folder_of_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "100% 边境").mkdir()
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "100% 边境" / "a?b#c.sqlite"
    folder = folder_with(tmp_path / "100% more", REBUILD)
    schema.upgrade(file)
    schema.upgrade(file, folder=folder)
    assert schema.current(file) == "9000"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["100% more", "100% 边境"]


def test_a_new_revision_starts_from_our_template_and_takes_the_next_number(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BORDERDB_DATABASE", str(database))
    folder = tmp_path / "more"
    shutil.copytree(migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    ini = tmp_path / "alembic.ini"
    shutil.copy(migrations_folder().parent / "alembic.ini", ini)
    config = Config(str(ini))
    config.set_main_option("script_location", str(folder))
    command.revision(config, message="Add moods", autogenerate=True)
    wanted = f"{int(HEAD) + 1:04}"
    (made,) = (folder / "versions").glob(f"{wanted}_*.py")
    assert made.name == f"{wanted}_add_moods.py"
    content = made.read_text(encoding="utf-8")
    assert "go both ways" in content
    assert content.count("    pass\n") == 2  # nothing is left to be migrated
    schema.upgrade(database, folder=folder)
    assert schema.current(database) == wanted


def test_the_ini_file_leads_to_our_migrations() -> None:
    config = Config(str(migrations_folder().parent / "alembic.ini"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD
