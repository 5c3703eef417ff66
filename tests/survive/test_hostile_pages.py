"""Pages, file names and filters that want to be more than text, through the real reader and every command."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from borderdb.db.check import check
from borderdb.db.readonly import read_only
from tests.survive.command import borderdb

STEERING = "\x1b[2J\x1b]0;title\x07\x9b31m\x00\x08\x7f\u202egnp.exe\u2028"
PAGES = {
    "escapes.txt": (
        f"同江市{STEERING}的账本\n\n同江市{STEERING}种豆30亩{STEERING}。\n“{STEERING}渔歌”行动在{STEERING}抚远市开展。\n"
    ),
    "markup.txt": "[red]同江市[/red]的[/图]账本\n\n<script>1</script>同江市种豆31亩，[link=file:///etc]看[/link]。“[/图]渔歌”行动在同江市开展。\n",
    "formula.txt": (
        '=HYPERLINK("http://example.com","同江市")\n\n'
        "=cmd|'/c calc'!A1 同江市种豆32亩。\n+1+1同江市投入33万元。\n@SUM(A1)\n-2+3\n"
    ),
    "statement.txt": "同江市'; DROP TABLE places; --\n\n同江市种豆34亩，“'); DELETE FROM articles; --”行动开展。\n",
    "braces.txt": "同江市 {0} %s ${HOME} $(reboot) `reboot`\n\n同江市种豆35亩 %(place)s :place ?1。\n",
    "damaged.txt": f"同江市来信\n\n同江市[/red]{STEERING}收入�4万元，=2+2种豆37亩。\n",
    "path.txt": "../../../etc/passwd\n\n同江市种豆36亩，见file:///etc/passwd和\\\\server\\share。\n",
}
NAMES = (
    "换\n行.txt",
    "引'号\".txt",
    "; DROP TABLE places; --.txt",
    "\x1b[31m红.txt",
    "--help",
    "-",
    "$(reboot).txt",
    "{place}%s.txt",
    "[red]红[⁄].txt",
    "=1+1.txt",
    " 空 .txt",
    "…" * 80 + ".txt",
    "%2e%2e%2fetc.txt",
    "file:x.txt?mode=rwc#",
)
FORMATS = ("table", "csv", "tsv", "json", "ndjson", "markdown")
COMMANDS = (
    ("query", "articles"),
    ("query", "metrics", "--wide"),
    ("query", "evidence", "--place", "同江市"),
    ("query", "initiatives"),
    ("sql", "SELECT * FROM article_facts"),
    ("sql", "SELECT * FROM metric_facts"),
    ("search", "同江"),
    ("runs", "2", "--documents"),
    ("review", "list"),
)
LAID_OUT = (("runs", "2"), ("runs", "diff", "1", "2"), ("show", "同江市"))
PLACES = (
    "x' OR '1'='1",
    "'; DROP TABLE places; --",
    '" OR 1=1 --',
    "同江市' UNION SELECT sql FROM sqlite_master --",
    "%",
    "_",
    "*",
    "同江市\x00",
    "\ud800",
    "?1",
    ":place",
    "' || (SELECT group_concat(name) FROM places) || '",
    "(SELECT 1)",
    "市" * 100_000,
)


@pytest.fixture(scope="module")
def hostile(bare: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of hostile pages, and of harmless ones with hostile names."""
    root = tmp_path_factory.mktemp("hostile")
    pages = root / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / name).write_text(text, encoding="utf-8")
    for number, name in enumerate(NAMES):
        (pages / name).write_text(f"抚远市的第{number}份账本\n\n抚远市种豆{100 + number}亩。\n", encoding="utf-8")
    odd = os.fsencode(pages) + b"/\xff\xfe.txt"
    Path(os.fsdecode(odd)).write_text("抚远市来信\n\n抚远市种豆99亩。\n", encoding="utf-8")
    database = Path(shutil.copy(bare, root / "border.sqlite"))
    before = sorted(path.name for path in root.iterdir())
    result = borderdb(database, "ingest", "--verbose", pages)
    assert result.exit_code == 0, result.stderr
    assert_harmless(result.output)
    assert len(result.stderr.splitlines()) == len(PAGES) + len(NAMES) + 1
    assert sorted(path.name for path in root.iterdir()) == before
    return database


def assert_harmless(text: str) -> None:
    """Nothing in what is printed steers a terminal."""
    assert not [character for character in text if character not in "\n\t" and not character.isprintable()]


def test_all_of_them_are_stored_as_text(hostile: Path) -> None:
    assert check(hostile).problems == ()
    with read_only(hostile) as reader:
        values = {value for (value,) in reader.rows("SELECT value FROM metric_facts WHERE unit = '亩'")}
        texts = "".join(str(text) for (text,) in reader.rows("SELECT text FROM articles"))
    assert values >= {30, 31, 32, 34, 35, 36, 37, 99, *range(100, 100 + len(NAMES))}
    assert not set(texts) & set("\x1b\x07\x9b\x00\x08\x7f\u202e\u2028")
    for words in ("DROP TABLE places; --", "$(reboot)", "{0} %s ${HOME}", "etc/passwd", "[/图]"):
        assert words in texts


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_is_steered(hostile: Path, command: tuple[str, ...]) -> None:
    """In no format; and the formats for programs hold as many rows as each other."""
    counts = set()
    for name in FORMATS:
        result = borderdb(hostile, *command, "--format", name)
        assert result.exit_code == 0, (name, result.stderr)
        assert_harmless(result.output)
        if name == "csv":
            rows = list(csv.reader(io.StringIO(result.stdout)))
            cells = [cell for row in rows for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-")) and not is_number(cell)]
            counts.add(len(rows) - 1)
        if name in ("json", "ndjson"):
            records = json.loads(result.stdout if name == "json" else f"[{','.join(result.stdout.splitlines())}]")
            counts.add(len(records))
        if name == "table":
            counts.add(len(result.stdout.splitlines()) - 2)
    assert len(counts) == 1
    assert counts != {0}


@pytest.mark.parametrize("command", LAID_OUT, ids=" ".join)
def test_no_command_that_lays_out_its_answer_is_steered(hostile: Path, command: tuple[str, ...]) -> None:
    for name in FORMATS:
        result = borderdb(hostile, *command, "--format", name)
        assert result.exit_code == 0, (name, result.stderr)
        assert "种豆" in result.stdout
        assert_harmless(result.output)


def test_what_a_person_writes_is_text_too(hostile: Path, tmp_path: Path) -> None:
    """A label, a name and a reason that want to be more, through a correction and the file of a team."""
    file, team = Path(shutil.copy(hostile, tmp_path)), tmp_path / "team.csv"
    with read_only(file) as reader:
        ((key, before),) = reader.rows("SELECT metric_id, count(*) OVER () FROM metric_facts WHERE value = 34")
    words = {"--label": f"=1+1{STEERING}'; DROP TABLE metrics; --", "--by": "@me\x1b[2J", "--why": "-1+2|'/c calc'!A1"}
    done = borderdb(file, "review", "correct", str(key), *(word for pair in words.items() for word in pair))
    assert done.exit_code == 0, done.output
    assert_harmless(done.output)
    assert borderdb(file, "review", "export", team).exit_code == 0
    imported = borderdb(Path(shutil.copy(hostile, tmp_path / "other.sqlite")), "review", "import", team)
    assert imported.exit_code == 0, imported.output
    for other in (file, tmp_path / "other.sqlite"):
        for command in (("review", "log"), ("query", "metrics", "--wide"), ("show", str(key))):
            for name in ("table", "csv", "json"):
                result = borderdb(other, *command, "--format", name)
                assert result.exit_code == 0, (command, name, result.stderr)
                assert_harmless(result.output)
        with read_only(other) as reader:
            assert reader.rows("SELECT count(*) FROM metric_facts WHERE value = 34") == [(before,)]
        assert check(other).problems == ()


def is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_document_is_shown_by_its_name(hostile: Path, name: str) -> None:
    with read_only(hostile) as reader:
        ((key, location),) = reader.rows("SELECT article_id, location FROM article_facts WHERE document = ?", (name,))
    assert Path(str(location)).name == name
    shown = borderdb(hostile, "show", str(key))
    assert shown.exit_code == 0
    assert_harmless(shown.output)
    assert "种豆" in shown.stdout


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ascii(place[:40]))
def test_a_place_filter_is_a_value(hostile: Path, place: str) -> None:
    before = hostile.read_bytes()
    for command in (("query", "metrics", "--place"), ("query", "places", "--place"), ("show",), ("search",)):
        result = borderdb(hostile, *command, place)
        assert result.exit_code in ((0, 5) if command[0] == "query" else (0, 2, 5)), (command, result.output)
        assert command[0] != "query" or "种豆" not in result.stdout
        assert "CREATE TABLE" not in result.output
        assert_harmless(result.output)
    assert hostile.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["a'; DROP TABLE x; --.sqlite", "a?mode=memory&b#c.sqlite", "%41.sqlite", "a\nb.sqlite"]
)
def test_the_name_of_a_database_is_a_name(bare: Path, tmp_path: Path, name: str) -> None:
    file = Path(shutil.copy(bare, tmp_path / name))
    page = tmp_path / "page.txt"
    page.write_text("同江市来信\n\n同江市种豆5亩。", encoding="utf-8")
    assert borderdb(file, "ingest", page).exit_code == 0
    assert borderdb(file, "sql", "SELECT value FROM metric_facts", "--format", "csv").stdout == "value\n5\n"
    assert borderdb(file, "db", "backup", tmp_path / f"copy of {name}").exit_code == 0
    with closing(sqlite3.connect(tmp_path / f"copy of {name}")) as connection:
        assert connection.execute("SELECT count(*) FROM metrics").fetchone() == (1,)
    assert {path.name for path in tmp_path.iterdir()} <= {
        name,
        "page.txt",
        f"copy of {name}",
        f"{name}-wal",
        f"{name}-shm",
    }
