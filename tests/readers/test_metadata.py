"""Day, outlet, byline and address: from the side file, the front matter, the page, the markup, the file name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdb.errors import DocumentError
from borderdb.readers import read
from borderdb.readers.frontmatter import find_front_matter
from borderdb.readers.metadata import day_of
from borderdb.readers.sidecar import is_side_file, read_name, side_file
from borderdb.readers.stories import split_document
from borderdb.records import Origin

STORY = "村口来了戏班子\n\n绥滨县忠仁镇的戏台前坐满了人。今年，镇里已经演出42场，看戏的村民有5600人次。\n"
SIDE = """
title = "戏台搭到边村"
byline = ["方晓", "曲和"]
outlet = "绥滨边声"
published_on = 2025-03-04
url = "https://example.com/3"
"""
FRONT = """---
title: "春戏下乡"
date: 2025-03-05 08:00
source: 黑水晚报
author: [鲁平]
url: https://example.com/5
tags:
  - 文化
---
"""


@pytest.mark.parametrize(
    ("name", "day", "outlet"),
    [
        ("2025-06-27_黑龙江日报_A03.txt", date(2025, 6, 27), "黑龙江日报"),
        ("20250627黑龙江日报A03.pdf", date(2025, 6, 27), "黑龙江日报"),
        ("20250627-三江边城报.html", date(2025, 6, 27), "三江边城报"),
        ("黑龙江日报 2025年6月7日 要闻.docx", date(2025, 6, 7), "黑龙江日报"),
        ("/data/2024-01-02/2025.06.27_边城新闻网.txt", date(2025, 6, 27), "边城新闻网"),
        ("2025-10-24_磨憨口岸见闻.txt", date(2025, 10, 24), None),
        ("同江-江畔强边记-2026.txt", None, None),
        ("2025-13-41_日报.txt", None, None),
        ("13800000000.txt", None, None),
        ("https://example.com/202506/t20250627_1.html", date(2025, 6, 27), None),
    ],
)
def test_the_name_of_a_file(name: str, day: date | None, outlet: str | None) -> None:
    known = read_name(name)
    assert (known.published_on and known.published_on.value) == day
    assert (known.outlet and known.outlet.value) == outlet


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-06-27", date(2025, 6, 27)),
        ("2025-06-27T08:30:00+08:00", date(2025, 6, 27)),
        ("2025年6月27日 星期五", date(2025, 6, 27)),
        ("2025/6/7", date(2025, 6, 7)),
        ("20250627", date(2025, 6, 27)),
        ("20250230", None),
        ("昨天", None),
        ("", None),
        (20250627, None),
        (None, None),
    ],
)
def test_days(value: object, day: date | None) -> None:
    assert day_of(value) == day


def test_front_matter_is_no_part_of_the_text_and_names_what_it_says() -> None:
    text = f"{FRONT}# {STORY}"
    document = read(text.encode(), "page.md")
    assert document.source.text == f"# {STORY}"
    assert document.source.origin(0) == len(FRONT)
    assert document.media_type == "text/markdown"
    known = document.metadata
    assert known.published_on is not None
    assert (known.published_on.value, known.published_on.origin) == (date(2025, 3, 5), Origin.FRONT_MATTER)
    assert known.outlet is not None
    assert known.outlet.value == "黑水晚报"
    assert known.byline is not None
    assert known.byline.value == ("鲁平",)
    assert known.url is not None
    assert known.url.value == "https://example.com/5"


def test_toml_front_matter() -> None:
    document = read(f'+++\ntitle = "春戏下乡"\ndate = 2025-03-05\n+++\n{STORY}'.encode(), "page.md")
    assert document.metadata.published_on is not None
    assert document.metadata.published_on.value == date(2025, 3, 5)
    assert document.source.text.startswith("## 春戏下乡\n村口")


@pytest.mark.parametrize("text", ["---\n", f"---\n{STORY}---\n", f"+++\n{STORY}+++\n", f"-----\n{STORY}", STORY])
def test_a_rule_of_dashes_is_no_front_matter(text: str) -> None:
    assert find_front_matter(text) is None
    assert find_front_matter(text.strip()) is None


@given(st.text(alphabet="-+ \n:#ab\"'[]村：=", max_size=80))
def test_front_matter_of_any_text(text: str) -> None:
    found = find_front_matter(text)
    assert found is None or 0 < found.end <= len(text)


def test_the_side_file_of_a_document(tmp_path: Path) -> None:
    page = tmp_path / "页面.html"
    assert side_file(page) is None
    short = tmp_path / "页面.meta.toml"
    short.touch()
    assert side_file(page) == short
    long = tmp_path / "页面.html.meta.toml"
    long.touch()
    assert side_file(page) == long
    assert is_side_file(long.name)
    assert not is_side_file(page.name)


@pytest.mark.parametrize(
    ("side", "reason"),
    [
        ("title = ", "no TOML"),
        ('datum = "2025-01-01"', "unknown key: datum"),
        ('published_on = "gestern"', "no day under published_on"),
    ],
)
def test_a_wrong_side_file_is_told(side: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=f"^page.txt: its side file .*{reason}"):
        read(STORY.encode(), "page.txt", side)


def settled(text: str, name: str, side: str | None = None, **given: object) -> tuple[object, ...]:
    document = read(text.encode(), name, side)
    (story,) = split_document(document, **given)  # type: ignore[arg-type]
    article = story.article
    return (
        (article.headline, article.byline, article.outlet, article.published_on),
        (story.taken.byline, story.taken.outlet, story.taken.published_on),
    )


PRINTED = f"村口来了戏班子\n\n2025-03-06 10:00 来源：江畔网 作者：贺年\n\n{STORY.split(maxsplit=1)[1]}"
NAME = "2025-03-07_北疆日报_A01.txt"


@pytest.mark.parametrize(
    ("text", "name", "side", "given", "values", "origins"),
    [
        (STORY, "a.txt", None, {}, ((), None, None), (None, None, None)),
        (STORY, NAME, None, {}, ((), "北疆日报", date(2025, 3, 7)), (None, Origin.FILE_NAME, Origin.FILE_NAME)),
        (
            *(PRINTED, NAME, None, {}),
            (("贺年",), "江畔网", date(2025, 3, 6)),
            (Origin.PRINTED, Origin.PRINTED, Origin.PRINTED),
        ),
        (
            *(FRONT + PRINTED, NAME, None, {}),
            (("鲁平",), "黑水晚报", date(2025, 3, 5)),
            (Origin.FRONT_MATTER, Origin.FRONT_MATTER, Origin.FRONT_MATTER),
        ),
        (
            *(FRONT + PRINTED, NAME, SIDE, {}),
            (("方晓", "曲和"), "绥滨边声", date(2025, 3, 4)),
            (Origin.SIDE_FILE, Origin.SIDE_FILE, Origin.SIDE_FILE),
        ),
        (
            *(FRONT + PRINTED, NAME, SIDE, {"published": date(2025, 3, 3), "outlet": "本刊"}),
            (("方晓", "曲和"), "本刊", date(2025, 3, 3)),
            (Origin.SIDE_FILE, Origin.GIVEN, Origin.GIVEN),
        ),
        (
            *(STORY, NAME, 'outlet = "绥滨边声"', {}),
            ((), "绥滨边声", date(2025, 3, 7)),
            (None, Origin.SIDE_FILE, Origin.FILE_NAME),
        ),
    ],
)
def test_what_wins(
    text: str, name: str, side: str | None, given: dict[str, object], values: tuple[object, ...], origins: object
) -> None:
    (_, *found), found_origins = settled(text, name, side, **given)  # type: ignore[misc]
    assert tuple(found) == values
    assert found_origins == origins


def test_a_title_beside_a_text_without_one_becomes_its_headline() -> None:
    body = STORY.split(maxsplit=1)[1]
    document = read(body.encode(), "a.txt", SIDE)
    (story,) = split_document(document)
    assert story.article.headline == "戏台搭到边村"
    at = story.article.text.index("42场")
    assert body[story.article.origins.origin(at) :].startswith("42场")


def test_a_title_that_the_text_prints_is_not_printed_twice() -> None:
    document = read(STORY.encode(), "a.txt", "title = '村口 来了戏班子'")
    assert document.source.text == STORY
