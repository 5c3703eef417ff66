"""What a figure counts, in the words of the article: the clause with the number taken out, trimmed at both ends.

Three positions decide which words belong to a number. It follows its noun (培育示范点16个), stands before it
(选派12名干部驻村), or is a predicate's complement (产量达12万吨). What is trimmed at the ends says when, where, how
much or that something was achieved; what changes the meaning (新增, 计划, 城镇) stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from borderdb.extract import labelwords as lw
from borderdb.extract.attributes import attribute_of, spent_on
from borderdb.extract.figures import Figure
from borderdb.extract.levels import is_pointless, label_of_level
from borderdb.extract.numerals import LOST
from borderdb.extract.parentheses import words_before_aside
from borderdb.extract.phrases import (
    EDGES,
    LONGEST,
    Label,
    fit_left,
    fit_right,
    is_predicate,
    is_verb,
    join_labels,
    noun_phrase,
    skip_leads,
    stem_of,
    subject_of,
    tail_of,
)
from borderdb.records import Kind
from borderdb.reference.units import SHARES
from borderdb.text.tokens import words

_ASIDE = re.compile(r"（[^（）]*）")
_RANKS = re.compile(r"(?<=[乡县村])（([镇市区、]{1,3})）")  # 9个乡（镇）
_TO_USE = re.compile(r"^(?:专门|全部|主要)?(?:用于|用来|用在|来|去|给|为)")  # 拿出50万元用于修路
_DIGIT = re.compile(r"\d")
_FUND = re.compile(r"[^，。；、的\d]{2,8}(?:经费|资金|基金|补贴|奖金|补助)")  # 拿出60万元培训经费
_SHORT_USE = 14
_DONE_UP = re.compile(
    r"^(?:[了起好出完下]|[\d一两二三四五六七八九十][\d.]*[余多]?[万亿]?(?:公里|平方米|[个条座项处家亩户间栋套台所场]))+"
)
_MONEY = frozenset(("元", "块", "块钱", "元钱", "角", "毛"))
_WHOLE = re.compile(r"\D{2,8}(?=\d)")
_OTHERS = re.compile(r"^等(?:地|处)?(?![级候待])(?=.{2})")  # 甲镇、乙镇|等地接待游客
_JOINS = re.compile(r"(?=[和以])(?<=.)(?<![共饱缓温])(?:和|以及)$")  # 300只羊和|40头牛
_SECTION = re.compile(r"[\u4e00-\u9fff]{2,4}[ \u3000]+(?=\S{2})")  # 经济 2021年总收入…
_BESIDE = re.compile(r"[比较][^，。；]{2,12}(?:[高低多少快慢])(?:了|出|近|约)*")  # 造价较概算低4%
_BASE = re.compile(r"[^，。；、\d]{0,6}的(?:约|近|超过?)?\d[\d.]*%")
_OF_BASE = re.compile(r"(?P<what>[^\d，。；]{2,})\d[\d.]*[^\d，。；、的]{1,5}的$")
_NUMBER = r"\d[\d,.]*[余多]?万?"
_CENSUS = re.compile(
    rf"(?:[^，。；、]{{0,8}}[辖设含][^，。；]*、)?(?:共|总计|现有)?{_NUMBER}户[、，]?{_NUMBER}(?:人|口人)"
)


# What stands beyond a character that a damaged page has lost need not belong to the figure.
# Beyond what the page has lost nothing is known; 原有6条通道|的基础上|增开2条 are two counts.
_APART = re.compile(f"[{''.join(LOST)}]|的?基础上")


def find_label(text: str, figure: Figure, skips: Mapping[int, int], previous: str, context: str) -> Label:
    """The label of a figure, '' where the text gives none.

    `skips` are the mentions of places and periods, from beginning to end, left out at the head of a label; `previous`
    is the label of the figure before it in the sentence, '' where there is none; `context` the clause before.
    """
    before = _words_before(text, figure, skips)
    after = _words_after(text, figure)
    if previous and lw.EARLIER_ONE.fullmatch(before):
        return Label(previous, "same_as_previous")  # 货运量52万吨，较上年（7万吨）增长6倍
    of_heads = _label_of_heads(text, figure, before, after, previous, context)
    if of_heads is not None:
        return of_heads
    head = lw.HEADS.get(figure.quantity.unit)
    label = _label_of_kind(text, figure, before, after, previous, context)
    if head and label.text in lw.REACHED_HEADS:
        label = Label(label.text + head, "heads")
    if head and label.text in lw.HEADS.values():
        label = Label(head, "heads")  # 从1户3人到如今的60户
    words_of = _OTHERS.sub("", lw.WHERE_TAIL.sub("", label.text.lstrip(EDGES + "的了")))
    words_of = _JOINS.sub("", words_of)
    if head and not before and label.rule == "same_as_previous" and lw.AMONG.match(figure.after.of(text)):
        return Label(head, "heads")  # 612户里有90户
    first = figure.before.start == figure.clause.start
    if len(words_of) == 1 and label.rule == "number_before_noun" and first and len(before) > 1:
        words_of = join_labels(stem_of(before)[0], words_of)  # 网格员包8个点
    if label.rule == "number_after_noun":
        words_of = lw.WHEN_INSIDE.sub("", words_of)
    if text.startswith("了", figure.outer.start - 1) and lw.SPOKEN.search(words_of):
        # 三天卖了27万元: one character is no word without it; 夜校开了18班
        words_of += figure.quantity.unit if figure.quantity.unit in lw.NOUN_UNITS else "了"
    return Label(words_of or head or "", label.rule)


def _label_of_heads(text: str, figure: Figure, before: str, after: str, previous: str, context: str) -> Label | None:
    """The label of households, people and towns that no noun names, None where one does or others are counted."""
    if (figure.quantity.unit, after[:1]) in (("口", "人"), ("人", "口")):
        return Label("人口", "heads")
    if figure.quantity.unit in lw.SEATS and not after and (lw.RULES.search(before) or previous.startswith("辖")):
        return Label("辖" + figure.quantity.unit, "heads")
    head = lw.HEADS.get(figure.quantity.unit)
    if not head:
        return None
    if _is_census(text, figure):
        return Label("人口" if head == "人数" else head, "heads")
    if lw.LIVING.search(before):
        return Label("人口" if head == "人数" else head, "heads")
    told = (lw.AMONG.match(after), lw.CARRYING.match(after), lw.TOLD.match(figure.after.of(text)))
    if after and not any(told):
        return None
    reached = stem_of(before)[0]
    if reached in lw.REACHED_HEADS:
        return Label(reached + head, "heads")  # 产值超过3亿元，带动2.1万户
    if not before and previous and lw.WHOSE_PART.match(figure.before.of(text)):
        return Label(previous, "same_as_previous")  # 试点企业12户，其中甲县2户
    subject = _counted_heads(text, figure, before, previous, context)
    alone = previous in ("", *lw.HEADS.values()) or lw.CARRYING.match(after) is not None
    if subject or (not before and alone):
        return Label(subject + head, "heads")
    return None


def _label_of_kind(text: str, figure: Figure, before: str, after: str, previous: str, context: str) -> Label:
    """The label by what the figure is: a change, a share or an amount."""
    if figure.kind is Kind.CHANGE and text.startswith("控制", figure.outer.start) and lw.LIMITED.fullmatch(before):
        return Label(fit_right(before), "change_of_subject")
    if figure.kind is Kind.CHANGE:
        return _label_of_change(before, after, previous, context)
    if figure.quantity.unit in SHARES:
        return _label_of_share(text, figure, before, after, previous, context)
    stem, measured = stem_of(before)
    label = label_of_level(before, stem, measured, after, figure, previous, context)
    return _with_attribute(text, figure, label, stem)


def is_base(text: str, figure: Figure) -> bool:
    """Whether a figure only tells what a share is taken of: 完成全年80万吨任务的六成, 总投资3亿元的40%."""
    return figure.kind is Kind.LEVEL and _BASE.match(text, figure.outer.end, figure.clause.end) is not None


def _is_census(text: str, figure: Figure) -> bool:
    """Whether a clause, or its last item, is nothing but households and people: 全乡辖6个村，1200户3900人."""
    return _CENSUS.fullmatch(text, figure.clause.start, figure.clause.end) is not None


def _with_attribute(text: str, figure: Figure, label: Label, stem: str) -> Label:
    """The label with what stands elsewhere in the clause and tells it from its like; `stem` leads to the number."""
    if label.rule in ("number_after_noun", "measure_of_noun") and text.startswith("的", figure.outer.end):
        amount = lw.BARE_END.search(stem)
        noun = noun_phrase(_words_after(text, figure).lstrip("的"))
        bare = label.rule == "measure_of_noun" and amount is not None and len(amount[0]) == 1  # 长438公里的边境线
        if amount is not None and not bare and len(noun) > 1 and _leads_to(stem[: amount.start()]):
            return Label(join_labels(noun, amount[0]), "amount_of_noun")
    paid = figure.quantity.unit == "元" and stem not in lw.SPENT and lw.PAYS.search(stem) is not None
    if paid and (use := _paid_for(text, figure)):
        return Label(use, "spent_on")
    if stem in lw.SPENT:
        works, rest = spent_on(text, figure)
        noun = works or (noun_phrase(rest) if rest and not lw.CASE_LEAD.match(rest) else "")
        return Label(join_labels(noun, stem), "spent_on") if noun else label
    if label.rule == "number_before_noun" and (which := attribute_of(text, figure, label.text)):
        return Label(join_labels(which, label.text), label.rule)
    return label


def _paid_for(text: str, figure: Figure) -> str:
    """What money that is paid out goes to: 改造老屋 → 老屋投入, but 奖补金 is the money itself."""
    after = _TO_USE.sub("", text[figure.outer.end : figure.clause.end])
    tokens = words().cut(after)
    if not tokens or not after or lw.NO_NOUN.match(after):
        return ""
    if not tokens[0].tag.startswith("v") or (len(tokens) > 1 and tokens[1].text in lw.COMPOUND):
        noun = noun_phrase(after)
        return noun if len(noun) > 1 else ""
    if _FUND.fullmatch(after):
        return after
    rest = _DIGIT.split(_DONE_UP.sub("", after[tokens[0].end :]), maxsplit=1)[0]
    use = noun_phrase(rest) if len(rest) > _SHORT_USE else "" if rest.endswith("的") else rest
    verb = "" if tokens[0].text in lw.LIGHT and use else tokens[0].text
    return join_labels(verb + use.strip(EDGES), "投入")  # 改造老屋12间


def _leads_to(words_before: str) -> bool:
    """Whether nothing but a verb stands before an amount: 引进|总投资8亿元的化工项目, but 村集体|收入10万元的村."""
    words_before = words_before.rstrip("了")
    last = words().cut(words_before)[-1] if words_before else None
    return last is None or is_predicate(last) or is_verb(last)


def _words_before(text: str, figure: Figure, skips: Mapping[int, int]) -> str:
    if told_before := words_before_aside(text, figure):
        return told_before.removeprefix("占")
    section = _SECTION.match(text, figure.before.start, figure.before.end)
    start = skip_leads(text, section.end() if section else figure.before.start, figure.before.end, skips)
    words_before = _without_asides(_APART.split(text[start : figure.before.end])[-1]).lstrip(EDGES)
    if figure.before.start > figure.clause.start and (among := lw.AMONG.match(words_before)):
        words_before = words_before[among.end() :]  # 420户中|通自来水360户
    return words_before if "”" in words_before else words_before.lstrip("“")


def _words_after(text: str, figure: Figure) -> str:
    after = _without_asides(_APART.split(figure.after.of(text))[0]).strip(" \t").removeprefix("人民币")
    if figure.kind is Kind.THRESHOLD and lw.WITHOUT_NOUN.match(after):
        return ""
    if figure.quantity.unit in _MONEY and lw.FOR_ONE.match(after):
        return ""
    if (
        after[:1] in "、，；：↑↓"
        or lw.MARK.match(after)
        or (figure.quantity.unit in lw.HEADS and lw.AMONG.match(after))
        or (not figure.last and lw.AVERAGED.match(after))
        or (not figure.last and not lw.clean_tail(after))
    ):
        return ""  # 比上年的52亿斤增长2.5%: growth between two numbers is no noun
    return lw.TOLD.sub("", after).rstrip(EDGES)


def _without_asides(phrase: str) -> str:
    """The words without what stands in parentheses; 乡（镇） is 乡镇."""
    if "（" not in phrase:
        return phrase
    return _ASIDE.sub("", _RANKS.sub(lambda ranks: ranks[1].replace("、", ""), phrase))


def _counted_heads(text: str, figure: Figure, before: str, previous: str, context: str) -> str:
    """Whose households or people are counted, where no noun says so: 全村120户400人, 全镇8个村民小组300户."""
    words_before = figure.before.of(text).strip(EDGES)
    if before and figure.before.of(text).endswith("、") and figure.before.start > figure.clause.start:
        whole = _WHOLE.match(text, figure.clause.start, figure.clause.end)  # 退出8个村、300户、900人
        return lw.LEAD_WORDS.sub("", whole[0]).rstrip("了") if whole else ""
    if not before and lw.ONLY_WHEN.fullmatch(words_before):
        told = context[:-1] if not previous and context.endswith("的") and len(context) < LONGEST else previous
        return lw.LEAD_WORDS.sub("", told.removesuffix("户数").removesuffix("人数"))  # 办民宿的，2012年6户，2018年52户
    if not before and words_before:
        return words_before if len(words_before) <= 8 and words_before[0] not in "这那" else ""
    if not words_before and previous.endswith(tuple(lw.HEADS.values())):
        return previous.removesuffix("户数").removesuffix("人数")
    whole = _WHOLE.match(text, figure.clause.start, figure.clause.end) if words_before == previous else None
    return whole[0] if whole else ""


def _label_of_change(before: str, after: str, previous: str, context: str) -> Label:
    if (extent := lw.EXTENT.search(before)) and previous:
        return Label(join_labels(previous, extent["extent"]), "extent_of_previous")
    if gain := lw.GAIN.search(before):
        return Label(gain["whose"] + gain["gain"], "gain")
    if own := lw.OWN_GAIN.search(before):
        return Label(own["own"], "gain")  # 较移栽亩均节本400元
    if previous and before in lw.GAINS:
        return Label(join_labels(previous, before), "change_of_previous")  # 税收4亿元，增收300万元
    stem, _ = stem_of(before, growth=True)
    stem = lw.TURNED.sub("", lw.FROM.sub("", stem))
    if after.startswith("的"):
        return Label(fit_left(after[1:]), "change_of_noun")
    if (
        not stem
        or is_pointless(stem)
        or lw.BY_PLAN.fullmatch(stem)
        or stem.startswith((*lw.RATIO, *lw.ABOVE))
        or lw.LESS.fullmatch(stem)
    ):
        return Label(previous or tail_of(context), "change_of_previous")
    if previous and stem.startswith("拉动"):
        return Label(join_labels(previous, stem), "change_of_previous")  # 第二产业增加值增长7%，拉动GDP增长3个百分点
    return Label(fit_right(subject_of(stem)), "change_of_subject")


def _label_of_share(text: str, figure: Figure, before: str, after: str, previous: str, context: str) -> Label:
    if after.startswith("的"):
        noun = fit_left(after[1:], LONGEST - 2)
        noun = next((share for share in lw.SHARE_NOUNS if noun.startswith(share)), noun)  # 以20%的占比|领先
        return Label(noun if noun.endswith(("率", "比", "比例", "占比")) else noun + "占比", "share_of_noun")
    whole = lw.TOLD_SHARE.sub("", previous)
    if previous and (plan := lw.PLAN.match(before)):
        return Label(join_labels(whole, "占" + plan["plan"]), "share_of_plan")
    if held := lw.HELD.fullmatch(before):
        whose = lw.LEAD_WORDS.sub("", held["whose"]) if len(held["whose"]) > 1 else whole
        rest = held["held"].lstrip("就仅只约已").rstrip("了") + held["base"]
        return Label(join_labels(whose or tail_of(context), rest), "share_held")
    if "占" in text[figure.clause.start : figure.before.start] and (
        base := lw.ALSO_OF.fullmatch(figure.before.of(text))
    ):
        return Label(join_labels(whole, "占" + base["base"]), "share_of_previous")
    if previous and _BESIDE.fullmatch(before):
        return Label(join_labels(previous, before), "above_others")
    if before == "的" and (base := _OF_BASE.search(text, figure.clause.start, figure.outer.start)):
        return Label(join_labels(lw.LEAD_WORDS.sub("", base["what"]), "占比"), "share_of_base")
    stem, _ = stem_of(before)
    stem = lw.FROM.sub("", stem)
    if not stem and after and not lw.NO_NOUN.match(after):
        return Label(fit_left(lw.COPULA.sub("", after), LONGEST - 2) + "占比", "share_of_noun")  # 70%以上居民从事农业
    if not stem or lw.ONLY_REACHED.fullmatch(stem):
        return Label(previous or tail_of(context), "share_of_previous")
    if stem.startswith(("占", "约占")) or stem in lw.POINTLESS:
        return Label(join_labels(whole or tail_of(context), stem.removesuffix("的")), "share_of_previous")
    subject = fit_right(subject_of(stem))
    follows = figure.clause.start < figure.before.start and not text.startswith("、", figure.before.start)
    if follows and previous not in subject and lw.RATE.fullmatch(subject):
        subject = join_labels(previous, subject)  # 宾馆6家入住率88%
    if not subject.endswith(lw.SHARES):
        subject = join_labels(lw.OF_TAIL.sub("", subject), "占比")  # 其中妇女占七成
    return Label(subject, "share_of_subject")
