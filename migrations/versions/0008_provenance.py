"""Provenance.

Where headline, byline, outlet, day and address were taken from, what of a document could not be read, its side file,
and the page and box of each figure. The views of articles and figures gain the columns. What is stored already has
none of it until the next ingest reads it again.

Revision: 0008, after 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ORIGINS = "given, side file, front matter, printed, markup or file name"

ARTICLE_FACTS = """
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
       a.document_id,
       r.first_id AS reprint_of{columns}
FROM articles a
JOIN documents d ON d.document_id = a.document_id
LEFT JOIN places p ON p.place_key = a.place_key
LEFT JOIN reprints r ON r.article_id = a.article_id
"""
METRIC_FACTS = """
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
       m.direction,
       r.first_id AS reprint_of{columns}
FROM metrics m
JOIN articles a ON a.article_id = m.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = m.sentence_id
LEFT JOIN places p ON p.place_key = m.place_key
LEFT JOIN programmes g ON g.programme_code = m.programme_code
LEFT JOIN article_initiatives f ON f.article_id = m.article_id AND f.initiative_id = m.initiative_id
LEFT JOIN reprints r ON r.article_id = m.article_id
"""
# Each view, and the columns that this revision adds to it.
VIEWS = {
    "article_facts": (
        ARTICLE_FACTS,
        ("a.headline_from", "a.byline_from", "a.outlet_from", "a.published_from", "d.url", "d.url_from", "d.unread"),
    ),
    "metric_facts": (METRIC_FACTS, ("m.page", "m.box")),
}


def columns() -> dict[str, list[sa.Column[str] | sa.Column[int]]]:
    """What each table gains."""
    return {
        "articles": [
            sa.Column(f"{name}_from", sa.Text(), comment=f"Where the {what} was taken from: {_ORIGINS}")
            for name, what in (
                ("headline", "headline"),
                ("byline", "byline"),
                ("outlet", "outlet"),
                ("published", "day"),
            )
        ],
        "documents": [
            sa.Column("url", sa.Text(), comment="Address of the original, where something names it"),
            sa.Column("url_from", sa.Text(), comment=f"Where the address was taken from: {_ORIGINS}"),
            sa.Column(
                "unread",
                sa.Text(),
                comment="What of it could not be read and why, NULL where all could: pages that are pictures",
            ),
            sa.Column(
                "beside",
                sa.String(length=16),
                comment="Digest of what its side file and its name said of it when it was read",
            ),
        ],
        "document_locations": [
            sa.Column("side", sa.Text(), comment="What its side file there says; NULL where it has none")
        ],
        "metrics": [
            sa.Column("page", sa.Integer(), comment="Page it is printed on, from 1; NULL where there are no pages"),
            sa.Column(
                "box",
                sa.Text(),
                comment="Left, bottom, right and top of it on its page in points from the lower left; ; between lines",
            ),
        ],
    }


def upgrade() -> None:
    _drop_views()
    for table, added in columns().items():
        for column in added:
            op.add_column(table, column)
    _make_views(with_columns=True)


def downgrade() -> None:
    _drop_views()
    for table, added in columns().items():
        for column in reversed(added):
            op.drop_column(table, column.name)
    _make_views(with_columns=False)


def _drop_views() -> None:
    for name in VIEWS:
        op.execute(f"DROP VIEW {name}")


def _make_views(*, with_columns: bool) -> None:
    for name, (sql, added) in VIEWS.items():
        columns = "".join(f",\n       {column}" for column in added) if with_columns else ""
        op.execute(f"CREATE VIEW {name} AS\n" + sql.strip().format(columns=columns))
