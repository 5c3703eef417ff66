"""The script that makes divisions.csv and villages.csv, run on a package of a few rows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from borderdb.settings import seeds_folder

SCRIPT = seeds_folder() / "make" / "divisions.py"
PACKAGE = {
    "provinces.csv": 'code,name\n23,"黑龙江省"\n41,"河南省"\n',
    "cities.csv": 'code,name,provinceCode\n2308,"佳木斯市",23\n4190,"省直辖县级行政区划",41\n',
    "areas.csv": 'code,name,cityCode,provinceCode\n230881,"同江市",2308,23\n419001,"济源市",4190,41\n',
    "streets.csv": (
        'code,name,areaCode,provinceCode,cityCode\n230881204,"街津口乡",230881,23,2308\n'
        '230881500,"八五0农场 ",230881,23,2308\n230881198,"市直辖村级区划",230881,23,2308\n'
    ),
    "HK-MO-TW.json": '{"香港特别行政区": {}, "澳门特别行政区": {}, "台湾省": {}}',
}
# As the package prints them, and as people write them; None is left out.
VILLAGES = {
    "渔业村委会": "渔业村",
    "扎村村委会": "扎村",
    "黄花滩村委会": "黄花滩村",
    "双荣村村民委员会": "双荣村",
    "加依村委会委会": "加依村",
    "查干嘎查委员会": "查干嘎查",
    "塔拉嘎查村民委员会": "塔拉嘎查",
    "浩特嘎查村": "浩特嘎查",
    "同心社区居委会": "同心社区",
    "解放街居委会": "解放街社区",
    "浩特社区居民委员会": "浩特社区",
    "第一居民委员会社区": "第一社区",
    "恩和农场生活区": "恩和农场",
    "宝格达分场虚拟生活区": "宝格达分场",
    "虚拟生活区": None,
    "二道村（滨河）": "二道村",
    "达拉社区": "达拉社区",
    "第三管理区": "第三管理区",
}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "package" / "dist").mkdir(parents=True)
    rows = [f'{230881204200 + number},"{name}",230881204,23,2308,230881\n' for number, name in enumerate(VILLAGES)]
    elsewhere = '419001001001,"某某社区居委会",419001001,41,4190,419001\n'
    villages = "code,name,streetCode,provinceCode,cityCode,areaCode\n" + "".join(rows) + elsewhere
    for name, text in (PACKAGE | {"villages.csv": villages}).items():
        (tmp_path / "package" / "dist" / name).write_text(text, encoding="utf-8")
    (tmp_path / "border_counties.csv").write_text("code,name\n230881,同江市\n", encoding="utf-8")
    done = run(str(tmp_path / "package"), "--into", str(tmp_path))
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_divisions(made: Path) -> None:
    assert (made / "divisions.csv").read_bytes().decode() == (
        "code,name\n230000,黑龙江省\n230800,佳木斯市\n230881,同江市\n230881204,街津口乡\n230881500,八五〇农场\n"
        "410000,河南省\n419001,济源市\n710000,台湾省\n810000,香港特别行政区\n820000,澳门特别行政区\n"
    )


def test_villages_of_border_counties_alone(made: Path) -> None:
    lines = (made / "villages.csv").read_text(encoding="utf-8").splitlines()[1:]
    expected = [f"{230881204200 + number},{name}" for number, name in enumerate(VILLAGES.values()) if name]
    assert lines == expected


def test_a_folder_that_is_no_package(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.returncode == 2
    assert "holds no folder `dist`" in done.stderr
