"""All reference data in one value, made of the rows of the files."""

from __future__ import annotations

import gc
import re
import tomllib
from contextlib import nullcontext
from pathlib import Path

import pytest

from borderdb.errors import SeedError
from borderdb.reference.lexicon import Lexicon, load_lexicon
from tests.reference.small_seeds import write_seeds

NAMES = tomllib.loads((Path(__file__).parents[1] / "cases" / "place_names.toml").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def test_a_small_lexicon(tmp_path: Path) -> None:
    small = load_lexicon(write_seeds(tmp_path))
    star, south = small.programmes
    assert (star.name, star.aliases, star.region_code) == ("北星工程", ("北星行动",), "230000")
    assert [(part.name, part.aliases) for part in star.components] == [("引路", ("引路行动",)), ("照明", ())]
    assert south.components == ()
    assert small.outlets == ("三江测试报", "北疆测试网", "三江试报")
    assert small.tables.fingerprint == small.fingerprint
    port = small.gazetteer.port("同江口岸")
    assert port is not None
    assert port.parent == "230881"


def test_a_fault_in_the_seeds_reaches_the_caller(tmp_path: Path) -> None:
    write_seeds(tmp_path)
    (tmp_path / "tails.csv").unlink()
    with pytest.raises(SeedError, match=r"tails\.csv"):
        load_lexicon(tmp_path)


@pytest.mark.parametrize("collecting", [True, False])
@pytest.mark.parametrize("sound", [True, False])
def test_the_collector_is_left_as_it_was(tmp_path: Path, collecting: bool, sound: bool) -> None:
    write_seeds(tmp_path)
    if not sound:
        (tmp_path / "tails.csv").unlink()
    (gc.enable if collecting else gc.disable)()
    try:
        with nullcontext() if sound else pytest.raises(SeedError):
            load_lexicon(tmp_path)
        assert gc.isenabled() is collecting
    finally:
        gc.enable()


def test_the_same_seeds_give_the_same_lexicon(lexicon: Lexicon) -> None:
    assert load_lexicon().fingerprint == lexicon.fingerprint
    assert re.fullmatch(r"[0-9a-f]{64}", lexicon.fingerprint)


@pytest.mark.parametrize(("alias", "name"), NAMES["divisions"].items())
def test_other_names_of_places(alias: str, name: str, lexicon: Lexicon) -> None:
    found = {
        place.name
        for match in lexicon.gazetteer.find(alias)
        if (match.start, match.end) == (0, len(alias))
        for place in match.candidates
    }
    assert name in found


@pytest.mark.parametrize(("name", "code"), NAMES["townships"].items())
def test_other_names_of_townships(name: str, code: str, lexicon: Lexicon) -> None:
    assert code in {place.key for place in lexicon.gazetteer.townships(name)}


def test_programmes_are_told_apart(lexicon: Lexicon) -> None:
    names = {name: programme.name for programme in lexicon.programmes for name in (programme.name, *programme.aliases)}
    assert names["乡村振兴战略"] == "乡村振兴"
    assert names["兴边富民工程"] == "兴边富民行动"
    assert "兴边富民" not in names
    five = next(programme for programme in lexicon.programmes if programme.name == "五边行动")
    assert [part.name for part in five.components] == ["思想筑边", "组织固边", "富民兴边", "帮扶强边", "共建稳边"]
    assert next(programme for programme in lexicon.programmes if programme.name == "六边六带").components == ()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated documents are not here")
def test_the_border_counties_are_those_of_the_survey(lexicon: Lexicon) -> None:
    lines = (SHARED / "reference" / "border-counties.csv").read_text(encoding="utf-8").splitlines()
    certain = {line.split(",")[0] for line in lines if ",yes," in line}
    assert {row.code for row in lexicon.tables.border_counties if row.certain} == certain
