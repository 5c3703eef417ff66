"""What was read from articles. Every fact names the sentence and the span that say so."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Double, ForeignKey, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from borderdb.db.base import Base, Digest, of_article, of_sentence, one_of, span_is_sound
from borderdb.records import Direction, Kind, Qualifier, Status

_ARTICLE = "The article"
_START = "Offset of the first character in the article's text"
_END = "Offset behind the last character in the article's text"
_ORDINAL = "Order of the mentions in the article, from 1"
_SENTENCE = "The sentence that says so"


class PlaceMentionRow(Base):
    """One mention of a place."""

    __tablename__ = "place_mentions"
    __table_args__ = (span_is_sound(), {"comment": "Mentions of places by name"})

    article_id: Mapped[Digest] = mapped_column(of_article(), primary_key=True, comment=_ARTICLE)
    place_key: Mapped[str] = mapped_column(
        ForeignKey("places.place_key"), primary_key=True, index=True, comment="The place that is meant"
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True, comment=_ORDINAL)
    sentence_id: Mapped[int] = mapped_column(of_sentence(), index=True, comment=_SENTENCE)
    char_start: Mapped[int] = mapped_column(comment=_START)
    char_end: Mapped[int] = mapped_column(comment=_END)
    rule: Mapped[str] = mapped_column(Text, comment="The rule that settled which place is meant")


class ArticleProgrammeRow(Base):
    """A programme that an article speaks of."""

    __tablename__ = "article_programmes"
    __table_args__ = ({"comment": "Programmes that articles speak of"},)

    article_id: Mapped[Digest] = mapped_column(of_article(), primary_key=True, comment=_ARTICLE)
    programme_code: Mapped[str] = mapped_column(
        ForeignKey("programmes.programme_code"), primary_key=True, index=True, comment="The programme"
    )
    place_key: Mapped[str | None] = mapped_column(
        ForeignKey("places.place_key"), index=True, comment="Where it is being carried out"
    )
    components: Mapped[str | None] = mapped_column(Text, comment="The pillars that the article names, joined by 、")


class ProgrammeMentionRow(Base):
    """One mention of a programme."""

    __tablename__ = "programme_mentions"
    __table_args__ = (
        ForeignKeyConstraint(
            ("article_id", "programme_code"),
            ("article_programmes.article_id", "article_programmes.programme_code"),
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        span_is_sound(),
        {"comment": "Mentions of programmes by name"},
    )

    article_id: Mapped[Digest] = mapped_column(primary_key=True, comment=_ARTICLE)
    programme_code: Mapped[str] = mapped_column(Text, primary_key=True, comment="The programme")
    ordinal: Mapped[int] = mapped_column(primary_key=True, comment=_ORDINAL)
    sentence_id: Mapped[int] = mapped_column(of_sentence(), index=True, comment=_SENTENCE)
    char_start: Mapped[int] = mapped_column(comment=_START)
    char_end: Mapped[int] = mapped_column(comment=_END)


class InitiativeRow(Base):
    """A named undertaking of one place, in whatever articles."""

    __tablename__ = "initiatives"
    __table_args__ = ({"comment": "Named undertakings: the same name at the same place is one, in whatever articles"},)

    initiative_id: Mapped[Digest] = mapped_column(primary_key=True, comment="Digest of core name and place")
    core: Mapped[str] = mapped_column(Text, index=True, comment="The name without quotes and punctuation")
    place_key: Mapped[str | None] = mapped_column(
        ForeignKey("places.place_key"), index=True, comment="Where it is carried out"
    )


class ArticleInitiativeRow(Base):
    """A named undertaking that an article tells of."""

    __tablename__ = "article_initiatives"
    __table_args__ = ({"comment": "Initiatives that articles tell of, in the articles' own words"},)

    article_id: Mapped[Digest] = mapped_column(of_article(), primary_key=True, comment=_ARTICLE)
    initiative_id: Mapped[Digest] = mapped_column(
        ForeignKey("initiatives.initiative_id"), primary_key=True, index=True, comment="The initiative"
    )
    name: Mapped[str] = mapped_column(Text, index=True, comment="Its name as this article has it, without quotes")
    kind: Mapped[str] = mapped_column(Text, comment="What it is called: 活动, 工程, 行动, 机制, 制度, 品牌, 平台")
    programme_code: Mapped[str | None] = mapped_column(
        ForeignKey("programmes.programme_code"), index=True, comment="The programme it serves, where the text says so"
    )
    rule: Mapped[str] = mapped_column(Text, comment="The rule that read it")


class InitiativeMentionRow(Base):
    """One mention of an initiative."""

    __tablename__ = "initiative_mentions"
    __table_args__ = (
        ForeignKeyConstraint(
            ("article_id", "initiative_id"),
            ("article_initiatives.article_id", "article_initiatives.initiative_id"),
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        span_is_sound(),
        {"comment": "Mentions of initiatives by name"},
    )

    article_id: Mapped[Digest] = mapped_column(primary_key=True, comment=_ARTICLE)
    initiative_id: Mapped[Digest] = mapped_column(primary_key=True, comment="The initiative")
    ordinal: Mapped[int] = mapped_column(primary_key=True, comment=_ORDINAL)
    sentence_id: Mapped[int] = mapped_column(of_sentence(), index=True, comment=_SENTENCE)
    char_start: Mapped[int] = mapped_column(comment=_START)
    char_end: Mapped[int] = mapped_column(comment=_END)


class MetricRow(Base):
    """A figure.

    Numbers are kept in double precision, rounded once from the exact decimal: what is printed with up to fifteen
    significant digits comes back exactly, one can calculate with it in any SQL, and `raw` keeps the words of the page.
    """

    __tablename__ = "metrics"
    __table_args__ = (
        ForeignKeyConstraint(
            ("article_id", "initiative_id"),
            ("article_initiatives.article_id", "article_initiatives.initiative_id"),
            onupdate="CASCADE",
        ),
        Index(None, "article_id", "initiative_id"),
        one_of("qualifier", Qualifier),
        one_of("kind", Kind),
        one_of("direction", Direction),
        one_of("status", Status),
        span_is_sound(),
        {"comment": "Figures, with what they count, where and when"},
    )

    metric_id: Mapped[Digest] = mapped_column(primary_key=True, comment="Digest of article, sentence, offset and words")
    article_id: Mapped[Digest] = mapped_column(of_article(), comment=_ARTICLE)
    sentence_id: Mapped[int] = mapped_column(of_sentence(), index=True, comment=_SENTENCE)
    char_start: Mapped[int] = mapped_column(comment=_START)
    char_end: Mapped[int] = mapped_column(comment=_END)
    source_start: Mapped[int] = mapped_column(comment="Offset of the figure in the document as decoded")
    source_end: Mapped[int] = mapped_column(comment="Offset behind the figure in the document as decoded")
    raw: Mapped[str] = mapped_column(Text, comment="The figure as printed")
    value: Mapped[float] = mapped_column(Double, comment="The number, 万 and 亿 multiplied out")
    value_to: Mapped[float | None] = mapped_column(Double, comment="Upper end of a range")
    unit: Mapped[str | None] = mapped_column(Text, comment="Unit as printed, without 万 and 亿")
    standard_value: Mapped[float | None] = mapped_column(Double, comment="The number in the standard unit")
    standard_unit: Mapped[str | None] = mapped_column(Text, comment="kg, m, m², CNY, person, where the unit converts")
    qualifier: Mapped[str] = mapped_column(Text, comment="exact, over, under or about")
    kind: Mapped[str] = mapped_column(Text, comment="level, share, change or threshold")
    direction: Mapped[str | None] = mapped_column(Text, comment="up or down, where the figure is a change")
    status: Mapped[str] = mapped_column(Text, comment="actual or target")
    label: Mapped[str | None] = mapped_column(Text, comment="What is counted, in the article's own words")
    indicator_code: Mapped[str | None] = mapped_column(
        ForeignKey("indicators.indicator_code"), index=True, comment="The canonical indicator, where one fits"
    )
    place_key: Mapped[str | None] = mapped_column(
        ForeignKey("places.place_key"), index=True, comment="The place the figure is about"
    )
    programme_code: Mapped[str | None] = mapped_column(
        ForeignKey("programmes.programme_code"), index=True, comment="The programme it belongs to"
    )
    initiative_id: Mapped[Digest | None] = mapped_column(comment="The initiative it belongs to")
    period: Mapped[str | None] = mapped_column(Text, comment="The time as printed")
    period_start: Mapped[date | None] = mapped_column(index=True, comment="First day, where the text fixes it")
    period_end: Mapped[date | None] = mapped_column(comment="Last day, inclusive, where the text fixes it")
    rule: Mapped[str] = mapped_column(Text, comment="The rule that read it")
    page: Mapped[int | None] = mapped_column(comment="Page it is printed on, from 1; NULL where there are no pages")
    box: Mapped[str | None] = mapped_column(
        Text, comment="Left, bottom, right and top of it on its page in points from the lower left; ; between lines"
    )


class IssueRow(Base):
    """A reading left unresolved, for a person to look at."""

    __tablename__ = "issues"
    __table_args__ = (span_is_sound(), {"comment": "Readings left unresolved: damaged figures, ambiguous places"})

    article_id: Mapped[Digest] = mapped_column(of_article(), primary_key=True, comment=_ARTICLE)
    ordinal: Mapped[int] = mapped_column(primary_key=True, comment="Order in the article, from 1")
    sentence_id: Mapped[int] = mapped_column(of_sentence(), index=True, comment="The sentence it stands in")
    kind: Mapped[str] = mapped_column(Text, index=True, comment="What is unresolved: damaged, ambiguous_place")
    reason: Mapped[str] = mapped_column(Text, comment="Why it was left")
    char_start: Mapped[int] = mapped_column(comment=_START)
    char_end: Mapped[int] = mapped_column(comment=_END)
    words: Mapped[str] = mapped_column(Text, comment="The words as the cleaned text has them")
