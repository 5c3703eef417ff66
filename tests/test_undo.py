"""A run that is taken back leaves the facts as they were before it, whatever it did; what came after it stays."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from borderdb.db import undo as taking_back
from borderdb.db.check import check
from borderdb.db.models import Base
from borderdb.errors import LockedError, UsageError
from borderdb.ingest import Limits, Options, find_documents, ingest
from borderdb.undo import undo
from tests.db.made import HISTORY, PAGES, dump
from tests.fakes import read_fake
from tests.test_ingest import OLD, database, rows, run, template, told, write

__all__ = ["database", "template"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of pages, with a copy of one and one beside it that is nothing like it."""
    return write(tmp_path / "pages", PAGES | {"copy.txt": PAGES["b.txt"], "d.txt": "佳木斯市\n佳木斯市投入8元。"})


def take_back(file: Path, run_id: int) -> list[tuple[str, str, str]]:
    """What became of each document, in the order of locations."""
    found = [(Path(done.location).name, done.state.value, done.reason) for done in undo(file, run_id)]
    assert check(file).problems == ()
    return sorted(found)


def facts(file: Path) -> dict[str, Any]:
    """All that can be seen; and which rows there are of what cannot, but for the record of runs."""
    with closing(sqlite3.connect(file)) as connection:
        kept = ("runs", "run_documents", *HISTORY)
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()
            for name in Base.metadata.tables
            if name not in kept
        }
    return dump(file) | {"counts": counts}


def last_run(file: Path) -> int:
    return int(rows(file, "SELECT max(run_id) FROM runs")[0][0])


def test_a_first_run_that_is_undone_leaves_nothing(database: Path, folder: Path) -> None:
    before = facts(database)
    run(database, folder)
    assert {state for _, state, _ in take_back(database, 2)} == {"removed"}
    assert facts(database) == before
    assert rows(database, "SELECT kind, undoes, documents_removed FROM runs WHERE run_id = 3") == [("undo", 2, 4)]
    assert {reason for _, _, reason in told(run(database, folder))} >= {"first seen"}


def test_every_way_in_which_a_run_changes_a_folder_is_taken_back(database: Path, folder: Path) -> None:
    run(database, folder)
    before = facts(database)
    write(
        folder,
        {"a.txt": PAGES["a.txt"].replace("300亩", "310亩"), "new.txt": "抚远市\n抚远市投入3元。"},
        seconds=OLD + 60,
    )
    write(folder, {"d.txt": PAGES["c.txt"]}, seconds=OLD + 60)  # becomes a copy of another
    (folder / "b.txt").unlink()
    (folder / "copy.txt").unlink()
    run(database, folder, prune=(str(folder),))
    changed = facts(database)
    assert take_back(database, 3) == [
        ("a.txt", "restored", "is as it was before run 3"),
        ("b.txt", "restored", "is as it was before run 3"),
        ("d.txt", "restored", "is as it was before run 3"),
        ("new.txt", "removed", "had come with run 3"),
    ]
    assert facts(database) == before
    take_back(database, 4)
    assert facts(database) == changed
    take_back(database, 5)
    assert facts(database) == before


def test_the_log_tells_of_the_undo(database: Path, folder: Path) -> None:
    run(database, folder)
    write(folder, {"a.txt": PAGES["a.txt"].replace("500个", "600个")}, seconds=OLD + 60)
    run(database, folder)
    take_back(database, 3)
    log = "SELECT run_id, change, before, after FROM change_facts WHERE run_id > 2 AND change <> 'moved'"
    assert rows(database, log) == [(3, "changed", "500个", "600个"), (4, "changed", "600个", "500个")]


def test_what_a_later_run_changed_stays_until_that_is_undone(database: Path, folder: Path) -> None:
    run(database, folder)
    first = facts(database)
    for number, value in ((3, "310亩"), (4, "320亩")):
        write(folder, {"a.txt": PAGES["a.txt"].replace("300亩", value)}, seconds=OLD + number)
        run(database, folder)
    now = facts(database)
    assert take_back(database, 3) == [("a.txt", "unchanged", "stays: run 4 changed it since; undo that run first")]
    assert facts(database) == now
    take_back(database, 4)
    take_back(database, 3)
    assert facts(database) == first
    assert take_back(database, 3) == [("a.txt", "unchanged", "stays: run 3 has been undone here already")]


def test_what_a_person_has_decided_on_stays_and_is_named(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(database, folder)
    (key,) = rows(database, "SELECT document_id FROM documents WHERE name = 'a.txt'")[0]
    monkeypatch.setattr(taking_back, "touched_since", lambda _, document, __: ["3f2a"] if document == key else [])
    found = take_back(database, 2)
    assert found[0] == ("a.txt", "unchanged", "stays: a person has decided on it since: 3f2a")
    assert {state for _, state, _ in found[1:]} == {"removed"}
    assert rows(database, "SELECT name FROM documents") == [("a.txt",)]


def test_a_file_that_is_still_there_is_read_again(database: Path, folder: Path) -> None:
    run(database, folder)
    write(folder, {"a.txt": PAGES["a.txt"].replace("300亩", "310亩")}, seconds=OLD + 60)
    run(database, folder)
    changed = facts(database)
    take_back(database, 3)
    assert ("a.txt", "changed", "its bytes changed") in told(run(database, folder))
    assert facts(database) == changed


def test_what_other_rules_read_is_taken_back(database: Path, folder: Path) -> None:
    def read_less(data: bytes, *rest: Any) -> Any:
        return read_fake(data.replace("500个".encode(), "许多".encode()), *rest)

    run(database, folder)
    before = facts(database)
    list(ingest(database, find_documents([folder]), Options(force=True), read=read_less))
    assert facts(database) != before
    assert take_back(database, 3) == [("a.txt", "restored", "is as it was before run 3")]
    assert facts(database) == before


def test_places_and_programmes_that_are_known_no_more_come_back(database: Path, folder: Path) -> None:
    run(database, folder)
    before = dump(database)
    for page in folder.iterdir():
        write(folder, {page.name: f"一篇{page.name}\n什么也没有。"}, seconds=OLD + 60)
    run(database, folder, limits=Limits(fall=1))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM programme_aliases")
        connection.execute("DELETE FROM programme_components")
        connection.execute("DELETE FROM programmes")
    take_back(database, 3)
    assert dump(database) == before


@pytest.mark.parametrize("seed", range(6))
def test_runs_are_taken_back_in_reverse_order_to_every_state_before(template: Path, tmp_path: Path, seed: int) -> None:
    """Whatever happens to a folder: edits, copies, names that change hands, files that go and come back."""
    chance = random.Random(seed)
    database = Path(shutil.copy(template, tmp_path / "border.sqlite"))
    texts = [
        *PAGES.values(),
        *(f"同江市第{n}篇\n渔家村种地{n}亩。江边的村子很安静。“新风{n}”行动开展。" for n in range(4)),
    ]
    names = ["a.txt", "b.txt", "m/a.txt", "m/c.txt", "n/a.txt"]
    folder = write(tmp_path / "pages", {name: chance.choice(texts) for name in names[:3]})
    states = {}
    for turn in range(6):
        states[last_run(database)] = seen(database)
        for name in chance.sample(names, 2):
            write(folder, {name: chance.choice(texts)}, seconds=OLD + 10 * turn)
        if chance.random() < 0.5 and (folder / "b.txt").exists():
            (folder / "b.txt").unlink()
        options = {"prune": (str(folder),), "force": chance.random() < 0.3, "limits": Limits(fall=1)}
        run(database, folder, **options)
    for run_id in range(last_run(database), 1, -1):
        if run_id - 1 in states:
            assert not [found for found in take_back(database, run_id) if found[1] == "unchanged"]
            assert seen(database) == states[run_id - 1]


def seen(file: Path) -> dict[str, Any]:
    """The facts, by the texts they stand in: where documents lie, and what they are called by that, is not undone."""
    sql = {
        "articles": "SELECT headline, withdrawn, metrics, places FROM article_facts",
        "metrics": "SELECT headline, raw, sentence, label, withdrawn FROM metric_facts",
        "initiatives": "SELECT headline, initiative, initiative_id FROM initiative_facts",
    }
    return {name: sorted(rows(file, query), key=repr) for name, query in sql.items()}


def test_undo_asks_for_a_run_that_there_is(database: Path) -> None:
    with pytest.raises(UsageError, match="there is no run 9"):
        list(undo(database, 9))


def test_undo_waits_for_no_ingest(database: Path, folder: Path) -> None:
    working = ingest(database, find_documents([folder]), read=read_fake)
    next(working)
    with pytest.raises(LockedError):
        list(undo(database, 2))
    list(working)
