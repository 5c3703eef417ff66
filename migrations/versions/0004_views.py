"""Public views and full text.

The views that analysts write their queries on, in SQL that PostgreSQL runs as well, and the index of the full text,
which only SQLite has. Views keep their names, columns and meaning; they gain columns at the end and lose none.

Revision: 0004, after 0003
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ARTICLE_FACTS = """
CREATE VIEW article_facts AS
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
       a.document_id
FROM articles a
JOIN documents d ON d.document_id = a.document_id
LEFT JOIN places p ON p.place_key = a.place_key
"""

PLACE_FACTS = """
CREATE VIEW place_facts AS
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
       t.rule
FROM place_mentions t
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN places p ON p.place_key = t.place_key
JOIN sentences s ON s.sentence_id = t.sentence_id
WHERE t.ordinal = 1
"""

PROGRAMME_FACTS = """
CREATE VIEW programme_facts AS
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
       t.char_end
FROM programme_mentions t
JOIN article_programmes f ON f.article_id = t.article_id AND f.programme_code = t.programme_code
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN programmes g ON g.programme_code = t.programme_code
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN places p ON p.place_key = f.place_key
WHERE t.ordinal = 1
"""

INITIATIVE_FACTS = """
CREATE VIEW initiative_facts AS
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
       f.rule
FROM initiative_mentions t
JOIN article_initiatives f ON f.article_id = t.article_id AND f.initiative_id = t.initiative_id
JOIN initiatives i ON i.initiative_id = t.initiative_id
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN programmes g ON g.programme_code = f.programme_code
LEFT JOIN places p ON p.place_key = i.place_key
WHERE t.ordinal = 1
"""

METRIC_FACTS = """
CREATE VIEW metric_facts AS
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
       m.direction
FROM metrics m
JOIN articles a ON a.article_id = m.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = m.sentence_id
LEFT JOIN places p ON p.place_key = m.place_key
LEFT JOIN programmes g ON g.programme_code = m.programme_code
LEFT JOIN article_initiatives f ON f.article_id = m.article_id AND f.initiative_id = m.initiative_id
"""

ISSUE_FACTS = """
CREATE VIEW issue_facts AS
SELECT a.article_id,
       d.name AS document,
       a.headline,
       i.kind,
       i.reason,
       i.words,
       s.text AS sentence,
       i.char_start,
       i.char_end
FROM issues i
JOIN articles a ON a.article_id = i.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = i.sentence_id
"""

MOST_STEPS = 6  # a place may have that many above it: province, prefecture, county, township, village and two below


def place_tree() -> str:
    """Pairs of a place and what lies above it, a join per step, so that a filter on either end uses an index."""
    arms = []
    for steps in range(MOST_STEPS + 1):
        joins = "".join(
            f"\nJOIN places a{step} ON a{step}.place_key = a{step - 1}.parent_key" for step in range(1, steps + 1)
        )
        arms.append(
            f"SELECT a0.code AS place_code, a0.name AS place, a{steps}.code AS within_code, a{steps}.name AS within,\n"
            f"       {steps} AS steps, a0.place_key, a{steps}.place_key AS within_key\n"
            f"FROM places a0{joins}"
        )
    return "CREATE VIEW place_tree AS\n" + "\nUNION ALL\n".join(arms)


VIEWS = {
    "article_facts": ARTICLE_FACTS,
    "place_facts": PLACE_FACTS,
    "programme_facts": PROGRAMME_FACTS,
    "initiative_facts": INITIATIVE_FACTS,
    "metric_facts": METRIC_FACTS,
    "issue_facts": ISSUE_FACTS,
    "place_tree": place_tree(),
}

# Keeps no text of its own: a row is a sentence, its words cut into single characters before they come here.
SENTENCE_INDEX = "CREATE VIRTUAL TABLE sentence_index USING fts5(words, content='', tokenize='unicode61')"


def upgrade() -> None:
    for statement in VIEWS.values():
        op.execute(statement.strip())
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SENTENCE_INDEX)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE sentence_index")
    for name in reversed(VIEWS):
        op.execute(f"DROP VIEW {name}")
