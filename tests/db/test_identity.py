"""Ids are the same wherever they are made, and differ where what they name differs."""

from __future__ import annotations

import pytest

from borderdb.db.identity import Figure, base_ids, core_name, digest, folded_id, initiative_id, metric_ids


def test_ids_never_change() -> None:
    """They stand in notebooks and corrections: another way of making them would orphan these."""
    assert digest("a", "b") == "42de60bac299d468"
    assert base_ids("a.txt", [("标题", "正文")]) == ["30eb08087836afe0"]


def test_parts_are_not_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("a", "") != digest("a")


def test_only_the_opening_of_an_article_counts() -> None:
    opening = "字" * 64
    assert base_ids("a", [("标题", opening)]) == base_ids("a", [("标题", opening + "更多")])
    assert base_ids("a", [("标题", opening)]) != base_ids("a", [("标题", "别" + opening)])


def test_equal_articles_of_a_document_are_numbered() -> None:
    ids = base_ids("a", [("标题", "正文"), ("标题", "正文"), ("别的", "正文")])
    assert len(set(ids)) == 3
    assert ids[:1] == base_ids("a", [("标题", "正文")])


def test_a_folded_id_is_of_its_document() -> None:
    assert len({folded_id("x", "1"), folded_id("x", "2"), folded_id("y", "1"), "x"}) == 4


def test_equal_figures_of_a_sentence_are_numbered() -> None:
    same, other = Figure("种地3亩。", 2, "3亩"), Figure("种地3亩。", 3, "3亩")
    ids = metric_ids("a", [same, same, other])
    assert len(set(ids)) == 3
    assert metric_ids("a", [other, same, same]) == [ids[2], ids[0], ids[1]]
    assert not set(metric_ids("b", [same, same, other])) & set(ids)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("“五心·聚力”", "五心聚力"),
        ("1+N", "1+N"),
        ("１＋Ｎ", "1+N"),
        ("智 汇 江 城", "智汇江城"),
        ("《边关》（一期）", "边关一期"),
    ],
)
def test_core_names(name: str, core: str) -> None:
    assert core_name(name) == core
    assert initiative_id(core, "230881") != initiative_id(core, None)
