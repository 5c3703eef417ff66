"""What holds for any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borderdb.errors import DocumentError
from borderdb.readers import read_bytes
from borderdb.records import Span
from borderdb.text.articles import Article, split_page
from borderdb.text.cleaning import clean
from borderdb.text.source import SourceText

PIECES = [
    *(
        "边境",
        "邊(biān)境",
        "乡村",
        "2024年",
        "3.5万元",
        "1,764",
        "%",
        "“",
        "”",
        '"',
        "'",
        "（",
        "）",
        "(",
        ")",
        "《",
        "》",
    ),
    *(
        "。",
        "！",
        "？",
        "?",
        "；",
        ",",
        "，",
        "、",
        "：",
        ":",
        "……",
        "...",
        "—",
        "——",
        " ",
        "　",
        "\t",
        "\n",
        "\n\n",
        "\n\n\n\n",
    ),
    *(
        "\r\n",
        "\x00",
        "\x1b[31m",
        "\ufeff",
        "�",
        "睘橹饕獌",
        "[2]",
        "## ",
        "# ",
        "□",
        "本报记者 张勇",
        "本报讯(王明 记者李红)",
    ),
    *(
        "记者 王明",
        "责编：李红",
        "2024-05-06 10:20 来源：某某网",
        "王明 摄",
        "（王明）",
        "|",
        "县|",
        "一、",
        "（一）",
        "1.",
        "①",
    ),
    *(
        "图为",
        "本版图片",
        "加强基层党建工作 促进乡村振兴",
        "各级党组织认真落实有关要求，持续推动工作走深走实",
        "Daluo Port",
        "https://a.b",
    ),
]
# What pages are made of when marks stand where they belong; only then is once cleaned for ever cleaned.
WORDS = [
    *(
        "边境党建,",
        "邊(biān)境線(xiàn)。",
        "乡村振兴;",
        "2024年,",
        "达3.5万元,",
        "1,764人,",
        "占50％。",
        "“头雁”工程",
        '"雏雁"',
        "(含外来)",
    ),
    *(
        "怎么办?",
        "好!",
        "很多...的",
        "成效[2],",
        "说:",
        "　　",
        " ",
        "\n",
        "\r\n\n",
        "\x00",
        "\x1b[31m",
        "\ufeff",
        "APP",
        " (DNA)检测",
        "ＧＤＰ",
        "——",
    ),
    *(
        "本报讯(王明 记者李红)",
        "增收，，",
        "致富。。",
        "10:20",
        "２０２４",
        "東(dong) 北",
        "；；头雁；；",
        "A 思想同心",
        "县|",
        "、",
    ),
]
pages = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
texts = st.one_of(pages, st.text(max_size=400))


def check(article: Article, page: str) -> None:
    text = article.text
    assert article.headline == "" or text.startswith(article.headline)
    assert "\n".join(span.of(text) for span in article.paragraphs) == text
    assert set(article.headings) <= set(article.paragraphs)
    for span in (*article.paragraphs, *article.sentences):
        assert 0 <= span.start < span.end <= len(text)
    for first, second in zip(article.sentences, article.sentences[1:], strict=False):
        assert first.end <= second.start
    for sentence in article.sentences:
        assert any(paragraph.holds(sentence) for paragraph in article.paragraphs)
        assert article.sentence_at(sentence.start) == article.sentence_at(sentence.end - 1) == sentence
    for offset in range(len(text) + 1):
        assert 0 <= article.origins.origin(offset) <= len(page)
    for place in article.origins.origin_spans(Span(0, len(text))):
        assert 0 <= place.start <= place.end <= len(page)


@settings(max_examples=400, deadline=None)
@given(texts)
def test_any_text_becomes_articles_whose_spans_fit(page: str) -> None:
    articles = split_page(clean(SourceText(page)))
    for article in articles:
        check(article, page)
    assert articles == split_page(clean(SourceText(page)))


@settings(max_examples=400, deadline=None)
@given(texts)
def test_cleaning_leads_back_in_order(page: str) -> None:
    cleaned = clean(SourceText(page))
    origins = [cleaned.origin(offset) for offset in range(len(cleaned.text) + 1)]
    assert origins == sorted(origins)
    assert not any(character < " " and character != "\n" for character in cleaned.text)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
def test_cleaning_has_nothing_left_to_do(page: str) -> None:
    cleaned = clean(SourceText(page)).text
    assert clean(SourceText(cleaned)).text == cleaned


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), texts.map(lambda text: text.encode("gb18030", errors="ignore"))))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        source = read_bytes(data, "page.txt")
    except DocumentError as caught:
        error = caught.message
    else:
        error = "page.txt: none"
        split_page(clean(source))
    assert error.startswith("page.txt: ")


HOSTILE = {
    "digits": "1234567890",
    "brackets": "（(",
    "closed brackets": "(（）)",
    "quotes": "“",
    "straight quotes": "\"'",
    "ends": "。！？",
    "question marks": "?睘",
    "glosses": "边(biān)",
    "open glosses": "边(a",
    "white space": " ",
    "white space and a letter": "        a",
    "lines": "乡\n",
    "blank lines": "\n\n乡",
    "headings": "## 加强党建 促进发展\n",
    "bylines": "□本报记者 张勇\n",
    "briefs": "本报讯（记者 张勇）近日。\n",
    "captions": "某某活动现场。\n\n\n\n",
    "furniture": "责编：李红\n",
    "open paragraphs": "各级党组织认真落实有关要求，持续推动\n\n",
    "narrow lines": "各级党组织认真落实要求，推\n",
    "credits": "图为近日该县举办活动，群众踊跃参加。王明 摄\n",
    "bars": "县|",
    "dates": "2024-05-06 10:20\n",
    "fields": "来源：",
    "commas": ",，",
    "colons": "1：",
    "names": "张 王 李 ",
    "traditional": "邊境東寧",
    "cut stories": "加强党建 促进发展\n□本报记者 张勇\n近日该县举办了一场活动，参加的群众达到3300\n",
    "titles": "《",
    "hashes": "# ",
    "dashes": "——",
}


@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length_alone(pattern: str) -> None:
    """Four times the text takes no more than about four times as long; with a quadratic step it would be sixteen."""
    times = []
    for size in (30_000, 120_000):
        page = pattern * (size // len(pattern))
        runs = []
        for _ in range(3):  # the best of three: a busy machine only ever makes a run longer
            started = time.process_time()
            split_page(clean(SourceText(page)))
            runs.append(time.process_time() - started)
        times.append(min(runs))
    assert times[1] < 9 * times[0] + 0.2
