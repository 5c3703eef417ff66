"""People of a village whom a story goes on with: what a paragraph says of them is said of their village."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from borderdb.records import Span

# Each begins with a character of its own, which is what the search looks for.
_ROLES = (
    "村民|牧民|居民|农民|边民|渔民|茶农|果农|蔗农|菜农|粮农|烟农|胶农|花农|农户|脱贫户|贫困户|种[殖植]?大?户|养[殖植]?大?户|护[边林]员"
    "|书记(?<![委党]书记)|支部书记(?<![委党]支部书记)|村(?:委会)?主任|居委会主任|村长|理事长|负责人|社员|场长|组长|队长|小组长|小队长"
    "|老[人汉]|大[爷娘妈叔姐哥]|带头人|能手|店主|老板|经营者|户主|党员"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金"
    "陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文玄朴全太岩玉扎格巴乌阿买艾努包那韦农覃蒙陶盘侬"
)
_GOES_ON = (
    "[，。：；“”、（说笑算家正在是的和从也给把对看乐今去便就每曾带种养有]|介绍|告诉|表示|指着|高兴|激动|一边|过去|当年"
)
_PERSON = re.compile(
    f"(?:{_ROLES})(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?={_GOES_ON})|[\u4e00-\u9fff]{{2,4}}(?=说|告诉|介绍))"
)
_MOST = 100  # people of one story


def find_people(text: str) -> Iterator[tuple[str, Span]]:
    """The people who are introduced by what they are in a village (村民赵大庆), wherever they are named, in order."""
    names: dict[str, int] = {}
    for person in _PERSON.finditer(text):
        if len(names) < _MOST:
            names.setdefault(person["name"], person.start("name"))
    if not names:
        return
    known = list(names)
    for number, start, end in AhoCorasick(known, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text):
        if start >= names[known[number]]:
            yield known[number], Span(start, end)
