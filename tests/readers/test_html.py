"""Web pages of all ages: the story and nothing around it, its headline, day, outlet, author and address."""

from __future__ import annotations

import resource
import time
from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borderdb.errors import DocumentError
from borderdb.readers import read
from borderdb.readers.document import Document
from borderdb.readers.markup import LONGEST_TAG, slim
from borderdb.records import Origin

FIRST = "密山市当壁镇的农资店一早就开了门。今年全镇计划种植水稻8.6万亩，到3月10日已备足种子420吨、化肥3100吨。"
SECOND = "“种子钱有着落，心里不慌。”实边村村民宋国臣说。镇里为156户村民办下春耕贷款1240万元，户均7.9万元。"
THIRD = "为了把好技术关，镇农业服务中心派出12名技术员进村，办培训班9期，860余人次参加。"
STORY = (FIRST, SECOND, THIRD)
HEADLINE = "春耕备得足 边村地不闲"
STAMP = "2025-03-12 09:20 来源：兴凯湖周报 作者：韩立春"
PARAGRAPHS = "".join(f"<p>　　{line}</p>\n" for line in STORY)
LINKS = "".join(f'<li><a href="/{n}.html">鸡西市第{n}次春季农业会议召开</a></li>' for n in range(8))


def document(html: str, encoding: str = "utf-8") -> Document:
    return read(html.encode(encoding), "page.html")


def lines(html: str, encoding: str = "utf-8") -> list[str]:
    return [line for line in document(html, encoding).source.text.split("\n") if line]


def page(body: str, head: str = f"<title>{HEADLINE}</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


KNOWN = "发布时间：2025-03-12　来源：兴凯湖周报　作者：韩立春"
WHOLE = [f"## {HEADLINE}", KNOWN, *STORY]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<h1>{HEADLINE}</h1><div>{STAMP}</div>{PARAGRAPHS}", id="bare"),
        pytest.param(
            f"<div class=article><h1>{HEADLINE}</h1><p>{STAMP}</p>{PARAGRAPHS}</div><ul>{LINKS}</ul>", id="links below"
        ),
        pytest.param(
            f"<ul class=nav>{LINKS}</ul><h2>{HEADLINE}</h2><div>{STAMP}</div>"
            f"<div id=zoom>{'<br/><br/>'.join(STORY)}</div>"
            f"<div class=right><h3>热点</h3><ul>{LINKS}</ul></div>",
            id="text broken by br",
        ),
        pytest.param(
            f"<h1>{HEADLINE}</h1><div>{STAMP}</div><div class=TRS_Editor><style>.TRS_Editor P{{}}</style>"
            + "".join(
                f"<div><span style='font-size:16px'>　　{line[:20]}</span><span>{line[20:]}</span></div>"
                for line in STORY
            )
            + "</div>",
            id="divisions and spans",
        ),
        pytest.param(
            f"<form id=aspnetForm><table><tr><td>{HEADLINE}</td></tr><tr><td>{STAMP}</td></tr><tr><td><pre>"
            + "\n".join(STORY)
            + f"</pre></td></tr></table></form><table><tr><td><ul>{LINKS}</ul></td></tr></table>",
            id="preformatted inside a form",
        ),
        pytest.param(
            f"<founder-title>{HEADLINE}</founder-title><div>{STAMP}</div><founder-content><!--enpcontent-->{PARAGRAPHS}"
            "<!--/enpcontent--></founder-content>",
            id="an electronic newspaper",
        ),
        pytest.param(
            f"<h1>密山新闻网</h1><h2>{HEADLINE}</h2><p>{STAMP}</p>{PARAGRAPHS}"
            f"<div class='share'>分享到：<a>微信</a></div><div class='related-news'><h3>相关阅读</h3>{LINKS}</div>"
            "<div id='comments'><p>写得真好，支持家乡发展！</p></div>",
            id="the site's name as first heading",
        ),
        pytest.param(
            f"<h1>{HEADLINE}</h1><p>{STAMP}</p>{PARAGRAPHS}<p hidden>加微信领红包</p>"
            "<p style='display: none'>最新版手机软件下载，注册就送大礼包</p>"
            "<div style='visibility:hidden'>办证请联系本站客服人员</div>",
            id="hidden spam",
        ),
        pytest.param(
            f"<h1>{HEADLINE}</h1><p>{STAMP}</p><section>{PARAGRAPHS}</section>"
            f"<footer><p>版权所有 密山市融媒体中心</p></footer>"
            f"<aside><p>今天天气晴，最高气温15度，适合下地干活。</p></aside><nav>{LINKS}</nav>",
            id="elements of HTML5",
        ),
    ],
)
def test_the_story_and_nothing_else(body: str) -> None:
    assert lines(page(body)) == WHOLE


def test_lists_and_tables_keep_their_figures_where_they_stand() -> None:
    table = (
        "<table border=1><caption>各村备耕情况</caption><thead><tr><th rowspan=2>村</th><th colspan=2>备种</th></tr>"
        "<tr><th>数量（吨）</th><th>同比增长（%）</th></tr></thead>"
        "<tbody><tr><th scope=row>实边村</th><td>42</td><td>6.5</td></tr>"
        "<tr><th scope=row>临河村</th><td>38</td><td>-2</td></tr></tbody></table>"
    )
    items = "<ol><li>水田整地12万亩</li><li>旱田整地31万亩</li></ol>"
    body = f"<h1>{HEADLINE}</h1><p>{STAMP}</p><p>{FIRST}</p>{table}<p>{SECOND}</p>{items}<p>{THIRD}</p>"
    assert lines(page(body)) == [
        *(f"## {HEADLINE}", KNOWN, FIRST, "各村备耕情况"),
        *("实边村备种42吨，同比增长6.5%。", "临河村备种38吨，同比下降2%。"),
        *(SECOND, "水田整地12万亩", "旱田整地31万亩", THIRD),
    ]


def test_sections_and_captions() -> None:
    body = (
        f"<h1>{HEADLINE}</h1><p>——当壁镇春耕见闻</p><p>{STAMP}</p><p>{FIRST}</p><h2>技术员进村</h2><p>{SECOND}</p>"
        f"<figure><img src=a.jpg><figcaption>农资店里的种子。韩立春摄</figcaption></figure><p>{THIRD}</p>"
    )
    text = document(page(body)).source.text
    assert text == "\n".join(
        (
            *(f"## {HEADLINE}", "——当壁镇春耕见闻", KNOWN, FIRST, "### 技术员进村", SECOND),
            *("\n\n农资店里的种子。韩立春摄", THIRD),
        )
    )


@pytest.mark.parametrize(
    ("bytes_", "encoding"),
    [
        (page(f"<meta charset=gb2312>{PARAGRAPHS}").encode("gb18030"), "gb18030"),
        (page(f"<meta charset=utf-8>{PARAGRAPHS}").encode("gb18030"), "gb18030"),
        (page(f"<meta charset=gb2312>{PARAGRAPHS}").encode(), "utf-8"),
        (
            page(PARAGRAPHS, '<meta http-equiv=Content-Type content="text/html; charset=gbk">').encode("gb18030"),
            "gb18030",
        ),
        (page(PARAGRAPHS).encode("utf-16"), "utf-16-le"),
        (b'<?xml version="1.0" encoding="GB2312"?>' + page(PARAGRAPHS).encode("gb18030"), "gb18030"),
        (page(PARAGRAPHS, "<meta charset=no-such-thing>").encode("gb18030"), "gb18030"),
    ],
)
def test_the_encoding_is_ours_to_find(bytes_: bytes, encoding: str) -> None:
    found = read(bytes_, "page.html")
    assert found.encoding == encoding
    assert FIRST in found.source.text


def test_rare_characters_of_gb18030_and_damaged_bytes_survive() -> None:
    rare = "护林员㑇𠀀的名字里有生僻字，" + FIRST
    data = page(f"<meta charset=gb2312><p>{rare}</p>{PARAGRAPHS}").encode("gb18030")
    assert "㑇𠀀" in read(data, "page.html").source.text
    broken = data.replace("心里不慌".encode("gb18030"), "心里不慌".encode("gb18030")[:-1])
    text = read(broken, "page.html").source.text
    assert FIRST in text
    assert THIRD in text


@pytest.mark.parametrize(
    ("head", "body", "values"),
    [
        (
            '<meta name="ArticleTitle" content="春耕备得足"><meta name="PubDate" content="2025-03-12 10:00">'
            '<meta name="ContentSource" content="兴凯湖周报"><meta name="Author" content="韩立春">',
            PARAGRAPHS,
            ("春耕备得足", date(2025, 3, 12), "兴凯湖周报", ("韩立春",), None),
        ),
        (
            '<meta property="og:title" content="春耕备得足">'
            '<meta property="article:published_time" content="2025-03-12T09:00:00Z">'
            '<meta property="og:url" content="https://example.com/1.html">',
            PARAGRAPHS,
            ("春耕备得足", date(2025, 3, 12), None, None, "https://example.com/1.html"),
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "春耕备得足",'
            ' "datePublished": "2025-03-12", "author": [{"name": "韩立春"}], "publisher": {"name": "兴凯湖周报"},'
            ' "mainEntityOfPage": {"@id": "https://example.com/2.html"}}</script>',
            PARAGRAPHS,
            ("春耕备得足", date(2025, 3, 12), "兴凯湖周报", ("韩立春",), "https://example.com/2.html"),
        ),
        (
            "<title>春耕备得足_兴凯湖新闻网</title><link rel=canonical href=https://example.com/3.html>",
            PARAGRAPHS,
            ("春耕备得足", None, None, None, "https://example.com/3.html"),
        ),
        (
            '<title>春耕备得足 - 密山要闻 - 密山市人民政府</title><meta name="source" content="本站原创">',
            f"<p>发布时间：2025年3月12日</p><p>信息来源：密山市融媒体中心</p>{PARAGRAPHS}",
            ("春耕备得足", date(2025, 3, 12), "密山市融媒体中心", None, None),
        ),
        (
            '<title>春耕备得足</title><meta name="PubDate" content="2025-03-20">',
            f"<h1>春耕备得足</h1><div><span>2025-03-12</span></div><div>来源：兴凯湖周报</div><div>作者：韩立春</div>{PARAGRAPHS}",
            ("春耕备得足", date(2025, 3, 12), "兴凯湖周报", ("韩立春",), None),
        ),
        (
            "<title>春耕备得足</title>",
            f"<h1>春耕备得足</h1><p>2025-03-12 09:20:31 来源：兴凯湖周报 我要纠错 听全文</p>{PARAGRAPHS}",
            ("春耕备得足", date(2025, 3, 12), "兴凯湖周报", None, None),
        ),
        (
            "<title>春耕备得足</title>",
            f"<h1>春耕备得足</h1>{PARAGRAPHS}<p>来源：兴凯湖周报　2025-03-12 09:20</p>",
            ("春耕备得足", date(2025, 3, 12), "兴凯湖周报", None, None),
        ),
    ],
)
def test_what_is_known_of_a_page(head: str, body: str, values: tuple[object, ...]) -> None:
    known = document(page(body, head)).metadata
    found = (known.title, known.published_on, known.outlet, known.byline, known.url)
    assert tuple(each and each.value for each in found) == values


def test_the_title_of_a_window_that_is_the_head_of_a_printed_page() -> None:
    known = document(page(f"<h1>{HEADLINE}</h1>{PARAGRAPHS}", "<title>兴凯湖周报 2025年3月12日</title>")).metadata
    assert known.published_on is not None
    assert known.published_on.value == date(2025, 3, 12)
    assert known.outlet is not None
    assert known.outlet.value == "兴凯湖周报"


def test_the_line_that_prints_it_wins_over_the_markup() -> None:
    head = '<meta name="PubDate" content="2025-03-20"><meta name="ContentSource" content="黑水晚报">'
    known = document(page(f"<h1>{HEADLINE}</h1><p>2025-03-12 09:20</p>{PARAGRAPHS}", head)).metadata
    assert known.published_on is not None
    assert (known.published_on.value, known.published_on.origin) == (date(2025, 3, 12), Origin.PRINTED)
    assert known.outlet is not None
    assert (known.outlet.value, known.outlet.origin) == ("黑水晚报", Origin.MARKUP)


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0031)https://example.com/a/2025.html -->",
        "<!--\n Page saved with SingleFile \n url: https://example.com/a/2025.html \n saved date: Fri -->",
    ],
)
def test_the_address_that_a_page_was_saved_from(comment: str) -> None:
    known = read(f"<!DOCTYPE html>\n{comment}\n<html><body>{PARAGRAPHS}</body></html>".encode(), "page.html").metadata
    assert known.url is not None
    assert known.url.value == "https://example.com/a/2025.html"


def test_a_page_saved_into_one_file() -> None:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Subject"] = HEADLINE
    message.set_content(page(f"<h1>{HEADLINE}</h1><p>{STAMP}</p>{PARAGRAPHS}"), subtype="html", cte="quoted-printable")
    message["Content-Location"] = "https://example.com/1.html"
    message.add_related(b"\x89PNG", "image", "png")
    found = read(message.as_bytes(), "page.mhtml")
    assert [line for line in found.source.text.split("\n") if line] == WHOLE
    assert found.media_type == "multipart/related"


# Bad input ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        page(""),
        page("<img src=a.jpg>"),
        page("<div id=app></div><script src=app.js></script>"),
        page(f"<ul>{LINKS}</ul>"),
        "<html><frameset cols=20%,80%><frame src=a.htm><frame src=b.htm></frameset></html>",
    ],
)
def test_pages_without_a_story(html: str) -> None:
    with pytest.raises(DocumentError, match=r"^page\.html: (is|has)") as caught:
        document(html)
    assert "\n" not in caught.value.message


MANY = 20 * 2**20


@pytest.mark.parametrize(
    ("name", "html", "reason"),
    [
        ("20 MB of text", page(f"<p>{FIRST}</p>" * (MANY // len(f"<p>{FIRST}</p>".encode()))), "million characters"),
        ("20 MB in one paragraph", page(f"<p>{FIRST * (MANY // len(FIRST.encode()))}</p>"), "million characters"),
        ("20 MB of a picture", page(f'<img src="data:image/png;base64,{"A" * MANY}">{PARAGRAPHS}'), ""),
        ("20 MB of a script", page(f"<script>{'var a = 1;' * (MANY // 10)}</script>{PARAGRAPHS}"), ""),
        ("100,000 elements inside each other", page("<div>" * 100_000 + PARAGRAPHS + "</div>" * 100_000), "tags"),
        ("50,000 elements inside each other", page("<div>" * 50_000 + PARAGRAPHS + "</div>" * 50_000), "nests"),
        ("100,000 elements never closed", page(PARAGRAPHS + "<font>" * 100_000), "nests"),
        ("1,500 elements inside each other", page("<div>" * 1500 + PARAGRAPHS + "</div>" * 1500), ""),
        ("100,000 attributes", page(f"<div {' '.join(f'a{n}=1' for n in range(100_000))}>{PARAGRAPHS}</div>"), ""),
        ("100,000 comments never closed", page("<!--" * 25_000 + PARAGRAPHS), ""),
        ("100,000 scripts never closed", page("<script>" * 100_000 + PARAGRAPHS), ""),
        ("30,000 rows", page(f"<table>{'<tr><td>红星村</td><td>12</td></tr>' * 15_000}</table>{PARAGRAPHS}"), ""),
        (
            "a cell over a billion columns",
            page(f"<table><tr><td colspan=999999999 rowspan=999999999>1</table>{PARAGRAPHS}"),
            "",
        ),
    ],
)
def test_pages_out_of_all_proportion(name: str, html: str, reason: str) -> None:
    """A clear refusal or the story, within bounded time and memory."""
    data = html.encode()
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    if reason:
        with pytest.raises(DocumentError, match=f"^page.html: .*{reason}"):
            read(data, "page.html")
    else:
        text = read(data, "page.html").source.text
        assert FIRST in text or "红星村12。" in text
    assert time.process_time() - started < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 350 * 1024


def test_markup_without_what_shows_no_text() -> None:
    text = (
        "<p a='1>2'>甲</p><script>1<2</script>乙<!-- 丙 --><style>x</style>丁<svg><text>戊</text></svg>"
        f"<b {'x ' * LONGEST_TAG}>己"
    )
    assert slim(text) == "<p a='1>2'>甲</p>乙丁<b>己"
    assert slim("甲<script>乙") == "甲乙"
    assert slim("甲<!-- 乙") == "甲 乙"


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<a href=x>",
                "</a>",
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "</table>",
                "<br>",
                "<h1>",
                "</h1>",
                "<li>",
                "<script>",
                "</script>",
                "<!--",
                "-->",
                "&nbsp;",
                "&#0;",
                "<",
                ">",
                '"',
                "'",
                "<pre>",
                "</pre>",
                "<img src=a>",
                "<caption>",
                FIRST,
                SECOND,
                HEADLINE,
                STAMP,
                "　　",
                "12",
                "\n",
                "</html>",
                "</body>",
                "<td rowspan=3>",
            ]
        ),
        max_size=60,
    )
)
def test_any_markup(pieces: list[str]) -> None:
    try:
        text = document("<html><body>" + "".join(pieces)).source.text
    except DocumentError:
        return
    assert text.strip()
    assert "<div" not in text
    assert "\ue000" not in text
