"""What became of the facts of a document: pure, a function of the articles before and after."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from borderdb.db.facts import Fact, Story


class Change(StrEnum):
    """What became of a fact. One that moved says the same under another id, its own or that of its article.

    Ids are made of the sentence, and of headline and beginning of the article: one of these was edited.
    """

    APPEARED = "appeared"
    CHANGED = "changed"
    MOVED = "moved"
    DISAPPEARED = "disappeared"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact before and after; one of the two is None where it appeared or disappeared."""

    change: Change
    before: Fact | None
    after: Fact | None

    @property
    def fact(self) -> Fact:
        """The fact as it is now, else as it was."""
        fact = self.after or self.before
        assert fact is not None
        return fact

    def shown(self) -> tuple[str | None, str | None]:
        """What it said before and after, in short; where that is the same, what else is another."""
        before, after = self.before, self.after
        if before is None or after is None or before.shown != after.shown:
            return before.shown if before else None, after.shown if after else None
        other = [
            (name, was, now) for (name, was), (_, now) in zip(before.content, after.content, strict=True) if was != now
        ]
        was = _spelt(before.shown, [(name, value) for name, value, _ in other])
        return was, _spelt(after.shown, [(name, value) for name, _, value in other])


@dataclass(frozen=True, slots=True)
class StoryChange:
    """An article before and after, and what became of its facts, in the order of the text."""

    before: Story | None
    after: Story | None
    facts: tuple[FactChange, ...]

    @property
    def story(self) -> Story:
        """The article as it is now, else as it was."""
        story = self.after or self.before
        assert story is not None
        return story


def compare(before: Sequence[Story], after: Sequence[Story]) -> list[StoryChange]:
    """Articles of which something changed: those that are there, in their order, then those that are gone."""
    pairs = _paired(before, after)
    changes = [_story_change(pairs.get(index), story) for index, story in enumerate(after)]
    still_there = {id(story) for story in pairs.values()}
    changes += [_story_change(story, None) for story in before if id(story) not in still_there]
    return [change for change in changes if change.facts]


def appeared(story: Story) -> StoryChange:
    """An article that nobody knew, with all its facts."""
    return StoryChange(None, story, tuple(FactChange(Change.APPEARED, None, fact) for fact in story.facts))


def _paired(before: Sequence[Story], after: Sequence[Story]) -> dict[int, Story]:
    """Which article each was before: that of the same id, else of the same headline, else the only one that is left."""
    pairs: dict[int, Story] = {}
    left = list(before)

    def pair(index: int, story: Story) -> None:
        pairs[index] = story
        left.remove(story)

    for same in ("base_id", "headline"):
        for index, story in enumerate(after):
            mine = getattr(story, same)
            twin = next((other for other in left if mine and getattr(other, same) == mine), None)
            if index not in pairs and twin is not None:
                pair(index, twin)
    new = [index for index in range(len(after)) if index not in pairs]
    if len(new) == len(left) == 1:
        pair(new[0], left[0])
    return pairs


def _story_change(before: Story | None, after: Story | None) -> StoryChange:
    renamed = before is not None and after is not None and before.article_id != after.article_id
    found = list(_fact_changes(before.facts if before else (), after.facts if after else (), renamed=renamed))
    return StoryChange(before, after, tuple(sorted(found, key=lambda change: change.fact.position)))


def _fact_changes(before: Sequence[Fact], after: Sequence[Fact], *, renamed: bool) -> Iterator[FactChange]:
    """The same by their keys; of the rest, figures that say the same elsewhere, then those that count the same.

    `renamed` tells that the article has another id: then all that stays has moved.
    """
    pairs, before, after = _matched(before, after, lambda fact: fact.key)
    for was, now in pairs:
        if was.content != now.content:
            yield FactChange(Change.CHANGED, was, now)
        elif renamed or was.id != now.id:
            yield FactChange(Change.MOVED, was, now)
    pairs, before, after = _matched(before, after, lambda fact: fact.likeness and (fact.shown, fact.content))
    yield from (FactChange(Change.MOVED, was, now) for was, now in pairs)
    pairs, before, after = _matched(before, after, lambda fact: fact.likeness)
    yield from (FactChange(Change.CHANGED, was, now) for was, now in pairs)
    yield from (FactChange(Change.DISAPPEARED, fact, None) for fact in before)
    yield from (FactChange(Change.APPEARED, None, fact) for fact in after)


def _matched(
    before: Sequence[Fact], after: Sequence[Fact], key: Callable[[Fact], Hashable]
) -> tuple[list[tuple[Fact, Fact]], list[Fact], list[Fact]]:
    """Pairs of equal keys, each fact once and in order, and what is left on both sides. None is no key."""
    waiting: dict[Hashable, deque[Fact]] = defaultdict(deque)
    for fact in before:
        if key(fact) is not None:
            waiting[key(fact)].append(fact)
    pairs, new = [], []
    for fact in after:
        twins = waiting.get(key(fact))
        if twins:
            pairs.append((twins.popleft(), fact))
        else:
            new.append(fact)
    paired = {id(was) for was, _ in pairs}
    return pairs, [fact for fact in before if id(fact) not in paired], new


def _spelt(shown: str | None, other: Sequence[tuple[str, object]]) -> str | None:
    """What a fact says in short, with what of it is another on the other side: 53.78亿斤 (place: 同江市)."""
    named = ", ".join(f"{name}: {'—' if value is None else value}" for name, value in other)
    return f"{shown} ({named})" if shown and named else named or shown
