"""How fast a folder of articles becomes a database, beside the speed at which jieba cuts the same text into words.

    python tests/benchmarks/throughput.py [COPIES | FOLDER]

Of so many variants of each sample page, or of the pages of a folder of your own: variants are all reprints of each
other, which real pages are not, and pages dense with figures take longer than others.

Everything counts: read, clean, split, extract, store; the reference data is loaded before the clock starts. First one
process takes it all, and both speeds are of processor time in the same run, so that the ratio holds on a busy machine;
its peak of memory is printed after the first quarter of the documents and at the end: it must not grow with their
number. Then as many workers read as `borderdb ingest` begins, and the time is that of a clock on the wall.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from borderdb.ingest import Options, find_documents, ingest
from borderdb.readers import read_document
from borderdb.workers import usable

ARTICLES = Path(__file__).parents[2] / "seeds" / "articles"


def peak() -> float:
    """The most memory this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def copies(folder: Path, count: int) -> list[str]:
    """So many variants of each sample page, each a document of its own; their texts."""
    texts = []
    for page in sorted(ARTICLES.iterdir()):
        text = read_document(page).text
        for number in range(count):
            variant = f"{text}\n\n第{number}号样本{page.stem}\n"
            (folder / f"{number:04}-{page.stem}.txt").write_text(variant, encoding="utf-8")
            texts.append(variant)
    return texts


def loaded(database: Path) -> Path:
    """A database with the reference data, and this process with the dictionary."""
    for _ in ingest(database, find_documents([ARTICLES])):
        pass
    return database


def main(pages: str) -> None:
    """Measure, and print a line for each figure."""
    import jieba

    with tempfile.TemporaryDirectory() as name:
        if pages.isdecimal():
            folder = Path(name) / "pages"
            folder.mkdir()
            texts = copies(folder, int(pages))
        else:
            folder = Path(pages)
            texts = [read_document(page).text for page in sorted(folder.iterdir()) if page.is_file()]
        sources = list(find_documents([folder]))
        database = loaded(Path(name) / "one.sqlite")
        begun, early = time.process_time(), 0.0
        for number, _ in enumerate(ingest(database, sources)):
            early = early or (peak() if number >= len(sources) // 4 else 0.0)
        ours, late = time.process_time() - begun, peak()
        database = loaded(Path(name) / "many.sqlite")
        begun, workers = time.perf_counter(), usable()
        for _ in ingest(database, sources, Options(workers=workers)):
            pass
        together = time.perf_counter() - begun
    jieba.setLogLevel(60)
    jieba.initialize()
    text = "".join(texts)
    begun, begun_wall = time.process_time(), time.perf_counter()
    jieba.lcut(text)
    theirs, theirs_wall = time.process_time() - begun, time.perf_counter() - begun_wall
    print(f"{len(sources)} documents, {len(text):,} characters")  # noqa: T201
    print(f"borderdb {len(text) / ours:10,.0f} characters/s of processor time")  # noqa: T201
    print(f"jieba    {len(text) / theirs:10,.0f} characters/s; ratio {theirs / ours:.2f}")  # noqa: T201
    print(f"{workers} workers{len(text) / together:9,.0f} characters/s by the clock; {theirs_wall / together:.2f}")  # noqa: T201
    print(f"memory   {early:,.0f} MB after a quarter, {late:,.0f} MB at the end")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "20")
