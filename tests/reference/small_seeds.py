"""A smallest sound set of seed files, for tests to break one line of."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "divisions.csv": """\
code,name
230000,黑龙江省
230800,佳木斯市
230881,同江市
230881204,街津口乡
230882,富锦市
""",
    "villages.csv": """\
code,name
230881204200,渔业村
""",
    "aliases.csv": """\
alias,code,kind
街津口赫哲族乡,230881204,full
同江县,230881,former
""",
    "border_counties.csv": """\
code,name,province,prefecture,neighbours,certain,note
230881,同江市,黑龙江省,佳木斯市,俄罗斯,yes,
""",
    "ports.csv": """\
name,county_code,neighbour,aliases,sources
同江口岸,230881,俄罗斯,同江铁路口岸,one
富锦口岸,230882,俄罗斯,,recalled
""",
    "programmes.csv": """\
code,name,kind,level,region_code,aliases,note
north_star,北星工程,programme,province,230000,北星行动,"invented, for tests"
south_star,南星工程,programme,national,,,
""",
    "programme_components.csv": """\
programme,name,aliases
north_star,引路,引路行动
north_star,照明,
""",
    "units.csv": """\
name,aliases,dimension,standard_unit,factor,classifier
个,,count,,,yes
项,,count,,,yes
吨,,mass,kg,1000,no
公斤,千克,mass,kg,1,no
亩,,area,m²,2000/3,no
元,块钱,currency,CNY,1,no
美元,,currency,USD,1,no
人次,,person_time,person-time,1,yes
%,,share,%,1,no
百分点,,points,point,1,no
倍,,multiple,times,1,no
""",
    "indicators.csv": """\
code,name,name_en,dimension,description,without
lamps,路灯,Street lamps,count,Street lamps that were put up,应急
visits,来访,Visits,person_time,Visits of any kind,
lit_share,亮化率,Lit streets,share,Share of streets with lamps,
""",
    "indicator_wordings.csv": """\
indicator,wording,without
lamps,路灯,太阳能
lamps,安装…灯,
visits,来访,
lit_share,亮化率,
""",
    "outlets.csv": """\
name,aliases,place_code,kind
三江测试报,三江试报,230881,newspaper
北疆测试网,,,site
""",
    "traps.csv": """\
word,looks_like,unless,why
项目,unit,项目标,an undertaking
十分,number,二十分、十分之,very
同江,place,,for the test
""",
    "terms.csv": """\
term,class,note
开展,undertaking,
开展,attributive,
""",
    "tails.csv": """\
tail,kind,strength,generic,unquoted
行动,行动,strong,yes,yes
""",
}


def write_seeds(folder: Path) -> Path:
    """The set in a folder."""
    for name, text in FILES.items():
        (folder / name).write_bytes(text.encode())
    return folder
