"""What persons decided about facts, and what came of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Double, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from borderdb.db.base import Base, Digest, of_article, one_of, span_is_sound, yes_or_no
from borderdb.records import Direction, Qualifier, Sort, Status, Verdict


class CorrectionRow(Base):
    """A decision, keyed by what the source says and by no row of this database: it outlives all of them."""

    __tablename__ = "corrections"
    __table_args__ = (
        one_of("fact", Sort),
        one_of("verdict", Verdict),
        one_of("qualifier", Qualifier),
        one_of("direction", Direction),
        one_of("status", Status),
        span_is_sound(),
        {"comment": "What persons decided about facts; rows are only ever added, the last on the same words holds"},
    )

    correction_id: Mapped[Digest] = mapped_column(primary_key=True, comment="Digest of all that the row says")
    anchor: Mapped[Digest] = mapped_column(index=True, comment="Digest of the sort of fact, the sentence and the span")
    fact: Mapped[str] = mapped_column(Text, comment="metric, initiative, place, programme or issue")
    document: Mapped[str] = mapped_column(Text, index=True, comment="File name or URL of the document")
    headline: Mapped[str | None] = mapped_column(Text, index=True, comment="The article's headline, if it has one")
    sentence: Mapped[str] = mapped_column(Text, comment="The sentence that the fact stands in")
    char_start: Mapped[int] = mapped_column(comment="Offset of the words in the sentence")
    char_end: Mapped[int] = mapped_column(comment="Offset behind the words in the sentence")
    words: Mapped[str] = mapped_column(Text, comment="The words that the decision is about")
    verdict: Mapped[str] = mapped_column(Text, comment="accepted, rejected, corrected, added or retracted")
    value: Mapped[float | None] = mapped_column(Double, comment="The right number; here and below NULL: left as it was")
    value_to: Mapped[float | None] = mapped_column(Double, comment="The right upper end of the range")
    unit: Mapped[str | None] = mapped_column(Text, comment="The right unit")
    qualifier: Mapped[str | None] = mapped_column(Text, comment="exact, over, under or about")
    kind: Mapped[str | None] = mapped_column(Text, comment="The right kind, of a figure or an initiative")
    direction: Mapped[str | None] = mapped_column(Text, comment="up or down, of a change")
    status: Mapped[str | None] = mapped_column(Text, comment="actual or target")
    label: Mapped[str | None] = mapped_column(Text, comment="What is counted")
    indicator: Mapped[str | None] = mapped_column(Text, comment="Code of the right indicator")
    place: Mapped[str | None] = mapped_column(Text, comment="Key of the right place: its code where it has one")
    programme: Mapped[str | None] = mapped_column(Text, comment="Code of the right programme")
    name: Mapped[str | None] = mapped_column(Text, comment="The right name of an initiative")
    period: Mapped[str | None] = mapped_column(Text, comment="The right time, as it was given: 2025-H1")
    period_start: Mapped[date | None] = mapped_column(comment="First day of it")
    period_end: Mapped[date | None] = mapped_column(comment="Last day of it, inclusive")
    cleared: Mapped[str | None] = mapped_column(
        Text, comment="Names of fields that are corrected to nothing, joined by 、"
    )
    reviewer: Mapped[str] = mapped_column(Text, comment="Who decided")
    reason: Mapped[str | None] = mapped_column(Text, comment="Why")
    decided_at: Mapped[datetime] = mapped_column(comment="When (UTC)")
    rule: Mapped[str | None] = mapped_column(Text, comment="The rule whose reading the person saw, if one had read it")
    reading: Mapped[str | None] = mapped_column(Text, comment="What the person saw as read, as JSON")


class ReviewRow(Base):
    """A decision as it applies to a fact of this database. Made from the log, at any time again."""

    __tablename__ = "reviews"
    __table_args__ = (
        one_of("fact", Sort),
        one_of("verdict", [verdict for verdict in Verdict if verdict is not Verdict.RETRACTED]),
        one_of("qualifier", Qualifier),
        one_of("direction", Direction),
        one_of("status", Status),
        yes_or_no("hidden"),
        yes_or_no("inserted"),
        yes_or_no("agrees"),
        {"comment": "Decisions as they apply to facts, whose tables hold what is in force; and what was read there"},
    )

    article_id: Mapped[Digest] = mapped_column(of_article(), primary_key=True, comment="The article")
    fact: Mapped[str] = mapped_column(Text, primary_key=True, comment="metric, initiative, place, programme or issue")
    fact_id: Mapped[str] = mapped_column(
        Text,
        primary_key=True,
        comment="The fact's id, code or key in its own table; the ordinal of an issue",
    )
    read_id: Mapped[str | None] = mapped_column(Text, comment="The same as it was read; NULL where nothing was read")
    correction_id: Mapped[Digest] = mapped_column(
        ForeignKey("corrections.correction_id"), index=True, comment="The decision"
    )
    verdict: Mapped[str] = mapped_column(Text, comment="accepted, rejected, corrected or added")
    hidden: Mapped[int] = mapped_column(comment="1 where the views leave it out: rejected, or the same as another one")
    inserted: Mapped[int] = mapped_column(comment="1 where a person added what no rule has read, else 0")
    agrees: Mapped[int] = mapped_column(comment="1 where what was read is what the person says, else 0")
    value: Mapped[float | None] = mapped_column(Double, comment="The number as it was read; so all columns below")
    value_to: Mapped[float | None] = mapped_column(Double, comment="Upper end of a range")
    unit: Mapped[str | None] = mapped_column(Text, comment="Unit")
    standard_value: Mapped[float | None] = mapped_column(Double, comment="The number in the standard unit")
    standard_unit: Mapped[str | None] = mapped_column(Text, comment="kg, m, m², CNY, person, where the unit converts")
    qualifier: Mapped[str | None] = mapped_column(Text, comment="exact, over, under or about")
    kind: Mapped[str | None] = mapped_column(Text, comment="Kind of the figure or initiative")
    direction: Mapped[str | None] = mapped_column(Text, comment="up or down")
    status: Mapped[str | None] = mapped_column(Text, comment="actual or target")
    label: Mapped[str | None] = mapped_column(Text, comment="What is counted")
    indicator_code: Mapped[str | None] = mapped_column(
        ForeignKey("indicators.indicator_code"), index=True, comment="The indicator"
    )
    place_key: Mapped[str | None] = mapped_column(ForeignKey("places.place_key"), index=True, comment="The place")
    programme_code: Mapped[str | None] = mapped_column(
        ForeignKey("programmes.programme_code"), index=True, comment="The programme"
    )
    initiative_id: Mapped[Digest | None] = mapped_column(
        ForeignKey("initiatives.initiative_id"), index=True, comment="The initiative"
    )
    name: Mapped[str | None] = mapped_column(Text, comment="Name of the initiative")
    period: Mapped[str | None] = mapped_column(Text, comment="The time")
    period_start: Mapped[date | None] = mapped_column(comment="First day of it")
    period_end: Mapped[date | None] = mapped_column(comment="Last day of it, inclusive")
