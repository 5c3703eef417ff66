"""SourceText: every character of the result leads back to its place."""

from __future__ import annotations

import pytest

from borderdb.records import Span
from borderdb.text.source import Edit, SourceText


def test_untouched_text_is_its_own_source() -> None:
    source = SourceText("边境小镇")
    assert [source.origin(offset) for offset in range(5)] == [0, 1, 2, 3, 4]


def test_deletion_shifts_what_follows() -> None:
    source = SourceText("边(bian)境").replace([Edit(1, 7, "")])
    assert source.text == "边境"
    assert source.origin(1) == 7
    assert source.origin_span(Span(0, 2)) == Span(0, 8)


def test_replacement_of_other_length_stands_as_a_whole() -> None:
    source = SourceText("一,,二").replace([Edit(1, 3, "，")])
    assert source.text == "一，二"
    assert source.origin_span(Span(1, 2)) == Span(1, 3)
    assert source.origin(2) == 3


def test_edits_compose() -> None:
    source = SourceText("abcdefgh").replace([Edit(0, 2, "")]).replace([Edit(1, 3, "XYZ")])
    assert source.text == "cXYZfgh"
    assert source.origin_span(Span(1, 4)) == Span(3, 5)
    assert source.origin(4) == 5


def test_a_piece_put_together_leads_to_both_places() -> None:
    source = SourceText("甲乙" + "丙" * 200 + "丁戊")
    whole = source.lines([[Span(0, 2), Span(202, 204)]])
    assert whole.text == "甲乙丁戊"
    assert whole.origin_spans(Span(1, 3)) == (Span(1, 2), Span(202, 203))


def test_separator_belongs_to_the_piece_before() -> None:
    source = SourceText("甲 乙")
    whole = source.lines([[Span(0, 1)], [Span(2, 3)]])
    assert whole.text == "甲\n乙"
    assert [whole.origin(offset) for offset in range(3)] == [0, 1, 2]


@pytest.mark.parametrize("edits", [[Edit(2, 3, ""), Edit(1, 2, "")], [Edit(2, 1, "")]])
def test_edits_out_of_order_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        SourceText("abcd").replace(edits)


def test_rewriting_keeps_the_length() -> None:
    with pytest.raises(ValueError, match="length"):
        SourceText("abcd").rewritten("abc")
