"""Folders of invented pages, as many as are asked for, each with places, figures and names that are really read."""

from __future__ import annotations

import random
from pathlib import Path

from tests.readers.making import picture

TOWNS = ("同江市", "抚远市", "密山市", "绥芬河市", "东宁市", "珲春市", "龙井市", "漠河市", "虎林市", "饶河县")
WORKS = ("种植大豆", "改造旧房", "修通村路", "培训护边员", "接待游客", "发放贷款", "栽下果树", "安装路灯")
UNITS = ("亩", "户", "公里", "人次", "万元", "棵", "盏")
NAMES = ("暖窗", "红帆", "渔歌", "界河哨", "春耕", "稻香", "石桥", "灯火")
TAILS = ("行动", "工程", "机制", "品牌")
UNREADABLE = (b"", "\ufeff \n".encode(), bytes(range(256)) * 8, picture(), b"PK\x03\x04\x14\x00", b"%PDF-1.4\n")


def page(number: int) -> str:
    """One of any number of pages, no two of which are alike."""
    chance = random.Random(number)
    town, name = chance.choice(TOWNS), f"{chance.choice(NAMES)}{chance.choice(TAILS)}"
    sentences = [
        f"2025年，{town}{chance.choice(WORKS)}{chance.randrange(10, 9000)}{chance.choice(UNITS)}，"
        f"比上年增长{chance.randrange(1, 90)}.{chance.randrange(10)}%。"
        for _ in range(chance.randrange(2, 6))
    ]
    sentences.insert(1, f"“{name}”在{town}第{number + 2}批村屯铺开，{chance.randrange(3, 400)}名干部参加。")
    return f"{town}的第{number + 2}份账本\n\n" + "\n".join(sentences) + "\n"


def write_pages(folder: Path, count: int, *, unreadable: int = 0) -> Path:
    """A folder of so many pages, so many of which cannot be read; they lie among the others."""
    folder.mkdir(parents=True, exist_ok=True)
    every = count // unreadable if unreadable else 0
    for number in range(count):
        bad = every and number % every == every // 2 and number // every < unreadable
        data = UNREADABLE[number // every % len(UNREADABLE)] if bad else page(number).encode()
        (folder / f"{number:05}{'-bad' if bad else ''}.txt").write_bytes(data)
    return folder
