"""`borderdb search`: sentences that hold the words, best first."""

from __future__ import annotations

from typing import Annotated

import typer

from borderdb.cli import output
from borderdb.cli.options import TIMEOUT, Bom, Columns, FormatOption, Limit, Timeout, Wide, rows_wanted, style
from borderdb.cli.output import Format
from borderdb.settings import Settings

MOST_HITS = 1000


def search(
    settings: Settings,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words; what stands in “quotes” is one word.")],
    format: FormatOption = Format.TABLE,
    wide: Wide = False,
    columns: Columns = None,
    limit: Limit = None,
    timeout: Timeout = TIMEOUT,
    bom: Bom = False,
) -> None:
    """Find sentences by the words in them, best first.

    First sentences that hold all the words, then articles that hold them in several sentences. Every Han character
    counts, so that words of two characters are found wherever they stand.

    Example: borderdb search 边境 旅游
    """
    wanted = style(format, wide, columns, bom)
    from borderdb.cli.sheet import Marks, Sheet
    from borderdb.db.fulltext import search as find
    from borderdb.db.fulltext import words_of
    from borderdb.db.readonly import read_only

    asked = " ".join(words)
    most = rows_wanted(limit, otherwise=MOST_HITS) or MOST_HITS
    with read_only(settings.database, timeout=timeout) as reader:
        hits = find(reader, asked, most + 1)
    marks = Marks(words_of(asked))
    rows = [
        (hit.article_id, hit.published_on, hit.outlet, hit.document, hit.headline, round(hit.score, 3), hit.sentence)
        for hit in hits[:most]
    ]
    sheet = Sheet(
        ("article_id", "published_on", "outlet", "document", "headline", "score", "sentence"),
        rows,
        short=("article_id", "published_on", "headline", "sentence"),
        marks={"sentence": marks, "headline": marks},
    )
    output.write(sheet, wanted)
    if len(hits) > most:
        output.note(f"the best {most:,}; --limit gives more")
    if not hits:
        output.note("no article holds these words")
