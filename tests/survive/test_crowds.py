"""Many documents of which some cannot be read, and many ingests at once: the small versions of two experiments."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from borderdb.db.check import check
from borderdb.db.readonly import read_only
from tests.survive.command import ROOT, borderdb
from tests.survive.pages import write_pages


def test_all_that_can_be_read_is_stored_and_the_rest_is_named(database: Path, tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", 80, unreadable=20)
    result = borderdb(database, "ingest", folder)
    assert result.exit_code == 1
    bad = {str(path) for path in folder.glob("*-bad.txt")}
    said = dict(line.removeprefix("warning: ").split(": ", 1) for line in result.stderr.splitlines() if "-bad" in line)
    assert said.keys() == bad
    assert len(bad) == 20
    assert len(set(said.values())) == 5
    with read_only(database) as reader:
        assert reader.rows("SELECT count(*) FROM article_facts") == [(60,)]
        failed = reader.rows("SELECT location, reason FROM run_documents WHERE status = 'failed'")
        assert {str(location): reason for location, reason in failed} == said
    assert check(database).problems == ()
    again = borderdb(database, "ingest", folder)
    assert again.exit_code == 1
    assert again.stderr.count("-bad") == 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks there")
def test_of_many_ingests_at_once_one_works() -> None:
    command = [sys.executable, "-m", "tests.experiments.at_once", "--ingests", "4", "--documents", "30", "--there"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("views the same") == 1
