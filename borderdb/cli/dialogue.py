"""The dialogue of `borderdb review`: a loop over the queue, with a person who answers and a desk that takes decisions.

It prints nothing and reads nothing itself: whoever speaks with the person does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from borderdb.cli.desk import Desk
from borderdb.errors import UsageError

if TYPE_CHECKING:
    from borderdb.queries.queue import Entry
    from borderdb.records import Sort

HELP = "a accept · r reject · c correct · n add what is missing · s skip · b back · q quit"
ASKED = {
    "metric": ("value", "unit", "label", "place", "period", "indicator", "qualifier", "kind", "status", "programme"),
    "initiative": ("name", "kind", "place", "programme"),
    "place": ("place",),
    "programme": ("programme", "place"),
}
"""What is asked for each sort of fact, in this order."""


class Person(Protocol):
    """Somebody who sees what is shown and answers."""

    def see(self, entry: Entry, number: int, of: int) -> Mapping[str, object]:
        """Show an entry. Returns what was read, field by field."""

    def choose(self) -> str:
        """One letter of HELP."""

    def write(self, field: str, now: object) -> str | None:
        """The right value of a field; None to keep what there is."""

    def hear(self, sentence: str) -> None:
        """Be told something."""


def converse(queue: Sequence[Entry], person: Person, desk: Desk) -> int:
    """Go through the queue until it ends or the person leaves. Returns how many decisions were made."""
    index = made = 0
    while index < len(queue):
        entry = queue[index]
        read = person.see(entry, index + 1, len(queue))
        match person.choose():
            case "q":
                break
            case "s":
                index += 1
            case "b":
                index = max(index - 1, 0)
            case ("a" | "r" | "c" | "n") as choice:
                try:
                    done = _decide(choice, entry, read, person, desk)
                except UsageError as error:
                    person.hear(f"{error.message}{f' – {error.hint}' if error.hint else ''}")
                    continue
                made += done
                index += done and choice != "n"  # what was missing beside it does not settle the entry itself
            case _:
                person.hear(HELP)
    return made


def _decide(choice: str, entry: Entry, read: Mapping[str, object], person: Person, desk: Desk) -> bool:
    """Make one decision. False where the person has thought better of it."""
    if choice == "a":
        desk.accept([entry.meant])
    elif choice == "r":
        desk.reject([entry.meant])
    elif choice == "c":
        decision = entry.meant.sort is None
        given = {} if decision else _fields(_sort_of(entry), read, person)
        if not given and not decision:
            return False
        desk.correct([entry.meant], given)
    else:
        return _add(entry, person, desk)
    return True


def _add(entry: Entry, person: Person, desk: Desk) -> bool:
    from borderdb.records import Sort

    if entry.meant.article_id is None:
        raise UsageError("this article has changed", hint="add with `borderdb review add`")
    words = person.write("words", None)
    sort = person.write("fact", Sort.METRIC.value) or Sort.METRIC.value
    if not words or sort not in ASKED:
        return False
    given = _fields(sort, {}, person)
    if given:
        desk.add(Sort(sort), entry.meant.article_id, words, entry.sentence, given)
    return bool(given)


def _fields(sort: str, read: Mapping[str, object], person: Person) -> dict[str, str]:
    answers = {field: person.write(field, read.get(field)) for field in ASKED[sort]}
    return {field: answer for field, answer in answers.items() if answer is not None}


def _sort_of(entry: Entry) -> str:
    """Of which sort the fact is, or will be where none was read."""
    sort: Sort | None = entry.meant.sort
    if sort is not None and sort.value in ASKED:
        return sort.value
    return "place" if entry.kind == "ambiguous_place" else "metric"
