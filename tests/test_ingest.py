"""From folders to facts: what is new, unchanged, changed and failed, and why; the same facts whatever the way."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from borderdb import ingest as workflow
from borderdb.db import schema
from borderdb.db.check import check
from borderdb.db.revision import HEAD
from borderdb.errors import DatabaseError, LockedError
from borderdb.ingest import Options, Outcome, Source, State, find_documents, ingest
from borderdb.sources import standard_input
from borderdb.workers import Given, Page
from tests.db.made import PAGES, dump
from tests.fakes import read_fake

OLD = 1_700_000_000  # seconds since 1970: long before any test
Pages = dict[str, str]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the reference data and nothing else."""
    file = tmp_path_factory.mktemp("template") / "border.sqlite"
    assert list(ingest(file, [], read=read_fake)) == []
    return file


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "border.sqlite"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of pages."""
    return write(tmp_path / "pages", PAGES)


def write(folder: Path, pages: Pages, *, seconds: int = OLD) -> Path:
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (seconds, seconds))
    return folder


def run(database: Path, *paths: Path, **options: Any) -> list[Outcome]:
    return list(ingest(database, find_documents(paths), Options(**options), read=read_fake))


def told(outcomes: list[Outcome]) -> list[tuple[str, str, str]]:
    return [(outcome.name, outcome.state.value, outcome.reason) for outcome in outcomes]


def rows(database: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def test_a_folder_is_read_in_the_order_of_names(database: Path, folder: Path) -> None:
    outcomes = run(database, folder)
    assert told(outcomes) == [
        ("a.txt", "new", "first seen"),
        ("b.txt", "new", "first seen"),
        ("c.txt", "new", "first seen; it names no place"),
    ]
    assert [outcome.counts.articles for outcome in outcomes] == [1, 2, 1]
    assert [outcome.counts.metrics for outcome in outcomes] == [3, 2, 1]
    assert [outcome.counts.issues for outcome in outcomes] == [0, 0, 1]
    assert outcomes[0].location == str(folder / "a.txt")
    assert check(database).problems == ()


def test_the_same_folder_again_changes_nothing_and_says_so(database: Path, folder: Path) -> None:
    run(database, folder)
    before = dump(database)
    again = run(database, folder)
    assert told(again) == [(name, "unchanged", "size and time unchanged") for name in sorted(PAGES)]
    assert [outcome.counts.metrics for outcome in again] == [3, 2, 1]
    assert dump(database) == before


def test_an_untouched_file_is_not_opened(database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(database, folder)

    def refuse(path: Path) -> bytes:
        raise AssertionError(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert {outcome.state for outcome in run(database, folder)} == {State.UNCHANGED}


def test_a_file_written_to_just_before_it_was_read_is_looked_at_again(database: Path, folder: Path) -> None:
    """Its time may be the same although it was written to once more: clocks of file systems are coarse."""
    path = folder / "a.txt"
    path.write_text(PAGES["a.txt"], encoding="utf-8")
    run(database, folder)
    times = path.stat()
    path.write_text(PAGES["a.txt"].replace("500个", "600个"), encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert told(run(database, folder))[0] == ("a.txt", "changed", "its bytes changed")


def test_a_touched_file_has_the_same_bytes(database: Path, folder: Path) -> None:
    run(database, folder)
    write(folder, PAGES, seconds=OLD + 60)
    assert {reason for _, _, reason in told(run(database, folder))} == {"same bytes"}
    assert {reason for _, _, reason in told(run(database, folder))} == {"size and time unchanged"}


def test_a_changed_file_takes_the_place_of_what_it_was(database: Path, folder: Path, tmp_path: Path) -> None:
    run(database, folder)
    write(folder, {"a.txt": PAGES["a.txt"].replace("300亩", "301亩")}, seconds=OLD + 60)
    before = {row[0] for row in dump(database)["metric_facts"]}
    assert told(run(database, folder))[0] == ("a.txt", "changed", "its bytes changed")
    after = {row[0] for row in dump(database)["metric_facts"]}
    assert len(after) == len(before)
    fresh = tmp_path / "fresh.sqlite"
    run(fresh, folder)
    assert dump(fresh) == dump(database)
    assert rows(database, "SELECT count(*) FROM documents") == [(3,)]


def test_a_file_that_can_no_longer_be_read_keeps_what_is_known(database: Path, folder: Path) -> None:
    run(database, folder)
    before = dump(database)
    write(folder, {"a.txt": "坏的页面"}, seconds=OLD + 60)
    assert told(run(database, folder))[0] == ("a.txt", "failed", "cannot be read, as it says itself")
    assert dump(database) == before
    assert check(database).problems == ()


def test_a_failed_document_leaves_nothing_and_the_others_are_stored(
    database: Path, folder: Path, tmp_path: Path
) -> None:
    write(folder, {"aa.txt": "坏的页面", "bb.txt": "坏的页面二"})
    outcomes = run(database, folder)
    assert [outcome.name for outcome in outcomes if outcome.state is State.FAILED] == ["aa.txt", "bb.txt"]
    for name in ("aa.txt", "bb.txt"):
        (folder / name).unlink()
    sound = tmp_path / "sound.sqlite"
    run(sound, folder)
    assert dump(database) == dump(sound)


def test_a_moved_file_is_the_same_document(database: Path, folder: Path) -> None:
    run(database, folder)
    before = dump(database)["metric_facts"]
    (folder / "new").mkdir()
    (folder / "a.txt").rename(folder / "new" / "a.txt")
    assert ("a.txt", "unchanged", f"moved from {folder / 'a.txt'}") in told(run(database, folder))
    assert dump(database)["metric_facts"] == before
    assert rows(database, "SELECT location FROM documents WHERE name = 'a.txt'") == [(str(folder / "new" / "a.txt"),)]


def test_a_copy_is_the_same_document_under_the_smaller_name(database: Path, folder: Path, tmp_path: Path) -> None:
    run(database, folder)
    write(folder, {"0.txt": PAGES["a.txt"]})
    assert told(run(database, folder))[0] == ("0.txt", "unchanged", f"same bytes as {folder / 'a.txt'}")
    fresh = tmp_path / "fresh.sqlite"
    run(fresh, folder)
    assert dump(fresh) == dump(database)
    assert rows(database, "SELECT count(*) FROM documents WHERE name = '0.txt'") == [(1,)]


def test_a_file_that_becomes_a_copy_of_another(database: Path, folder: Path, tmp_path: Path) -> None:
    run(database, folder)
    write(folder, {"b.txt": PAGES["a.txt"]}, seconds=OLD + 60)
    assert told(run(database, folder))[1] == ("b.txt", "changed", "its bytes changed, now the same as a.txt")
    fresh = tmp_path / "fresh.sqlite"
    run(fresh, folder)
    assert dump(fresh) == dump(database)
    assert rows(database, "SELECT count(*) FROM documents") == [(2,)]


def test_force_reads_again(database: Path, folder: Path) -> None:
    run(database, folder)
    before = dump(database)
    reason = "read again as asked, and says the same"
    assert told(run(database, folder, force=True)) == [(name, "unchanged", reason) for name in sorted(PAGES)]
    assert dump(database) == before


def test_newer_rules_read_again(database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(database, folder)
    old = workflow.RULES_VERSION
    monkeypatch.setattr(workflow, "RULES_VERSION", "newer")
    reason = f"was read by rules {old}, and says the same"
    assert told(run(database, folder)) == [(name, "unchanged", reason) for name in sorted(PAGES)]
    assert {reason for _, _, reason in told(run(database, folder))} == {"size and time unchanged"}


def test_other_reference_data_reads_again(database: Path, folder: Path) -> None:
    run(database, folder)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE documents SET seeds_fingerprint = 'older'")
    reasons = {reason for _, _, reason in told(run(database, folder))}
    assert reasons == {"was read with other reference data, and says the same"}


def test_rules_that_read_otherwise_change_a_document(database: Path, folder: Path) -> None:
    def read_less(data: bytes, given: Given, lexicon: Any) -> Page:
        return read_fake(data.replace("500个".encode(), "许多".encode()), given, lexicon)

    run(database, folder)
    found = list(ingest(database, find_documents([folder]), Options(force=True), read=read_less))
    assert [outcome.state.value for outcome in found] == ["changed", "unchanged", "unchanged"]
    assert found[0].reason == "read again as asked"


def test_what_is_given_wins_and_stays(database: Path, folder: Path) -> None:
    run(database, folder)
    given = {"published": date(2025, 7, 1), "outlet": "江边日报"}
    assert {outcome.state for outcome in run(database, folder, **given)} == {State.CHANGED}
    known = "SELECT DISTINCT outlet, published_on FROM article_facts"
    assert rows(database, known) == [("江边日报", "2025-07-01")]
    assert {outcome.state for outcome in run(database, folder)} == {State.UNCHANGED}
    assert {outcome.state for outcome in run(database, folder, **given)} == {State.UNCHANGED}
    write(folder, {"a.txt": PAGES["a.txt"] + "又一句。"}, seconds=OLD + 60)
    run(database, folder)
    assert rows(database, known) == [("江边日报", "2025-07-01")]


def test_standard_input(database: Path) -> None:
    for text in ("同江市来信\n投入5元。", "抚远市来信\n投入6元。"):
        source = standard_input(text.encode())
        states = [outcome.state for _ in range(2) for outcome in ingest(database, [source], read=read_fake)]
        assert states == [State.NEW, State.UNCHANGED]
    assert len(rows(database, "SELECT * FROM documents WHERE name = 'stdin'")) == 2


def test_a_dry_run_keeps_nothing(database: Path, folder: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none.sqlite"
    assert {outcome.state for outcome in run(missing, folder, dry_run=True)} == {State.NEW}
    assert not missing.exists()
    run(database, folder / "a.txt")
    before = database.read_bytes()
    outcomes = run(database, folder, dry_run=True)
    assert [outcome.state.value for outcome in outcomes] == ["unchanged", "new", "new"]
    assert database.read_bytes() == before


@pytest.mark.parametrize("seed", range(3))
def test_any_way_leads_to_the_same_database(template: Path, tmp_path: Path, seed: int) -> None:
    """In any order, in one run or many, with an edit on the way."""
    chance = random.Random(seed)
    pages = (
        PAGES | {f"{n}/p.txt": PAGES["a.txt"] + "江边的村子很安静。" * n for n in range(4)} | {"m.txt": PAGES["b.txt"]}
    )
    folder = write(tmp_path / "pages", pages)
    wanted, found = (Path(shutil.copy(template, tmp_path / f"{name}.sqlite")) for name in ("wanted", "found"))
    run(wanted, folder)
    sources = list(find_documents([folder]))
    edited = Source(location=str(folder / "a.txt"), name="a.txt", data="旧的一页\n同江市投入7元。".encode())
    list(ingest(found, [edited], read=read_fake))
    chance.shuffle(sources)
    cut = chance.randrange(len(sources))
    for part in (sources[:cut], sources[cut:], sources[:1]):
        list(ingest(found, part, read=read_fake))
    assert dump(found) == dump(wanted)
    assert check(found).problems == ()


def test_workers_give_what_one_process_gives(template: Path, tmp_path: Path, folder: Path) -> None:
    write(folder, {f"more/{n}.txt": f"同江市第{n}篇\n渔家村种地{n}亩。" for n in range(12)} | {"bad.txt": "坏的"})
    write(folder, {"copy.txt": PAGES["a.txt"]})
    one, two = (Path(shutil.copy(template, tmp_path / f"{name}.sqlite")) for name in ("one", "two"))
    assert told(run(one, folder)) == told(run(two, folder, workers=2))
    assert dump(one) == dump(two)


def test_only_a_few_documents_are_in_memory(database: Path) -> None:
    """Sources are taken as outcomes are given: an endless folder is no problem."""
    taken = 0

    def endless() -> Iterator[Source]:
        nonlocal taken
        while True:
            taken += 1
            text = f"同江市第{taken}篇\n渔家村种地{taken}亩。"
            yield Source(location=f"/x/{taken}.txt", name=f"{taken}.txt", data=text.encode())

    outcomes = ingest(database, endless(), Options(workers=2), read=read_fake)
    for given in range(1, 20):
        next(outcomes)
        assert taken <= given + 9
    outcomes.close()  # type: ignore[attr-defined]
    assert rows(database, "SELECT count(*) FROM articles") == [(19,)]
    assert rows(database, "SELECT finished_on FROM runs ORDER BY run_id DESC LIMIT 1") == [(None,)]


def test_the_record_of_a_run(database: Path, folder: Path) -> None:
    write(folder, {"bad.txt": "坏的页面"})
    run(database, folder)
    run(database, folder)
    record = (
        "SELECT documents_new, documents_unchanged, documents_changed, documents_failed, finished_on IS NULL FROM runs"
    )
    assert rows(database, record) == [(0, 0, 0, 0, 0), (3, 0, 0, 1, 0), (0, 3, 0, 1, 0)]
    told_then = rows(database, "SELECT ordinal, status, reason, metrics FROM run_documents WHERE run_id = 2")
    assert told_then == [
        (1, "new", "first seen", 3),
        (2, "new", "first seen", 2),
        (3, "failed", "cannot be read, as it says itself", 0),
        (4, "new", "first seen; it names no place", 1),
    ]


def test_a_bug_looks_like_one_and_what_was_stored_stays(database: Path, folder: Path) -> None:
    def read(data: bytes, given: Given, lexicon: Any) -> Page:
        if given.name == "b.txt":
            raise ZeroDivisionError
        return read_fake(data, given, lexicon)

    outcomes = ingest(database, find_documents([folder]), read=read)
    assert next(outcomes).name == "a.txt"
    with pytest.raises(ZeroDivisionError):
        next(outcomes)
    assert rows(database, "SELECT name FROM documents") == [("a.txt",)]
    assert check(database).problems == ()
    assert told(run(database, folder))[0] == ("a.txt", "unchanged", "size and time unchanged")


def test_an_older_database_is_upgraded_after_a_backup(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "old.sqlite"
    schema.upgrade(file, "0004")
    notes: list[str] = []
    list(ingest(file, find_documents([folder]), read=read_fake, notify=notes.append))
    assert schema.current(file) == HEAD
    (saved,) = tmp_path.glob("*.bak")
    assert schema.current(saved) == "0004"
    assert any(str(saved) in note for note in notes)


def test_two_at_once(database: Path, folder: Path) -> None:
    first = ingest(database, find_documents([folder]), read=read_fake)
    next(first)
    with pytest.raises(LockedError, match=f"held by process {os.getpid()} on ") as raised:
        run(database, folder)
    assert raised.value.exit_code == 6
    assert len(list(first)) == 2
    assert {outcome.state for outcome in run(database, folder)} == {State.UNCHANGED}
    assert not list(database.parent.glob("*.lock"))


def test_something_else_is_no_database(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "text.sqlite"
    file.write_text("no database at all " * 50, encoding="utf-8")
    with pytest.raises(DatabaseError, match="is not a borderdb database"):
        run(file, folder)
    with pytest.raises(DatabaseError, match="cannot be"):
        run(tmp_path / "no" / "such" / "folder.sqlite", folder)
    assert not list(tmp_path.glob("*.lock"))
