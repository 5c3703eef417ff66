"""How changes of facts look: article by article, each with the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from borderdb.cli import output
from borderdb.cli.cards import wrapped
from borderdb.cli.tables import ID_SHOWN, MARKED
from borderdb.cli.text import harmless, one_line
from borderdb.db.net import Logged

if TYPE_CHECKING:
    from rich.text import Text

SHORT = ("change", "fact", "what", "place", "before", "after", "document", "headline", "sentence")
COLOURS = {"appeared": "green", "changed": "yellow", "disappeared": "red", "withdrawn": "red", "returned": "green"}


def print_changes(rows: Iterable[Sequence[object]]) -> None:
    """Article after article, and in each what became of its facts. The rows are in the order of articles."""
    changes = (Logged(*row) for row in rows)  # type: ignore[arg-type]
    for _, of_article in groupby(changes, lambda change: (change.document, change.article_id)):
        _print_article(of_article)


def _print_article(changes: Iterator[Logged]) -> None:
    from rich.text import Text

    console = output.console()
    for number, change in enumerate(changes):
        if not number:
            headline = one_line(change.headline or "(no headline)")
            where = one_line(f"{change.document} · {change.article_id[:ID_SHOWN]}")
            console.print()
            console.print(Text.assemble(("▌ ", "cyan"), (headline, "bold"), "  ", (where, "dim")), soft_wrap=True)
        console.print(_line(change), soft_wrap=True)
        for sign, sentence, words in _sentences(change):
            text = Text(harmless(sentence))
            start = sentence.find(words) if words else -1
            if start >= 0:
                text.stylize(MARKED, start, start + len(words))
            for line in wrapped(text, 8, console.width):
                console.print(Text.assemble(f"      {sign} ", line), soft_wrap=True)
                sign = " "


def _line(change: Logged) -> Text:
    """One change: `changed      metric      粮食产量  52.46亿斤 → 53.78亿斤  同江市`."""
    from rich.text import Text

    shown = " → ".join(one_line(said) for said in (change.before, change.after) if said is not None)
    place = change.place if change.place != change.what else None
    return Text.assemble(
        "  ",
        (f"{change.change:<12}", COLOURS.get(change.change, "")),
        " ",
        (f"{change.fact:<10}", "cyan"),
        "  ",
        one_line(change.what or "—"),
        (f"  {shown}" if shown else "", "bold"),
        f"  {one_line(place)}" if place else "",
    )


def _sentences(change: Logged) -> Iterator[tuple[str, str, str]]:
    """The sentences to show, each with its sign and the words that stand out."""
    if change.change == "changed" and change.sentence_before not in (None, change.sentence):
        yield "-", str(change.sentence_before), change.before or ""
    if change.sentence:
        sign = "-" if change.change == "disappeared" else "+" if change.change == "changed" else " "
        yield sign, change.sentence, (change.after or change.before or change.what or "")
