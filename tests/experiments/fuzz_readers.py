"""Fuzz the readers with atheris: bytes that no page has, guided by the lines of our code that they reach.

    python -m tests.experiments.fuzz_readers FOLDER [--seconds 600] [KIND …]

Each kind of input has its share of the time, in a process of its own. What raises anything but DocumentError, or gives
stories whose spans do not fit, is kept in FOLDER, the smallest input for each place that raised; a single input that
takes more than twenty seconds ends its kind and is kept as well. Needs `pip install 'borderdb[fuzz]'`.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import traceback
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
WORD_XML: Final = (
    "word/document.xml",
    "word/styles.xml",
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
)
SLOWEST: Final = 20  # seconds
MOST_LENGTH: Final = 30_000  # bytes
INSTRUMENTED: Final = ["borderdb.readers", "borderdb.text", "borderdb.extract"]


def main() -> int:
    """Run each kind in a process of its own, or the one that is named with `--here`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []], metavar="KIND")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    kinds = given.kinds or list(KINDS)
    if given.here:
        fuzz(kinds[0], given.folder, given.seconds)
    share = given.seconds // len(kinds)
    for kind in kinds:
        command = [sys.executable, "-m", __spec__.name, str(given.folder / kind), kind, f"--seconds={share}", "--here"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
        print(f"{kind:6} {summary(done.stderr)}")  # noqa: T201
        for found in sorted((given.folder / kind).glob("*.txt")):
            print(f"       {found.name}: {found.read_text('utf-8').strip().splitlines()[-1][:160]}")  # noqa: T201
    return 0


def summary(log: str) -> str:
    """Executions and what libFuzzer complained of, from its log."""
    counted = [line.split()[-1] for line in log.splitlines() if "number_of_executed_units" in line]
    covered = [line.partition("cov: ")[2].split()[0] for line in log.splitlines() if "cov: " in line]
    faults = [line for line in log.splitlines() if "ERROR: libFuzzer" in line or "Error" in line[:40]]
    return (
        f"{counted[-1] if counted else '?':>8} inputs, {covered[-1] if covered else '?':>6} edges  {'; '.join(faults)}"
    )


def fuzz(kind: str, folder: Path, seconds: int) -> None:
    """Give one kind of input to its reader until the time is over; the process ends with it."""
    import atheris

    folder.mkdir(parents=True, exist_ok=True)
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    with atheris.instrument_imports(include=INSTRUMENTED, enable_loader_override=False):
        read = KINDS[kind][1]()
    for number, data in enumerate(KINDS[kind][0]()):
        (corpus / f"sample{number}").write_bytes(data[:MOST_LENGTH])
    sizes: dict[str, int] = {}

    def once(data: bytes) -> None:
        from borderdb.errors import DocumentError

        try:
            read(data)
        except DocumentError as error:
            if error.message.isprintable():
                return
            keep(data, "message", repr(error.message))
        except Exception as error:  # noqa: BLE001  # whatever is raised is a finding
            frame = traceback.extract_tb(error.__traceback__)[-1]
            keep(data, f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}", traceback.format_exc())

    def keep(data: bytes, name: str, words: str) -> None:
        if len(data) < sizes.get(name, sys.maxsize):
            sizes[name] = len(data)
            (folder / f"{name}.input").write_bytes(data)
            (folder / f"{name}.txt").write_text(words, encoding="utf-8", errors="backslashreplace")

    options = [f"-max_total_time={seconds}", f"-timeout={SLOWEST}", "-rss_limit_mb=3000", "-print_final_stats=1"]
    options += [f"-max_len={MOST_LENGTH}", f"-artifact_prefix={folder}/"]
    atheris.Setup([sys.argv[0], str(corpus), *options], once)
    atheris.Fuzz()


Read = Callable[[bytes], None]


def reader(name: str) -> Callable[[], Read]:
    """Bytes to one of the readers, and its document to its stories."""

    def build() -> Read:
        module = import_module(f"borderdb.readers.{name}")
        take = document_taker()
        return lambda data: take(module.read(data))

    return build


def document_taker() -> Callable[[Any], None]:
    """What splits a document and looks at its stories."""
    from borderdb.readers.stories import split_document
    from tests.survive.soundness import check_article

    def take(document: Any) -> None:
        for story in split_document(document):
            check_article(story.article, document.source)

    return take


def word_document() -> Read:
    """The XML of one of the parts of a Word document, packed into a sound document."""
    from borderdb.readers import docx
    from tests.readers.making import changed_archive

    sound, take = samples(".docx")[0], document_taker()

    def read(data: bytes) -> None:
        part = WORD_XML[int.from_bytes(data[:1]) % len(WORD_XML)]
        take(docx.read(changed_archive(sound, {part: data[1:]})))

    return read


def front_matter() -> Read:
    """What stands between the rules at the head of a text."""
    from borderdb.readers import plain

    take = document_taker()
    return lambda data: take(
        plain.read((b"+++\n" if data[:1] < b"\x80" else b"---\n") + data[1:] + "\n正文三句。".encode())
    )


def side_file() -> Read:
    """A side file, and the same bytes as the name of a document."""
    from borderdb.readers.document import Document
    from borderdb.readers.sidecar import with_surroundings
    from borderdb.text.source import SourceText

    take, page = document_taker(), Document(SourceText("村里办起了合作社\n\n全村种地30亩。"), "text/plain")

    def read(data: bytes) -> None:
        take(with_surroundings(page, data.decode("utf-8", "replace"), None))
        take(with_surroundings(page, "page.txt", data))

    return read


def any_bytes() -> Read:
    """Bytes to whichever reader they look like."""
    from borderdb.readers import read

    take = document_taker()
    return lambda data: take(read(data, "page"))


def story() -> Read:
    """Text through cleaning, splitting and extraction to the rows of the database."""
    from borderdb.db.rows import Reading, build_rows
    from borderdb.text.articles import split_page
    from borderdb.text.cleaning import clean
    from borderdb.text.source import SourceText
    from borderdb.workers import reference
    from tests.survive.soundness import check_reading

    lexicon, codes = reference(None)

    def read(data: bytes) -> None:
        page = SourceText(data.decode("utf-8", "replace"))
        articles = split_page(clean(page), outlets=lexicon.outlets)
        build_rows("page", [Reading(article, check_reading(article, page, lexicon)) for article in articles], codes)

    return read


def samples(*endings: str) -> list[bytes]:
    """The sample pages and the pages of the examples with these endings."""
    from tests.readers.making import sample_pages

    made = [data for name, data in sample_pages().items() if name.endswith(endings)]
    return made + [
        path.read_bytes() for path in sorted((ROOT / "seeds" / "articles").iterdir()) if path.suffix in endings
    ]


def word_xml() -> list[bytes]:
    """The number of each part of the sample Word document, and its XML."""
    archive = zipfile.ZipFile(io.BytesIO(samples(".docx")[0]))
    return [bytes([number]) + archive.read(part) for number, part in enumerate(WORD_XML)]


def archived_pages() -> Iterator[bytes]:
    """Web pages, and one as a browser saves it into one file."""
    pages = samples(".html")
    yield from pages
    head = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n"
    part = b"--x\r\nContent-Type: text/html\r\nContent-Location: https://example.com/a\r\n\r\n"
    yield head + part + pages[0] + b"\r\n--x--\r\n"


FRONTS: Final = (
    '-title: "春戏下乡"\ndate: 2025-03-05 08:00\nsource: 黑水晚报\nauthor: [鲁平]\ntags:\n  - 文化\n---\n',
    '+title = "春戏下乡"\ndate = 2025-03-05\nauthor = ["鲁平"]\nurl = "https://example.com/5"\n+++\n',
)
SIDES: Final = (
    'title = "戏台"\nbyline = ["方晓", "曲和"]\noutlet = "绥滨边声"\npublished_on = 2025-03-04\nurl = "https://example.com/3"\n',
    'title = "x"\npublished_on = "2025年3月4日"\nbyline = "方晓"\n',
    "2025-06-27_黑龙江日报_A03.txt",
)
KINDS: Final[dict[str, tuple[Callable[[], Any], Callable[[], Read]]]] = {
    "plain": (lambda: samples(".txt", ".md"), reader("plain")),
    "html": (archived_pages, reader("html")),
    "pdf": (lambda: samples(".pdf"), reader("pdf")),
    "docx": (word_xml, word_document),
    "zip": (lambda: samples(".docx"), any_bytes),
    "front": (lambda: [text.encode() for text in FRONTS], front_matter),
    "side": (lambda: [text.encode() for text in SIDES], side_file),
    "story": (lambda: samples(".txt"), story),
}

if __name__ == "__main__":
    sys.exit(main())
