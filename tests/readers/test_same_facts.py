"""The same story gives the same facts whatever it comes as."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from borderdb.readers import read
from borderdb.readers.stories import split_document
from borderdb.records import Span
from borderdb.reference.lexicon import Lexicon
from borderdb.text.articles import Article
from tests.readers.facts import facts_of
from tests.readers.making import kept_page, maker, sample_pages

PAGES = {
    "2025-10-17_南疆边讯报_A02.pdf": ("hekou", "dongxing", "luchun"),
    "龙井-江边稻田-网页.html": ("longjing",),
    "阿合奇-护边员暖心账-转载.html": ("aheqi",),
    "西盟-抵边村建设-2025上半年.docx": ("ximeng",),
}
DAY = date(2025, 10, 17)
STORIES = [(page, number, name) for page, names in PAGES.items() for number, name in enumerate(names)]


def articles_of(data: bytes, name: str) -> tuple[Article, ...]:
    return tuple(story.article for story in split_document(read(data, name), published=DAY))


def plain(name: str) -> Article:
    (article,) = articles_of(maker("make").story_text(name).encode(), f"{name}.txt")
    return article


@pytest.mark.parametrize("made", [True, False], ids=["made", "kept"])
@pytest.mark.parametrize(("page", "number", "name"), STORIES, ids=[name for *_, name in STORIES])
def test_a_story_says_what_its_plain_text_says(page: str, number: int, name: str, made: bool, lexicon: Lexicon) -> None:
    found = articles_of(sample_pages()[page] if made else kept_page(page), page)
    assert len(found) == len(PAGES[page])
    assert found[number].text == plain(name).text
    assert found[number].byline == plain(name).byline
    facts = facts_of(found[number], lexicon)
    assert facts == facts_of(plain(name), lexicon)
    assert len(facts["metrics"]) >= 5
    assert len(facts["places"]) >= 2


def test_the_kept_pages_are_those_that_are_made() -> None:
    """The printed one carries its font, which the made one does not; of an archive the contents count."""
    assert set(sample_pages()) == set(PAGES)
    for name, made in sample_pages().items():
        kept = kept_page(name)
        if name.endswith(".html"):
            assert kept == made
        elif name.endswith(".docx"):
            assert contents(kept) == contents(made)
        else:
            assert b"/FontFile2" in kept
            assert b"/FontFile2" not in made
            assert len(kept) < 100_000


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
@pytest.mark.parametrize("by_row", [False, True], ids=["by column", "by row"])
@pytest.mark.parametrize("name", ["hekou", "dongxing", "luchun", "longjing", "aheqi", "ximeng"])
def test_any_story_printed_in_columns(name: str, by_row: bool, columns: int, lexicon: Lexicon) -> None:
    newspaper = maker("newspaper")
    text = maker("make").story_text(name)
    story = newspaper.Story.read("\n".join(line for line in text.splitlines() if "来源：" not in line))
    sheet = newspaper.Sheet(columns)
    sheet.set_story(story, newspaper.Frame(0, columns, 1080, 60))
    (article,) = articles_of(newspaper.print_pages([sheet], by_row=by_row), "page.pdf")
    assert article.text == plain(name).text
    assert facts_of(article, lexicon) == facts_of(plain(name), lexicon)


@pytest.mark.parametrize("page", ["2025-10-17_南疆边讯报_A02.pdf"])
def test_figures_lead_back_to_page_and_box(page: str, lexicon: Lexicon) -> None:
    """The box of each figure holds its letters, a letter's width each, and lies on its page."""
    document = read(sample_pages()[page], page)
    newspaper = maker("newspaper")
    checked = 0
    for story in split_document(document):
        from borderdb.extract.pipeline import extract

        for metric in extract(story.article, lexicon).metrics:
            words = metric.span.of(story.article.text)
            places = document.locate_span(story.article.origin(metric.span))
            assert places
            assert {place.page for place in places} == {1}
            for place in places:
                assert 0 < place.box.left < place.box.right < newspaper.WIDTH
                assert 0 < place.box.bottom < place.box.top < newspaper.HEIGHT
                assert place.box.top - place.box.bottom < 2 * newspaper.SIZE
            assert sum(place.box.right - place.box.left for place in places) < 1.6 * newspaper.SIZE * len(words)
            checked += 1
    assert checked >= 20


def test_what_the_reader_has_put_in_stands_nowhere() -> None:
    document = read(sample_pages()["2025-10-17_南疆边讯报_A02.pdf"], "page.pdf")
    text = document.source.text
    assert document.locate(text.index("## ")) is None
    assert document.locate(len(text)) is None
    assert document.locate(-1) is None
    at = text.index("清早")
    first, second = document.locate(at), document.locate(at + 1)
    assert first is not None
    assert second is not None
    assert second.box.left >= first.box.right
    assert document.locate_span(Span(at, at + 2))[0].box.right == second.box.right
    assert read("清早".encode(), "a.txt").locate(0) is None
