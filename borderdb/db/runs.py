"""The record of runs: what each did with each document, and why. It alone grows with every run."""

from __future__ import annotations

import json
import os
import platform
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, insert, update

from borderdb.db.history import Step
from borderdb.db.models import Base
from borderdb.db.rows import Counts

_RUNS: Final = Base.metadata.tables["runs"]
_RECORD: Final = insert(Base.metadata.tables["run_documents"])


class Kind(StrEnum):
    """What a run is there for."""

    INGEST = "ingest"
    REEXTRACT = "reextract"
    UNDO = "undo"


class State(StrEnum):
    """What became of a document in a run. The last two are of an undo."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class RunDocument:
    """What a run did with one document, and why."""

    location: str
    document_id: str | None
    state: State
    reason: str
    counts: Counts


def start_run(
    connection: Connection,
    *,
    version: str,
    rules_version: str,
    fingerprint: str,
    options: Mapping[str, object],
    kind: Kind = Kind.INGEST,
    undoes: int | None = None,
) -> int:
    """Open the record of a run; `undoes` is the run that an undo undoes. Returns its number."""
    added = connection.execute(
        insert(_RUNS).values(
            started_on=_now(),
            process=os.getpid(),
            host=platform.node(),
            version=version,
            rules_version=rules_version,
            seeds_fingerprint=fingerprint,
            options=json.dumps(options, ensure_ascii=False, sort_keys=True, default=str),
            kind=kind.value,
            undoes=undoes,
            **_totals(Counter()),
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    return int(key[0])


def record_document(connection: Connection, step: Step, done: RunDocument) -> None:
    """Note what became of a document."""
    connection.execute(
        _RECORD,
        {
            "run_id": step.run_id,
            "ordinal": step.ordinal,
            "location": done.location,
            "document_id": done.document_id,
            "status": done.state.value,
            "reason": done.reason,
            **asdict(done.counts),
        },
    )


def finish_run(connection: Connection, run_id: int, totals: Mapping[State, int], alarm: str | None = None) -> None:
    """Close the record of a run; `alarm` says why it is doubtful as a whole."""
    values = {"finished_on": _now(), "alarm": alarm, **_totals(totals)}
    connection.execute(update(_RUNS).where(_RUNS.c.run_id == run_id).values(values))


def _totals(totals: Mapping[State, int]) -> dict[str, int]:
    return {f"documents_{state.value}": totals.get(state, 0) for state in State}


def _now() -> datetime:
    """The moment in UTC, as the database keeps it: without a zone, in whole seconds."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
