"""Which articles tell the same story: their bodies as they are compared, and what was found."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from borderdb.db.base import Base, Digest, of_article, yes_or_no


class ArticleBodyRow(Base):
    """The body of an article, as bodies are compared."""

    __tablename__ = "article_bodies"
    __table_args__ = (
        yes_or_no("is_full"),
        {"comment": "Bodies of articles, bare of punctuation, as they are compared: who tells the same story"},
    )

    body_id: Mapped[int] = mapped_column(primary_key=True, comment="Number of the body in this database")
    article_id: Mapped[Digest] = mapped_column(of_article(), unique=True, comment="The article")
    digest: Mapped[str | None] = mapped_column(Text, index=True, comment="Digest of the body; NULL where there is none")
    characters: Mapped[int] = mapped_column(comment="Length of the bare body in characters")
    leader_id: Mapped[int | None] = mapped_column(
        ForeignKey("article_bodies.body_id", ondelete="SET NULL"),
        index=True,
        comment="The longest body that says all that this one says, itself where there is none; NULL if not yet known",
    )
    is_full: Mapped[int] = mapped_column(comment="1 where it says about all that its leader says, else 0")


class BodyKeyRow(Base):
    """A key by which bodies that are alike find each other."""

    __tablename__ = "body_keys"
    __table_args__ = (
        {"comment": "Keys of bodies: two that tell one story have some in common", "sqlite_with_rowid": False},
    )

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, comment="Hash of a piece of the body")
    body_id: Mapped[int] = mapped_column(
        ForeignKey("article_bodies.body_id", ondelete="CASCADE"), primary_key=True, index=True, comment="The body"
    )


class ReprintRow(Base):
    """An article that tells the story of another one."""

    __tablename__ = "reprints"
    __table_args__ = ({"comment": "Articles that repeat the story of another one, which is never a reprint itself"},)

    article_id: Mapped[Digest] = mapped_column(of_article(), primary_key=True, comment="The article")
    first_id: Mapped[Digest] = mapped_column(
        of_article(), index=True, comment="The first article that tells the story in full"
    )
