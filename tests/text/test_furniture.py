"""Lines that belong to the page, and lines of stories that resemble them; posting dates and what they say."""

from __future__ import annotations

from datetime import date

import pytest

from borderdb.text.datelines import read_dateline
from borderdb.text.furniture import find_turns, is_furniture

FURNITURE = [
    *(
        "本版图片均由县委组织部提供",
        "责编：车小婧",
        "编辑 张三 校对 李四",
        "分享到：微信 微博",
        "上一篇：某某",
        "首页 > 新闻 > 正文",
        "首页 要闻 县域 正文",
        "财经正文 31 2",
        "导航 : 首页 云南 普洱市",
        "边城网 > 时政 > 正文",
        "主题分类：综合政务 发布机构：某镇政府",
        "| |",
        "LinkedinWhatsAppTelegram",
        "· 点击：",
    ),
    *(
        "甲县| 乙县| 丙县| 丁县| 戊县| 己县",
        "a3f9c0d1e2aabb.jpg",
        "第3版 要闻",
        "— 3 —",
        "（下转第二版）",
        "新闻热线：0454-123",
        "1",
    ),
    *(
        "微信公众号",
        "扫一扫在手机打开当前页",
        "03版：要闻",
        "地址：某县某路1号",
        "版权所有 某县人民政府",
        "END",
        "（完）",
        "— END —",
    ),
    *(
        "点击上方蓝字关注我们",
        "相关阅读",
        "https://a.example/b",
        "![](x.png)",
        "字号：大 中 小",
        "当前位置：首页",
        "浏览次数：33",
    ),
]
STORY = [
    *(
        "图为村民在采摘",
        "图片上的村庄很美",
        "统筹城乡发展",
        "主办单位高度重视",
        "十一版图",
        "编辑部主任说，编辑工作很忙。",
        "电话里他说很好。",
    ),
    *(
        "1 党建引领",
        "策划有新招",
        "出品优质粮",
        "分享经济走进边城",
        "首页工程启动",
        "来源于群众",
        "声明书签了字",
        "推荐好干部",
    ),
]
DATELINES = {
    "2022-02-23 16:08:00  来源：边疆党建网  作者：呼小轩": (date(2022, 2, 23), "边疆党建网", ("呼小轩",)),
    "发布时间：2023-05-06 来源：某县人民政府 浏览次数：123 字号：[大 中 小] 打印 关闭": (
        date(2023, 5, 6),
        "某县人民政府",
        (),
    ),
    "2025年6月27日": (date(2025, 6, 27), None, ()),
    "2025年6月27日 星期五 乙巳年六月初三 第03版": (date(2025, 6, 27), None, ()),
    "江城周报 2025年2月14日 B02版": (date(2025, 2, 14), "江城周报", ()),
    "【来源：江城日报】": (None, "江城日报", ()),
    "来源丨江城发布 作者丨王明": (None, "江城发布", ("王明",)),
    "来源：江城日报": (None, "江城日报", ()),
    "信息来源：县委宣传部 发布时间：2024-01-02 08:33 【字体：大 中 小】 浏览：": (date(2024, 1, 2), "县委宣传部", ()),
    "2024-05-06 10:11 阅读 1203": (date(2024, 5, 6), None, ()),
    "边城发布 2023-08-19 18:30": (date(2023, 8, 19), "边城发布", ()),
    "2021年6月7日 16:11 云边网 作者 边城日报": (date(2021, 6, 7), "边城日报", ()),
    "李明 李小红 边城日报 2021-06-07 16:11 发表于云南": (date(2021, 6, 7), "边城日报", ("李明", "李小红")),
    "本报记者 李明 2021年6月7日": (date(2021, 6, 7), None, ("李明",)),
    "• 日期：2021-06-07 16:11": (date(2021, 6, 7), None, ()),
    "（来源：云边网；时间：20210607；链接：http://www.example.com/2021-06-08/a-b1.shtml）": (
        date(2021, 6, 7),
        "云边网",
        (),
    ),
    "2021 06/07 16:11:54": (date(2021, 6, 7), None, ()),
    "来源：本站原创 2024.5.6": (date(2024, 5, 6), None, ()),
    "发布日期：2023-02-30": (None, None, ()),
    "07.11.2016  18:05": (date(2016, 11, 7), None, ()),
    "7/11/2016": (date(2016, 11, 7), None, ()),
    "（来源：江城日报；时间：20180704；链接：http://www.example.org/n/1.shtml）": (date(2018, 7, 4), "江城日报", ()),
    "2018/7/4 江城县统计局": (date(2018, 7, 4), "江城县统计局", ()),
    "上传时间：2018-07-04 更新：2018-07-05": (date(2018, 7, 4), None, ()),
}
NO_DATELINES = [
    *(
        "时间：2023年5月6日至8日 地点：县礼堂",
        "2024年，全县实现产值3亿元",
        "2024年5月6日，村里通了路。",
        "截至2024年5月6日 已办结3件",
        "版本 12.05.2016.3",
        "编号：20180704",
    ),
    *(
        "西盟县举行甘蔗开榨仪式 2021-06-07 16:11",
        "2021年6月7日 西盟甘蔗节开幕",
        "村民在地里砍甘蔗。边城日报记者 李明 摄 编辑：李小红 来源：边城网",
    ),
    *("来源广泛", "作者的话", "2024年工作总结", "自2023年1月1日起施行"),
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", STORY)
def test_lines_of_stories(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(("line", "wanted"), DATELINES.items())
def test_datelines(line: str, wanted: tuple[date | None, str | None, tuple[str, ...]]) -> None:
    found = read_dateline(line)
    assert found is not None
    assert (found.published_on, found.outlet, found.byline) == wanted


@pytest.mark.parametrize("line", NO_DATELINES)
def test_no_datelines(line: str) -> None:
    assert read_dateline(line) is None


def test_turns_of_the_page_stand_at_the_ends_of_a_paragraph() -> None:
    assert find_turns("（上接第一版）村里通了路。（下转第四版）") == [(0, 7), (13, 20)]
    assert find_turns("村里（见第三版）通了路。") == []
