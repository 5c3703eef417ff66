"""What happens in a run, told as it happens: in sentences for people, as a line of JSON each for programs."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import typer

from borderdb.cli import output
from borderdb.cli.text import one_line
from borderdb.errors import BorderdbError

if TYPE_CHECKING:
    from borderdb.ingest import Outcome, State


class LogFormat(StrEnum):
    """How a run tells what happens."""

    TEXT = "text"
    JSON = "json"


class Teller(Protocol):
    """Whoever tells of a run."""

    def document(self, outcome: Outcome) -> None:
        """What became of a document."""

    def note(self, message: str) -> None:
        """What else happens."""

    def error(self, error: BorderdbError) -> None:
        """Why the run ended, or why it is not to be believed."""

    def end(self, documents: Mapping[State, int], exit_code: int) -> None:
        """What became of all of them, by outcome."""


class Sentences:
    """For people: a warning for each failure, and with `verbose` a line for each document."""

    def __init__(self, verbose: bool) -> None:
        self._verbose = verbose

    def document(self, outcome: Outcome) -> None:
        """Say what became of a document, where that is of interest."""
        if outcome.unread:
            output.warn(one_line(f"{outcome.location}: could not be read in part: {outcome.unread}"))
        if outcome.state == "failed":
            output.warn(one_line(f"{outcome.location}: {_reason(outcome)}"))
        elif self._verbose:
            output.note(one_line(f"{outcome.location}: {outcome.state.value}, {_reason(outcome)}"))

    def note(self, message: str) -> None:
        """Say what else happens."""
        output.note(message)

    def error(self, error: BorderdbError) -> None:
        """Say why the run is not to be believed."""
        output.fail(error.message, error.hint)

    def end(self, _documents: Mapping[State, int], _exit_code: int) -> None:
        """The table of outcomes says it."""


class Lines:
    """For programs: every event is a JSON object on a line of its own, with the moment in UTC."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def document(self, outcome: Outcome) -> None:
        """Say what became of a document."""
        counts = asdict(outcome.counts)
        self._counts.update(counts)
        self._write(
            "document",
            level="warning" if outcome.state == "failed" or outcome.unread else "info",
            location=outcome.location,
            document_id=outcome.document_id,
            status=outcome.state.value,
            reason=_reason(outcome),
            **counts,
        )

    def note(self, message: str) -> None:
        """Say what else happens."""
        self._write("note", message=message)

    def error(self, error: BorderdbError) -> None:
        """Say why the run ended, or why it is not to be believed."""
        self._write("error", level="error", message=error.message, hint=error.hint, exit_code=error.exit_code)

    def end(self, documents: Mapping[State, int], exit_code: int) -> None:
        """Sum up."""
        level = "error" if exit_code else "info"
        self._write(
            "end",
            level=level,
            exit_code=exit_code,
            documents={state.value: count for state, count in documents.items()},
            **self._counts,
        )

    def _write(self, event: str, *, level: str = "info", **values: object) -> None:
        moment = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"time": moment, "level": level, "event": event} | values
        sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stderr.flush()


@contextmanager
def teller(log: LogFormat, verbose: bool) -> Iterator[Teller]:
    """Tell of a run in that format, errors that end it included."""
    if log is LogFormat.TEXT:
        yield Sentences(verbose)
        return
    lines = Lines()
    try:
        yield lines
    except BorderdbError as error:
        lines.error(error)
        raise typer.Exit(error.exit_code) from None


def _reason(outcome: Outcome) -> str:
    """Why, without the name of the document, which stands before it already."""
    for name in (outcome.location, outcome.name):
        if outcome.reason.startswith(f"{name}: "):
            return outcome.reason.removeprefix(f"{name}: ")
    return outcome.reason
