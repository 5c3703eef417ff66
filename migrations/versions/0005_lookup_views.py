"""Public views for looking things up.

Names of places and indicators as people say them, the land border with its neighbours, and what each run did with each
document: what canned queries need beside the facts, in SQL that PostgreSQL runs as well.

Revision: 0005, after 0004
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# 同江市 is also 同江, 黑龙江省 also 黑龙江. What the seeds call by other names (内蒙古, 新左旗) is in place_aliases.
PLACE_NAMES = """
CREATE VIEW place_names AS
SELECT place_key, code AS place_code, name AS place, name
FROM places
UNION ALL
SELECT place_key, code, name, place_key
FROM places
UNION ALL
SELECT p.place_key, p.code, p.name, a.alias
FROM place_aliases a
JOIN places p ON p.place_key = a.place_key
UNION ALL
SELECT p.place_key, p.code, p.name, substr(p.name, 1, length(p.name) - 1)
FROM places p
WHERE p.level IN ('province', 'prefecture', 'county') AND length(p.name) > 2 AND p.name NOT LIKE '%自治_'
  AND (p.name LIKE '%省' OR p.name LIKE '%市' OR p.name LIKE '%盟'
       OR p.name LIKE '%县' OR p.name LIKE '%旗' OR p.name LIKE '%区')
  AND NOT EXISTS (SELECT 1 FROM place_aliases a
                  WHERE a.place_key = p.place_key AND a.alias = substr(p.name, 1, length(p.name) - 1))
"""

INDICATOR_FACTS = """
CREATE VIEW indicator_facts AS
SELECT i.indicator_code AS indicator, i.name, i.name_en, i.dimension
FROM indicators i
"""

INDICATOR_NAMES = """
CREATE VIEW indicator_names AS
SELECT indicator_code AS indicator, indicator_code AS name
FROM indicators
UNION
SELECT indicator_code, name
FROM indicators
UNION
SELECT indicator_code, name_en
FROM indicators
UNION
SELECT indicator_code, wording
FROM indicator_wordings
"""

BORDER_FACTS = """
CREATE VIEW border_facts AS
SELECT p.code AS place_code, p.name AS place, p.prefecture, p.province, b.neighbours, b.certain, p.place_key
FROM border_counties b
JOIN places p ON p.place_key = b.place_key
"""

RUN_FACTS = """
CREATE VIEW run_facts AS
SELECT r.run_id, r.started_on, r.finished_on, d.location, d.document_id, d.status, d.reason,
       d.articles, d.places, d.programmes, d.initiatives, d.metrics, d.issues
FROM run_documents d
JOIN runs r ON r.run_id = d.run_id
"""

VIEWS = {
    "place_names": PLACE_NAMES,
    "indicator_facts": INDICATOR_FACTS,
    "indicator_names": INDICATOR_NAMES,
    "border_facts": BORDER_FACTS,
    "run_facts": RUN_FACTS,
}


def upgrade() -> None:
    for statement in VIEWS.values():
        op.execute(statement.strip())


def downgrade() -> None:
    for name in reversed(VIEWS):
        op.execute(f"DROP VIEW {name}")
