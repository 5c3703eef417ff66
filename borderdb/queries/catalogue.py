"""Reads the .sql files beside it.

A file opens with a comment block in TOML, one `-- ` per line:

    -- title = "Figures with place, label, value and period"
    -- example = "borderdb query metrics --place 同江市 --year 2025"
    -- columns = ["place", "label", "value", "unit", "period", "sentence"]   # what a table shows; the rest with --wide
    -- marks = { sentence = ["text", "raw"] }   # parameters and columns whose words stand out in a column
    -- [parameters.place]
    -- type = "text"
    -- help = "A place by name or code, with everything below it."

The rest is one SELECT. Its `:names` are the parameters of the header: each stands once, in the part called `asked`,
with its type, so that a reader who copies the query changes it in one spot.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
# A comment, a string or a name in quotes hides a colon; of what is left, `::` is a cast.
SQL_PIECE = re.compile(r"--[^\n]*|/\*.*?\*/|'[^']*'|\"[^\"]*\"|::|:([A-Za-z_][A-Za-z0-9_]*)", re.DOTALL)


class Type(StrEnum):
    """What a parameter takes. A flag is 1 or 0; a date is passed as ISO text, like the dates of the views."""

    TEXT = "text"
    PLACE = "place"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One option of a canned query. Without a default it is optional and NULL, unless it is required."""

    name: str
    type: Type
    help: str
    default: str | int | float | None = None
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A canned query as its file describes it. `columns` are those a table shows; `()` means all."""

    name: str
    title: str
    description: str
    example: str
    sql: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...] = ()
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def bind(self, values: Mapping[str, str | int | float | None]) -> dict[str, str | int | float | None]:
        """Values for all parameters: what was given, else the default, else NULL."""
        given = {name: value for name, value in values.items() if value is not None}
        return {parameter.name: given.get(parameter.name, parameter.default) for parameter in self.parameters}


def load_catalogue(folder: Path = FOLDER) -> tuple[Query, ...]:
    """All canned queries, in the order in which a newcomer would try them."""
    queries = [read_query(path) for path in folder.glob("*.sql")]
    return tuple(query for _, query in sorted(queries, key=lambda pair: (pair[0], pair[1].name)))


def read_query(path: Path) -> tuple[int, Query]:
    """A query and its rank in the catalogue. A header that is not as described above is a bug and raises as one."""
    text = path.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    end = next((index for index, line in enumerate(lines) if not line.startswith("--")), len(lines))
    header: dict[str, Any] = tomllib.loads("".join(line[2:].removeprefix(" ") for line in lines[:end]))
    rank = int(header.pop("rank"))
    parameters = tuple(_parameter(name, entry) for name, entry in header.pop("parameters", {}).items())
    columns = tuple(header.pop("columns", ()))
    marks = {name: tuple(words) for name, words in header.pop("marks", {}).items()}
    sql = "".join(lines[end:]).strip().removesuffix(";")
    return rank, Query(path.stem, sql=sql, parameters=parameters, columns=columns, marks=marks, **header)


def names_in(sql: str) -> tuple[str, ...]:
    """The `:names` of a statement in the order they stand in, outside comments and strings."""
    return tuple(match.group(1) for match in SQL_PIECE.finditer(sql) if match.group(1))


def _parameter(name: str, entry: Mapping[str, Any]) -> Parameter:
    choices = tuple(entry.get("choices", ()))
    return Parameter(name, **{**entry, "type": Type(entry["type"]), "choices": choices})


def lookup(name: str) -> str:
    """The text of a query that a command of ours needs. Unlike the canned ones it may read the tables themselves."""
    return (FOLDER / "lookup" / f"{name}.sql").read_text("utf-8")
