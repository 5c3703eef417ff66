"""Make the sample pages of seeds/articles that are no plain text, each from a story in stories/.

    pip install 'borderdb[dev]' fonttools pylopdf-fonts-zh-cn==0.1.1
    python seeds/make/pages/make.py

The font of the printed page, Noto Sans SC, is free to be embedded (see fonts.py); the page carries only the letters it
uses. The same versions give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newspaper import BUILT_IN, Story, front_page, letters_of, print_pages, register
from office import report
from webpages import ENCODING, new_page, old_page

HERE = Path(__file__).parent
ARTICLES = HERE.parents[1] / "articles"

FRONT_PAGE = ("hekou", "dongxing", "luchun")
LONGJING_TABLE = (
    ("表1：龙井市各乡镇产业情况",),
    ("乡镇", "种植水稻（万亩）", "建设大棚（栋）", "吸纳就业人数（人）", "同比增长（%）"),
    ("三合镇", "1.3", "142", "460", "12.5"),
    ("开山屯镇", "2.1", "96", "385", "7.2"),
    ("白金乡", "0.4", "58", "120", "-3.6"),
)
XIMENG_TABLE = (
    ("各乡镇产业项目完成情况",),
    ("乡镇", "项目数（个）", "完成投资（万元）", "同比增长（%）", "带动户数（户）"),
    ("勐卡镇", "9", "1860", "14.2", "1120"),
    ("岳宋乡", "6", "940", "9.5", "615"),
    ("新厂镇", "7", "1275", "-2.8", "780"),
    ("力所拉祜族乡", "5", "810", "21.7", "430"),
)


def story_text(name: str) -> str:
    """The plain text of a story."""
    return (HERE / "stories" / f"{name}.txt").read_text(encoding="utf-8")


def make_pages(font: str = BUILT_IN) -> Mapping[str, bytes]:
    """The pages by the names they have in seeds/articles."""
    stories = [Story.read(story_text(name)) for name in FRONT_PAGE]
    return {
        "2025-10-17_南疆边讯报_A02.pdf": print_pages([front_page(stories, font)], title="南疆边讯报 A02"),
        "龙井-江边稻田-网页.html": _longjing().encode(ENCODING),
        "阿合奇-护边员暖心账-转载.html": _aheqi().encode(ENCODING),
        "西盟-抵边村建设-2025上半年.docx": _ximeng(),
    }


def _lines(name: str) -> list[str]:
    return [line.strip() for line in story_text(name).splitlines() if line.strip()]


def _longjing() -> str:
    headline, dateline, *lines = _lines("longjing")
    at = lines.index("龙井市各乡镇产业情况")
    listed = at + len(LONGJING_TABLE)
    paragraphs = [*lines[:at], "@table", lines[listed - 1], "@list", *lines[listed + 3 :]]
    return old_page(headline, dateline, paragraphs, LONGJING_TABLE, lines[listed : listed + 3])


def _aheqi() -> str:
    headline, _, *lines = _lines("aheqi")
    return new_page(headline, "天山边声网", "2025-11-03 11:20", "马合木提", lines)


def _ximeng() -> bytes:
    title, *lines = _lines("ximeng")
    at = lines.index("各乡镇产业项目完成情况")
    paragraphs = [*lines[:at], "@table", *lines[at + len(XIMENG_TABLE) - 1 :]]
    return report(title, [f"#{line}" if line[1] == "、" else line for line in paragraphs], XIMENG_TABLE)


def main() -> None:
    """Write the pages into seeds/articles."""
    from fonts import font_for  # what it needs is not needed to make the pages for tests

    letters = letters_of(front_page([Story.read(story_text(name)) for name in FRONT_PAGE]))
    for name, data in make_pages(register(font_for(letters), "NotoSansSC")).items():
        (ARTICLES / name).write_bytes(data)


if __name__ == "__main__":
    main()
