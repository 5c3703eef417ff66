"""Facts.

What was read from articles, each row with its evidence.

Revision: 0003, after 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = (
    "initiatives",
    "article_initiatives",
    "article_programmes",
    "initiative_mentions",
    "issues",
    "metrics",
    "place_mentions",
    "programme_mentions",
)


def upgrade() -> None:
    _initiatives()
    _article_initiatives()
    _article_programmes()
    _initiative_mentions()
    _issues()
    _metrics()
    _place_mentions()
    _programme_mentions()


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)


def _initiatives() -> None:
    op.create_table(
        "initiatives",
        sa.Column("initiative_id", sa.String(length=16), nullable=False, comment="Digest of core name and place"),
        sa.Column("core", sa.Text(), nullable=False, comment="The name without quotes and punctuation"),
        sa.Column("place_key", sa.Text(), nullable=True, comment="Where it is carried out"),
        sa.ForeignKeyConstraint(["place_key"], ["places.place_key"], name=op.f("fk_initiatives_place_key_places")),
        sa.PrimaryKeyConstraint("initiative_id", name=op.f("pk_initiatives")),
        comment="Named undertakings: the same name at the same place is one, in whatever articles",
    )
    op.create_index(op.f("ix_initiatives_core"), "initiatives", ["core"], unique=False)
    op.create_index(op.f("ix_initiatives_place_key"), "initiatives", ["place_key"], unique=False)


def _article_initiatives() -> None:
    op.create_table(
        "article_initiatives",
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="The article"),
        sa.Column("initiative_id", sa.String(length=16), nullable=False, comment="The initiative"),
        sa.Column("name", sa.Text(), nullable=False, comment="Its name as this article has it, without quotes"),
        sa.Column(
            "kind", sa.Text(), nullable=False, comment="What it is called: 活动, 工程, 行动, 机制, 制度, 品牌, 平台"
        ),
        sa.Column(
            "programme_code", sa.Text(), nullable=True, comment="The programme it serves, where the text says so"
        ),
        sa.Column("rule", sa.Text(), nullable=False, comment="The rule that read it"),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name=op.f("fk_article_initiatives_article_id_articles"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiatives.initiative_id"],
            name=op.f("fk_article_initiatives_initiative_id_initiatives"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_code"],
            ["programmes.programme_code"],
            name=op.f("fk_article_initiatives_programme_code_programmes"),
        ),
        sa.PrimaryKeyConstraint("article_id", "initiative_id", name=op.f("pk_article_initiatives")),
        comment="Initiatives that articles tell of, in the articles' own words",
    )
    op.create_index(
        op.f("ix_article_initiatives_initiative_id"), "article_initiatives", ["initiative_id"], unique=False
    )
    op.create_index(op.f("ix_article_initiatives_name"), "article_initiatives", ["name"], unique=False)
    op.create_index(
        op.f("ix_article_initiatives_programme_code"), "article_initiatives", ["programme_code"], unique=False
    )


def _article_programmes() -> None:
    op.create_table(
        "article_programmes",
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="The article"),
        sa.Column("programme_code", sa.Text(), nullable=False, comment="The programme"),
        sa.Column("place_key", sa.Text(), nullable=True, comment="Where it is being carried out"),
        sa.Column("components", sa.Text(), nullable=True, comment="The pillars that the article names, joined by 、"),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name=op.f("fk_article_programmes_article_id_articles"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["place_key"], ["places.place_key"], name=op.f("fk_article_programmes_place_key_places")
        ),
        sa.ForeignKeyConstraint(
            ["programme_code"],
            ["programmes.programme_code"],
            name=op.f("fk_article_programmes_programme_code_programmes"),
        ),
        sa.PrimaryKeyConstraint("article_id", "programme_code", name=op.f("pk_article_programmes")),
        comment="Programmes that articles speak of",
    )
    op.create_index(op.f("ix_article_programmes_place_key"), "article_programmes", ["place_key"], unique=False)
    op.create_index(
        op.f("ix_article_programmes_programme_code"), "article_programmes", ["programme_code"], unique=False
    )


def _initiative_mentions() -> None:
    op.create_table(
        "initiative_mentions",
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="The article"),
        sa.Column("initiative_id", sa.String(length=16), nullable=False, comment="The initiative"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order of the mentions in the article, from 1"),
        sa.Column("sentence_id", sa.Integer(), nullable=False, comment="The sentence that says so"),
        sa.Column(
            "char_start", sa.Integer(), nullable=False, comment="Offset of the first character in the article's text"
        ),
        sa.Column(
            "char_end", sa.Integer(), nullable=False, comment="Offset behind the last character in the article's text"
        ),
        sa.CheckConstraint("0 <= char_start AND char_start <= char_end", name=op.f("ck_initiative_mentions_span")),
        sa.ForeignKeyConstraint(
            ["article_id", "initiative_id"],
            ["article_initiatives.article_id", "article_initiatives.initiative_id"],
            name=op.f("fk_initiative_mentions_article_id_initiative_id_article_initiatives"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sentence_id"],
            ["sentences.sentence_id"],
            name=op.f("fk_initiative_mentions_sentence_id_sentences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "initiative_id", "ordinal", name=op.f("pk_initiative_mentions")),
        comment="Mentions of initiatives by name",
    )
    op.create_index(op.f("ix_initiative_mentions_sentence_id"), "initiative_mentions", ["sentence_id"], unique=False)


def _issues() -> None:
    op.create_table(
        "issues",
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="The article"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order in the article, from 1"),
        sa.Column("sentence_id", sa.Integer(), nullable=False, comment="The sentence it stands in"),
        sa.Column("kind", sa.Text(), nullable=False, comment="What is unresolved: damaged, ambiguous_place"),
        sa.Column("reason", sa.Text(), nullable=False, comment="Why it was left"),
        sa.Column(
            "char_start", sa.Integer(), nullable=False, comment="Offset of the first character in the article's text"
        ),
        sa.Column(
            "char_end", sa.Integer(), nullable=False, comment="Offset behind the last character in the article's text"
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="The words as the cleaned text has them"),
        sa.CheckConstraint("0 <= char_start AND char_start <= char_end", name=op.f("ck_issues_span")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name=op.f("fk_issues_article_id_articles"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sentence_id"], ["sentences.sentence_id"], name=op.f("fk_issues_sentence_id_sentences"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "ordinal", name=op.f("pk_issues")),
        comment="Readings left unresolved: damaged figures, ambiguous places",
    )
    op.create_index(op.f("ix_issues_kind"), "issues", ["kind"], unique=False)
    op.create_index(op.f("ix_issues_sentence_id"), "issues", ["sentence_id"], unique=False)


def _metrics() -> None:
    op.create_table(
        "metrics",
        sa.Column(
            "metric_id", sa.String(length=16), nullable=False, comment="Digest of article, sentence, offset and words"
        ),
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="The article"),
        sa.Column("sentence_id", sa.Integer(), nullable=False, comment="The sentence that says so"),
        sa.Column(
            "char_start", sa.Integer(), nullable=False, comment="Offset of the first character in the article's text"
        ),
        sa.Column(
            "char_end", sa.Integer(), nullable=False, comment="Offset behind the last character in the article's text"
        ),
        sa.Column(
            "source_start", sa.Integer(), nullable=False, comment="Offset of the figure in the document as decoded"
        ),
        sa.Column(
            "source_end", sa.Integer(), nullable=False, comment="Offset behind the figure in the document as decoded"
        ),
        sa.Column("raw", sa.Text(), nullable=False, comment="The figure as printed"),
        sa.Column("value", sa.Double(), nullable=False, comment="The number, 万 and 亿 multiplied out"),
        sa.Column("value_to", sa.Double(), nullable=True, comment="Upper end of a range"),
        sa.Column("unit", sa.Text(), nullable=True, comment="Unit as printed, without 万 and 亿"),
        sa.Column("standard_value", sa.Double(), nullable=True, comment="The number in the standard unit"),
        sa.Column("standard_unit", sa.Text(), nullable=True, comment="kg, m, m², CNY, person, where the unit converts"),
        sa.Column("qualifier", sa.Text(), nullable=False, comment="exact, over, under or about"),
        sa.Column("kind", sa.Text(), nullable=False, comment="level, share, change or threshold"),
        sa.Column("direction", sa.Text(), nullable=True, comment="up or down, where the figure is a change"),
        sa.Column("status", sa.Text(), nullable=False, comment="actual or target"),
        sa.Column("label", sa.Text(), nullable=True, comment="What is counted, in the article's own words"),
        sa.Column("indicator_code", sa.Text(), nullable=True, comment="The canonical indicator, where one fits"),
        sa.Column("place_key", sa.Text(), nullable=True, comment="The place the figure is about"),
        sa.Column("programme_code", sa.Text(), nullable=True, comment="The programme it belongs to"),
        sa.Column("initiative_id", sa.String(length=16), nullable=True, comment="The initiative it belongs to"),
        sa.Column("period", sa.Text(), nullable=True, comment="The time as printed"),
        sa.Column("period_start", sa.Date(), nullable=True, comment="First day, where the text fixes it"),
        sa.Column("period_end", sa.Date(), nullable=True, comment="Last day, inclusive, where the text fixes it"),
        sa.Column("rule", sa.Text(), nullable=False, comment="The rule that read it"),
        sa.CheckConstraint("kind IN ('level', 'share', 'change', 'threshold')", name=op.f("ck_metrics_kind")),
        sa.CheckConstraint("qualifier IN ('exact', 'over', 'under', 'about')", name=op.f("ck_metrics_qualifier")),
        sa.CheckConstraint("direction IN ('up', 'down')", name=op.f("ck_metrics_direction")),
        sa.CheckConstraint("status IN ('actual', 'target')", name=op.f("ck_metrics_status")),
        sa.CheckConstraint("0 <= char_start AND char_start <= char_end", name=op.f("ck_metrics_span")),
        sa.ForeignKeyConstraint(
            ["article_id", "initiative_id"],
            ["article_initiatives.article_id", "article_initiatives.initiative_id"],
            name=op.f("fk_metrics_article_id_initiative_id_article_initiatives"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name=op.f("fk_metrics_article_id_articles"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["indicator_code"], ["indicators.indicator_code"], name=op.f("fk_metrics_indicator_code_indicators")
        ),
        sa.ForeignKeyConstraint(["place_key"], ["places.place_key"], name=op.f("fk_metrics_place_key_places")),
        sa.ForeignKeyConstraint(
            ["programme_code"], ["programmes.programme_code"], name=op.f("fk_metrics_programme_code_programmes")
        ),
        sa.ForeignKeyConstraint(
            ["sentence_id"],
            ["sentences.sentence_id"],
            name=op.f("fk_metrics_sentence_id_sentences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("metric_id", name=op.f("pk_metrics")),
        comment="Figures, with what they count, where and when",
    )
    op.create_index(
        op.f("ix_metrics_article_id_initiative_id"), "metrics", ["article_id", "initiative_id"], unique=False
    )
    op.create_index(op.f("ix_metrics_indicator_code"), "metrics", ["indicator_code"], unique=False)
    op.create_index(op.f("ix_metrics_period_start"), "metrics", ["period_start"], unique=False)
    op.create_index(op.f("ix_metrics_place_key"), "metrics", ["place_key"], unique=False)
    op.create_index(op.f("ix_metrics_programme_code"), "metrics", ["programme_code"], unique=False)
    op.create_index(op.f("ix_metrics_sentence_id"), "metrics", ["sentence_id"], unique=False)


def _place_mentions() -> None:
    op.create_table(
        "place_mentions",
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="The article"),
        sa.Column("place_key", sa.Text(), nullable=False, comment="The place that is meant"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order of the mentions in the article, from 1"),
        sa.Column("sentence_id", sa.Integer(), nullable=False, comment="The sentence that says so"),
        sa.Column(
            "char_start", sa.Integer(), nullable=False, comment="Offset of the first character in the article's text"
        ),
        sa.Column(
            "char_end", sa.Integer(), nullable=False, comment="Offset behind the last character in the article's text"
        ),
        sa.Column("rule", sa.Text(), nullable=False, comment="The rule that settled which place is meant"),
        sa.CheckConstraint("0 <= char_start AND char_start <= char_end", name=op.f("ck_place_mentions_span")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name=op.f("fk_place_mentions_article_id_articles"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["place_key"], ["places.place_key"], name=op.f("fk_place_mentions_place_key_places")),
        sa.ForeignKeyConstraint(
            ["sentence_id"],
            ["sentences.sentence_id"],
            name=op.f("fk_place_mentions_sentence_id_sentences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "place_key", "ordinal", name=op.f("pk_place_mentions")),
        comment="Mentions of places by name",
    )
    op.create_index(op.f("ix_place_mentions_place_key"), "place_mentions", ["place_key"], unique=False)
    op.create_index(op.f("ix_place_mentions_sentence_id"), "place_mentions", ["sentence_id"], unique=False)


def _programme_mentions() -> None:
    op.create_table(
        "programme_mentions",
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="The article"),
        sa.Column("programme_code", sa.Text(), nullable=False, comment="The programme"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order of the mentions in the article, from 1"),
        sa.Column("sentence_id", sa.Integer(), nullable=False, comment="The sentence that says so"),
        sa.Column(
            "char_start", sa.Integer(), nullable=False, comment="Offset of the first character in the article's text"
        ),
        sa.Column(
            "char_end", sa.Integer(), nullable=False, comment="Offset behind the last character in the article's text"
        ),
        sa.CheckConstraint("0 <= char_start AND char_start <= char_end", name=op.f("ck_programme_mentions_span")),
        sa.ForeignKeyConstraint(
            ["article_id", "programme_code"],
            ["article_programmes.article_id", "article_programmes.programme_code"],
            name=op.f("fk_programme_mentions_article_id_programme_code_article_programmes"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sentence_id"],
            ["sentences.sentence_id"],
            name=op.f("fk_programme_mentions_sentence_id_sentences"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "programme_code", "ordinal", name=op.f("pk_programme_mentions")),
        comment="Mentions of programmes by name",
    )
    op.create_index(op.f("ix_programme_mentions_sentence_id"), "programme_mentions", ["sentence_id"], unique=False)
