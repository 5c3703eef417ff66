"""Fetches.

How pages of the web were fetched the last time, so that a nightly run asks for what has changed only.

Revision: 0006, after 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fetches",
        sa.Column("location", sa.Text(), nullable=False, comment="URL that was asked for"),
        sa.Column(
            "final_url", sa.Text(), nullable=False, comment="URL where redirects ended: the page came from there"
        ),
        sa.Column(
            "status", sa.Integer(), nullable=False, comment="Status of the last answer: 200 sent anew, 304 unchanged"
        ),
        sa.Column("etag", sa.Text(), nullable=True, comment="ETag of the page; NULL where none was sent"),
        sa.Column(
            "last_modified",
            sa.Text(),
            nullable=True,
            comment="Last-Modified of the page, as sent; NULL where none was sent",
        ),
        sa.Column("fetched_at", sa.DateTime(), nullable=False, comment="When it was last answered for (UTC)"),
        sa.ForeignKeyConstraint(
            ["location"],
            ["document_locations.location"],
            name=op.f("fk_fetches_location_document_locations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("location", name=op.f("pk_fetches")),
        comment="Pages of the web: what tells a server which of them are known, so that it sends the others only",
    )


def downgrade() -> None:
    op.drop_table("fetches")
