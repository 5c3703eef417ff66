"""What is kept so that nothing is lost: the documents themselves, what each run changed, and what was there before."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from borderdb.db.base import Base, Digest, one_of, yes_or_no

FACTS = ("article", "place", "programme", "initiative", "metric", "issue")
CHANGES = ("appeared", "changed", "moved", "disappeared", "withdrawn", "returned")

HOLDS = ("nothing", "rows", "state")


class OriginalRow(Base):
    """The bytes of a document."""

    __tablename__ = "originals"
    __table_args__ = ({"comment": "The bytes of documents, so that they can be read again when the files are gone"},)

    document_id: Mapped[Digest] = mapped_column(
        ForeignKey("documents.document_id", ondelete="CASCADE"), primary_key=True, comment="The document"
    )
    data: Mapped[bytes] = mapped_column(LargeBinary, comment="Its bytes, compressed by zlib")


class ArticleChangeRow(Base):
    """A run that brought something new of an article.

    An article that has stood as it came takes one row, however many facts it holds; they are listed by the first
    change of it.
    """

    __tablename__ = "article_changes"
    __table_args__ = (
        yes_or_no("is_whole"),
        {"comment": "Articles of which a run brought, changed or took away something"},
    )

    change_id: Mapped[int] = mapped_column(primary_key=True, comment="Number of the entry, in the order of time")
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.run_id"), index=True, comment="The run")
    article_id: Mapped[Digest] = mapped_column(index=True, comment="The article, which may be there no longer")
    former_id: Mapped[Digest | None] = mapped_column(
        index=True, comment="Its id before the run; NULL where it appeared in it"
    )
    document: Mapped[str] = mapped_column(Text, comment="Name of the document it stands or stood in")
    headline: Mapped[str | None] = mapped_column(Text, comment="Its headline; NULL where none is printed")
    is_whole: Mapped[int] = mapped_column(
        comment="1 where the article appeared and all its facts are still those that appeared with it, else 0"
    )


class FactChangeRow(Base):
    """A fact that appeared, changed or disappeared in a run."""

    __tablename__ = "fact_changes"
    __table_args__ = (
        one_of("fact", FACTS),
        one_of("change", CHANGES),
        {"comment": "Facts of articles that appeared, changed or disappeared in a run", "sqlite_with_rowid": False},
    )

    change_id: Mapped[int] = mapped_column(
        ForeignKey("article_changes.change_id", ondelete="CASCADE"), primary_key=True, comment="The article and run"
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True, comment="Order among the changes of the article, from 1")
    fact: Mapped[str] = mapped_column(Text, comment=f"What it is: {', '.join(FACTS)}")
    change: Mapped[str] = mapped_column(Text, comment=f"What became of it: {', '.join(CHANGES)}")
    fact_id: Mapped[str | None] = mapped_column(
        Text, comment="Id, code or key of it after the run, or the last it had; the kind of a reading left unresolved"
    )
    former_id: Mapped[str | None] = mapped_column(Text, comment="The same before the run; NULL where it appeared")
    what: Mapped[str | None] = mapped_column(Text, comment="What is counted or named")
    place: Mapped[str | None] = mapped_column(Text, comment="Name of the place it is about")
    before: Mapped[str | None] = mapped_column(Text, comment="What it said before the run, in short")
    after: Mapped[str | None] = mapped_column(Text, comment="What it said after the run, in short")
    sentence: Mapped[str | None] = mapped_column(
        Text, comment="The sentence that said so before the run; NULL where the fact has the same id still"
    )


class SupersededRow(Base):
    """What a document was before a run touched it."""

    __tablename__ = "superseded"
    __table_args__ = (
        one_of("holds", HOLDS),
        {"comment": "What documents were before a run replaced, removed or withdrew them, so that it can be undone"},
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("runs.run_id"), primary_key=True, comment="The run")
    ordinal: Mapped[int] = mapped_column(primary_key=True, comment="The document's turn in the run")
    document_id: Mapped[Digest] = mapped_column(primary_key=True, index=True, comment="The document that was touched")
    holds: Mapped[str] = mapped_column(
        Text,
        comment="What is kept: its rows, its state (where it lay, if it was withdrawn), nothing where it was new",
    )
    payload: Mapped[bytes | None] = mapped_column(LargeBinary, comment="That, as JSON compressed by zlib")
    original: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="Its bytes, compressed by zlib, where the run removed it"
    )
