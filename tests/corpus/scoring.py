"""Score a borderdb database against a folder of annotated articles.

    python -m tests.corpus.scoring DATABASE FOLDER [--misses]

Reads the public views alone. `metrics found` counts figures whose value and unit are right, `metrics complete` those
whose label, place, period, qualifier, kind, status and story are right as well. What the annotation calls optional is
neither missed nor wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path
from typing import Any

Entry = Mapping[str, Any]
Row = Mapping[str, Any]

VIEWS = ("article_facts", "place_facts", "programme_facts", "initiative_facts", "metric_facts")
PARTS = ("label", "place", "period", "qualifier", "kind", "status", "story")
TABLES = (
    "stories", "places", "place code", "programmes", "initiatives", "initiative place", "metrics found",
    "metrics complete", *PARTS,
)  # fmt: skip
LABEL_MOST = 32
EVIDENCE_LEAST = 8  # characters of the evidence that must stand in the row's sentence in one piece
HEADLINE_LEAST = 6  # a shorter headline must agree in full

WIDTHS = str.maketrans(',;:?!()"”’％', "，；：？！（）““‘%")
HAN_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
PUNCTUATION = re.compile(r"[“‘'《》「」『』、，。；：·•・]")
TAILS = (  # generic ends of a name, longest first
    "工作机制", "系列活动", "主题活动", "专项整治", "党建品牌", "工作法",
    "工程", "行动", "计划", "规划", "战略", "机制", "制度", "活动", "品牌", "模式", "方式", "方法",
    "项目", "措施", "建设", "创建", "管理", "评定", "格局", "平台", "专栏", "工作", "体系",
)  # fmt: skip


def fold(text: str | None) -> str:
    """Without white space, outer quotes and differences of width."""
    return "".join((text or "").translate(WIDTHS).split()).strip("“‘《》")


def plain(text: str | None) -> str:
    """Folded, without quotes and punctuation."""
    return PUNCTUATION.sub("", fold(text))


def core(name: str) -> str:
    """The distinctive part of a name: “青苗”培育工程 → 青苗培育. At least two characters stay."""
    name = plain(name)
    while tail := next((t for t in TAILS if name.endswith(t) and len(name) >= len(t) + 2), None):
        name = name.removesuffix(tail)
    return name


def place_key(name: str | None) -> str:
    """855农场 and 八五五农场 are one place."""
    return fold(name).translate(HAN_DIGITS)


def same_headline(got: str | None, want: str) -> bool:
    """Whether a headline is meant; where the page prints none, anything is right."""
    short, long = sorted((fold(got), fold(want)), key=len)
    if not fold(want) or short == long:
        return True
    return len(short) >= HEADLINE_LEAST and short in long


def days(period: str | None) -> tuple[str, str] | None:
    """First and last day of 2025, 2025-Q1, 2022-05, 2022-05-03 or of A/B."""
    if not period:
        return None
    start, _, end = period.partition("/")
    return bounds(start)[0], bounds(end or start)[1]


def bounds(part: str) -> tuple[str, str]:
    if len(part) == len("2025-01-01"):
        return part, part
    year, _, month = part.partition("-")
    if month.startswith("Q"):
        first, last = 3 * int(month[1:]) - 2, 3 * int(month[1:])
    else:
        first, last = (int(month), int(month)) if month else (1, 12)
    return f"{year}-{first:02d}-01", f"{year}-{last:02d}-{monthrange(int(year), last)[1]:02d}"


@dataclass(slots=True)
class Score:
    """How many were right, wrong (there and not wanted) and missed (wanted and not there)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Board:
    """The scores by table, and a line for each miss and each error."""

    scores: dict[str, Score] = field(default_factory=lambda: {table: Score() for table in TABLES})
    misses: list[str] = field(default_factory=list)

    def expect(self, table: str, right: bool, miss: str) -> None:
        """Count what was wanted: right or missed."""
        if right:
            self.scores[table].right += 1
        else:
            self.scores[table].missed += 1
            self.misses.append(f"missed {table}: {miss}")

    def unwanted(self, table: str, what: str) -> None:
        self.scores[table].wrong += 1
        self.misses.append(f"wrong {table}: {what}")


@dataclass(frozen=True, slots=True)
class Document:
    """One annotation and what the database has from its document, by view."""

    gold: Mapping[str, Any]
    facts: Mapping[str, Sequence[Row]]

    @property
    def name(self) -> str:
        return str(self.gold["document"])

    def required(self, table: str) -> Iterator[Entry]:
        return (entry for entry in self.gold[table] if not entry.get("optional"))

    def same_place(self, row: Row, want: str | None) -> bool:
        """By the codes where both sides have one, else by name; where the text makes no place clear, anything."""
        if want is None:
            return True
        name = place_key(row["place"])
        wanted = {place_key(place["name"]): place["code"] for place in self.gold["places"] if place["code"]}
        found = {place_key(r["place"]): r["place_code"] for r in self.facts["place_facts"] if r["place_code"]}
        want_code, code = wanted.get(place_key(want)), row["place_code"] or found.get(name)
        return bool(want_code == code) if want_code and code else name == place_key(want)


def score_stories(board: Board, document: Document) -> None:
    free = list(document.facts["article_facts"])
    for story in sorted(document.gold["stories"], key=lambda story: not fold(story["headline"])):
        want = story["headline"]
        exact_first = sorted(free, key=lambda row: fold(row["headline"]) != fold(want))
        match = next((row for row in exact_first if same_headline(row["headline"], want)), None)
        if match is not None:
            free.remove(match)
        if not story.get("optional"):
            board.expect("stories", match is not None, f"{document.name} {want}")
    for row in free:
        board.unwanted("stories", f"{document.name} {row['headline']}")


def score_places(board: Board, document: Document) -> None:
    """Places per document: one with a code is told by it, one without by its name."""
    wanted: dict[str, list[Entry]] = {}
    for place in document.gold["places"]:
        wanted.setdefault(place["code"] or place_key(place["name"]), []).append(place)
    coded_right: dict[str, bool] = {}
    strangers: dict[str, str] = {}
    for row in document.facts["place_facts"]:
        keys = meant_places(wanted, row)
        for key in keys:
            coded_right[key] = coded_right.get(key, False) or row["place_code"] == wanted[key][0]["code"]
        if not keys:
            strangers[row["place_code"] or place_key(row["place"])] = row["place"]
    for key, places in wanted.items():
        if all(place.get("optional") for place in places):
            continue
        told = f"{document.name} {places[0]['name']} {places[0]['code'] or ''}"
        board.expect("places", key in coded_right, told)
        if key in coded_right and places[0]["code"]:
            board.expect("place code", coded_right[key], told)
    for key, name in strangers.items():
        board.unwanted("places", f"{document.name} {name} {key}")


def meant_places(wanted: Mapping[str, Sequence[Entry]], row: Row) -> list[str]:
    """The wanted places that a row may be: by its name unless the codes differ, else by its code."""
    code, name = row["place_code"], place_key(row["place"])
    by_name = [
        key
        for key, places in wanted.items()
        if any(place_key(p["name"]) == name and (not code or p["code"] in (None, code)) for p in places)
    ]
    return by_name or [key for key in wanted if code and key == code]


def score_programmes(board: Board, document: Document) -> None:
    """Programmes per document; what the annotation has in both lists may stand in either view."""
    got = {core(row["programme"]) for row in document.facts["programme_facts"]}
    initiatives = {core(row["initiative"]) for row in document.facts["initiative_facts"]}
    wanted = {core(entry["name"]) for entry in document.gold["programmes"]}
    required = {core(entry["name"]) for entry in document.required("programmes")}
    either = wanted & initiative_cores(document.gold["initiatives"])
    for name in sorted(required):
        board.expect("programmes", name in got or name in either & initiatives, f"{document.name} {name}")
    for name in sorted(got - wanted):
        board.unwanted("programmes", f"{document.name} {name}")


def initiative_cores(entries: Iterable[Entry]) -> set[str]:
    return {core(name) for entry in entries for name in (entry["name"], *entry.get("also", ()))}


def score_initiatives(board: Board, document: Document) -> None:
    rows: dict[str, list[Row]] = {}
    for row in document.facts["initiative_facts"]:
        rows.setdefault(core(row["initiative"]), []).append(row)
    programmes = {core(entry["name"]) for entry in document.gold["programmes"]}
    components = {core(name) for entry in document.gold["programmes"] for name in entry.get("components", ())}
    as_programme = programmes & {core(row["programme"]) for row in document.facts["programme_facts"]}
    for entry in document.required("initiatives"):
        names = initiative_cores([entry])
        match = [row for name in names for row in rows.get(name, ())]
        told = f"{document.name} {entry['name']}"
        board.expect("initiatives", bool(match or names & as_programme), told)
        if match:
            right = any(document.same_place(row, entry["place"]) for row in match)
            board.expect("initiative place", right, f"{told}: {match[0]['place']}, not {entry['place']}")
    known = initiative_cores(document.gold["initiatives"]) | programmes | components
    for name in sorted(rows.keys() - known):
        board.unwanted("initiatives", f"{document.name} {name}")


def same_figure(want: Entry, row: Row) -> bool:
    """Value and unit agree; an optional figure may come without its unit."""
    if fold(row["unit"]) != fold(want["unit"]) and (row["unit"] or not want.get("optional")):
        return False
    try:
        value = float(row["value"])
    except ValueError:
        return False
    return isclose(value, float(want["value"]), rel_tol=1e-9, abs_tol=1e-9)


def same_clause(want: Entry, row: Row) -> bool:
    """Whether the row's sentence holds a piece of the evidence: the 7个 of another sentence is another figure."""
    evidence, sentence = plain(want["evidence"]), plain(row["sentence"])
    size = min(EVIDENCE_LEAST, len(evidence))
    return any(evidence[at : at + size] in sentence for at in range(len(evidence) - size + 1))


def parts_right(document: Document, want: Entry, row: Row) -> dict[str, bool]:
    label, period = plain(row["label"]), days(want.get("period"))
    headline = next(story["headline"] for story in document.gold["stories"] if story["id"] == want["story"])
    dated = str(row["period_start"])[:10], str(row["period_end"])[:10]
    worded = any(plain(wording) in label for wording in want["label_any"])
    return {
        "label": bool(label) and len(fold(row["label"])) <= LABEL_MOST and worded,
        "place": document.same_place(row, want["place"]),
        "period": period is None or dated == period,
        "qualifier": row["qualifier"] == want["qualifier"],
        "kind": row["kind"] == want["kind"],
        "status": row["status"] == want.get("status", "actual"),
        "story": same_headline(row["headline"], headline),
    }


def pair(document: Document, wants: Sequence[Entry], rows: Sequence[Row]) -> dict[int, int]:
    """Which row reads which entry: the best fit first, each entry and each row once."""
    fits: list[tuple[tuple[bool, bool, int, bool, int, int], int, int]] = []
    for w, want in enumerate(wants):
        for r, row in enumerate(rows):
            if same_figure(want, row) and same_clause(want, row):
                raw, whole = fold(row["raw"]) == fold(want["raw"]), fold(want["evidence"]) in fold(row["sentence"])
                parts = sum(parts_right(document, want, row).values())
                fits.append(((raw, whole, parts, not want.get("optional"), -w, -r), w, r))
    row_of: dict[int, int] = {}
    for _, w, r in sorted(fits, reverse=True):
        if w not in row_of and r not in row_of.values():
            row_of[w] = r
    return row_of


def score_metrics(board: Board, document: Document) -> None:
    wants = document.gold["metrics"]
    rows = [row for row in document.facts["metric_facts"] if row["value"] is not None]  # no value claims none
    row_of = pair(document, wants, rows)
    for w, want in enumerate(wants):
        if want.get("optional") or want["kind"] == "threshold":
            continue
        told = f"{document.name} {want['raw']} [{want['evidence']}]"
        board.expect("metrics found", w in row_of, told)
        if w in row_of:
            score_parts(board, parts_right(document, want, rows[row_of[w]]), told, rows[row_of[w]])
        else:
            board.scores["metrics complete"].missed += 1
    for r in sorted(set(range(len(rows))) - set(row_of.values())):
        board.unwanted("metrics found", f"{document.name} {rows[r]['raw']} {rows[r]['label']} [{rows[r]['sentence']}]")
        board.scores["metrics complete"].wrong += 1


def score_parts(board: Board, right: Mapping[str, bool], told: str, row: Row) -> None:
    columns = {"story": "headline", "period": "period_start"}
    for part in PARTS:
        board.expect(part, right[part], f"{told}: {row[columns.get(part, part)]}")
    complete = board.scores["metrics complete"]
    if all(right.values()):
        complete.right += 1
    else:
        complete.missed += 1
        complete.wrong += 1


TABLE_SCORES: tuple[Callable[[Board, Document], None], ...] = (
    score_stories, score_places, score_programmes, score_initiatives, score_metrics,
)  # fmt: skip


def read_documents(database: Path, folder: Path) -> list[Document]:
    """The annotations of a folder, each with the rows of its document."""
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    found: dict[str, dict[str, list[Row]]] = {gold["document"]: {view: [] for view in VIEWS} for gold in golds}
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        for view in VIEWS:
            for row in map(dict, connection.execute(f"SELECT * FROM {view}")):
                if facts := found.get(Path(str(row["document"])).name):
                    facts[view].append(row)
    return [Document(gold, found[gold["document"]]) for gold in golds]


def score_folder(database: Path, folder: Path) -> Board:
    """The scores of a database on all annotated articles of a folder."""
    board = Board()
    for document in read_documents(database, folder):
        for score in TABLE_SCORES:
            score(board, document)
    return board


def table_lines(board: Board) -> Iterator[str]:
    yield f"{'':20}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>7}{'wrong':>7}{'missed':>7}"
    for table in TABLES:
        score = board.scores[table]
        rates = f"{score.precision:10.3f}{score.recall:8.3f}{score.f1:8.3f}"
        yield f"{table:20}{rates}{score.right:7}{score.wrong:7}{score.missed:7}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.scoring", description=__doc__)
    parser.add_argument("database", type=Path, help="a SQLite database written by borderdb")
    parser.add_argument("folder", type=Path, help="the folder with the annotations")
    parser.add_argument("--misses", action="store_true", help="list every miss and every error first")
    options = parser.parse_args()
    board = score_folder(options.database, options.folder)
    lines = [*(board.misses if options.misses else ()), *table_lines(board)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
