"""What cleaning changes, and what it must leave alone."""

from __future__ import annotations

import pytest

from borderdb.records import Span
from borderdb.text.cleaning import clean
from borderdb.text.source import SourceText

# The page's words, and what is left of them.
CHANGED = [
    ("邊(biān)境黨(dǎng)建", "边境党建"),
    ("東(dong) 北部", "东北部"),
    ("業(yè)務(wù)和 貿(mào) 易(yi)", "业务和 贸易"),
    ("额(é)尔古纳，呼伦(hūlún)贝尔", "额尔古纳，呼伦贝尔"),
    ("内nèi)容，边biān境", "内容，边境"),
    ("後來裏面還有麵條", "后来里面还有面条"),
    ("達到５０％，共１２．５万元", "达到50%，共12.5万元"),
    ("会议(扩大)指出:要抓实,要抓细;怎么抓?", "会议（扩大）指出：要抓实，要抓细；怎么抓？"),
    ("用了APP(手机软件),好!", "用了APP（手机软件），好！"),
    ("村民说:\"好\",又说:'行'", "村民说：“好”，又说：‘行’"),
    ("“头雁“带“雏雁“", "“头雁”带“雏雁”"),
    ("「北疆」『先锋』", "“北疆”‘先锋’"),
    ("；；头雁；；工程", "“头雁”工程"),
    ("；；头雁；；工程；、", "“头雁”工程；、"),
    ("拿积分在；河边超市；换盐，镇里推；轮牧票；，人人有份", "拿积分在“河边超市”换盐，镇里推“轮牧票”，人人有份"),
    ("有的在外务工；有的在家；都签了约", "有的在外务工；有的在家；都签了约"),
    ("嘎查的''流动书包''走了300公里", "嘎查的“流动书包”走了300公里"),
    ("各村选出;土秀才;20名,办起;夜校;", "各村选出“土秀才”20名，办起；夜校；"),
    ("去年，在村里，在镇上，大家，都说，;头雁;好。", "去年，在村里，在镇上，大家，都说，“头雁”好。"),
    ("增收,,致富。。", "增收，致富。"),
    ("还有很多...", "还有很多……"),
    ("成效显著[2]，群众满意[3,4]。", "成效显著，群众满意。"),
    ("工作总结.\n下一步.", "工作总结。\n下一步。"),
    ("第一， 第二 ；第三", "第一，第二；第三"),
    ("红\x00色\u200b江\ufeff山\x1b[31m", "红色江山"),
    ("&ldquo;头雁&rdquo;&nbsp;领航&#8212;&#8212;见闻", "“头雁” 领航——见闻"),
    ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
    ("⼀个⻅证", "一个⻅证"),
    ("到20：30结束", "到20:30结束"),
    ("邊民們隨著馬幫沿著國境線走，衣著樸素，名著寫得顯著", "边民们随着马帮沿着国境线走，衣着朴素，名著写得显著"),
    ("本文——摘自──某书", "本文——摘自——某书"),
    ("沿江h\n三个p\n乡镇s\n", "沿江\n三个\n乡镇\n"),
    ("一、回顾wTk\n修路。wTk\n架桥，wTk\n通车！wTk\n验收。wTk", "一、回顾\n修路。\n架桥，\n通车！\n验收。"),
    (
        "栽树9棵.今年又栽“松树”.“都活了”.\n他说.2021年占8%.明年再栽.",
        "栽树9棵。今年又栽“松树”。“都活了”。\n他说。2021年占8%。明年再栽。",
    ),
    ("[align=center][size=3][b]31[/b][b]5[/b]亩[/size][/align]果园", "\n315亩\n果园"),
]
KEPT = [
    "客户端（APP）检测（DNA）与5公顷（ha）",
    "选项（a）和（b）",
    "1,764人，3,000元，12:30开始，比例69.3:1.5:29.2，增长12.5%",
    "Hello, world! (really?) It's fine; see 3:2.",
    "〔2023〕12号文件",
    "实施计划B",
    "乾安县李乾坤瞭望",
    "怎么办？3个月后见分晓！",
    "“三农”“两委”‘一老一小’",
    "走了……走了",
    "饕餮？没见过。貔貅？也没有。",
    "A 思想同心 扎根边疆",
    "选项[a]和[b]，图[i]",
    "发到微信APP\n再用支付APP\n或者云APP\n报名。",
    "一.总体要求\n阿依古丽.买买提说。他走了。",
]


@pytest.mark.parametrize(("page", "wanted"), CHANGED)
def test_changed(page: str, wanted: str) -> None:
    assert clean(SourceText(page)).text == wanted


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    assert clean(SourceText(text)).text == text


@pytest.mark.parametrize("text", [*(wanted for _, wanted in CHANGED), *KEPT])
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(SourceText(text)).text == text


def test_a_gloss_without_tone_needs_a_reading_that_fits_or_a_page_full_of_them() -> None:
    assert clean(SourceText("建设(kuai)中")).text == "建设（kuai）中"
    assert clean(SourceText("建设(she)中")).text == "建设中"
    assert clean(SourceText("建(jian)设(she)中(zhong)的(kuai)")).text == "建设中的"


def late(words: str, first: bytes) -> str:
    """The words as they look when their bytes are read one byte late, after the second byte of a lost character."""
    data = first + words.encode("gb18030")
    return data[: len(data) // 2 * 2].decode("gb18030")


def test_a_run_read_one_byte_late_is_mended_and_its_ends_stay_marked() -> None:
    page = "全市培育“双带”党员" + "?" + late("为主要力量的队伍", b"\xb1") + "?120名"
    mended = clean(SourceText(page))
    assert mended.text == "全市培育“双带”党员”为主要力量的队�120名"
    start = mended.text.index("为主要")
    origin = mended.origin_span(Span(start, start + 3))
    assert page[origin.start - 2] == "?"
    assert clean(SourceText(page.replace("?", "??", 1))).text == mended.text.replace("党员”", "党员�”")
    assert mended.origin(mended.text.index("120")) == page.index("120")


def test_a_figure_beside_a_mended_run_is_known_to_be_damaged() -> None:
    page = "增长17个百分点?" + late("总产量", b"\xa3") + "?68万吨"
    assert "�68万吨" in clean(SourceText(page)).text


def test_rare_words_before_a_question_mark_are_no_damage() -> None:
    for text in ("你认得龘靐齉吗？", "那是魑魅魍魉？不是。", "谁在喊？老者甯甡答应了？"):
        assert clean(SourceText(text)).text == text


def test_every_edit_keeps_the_way_back() -> None:
    page = "邊(biān)防線(xiàn)長(zhǎng)260公裏,,,護(hù)林[1]隊員"
    cleaned = clean(SourceText(page))
    assert cleaned.text == "边防线长260公里，护林队员"
    at = cleaned.text.index("260")
    assert page[cleaned.origin(at) : cleaned.origin(at + 3)] == "260"
    assert page[cleaned.origin(cleaned.text.index("护"))] == "護"
