"""What has been spoken of before a word of time: the year, the part of the story, the day of publication."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from borderdb.records import Period


class Spoken(NamedTuple):
    """The date of publication and the year last spoken of: in this sentence, in this paragraph, in the story.

    `frame` is the year that this part of the story is about, `current` says that 今年 is that year, `term` are the
    years that it looks back on, `running` says that the sentence spoke of its year as of a beginning (2019年以来).
    `plan` are the days of the five-year plan spoken of last.
    """

    published: date | None
    sentence: int | None = None
    paragraph: int | None = None
    story: int | None = None
    frame: int | None = None
    current: bool = False
    term: Period | None = None
    running: bool = False
    plan: tuple[date, date] | None = None

    def within(self, frame: int | None, current: bool, term: Period | None) -> Spoken:
        """The same in a part of a story that is about a year, or looks back on a term of years."""
        is_same = (frame, current, term) == (self.frame, self.current, self.term)
        return self if is_same else self._replace(frame=frame, current=current, term=term)

    def after_sentence(self, paragraph_ended: bool) -> Spoken:
        return self._replace(sentence=None, running=False, paragraph=None if paragraph_ended else self.paragraph)

    def with_year_of(self, match: re.Match[str], period: Period, *, aimed: bool = False) -> Spoken:
        """Having read a period that names its year (not one that leans on another).

        One that is only aimed at (提出2024年目标) is not what the sentences after it tell of.
        """
        start = period.start
        if match.lastgroup == "dated" and start is None and match["relative"]:
            return Spoken(self.published)  # 今年 of nobody knows when: another year than was spoken of before
        if start is not None and period.end is not None and match.lastgroup == "plan":
            return self._replace(plan=(start, period.end))
        if start is None or match.lastgroup not in ("dated", "context"):
            return self
        is_running = period.end is None
        if aimed:
            return self._replace(sentence=start.year, running=is_running)
        return self._replace(sentence=start.year, paragraph=start.year, story=start.year, running=is_running)

    @property
    def about(self) -> int | None:
        """The year of the sentence, or of this part of the story."""
        return self.sentence if self.sentence and not self.running else self.frame
