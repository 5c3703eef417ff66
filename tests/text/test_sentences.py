"""Sentences, with speech, brackets, titles and pages that lost a mark."""

from __future__ import annotations

import pytest

from borderdb.records import Span
from borderdb.text.sentences import LONG_SPEECH, find_sentences

# Sentences of a paragraph, parted by | which is no part of the text.
CASES = [
    "村里通了路。|家家有了车！|谁不高兴呢？",
    "“路通了。车来了。”老人说。|大家都笑了。",
    "“路通了，车来了。”|眼下，村里更热闹。",
    "“路通了。”|去年冬天，村里又修了桥。",
    "他问：“路通了吗？”|没有人答话。",
    "老人对记者说：“路通了。”|车也来了。",
    "大家喊“加油！”，声音传得很远。",
    "有人喊“好！”。|掌声响了。",
    "大会（含视频会。另行通知）如期召开。|人到齐了。",
    "《路在哪里？》一书出版。|读者很多。",
    "修路、架桥、通电……|样样有着落。",
    "修路、架桥、通电……的钱从哪来？|大家商量。",
    "“没有闭合的话。|下一句接着说。",
    "闭合的话。”|下一句接着说。",
    "第一个引号“没有闭合，第二个“好。”|又一句。",
    "增长5.3%。|达到1.2万元。",
    "没有标点的一行",
]


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in find_sentences(text, [Span(0, len(text))])]


@pytest.mark.parametrize("case", CASES)
def test_sentences_of_a_paragraph(case: str) -> None:
    assert sentences(case.replace("|", "")) == case.split("|")


def test_long_speech_is_parted_inside_its_quotes() -> None:
    first, second = "一" * LONG_SPEECH + "。", "二" * 20 + "。"
    assert sentences(f"“{first}{second}”老人说。") == ["“" + first, second + "”老人说。"]


def test_paragraphs_end_sentences() -> None:
    text = "标题\n第一段没有句号\n第二段。还有一句。"
    paragraphs = [Span(0, 2), Span(3, 10), Span(11, len(text))]
    found = find_sentences(text, paragraphs)
    assert [span.of(text) for span in found] == ["标题", "第一段没有句号", "第二段。", "还有一句。"]


def test_an_empty_text_has_none() -> None:
    assert find_sentences("", []) == ()
    assert find_sentences("   ", [Span(0, 3)]) == ()
