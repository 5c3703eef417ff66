"""Functions of SQL that a single call of can keep busy for minutes, in a form that cannot.

SQLite looks at the clock between the steps of a query, not inside a function. Most functions are quick on anything that
the limit of length admits; these are not: `instr` and `replace` compare at every place of the text anew, and `printf`
fills up to any width it is told.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Final

Value = str | int | float | bytes | None

MOST_WIDTH: Final = 999
_CONVERSION: Final = re.compile(r"%[^a-zA-Z%]*")
_TOO_WIDE: Final = re.compile(r"\*|\d{4}")


def tame(connection: sqlite3.Connection, length: int) -> None:
    """Put our own functions in the place of SQLite's, on this connection. `length` is the most that a text may have."""
    original = sqlite3.connect(":memory:", check_same_thread=False)

    def printf(template: Value = None, *values: Value) -> Value:
        """As SQLite's, where no width and precision is above 999."""
        if isinstance(template, str) and any(_TOO_WIDE.search(found) for found in _CONVERSION.findall(template)):
            raise ValueError(f"printf: a width or precision above {MOST_WIDTH}")
        marks = ", ?" * len(values)
        found: Value = original.execute(f"SELECT printf(?{marks})", (template, *values)).fetchone()[0]
        return found

    def replace(text: Value, old: Value, new: Value) -> Value:
        """The text with another part in every place of one."""
        if text is None or old is None or new is None:
            return None
        whole, part, other = _text(text), _text(old), _text(new)
        if not part:
            return text
        if len(whole) + whole.count(part) * (len(other) - len(part)) > length:
            raise ValueError(f"replace: more than {length} characters")
        return whole.replace(part, other)

    for name in ("printf", "format"):
        connection.create_function(name, -1, printf, deterministic=True)
    connection.create_function("instr", 2, _instr, deterministic=True)
    connection.create_function("replace", 3, replace, deterministic=True)


def _instr(text: Value, part: Value) -> int | None:
    """Where the part begins in the text, counted from 1; 0 where it is not in it."""
    if text is None or part is None:
        return None
    if isinstance(text, bytes) and isinstance(part, bytes):
        return text.find(part) + 1
    return _text(text).find(_text(part)) + 1


def _text(value: Value) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
