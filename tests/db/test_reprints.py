"""Who is linked to whom, held against the definition itself, whatever came first, was edited, renamed or went away."""

from __future__ import annotations

import itertools
import random
import sqlite3
import tempfile
import tomllib
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from borderdb.db import exchange as writes
from borderdb.db.bodies import body_row
from borderdb.db.check import check
from borderdb.db.engine import connect
from borderdb.db.history import Step
from borderdb.db.identity import document_id
from borderdb.db.models import Base
from borderdb.db.reprints import enter_unknown
from borderdb.db.rows import build_rows
from borderdb.db.store import Document, Sighting, replace_document, see_document
from borderdb.db.turn import Turn
from borderdb.db.views import VIEWS
from borderdb.records import About
from borderdb.text.likeness import Body, bare, is_full, keys, repeats
from tests.db.made import HISTORY, TURNS, dump, open_run, prepare
from tests.fakes import CODES, read_text

STORIES: dict[str, str] = tomllib.loads(Path("tests/cases/reprints.toml").read_text("utf-8"))["stories"]
OTHER = "佳木斯市另有一篇\n佳木斯市投入9元。"


@dataclass(frozen=True)
class Page:
    """A page of one article: its file name, its day if known, its headline and body."""

    name: str
    day: str | None
    headline: str
    story: str

    @property
    def text(self) -> str:
        return f"{self.headline}\n{self.story.strip()}"

    @property
    def published(self) -> date | None:
        return date.fromisoformat(self.day) if self.day else None


# Two papers and three sites with one story, an excerpt that came first, other stories, and short items.
PAGES = (
    Page("a-paper.txt", "2025-10-15", "同江市江防连心", STORIES["ferry"]),
    Page("b-paper.txt", "2025-10-14", "渡口灯火", STORIES["ferry_framed"]),
    Page("c-site.txt", "2025-10-16", "江上的药箱", STORIES["ferry_retyped"]),
    Page("d-site.txt", "2025-10-13", "先睹", STORIES["ferry_cut"]),
    Page("e-site.txt", None, "转载", STORIES["ferry"]),
    Page("f-paper.txt", "2025-10-15", "又到渡口", STORIES["ferry_follow"]),
    Page("g-note.txt", "2025-03-07", "简讯", STORIES["note"]),
    Page("h-note.txt", "2025-03-07", "要闻", STORIES["note_again"]),
    Page("i-note.txt", "2025-03-06", "简讯", STORIES["note_other"]),
)
FIRSTS = {
    "a-paper.txt": "b-paper.txt",
    "c-site.txt": "b-paper.txt",
    "d-site.txt": "b-paper.txt",
    "e-site.txt": "b-paper.txt",
}


def put(file: Path, pages: Iterable[Page], *, folder: str = "/pages") -> None:
    with connect(file) as connection:
        for page in pages:
            data = page.text.encode()
            key = document_id(data)
            document = Document(key, len(data), About(), page.published, None, "1", "f")
            seen = Sighting(f"{folder}/{page.name}", page.name, len(data), 1, 2)
            rows = build_rows(page.name, read_text(page.text, published=page.published), CODES)
            with connection.begin():
                replace_document(connection, Step(1, next(TURNS)), document, seen, rows)


@lru_cache(maxsize=1)
def prepared() -> bytes:
    """A database without a page, as a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "border.sqlite"
        prepare(file)
        with connect(file) as connection, connection.begin():
            open_run(connection)
        return file.read_bytes()


def make(file: Path, pages: Iterable[Page]) -> Path:
    file.write_bytes(prepared())
    put(file, pages)
    return file


def links(file: Path) -> dict[str, str]:
    """Names of documents that hold a reprint, and of those that hold the first."""
    sql = "SELECT a.document, f.document FROM article_facts a JOIN article_facts f ON f.article_id = a.reprint_of"
    with closing(sqlite3.connect(file)) as connection:
        return dict(connection.execute(sql).fetchall())


def everything(file: Path) -> dict[str, Any]:
    """All that can be seen, and how many rows there are of what cannot."""
    with closing(sqlite3.connect(file)) as connection:
        counts = {
            table.name: connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()
            for table in Base.metadata.sorted_tables
            if table.name not in HISTORY
        }
    return {**dump(file), "counts": counts}


def test_the_first_is_the_earliest_that_tells_all(tmp_path: Path) -> None:
    file = make(tmp_path / "border.sqlite", PAGES)
    found = links(file)
    notes = {name: found.pop(name) for name in list(found) if "note" in name}
    assert found == FIRSTS
    assert len(notes) == 1
    assert {*notes, *notes.values()} == {"g-note.txt", "h-note.txt"}
    assert check(file).problems == ()


def test_facts_of_reprints_are_marked_and_stay(tmp_path: Path) -> None:
    file = make(tmp_path / "border.sqlite", PAGES)
    found = dump(file)
    views = ("article_facts", "metric_facts", "place_facts")
    said = {view: list(VIEWS[view].columns).index("reprint_of") for view in views}
    reprints = {row[0] for row in found["article_facts"] if row[said["article_facts"]]}
    assert len(reprints) == 5
    for view, article in (("metric_facts", 1), ("place_facts", 0)):
        marked = {row[article] for row in found[view] if row[said[view]]}
        assert marked <= reprints
        assert marked
        assert not {row[article] for row in found[view] if not row[said[view]]} & reprints


def test_order_does_not_matter(tmp_path: Path) -> None:
    orders = list(itertools.permutations(PAGES[:5]))
    wanted = None
    for number, order in enumerate([PAGES[:5], *random.Random(3).sample(orders, 15)]):
        found = everything(make(tmp_path / f"{number}.sqlite", order))
        wanted = wanted or found
        assert found == wanted, [page.name for page in order]


@pytest.mark.parametrize("gone", PAGES, ids=lambda page: page.name)
def test_what_goes_away_leaves_the_others_as_if_it_had_never_been(tmp_path: Path, gone: Page) -> None:
    other = Page(gone.name, None, *OTHER.split("\n"))
    edited = make(tmp_path / "edited.sqlite", PAGES)
    put(edited, [other])
    fresh = make(tmp_path / "fresh.sqlite", [*(page for page in PAGES if page is not gone), other])
    assert everything(edited) == everything(fresh)


def test_without_looking_at_what_is_left_it_would_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writes, "leave_bodies", lambda *_: set())
    edited = make(tmp_path / "edited.sqlite", PAGES)
    put(edited, [Page("b-paper.txt", None, *OTHER.split("\n"))])
    assert links(edited).keys() <= {"g-note.txt", "h-note.txt"}


@pytest.mark.parametrize("day", ["2025-01-01", "2025-12-01", None])
@pytest.mark.parametrize("page", PAGES[:5], ids=lambda page: page.name)
def test_another_day_can_make_another_first(tmp_path: Path, page: Page, day: str | None) -> None:
    dated = Page(page.name, day, page.headline, page.story)
    edited = make(tmp_path / "edited.sqlite", PAGES)
    put(edited, [dated])
    fresh = make(tmp_path / "fresh.sqlite", [dated, *(other for other in PAGES if other is not page)])
    assert everything(edited) == everything(fresh)
    if page.name == "a-paper.txt":
        assert links(edited)["c-site.txt"] == ("a-paper.txt" if day == "2025-01-01" else "b-paper.txt")


def test_among_equals_the_smallest_id_is_first_whatever_a_document_is_called(tmp_path: Path) -> None:
    """A page that is seen under a smaller name gets other ids, and can become the first or cease to be it."""
    twins = [Page(f"{name}.txt", "2025-10-15", f"同江市{name}", STORIES["ferry"]) for name in "mnop"]
    firsts = set()
    for number, name in enumerate("0123456789"):
        seen = make(tmp_path / f"seen-{number}.sqlite", twins)
        page = twins[0]
        key = document_id(page.text.encode())
        with connect(seen) as connection, connection.begin():
            size = len(page.text.encode())
            sighting = Sighting(f"/more/{name}.txt", f"{name}.txt", size, 1, 2)
            see_document(connection, Step(1, next(TURNS)), key, sighting)
        fresh = make(tmp_path / f"fresh-{number}.sqlite", twins)
        put(fresh, [Page(f"{name}.txt", page.day, page.headline, page.story)], folder="/more")
        assert everything(seen) == everything(fresh)
        (first,) = set(links(seen).values())
        firsts.add(first == f"{name}.txt")
        ids = {row[1]: row[0] for row in dump(seen)["article_facts"]}
        assert ids[first] == min(ids.values())
    assert firsts == {True, False}


def test_an_edit_beside_the_story_changes_no_first(tmp_path: Path) -> None:
    """The document has another digest then, its article the same id."""
    twins = [Page(f"{name}.txt", "2025-10-15", f"同江市{name}", STORIES["ferry"]) for name in "mn"]
    file = make(tmp_path / "border.sqlite", twins)
    before = links(file)
    for number in range(6):
        put(file, [Page(page.name, page.day, page.headline, f"{page.story}\n\n点击{number}次") for page in twins])
        assert links(file) == before


def definition(pages: Iterable[Page], gone: Collection[str] = ()) -> set[tuple[str, str]]:
    """Names of reprints and their firsts, by the definition: all are compared with all. Those that are gone come last.

    `gone` are names of documents whose files are.
    """
    ids = {
        page: str(build_rows(page.name, read_text(page.text), CODES).tables["articles"][0]["base_id"]) for page in pages
    }
    bodies = {page: Body(bare([page.story])) for page in ids}
    sizes = {page: len(found.text) for page, found in bodies.items()}
    leaders: dict[Page, list[Page]] = {}
    for page in sorted(
        ids,
        key=lambda page: (
            page.name in gone,
            -sizes[page],
            body_row("", [{"text": page.story, "is_heading": 0}]).digest,
        ),
    ):
        mine = bodies[page]
        alike = (
            leader
            for leader in leaders
            if bodies[leader].text == mine.text
            or (len({*keys(mine.text)} & {*keys(bodies[leader].text)}) >= 2 and repeats(mine, bodies[leader]))
        )
        leaders.setdefault(next(alike, page), []).append(page)
    found = set()
    for leader, group in leaders.items():
        full = [page for page in group if is_full(sizes[page], sizes[leader])]
        first = min(full, key=lambda page: (page.name in gone, page.day is None, page.day, ids[page]))
        found |= {(page.name, first.name) for page in group if page is not first}
    return found


def made_copies(chance: random.Random, number: int) -> list[Page]:
    """Copies, damaged and cut, of stories that share paragraphs, so that likeness runs on from one to the next."""
    paragraphs = STORIES["ferry"].strip().split("\n") + STORIES["report_2023"].strip().split("\n")
    pages = []
    for index in range(number):
        start = chance.choice((0, 0, 0, 1, 2, 3, 4))
        story = "\n".join(paragraphs[start : start + chance.randint(2, 6)])
        damaged = "".join(chance.choice("的一是了") if chance.random() < 0.01 else c for c in story)
        day = chance.choice((None, "2025-10-13", "2025-10-14", "2025-10-15"))
        pages.append(Page(f"{index}.txt", day, f"同江市第{index}页", chance.choice((story, damaged))))
    return pages


@pytest.mark.parametrize("seed", range(8))
def test_links_are_those_of_the_definition_after_any_history(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    pages = {page.name: page for page in made_copies(chance, 14)}
    file = make(tmp_path / "border.sqlite", pages.values())
    assert {*links(file).items()} == definition(pages.values())
    for name in chance.sample(sorted(pages), 6):
        story = chance.choice([OTHER.split("\n")[1] + name, *(page.story for page in pages.values())])
        pages[name] = Page(name, chance.choice((None, "2025-10-12")), f"同江市第{name}页", story)
        put(file, [pages[name]])
        assert {*links(file).items()} == definition(pages.values())
    shuffled = chance.sample(sorted(pages.values(), key=lambda page: page.name), len(pages))
    assert everything(file) == everything(make(tmp_path / "fresh.sqlite", shuffled))
    assert check(file).problems == ()


@pytest.mark.parametrize("seed", range(8))
def test_who_is_gone_is_never_first_while_another_tells_the_story(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    pages = {page.name: page for page in made_copies(chance, 14)}
    file = make(tmp_path / "border.sqlite", pages.values())
    gone: set[str] = set()
    for name in (*chance.sample(sorted(pages), 10), *chance.choices(sorted(pages), k=10)):
        gone ^= {name}
        with connect(file) as connection, connection.begin():
            key = document_id(pages[name].text.encode())
            turn = Turn(connection, Step(1, next(TURNS)))
            turn.withdraw(key, gone=name in gone)
            turn.finish()
        assert {*links(file).items()} == definition(pages.values(), gone)
    for name in sorted(gone):
        with connect(file) as connection, connection.begin():
            sighting = Sighting(f"/pages/{name}", name, 1, 1, 2)
            see_document(connection, Step(1, next(TURNS)), document_id(pages[name].text.encode()), sighting)
    assert everything(file) == everything(make(tmp_path / "fresh.sqlite", pages.values()))
    assert check(file).problems == ()


def test_articles_stored_before_there_were_links(tmp_path: Path) -> None:
    file = make(tmp_path / "border.sqlite", PAGES)
    wanted = everything(file)
    with connect(file) as connection:
        with connection.begin():
            connection.execute(text("DELETE FROM reprints"))
            connection.execute(text("DELETE FROM article_bodies"))
        assert links(file) == {}
        settled = []
        while not settled or settled[-1]:
            with connection.begin():
                settled.append(enter_unknown(connection, 2))
    assert settled == [2, 2, 2, 2, 1, 0]
    assert everything(file) == wanted


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("INSERT INTO reprints SELECT first_id, article_id FROM reprints LIMIT 1", "reprint of a reprint"),
        ("UPDATE reprints SET first_id = article_id", "reprint of a reprint"),
    ],
)
def test_a_reprint_of_a_reprint_is_noticed(tmp_path: Path, damage: str, problem: str) -> None:
    file = make(tmp_path / "border.sqlite", PAGES)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(damage)
    assert any(found.startswith(problem) for found in check(file).problems)


def test_the_body_leaves_headings_out() -> None:
    def row(words: str, heading: int) -> Mapping[str, object]:
        return {"text": words, "is_heading": heading}

    one = body_row("a", [row("标题", 1), row("正文，在此。", 0)])
    assert (one.digest, one.characters) == (body_row("b", [row("正文在此", 0)]).digest, 4)
    nothing = body_row("a", [row("标题", 1)])
    assert (nothing.digest, nothing.characters, nothing.keys) == (None, 0, ())
