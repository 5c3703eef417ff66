"""What a document is, read back from the database whole: before it is replaced or removed, so that it can be put back.

As a payload it is compressed JSON, in the form in which rows are built: sentences numbered within the document, and
the ids that its articles have as long as nobody else holds them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, insert, select

from borderdb.db.bodies import body_row
from borderdb.db.facts import Names, Story, stories_of
from borderdb.db.fulltext import cut
from borderdb.db.identity import Figure, metric_ids
from borderdb.db.locations import Sighting
from borderdb.db.models import Base
from borderdb.db.places import chunks
from borderdb.db.rows import DocumentRows
from borderdb.records import Fetch, Level, Place

Row = dict[str, Any]

_TABLES: Final = Base.metadata.tables
_ARTICLES: Final = _TABLES["articles"]
_OF_ARTICLES: Final = {  # with the columns that they are read in the order of
    "sentences": ("sentence_id",),
    "place_mentions": ("sentence_id", "char_start", "char_end"),
    "article_programmes": ("programme_code",),
    "programme_mentions": ("sentence_id", "char_start", "char_end"),
    "article_initiatives": ("initiative_id",),
    "initiative_mentions": ("sentence_id", "char_start", "char_end"),
    "metrics": ("sentence_id", "char_start", "char_end"),
    "issues": ("article_id", "ordinal"),
}


@dataclass(frozen=True, slots=True)
class Former:
    """A document: its row, where it lies, and the rows of its tables with the places and codes that they refer to.

    `tables` is empty where only its state is of interest: where it lies, and whether it is withdrawn.
    """

    document: Row
    locations: list[Row] = field(default_factory=list)
    fetches: list[Row] = field(default_factory=list)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    places: list[Row] = field(default_factory=list)
    programmes: list[Row] = field(default_factory=list)
    indicators: list[Row] = field(default_factory=list)

    def stories(self) -> list[Story]:
        """Its articles with their facts."""
        names = Names(
            {row["place_key"]: row["name"] for row in self.places},
            {row["programme_code"]: row["name"] for row in self.programmes},
        )
        return stories_of(self.document["name"], self.tables, names)


def read_state(connection: Connection, document_id: str) -> Former:
    """The row of a document that is there, and where it lies."""
    documents, locations, fetches = (_TABLES[name] for name in ("documents", "document_locations", "fetches"))
    (document,) = _rows(connection, select(documents).where(documents.c.document_id == document_id))
    lies = select(locations).where(locations.c.document_id == document_id).order_by(locations.c.location)
    fetched = select(fetches).join(locations, locations.c.location == fetches.c.location)
    fetched = fetched.where(locations.c.document_id == document_id)
    return Former(document, _rows(connection, lies), _rows(connection, fetched))


def read_document(connection: Connection, document_id: str) -> Former:
    """All that the database holds of a document that is there, but for its bytes."""
    tables = _tables(connection, document_id)
    return replace(
        read_state(connection, document_id),
        tables=tables,
        places=_places(connection, _values(tables, "place_key")),
        programmes=_coded(connection, "programmes", "programme_code", tables),
        indicators=_coded(connection, "indicators", "indicator_code", tables),
    )


def pack(former: Former) -> bytes:
    """A payload."""
    return zlib.compress(json.dumps(asdict(former), ensure_ascii=False, default=_plain).encode())


def unpack(payload: bytes) -> Former:
    """The document of a payload, its values as the tables of today take them."""
    kept = json.loads(zlib.decompress(payload))
    return Former(
        document=_typed("documents", [kept["document"]])[0],
        locations=_typed("document_locations", kept["locations"]),
        fetches=_typed("fetches", kept["fetches"]),
        tables={name: _typed(name, rows) for name, rows in kept["tables"].items()},
        places=_typed("places", kept["places"]),
        programmes=_typed("programmes", kept["programmes"]),
        indicators=_typed("indicators", kept["indicators"]),
    )


def rows_of(former: Former) -> DocumentRows:
    """The rows as they were built when the document was read."""
    base_ids = {row["article_id"]: row["base_id"] for row in former.tables["articles"]}
    numbers = {row["sentence_id"]: number for number, row in enumerate(former.tables["sentences"], 1)}
    ids = _metric_ids(former, base_ids)
    tables = {
        name: [
            row
            | ({"article_id": base_ids[row["article_id"]]} if "article_id" in row else {})
            | ({"sentence_id": numbers[row["sentence_id"]]} if "sentence_id" in row else {})
            | ({"metric_id": ids[row["metric_id"]]} if "metric_id" in row else {})
            for row in rows
        ]
        for name, rows in former.tables.items()
    }
    bodies = [
        body_row(base_id, (row for row in tables["sentences"] if row["article_id"] == base_id))
        for base_id in base_ids.values()
    ]
    return DocumentRows(
        tables=tables,
        places=tuple(_place(row) for row in former.places),
        bodies=tuple(bodies),
        words=tuple(cut(row["text"]) for row in tables["sentences"]),
        facts_digest=former.document["facts_digest"],
    )


def sightings_of(former: Former) -> list[Sighting]:
    """Where and how a document that is gone was seen."""
    fetches = {
        row["location"]: Fetch(row["final_url"], row["status"], row["etag"], row["last_modified"])
        for row in former.fetches
    }
    return [
        Sighting(
            location=row["location"],
            name=row["name"],
            size=row["size"],
            modified_ns=row["modified_ns"],
            read_ns=row["read_ns"],
            fetch=fetches.get(row["location"]),
            side=row["side"],
        )
        for row in former.locations
    ]


def add_references(connection: Connection, former: Former) -> None:
    """Programmes and indicators that the reference data has given up since are there again, as retired ones."""
    for table, key, rows in (
        (_TABLES["programmes"], "programme_code", former.programmes),
        (_TABLES["indicators"], "indicator_code", former.indicators),
    ):
        known = set(connection.execute(select(table.c[key])).scalars())
        if lost := [row | {"retired": 1} for row in rows if row[key] not in known]:
            connection.execute(insert(table), lost)


def _metric_ids(former: Former, base_ids: Mapping[str, str]) -> dict[str, str]:
    """The id that each figure has as long as its article has its plain id."""
    sentences = {row["sentence_id"]: row for row in former.tables["sentences"]}
    ids: dict[str, str] = {}
    for article_id, base_id in base_ids.items():
        own = [row for row in former.tables["metrics"] if row["article_id"] == article_id]
        figures = []
        for row in own:
            sentence = sentences[row["sentence_id"]]
            figures.append(Figure(sentence["text"], row["char_start"] - sentence["char_start"], row["raw"]))
        ids |= zip((row["metric_id"] for row in own), metric_ids(base_id, figures), strict=True)
    return ids


def _tables(connection: Connection, document_id: str) -> dict[str, list[Row]]:
    articles = select(_ARTICLES).where(_ARTICLES.c.document_id == document_id).order_by(_ARTICLES.c.ordinal)
    tables = {"articles": _rows(connection, articles)}
    of_document = select(_ARTICLES.c.article_id).where(_ARTICLES.c.document_id == document_id)
    for name, order in _OF_ARTICLES.items():
        table = _TABLES[name]
        found = select(table).where(table.c.article_id.in_(of_document))
        tables[name] = _rows(connection, found.order_by(*(table.c[column] for column in order)))
    tables["initiatives"] = _keyed(
        connection, _TABLES["initiatives"], "initiative_id", _values(tables, "initiative_id")
    )
    return tables


def _values(tables: Mapping[str, Sequence[Row]], column: str) -> set[str]:
    """All values that a column of that name has in the tables."""
    return {row[column] for rows in tables.values() for row in rows if row.get(column) is not None}


def _places(connection: Connection, keys: set[str]) -> list[Row]:
    """The places, and all above them."""
    found: dict[str, Row] = {}
    wanted = set(keys)
    while wanted:
        rows = _keyed(connection, _TABLES["places"], "place_key", wanted)
        found |= {row["place_key"]: row for row in rows}
        wanted = {row["parent_key"] for row in rows if row["parent_key"] is not None} - found.keys()
    return sorted(found.values(), key=lambda row: row["place_key"])


def _coded(connection: Connection, table: str, code: str, tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    return _keyed(connection, _TABLES[table], code, _values(tables, code))


def _keyed(connection: Connection, table: Table, key: str, keys: Iterable[str]) -> list[Row]:
    found: list[Row] = []
    for chunk in chunks(set(keys)):
        found += _rows(connection, select(table).where(table.c[key].in_(chunk)).order_by(table.c[key]))
    return found


def _rows(connection: Connection, statement: Select[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(statement).mappings()]


def _place(row: Row) -> Place:
    return Place(row["place_key"], row["code"], row["name"], Level(row["level"]), row["parent_key"])


def _plain(value: object) -> str:
    assert isinstance(value, date)  # a datetime is one too
    return value.isoformat()


def _typed(table: str, rows: Sequence[Row]) -> list[Row]:
    """Rows of JSON as the table takes them: days as days, and no column that it does not have any more."""
    columns = _TABLES[table].columns
    kinds = {column.name: column.type.python_type for column in columns}
    return [{name: _day(kinds[name], value) for name, value in row.items() if name in kinds} for row in rows]


def _day(kind: type, value: Any) -> Any:
    return kind.fromisoformat(value) if value is not None and kind in (date, datetime) else value
