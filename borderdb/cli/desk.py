"""Where decisions are made: each call is one short transaction, so that nobody waits for a person who thinks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from borderdb.errors import UsageError

if TYPE_CHECKING:
    from borderdb.db.corrections import Correction
    from borderdb.db.reviewing import Reviewer, Target
    from borderdb.queries.queue import Meant
    from borderdb.records import Sort


@dataclass(frozen=True, slots=True)
class Desk:
    """The database, and who decides and why."""

    database: str
    by: str
    why: str | None = None

    def accept(self, meant: Sequence[Meant]) -> list[Correction]:
        """What was read is right; a decision put forward again holds for what stands there now."""
        from borderdb.db.carrying import carry_over
        from borderdb.db.reviewing import accept

        return self._each(meant, accept, carry_over)

    def reject(self, meant: Sequence[Meant]) -> list[Correction]:
        """There is no such fact; a decision put forward again holds no longer."""
        from borderdb.db.reviewing import reject, retract

        return self._each(meant, reject, retract)

    def correct(self, meant: Sequence[Meant], given: Mapping[str, str]) -> list[Correction]:
        """The fact is another one."""
        from borderdb.db.reviewing import correct

        def corrected(connection: Any, target: Target, reviewer: Reviewer) -> Correction:
            return correct(connection, target, given, reviewer)

        return self._each(meant, corrected, _no_decision)

    def add(self, sort: Sort, article_id: str, words: str, within: str | None, given: Mapping[str, str]) -> Correction:
        """The article says something that no rule has read."""
        from borderdb.db.reviewing import add, find_words

        with self._writing() as (connection, reviewer):
            return add(connection, sort, find_words(connection, article_id, words, within), given, reviewer)

    def retract(self, meant: Sequence[Meant]) -> list[Correction]:
        """A decision holds no longer, given by its own id or by the fact that it is about."""
        from borderdb.db.reviewing import retract, retract_of

        return self._each(meant, retract_of, retract)

    def _each(
        self,
        meant: Sequence[Meant],
        on_fact: Callable[[Any, Target, Reviewer], Correction],
        on_decision: Callable[[Any, str, Reviewer], Correction],
    ) -> list[Correction]:
        from borderdb.db.reviewing import Target

        with self._writing() as (connection, reviewer):
            return [
                on_decision(connection, one.fact_id, reviewer)
                if one.sort is None
                else on_fact(connection, Target(one.sort, str(one.article_id), one.fact_id), reviewer)
                for one in meant
            ]

    @contextmanager
    def _writing(self) -> Iterator[tuple[Any, Reviewer]]:
        from borderdb.db.engine import connect
        from borderdb.db.reviewing import Reviewer

        with connect(self.database) as connection, connection.begin():
            yield connection, Reviewer(self.by, self.why)


def _no_decision(_connection: object, correction_id: str, _reviewer: Reviewer) -> Correction:
    raise UsageError(
        f"{correction_id}: is a decision, not a fact",
        hint="accept it (it holds for the sentence as it is now) or reject it, then correct what is read there now",
    )
