"""The person at the terminal, whom `borderdb review` speaks with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from borderdb.cli import output
from borderdb.cli.dialogue import HELP
from borderdb.cli.sheet import plain
from borderdb.cli.tables import MARKED, number
from borderdb.cli.text import harmless, one_line

if TYPE_CHECKING:
    from borderdb.db.readonly import Reader
    from borderdb.queries.queue import Entry

NOTHING = "-"
SHOWN = (
    *("name", "label", "value", "value_to", "unit", "qualifier", "kind", "direction", "status", "period", "place"),
    *("programme", "indicator"),
)


class Terminal:
    """Shows entries with the words highlighted, and takes keys and lines."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._explained = False

    def see(self, entry: Entry, number: int, of: int) -> Mapping[str, object]:
        """Show an entry. Returns what was read, field by field."""
        from rich.text import Text

        from borderdb.queries.queue import reading_of, sentence_now

        console = output.console()
        told = one_line(f"{entry.headline or '(no headline)'}  {entry.document}")
        console.print()
        console.print(
            Text.assemble((f"{number}/{of} ", "dim"), (entry.kind.replace("_", " "), "bold cyan"), f"  {told}")
        )
        console.print(Text(f"  {one_line(entry.reason)}", style="dim"))
        read = reading_of(self._reader, entry.meant) if entry.meant.sort is not None else {}
        start = int(read["start"]) if read else entry.sentence.find(entry.words)
        sentence = Text(harmless(entry.sentence))
        sentence.stylize(MARKED, start, start + len(entry.words))
        console.print(Text.assemble("  ", sentence))
        if entry.meant.sort is None:
            now = sentence_now(self._reader, entry)
            console.print(Text(f"  now: {one_line(now)}" if now else "  no sentence like it is there now"))
        if line := _read(read):
            console.print(Text(f"  read as {line}", style="bold"))
        return read

    def choose(self) -> str:
        """One key."""
        if not self._explained:
            typer.echo(f"  {HELP}")
            self._explained = True
        typer.echo("  > ", nl=False)
        key: str = typer.getchar()
        typer.echo(harmless(key))
        return key[:1].lower()

    def write(self, field: str, now: object) -> str | None:
        """A line; empty keeps what there is, a hyphen empties the field."""
        shown = "" if now is None else f" [{one_line(_shown(now))}]"
        line = input(f"    {field}{shown}: ").strip()
        return None if not line else "" if line == NOTHING else line

    def hear(self, sentence: str) -> None:
        """A remark between two questions."""
        output.note(sentence)


def _read(read: Mapping[str, object]) -> str:
    """What was read, without what goes without saying."""
    names = [name for name in SHOWN if read.get(name) not in (None, "exact", "actual")]
    return " · ".join(f"{name.replace('_', ' ')} {one_line(_shown(read[name]))}" for name in names)


def _shown(value: object) -> str:
    known = plain(value)
    return number(known) if isinstance(known, int | float) else str(known)
