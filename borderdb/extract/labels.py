"""What a figure counts, in the words of the article: the clause with the number taken out, trimmed at both ends.

Three positions decide which words belong to a number. It follows its noun (培育示范点16个), stands before it
(选派12名干部驻村), or is a predicate's complement (产量达12万吨). What is trimmed at the ends says when, where, how
much or that something was achieved; what changes the meaning (新增, 计划, 城镇) stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from borderdb.extract import labelwords as lw
from borderdb.extract.attributes import attribute_of, spent_on
from borderdb.extract.figures import Figure
from borderdb.extract.parentheses import words_before_aside
from borderdb.extract.phrases import (
    EDGES,
    LONGEST,
    fit_left,
    fit_modifier,
    fit_right,
    is_predicate,
    is_verb,
    join_labels,
    noun_phrase,
    skip_leads,
    subject_of,
    tail_of,
)
from borderdb.records import Kind
from borderdb.text.tokens import words

_ASIDE = re.compile(r"（[^（）]*）")
_RANKS = re.compile(r"(?<=[乡县村])（([镇市区、]{1,3})）")  # 9个乡（镇）
_TELLING_MORE = re.compile(r"[“\d]|百万|亿")
_AMOUNTS = frozenset("元亩斤吨米里度升")
_WHOLE = re.compile(r"\D{2,8}(?=\d)")
_OTHERS = re.compile(r"^等(?:地|处)?(?![级候待])(?=.{2})")  # 甲镇、乙镇|等地接待游客
_JOINS = re.compile(r"(?<=.)(?<![共饱缓温])(?:和|以及)$")  # 300只羊和|40头牛
_SECTION = re.compile(r"[\u4e00-\u9fff]{2,4}[ \u3000]+(?=\S{2})")  # 经济 2021年总收入…
_BESIDE = re.compile(r"[比较][^，。；]{2,12}(?:[高低多少快慢])(?:了|出|近|约)*")  # 造价较概算低4%
_BASE = re.compile(r"[^，。；、\d]{0,6}的(?:约|近|超过?)?\d[\d.]*%")
_OF_BASE = re.compile(r"(?P<what>[^\d，。；]{2,})\d[\d.]*[^\d，。；、的]{1,5}的$")
_NUMBER = r"\d[\d,.]*[余多]?万?"
_CENSUS = re.compile(rf"(?:共|总计|现有)?{_NUMBER}户[、，]?{_NUMBER}(?:人|口人)")
_ABOVE = re.compile(r"(?:高于|低于|快于|慢于|优于|高出|高过|领先).*$")


@dataclass(frozen=True, slots=True)
class Label:
    """The words, and the rule that chose them."""

    text: str
    rule: str


def find_label(text: str, figure: Figure, skips: Mapping[int, int], previous: str, context: str) -> Label:
    """The label of a figure, '' where the text gives none.

    `skips` are the mentions of places and periods, from beginning to end, left out at the head of a label; `previous`
    is the label of the figure before it in the sentence, '' where there is none; `context` the clause before.
    """
    before = _words_before(text, figure, skips)
    after = _words_after(text, figure)
    head = lw.HEADS.get(figure.quantity.unit)
    if head and _is_census(text, figure):
        return Label("人口" if head == "人数" else head, "heads")
    told = not after or lw.AMONG.match(after) is not None or lw.TOLD.match(figure.after.of(text)) is not None
    if head and told:
        subject = _counted_heads(text, figure, before, previous)
        if subject or (not before and previous in ("", *lw.HEADS.values())):
            return Label(subject + head, "heads")
    if figure.kind is Kind.CHANGE and text.startswith("控制", figure.outer.start) and lw.LIMITED.fullmatch(before):
        label = Label(fit_right(before), "change_of_subject")
    elif figure.kind is Kind.CHANGE:
        label = _label_of_change(before, after, previous, context)
    elif figure.quantity.unit in ("%", "‰"):
        label = _label_of_share(text, figure, before, after, previous, context)
    else:
        label = _label_of_level(before, after, figure, previous, context)
        label = _with_attribute(text, figure, label, _stem(before)[0])
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
        words_of = join_labels(_stem(before)[0], words_of)  # 网格员包8个点
    return Label(words_of or head or "", label.rule)


def is_base(text: str, figure: Figure) -> bool:
    """Whether a figure only tells what a share is taken of: 完成全年80万吨任务的六成, 总投资3亿元的40%."""
    return figure.kind is Kind.LEVEL and _BASE.match(text, figure.outer.end, figure.clause.end) is not None


def _is_census(text: str, figure: Figure) -> bool:
    """Whether a clause holds nothing but households and people: 全乡辖6个村，1200户3900人."""
    return _CENSUS.fullmatch(text, figure.clause.start, figure.clause.end) is not None


def _with_attribute(text: str, figure: Figure, label: Label, stem: str) -> Label:
    """The label with what stands elsewhere in the clause and tells it from its like; `stem` leads to the number."""
    if label.rule == "number_after_noun" and text.startswith("的", figure.outer.end):
        amount = lw.BARE_END.search(stem)
        noun = noun_phrase(_words_after(text, figure).lstrip("的"))
        if amount is not None and len(noun) > 1 and _leads_to(stem[: amount.start()]):
            return Label(join_labels(noun, amount[0]), "amount_of_noun")
    if stem in lw.SPENT:
        works, rest = spent_on(text, figure)
        noun = works or (noun_phrase(rest) if rest and not lw.CASE_LEAD.match(rest) else "")
        return Label(join_labels(noun, stem), "spent_on") if noun else label
    if label.rule == "number_before_noun" and (which := attribute_of(text, figure, label.text)):
        return Label(join_labels(which, label.text), label.rule)
    return label


def _leads_to(words_before: str) -> bool:
    """Whether nothing but a verb stands before an amount: 引进|总投资8亿元的化工项目, but 村集体|收入10万元的村."""
    return not words_before or is_predicate(words().cut(words_before)[-1])


def _words_before(text: str, figure: Figure, skips: Mapping[int, int]) -> str:
    if told_before := words_before_aside(text, figure):
        return told_before.removeprefix("占")
    section = _SECTION.match(text, figure.before.start, figure.before.end)
    start = skip_leads(text, section.end() if section else figure.before.start, figure.before.end, skips)
    words_before = _without_asides(text[start : figure.before.end]).lstrip(EDGES)
    return words_before if "”" in words_before else words_before.lstrip("“")


def _words_after(text: str, figure: Figure) -> str:
    after = _without_asides(figure.after.of(text)).strip(" \t").removeprefix("人民币")
    if figure.kind is Kind.THRESHOLD and lw.WITHOUT_NOUN.match(after):
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
    return _ASIDE.sub("", _RANKS.sub(lambda ranks: ranks[1].replace("、", ""), phrase))


def _counted_heads(text: str, figure: Figure, before: str, previous: str) -> str:
    """Whose households or people are counted, where no noun says so: 全村120户400人, 全镇8个村民小组300户."""
    words_before = figure.before.of(text).strip(EDGES)
    if before and figure.before.of(text).endswith("、") and figure.before.start > figure.clause.start:
        whole = _WHOLE.match(text, figure.clause.start, figure.clause.end)  # 退出8个村、300户、900人
        return lw.LEAD_WORDS.sub("", whole[0]).rstrip("了") if whole else ""
    if not before and words_before:
        return words_before if len(words_before) <= 8 and words_before[0] not in "这那" else ""
    if not words_before and previous.endswith(tuple(lw.HEADS.values())):
        return previous.removesuffix("户数").removesuffix("人数")
    whole = _WHOLE.match(text, figure.clause.start, figure.clause.end) if words_before == previous else None
    return whole[0] if whole else ""


def _stem(before: str, growth: bool = False) -> tuple[str, bool]:
    """The words before a figure without its verb of measure, and whether there was one (产量达, 比例提高到)."""
    measured = False
    while True:
        match = (lw.GROWTH_TAIL.search(before) if growth else None) or lw.MEASURE_TAIL.search(before)
        if match is None or not match[0]:
            return before.rstrip(EDGES), measured
        measured = measured or match.lastgroup == "measure"
        before = before[: match.start()].rstrip(EDGES)


def _label_of_change(before: str, after: str, previous: str, context: str) -> Label:
    if (extent := lw.EXTENT.search(before)) and previous:
        return Label(join_labels(previous, extent["extent"]), "extent_of_previous")
    if gain := lw.GAIN.search(before):
        return Label(gain["whose"] + gain["gain"], "gain")
    if previous and before in lw.GAINS:
        return Label(join_labels(previous, before), "change_of_previous")  # 税收4亿元，增收300万元
    stem, _ = _stem(before, growth=True)
    stem = lw.FROM.sub("", stem)
    if after.startswith("的"):
        return Label(fit_left(after[1:]), "change_of_noun")
    if (
        not stem
        or _is_pointless(stem)
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
    if previous and _BESIDE.fullmatch(before):
        return Label(join_labels(previous, before), "above_others")
    if before == "的" and (base := _OF_BASE.search(text, figure.clause.start, figure.outer.start)):
        return Label(join_labels(lw.LEAD_WORDS.sub("", base["what"]), "占比"), "share_of_base")
    stem, _ = _stem(before)
    stem = lw.FROM.sub("", stem)
    if not stem and after and not lw.NO_NOUN.match(after):
        return Label(fit_left(lw.COPULA.sub("", after), LONGEST - 2) + "占比", "share_of_noun")  # 70%以上居民从事农业
    if not stem:
        return Label(previous or tail_of(context), "share_of_previous")
    if stem.startswith(("占", "约占")) or stem in lw.POINTLESS:
        return Label(join_labels(whole or tail_of(context), stem.removesuffix("的")), "share_of_previous")
    subject = fit_right(subject_of(stem))
    if not subject.endswith(lw.SHARES):
        subject = join_labels(lw.OF_TAIL.sub("", subject), "占比")  # 其中妇女占七成
    return Label(subject, "share_of_subject")


def _label_of_level(before: str, after: str, figure: Figure, previous: str, context: str) -> Label:
    if of_row := _label_of_row(before, after, previous):
        return of_row
    develops = _develops(before, after, figure)
    if after and not develops and lw.FREE.search(before):
        before = ""  # 党组织、200名党员; 已为80名老人: what stands before belongs to something else
    if after and not after.startswith("的") and lw.IS_TAIL.search(before):
        before = ""
    stem, measured = _stem(before)
    stem = lw.WHOLE_PLACE.sub("", stem) if after and not measured else stem
    measured = (len(stem) > 2 and bool(lw.MEASURED.search(stem))) or (
        (measured or figure.bounded) and _ends_in_noun(stem)
    )
    source = lw.FROM.search(stem) if develops or not after else None
    if develops:
        after = ""
    above = lw.ABOVE_OTHERS.fullmatch(stem) if previous else None
    if above is not None:
        told = previous.removesuffix(above["what"] or "") if above["what"] else _ABOVE.sub("", previous)
        return Label(join_labels(told, stem), "above_others")
    if previous and figure.quantity.unit == "倍" and lw.BY_OTHERS.fullmatch(stem.removesuffix("的")):
        return Label(previous, "same_as_previous")
    if source:  # 商会由起步时的8家发展到90余家
        stem, after = _stem(stem[: source.start()])[0], ""
    if made_of := lw.MADE_OF.match(after):  # 由30人组成的巡边队伍
        return Label(noun_phrase(after[made_of.end() :]), "made_of")
    if after.startswith("的") and _counts_heads(stem, figure, previous):
        return _label_of_noun(stem, after, previous, context)
    if after.startswith("的") and not measured and (noun := noun_phrase(after[1:])):
        return Label(noun, "measure_of_noun")
    if not source and stem.endswith("的") and after:
        noun = noun_phrase(after) if figure.last else _without_measure(noun_phrase(after), figure)
        return Label(fit_right(fit_modifier(stem) + noun), "modifier_and_noun")
    if after and not measured and _noun_follows(stem, after, figure.last):
        counted = lw.COPULA.sub("", _counted(after, figure)) if not stem else _counted(after, figure)
        return Label(fit_left(_verb_before(stem) + counted), "number_before_noun")
    return _label_of_noun(lw.OF_TAIL.sub("", stem), after, previous, context)


def _label_of_row(before: str, after: str, previous: str) -> Label | None:
    """Several together, the ends of a row, and the rest of it: 两口岸合计, 最高300万元, 其余30万吨为粮食."""
    if "合计" in before and (several := lw.SEVERAL.match(before)):
        return Label(several[0] + "合计", "several")
    if previous and (end := lw.EXTREME.fullmatch(before)):
        whole = lw.AVERAGE_LEAD.sub("", lw.EXTREME_TAIL.sub("", previous))
        return Label(join_labels(whole, end["end"]), "extreme_of_previous")
    if lw.REST.fullmatch(before) and (made := lw.IS.match(after)):
        return Label(fit_left(after[made.end() :]), "rest")
    return None


def _develops(before: str, after: str, figure: Figure) -> bool:
    """Whether what follows a number leads to another: 由30吨|攀升到|85吨, 由14批96人次|减为|5批."""
    if lw.DEVELOPS.search(after) or (lw.TO_OTHER.match(after) and lw.FROM.search(before)):
        return True
    to_other = not figure.last and lw.TO_OTHER.fullmatch(after) is not None
    return to_other and words().cut(after)[0].tag.startswith("v")


def _counts_heads(stem: str, figure: Figure, previous: str) -> bool:
    """Whether households or people are counted by the words before them: 惠及群众900户3000人的服务网络."""
    if figure.quantity.unit not in lw.HEADS or lw.MEASURED.search(stem):
        return False
    return _ends_in_noun(stem) or (not figure.before and bool(previous))


def _label_of_noun(stem: str, after: str, previous: str, context: str) -> Label:
    """A number behind its noun, or behind words that lean on the figure before."""
    if not stem or _is_pointless(stem):
        if after and not previous:
            return Label(fit_left(lw.COPULA.sub("", after)), "subject_after")
        return Label(previous or tail_of(context), "same_as_previous")
    stem = _own_words(lw.COMPARED.sub("", stem), previous)
    if previous and lw.PRICE_OF.fullmatch(stem):
        return Label(join_labels(lw.counted_in(previous) or previous, stem), "price_of_previous")
    if previous and lw.AVERAGE.fullmatch(stem):
        return Label(fit_right(stem + previous), "average_of_previous")
    subject = subject_of(stem)
    if len(subject) <= 2 and subject not in lw.NOMINAL and is_verb(words().cut(subject)[-1]):
        if subject in lw.BARE and (counted := lw.counted_in(previous)):
            return Label(join_labels(counted, subject), "amount_of_counted")  # 羊存栏5万只，出栏2万只
        return Label(join_labels(previous, subject) if previous else fit_right(stem), "verb_of_previous")
    return Label(fit_right(subject), "number_after_noun")


def _is_pointless(stem: str) -> bool:
    """Whether the words say nothing of what is counted: 同比, 折合人民币, 在原有的基础上."""
    if stem in lw.POINTLESS or lw.ON_BASIS.match(stem) or lw.AT_OTHER_TIME.fullmatch(stem):
        return True
    return lw.CONVERTED.fullmatch(stem) is not None or lw.ONLY_WHEN.fullmatch(stem) is not None


def _ends_in_noun(stem: str) -> bool:
    return bool(stem) and not is_verb(words().cut(stem[-12:])[-1])


def _noun_follows(stem: str, after: str, last: bool) -> bool:
    """Whether the number belongs to the words after it, not to those before it.

    Both sides can be nouns (村干部5名党员) or the right side a verb (技术员9人服务60次): a verb on the right leaves
    the number to a noun on the left.
    """
    if not stem:
        return not lw.NO_NOUN.match(after) or after.startswith("在")
    right = words().cut(after[:12])
    if len(right) > 1 and right[0].tag.startswith("v") and right[1].text in lw.COMPOUND:
        return True  # 园区6家|加工|企业
    left = words().cut(stem[-12:])
    if is_verb(left[-1]):
        return not lw.NO_NOUN.match(after) or after.startswith("在")
    if not right or lw.NO_NOUN.match(after):
        return False
    if not last and len(right) == 1 and right[0].tag.startswith("v"):
        return False  # 技术员9人服务60次
    return not is_predicate(right[0]) or left[-1].text in lw.CASES


def _verb_before(stem: str) -> str:
    """The verb that governs what is counted, where it says more than that something was done: 新增, 化解, 招录."""
    tokens = words().cut(stem[-12:])
    if tokens and len(tokens[-1].text) >= 2:
        return tokens[-1].text if is_verb(tokens[-1]) and tokens[-1].text not in lw.LIGHT else ""
    # A verb the dictionary lacks (包保) stands alone before its object.
    return stem if len(stem) in (2, 3) and stem not in lw.LIGHT and tokens[-1].text not in lw.CASES else ""


def _counted(after: str, figure: Figure) -> str:
    """What is counted by a number that stands before it; up to its verb where another figure needs the rest."""
    if not figure.last or "的" in after[1:]:
        noun = noun_phrase(after) if figure.last else _without_measure(noun_phrase(after), figure)
        return noun if len(noun) > 1 or noun in "村镇乡屯" else fit_left(after)
    if settlements := lw.SETTLEMENTS.match(after):
        return settlements[0]
    # What people do tells who they are (8名青年担任村干部); of things, only what is named or numbered does.
    if figure.quantity.unit in lw.PERSONS or _TELLING_MORE.search(after):
        return after
    ends = (token.start for token in words().cut(after) if token.start > 1 and token.text in lw.TOLD_OF_THINGS)
    noun = after[: next(ends, len(after))]
    bare = lw.TOLD_HOW.sub("", noun)
    return bare + after[len(noun) :] if bare in lw.VAGUE and noun != after else noun


def _without_measure(noun: str, figure: Figure) -> str:
    """What is counted without what the next figure gives of it: 12栋木屋|入住率80%, 9名员工|人均."""
    bare = lw.NEXT_ONES.sub("", noun)
    if len(figure.quantity.unit) > 1 or figure.quantity.unit in _AMOUNTS:
        return bare
    tokens = words().cut(bare)
    if len(tokens) > 1 and lw.NEXT_MEASURE.search(tokens[-1].text):
        while len(tokens) > 1 and (lw.NEXT_MEASURE.search(tokens[-1].text) or is_verb(tokens[-1])):
            tokens = tokens[:-1]
        bare = lw.NEXT_ONES.sub("", bare[: tokens[-1].end])
    return bare


def _own_words(stem: str, previous: str) -> str:
    """The words between two figures without the noun of the first: 27个示范村|建起冷库31座."""
    rest = stem.removeprefix(previous)
    if rest == stem or not previous or len(rest) < 3:
        return stem
    return rest if is_predicate(words().cut(rest)[0]) or lw.PAID.match(rest) else stem
