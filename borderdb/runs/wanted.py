"""What a run is asked for, and what of the known it therefore reads again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection

from borderdb.beside import what_counts
from borderdb.db.known import (
    KnownDocument,
    KnownPlace,
    Lying,
    documents_called,
    failed_locations,
    older_documents,
)
from borderdb.errors import UsageError
from borderdb.runs.doubts import Limits
from borderdb.sources import Source, find_again
from borderdb.web import Manners


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest. `published` and `outlet` win over what pages print; `seeds` is the folder of reference data.

    `only_failed` leaves all but what failed when it was last met; `rules_older` adds all stored documents that older
    rules or other reference data read; `prune` are folders below which documents whose files are gone are withdrawn.
    `limits` are those beyond which the run as a whole is doubtful, `wait` the seconds to wait for another run, and
    `web` is how pages of the web are fetched.
    """

    force: bool = False
    dry_run: bool = False
    workers: int = 1
    published: date | None = None
    outlet: str | None = None
    seeds: Path | None = None
    only_failed: bool = False
    rules_older: bool = False
    prune: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    wait: float = 0
    web: Manners = field(default_factory=Manners)

    def told(self) -> dict[str, object]:
        """Those that the record of the run keeps."""
        return {
            "force": self.force,
            "published": self.published,
            "outlet": self.outlet,
            "only_failed": self.only_failed,
            "rules_older": self.rules_older,
            "prune": list(self.prune),
        }


@dataclass(frozen=True, slots=True)
class Standard:
    """What a known document is held against: the rules and the reference data of today, and the options."""

    rules_version: str
    fingerprint: str
    options: Options

    def why_read(self, known: KnownDocument, places: Iterable[KnownPlace]) -> str | None:
        """Why a document whose bytes are known, and which lies in these places, is read again; None if it need not."""
        options = self.options
        if known.rules_version != self.rules_version:
            return f"was read by rules {known.rules_version}"
        if known.seeds_fingerprint != self.fingerprint:
            return "was read with other reference data"
        if options.published not in (None, known.published_given):
            return "the day of publication given is another"
        if options.outlet not in (None, known.outlet_given):
            return "the outlet given is another"
        if known.beside != what_counts(places).digest:
            return "its side file or its name says something else"
        return "read again as asked" if options.force else None


def asked_for(connection: Connection, standard: Standard, sources: Iterable[Source] | None) -> Iterable[Source]:
    """The sources that are named, only those that failed if so wanted, and what older rules read if that is wanted."""
    named: Iterable[Source] = sources or ()
    if standard.options.only_failed:
        failed = failed_locations(connection)
        named = find_again(failed) if sources is None else [one for one in sources if one.location in set(failed)]
    return chain(named, _older(connection, standard)) if standard.options.rules_older else named


def _older(connection: Connection, standard: Standard) -> Iterator[Source]:
    """What older rules or other reference data read, when all that was named is read."""
    with connection.begin():
        found = older_documents(connection, standard.rules_version, standard.fingerprint)
    yield from map(_source, found)


def stored(connection: Connection, documents: Collection[str]) -> list[Source]:
    """The stored documents that the words mean."""
    if not documents:
        return list(map(_source, documents_called(connection)))
    found: dict[str, Source] = {}
    for what in documents:
        meant = documents_called(connection, what)
        if not meant:
            raise UsageError(f"no document is called {what}", hint="`borderdb query articles --wide` names them")
        if len(meant) > 1 and what not in {name for one in meant for name in (one.name, one.location)}:
            ids = ", ".join(one.document_id for one in meant)
            raise UsageError(f"{what} can mean {len(meant)} documents: {ids}", hint="give more of the id")
        found |= {one.document_id: _source(one) for one in meant}
    return list(found.values())


def _source(lying: Lying) -> Source:
    return Source(location=lying.location, name=lying.name, stored=lying.document_id)
