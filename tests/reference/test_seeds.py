"""Every check of the seed files can fail, and says where and why."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from pathlib import Path

import pytest

from borderdb.errors import SeedError
from borderdb.reference.seeds import TABLES, Seeds, read_seeds
from borderdb.settings import seeds_folder
from tests.reference.small_seeds import FILES, write_seeds

# (file, words to replace, what with, line of the fault, the reason)
FAULTS = [
    ("divisions.csv", "code,name", "code,title", 1, "the columns are code,title, not code,name"),
    ("divisions.csv", "同江市", "同江市,县级", 4, "has 3 cells, not 2"),
    ("divisions.csv", "230882,富锦市", "\n230882,富锦市", 6, "has 0 cells, not 2"),
    ("divisions.csv", "同江市", "", 4, "name is empty"),
    ("divisions.csv", "同江市", " 同江市", 4, "name ' 同江市' has white space at its ends"),
    ("divisions.csv", "同江市", "同江市\u3000", 4, "name '同江市\\u3000' has white space at its ends"),
    ("divisions.csv", "230882,富锦市", "230881,富锦市", 6, "230881 stands already on line 4"),
    ("divisions.csv", "同江市", '"同江市', 4, "is no sound CSV: a quote is not closed"),
    ("divisions.csv", "同江市", '"同江"市', 4, "is no sound CSV: ',' expected after '\"'"),
    ("divisions.csv", "同江市", "同\x1b江市", 4, "holds the character U+001B"),
    ("divisions.csv", "同江市", "同江\ufffd", 4, "holds the character U+FFFD"),
    ("divisions.csv", "同江市", "\ue08b江市", 4, "holds the character U+E08B"),
    ("divisions.csv", "同江市", "同江\u200b市", 4, "holds the character U+200B"),
    ("divisions.csv", "230881,", "23088,", 4, "code '23088' is no code of 6 or 9 digits"),
    ("divisions.csv", "230881,", "23088x,", 4, "code '23088x' is no code of 6 or 9 digits"),
    ("divisions.csv", "230881,", "２30881,", 4, "code '２30881' is no code of 6 or 9 digits"),
    ("divisions.csv", "230000,黑龙江省\n", "", 2, "230800 lies in 230000, which divisions.csv does not have"),
    ("divisions.csv", "230881204,", "230999204,", 5, "230999204 lies in 230999, which divisions.csv does not have"),
    ("villages.csv", "\n230881204200,渔业村", "", 1, "holds no rows"),
    ("villages.csv", "230881204200", "2308812042", 2, "is no code of 12 digits"),
    ("villages.csv", "230881204200", "230999204200", 2, "lies in 230999, which divisions.csv does not have"),
    ("aliases.csv", "full", "long", 2, "kind 'long' is none of short, full, former, common"),
    ("aliases.csv", "230881,former", "230889,former", 3, "no place has the code 230889"),
    ("border_counties.csv", "230881", "230889", 2, "no place has the code 230889"),
    ("border_counties.csv", "同江市", "同江", 2, "230881 is 同江市, not 同江"),
    ("border_counties.csv", "yes", "true", 2, "certain 'true' is neither yes nor no"),
    ("border_counties.csv", "俄罗斯", "俄罗斯、", 2, "holds an empty, a padded or a repeated name"),
    ("border_counties.csv", "俄罗斯", "俄罗斯、 蒙古", 2, "holds an empty, a padded or a repeated name"),
    ("border_counties.csv", "俄罗斯", "俄罗斯、俄罗斯", 2, "holds an empty, a padded or a repeated name"),
    ("ports.csv", "230882", "230889", 3, "no place has the code 230889"),
    ("ports.csv", "富锦口岸", "同江铁路口岸", 3, "同江铁路口岸 is also a name on line 2"),
    ("programmes.csv", "south_star", "South Star", 3, "is no code of small letters, digits and single underscores"),
    ("programmes.csv", "230000", "239999", 2, "no place has the code 239999"),
    ("programmes.csv", "南星工程", "北星行动", 3, "北星行动 is also a name on line 2"),
    ("programme_components.csv", "north_star,照明", "east_star,照明", 3, "no programme has the code east_star"),
    ("programme_components.csv", "照明", "引路", 3, "north_star, 引路 stands already on line 2"),
    ("units.csv", "2000/3", "2000/0", 6, "factor '2000/0' divides by nothing"),
    ("units.csv", "2000/3", "0/0", 6, "factor '0/0' divides nothing by nothing"),
    ("units.csv", "2000/3", "2000/3/1", 6, "factor '2000/3/1' is no number"),
    ("units.csv", "2000/3", "666,7", 6, "has 7 cells, not 6"),
    ("units.csv", "2000/3", "NaN", 6, "factor 'NaN' is no number"),
    ("units.csv", "2000/3", "0", 6, "factor '0' is not above zero"),
    ("units.csv", "2000/3", "-1", 6, "factor '-1' is no number"),
    ("units.csv", "个,,count,,", "个,,count,,1", 2, "standard_unit and factor must stand together"),
    ("units.csv", "公斤,千克,mass,kg", "公斤,千克,mass,g", 5, "mass is measured in kg above, here in g"),
    ("units.csv", "美元", "块钱", 8, "块钱 is also a name on line 7"),
    ("indicators.csv", "person_time", "person", 3, "no unit has the dimension person"),
    ("indicator_wordings.csv", "visits", "callers", 4, "no indicator has the code callers"),
    ("indicator_wordings.csv", "来访", "来访（次）", 4, "来访（次） holds a mark, which labels are compared without"),
    ("indicator_wordings.csv", "来访", "…", 4, "… holds a mark"),
    ("indicator_wordings.csv", "太阳能", "路", 2, "路灯 itself holds 路, so that it never fits"),
    ("outlets.csv", "230881", "230889", 2, "no place has the code 230889"),
    ("outlets.csv", "北疆测试网", "三江试报", 3, "三江试报 is also a name on line 2"),
    ("traps.csv", "项目标", "项目", 2, "项目 is no longer word with 项目 in it"),
    ("traps.csv", "项目标", "事项", 2, "事项 is no longer word with 项目 in it"),
    ("traps.csv", "项目,unit,项目标", "目标,unit,", 2, "目标 begins with no unit"),
    ("traps.csv", "项目,unit,项目标", "项,unit,", 2, "项 begins with no unit"),
    ("traps.csv", "十分,number,二十分、十分之", "非常,number,", 3, "非常 holds no numeral"),
    ("traps.csv", "同江,place", "异江,place", 4, "异江 is the name of no division from province to county"),
    ("terms.csv", "attributive", "adjective", 3, "class 'adjective' is none of pioneering, undertaking"),
    ("tails.csv", "strong", "mighty", 2, "strength 'mighty' is none of strong, fair, weak, none"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_seeds(tmp_path)


def break_line(folder: Path, file: str, words: str, others: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert words in text
    path.write_bytes(text.replace(words, others, 1).encode())


def test_the_small_set_is_sound(folder: Path) -> None:
    seeds = read_seeds(folder)
    assert seeds.divisions[2] == ("230881", "同江市")
    assert seeds.units[4].factor == Decimal(2000) / 3
    assert seeds.programmes[0].note == "invented, for tests"
    assert seeds.programmes[1].region_code is None
    assert seeds.traps[1].unless == ("二十分", "十分之")
    assert seeds.border_counties[0].certain is True


@pytest.mark.parametrize(("file", "words", "others", "line", "reason"), FAULTS)
def test_a_fault_names_file_line_and_reason(
    folder: Path, file: str, words: str, others: str, line: int, reason: str
) -> None:
    break_line(folder, file, words, others)
    with pytest.raises(SeedError) as caught:
        read_seeds(folder)
    assert caught.value.message.startswith(f"{folder / file}:{line}: ")
    assert reason in caught.value.message
    assert caught.value.hint


def test_two_indicators_share_a_wording_only_in_different_dimensions(folder: Path) -> None:
    break_line(folder, "indicator_wordings.csv", "lit_share,亮化率", "lit_share,路灯")
    read_seeds(folder)
    break_line(folder, "indicators.csv", "lit_share,亮化率,Lit streets,share", "lit_share,亮化率,Lit,share、count")
    with pytest.raises(SeedError, match="5: 路灯 also means lamps, in count too"):
        read_seeds(folder)


def test_a_missing_file(folder: Path) -> None:
    (folder / "units.csv").unlink()
    with pytest.raises(SeedError, match=r"units\.csv: cannot be read") as caught:
        read_seeds(folder)
    assert "README.md" in (caught.value.hint or "")


def test_bytes_that_are_no_utf_8(folder: Path) -> None:
    (folder / "aliases.csv").write_bytes("alias,code,kind\n同江县,230881,former\n".encode("gb18030"))
    with pytest.raises(SeedError, match=r"aliases\.csv:2: is not UTF-8"):
        read_seeds(folder)


def test_an_empty_file(folder: Path) -> None:
    (folder / "aliases.csv").write_bytes(b"")
    with pytest.raises(SeedError, match=r"aliases\.csv:1: the columns are"):
        read_seeds(folder)


def test_the_fingerprint_is_of_the_contents_alone(folder: Path) -> None:
    before = read_seeds(folder).fingerprint
    for name, text in FILES.items():  # as a Windows checkout and a spreadsheet would have them
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    (folder / "notes.txt").write_text("not a seed", encoding="utf-8")
    assert read_seeds(folder).fingerprint == before


@pytest.mark.parametrize("file", sorted(FILES))
def test_the_fingerprint_tells_of_every_file(folder: Path, file: str) -> None:
    before = read_seeds(folder).fingerprint
    path = folder / file
    path.write_bytes(path.read_bytes().rstrip(b"\n"))  # the smallest change that is none to the rows
    assert read_seeds(folder).fingerprint != before


def test_every_table_is_read() -> None:
    assert [field.name for field in dataclasses.fields(Seeds)] == [*TABLES, "fingerprint"]
    assert {table.file for table in TABLES.values()} == set(FILES)
    for table in TABLES.values():
        assert len(table.row._fields) == len(table.columns)  # type: ignore[attr-defined]


def test_our_own_seeds_are_sound() -> None:
    seeds = read_seeds(seeds_folder())
    assert len(seeds.divisions) > 44_000
    assert len(seeds.villages) > 14_000
    assert sum(county.certain for county in seeds.border_counties) == 139
    assert {len(row.code) for row in seeds.divisions} == {6, 9}


def test_the_readme_tells_of_every_file_and_column() -> None:
    readme = (seeds_folder() / "README.md").read_text(encoding="utf-8")
    lines = {match[1]: match[0] for match in re.finditer(r"^\| `(\w+\.csv)` .*$", readme, re.MULTILINE)}
    assert set(lines) == {table.file for table in TABLES.values()}
    for table in TABLES.values():
        for column in table.columns:
            assert f"`{column.name}`" in lines[table.file], f"{table.file}: {column.name}"


def test_every_seed_file_is_known() -> None:
    assert {path.name for path in seeds_folder().glob("*.csv")} == set(FILES)
