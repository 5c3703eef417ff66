"""What the commands share that read documents: options, progress, the table of outcomes, the verdict."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from borderdb.cli import output
from borderdb.cli.events import LogFormat, teller
from borderdb.errors import DoubtfulRunError

if TYPE_CHECKING:
    from borderdb.cli.output import Style
    from borderdb.cli.sheet import Sheet
    from borderdb.ingest import Outcome, State

Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        envvar="BORDERDB_WORKERS",
        metavar="N",
        help="Processes that read; without it one per free processor, at most four.",
        show_default=False,
    ),
]
Seeds = Annotated[
    Path | None,
    typer.Option(
        "--seeds",
        envvar="BORDERDB_SEEDS",
        metavar="FOLDER",
        help="A folder of reference data to use instead of the one that comes with borderdb.",
    ),
]
MaxFall = Annotated[
    float,
    typer.Option(
        "--max-fall",
        min=0,
        max=1,
        envvar="BORDERDB_MAX_FALL",
        metavar="SHARE",
        help="End with exit code 1 if facts per article fall by more than this share of what they were.",
    ),
]
MaxFailed = Annotated[
    float,
    typer.Option(
        "--max-failed",
        min=0,
        max=1,
        envvar="BORDERDB_MAX_FAILED",
        metavar="SHARE",
        help="Say that the run is doubtful if more than this share of the documents fails.",
    ),
]
Wait = Annotated[
    float,
    typer.Option(
        "--wait",
        min=0,
        envvar="BORDERDB_WAIT",
        metavar="SECONDS",
        help="Wait so long for another run to end, before giving up with exit code 6.",
    ),
]
Log = Annotated[
    LogFormat,
    typer.Option(
        "--log-format",
        envvar="BORDERDB_LOG_FORMAT",
        help="How stderr tells what happens: sentences, or a JSON object per line.",
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say of every document what became of it, and why.")]

SOME_FAILED = 1
NOT_THERE = 2
ALWAYS_TOLD = ("new", "unchanged", "changed", "failed")
COUNTED = ("articles", "places", "programmes", "initiatives", "metrics", "issues")


def carry_out(
    run: _Read, total: int | None, style: Style, log: LogFormat, *, verbose: bool, dry_run: bool = False
) -> int:
    """Run, tell of it, and print the outcomes. Returns the exit code. `total` is the number of documents, if known."""
    outcomes = _Outcomes()
    with teller(log, verbose) as tell, _progress(total, log) as progress:
        doubt: DoubtfulRunError | None = None
        try:
            for outcome in run(notify=tell.note):
                outcomes.take(outcome)
                tell.document(outcome)
                progress.advance(outcome)
        except DoubtfulRunError as error:  # after the last outcome
            doubt = error
        output.write(outcomes.summary(), style)
        if dry_run:
            tell.note("a dry run: nothing was kept")
        elif not outcomes.changed():
            tell.note("nothing changed")
        if doubt is not None:
            tell.error(doubt)
        code = outcomes.verdict() or (doubt.exit_code if doubt else 0)
        tell.end(outcomes.documents, code)
    return code


class _Read(Protocol):
    """What reads documents; `notify` is told what else happens."""

    def __call__(self, *, notify: Callable[[str], None]) -> Iterator[Outcome]: ...


class _Outcomes:
    """What became of the documents so far, in figures."""

    def __init__(self) -> None:
        self.documents: Counter[State] = Counter()
        self._counts: Counter[tuple[State, str]] = Counter()
        self._missing = False

    def take(self, outcome: Outcome) -> None:
        """Count a document."""
        self.documents[outcome.state] += 1
        self._missing |= outcome.missing
        for name in COUNTED:
            self._counts[outcome.state, name] += getattr(outcome.counts, name)

    def summary(self) -> Sheet:
        """A row per outcome; the first four always."""
        from borderdb.cli.sheet import Sheet
        from borderdb.ingest import State

        shown = [state for state in State if state in ALWAYS_TOLD or self.documents[state]]
        rows = [
            (state.value, self.documents[state], *(self._counts[state, name] for name in COUNTED)) for state in shown
        ]
        return Sheet(("outcome", "documents", *COUNTED), rows)

    def changed(self) -> bool:
        """Whether the run left anything."""
        return any(count for state, count in self.documents.items() if state not in ("unchanged", "failed"))

    def verdict(self) -> int:
        """The exit code."""
        if self._missing:
            return NOT_THERE
        return SOME_FAILED if any(state == "failed" for state in self.documents) else 0


class _Progress(Protocol):
    def advance(self, outcome: Outcome) -> None: ...


class _Silence:
    def advance(self, outcome: Outcome) -> None:
        """Nobody watches."""


@contextmanager
def _progress(total: int | None, log: LogFormat) -> Iterator[_Progress]:
    """A bar on stderr while a person watches, else nothing."""
    if not sys.stderr.isatty() or log is LogFormat.JSON:
        yield _Silence()
        return
    from borderdb.cli.progress import Bar

    with Bar(total) as bar:
        yield bar
