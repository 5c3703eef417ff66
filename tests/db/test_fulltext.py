"""Search finds what is written, in words of two characters too, and nothing else; the best comes first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borderdb.db.fulltext import cut, search, words_of
from borderdb.db.readonly import Reader, read_only
from borderdb.errors import QueryError
from tests.db.made import make_database

PAGES = {
    "a.txt": "党建领航边境\n同江市的党建工作做得扎实，党建品牌不断擦亮，群众口碑越来越好，这一句话写得很长很长。\n"
    "党建不错。\n口岸过货500个，5G网络覆盖全市。",
    "b.txt": "口岸见闻\n抚远市口岸繁忙。\n党员建设家园。\n二〇二五年，COVID过去了，增长53.78%。",
    "c.txt": "合作社的故事\n农民合作社里有党建工作，也有“一加一”结对。𠀀字也能找到。",
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    file = make_database(tmp_path_factory.mktemp("search") / "border.sqlite", list(PAGES.items()))
    with read_only(file) as opened:
        yield opened


def sentences(reader: Reader, asked: str) -> list[str]:
    return [hit.sentence for hit in search(reader, asked, 50)]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("党建", 4),  # and not 党员建设
        ("口岸", 3),
        ("好", 1),
        ("合作", 2),
        ("过货500个", 1),
        ("500", 1),
        ("5G网络", 1),
        ("5g", 1),
        ("５Ｇ", 1),
        ("covid", 1),
        ("53.78%", 1),
        ("二〇二五年", 1),
        ("𠀀字", 1),
        ("“一加一”结对", 1),
        ("建党", 0),
        ("党建品牌", 1),
        ("党建 品牌", 1),
        ("品牌 党建", 1),
        ('"党建 品牌"', 1),  # blanks say nothing in Chinese
        ('"品牌 党建"', 0),
        ("没有这个词", 0),
    ],
)
def test_what_is_found(reader: Reader, asked: str, count: int) -> None:
    assert len(sentences(reader, asked)) == count


def test_every_two_characters_of_every_sentence_are_found(reader: Reader) -> None:
    """Held against a plain search through the text: nothing missed, nothing too much."""
    texts = [str(text) for (text,) in reader.rows("SELECT text FROM sentences")]
    asked = {text[i : i + 2] for text in texts for i in range(len(text) - 1)}
    chinese = sorted(word for word in asked if all("一" <= character <= "鿿" for character in word))
    assert len(chinese) > 80
    for word in chinese:
        assert sorted(sentences(reader, word)) == sorted(text for text in texts if word in text), word


def test_headings_come_first_and_short_sentences_before_long_ones(reader: Reader) -> None:
    found = sentences(reader, "党建")
    assert found[0] == "党建领航边境"
    assert found.index("党建不错。") < next(number for number, text in enumerate(found) if len(text) > 30)


def test_words_in_several_sentences_of_an_article_come_last(reader: Reader) -> None:
    hits = search(reader, "党建 口岸", 50)
    assert [hit.document for hit in hits] == ["a.txt"]
    assert [hit.together for hit in hits] == [False]
    together = search(reader, "口岸 繁忙", 50)
    assert [(hit.document, hit.together) for hit in together] == [("b.txt", True)]


def test_no_more_than_asked_for(reader: Reader) -> None:
    assert len(search(reader, "党建", 2)) == 2
    assert len(search(reader, "党建 口岸", 1)) == 1


def test_a_hit_names_its_article(reader: Reader) -> None:
    (hit,) = search(reader, "繁忙", 5)
    assert (hit.document, hit.headline, hit.is_heading) == ("b.txt", "口岸见闻", False)
    assert reader.rows("SELECT text FROM sentences WHERE sentence_id = ?", (hit.sentence_id,)) == [(hit.sentence,)]


@pytest.mark.parametrize("asked", ["", "  ", "。，", '""', "“”"])
def test_nothing_to_search_for(reader: Reader, asked: str) -> None:
    with pytest.raises(QueryError, match="no words"):
        search(reader, asked, 5)


SIGNS = "\"'*()^:-+{}[]<>=~!@#$%&|\\/.,;?`\0\1\x1b\ud7ff\uffff"


@pytest.mark.parametrize("asked", ["党建 OR 口岸", "党建 NOT 口岸", "NEAR(党建 口岸)", "words:党建", "党*", "党' --"])
def test_words_of_the_query_language_are_words(reader: Reader, asked: str) -> None:
    search(reader, asked, 5)


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_of_the_query_language_are_nothing(reader: Reader, sign: str) -> None:
    for asked in (f"党建{sign}", f"{sign}党建", f"党建 {sign} 品牌", f"{sign}党建{sign}"):
        assert search(reader, asked, 3), asked
    with pytest.raises(QueryError, match="no words"):
        search(reader, sign, 3)


def test_words_of() -> None:
    assert words_of("党建 口岸　党建") == ("党建", "口岸")
    assert words_of('“兴边 富民”行动 "a b"') == ("兴边 富民", "行动", "a b")
    with pytest.raises(QueryError, match="more than"):
        words_of(" ".join(str(number) for number in range(20)))


@given(st.text(max_size=60))
def test_cutting_loses_no_letter_and_no_digit(text: str) -> None:
    kept = [character for character in unicodedata.normalize("NFKC", text) if character.isalnum()]
    assert "".join(cut(text).split()) == "".join(kept)


@given(asked=st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
def test_no_question_breaks_the_search(reader: Reader, asked: str) -> None:
    try:
        words = words_of(asked)
    except QueryError:
        words = ()
    if words:
        search(reader, asked, 3)
