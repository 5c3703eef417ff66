"""The progress bar of `ingest`, drawn on stderr from the outcomes that it yields."""

from __future__ import annotations

from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

from borderdb.cli.text import one_line

if TYPE_CHECKING:
    from borderdb.ingest import Outcome

LONGEST = 40
PAUSE = 0.1  # seconds between two drawings


class Bar:
    """How far the run is, what it reads, and how much was found. Lines that are printed meanwhile stand above it."""

    def __init__(self, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[found]}", markup=False),
            TextColumn("{task.fields[name]}", style="dim", markup=False),
            console=Console(stderr=True, markup=False, emoji=False, highlight=False),
            transient=True,
            auto_refresh=False,  # a thread of its own would keep workers from being copies of this process
        )
        self._task = self._progress.add_task("reading", total=total, name="", found="")
        self._metrics = 0
        self._drawn = 0.0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def advance(self, outcome: Outcome) -> None:
        """One document is done."""
        self._metrics += outcome.counts.metrics
        name = one_line(outcome.name)
        shown = name if len(name) <= LONGEST else f"…{name[-LONGEST + 1 :]}"
        self._progress.update(self._task, advance=1, name=shown, found=f"{self._metrics:,} figures")
        if monotonic() - self._drawn > PAUSE:
            self._progress.refresh()
            self._drawn = monotonic()
