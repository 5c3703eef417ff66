"""What a nightly run does beside reading what is new: what failed, what older rules read, what is gone, and doubts."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from borderdb import ingest as workflow
from borderdb.db.check import check
from borderdb.db.lock import hold
from borderdb.db.rows import Counts
from borderdb.errors import DoubtfulRunError, LockedError, UsageError
from borderdb.ingest import Limits, Options, Outcome, ingest, reextract
from borderdb.runs.doubts import doubts
from tests.db.made import PAGES, dump
from tests.fakes import read_fake
from tests.test_ingest import OLD, database, folder, rows, run, template, told, write

__all__ = ["database", "folder", "template"]


def again(database: Path, **options: Any) -> list[tuple[str, str, str]]:
    """Without a path: what the options alone ask for."""
    return told(list(ingest(database, None, Options(**options), read=read_fake)))


def from_originals(database: Path, *documents: str, **options: Any) -> list[Outcome]:
    return list(reextract(database, documents, Options(**options), read=read_fake))


def test_only_what_failed_is_tried_again(database: Path, folder: Path) -> None:
    write(folder, {"bad.txt": "坏的页面", "worse.txt": "坏的又一页"})
    run(database, folder)
    assert [name for name, _, _ in again(database, only_failed=True)] == ["bad.txt", "worse.txt"]
    write(folder, {"bad.txt": "同江市\n同江市投入5元。"}, seconds=OLD + 60)
    assert told(run(database, folder, only_failed=True)) == [
        ("bad.txt", "new", "first seen"),
        ("worse.txt", "failed", "cannot be read, as it says itself"),
    ]
    (folder / "worse.txt").unlink()
    assert again(database, only_failed=True) == []


def test_what_older_rules_read_is_read_again_without_its_file(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(database, folder)
    before = dump(database)
    shutil.rmtree(folder)
    assert again(database, rules_older=True) == []
    monkeypatch.setattr(workflow, "RULES_VERSION", "newer")
    found = again(database, rules_older=True)
    assert [name for name, _, _ in found] == sorted(PAGES)
    assert all(reason.endswith("says the same") for _, _, reason in found)
    assert again(database, rules_older=True) == []
    assert dump(database) == before


def test_older_documents_are_read_after_those_that_are_named(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(database, folder)
    monkeypatch.setattr(workflow, "RULES_VERSION", "newer")
    for workers in (1, 2):
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("UPDATE documents SET rules_version = 'older'")
        found = told(run(database, folder / "b.txt", rules_older=True, workers=workers))
        assert sorted(name for name, _, reason in found if "says the same" in reason) == sorted(PAGES)
        assert found[0][0] == "b.txt"


def test_reextract_takes_ids_names_and_locations(database: Path, folder: Path) -> None:
    run(database, folder)
    (key,) = rows(database, "SELECT document_id FROM documents WHERE name = 'b.txt'")[0]
    for what in (key, key[:6], "b.txt", str(folder / "b.txt")):
        assert told(from_originals(database, what)) == [
            ("b.txt", "unchanged", "was read by these rules, with this reference data")
        ]
        assert told(from_originals(database, what, force=True)) == [
            ("b.txt", "unchanged", "read again as asked, and says the same")
        ]
    assert len(from_originals(database)) == 3
    assert rows(database, "SELECT DISTINCT kind FROM runs WHERE run_id > 2") == [("reextract",)]
    with pytest.raises(UsageError, match=r"no document is called z.txt"):
        from_originals(database, "b.txt", "z.txt")


def test_other_rules_change_the_facts_and_the_log_says_so(database: Path, folder: Path) -> None:
    def read_more(data: bytes, *rest: Any) -> Any:
        return read_fake(data.replace("120元".encode(), "130元".encode()), *rest)

    run(database, folder)
    shutil.rmtree(folder)
    found = list(reextract(database, (), Options(force=True), read=read_more))
    assert [outcome.state.value for outcome in found] == ["unchanged", "changed", "unchanged"]
    log = "SELECT change, before, after FROM change_facts WHERE run_id = 3 AND change <> 'moved'"
    assert rows(database, log) == [("changed", "120元", "130元")]
    assert check(database).problems == ()


def test_bytes_that_were_never_kept_are_missed(database: Path, folder: Path) -> None:
    run(database, folder)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM originals")
    reasons = {reason for _, _, reason in told(from_originals(database, force=True, limits=Limits(failed=1)))}
    assert reasons == {"its bytes were not kept when it was stored: ingest its file once more"}
    assert {reason for _, _, reason in told(run(database, folder))} == {"same bytes"}
    assert len(from_originals(database, force=True)) == 3
    assert {reason for _, _, reason in told(run(database, folder))} == {"size and time unchanged"}


def test_a_vanished_file_keeps_its_facts_and_is_withdrawn_when_asked(database: Path, folder: Path) -> None:
    run(database, folder)
    metrics = dump(database)["metric_facts"]
    (folder / "a.txt").unlink()
    run(database, folder)
    assert dump(database)["metric_facts"] == metrics
    pruned = run(database, folder, prune=(str(folder),))
    assert told(pruned)[-1] == ("a.txt", "withdrawn", "the file is gone")
    assert rows(database, "SELECT document FROM article_facts WHERE withdrawn = 1") == [("a.txt",)]
    assert [row[0] for row in dump(database)["metric_facts"]] == [row[0] for row in metrics]
    assert len(told(run(database, folder, prune=(str(folder),)))) == 2
    log = "SELECT run_id, fact, change FROM change_facts WHERE run_id > 2"
    assert rows(database, log) == [(4, "article", "withdrawn")]
    write(folder, {"a.txt": PAGES["a.txt"]})
    assert told(run(database, folder))[0] == ("a.txt", "changed", "the file is there again")
    assert dump(database)["metric_facts"] == metrics
    assert rows(database, log)[1:] == [(6, "article", "returned")]


def test_only_below_folders_that_were_looked_through(database: Path, folder: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "pages2", {"z.txt": "佳木斯市\n佳木斯市投入8元。"})
    write(folder, {"in/x.txt": "抚远市\n抚远市投入9元。"})
    run(database, folder, other)
    (folder / "a.txt").unlink()
    (folder / "in" / "x.txt").unlink()
    (other / "z.txt").unlink()
    assert not withdrawn(run(database, folder / "b.txt", prune=()))
    assert not withdrawn(run(database, folder / "b.txt", prune=(str(tmp_path / "no"),)))
    with pytest.raises(
        DoubtfulRunError, match=r"nothing is left in .*in, .*; nothing is left in .*pages2, .*mounted\?$"
    ):
        run(database, folder / "in", other, prune=(str(folder / "in"), str(other)))
    write(other, {"y.txt": "佳木斯市\n佳木斯市投入7元。"})
    assert withdrawn(run(database, other, prune=(str(other),))) == ["z.txt"]
    assert withdrawn(run(database, folder, prune=(str(folder),))) == ["a.txt", "x.txt"]


def test_a_copy_that_vanished_is_forgotten_where_the_other_is_left(
    database: Path, folder: Path, tmp_path: Path
) -> None:
    write(folder, {"copy.txt": PAGES["a.txt"]})
    run(database, folder)
    (folder / "a.txt").unlink()
    found = told(run(database, folder, prune=(str(folder),)))
    assert found[-1] == ("a.txt", "unchanged", f"is there no longer, but at {folder / 'copy.txt'}")
    fresh = tmp_path / "fresh.sqlite"
    run(fresh, folder)
    assert dump(fresh) == dump(database)


def withdrawn(outcomes: list[Outcome]) -> list[str]:
    return [outcome.name for outcome in outcomes if outcome.state == "withdrawn"]


@pytest.mark.parametrize(
    ("read", "failed", "met", "doubt"),
    [
        (Counts(articles=5, metrics=25), 0, 5, None),
        (Counts(articles=5, metrics=24), 0, 5, "facts per article fell from 10.0 to 4.8, by more than 50%"),
        (Counts(articles=4, metrics=0), 0, 4, None),
        (Counts(articles=9, metrics=90), 5, 10, None),
        (Counts(articles=9, metrics=90), 6, 10, "6 of 10 documents failed, more than 50%"),
        (Counts(), 4, 4, None),
        (Counts(), 0, 0, None),
    ],
)
def test_doubts(read: Counts, failed: int, met: int, doubt: str | None) -> None:
    assert doubts(Counts(articles=10, metrics=60, places=40), read, failed, met, Limits()) == doubt
    assert doubts(Counts(articles=4, metrics=60), read, 0, met, Limits()) is None


def test_a_doubtful_run_says_so_and_keeps_all(database: Path, folder: Path, tmp_path: Path) -> None:
    for number in range(6):
        write(folder, {f"{number}.txt": f"同江市第{number}篇\n渔家村种地{number}亩，过货{number}个，投入{number}元。"})
    run(database, folder)
    poor = write(tmp_path / "poor", {f"{number}.txt": f"第{number}篇\n什么也没有。" for number in range(6)})
    with pytest.raises(
        DoubtfulRunError, match=r"run 3 is doubtful: facts per article fell from \d\.\d to 0\.0"
    ) as raised:
        run(database, poor)
    assert raised.value.exit_code == 1
    assert "borderdb runs undo 3" in str(raised.value.hint)
    assert rows(database, "SELECT documents_new, finished_on IS NULL, alarm FROM runs WHERE run_id = 3")[0][:2] == (
        6,
        0,
    )
    assert run(database, poor)
    assert rows(database, "SELECT count(*) FROM runs WHERE alarm IS NOT NULL") == [(1,)]


def test_a_second_run_waits_as_long_as_it_is_told(database: Path, folder: Path) -> None:
    with hold(database):
        begun = time.monotonic()
        with pytest.raises(LockedError, match="held by process") as raised:
            run(database, folder, wait=0.4)
        assert 0.4 <= time.monotonic() - begun < 5
        assert "--wait" in str(raised.value.hint)
    held, ended = threading.Event(), threading.Event()

    def holder() -> None:
        with hold(database):
            held.set()
            ended.wait(10)

    thread = threading.Thread(target=holder)
    thread.start()
    held.wait(10)
    threading.Timer(0.3, ended.set).start()
    assert len(run(database, folder, wait=30)) == 3
    thread.join()
