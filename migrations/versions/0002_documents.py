"""Documents.

Documents, the articles in them, and the runs that read them.

Revision: 0002, after 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = (
    "meta",
    "runs",
    "documents",
    "run_documents",
    "articles",
    "document_locations",
    "sentences",
)


def upgrade() -> None:
    _meta()
    _runs()
    _documents()
    _run_documents()
    _articles()
    _document_locations()
    _sentences()


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False, comment="What is known: seeds_fingerprint"),
        sa.Column("value", sa.Text(), nullable=False, comment="Its value"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
        comment="What the database knows about itself: the fingerprint of its reference data",
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("run_id", sa.Integer(), nullable=False, comment="Number of the run, from 1"),
        sa.Column("started_on", sa.DateTime(), nullable=False, comment="When it began (UTC)"),
        sa.Column(
            "finished_on", sa.DateTime(), nullable=True, comment="When it ended (UTC); NULL if it was interrupted"
        ),
        sa.Column("process", sa.Integer(), nullable=False, comment="Process id"),
        sa.Column("host", sa.Text(), nullable=False, comment="Name of the machine"),
        sa.Column("version", sa.Text(), nullable=False, comment="Version of borderdb"),
        sa.Column("rules_version", sa.Text(), nullable=False, comment="Version of the rules that read"),
        sa.Column("seeds_fingerprint", sa.Text(), nullable=False, comment="Fingerprint of the reference data"),
        sa.Column("options", sa.Text(), nullable=False, comment="The options it was called with, as JSON"),
        sa.Column("documents_new", sa.Integer(), nullable=False, comment="Documents stored for the first time"),
        sa.Column("documents_unchanged", sa.Integer(), nullable=False, comment="Documents that had nothing new"),
        sa.Column("documents_changed", sa.Integer(), nullable=False, comment="Documents whose facts were replaced"),
        sa.Column("documents_failed", sa.Integer(), nullable=False, comment="Documents that could not be read"),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_runs")),
        comment="Runs of ingest; one without an end was interrupted or is still at work",
    )


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("document_id", sa.String(length=16), nullable=False, comment="Digest of the bytes"),
        sa.Column("name", sa.Text(), nullable=False, comment="File name or URL; the smallest if it has several"),
        sa.Column("location", sa.Text(), nullable=False, comment="Full path or URL where it was last seen"),
        sa.Column("size", sa.BigInteger(), nullable=False, comment="Length in bytes"),
        sa.Column("media_type", sa.Text(), nullable=False, comment="What the bytes are: text/plain"),
        sa.Column("encoding", sa.Text(), nullable=True, comment="Character encoding of the bytes"),
        sa.Column("published_given", sa.Date(), nullable=True, comment="Day of publication given by the user, if any"),
        sa.Column("outlet_given", sa.Text(), nullable=True, comment="Outlet given by the user, if any"),
        sa.Column("rules_version", sa.Text(), nullable=False, comment="Version of the rules that read it"),
        sa.Column(
            "seeds_fingerprint", sa.Text(), nullable=False, comment="Fingerprint of the reference data it was read with"
        ),
        sa.Column("facts_digest", sa.String(length=16), nullable=False, comment="Digest of all that was read from it"),
        sa.Column("run_id", sa.Integer(), nullable=False, comment="The run that last stored facts from it"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name=op.f("fk_documents_run_id_runs")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_documents")),
        comment="Documents: files or pages by their bytes, and how they were read",
    )
    op.create_index(op.f("ix_documents_name"), "documents", ["name"], unique=False)
    op.create_index(op.f("ix_documents_run_id"), "documents", ["run_id"], unique=False)


def _run_documents() -> None:
    op.create_table(
        "run_documents",
        sa.Column("run_id", sa.Integer(), nullable=False, comment="The run"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order within the run, from 1"),
        sa.Column("location", sa.Text(), nullable=False, comment="Full path or URL of the document"),
        sa.Column("document_id", sa.Text(), nullable=True, comment="Digest of its bytes; NULL if not read"),
        sa.Column("status", sa.Text(), nullable=False, comment="new, unchanged, changed or failed"),
        sa.Column("reason", sa.Text(), nullable=False, comment="Why"),
        sa.Column("articles", sa.Integer(), nullable=False, comment="Articles in the document"),
        sa.Column("places", sa.Integer(), nullable=False, comment="Places spoken of in its articles"),
        sa.Column("programmes", sa.Integer(), nullable=False, comment="Programmes spoken of in its articles"),
        sa.Column("initiatives", sa.Integer(), nullable=False, comment="Initiatives in its articles"),
        sa.Column("metrics", sa.Integer(), nullable=False, comment="Figures in its articles"),
        sa.Column("issues", sa.Integer(), nullable=False, comment="Readings left unresolved"),
        sa.CheckConstraint("status IN ('new', 'unchanged', 'changed', 'failed')", name=op.f("ck_run_documents_status")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.run_id"], name=op.f("fk_run_documents_run_id_runs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "ordinal", name=op.f("pk_run_documents")),
        comment="What each run did with each document, and why",
    )
    op.create_index(op.f("ix_run_documents_document_id"), "run_documents", ["document_id"], unique=False)
    op.create_index(op.f("ix_run_documents_location"), "run_documents", ["location"], unique=False)


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column(
            "article_id",
            sa.String(length=16),
            nullable=False,
            comment="Digest of document name, headline and beginning of the body",
        ),
        sa.Column(
            "base_id",
            sa.String(length=16),
            nullable=False,
            comment="The id it would have if no other document held an article like it",
        ),
        sa.Column("document_id", sa.String(length=16), nullable=False, comment="The document it stands in"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order in the document, from 1"),
        sa.Column("headline", sa.Text(), nullable=True, comment="Headline; NULL where none is printed"),
        sa.Column("byline", sa.Text(), nullable=True, comment="Names of the authors, joined by 、"),
        sa.Column("outlet", sa.Text(), nullable=True, comment="The newspaper or site that printed it"),
        sa.Column("published_on", sa.Date(), nullable=True, comment="Day of publication, printed or given"),
        sa.Column("place_key", sa.Text(), nullable=True, comment="The place the story is about"),
        sa.Column("characters", sa.Integer(), nullable=False, comment="Length of the clean text in characters"),
        sa.Column("text", sa.Text(), nullable=False, comment="The clean text: headline and paragraphs, a line each"),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.document_id"],
            name=op.f("fk_articles_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["place_key"], ["places.place_key"], name=op.f("fk_articles_place_key_places")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_articles")),
        sa.UniqueConstraint("document_id", "ordinal", name=op.f("uq_articles_document_id_ordinal")),
        comment="Articles: the stories of a document",
    )
    op.create_index(op.f("ix_articles_base_id"), "articles", ["base_id"], unique=False)
    op.create_index(op.f("ix_articles_outlet"), "articles", ["outlet"], unique=False)
    op.create_index(op.f("ix_articles_place_key"), "articles", ["place_key"], unique=False)
    op.create_index(op.f("ix_articles_published_on"), "articles", ["published_on"], unique=False)


def _document_locations() -> None:
    op.create_table(
        "document_locations",
        sa.Column("location", sa.Text(), nullable=False, comment="Full path or URL"),
        sa.Column("document_id", sa.String(length=16), nullable=False, comment="What was found there"),
        sa.Column("name", sa.Text(), nullable=False, comment="File name or URL"),
        sa.Column("size", sa.BigInteger(), nullable=False, comment="Length in bytes when it was read"),
        sa.Column(
            "modified_ns",
            sa.BigInteger(),
            nullable=True,
            comment="Time of modification when it was read, in nanoseconds since 1970; NULL if unknown",
        ),
        sa.Column("read_ns", sa.BigInteger(), nullable=False, comment="When it was read, in nanoseconds since 1970"),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.document_id"],
            name=op.f("fk_document_locations_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("location", name=op.f("pk_document_locations")),
        comment="Where documents were seen; the same bytes may lie under several names",
    )
    op.create_index(op.f("ix_document_locations_document_id"), "document_locations", ["document_id"], unique=False)


def _sentences() -> None:
    op.create_table(
        "sentences",
        sa.Column("sentence_id", sa.Integer(), nullable=False, comment="Number of the sentence in this database"),
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="The article"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order in the article, from 1"),
        sa.Column(
            "is_heading",
            sa.Integer(),
            nullable=False,
            comment="1 for the headline, a subtitle or a section heading, else 0",
        ),
        sa.Column(
            "char_start", sa.Integer(), nullable=False, comment="Offset of its first character in the article's text"
        ),
        sa.Column(
            "char_end", sa.Integer(), nullable=False, comment="Offset behind its last character in the article's text"
        ),
        sa.Column(
            "source_start",
            sa.Integer(),
            nullable=False,
            comment="Offset of its first character in the document as decoded",
        ),
        sa.Column(
            "source_end",
            sa.Integer(),
            nullable=False,
            comment="Offset behind its last character in the document as decoded",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="The sentence itself"),
        sa.CheckConstraint("0 <= char_start AND char_start <= char_end", name=op.f("ck_sentences_span")),
        sa.CheckConstraint("is_heading IN (0, 1)", name=op.f("ck_sentences_is_heading")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name=op.f("fk_sentences_article_id_articles"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sentence_id", name=op.f("pk_sentences")),
        sa.UniqueConstraint("article_id", "ordinal", name=op.f("uq_sentences_article_id_ordinal")),
        comment="Sentences and headings of articles: the evidence that facts refer to",
    )
