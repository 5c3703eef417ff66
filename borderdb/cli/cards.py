"""How `show` looks: a card with what is known, then sentence after sentence the facts that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from borderdb.cli import output
from borderdb.cli.sheet import Value, plain
from borderdb.cli.tables import ID_SHOWN, MARKED, number
from borderdb.cli.text import harmless, one_line
from borderdb.cli.wrapping import fold

if TYPE_CHECKING:
    from rich.text import Text

FACT_COLUMNS = ("fact", "what", "value", "unit", "period", "place", "headline", "sentence")
LEAST = 20  # terminal cells for text, however narrow the terminal
SIGNS = {"over": "> ", "under": "< ", "about": "≈ "}

Fact = dict[str, Value]


def print_card(title: str, columns: Sequence[str], values: Sequence[object]) -> None:
    """The properties of a thing, those that are known, one per line."""
    from rich.text import Text

    named = zip(columns, map(plain, values), strict=True)
    known = [(name.replace("_", " "), value) for name, value in named if value is not None]
    console = output.console()
    names = max((len(name) for name, _ in known), default=0)
    console.print(Text(title, style="bold cyan"), soft_wrap=True)
    for index, (name, value) in enumerate(known):
        text = harmless(value) if isinstance(value, str) else number(value, separate=not name.startswith("source"))
        lines = wrapped(Text(text, style="bold" if index == 0 else ""), names + 4, console.width)
        for line, shown in zip(lines, [name.ljust(names)] + [" " * names] * len(lines), strict=False):
            console.print(Text.assemble("  ", (shown, "dim"), "  ", line), soft_wrap=True)


def print_facts(columns: Sequence[str], rows: Iterable[Sequence[object]], about: str) -> None:
    """Article after article, sentence after sentence, with the words of each fact standing out.

    `about` is what the card above is about: a place that goes without saying.
    """
    facts = ({name: plain(value) for name, value in zip(columns, row, strict=True)} for row in rows)
    for _, of_article in groupby(facts, lambda fact: fact["article_id"]):
        _print_article(of_article, about)


def _print_article(facts: Iterator[Fact], about: str) -> None:
    from rich.text import Text

    console = output.console()
    titled = False
    for _, group in groupby(facts, lambda fact: fact["sentence_id"]):
        sentence = list(group)
        if not titled:
            console.print()
            console.print(_title(sentence[0]), soft_wrap=True)
            titled = True
        text = Text(harmless(str(sentence[0]["sentence"])))
        for fact in sentence:
            text.stylize(MARKED, int(fact["start"] or 0), int(fact["end"] or 0))
        for line in wrapped(text, 2, console.width):
            console.print(Text.assemble("  ", line), soft_wrap=True)
        for fact in sentence:
            console.print(_line(fact, about), soft_wrap=True)
            if fact["reviewed"] != "no":
                console.print(_review(fact), soft_wrap=True)


def _title(fact: Fact) -> Text:
    from rich.text import Text

    headline = one_line(str(fact["headline"] or "(no headline)"))
    told = [str(fact[name]) for name in ("outlet", "published_on", "document") if fact[name] is not None]
    again = [f"reprint of {str(fact['reprint_of'])[:ID_SHOWN]}"] if fact["reprint_of"] else []
    parts = one_line(" · ".join([*told, str(fact["article_id"])[:ID_SHOWN], *again]))
    return Text.assemble(("▌ ", "cyan"), (headline, "bold"), "  ", (parts, "dim"))


def _line(fact: Fact, about: str) -> Text:
    """One fact: `metric 3f2a91bc  粮食产量  1,260,000,000 斤  2025  同江市`."""
    from rich.text import Text

    value, unit = fact["value"], fact["unit"]
    amount = "" if value is None or isinstance(value, str) else f"{number(value)} {unit or ''}".rstrip()
    place = None if fact["place"] in (fact["what"], about) else fact["place"]
    details = [fact[name] for name in ("detail", "period")]
    return Text.assemble(
        "    ",
        (f"{fact['fact']:<10}", "cyan"),
        " ",
        (_id(fact), "dim"),
        "  ",
        one_line(str(fact["what"])),
        (f"  {SIGNS.get(str(fact['qualifier']), '')}{one_line(amount)}" if amount else "", "bold"),
        "".join(f"  {one_line(str(detail))}" for detail in (*details, place) if detail is not None),
    )


def _review(fact: Fact) -> Text:
    """Who has the last word on it: `corrected by anna: the page says so; read as 300 亩 2025`."""
    from rich.text import Text

    why = f": {fact['reason']}" if fact["reason"] else ""
    before = f"; read as {fact['as_read']}" if fact["as_read"] else ""
    said = one_line(f"{fact['reviewed']} by {fact['reviewer']}{why}{before}")
    return Text.assemble(" " * 15, (said, "green"))


def _id(fact: Fact) -> str:
    key = str(fact["id"])
    return one_line(key[:ID_SHOWN] if fact["fact"] in ("metric", "initiative") else key)


def wrapped(text: Text, indent: int, room: int) -> list[Text]:
    """The lines of a text, beside an indent, in so much room."""
    cells = max(room - indent, LEAST)
    return [text[start:end] if end > start else text[:0] for start, end in fold(text.plain, cells)]
