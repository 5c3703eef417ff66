"""The annotations of the corpus are well formed, stand in their texts and name real places."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from borderdb.readers import read_document
from borderdb.text.cleaning import clean

CORPUS = Path(__file__).parent
SEEDS = CORPUS.parent.parent / "seeds"
FILES = sorted(path for half in ("seen", "unseen") for path in (CORPUS / half).glob("*.json"))

FIELDS = {
    "stories": {"id", "headline", "byline", "first", "last", "optional"},
    "places": {"story", "name", "code", "level", "optional"},
    "programmes": {"story", "name", "components", "optional"},
    "initiatives": {"story", "name", "also", "place", "optional"},
    "metrics": {
        "story", "raw", "value", "unit", "qualifier", "kind", "label_any", "place", "period", "evidence", "status",
        "optional", "note",
    },
}  # fmt: skip
CHOICES = {
    "qualifier": {"exact", "over", "under", "about"},
    "kind": {"level", "share", "change", "threshold"},
    "status": {"actual", "target"},
    "level": {"province", "prefecture", "county", "township", "village", "port", "farm", "zone"},
}
LABEL_MOST = 32
DAY = r"\d{4}(?:-Q[1-4]|-\d\d(?:-\d\d)?)?"
PERIOD = re.compile(rf"{DAY}(?:/{DAY})?")
PLAIN_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)([余多百千万亿]*)")
TENTHS = r"[\d一二三四五六七八九两]成[一二三四五六七八九半]?"
MULTIPLIERS = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
WIDTHS = str.maketrans(",;:?!()％", "，；：？！（）%")


def fold(text: str) -> str:
    """Without white space, straight quotes and differences of width."""
    return re.sub(r"[\s\"“”]+", "", text.translate(WIDTHS))


def form_faults(gold: dict[str, Any]) -> list[str]:
    """What is wrong with the fields and their values, the text aside."""
    faults = []
    stories = {story["id"] for story in gold["stories"]}
    for table, fields in FIELDS.items():
        for entry in gold[table]:
            if missing := fields - entry.keys():
                faults.append(f"{table}: {entry} lacks {sorted(missing)}")
                continue
            if table != "stories" and entry["story"] not in stories:
                faults.append(f"{table}: no story {entry['story']}")
            faults += [
                f"{table}: {field} {entry[field]!r}"
                for field, allowed in CHOICES.items()
                if field in entry and entry[field] not in allowed
            ]
    faults += [fault for metric in gold["metrics"] for fault in metric_faults(metric, gold)]
    return faults + tenths_faults(gold)


def metric_faults(metric: dict[str, Any], gold: dict[str, Any]) -> list[str]:
    """What is wrong with one figure: its period, labels, place and value."""
    faults = []
    if metric["period"] is not None and not PERIOD.fullmatch(metric["period"]):
        faults.append(f"period {metric['period']!r}")
    if not metric["label_any"] or len(metric["label_any"][0]) > LABEL_MOST:
        faults.append(f"labels {metric['label_any']!r}")
    if metric["place"] and metric["place"] not in {place["name"] for place in gold["places"]}:
        faults.append(f"place {metric['place']!r} is not among the places")
    if metric["unit"] != metric["unit"].strip() or metric["unit"].startswith(("万", "亿")):
        faults.append(f"unit {metric['unit']!r} keeps a space or a multiplier")
    value = plain_value(metric["raw"], metric["unit"])
    if value is not None and value != Decimal(str(metric["value"])):
        faults.append(f"{metric['raw']} is {value}, not {metric['value']}")
    return faults


def tenths_faults(gold: dict[str, Any]) -> list[str]:
    """Tenths (三成) that are required, or entered with one of their two readings alone."""
    told = [metric for metric in gold["metrics"] if re.fullmatch(TENTHS, metric["raw"])]
    readings: dict[tuple[str, str], Counter[str]] = {}
    for metric in told:
        readings.setdefault((metric["raw"], metric["evidence"]), Counter())[metric["unit"]] += 1
    faults = [f"{metric['raw']} is required" for metric in told if not metric["optional"]]
    return faults + [f"{raw} as {dict(units)}" for (raw, _), units in readings.items() if units["成"] != units["%"]]


def plain_value(raw: str, unit: str) -> Decimal | None:
    """The value of a figure in Arabic digits with its multipliers; None where it is written otherwise."""
    number = PLAIN_NUMBER.fullmatch(raw.removesuffix(unit))
    if number is None or not raw.endswith(unit):
        return None
    value = Decimal(number[1].replace(",", ""))
    for sign in number[2]:
        value *= MULTIPLIERS.get(sign, 1)
    return value


def text_faults(gold: dict[str, Any], text: str) -> list[str]:
    """The evidence that does not stand in the text, and the figures that do not stand in their evidence."""
    page = fold(text)
    faults = []
    for metric in gold["metrics"]:
        if fold(metric["evidence"]) not in page:
            faults.append(f"evidence not in the text: {metric['evidence']}")
        elif fold(metric["raw"]) not in fold(metric["evidence"]):
            faults.append(f"{metric['raw']} not in its evidence: {metric['evidence']}")
    for story in gold["stories"]:
        pieces = [story[field] for field in ("headline", "first", "last")]
        faults += [f"not in the text: {piece}" for piece in pieces if fold(piece) not in page]
    return faults


def sound_text(path: Path) -> str:
    """The text that the annotation is held against: the repaired form of a garbled page, else the page as cleaned."""
    repaired = CORPUS / "sound" / f"{path.stem}.txt"
    if repaired.exists():
        return repaired.read_text(encoding="utf-8")
    return clean(read_document(path.with_suffix(".txt"))).text


@cache
def known_codes(name: str) -> frozenset[str]:
    """The codes of a file of the seeds; empty where it is not there."""
    path = SEEDS / name
    if not path.exists():
        return frozenset()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


def code_faults(gold: dict[str, Any]) -> list[str]:
    """Codes that no list of divisions has. Villages are known only for the counties whose lists are there."""
    divisions, villages = known_codes("divisions.csv"), known_codes("villages.csv")
    listed = {code[:6] for code in villages}
    faults = []
    for place in gold["places"]:
        code = place["code"]
        if code is None:
            continue
        if len(code) not in (6, 9, 12) or code[:9] not in divisions:
            faults.append(f"{place['name']}: no division {code}")
        elif len(code) == 12 and code[:6] in listed and code not in villages:
            faults.append(f"{place['name']}: no village {code}")
    return faults


def load(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_fields_and_values_are_those_of_the_format(path: Path) -> None:
    assert form_faults(load(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_evidence_and_figures_stand_in_the_text(path: Path) -> None:
    gold = load(path)
    assert gold["document"] == f"{path.stem}.txt"
    assert text_faults(gold, sound_text(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_codes_stand_in_the_list_of_divisions(path: Path) -> None:
    if not known_codes("divisions.csv"):
        pytest.skip("seeds/divisions.csv is not there")
    assert code_faults(load(path)) == []


def test_every_page_has_its_annotation_and_a_name_of_its_own() -> None:
    pages = [path for half in ("seen", "unseen") for path in (CORPUS / half).glob("*.txt")]
    assert {page.with_suffix(".json") for page in pages} == set(FILES)
    assert len({page.name for page in pages}) == len(pages)


def test_garbled_pages_are_marked_and_have_a_repaired_form() -> None:
    repaired = {path.name for path in (CORPUS / "sound").glob("*.txt")}
    marked = {load(path)["document"] for path in FILES if load(path).get("cleaned") and path.parent.name == "seen"}
    assert marked == repaired


SOUND: dict[str, Any] = {
    "document": "a.txt",
    "stories": [{"id": "s1", "headline": "牧场", "byline": [], "first": "全村", "last": "12万只", "optional": False}],
    "places": [{"story": "s1", "name": "漠河市", "code": "232701", "level": "county", "optional": False}],
    "programmes": [],
    "initiatives": [],
    "metrics": [
        {
            "story": "s1", "raw": "12万只", "value": 120000, "unit": "只", "qualifier": "exact", "kind": "level",
            "label_any": ["羊"], "place": "漠河市", "period": "2024", "evidence": "养羊12万只", "status": "actual",
            "optional": False, "note": "",
        }
    ],
}  # fmt: skip
SPOILED = [
    ("metrics", "qualifier", "more"),
    ("metrics", "kind", "growth"),
    ("metrics", "status", "plan"),
    ("metrics", "period", "去年"),
    ("metrics", "value", 12),
    ("metrics", "unit", " 只"),
    ("metrics", "unit", "万只"),
    ("metrics", "place", "塔河县"),
    ("metrics", "story", "s2"),
    ("metrics", "label_any", []),
    ("places", "level", "city"),
]


def spoil(table: str, field: str, value: object) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(json.dumps(SOUND))
    gold[table][0][field] = value
    return gold


def test_a_sound_annotation_has_no_fault() -> None:
    assert form_faults(SOUND) == []
    assert text_faults(SOUND, "牧场\n全村养羊12万只") == []


@pytest.mark.parametrize(("table", "field", "value"), SPOILED)
def test_a_spoiled_field_is_told(table: str, field: str, value: object) -> None:
    assert form_faults(spoil(table, field, value)) != []


def test_tenths_are_optional_and_have_both_readings() -> None:
    gold = spoil("metrics", "raw", "三成")
    gold["metrics"] = [gold["metrics"][0] | reading for reading in ({"unit": "成"}, {"unit": "%"})]
    assert "三成 is required" in form_faults(gold)
    gold["metrics"] = [metric | {"optional": True} for metric in gold["metrics"]]
    assert form_faults(gold) == []
    del gold["metrics"][0]
    assert form_faults(gold) == ["三成 as {'%': 1}"]


def test_a_missing_field_is_told() -> None:
    gold = spoil("places", "name", "漠河市")
    del gold["places"][0]["code"]
    assert form_faults(gold) != []


def test_evidence_of_another_text_is_told() -> None:
    assert text_faults(SOUND, "牧场\n全村养羊13万只") != []
    assert text_faults(spoil("metrics", "raw", "11万只"), "牧场\n全村养羊12万只") != []


def test_an_unknown_code_is_told() -> None:
    if not known_codes("divisions.csv"):
        pytest.skip("seeds/divisions.csv is not there")
    assert code_faults(SOUND) == []
    assert code_faults(spoil("places", "code", "239999")) != []
    assert code_faults(spoil("places", "code", "2327")) != []
