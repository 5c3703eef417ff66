"""Documents, the articles in them, and the runs that read them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from borderdb.db.base import Base, Digest, of_article, one_of, span_is_sound, yes_or_no

_ORIGINS: Final = "given, side file, front matter, printed, markup or file name"
KINDS = ("ingest", "reextract", "undo")
STATES = ("new", "unchanged", "changed", "failed", "withdrawn", "restored", "removed")


class MetaRow(Base):
    """Something the database knows about itself."""

    __tablename__ = "meta"
    __table_args__ = ({"comment": "What the database knows about itself: the fingerprint of its reference data"},)

    name: Mapped[str] = mapped_column(Text, primary_key=True, comment="What is known: seeds_fingerprint")
    value: Mapped[str] = mapped_column(Text, comment="Its value")


class RunRow(Base):
    """One run of a command that writes."""

    __tablename__ = "runs"
    __table_args__ = (
        one_of("kind", KINDS),
        {"comment": "Runs of ingest, reextract and undo; one without an end was interrupted or is still at work"},
    )

    run_id: Mapped[int] = mapped_column(primary_key=True, comment="Number of the run, from 1")
    started_on: Mapped[datetime] = mapped_column(comment="When it began (UTC)")
    finished_on: Mapped[datetime | None] = mapped_column(comment="When it ended (UTC); NULL if it was interrupted")
    process: Mapped[int] = mapped_column(comment="Process id")
    host: Mapped[str] = mapped_column(Text, comment="Name of the machine")
    version: Mapped[str] = mapped_column(Text, comment="Version of borderdb")
    rules_version: Mapped[str] = mapped_column(Text, comment="Version of the rules that read")
    seeds_fingerprint: Mapped[str] = mapped_column(Text, comment="Fingerprint of the reference data")
    options: Mapped[str] = mapped_column(Text, comment="The options it was called with, as JSON")
    documents_new: Mapped[int] = mapped_column(comment="Documents stored for the first time")
    documents_unchanged: Mapped[int] = mapped_column(comment="Documents that had nothing new")
    documents_changed: Mapped[int] = mapped_column(comment="Documents whose facts were replaced")
    documents_failed: Mapped[int] = mapped_column(comment="Documents that could not be read")
    kind: Mapped[str] = mapped_column(Text, server_default="ingest", comment="ingest, reextract or undo")
    undoes: Mapped[int | None] = mapped_column(
        ForeignKey("runs.run_id"), comment="The run that this one undid; NULL for other kinds"
    )
    alarm: Mapped[str | None] = mapped_column(Text, comment="Why the run as a whole is doubtful; NULL where it is not")
    documents_withdrawn: Mapped[int] = mapped_column(server_default="0", comment="Documents whose files were gone")
    documents_restored: Mapped[int] = mapped_column(server_default="0", comment="Documents put back as they were")
    documents_removed: Mapped[int] = mapped_column(server_default="0", comment="Documents taken out again by an undo")


class RunDocumentRow(Base):
    """What a run did with one document."""

    __tablename__ = "run_documents"
    __table_args__ = (
        one_of("status", STATES),
        {"comment": "What each run did with each document, and why"},
    )

    run_id: Mapped[int] = mapped_column(
        ForeignKey("runs.run_id", ondelete="CASCADE"), primary_key=True, comment="The run"
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True, comment="Order within the run, from 1")
    location: Mapped[str] = mapped_column(Text, index=True, comment="Full path or URL of the document")
    document_id: Mapped[str | None] = mapped_column(Text, index=True, comment="Digest of its bytes; NULL if not read")
    status: Mapped[str] = mapped_column(Text, comment=", ".join(STATES))
    reason: Mapped[str] = mapped_column(Text, comment="Why")
    articles: Mapped[int] = mapped_column(comment="Articles in the document")
    places: Mapped[int] = mapped_column(comment="Places spoken of in its articles")
    programmes: Mapped[int] = mapped_column(comment="Programmes spoken of in its articles")
    initiatives: Mapped[int] = mapped_column(comment="Initiatives in its articles")
    metrics: Mapped[int] = mapped_column(comment="Figures in its articles")
    issues: Mapped[int] = mapped_column(comment="Readings left unresolved")


class DocumentRow(Base):
    """A document: certain bytes, wherever they lie."""

    __tablename__ = "documents"
    __table_args__ = ({"comment": "Documents: files or pages by their bytes, and how they were read"},)

    document_id: Mapped[Digest] = mapped_column(primary_key=True, comment="Digest of the bytes")
    name: Mapped[str] = mapped_column(Text, index=True, comment="File name or URL; the smallest if it has several")
    location: Mapped[str] = mapped_column(Text, comment="Full path or URL where it was last seen")
    size: Mapped[int] = mapped_column(BigInteger, comment="Length in bytes")
    media_type: Mapped[str] = mapped_column(Text, comment="What the bytes are: text/plain")
    encoding: Mapped[str | None] = mapped_column(Text, comment="Character encoding of the bytes")
    published_given: Mapped[date | None] = mapped_column(comment="Day of publication given by the user, if any")
    outlet_given: Mapped[str | None] = mapped_column(Text, comment="Outlet given by the user, if any")
    rules_version: Mapped[str] = mapped_column(Text, comment="Version of the rules that read it")
    seeds_fingerprint: Mapped[str] = mapped_column(Text, comment="Fingerprint of the reference data it was read with")
    facts_digest: Mapped[Digest] = mapped_column(comment="Digest of all that was read from it")
    run_id: Mapped[int] = mapped_column(
        ForeignKey("runs.run_id"), index=True, comment="The run that last stored facts from it"
    )
    url: Mapped[str | None] = mapped_column(Text, comment="Address of the original, where something names it")
    url_from: Mapped[str | None] = mapped_column(Text, comment=f"Where the address was taken from: {_ORIGINS}")
    unread: Mapped[str | None] = mapped_column(
        Text, comment="What of it could not be read and why, NULL where all could: pages that are pictures"
    )
    beside: Mapped[Digest | None] = mapped_column(
        comment="Digest of what its side file and its name said of it when it was read"
    )
    withdrawn_run_id: Mapped[int | None] = mapped_column(
        ForeignKey("runs.run_id"), comment="The run that found its file gone; NULL while it is there"
    )


class DocumentLocationRow(Base):
    """A place on disk or on the web where a document was seen."""

    __tablename__ = "document_locations"
    __table_args__ = ({"comment": "Where documents were seen; the same bytes may lie under several names"},)

    location: Mapped[str] = mapped_column(Text, primary_key=True, comment="Full path or URL")
    document_id: Mapped[Digest] = mapped_column(
        ForeignKey("documents.document_id", ondelete="CASCADE"), index=True, comment="What was found there"
    )
    name: Mapped[str] = mapped_column(Text, comment="File name or URL")
    size: Mapped[int] = mapped_column(BigInteger, comment="Length in bytes when it was read")
    modified_ns: Mapped[int | None] = mapped_column(
        BigInteger, comment="Time of modification when it was read, in nanoseconds since 1970; NULL if unknown"
    )
    read_ns: Mapped[int] = mapped_column(BigInteger, comment="When it was read, in nanoseconds since 1970")
    side: Mapped[str | None] = mapped_column(Text, comment="What its side file there says; NULL where it has none")


class FetchRow(Base):
    """How the document at an address of the web was fetched the last time."""

    __tablename__ = "fetches"
    __table_args__ = (
        {"comment": "Pages of the web: what tells a server which of them are known, so that it sends the others only"},
    )

    location: Mapped[str] = mapped_column(
        ForeignKey("document_locations.location", ondelete="CASCADE"),
        primary_key=True,
        comment="URL that was asked for",
    )
    final_url: Mapped[str] = mapped_column(Text, comment="URL where redirects ended: the page came from there")
    status: Mapped[int] = mapped_column(comment="Status of the last answer: 200 sent anew, 304 unchanged")
    etag: Mapped[str | None] = mapped_column(Text, comment="ETag of the page; NULL where none was sent")
    last_modified: Mapped[str | None] = mapped_column(
        Text, comment="Last-Modified of the page, as sent; NULL where none was sent"
    )
    fetched_at: Mapped[datetime] = mapped_column(comment="When it was last answered for (UTC)")


class ArticleRow(Base):
    """A story in a document."""

    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("document_id", "ordinal"),
        {"comment": "Articles: the stories of a document"},
    )

    article_id: Mapped[Digest] = mapped_column(
        primary_key=True, comment="Digest of document name, headline and beginning of the body"
    )
    base_id: Mapped[Digest] = mapped_column(
        index=True, comment="The id it would have if no other document held an article like it"
    )
    document_id: Mapped[Digest] = mapped_column(
        ForeignKey("documents.document_id", ondelete="CASCADE"), comment="The document it stands in"
    )
    ordinal: Mapped[int] = mapped_column(comment="Order in the document, from 1")
    headline: Mapped[str | None] = mapped_column(Text, index=True, comment="Headline; NULL where none is printed")
    byline: Mapped[str | None] = mapped_column(Text, comment="Names of the authors, joined by 、")
    outlet: Mapped[str | None] = mapped_column(Text, index=True, comment="The newspaper or site that printed it")
    published_on: Mapped[date | None] = mapped_column(index=True, comment="Day of publication, printed or given")
    place_key: Mapped[str | None] = mapped_column(
        ForeignKey("places.place_key"), index=True, comment="The place the story is about"
    )
    characters: Mapped[int] = mapped_column(comment="Length of the clean text in characters")
    text: Mapped[str] = mapped_column(Text, comment="The clean text: headline and paragraphs, a line each")
    headline_from: Mapped[str | None] = mapped_column(Text, comment=f"Where the headline was taken from: {_ORIGINS}")
    byline_from: Mapped[str | None] = mapped_column(Text, comment=f"Where the byline was taken from: {_ORIGINS}")
    outlet_from: Mapped[str | None] = mapped_column(Text, comment=f"Where the outlet was taken from: {_ORIGINS}")
    published_from: Mapped[str | None] = mapped_column(Text, comment=f"Where the day was taken from: {_ORIGINS}")


class SentenceRow(Base):
    """A sentence or heading of an article."""

    __tablename__ = "sentences"
    __table_args__ = (
        UniqueConstraint("article_id", "ordinal"),
        yes_or_no("is_heading"),
        span_is_sound(),
        {"comment": "Sentences and headings of articles: the evidence that facts refer to"},
    )

    sentence_id: Mapped[int] = mapped_column(primary_key=True, comment="Number of the sentence in this database")
    article_id: Mapped[Digest] = mapped_column(of_article(), comment="The article")
    ordinal: Mapped[int] = mapped_column(comment="Order in the article, from 1")
    is_heading: Mapped[int] = mapped_column(comment="1 for the headline, a subtitle or a section heading, else 0")
    char_start: Mapped[int] = mapped_column(comment="Offset of its first character in the article's text")
    char_end: Mapped[int] = mapped_column(comment="Offset behind its last character in the article's text")
    source_start: Mapped[int] = mapped_column(comment="Offset of its first character in the document as decoded")
    source_end: Mapped[int] = mapped_column(comment="Offset behind its last character in the document as decoded")
    text: Mapped[str] = mapped_column(Text, comment="The sentence itself")
