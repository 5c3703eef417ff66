"""Reprints.

Bodies of articles as they are compared, and which articles tell the story of another one. The views of facts gain
`reprint_of`. Articles that are stored already are compared by the next ingest.

Revision: 0007, after 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# What each view reads, with a place for the column and for the join that this revision adds, and the articles to join.
VIEWS = {
    "article_facts": (
        "a",
        """
SELECT a.article_id,
       d.name AS document,
       d.location,
       a.headline,
       a.byline,
       a.outlet,
       a.published_on,
       a.characters,
       (SELECT count(*) FROM metrics m WHERE m.article_id = a.article_id) AS metrics,
       (SELECT count(*) FROM article_initiatives i WHERE i.article_id = a.article_id) AS initiatives,
       (SELECT count(*) FROM place_mentions t WHERE t.article_id = a.article_id AND t.ordinal = 1) AS places,
       p.code AS place_code,
       p.name AS place,
       a.place_key,
       a.document_id{column}
FROM articles a
JOIN documents d ON d.document_id = a.document_id
LEFT JOIN places p ON p.place_key = a.place_key{join}
""",
    ),
    "place_facts": (
        "t",
        """
SELECT a.article_id,
       d.name AS document,
       a.headline,
       p.code AS place_code,
       p.name AS place,
       p.level,
       p.parent,
       p.province,
       p.prefecture,
       p.county,
       p.is_border,
       (SELECT count(*) FROM place_mentions n
        WHERE n.article_id = t.article_id AND n.place_key = t.place_key) AS mentions,
       s.text AS sentence,
       p.place_key,
       t.char_start,
       t.char_end,
       t.rule{column}
FROM place_mentions t
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN places p ON p.place_key = t.place_key
JOIN sentences s ON s.sentence_id = t.sentence_id{join}
WHERE t.ordinal = 1
""",
    ),
    "programme_facts": (
        "t",
        """
SELECT a.article_id,
       d.name AS document,
       a.headline,
       g.name AS programme,
       f.components,
       p.name AS place,
       (SELECT count(*) FROM programme_mentions n
        WHERE n.article_id = t.article_id AND n.programme_code = t.programme_code) AS mentions,
       s.text AS sentence,
       g.programme_code,
       p.code AS place_code,
       f.place_key,
       t.char_start,
       t.char_end{column}
FROM programme_mentions t
JOIN article_programmes f ON f.article_id = t.article_id AND f.programme_code = t.programme_code
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN programmes g ON g.programme_code = t.programme_code
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN places p ON p.place_key = f.place_key{join}
WHERE t.ordinal = 1
""",
    ),
    "initiative_facts": (
        "t",
        """
SELECT f.initiative_id,
       a.article_id,
       d.name AS document,
       a.headline,
       f.name AS initiative,
       f.kind,
       g.name AS programme,
       p.code AS place_code,
       p.name AS place,
       (SELECT count(*) FROM initiative_mentions n
        WHERE n.article_id = t.article_id AND n.initiative_id = t.initiative_id) AS mentions,
       s.text AS sentence,
       i.place_key,
       t.char_start,
       t.char_end,
       f.rule{column}
FROM initiative_mentions t
JOIN article_initiatives f ON f.article_id = t.article_id AND f.initiative_id = t.initiative_id
JOIN initiatives i ON i.initiative_id = t.initiative_id
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN programmes g ON g.programme_code = f.programme_code
LEFT JOIN places p ON p.place_key = i.place_key{join}
WHERE t.ordinal = 1
""",
    ),
    "metric_facts": (
        "m",
        """
SELECT m.metric_id,
       a.article_id,
       d.name AS document,
       a.headline,
       p.code AS place_code,
       p.name AS place,
       g.name AS programme,
       f.name AS initiative,
       m.indicator_code AS indicator,
       m.label,
       m.value,
       m.value_to,
       m.unit,
       m.standard_value,
       m.standard_unit,
       m.qualifier,
       m.kind,
       m.status,
       m.period,
       m.period_start,
       m.period_end,
       m.raw,
       s.text AS sentence,
       m.char_start,
       m.char_end,
       m.rule,
       m.place_key,
       a.published_on,
       m.direction{column}
FROM metrics m
JOIN articles a ON a.article_id = m.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = m.sentence_id
LEFT JOIN places p ON p.place_key = m.place_key
LEFT JOIN programmes g ON g.programme_code = m.programme_code
LEFT JOIN article_initiatives f ON f.article_id = m.article_id AND f.initiative_id = m.initiative_id{join}
""",
    ),
}


def view(name: str, *, reprints: bool) -> str:
    """A view as this revision makes it, or as it was before."""
    articles, sql = VIEWS[name]
    column = ",\n       r.first_id AS reprint_of" if reprints else ""
    join = f"\nLEFT JOIN reprints r ON r.article_id = {articles}.article_id" if reprints else ""
    return f"CREATE VIEW {name} AS\n" + sql.strip().format(column=column, join=join)


def upgrade() -> None:
    _article_bodies()
    _body_keys()
    _reprints()
    _remake_views(reprints=True)


def downgrade() -> None:
    _remake_views(reprints=False)
    op.drop_table("reprints")
    op.drop_table("body_keys")
    op.drop_table("article_bodies")


def _remake_views(*, reprints: bool) -> None:
    for name in reversed(VIEWS):
        op.execute(f"DROP VIEW {name}")
    for name in VIEWS:
        op.execute(view(name, reprints=reprints))


def _article_bodies() -> None:
    op.create_table(
        "article_bodies",
        sa.Column("body_id", sa.Integer(), nullable=False, comment="Number of the body in this database"),
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="The article"),
        sa.Column("digest", sa.Text(), nullable=True, comment="Digest of the body; NULL where there is none"),
        sa.Column("characters", sa.Integer(), nullable=False, comment="Length of the bare body in characters"),
        sa.Column(
            "leader_id",
            sa.Integer(),
            nullable=True,
            comment="The longest body that says all that this one says, itself where there is none; "
            "NULL if not yet known",
        ),
        sa.Column(
            "is_full",
            sa.Integer(),
            nullable=False,
            comment="1 where it says about all that its leader says, else 0",
        ),
        sa.CheckConstraint("is_full IN (0, 1)", name=op.f("ck_article_bodies_is_full")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name=op.f("fk_article_bodies_article_id_articles"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["leader_id"],
            ["article_bodies.body_id"],
            name=op.f("fk_article_bodies_leader_id_article_bodies"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("body_id", name=op.f("pk_article_bodies")),
        sa.UniqueConstraint("article_id", name=op.f("uq_article_bodies_article_id")),
        comment="Bodies of articles, bare of punctuation, as they are compared: who tells the same story",
    )
    op.create_index(op.f("ix_article_bodies_digest"), "article_bodies", ["digest"], unique=False)
    op.create_index(op.f("ix_article_bodies_leader_id"), "article_bodies", ["leader_id"], unique=False)


def _body_keys() -> None:
    op.create_table(
        "body_keys",
        sa.Column("key", sa.BigInteger(), nullable=False, comment="Hash of a piece of the body"),
        sa.Column("body_id", sa.Integer(), nullable=False, comment="The body"),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["article_bodies.body_id"],
            name=op.f("fk_body_keys_body_id_article_bodies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", "body_id", name=op.f("pk_body_keys")),
        comment="Keys of bodies: two that tell one story have some in common",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_body_keys_body_id"), "body_keys", ["body_id"], unique=False)


def _reprints() -> None:
    op.create_table(
        "reprints",
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="The article"),
        sa.Column(
            "first_id",
            sa.String(length=16),
            nullable=False,
            comment="The first article that tells the story in full",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name=op.f("fk_reprints_article_id_articles"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["articles.article_id"],
            name=op.f("fk_reprints_first_id_articles"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_reprints")),
        comment="Articles that repeat the story of another one, which is never a reprint itself",
    )
    op.create_index(op.f("ix_reprints_first_id"), "reprints", ["first_id"], unique=False)
