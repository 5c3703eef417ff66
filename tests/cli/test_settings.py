"""Where the database and the data that come with the package are."""

from __future__ import annotations

from pathlib import Path

import pytest

from borderdb import settings
from borderdb.settings import Settings, migrations_folder, seeds_folder


@pytest.mark.parametrize(
    ("database", "url"),
    [
        ("/data/b.sqlite", "sqlite:////data/b.sqlite"),
        ("sqlite:////data/b.sqlite", "sqlite:////data/b.sqlite"),
        ("postgresql+psycopg://host/b", "postgresql+psycopg://host/b"),
    ],
)
def test_a_database_is_a_file_or_a_url(database: str, url: str) -> None:
    assert Settings(database=database).url == url


def test_a_bare_name_lies_in_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings(database="b.sqlite").database_file == tmp_path / "b.sqlite"
    assert Settings(database="sqlite:///b.sqlite").database_file == Path("b.sqlite")
    assert Settings(database="postgresql://host/b").database_file is None


def test_home_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/li")
    assert Settings(database="~/b.sqlite").database_file == Path("/home/li/b.sqlite")


def test_data_lie_in_the_package_or_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (seeds_folder() / "divisions.csv").is_file()
    assert (migrations_folder() / "env.py").is_file()
    package = tmp_path / "borderdb"
    (package / "_seeds").mkdir(parents=True)
    monkeypatch.setattr(settings, "PACKAGE", package)
    assert seeds_folder() == package / "_seeds"
    assert migrations_folder() == tmp_path / "migrations"
