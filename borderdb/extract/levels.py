"""The label of an amount, by its position to the number: behind its noun, before it, or its predicate's complement."""

from __future__ import annotations

import re

from borderdb.extract import labelwords as lw
from borderdb.extract.figures import Figure
from borderdb.extract.phrases import (
    EDGES,
    Label,
    fit_left,
    fit_modifier,
    fit_right,
    is_predicate,
    is_verb,
    join_labels,
    noun_phrase,
    stem_of,
    subject_of,
    tail_of,
)
from borderdb.text.tokens import words

_TELLING_MORE = re.compile(r"[“\d]|百万|亿")
_ARRIVES = frozenset("到至入进")
_AMOUNTS = frozenset("元亩斤吨米里度升")
_ABOVE = re.compile(r"(?:高于|低于|快于|慢于|优于|高出|高过|领先).*$")


def label_of_level(
    before: str, stem: str, measured: bool, after: str, figure: Figure, previous: str, context: str
) -> Label:
    """The label of an amount, by the words before and after it, the label before it and the clause before.

    `stem` is `before` without its verb of measure, `measured` that there was one.
    """
    if of_row := _label_of_row(before, after, previous):
        return of_row
    develops = _develops(before, after, figure)
    if after and not develops and lw.FREE.search(before):
        # 党组织、200名党员; 已为80名老人: what stands before belongs to something else
        before, stem, measured = "", "", False
    if after and not after.startswith("的") and lw.IS_TAIL.search(before):
        before, stem, measured = "", "", False
    measured = measured and not (after and figure.quantity.unit not in ("元", "块") and lw.GOES_TO.search(before))
    stem = lw.WHOLE_PLACE.sub("", stem) if after and not measured else stem
    measured = (len(stem) > 2 and bool(lw.MEASURED.search(stem))) or (
        (measured or figure.bounded) and _ends_in_noun(stem)
    )
    source = lw.FROM.search(stem) if develops or not after else None
    said = after
    if develops:
        after = ""
    if previous and (beside := _label_beside(stem, figure, previous)):
        return beside
    if source and not stem_of(stem[: source.start()])[0] and (noun := _developing(said)):
        return Label(noun, "number_before_noun")
    if source:  # 商会由起步时的8家发展到90余家
        stem, after = stem_of(stem[: source.start()])[0], ""
    if after.startswith(lw.MADE_OF):
        return Label(noun_phrase(after[len(lw.MADE_OF[0]) :]), "made_of")
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


def _label_beside(stem: str, figure: Figure, previous: str) -> Label | None:
    """What was told last, set against others: 高于全国9个百分点, 是全省平均的3倍."""
    if above := lw.ABOVE_OTHERS.fullmatch(stem):
        told = previous.removesuffix(above["what"] or "") if above["what"] else _ABOVE.sub("", previous)
        return Label(join_labels(told, stem), "above_others")
    if figure.quantity.unit == "倍" and lw.BY_OTHERS.fullmatch(stem.removesuffix("的")):
        return Label(previous, "same_as_previous")
    return None


def _label_of_row(before: str, after: str, previous: str) -> Label | None:
    """Several together, the ends of a row, and the rest of it: 两口岸合计, 最高300万元, 其余30万吨为粮食."""
    if "合计" in before and (several := lw.SEVERAL.match(before)):
        return Label(several[0] + "合计", "several")
    if previous and (end := lw.EXTREME.fullmatch(before)):
        whole = lw.AVERAGE_LEAD.sub("", lw.EXTREME_TAIL.sub("", previous))
        return Label(join_labels(whole, end["end"]), "extreme_of_previous")
    if before in lw.REST and (made := lw.IS.match(after)):
        return Label(fit_left(after[made.end() :]), "rest")
    return None


def _develops(before: str, after: str, figure: Figure) -> bool:
    """Whether what follows a number leads to another: 由30吨|攀升到|85吨, 由14批96人次|减为|5批."""
    if not after:
        return False
    if lw.DEVELOPS.match(after) or (lw.TO_OTHER.match(after) and lw.FROM.search(before)):
        return True
    to_other = not figure.last and lw.TO_OTHER.fullmatch(after) is not None
    return to_other and words().cut(after)[0].tag.startswith("v")


def _developing(after: str) -> str:
    """What becomes more, named behind the first number: 从4间|教室|增加到18间."""
    noun = noun_phrase(after)
    return noun if 1 < len(noun) < len(after) and not is_verb(words().cut(noun)[0]) else ""


def _counts_heads(stem: str, figure: Figure, previous: str) -> bool:
    """Whether households or people are counted by the words before them: 惠及群众900户3000人的服务网络."""
    if figure.quantity.unit not in lw.HEADS or lw.MEASURED.search(stem):
        return False
    return _ends_in_noun(stem) or (not figure.before.length and bool(previous))


def _label_of_noun(stem: str, after: str, previous: str, context: str) -> Label:
    """A number behind its noun, or behind words that lean on the figure before."""
    if not stem or is_pointless(stem):
        if after and not previous:
            return Label(fit_left(lw.COPULA.sub("", after)), "subject_after")
        return Label(previous or tail_of(context), "same_as_previous")
    stem = _own_words(lw.COMPARED.sub("", stem), previous)
    if previous and lw.PRICE_OF.fullmatch(stem):
        return Label(join_labels(lw.counted_in(previous) or previous, stem), "price_of_previous")
    if previous and lw.AVERAGE.fullmatch(stem):
        return Label(fit_right(stem + lw.AVERAGE_LEAD.sub("", previous)), "average_of_previous")
    subject = subject_of(stem)
    if len(subject) <= 2 and subject not in lw.NOMINAL and is_verb(words().cut(subject)[-1]):
        if subject in lw.BARE and (counted := lw.counted_in(previous)):
            return Label(join_labels(counted, subject), "amount_of_counted")  # 羊存栏5万只，出栏2万只
        told = lw.SPOKEN_DONE.sub("", previous)
        return Label(join_labels(told, subject) if told else fit_right(stem), "verb_of_previous")
    return Label(fit_right(subject), "number_after_noun")


def is_pointless(stem: str) -> bool:
    """Whether the words say nothing of what is counted: 同比, 折合人民币, 在原有的基础上."""
    return stem in lw.POINTLESS or lw.POINTLESS_WORDS.fullmatch(stem) is not None


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
    if not last and right and len(right) == 1 and lw.NEXT_MEASURE.search(after) and _ends_in_noun(stem):
        return False  # 宾馆6家|入住率88%
    if len(right) > 1 and right[0].tag.startswith("v") and right[1].text in lw.COMPOUND:
        return True  # 园区6家|加工|企业
    left = words().cut(stem[-12:])
    if is_verb(left[-1]):
        return not lw.NO_NOUN.match(after) or after.startswith("在")
    if not right or lw.NO_NOUN.match(after):
        return False
    if len(right) > 1 and right[0].tag.startswith("v") and right[1].text in _ARRIVES:
        return False  # 水泥路6公里|通到|门口
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
    if told_of := lw.TOLD_OF.search(after, 1):
        return after[: told_of.start()].rstrip(EDGES)
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
    return bare + "村" if noun.startswith("村集体", len(bare)) else bare  # 边境|村集体|收入


def _own_words(stem: str, previous: str) -> str:
    """The words between two figures without the noun of the first: 27个示范村|建起冷库31座."""
    rest = stem.removeprefix(previous)
    if rest == stem or not previous or len(rest) < 3:
        return stem
    return rest if is_predicate(words().cut(rest)[0]) or lw.PAID.match(rest) else stem
