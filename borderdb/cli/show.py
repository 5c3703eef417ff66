"""`borderdb show`: one thing with what is known of it, and every sentence that says so."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from borderdb.cli import output
from borderdb.cli.options import TIMEOUT, Bom, Columns, FormatOption, Limit, Timeout, Wide, rows_wanted, style
from borderdb.cli.output import Format
from borderdb.cli.text import one_line
from borderdb.errors import UsageError
from borderdb.settings import Settings

if TYPE_CHECKING:
    from borderdb.db.readonly import Reader, Row

MOST_NAMED = 12
UNSPOKEN = 4  # closeness of a place that no article names


class Sort(StrEnum):
    """What can be shown."""

    ARTICLE = "article"
    PLACE = "place"
    PROGRAMME = "programme"
    INITIATIVE = "initiative"
    METRIC = "metric"


def show(
    settings: Settings,
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="An id, the beginning of one, a name, a place code or a file name.")
    ],
    sort: Annotated[
        Sort | None, typer.Option("--as", help="What it is, where a name belongs to several things.")
    ] = None,
    format: FormatOption = Format.TABLE,
    wide: Wide = False,
    columns: Columns = None,
    limit: Limit = None,
    timeout: Timeout = TIMEOUT,
    bom: Bom = False,
) -> None:
    """Show one thing with every sentence that speaks of it.

    An article, place, programme, initiative or metric: what is known of it, and below each sentence the facts that
    stand in it, their words highlighted. In csv, json and the like: a row per fact.

    Example: borderdb show 同江市
    """
    wanted = style(format, wide, columns, bom)
    from borderdb.cli.answers import Counter
    from borderdb.cli.cards import FACT_COLUMNS, print_card, print_facts
    from borderdb.cli.sheet import Sheet
    from borderdb.db.readonly import read_only
    from borderdb.queries.catalogue import lookup

    with read_only(settings.database, timeout=timeout) as reader:
        found, key = find_thing(reader, what.strip(), sort)
        card = reader.run(lookup(found), {"id": key})
        (values,) = card.rows
        wanted_only = {name.value: key if name == found else None for name in Sort}
        facts = reader.run(lookup("facts"), wanted_only)
        rows = Counter(facts.rows, rows_wanted(limit))
        if wanted.format is not Format.TABLE:
            output.write(Sheet(facts.columns, rows, FACT_COLUMNS), wanted)
        else:
            print_card(found, card.columns, values)
            print_facts(facts.columns, rows, about=str(values[0]))
        if rows.cut:
            output.note(f"cut after {rows.count:,} facts; --limit 0 gives all")
    if not rows.count:
        output.note("no article speaks of it")
    if found is Sort.PLACE and dict(zip(card.columns, values, strict=True))["places_below"]:
        output.note(f"for what is said of the places in it: borderdb query evidence --place {what.strip()}")


def find_thing(reader: Reader, what: str, sort: Sort | None) -> tuple[Sort, str]:
    """The one thing that is meant. Raises UsageError where it is nothing or several."""
    if not what:
        raise UsageError("nothing was named", hint="borderdb show 同江市")
    from borderdb.queries.catalogue import lookup

    rows = [row for row in reader.rows(lookup("candidates"), {"what": what}) if sort in (None, row[0])]
    closest = [row for row in rows if row[4] == rows[0][4]]
    if not closest:
        raise UsageError(f"nothing is called {what}", hint=f"`borderdb search {what}` looks for it in the sentences")
    if len(closest) > 1:
        raise UsageError(f"{what} can mean {len(closest)} things:{_listed(closest)}", hint=_distinction(closest))
    return Sort(str(closest[0][0])), str(closest[0][1])


def _listed(rows: list[Row]) -> str:
    lines = []
    for sort, key, name, detail, _ in rows[:MOST_NAMED]:
        where = f"  ({detail!s})" if detail else ""
        lines.append("\n" + one_line(f"  {sort!s:<10}  {key!s}  {name!s}{where}"))
    more = f"\n  … and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
    return "".join(lines) + more


def _distinction(rows: list[Row]) -> str:
    sorts = list(dict.fromkeys(str(row[0]) for row in rows))
    if len(sorts) == len(rows):
        return f"say which with --as {' or --as '.join(sorts)}"
    return "give the id, or more of it"
