"""Tables: Chinese in columns, narrow terminals, and pages that look like markup."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from borderdb.cli.sheet import Marks, Sheet
from borderdb.cli.tables import Column, fit, marked, number, write_plain, write_terminal
from borderdb.cli.wrapping import fold, width

SENTENCE = "2025年，同江口岸进出境旅客3.87万人次，同比增长436.2%，货物（含粮食）226万吨。"
ROWS = [
    ("3f2a91bc00000001", "同江口岸", "进出境旅客", 38700, "人次", "2025年", SENTENCE),
    ("3f2a91bc00000002", "同江口岸", "[/red]货物", 2260000, "吨", None, SENTENCE),
    ("3f2a91bc00000003", "密山市", "[bold]粮食\x1b[2J", 1260000000, "斤", "2025", "密山市产粮12.6亿斤。"),
]
COLUMNS = ("metric_id", "place", "label", "value", "unit", "period", "sentence")


def on_terminal(cells: int, *, colour: bool = False, **marks: Marks) -> str:
    out = io.StringIO()
    system = "standard" if colour else None
    console = Console(file=out, width=cells, force_terminal=True, color_system=system, markup=False, highlight=False)
    write_terminal(Sheet(COLUMNS, ROWS, marks=marks), COLUMNS, console)
    return out.getvalue()


def on_pipe() -> str:
    out = io.StringIO()
    write_plain(Sheet(COLUMNS, ROWS), COLUMNS, out)
    return out.getvalue()


@pytest.mark.parametrize("cells", [200, 120, 100, 80, 60, 40, 20])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(cells: int) -> None:
    text = on_terminal(cells)
    lines = text.splitlines()
    assert max(map(width, lines)) <= max(cells, 35)
    squeezed = "".join(text.split())
    for words in ("同江口岸", "[/red]货物", "[bold]粮食", "␛[2J", "1,260,000,000", "12.6亿斤"):
        assert words in squeezed


def test_a_narrow_terminal_gets_the_sentence_below_and_a_very_narrow_one_records() -> None:
    assert on_terminal(120).splitlines()[0].endswith("period  sentence")
    narrow = on_terminal(70).splitlines()
    assert narrow[0].endswith("period")
    assert narrow[4].startswith("  2025年，同江口岸")
    assert on_terminal(40).startswith("── 1 ─")
    assert on_terminal(40).count("sentence") == len(ROWS)
    assert "〃" not in on_terminal(40)


def test_a_pipe_gets_a_line_per_row_uncut_without_colour() -> None:
    lines = on_pipe().splitlines()
    assert len(lines) == 2 + len(ROWS)
    assert lines[2].endswith(SENTENCE)
    assert "3f2a91bc00000001" in lines[2]
    assert "\x1b" not in on_pipe()


def test_columns_stand_below_each_other() -> None:
    header, _, *rows = on_pipe().splitlines()
    end = width(header[: header.index("value") + len("value")])
    for row, shown in zip(rows, ("38,700", "2,260,000", "1,260,000,000"), strict=True):
        assert width(row[: row.index(shown) + len(shown)]) == end


def test_unknown_is_a_dash() -> None:
    assert "  —  " in on_pipe().splitlines()[3]


def test_ids_are_short_and_a_sentence_stands_once_on_a_terminal() -> None:
    text = on_terminal(120)
    assert "3f2a91bc00000001" not in text
    assert text.count("〃") == 1


def test_words_stand_out() -> None:
    text = on_terminal(200, colour=True, sentence=Marks(("旅客",), ("unit",)))
    assert "\x1b[1;33m旅客\x1b[0m" in text
    assert "\x1b[1;33m吨\x1b[0m" in text


@pytest.mark.parametrize(
    ("text", "word", "spans"),
    [
        ("15个和5个", "5个", [(4, 6)]),
        ("5.2万元，2万元", "2万元", [(6, 9)]),
        ("增产又增产", "增产", [(0, 2), (3, 5)]),
        ("无", "", []),
    ],
)
def test_a_figure_is_not_found_inside_another(text: str, word: str, spans: list[tuple[int, int]]) -> None:
    assert [(span.start, span.end) for span in marked(text, [word]).spans] == spans


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1234, "1,234"), (0.1 + 0.2, "0.3"), (-1234567.5, "-1,234,567.5"), (15.9, "15.9"), (0, "0"), (10**6, "1,000,000")],
)
def test_numbers(value: float, shown: str) -> None:
    assert number(value) == shown


def test_a_year_is_no_amount() -> None:
    out = io.StringIO()
    write_plain(Sheet(("year", "value"), [(2025, 2025)]), ("year", "value"), out)
    assert out.getvalue().splitlines()[2].split() == ["2025", "2,025"]


@pytest.mark.parametrize("cells", range(2, 90, 7))
def test_folding_keeps_every_character_and_the_width(cells: int) -> None:
    spans = fold(SENTENCE, cells)
    assert "".join(SENTENCE[start:end] for start, end in spans) == SENTENCE
    assert all(width(SENTENCE[start:end]) <= cells for start, end in spans)


def test_lines_begin_and_end_where_a_typesetter_would() -> None:
    lines = [SENTENCE[start:end] for start, end in fold(SENTENCE, 20)]
    assert not [line for line in lines if line[0] in "，。）%" or line[-1] in "（“"]
    assert any("436.2%" in line for line in lines)


def test_folding_at_line_breaks_and_blanks() -> None:
    assert [("a b\nc")[start:end] for start, end in fold("a b\nc", 2)] == ["a ", "b", "c"]
    assert [("ab cd")[start:end] for start, end in fold("ab cd", 2)] == ["ab", "cd"]
    assert fold("", 10) == ((0, 0),)


def test_folding_is_linear() -> None:
    text = "（“" * 50_000 + "%。" * 50_000 + "1" * 100_000
    assert sum(end - start for start, end in fold(text, 40)) == len(text)


def test_what_does_not_fit_is_said() -> None:
    columns = [Column("n", ("1",), 30, True) for _ in range(4)]
    assert fit(columns, 80) is None
    assert fit(columns, 200) == (30,) * 4
