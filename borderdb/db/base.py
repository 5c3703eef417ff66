"""What all tables share: the declarative base, the names of constraints, and the column types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Final

from sqlalchemy import CheckConstraint, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of the database. They carry no relationships: whoever needs a join writes it."""

    metadata = MetaData(naming_convention=NAMING)


Digest = Annotated[str, mapped_column(String(16))]
"""The first sixteen hexadecimal digits of a digest."""


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """A constraint that admits only these words (and NULL)."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=column)


def yes_or_no(column: str) -> CheckConstraint:
    """A constraint that admits only 0 and 1, which every database can count and sum."""
    return CheckConstraint(f"{column} IN (0, 1)", name=column)


def span_is_sound() -> CheckConstraint:
    """A constraint that a span does not end before it starts."""
    return CheckConstraint("0 <= char_start AND char_start <= char_end", name="span")


def of_article() -> ForeignKey:
    """A row that lives and dies with its article, and follows it when the article's id changes."""
    return ForeignKey("articles.article_id", ondelete="CASCADE", onupdate="CASCADE")


def of_sentence() -> ForeignKey:
    """The sentence that is the evidence of a row."""
    return ForeignKey("sentences.sentence_id", ondelete="CASCADE")
