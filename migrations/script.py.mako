"""${message}

Rules: go both ways; import nothing of borderdb (it changes, this file does not); name every constraint; rebuild tables
in batch mode only; views are dropped before the tables they read are changed and made again afterwards; no reference
data. Prove it in tests/migrations with rows in every table.

Revision: ${up_revision}, after ${down_revision | comma,n}
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
