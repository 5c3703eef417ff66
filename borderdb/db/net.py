"""What runs changed all in all: pure, from the log of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from borderdb.db.differences import Change


class Logged(NamedTuple):
    """An entry of the log, as `change_facts` has it."""

    change: str
    fact: str
    what: str | None
    place: str | None
    before: str | None
    after: str | None
    document: str
    headline: str | None
    article_id: str
    former_article_id: str | None
    fact_id: str | None
    former_id: str | None
    run_id: int
    ordinal: int
    sentence_before: str | None
    sentence: str | None


Key = tuple[str | None, ...]


@dataclass(slots=True)
class _Course:
    """What befell a fact: the first and the last entry of it."""

    first: Logged
    last: Logged

    def net(self) -> Logged | None:
        """Both as one entry, None where all is as it was."""
        was_there, is_there = self.first.change != Change.APPEARED, self.last.change != Change.DISAPPEARED
        if not was_there:
            came = self.last._replace(change=Change.APPEARED.value, before=None, former_id=None, sentence_before=None)
            return came if is_there else None
        said = self.first.sentence_before or self.first.sentence
        if not is_there:
            return self.last._replace(before=self.first.before, former_id=self.first.former_id, sentence=said)
        if self.first.before == self.last.after:
            return None
        return self.last._replace(
            change=Change.CHANGED.value, before=self.first.before, former_id=self.first.former_id, sentence_before=said
        )


def net(entries: Iterable[Logged]) -> list[Logged]:
    """What is another at the end, by article: what came and went again, or was changed back, is left out."""
    roots: dict[str, str] = {}  # of articles that took another id: the first one they had
    courses: dict[Key, _Course] = {}
    turns: dict[str, list[Logged]] = {}
    for entry in entries:
        former = entry.former_article_id or entry.article_id
        root = roots.setdefault(entry.article_id, roots.get(former, former))
        if entry.change in (Change.WITHDRAWN, Change.RETURNED):
            turns.setdefault(root, []).append(entry)
            continue
        before, after = _key(root, entry, entry.former_id), _key(root, entry, entry.fact_id)
        course = courses.pop(after if entry.change == Change.APPEARED else before, None) or _Course(entry, entry)
        course.last = entry
        courses[after] = course
    found = [changed for course in _rejoined(courses) if (changed := course.net()) is not None]
    found += [entered[-1] for entered in turns.values() if len(entered) % 2]
    order = {root: number for number, root in enumerate(dict.fromkeys(roots.values()))}
    return sorted(found, key=lambda entry: (order[roots[entry.article_id]], entry.fact != "article", entry.ordinal))


def _rejoined(courses: dict[Key, _Course]) -> list[_Course]:
    """One course for a fact that was changed, went, and came again as it had been at first."""
    gone = {
        (key[0], *_key("", course.first, course.first.former_id)[1:]): key
        for key, course in courses.items()
        if course.first.change != Change.APPEARED and course.last.change == Change.DISAPPEARED
    }
    for key, course in list(courses.items()):
        before = gone.get(key)
        if before is not None and before != key and course.first.change == Change.APPEARED:
            courses[key] = _Course(courses.pop(before).first, course.last)
    return list(courses.values())


def _key(root: str, entry: Logged, fact_id: str | None) -> Key:
    """What tells a fact from all others. What is left unresolved has no id of its own, an article is its root."""
    if entry.fact == "article":
        return root, entry.fact
    return root, entry.fact, fact_id, entry.what if entry.fact == "issue" else None
