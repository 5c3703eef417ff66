"""Names of writers, and what only looks like them."""

from __future__ import annotations

import pytest

from borderdb.text.bylines import read_byline, read_credit, read_opening, read_plain_names, read_signature
from borderdb.text.credits import read_credits

BYLINES = {
    "□赵立春 本报记者 韩雪": ["赵立春", "韩雪"],
    "□本报记者 韩 雪": ["韩雪"],
    "本报记者 潘秀 通讯员 张旭": ["潘秀", "张旭"],
    "记者 张勇": ["张勇"],
    "文/图 王小明": ["王小明"],
    "文/王明 图/李强": ["王明", "李强"],
    "王明/文 李强/图": ["王明", "李强"],
    "作者：呼延军": ["呼延军"],
    "边城日报全媒体记者 李明明": ["李明明"],
    "本报记者 其其格 哈斯巴特尔": ["其其格", "哈斯巴特尔"],
    "□ 县委组织部 王丽": ["王丽"],
    "（本报记者 张丽）": ["张丽"],
    "（张丽 王芳）": ["张丽", "王芳"],
    "通讯员 张丽 王芳 文/图": ["张丽", "王芳"],
    "佟阳记者刘海": ["佟阳", "刘海"],
    "记者：艾力·买买提": ["艾力·买买提"],
    "□北疆日报·草原云记者 韩雪": ["韩雪"],
    "文/本报记者 张丽 图/王芳": ["张丽", "王芳"],
    "记者|张丽 通讯员|王芳": ["张丽", "王芳"],
    "文字：张丽 图片：王芳": ["张丽", "王芳"],
}
CREDIT_ROWS = {
    "文字：张丽 图片：王芳 审核：李 强 | 投稿邮箱 abc@×××.com": ["张丽"],
    "撰文丨张丽 编辑丨王芳 校对丨李强": ["张丽"],
    "供稿：某镇党委 张丽": ["张丽"],
    "审核：王芳 执笔：张丽": ["张丽"],
    "签发：王芳 审核：李强 撰稿：张丽": ["张丽"],
    "编辑：王芳 审核：李强": None,
    "文字：张丽 图片：王芳": None,  # a byline like others
    "作者写文：一条江的记忆": None,
    "供稿：某镇党委": None,
}
NO_BYLINES = [
    *("记者手记", "记者走进边境", "记者跟随执法队员", "记者：请您谈谈？", "记者：您好", "记者调查：村里来了新人"),
    *("张勇", "图为村民在采摘", "文明新风", "摄影", "编辑部的故事", "（一）", "（全文）", "□", "通讯员队伍建设"),
]
OPENINGS = {
    "本报讯（佟阳 记者刘海）": ["佟阳", "刘海"],
    "本报讯 记者王明报道 ": ["王明"],
    "本报讯 记者 王明 通讯员 李红 报道：": ["王明", "李红"],
    "本报讯 ": [],
    "本报6月27日讯（记者赵六）": ["赵六"],
    "新华社哈尔滨6月27日电（记者 张三）": ["张三"],
    "中新网呼和浩特6月27日电 （记者 李明）": ["李明"],
    "中新社 呼和浩特6月27日电 （李明）": ["李明"],
    "中新网 长春6月27日电（记者 李明）": ["李明"],
    "（记者 王武 通讯员 李思）": ["王武", "李思"],
    "某县融媒讯（王明 李小）": ["王明", "李小"],
    "本报凭祥讯 （通讯员/农明 记者/黄小芳）": ["农明", "黄小芳"],
    "本报拉萨6月2日讯（记者 德吉央宗）": ["德吉央宗"],
    "天池网-边疆日报讯（记者王明报道）": ["王明"],
    "石榴云/边疆日报讯（记者 王明）": ["王明"],
    "边城网消息（记者 王明）": ["王明"],
    "本报讯（县融媒体中心 王明 李小红）": ["王明", "李小红"],
}
NO_OPENINGS = [
    "供电公司6月2日电力中断。",
    "市供电局 全市6月2日电力中断。",
    "（一）加强领导。",
    "本报告共三部分。",
    "讯问结束后，民警离开。",
    "本报通讯员队伍不断壮大。",
    "电台讯号覆盖全县。",
]
CREDITS = {
    "把图书送到“炕头上”。| 齐睿 摄": ["齐睿"],
    "水飞蓟入仓。| 牟阳 张龙兴 摄": ["牟阳", "张龙兴"],
    "草场返青。|本报记者 王明 摄影报道": ["王明"],
    "村民在晾晒。|王明摄": ["王明"],
}
SIGNATURES = {
    "大家很高兴。|（王明 李红）": ["王明", "李红"],
    "大家很高兴。|（县委组织部 王明）": ["王明"],
    "大家很高兴。|（本报记者 王明）": ["王明"],
    "大家很高兴。|（作者系县委组织部部长）": [],
}


@pytest.mark.parametrize(("line", "names"), BYLINES.items())
def test_bylines(line: str, names: list[str]) -> None:
    assert read_byline(line) == tuple(names)


@pytest.mark.parametrize(("line", "names"), CREDIT_ROWS.items())
def test_rows_of_credits(line: str, names: list[str] | None) -> None:
    assert read_credits(line) == (None if names is None else tuple(names))


@pytest.mark.parametrize("line", NO_BYLINES)
def test_no_bylines(line: str) -> None:
    assert not read_byline(line)


@pytest.mark.parametrize(("opening", "names"), OPENINGS.items())
def test_openings(opening: str, names: list[str]) -> None:
    found = read_opening(opening + "近日，村里通了路。")
    assert found is not None
    assert (found.end, found.names) == (len(opening), tuple(names))


@pytest.mark.parametrize("text", NO_OPENINGS)
def test_no_openings(text: str) -> None:
    assert read_opening(text) is None


@pytest.mark.parametrize(("case", "names"), CREDITS.items())
def test_credits(case: str, names: list[str]) -> None:
    text, _, credit = case.partition("|")
    found = read_credit(text + credit)
    assert found is not None
    assert found[1] == tuple(names)
    assert (text + credit)[: found[0]].rstrip() == text


@pytest.mark.parametrize("text", ["他们在江边拍摄", "他爱好摄影", "村里办起影展，供大家拍摄", "图文并茂地介绍供图"])
def test_no_credits(text: str) -> None:
    assert read_credit(text) is None


@pytest.mark.parametrize(("case", "names"), SIGNATURES.items())
def test_signatures(case: str, names: list[str]) -> None:
    text, _, signature = case.partition("|")
    assert read_signature(text + signature) == (len(text), tuple(names))


@pytest.mark.parametrize("text", ["大家很高兴。（完）", "书记（王明）", "大家很高兴。（见图）", "大家很高兴。（新任）"])
def test_no_signatures(text: str) -> None:
    assert read_signature(text) is None


def test_a_row_of_names_under_a_headline() -> None:
    assert read_plain_names("张勇 李明明") == ("张勇", "李明明")
    assert read_plain_names("县长 阿布都拉") == ("阿布都拉",)
    assert read_plain_names("文明新风") is None
    assert read_plain_names("初心如磐") is None
