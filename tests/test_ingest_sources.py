"""Which documents lie at the paths that a user gives, and what stands in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from borderdb.sources import Source, find_documents, standard_input


def names(sources: tuple[Source, ...], root: Path) -> list[str]:
    return [str(Path(source.location).relative_to(root)) for source in sources if source.failure is None]


def failures(sources: tuple[Source, ...]) -> dict[str, str]:
    return {source.name: source.failure for source in sources if source.failure is not None}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "b/.hidden.txt", ".git/config", "c/d/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("同江市", encoding="utf-8")
    return tmp_path


def test_folders_in_the_order_of_names_without_what_is_hidden(root: Path) -> None:
    assert names(find_documents([root]), root) == ["a.txt", "b/1.txt", "b/2.txt", "c/d/e.txt"]


def test_each_document_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    found = find_documents(["b", root / "a.txt", "b/../a.txt", ".", "b/.hidden.txt"])
    assert names(found, root) == ["b/1.txt", "b/2.txt", "a.txt", "c/d/e.txt", "b/.hidden.txt"]


def test_what_is_missing_is_told_apart(root: Path) -> None:
    found = find_documents([root / "none", root / "a.txt"])
    assert failures(found) == {"none": "there is no such file or folder"}
    assert [source.missing for source in found] == [True, False]


def test_links(root: Path) -> None:
    (root / "b" / "up").symlink_to(root, target_is_directory=True)
    (root / "c" / "copy.txt").symlink_to(root / "a.txt")
    (root / "c" / "lost.txt").symlink_to(root / "nowhere.txt")
    (root / "c" / "x").symlink_to("y")
    (root / "c" / "y").symlink_to("x")
    found = find_documents([root])
    assert names(found, root) == ["a.txt", "b/1.txt", "b/2.txt", "c/copy.txt", "c/d/e.txt"]
    assert failures(found) == {
        "up": "the link leads round in a circle",
        "lost.txt": "the link leads nowhere",
        "x": "the link leads round in a circle",
        "y": "the link leads round in a circle",
    }
    assert not any(source.missing for source in found)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "pipe")
    assert failures(find_documents([root])) == {"pipe": "is neither a file nor a folder"}


@pytest.mark.usefixtures("bound")
def test_a_folder_without_rights(root: Path) -> None:
    (root / "b").chmod(0)
    try:
        found = find_documents([root])
    finally:
        (root / "b").chmod(0o700)
    assert failures(found) == {"b": "cannot be read (Permission denied)"}
    assert names(found, root) == ["a.txt", "c/d/e.txt"]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
@pytest.mark.parametrize("name", [b"\xff\xfe.txt", "边境\n[red]'\".txt".encode(), b"; DROP TABLE places"])
def test_names_of_any_bytes(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_text("同江市", encoding="utf-8")
    (source,) = find_documents([tmp_path])
    assert source.path == path
    assert source.location.encode("utf-8")
    assert source.name


def test_standard_input_is_a_document() -> None:
    assert standard_input(b"x") == Source(location="-", name="-", data=b"x")
