"""The order in which printed pages are read: 1.00 on any page of columns, however it was drawn."""

from __future__ import annotations

import random

import pytest

from borderdb.readers import read
from tests.readers.making import maker

newspaper = maker("newspaper")
HAN = "边村口岸护林队员今年种下水稻玉米大豆带动村民增收修路架桥植树育苗守望边境线上灯火人家茶园果树牛羊"
FIGURES = ("", "", "365名", "1.8万亩", "（2024年）", "96.7%")
PAGES = 100

Story = list[str]
Rows = list[list[tuple[int, Story]]]


def story(chance: random.Random, name: str, span: int) -> Story:
    """A headline and paragraphs, enough for a few lines in each of its columns."""
    lines = [f"第{name}篇{''.join(chance.choices(HAN, k=chance.randint(2, 3 * span)))}"]
    lines += ["——一个村庄的一年"] if chance.random() < 0.3 else []
    lines += ["本报记者 方晓 通讯员 曲和"] if chance.random() < 0.4 else []
    for number in range(chance.randint(1 + span, 4 + span)):
        words = [
            "".join(chance.choices(HAN, k=chance.randint(3, 14)))
            + chance.choice(FIGURES)
            + chance.choice("，，，，。；")
            for _ in range(chance.randint(4, 9))
        ]
        lines.append(f"第{name}篇第{number}段{''.join(words)[:-1]}，说到这里为止。")
    return lines


def page(chance: random.Random) -> tuple[int, Rows]:
    """Columns, and the stories row by row: how many columns each spans, and its lines."""
    columns = chance.randint(1, 5)
    rows: Rows = []
    for row in range(chance.randint(1, 3)):
        cells: list[tuple[int, Story]] = []
        left = columns
        while left:
            span = chance.randint(1, left)
            left -= span
            cells.append((span, story(chance, f"{'甲乙丙'[row]}{'子丑寅卯辰'[len(cells)]}", span)))
        rows.append(cells)
    return columns, rows


def printed(columns: int, rows: Rows, *, by_row: bool, gap: float = 24.0) -> bytes:
    """The page; where a row of stories begins there is so much white above it."""
    sheet = newspaper.Sheet(columns)
    top = newspaper.HEIGHT - 40
    for cells in rows:
        first, lowest = 0, top
        for span, lines in cells:
            before = len(sheet.pieces)
            frame = newspaper.Frame(first, span, top, -20_000)
            sheet.set_story(newspaper.Story.read("\n".join(lines)), frame, 15.0 if span == 1 else 20.0)
            lowest = min(lowest, *(piece.y for piece in sheet.pieces[before:]))
            first += span
        top = lowest - gap
    return bytes(newspaper.print_pages([sheet], by_row=by_row))


@pytest.mark.parametrize("seed", range(PAGES))
def test_the_stories_of_a_page_are_read_whole_and_in_order(seed: int) -> None:
    columns, rows = page(random.Random(seed))
    expected = ["\n".join(lines) for cells in rows for _, lines in cells]
    text = read(printed(columns, rows, by_row=seed % 2 == 0), "page.pdf").source.text
    assert sorted(text.removeprefix("## ").split("\n## ")) == sorted(expected)
