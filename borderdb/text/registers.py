"""The register that governments print over a paper: 索 引 号：…… 成文日期：…… 标　　题：……"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from borderdb.text.lines import Line, joined

VALUE = 80  # characters of the value of a field that stands on the line below its label


def words(text: str) -> tuple[str, ...]:
    """A list of words, written one after the other."""
    return tuple(text.split())


TITLES = ("公文标题", "文件标题", "信息标题", "文件名称", "信息名称", "公文名称", "标题", "题名", "名称")
ISSUERS = words("发布机构 发布机关 发布单位 发文机关 发文单位 制发机关 公开机构 公开机关 发布部门")
DAYS = words("成文日期 生成日期 发布日期 发文日期 印发日期 公开日期 发布时间 成文时间 公开时间")
RECORD = words(
    """
    索引号 信息索引号 信息索引 主题分类 组配分类 体裁分类 公文种类 公文目录 信息分类 信息类型
    所属主题 服务对象 信息类别 发文字号 发文文号
    文件编号 文号 字号 效力属性 效力状态 有效性 时效性 有效期 公开方式 公开形式 公开类型 公开范围 公开属性 公开时限
    内容概述 内容摘要 关键词 关键字 主题词 标签 所属栏目 责任部门 分类 体裁 语种 废止日期 生效日期 实施日期 载体类型
    """
)
_LABELS = "|".join(
    r"\s{0,8}".join(label)
    for label in sorted({*TITLES, *ISSUERS, *DAYS, *RECORD}, key=lambda label: (-len(label), label))
)
# 索引号：…, | 索引号 | …, 【索引号】 …, and in a table without lines 索引号    …, or 索引号 … where a tab stood
_FIELD = re.compile(rf"(?:(?<=[\s|【\[])|\A)(?P<label>{_LABELS})(?P<gap>\s*[】\]]?\s*[：:|]\s*|\s*[】\]]\s*|\s+)")
_ALONE = re.compile(rf"(?:{_LABELS})\s*[：:]")
_LEAD = re.compile(rf"[\s|【\[]*(?={_LABELS})")
# Words that also stand over the columns of tables: without a mark behind them they are no labels.
_COMMON = frozenset(
    ("标题", "名称", "题名", "分类", "标签", "体裁", "关键词", "关键字", "主题词", "文号", "字号", "语种")
)
# 政务信息 第3期（总第45期）, （总第45期）: the name and number of a bulletin.
_NUMBER = r"(?:总\s*)?第?\s*[\d〇一二三四五六七八九十百]{1,5}\s*期"
_MASTHEAD = re.compile(
    rf"(?P<name>[^。，；：！？“”]{{0,24}}?)\s*(?:[〔（(]?\d{{4}}年?[〕）)]?\s*)?(?:[（(]\s*)?{_NUMBER}\s*[)）]?"
    rf"(?:\s*[（(]?\s*{_NUMBER}\s*[)）]?)?"
)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a register, and where in its line its value stands."""

    label: str
    start: int
    end: int


def close_labels(text: str) -> str:
    """A line of a register as if it were printed 标题：…… 文号：……; any other line as it is."""
    fields = _fields(text)
    return "  ".join(f"{field.label}：{text[field.start : field.end]}" for field in fields) if fields else text


def find_title(text: str) -> tuple[int, int] | None:
    """Where in a line the title stands that a register gives of its paper; None where it gives none."""
    titles = (field for field in _fields(text) if field.label in TITLES)
    return next(((field.start, field.end) for field in titles if field.start < field.end), None)


def _fields(text: str) -> tuple[_Field, ...]:
    """The fields of a line that begins with one, else none."""
    lead = _LEAD.match(text)
    if lead is None:
        return ()
    heads = [head for head in _FIELD.finditer(text, lead.end()) if _is_label(head)]
    if not heads or heads[0].start() != lead.end():
        return ()
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return tuple(
        _Field("".join(head["label"].split()), head.end(), max(len(text[:end].rstrip(" |【[\u3000")), head.end()))
        for head, end in zip(heads, ends, strict=True)
    )


def _is_label(head: re.Match[str]) -> bool:
    return not head["gap"].isspace() or " " in head["label"] or head["label"] not in _COMMON


def join_fields(lines: Sequence[Line]) -> list[Line]:
    """The lines; a label that a table has printed on a line of its own is one line with its value."""
    found: list[Line] = []
    waits = False
    for line in lines:
        alone = _ALONE.fullmatch(line.text) is not None
        if waits and not alone and len(line.text) <= VALUE and not _fields(line.text):
            found[-1] = joined((found[-1], line))
        else:
            found.append(line)
        waits = alone
    return found


def read_masthead(text: str) -> str | None:
    """The name over the number of a bulletin, empty where only the number stands there; None for another line."""
    found = _MASTHEAD.fullmatch(" ".join(text.split()))
    return found["name"] if found else None
