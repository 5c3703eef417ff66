"""The bytes of documents, kept so that they can be read again when the files are gone."""

from __future__ import annotations

import zlib
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select

from borderdb.db.models import Base

_ORIGINALS: Final = Base.metadata.tables["originals"]
_KEEP: Final = insert(_ORIGINALS)
_PACKED: Final = select(_ORIGINALS.c.data).where(_ORIGINALS.c.document_id == bindparam("document_id"))


def pack(data: bytes) -> bytes:
    """The bytes of a document as they are kept: compressed."""
    return zlib.compress(data)


def keep_original(connection: Connection, document_id: str, packed: bytes) -> None:
    """Keep the bytes of a document that is stored and whose bytes are not kept yet."""
    connection.execute(_KEEP, {"document_id": document_id, "data": packed})


def packed_original(connection: Connection, document_id: str) -> bytes | None:
    """The bytes of a document, compressed; None where they were never kept, which older versions did not do."""
    return connection.execute(_PACKED, {"document_id": document_id}).scalar()


def original(connection: Connection, document_id: str) -> bytes | None:
    """The bytes of a document; None where they were never kept."""
    packed = packed_original(connection, document_id)
    return None if packed is None else zlib.decompress(packed)
