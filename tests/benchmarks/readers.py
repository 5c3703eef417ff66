"""How many pages a second each reader reads, beside its bare library: `python tests/benchmarks/readers.py`.

The bare library does what the reader cannot do without: trafilatura gives the main text and the metadata of a page that
is decoded already, pypdfium2 the text of each page and the box of each letter, python-docx the text of the paragraphs
and cells. The two take turns, so that whatever else the machine does weighs on both, and the median counts. The aim is
an overhead of at most 30 %.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import docx
import pypdfium2
import trafilatura

sys.path.append(str(Path(__file__).parents[2]))

from borderdb.readers import read
from tests.readers.making import maker, sample_pages

MOST = 0.30
PAGES = 4
HEADLINE = "边境村寨一年间"


def newspaper_pages() -> bytes:
    """Four pages of four full columns, some 6,000 letters each, drawn row by row."""
    newspaper, make = maker("newspaper"), maker("make")
    stories = [newspaper.Story.read(make.story_text(name)) for name in make.FRONT_PAGE]
    paragraphs = [paragraph for story in stories for paragraph in story.paragraphs if paragraph[0] != "#"]
    sheets = []
    for _ in range(PAGES):
        sheet = newspaper.Sheet()
        sheet.set_story(newspaper.Story(HEADLINE, tuple(paragraphs * 4)), newspaper.Frame(0, 4, 1080, -4000))
        sheets.append(sheet)
    return bytes(newspaper.print_pages(sheets, by_row=True))


def web_page() -> bytes:
    """The sample page with a story as long as reports are."""
    webpages, make = maker("webpages"), maker("make")
    lines = [line for line in make.story_text("aheqi").splitlines() if line][2:-1]
    longer = [f"{line}（{number}）" for number in range(6) for line in lines]
    return str(webpages.new_page(HEADLINE, "天山边声网", "2025-11-03", "马合木提", longer)).encode("gb18030")


def bare_html(data: bytes) -> None:
    trafilatura.bare_extraction(data.decode("gb18030"), fast=True, with_metadata=True)


def bare_pdf(data: bytes) -> None:
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        letters = page.get_textpage()
        letters.get_text_range()
        for number in range(letters.count_chars()):
            letters.get_charbox(number, loose=True)
        letters.close()
        page.close()
    pdf.close()


def bare_docx(data: bytes) -> None:
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        _ = paragraph.text
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text


def seconds(function: Callable[[], object]) -> float:
    """How long a call keeps the processor busy."""
    before = time.process_time()
    function()
    return time.process_time() - before


def compared(first: Callable[[], object], second: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """How long each takes, and how many times the first the second takes: medians over rounds in turns.

    The first two rounds only warm up.
    """
    pairs = [(seconds(first), seconds(second)) for _ in range(rounds + 2)][2:]
    one, other = zip(*pairs, strict=True)
    return median(one), median(other), median(b / a for a, b in pairs)


def main() -> int:
    """Print pages a second of each reader and its library; the exit code tells whether the aim is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    kinds: tuple[tuple[str, bytes, int, Callable[[bytes], None]], ...] = (
        ("HTML", web_page(), 1, bare_html),
        ("PDF", newspaper_pages(), PAGES, bare_pdf),
        ("DOCX", sample_pages()["西盟-抵边村建设-2025上半年.docx"], 1, bare_docx),
    )
    met = True
    for name, data, pages, bare in kinds:
        library, ours, times = compared(lambda: bare(data), lambda: read(data, name), rounds)  # noqa: B023
        overhead = times - 1
        met = met and overhead <= MOST
        speeds = f"library {pages / library:7.0f} pages/s   reader {pages / ours:7.0f} pages/s"
        print(f"{name:5} {speeds}   overhead {overhead:+.0%}")  # noqa: T201
    print(f"aim: an overhead of at most {MOST:.0%}")  # noqa: T201
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
