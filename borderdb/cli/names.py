"""What a name given for a place or an indicator means, so that a misspelt or shared name does not pass in silence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from borderdb.cli import output

if TYPE_CHECKING:
    from borderdb.db.readonly import Reader

MEANT = """
SELECT DISTINCT n.place_key, n.place, COALESCE(t.within, '')
FROM place_names AS n
LEFT JOIN place_tree AS t ON t.place_key = n.place_key AND t.steps = 1
WHERE n.name = :name
ORDER BY n.place_key
"""
SPOKEN_OF = "SELECT DISTINCT place FROM place_facts"
INDICATORS = "SELECT name FROM indicator_names"
MOST_SHOWN = 6


def remark_on_place(reader: Reader, name: str) -> None:
    """Say that nobody is called so, or that several are and how to name one of them."""
    meant = reader.rows(MEANT, {"name": name})
    if not meant:
        output.note(f"no place is called {name}{_near(name, reader.rows(SPOKEN_OF))}")
    elif len(meant) > 1:
        shown = ", ".join(f"{above!s}{place!s} ({key!s})" for key, place, above in meant[:MOST_SHOWN])
        more = f" and {len(meant) - MOST_SHOWN} more" if len(meant) > MOST_SHOWN else ""
        output.note(f"{name} means {len(meant)} places, all taken: {shown}{more}")


def remark_on_indicator(reader: Reader, name: str) -> None:
    """Say that no indicator is called so, of a query that has found nothing."""
    known = reader.rows(INDICATORS, {})
    if not any(row[0] == name for row in known):
        output.note(
            f"no indicator is called {name}, and no label holds these words{_near(name, known)}"
            " (`borderdb query indicators` lists all)"
        )


def _near(name: str, known: Iterable[Sequence[object]]) -> str:
    near = get_close_matches(name, [str(row[0]) for row in known], n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""
