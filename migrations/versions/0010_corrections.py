"""Corrections.

What persons decided about facts, keyed by what the source says, and how it applies to the facts of this database. The
views of facts show what is in force and say so in `reviewed`; what was read stays in views of its own.

Revision: 0010, after 0009
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# What each view reads. `[held|read]` is where a person may have the last word: the tables hold what is in force, and a
# review keeps what was read. So the views of what is in force are served by the indexes of the tables.
VIEWS = {
    "place": """
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
       t.rule,
       r.first_id AS reprint_of,
       CASE WHEN d.withdrawn_run_id IS NULL THEN 0 ELSE 1 END AS withdrawn{reviewed}
FROM place_mentions t
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id{join}
JOIN places p ON p.place_key = [t.place_key|v.place_key]
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN reprints r ON r.article_id = t.article_id
WHERE t.ordinal = 1{where}
""",
    "programme": """
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
       [f.place_key|v.place_key] AS place_key,
       t.char_start,
       t.char_end,
       r.first_id AS reprint_of,
       CASE WHEN d.withdrawn_run_id IS NULL THEN 0 ELSE 1 END AS withdrawn{reviewed}
FROM programme_mentions t
JOIN article_programmes f ON f.article_id = t.article_id AND f.programme_code = t.programme_code
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id{join}
JOIN programmes g ON g.programme_code = [t.programme_code|v.programme_code]
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN places p ON p.place_key = [f.place_key|v.place_key]
LEFT JOIN reprints r ON r.article_id = t.article_id
WHERE t.ordinal = 1{where}
""",
    "initiative": """
SELECT [f.initiative_id|v.initiative_id] AS initiative_id,
       a.article_id,
       d.name AS document,
       a.headline,
       [f.name|v.name] AS initiative,
       [f.kind|v.kind] AS kind,
       g.name AS programme,
       p.code AS place_code,
       p.name AS place,
       (SELECT count(*) FROM initiative_mentions n
        WHERE n.article_id = t.article_id AND n.initiative_id = t.initiative_id) AS mentions,
       s.text AS sentence,
       [i.place_key|v.place_key] AS place_key,
       t.char_start,
       t.char_end,
       f.rule,
       r.first_id AS reprint_of,
       CASE WHEN d.withdrawn_run_id IS NULL THEN 0 ELSE 1 END AS withdrawn{reviewed}
FROM initiative_mentions t
JOIN article_initiatives f ON f.article_id = t.article_id AND f.initiative_id = t.initiative_id
JOIN initiatives i ON i.initiative_id = t.initiative_id
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = t.sentence_id{join}
LEFT JOIN programmes g ON g.programme_code = [f.programme_code|v.programme_code]
LEFT JOIN places p ON p.place_key = [i.place_key|v.place_key]
LEFT JOIN reprints r ON r.article_id = t.article_id
WHERE t.ordinal = 1{where}
""",
    "metric": """
SELECT m.metric_id,
       a.article_id,
       d.name AS document,
       a.headline,
       p.code AS place_code,
       p.name AS place,
       g.name AS programme,
       {initiative} AS initiative,
       [m.indicator_code|v.indicator_code] AS indicator,
       [m.label|v.label] AS label,
       [m.value|v.value] AS value,
       [m.value_to|v.value_to] AS value_to,
       [m.unit|v.unit] AS unit,
       [m.standard_value|v.standard_value] AS standard_value,
       [m.standard_unit|v.standard_unit] AS standard_unit,
       [m.qualifier|v.qualifier] AS qualifier,
       [m.kind|v.kind] AS kind,
       [m.status|v.status] AS status,
       [m.period|v.period] AS period,
       [m.period_start|v.period_start] AS period_start,
       [m.period_end|v.period_end] AS period_end,
       m.raw,
       s.text AS sentence,
       m.char_start,
       m.char_end,
       m.rule,
       [m.place_key|v.place_key] AS place_key,
       a.published_on,
       [m.direction|v.direction] AS direction,
       r.first_id AS reprint_of,
       m.page,
       m.box,
       CASE WHEN d.withdrawn_run_id IS NULL THEN 0 ELSE 1 END AS withdrawn{reviewed}
FROM metrics m
JOIN articles a ON a.article_id = m.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = m.sentence_id{join}
LEFT JOIN places p ON p.place_key = [m.place_key|v.place_key]
LEFT JOIN programmes g ON g.programme_code = [m.programme_code|v.programme_code]
LEFT JOIN article_initiatives f ON f.article_id = m.article_id AND f.initiative_id = m.initiative_id
LEFT JOIN reprints r ON r.article_id = m.article_id{where}
""",
}

# Counts follow what the views show: what is hidden is taken away, what a person added has rows like any other fact.
ARTICLES = """
SELECT a.article_id,
       d.name AS document,
       d.location,
       a.headline,
       a.byline,
       a.outlet,
       a.published_on,
       a.characters,
       (SELECT count(*) FROM metrics m WHERE m.article_id = a.article_id){metrics} AS metrics,
       (SELECT count(*) FROM article_initiatives i WHERE i.article_id = a.article_id){initiatives} AS initiatives,
       (SELECT count(*) FROM place_mentions t WHERE t.article_id = a.article_id AND t.ordinal = 1){places} AS places,
       p.code AS place_code,
       p.name AS place,
       a.place_key,
       a.document_id,
       r.first_id AS reprint_of,
       a.headline_from,
       a.byline_from,
       a.outlet_from,
       a.published_from,
       d.url,
       d.url_from,
       d.unread,
       CASE WHEN d.withdrawn_run_id IS NULL THEN 0 ELSE 1 END AS withdrawn
FROM articles a
JOIN documents d ON d.document_id = a.document_id
LEFT JOIN places p ON p.place_key = a.place_key
LEFT JOIN reprints r ON r.article_id = a.article_id
"""
HIDDEN = """
       - (SELECT count(*) FROM reviews v
          WHERE v.article_id = a.article_id AND v.fact = '{fact}' AND v.hidden = 1)"""

ISSUES = """
SELECT a.article_id,
       d.name AS document,
       a.headline,
       i.kind,
       i.reason,
       i.words,
       s.text AS sentence,
       i.char_start,
       i.char_end,
       CASE WHEN d.withdrawn_run_id IS NULL THEN 0 ELSE 1 END AS withdrawn{reviewed}
FROM issues i
JOIN articles a ON a.article_id = i.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = i.sentence_id{join}
"""

# What identifies a fact beside its article.
KEYS = {
    "place": ("t", "place_key"),
    "programme": ("t", "programme_code"),
    "initiative": ("t", "initiative_id"),
    "metric": ("m", "metric_id"),
}
PLACE_OF_DECISION = re.compile(r"\[(.+?)\|(.+?)\]( AS \w+)?")
REVIEW = """
LEFT JOIN reviews v ON v.article_id = {table}.article_id AND v.fact = '{fact}' AND v.fact_id = {table}.{key}"""
REVIEW_OF_INITIATIVE = """
LEFT JOIN reviews w ON w.article_id = m.article_id AND w.fact = 'initiative' AND w.fact_id = m.initiative_id"""
INITIATIVE = "CASE WHEN COALESCE(w.verdict, '') <> 'rejected' THEN f.name END"
INITIATIVE_READ = "CASE WHEN w.fact_id IS NULL THEN f.name ELSE w.name END"
REVIEWED = ",\n       COALESCE(v.verdict, 'no') AS reviewed"

# Each decision, and what has become of it. The same words in the same sentence are meant wherever a document of that
# name or an article of that headline has them.
REVIEW_FACTS = """
CREATE VIEW review_facts AS
SELECT c.correction_id,
       CASE
         WHEN EXISTS (SELECT 1 FROM corrections l
                      WHERE l.anchor = c.anchor AND (l.document = c.document OR l.headline = c.headline)
                        AND (l.decided_at > c.decided_at
                             OR (l.decided_at = c.decided_at AND l.correction_id > c.correction_id)))
           THEN 'superseded'
         WHEN c.verdict = 'retracted' THEN 'retracted'
         WHEN v.fact_id IS NOT NULL THEN 'in force'
         WHEN (c.place IS NOT NULL AND NOT EXISTS (SELECT 1 FROM places p WHERE p.place_key = c.place))
           OR (c.programme IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM programmes g WHERE g.programme_code = c.programme))
           OR (c.indicator IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM indicators i WHERE i.indicator_code = c.indicator))
           THEN 'name unknown'
         WHEN EXISTS (SELECT 1 FROM articles a
                      JOIN documents d ON d.document_id = a.document_id
                      JOIN sentences s ON s.article_id = a.article_id
                      WHERE d.name = c.document AND s.text = c.sentence)
           OR EXISTS (SELECT 1 FROM articles a JOIN sentences s ON s.article_id = a.article_id
                      WHERE a.headline = c.headline AND s.text = c.sentence)
           THEN 'not read any more'
         WHEN EXISTS (SELECT 1 FROM documents d WHERE d.name = c.document)
           OR EXISTS (SELECT 1 FROM articles a WHERE a.headline = c.headline)
           THEN 'source changed'
         ELSE 'source not here'
       END AS state,
       c.verdict,
       c.fact,
       c.document,
       c.headline,
       c.words,
       c.sentence,
       c.char_start,
       c.char_end,
       c.reviewer,
       c.reason,
       c.decided_at,
       c.rule,
       c.reading AS before,
       c.name,
       c.label,
       c.value,
       c.value_to,
       c.unit,
       c.qualifier,
       c.kind,
       c.direction,
       c.status,
       c.place AS place_key,
       c.programme AS programme_code,
       c.indicator,
       c.period,
       c.period_start,
       c.period_end,
       c.cleared,
       v.article_id,
       v.fact_id
FROM corrections c
LEFT JOIN reviews v
  ON v.correction_id = c.correction_id AND v.fact = c.fact
  AND NOT EXISTS (SELECT 1 FROM reviews o
                  WHERE o.correction_id = c.correction_id AND o.fact = c.fact AND o.article_id < v.article_id)
"""


def facts(fact: str, *, corrected: bool) -> str:
    """The view of facts as this revision makes it, or as it was before."""
    table, key = KEYS[fact]
    review = REVIEW.format(table=table, key=key, fact=fact) + (REVIEW_OF_INITIATIVE if fact == "metric" else "")
    sql = (
        VIEWS[fact]
        .strip()
        .format(
            reviewed=REVIEWED if corrected else "",
            join=review if corrected else "",
            where=shown(fact, "COALESCE(v.hidden, 0) = 0") if corrected else "",
            initiative=INITIATIVE if corrected else "f.name",
        )
    )
    return f"CREATE VIEW {fact}_facts AS\n" + PLACE_OF_DECISION.sub(_held, sql)


def readings(fact: str) -> str:
    """The view of what was read, whatever a person says of it."""
    table, key = KEYS[fact]
    review = REVIEW.format(table=table, key=key, fact=fact) + (REVIEW_OF_INITIATIVE if fact == "metric" else "")
    sql = (
        VIEWS[fact]
        .strip()
        .format(
            reviewed=f"{REVIEWED},\n       v.agrees",
            join=review,
            where=shown(fact, "COALESCE(v.inserted, 0) = 0"),
            initiative=INITIATIVE_READ,
        )
    )
    return f"CREATE VIEW {fact}_readings AS\n" + PLACE_OF_DECISION.sub(_read, sql)


def shown(fact: str, condition: str) -> str:
    """The condition, behind the one that a view of mentions has."""
    return f"\nWHERE {condition}" if fact == "metric" else f" AND {condition}"


def articles(*, corrected: bool) -> str:
    """The view of articles, whose counts leave out what the other views leave out."""
    counts = {f"{fact}s": HIDDEN.format(fact=fact) if corrected else "" for fact in ("metric", "initiative", "place")}
    return "CREATE VIEW article_facts AS\n" + ARTICLES.strip().format(**counts)


def issues(*, corrected: bool) -> str:
    """The view of what was left unresolved."""
    own = "i.article_id || '.' || CAST(i.ordinal AS TEXT)"
    join = "v.article_id = i.article_id AND v.fact = 'issue' AND v.fact_id = CAST(i.ordinal AS TEXT)"
    return "CREATE VIEW issue_facts AS\n" + ISSUES.strip().format(
        reviewed=f",\n       {own} AS issue_id{REVIEWED}" if corrected else "",
        join=f"\nLEFT JOIN reviews v ON {join}" if corrected else "",
    )


def _held(match: re.Match[str]) -> str:
    """What is in force. A column that goes by its own name needs no other."""
    return match[1] if (match[3] or "").endswith(f" {match[1].partition('.')[2]}") else match[1] + (match[3] or "")


def _read(match: re.Match[str]) -> str:
    """What was read: kept with the review where there is one."""
    sql = f"CASE WHEN v.fact_id IS NULL THEN {match[1]} ELSE {match[2]} END"
    if match[1].endswith(("value", "value_to")):  # without a type it would not compare with a text as a column does
        sql = f"CAST({sql} AS DOUBLE PRECISION)"
    return sql + (match[3] or "")


def upgrade() -> None:
    _drop_views(["article_facts", "issue_facts", *(f"{fact}_facts" for fact in VIEWS)])
    op.create_index(op.f("ix_articles_headline"), "articles", ["headline"], unique=False)
    _corrections()
    _reviews()
    _make_views(corrected=True)
    for fact in VIEWS:
        op.execute(readings(fact))
    op.execute(REVIEW_FACTS.strip())


def downgrade() -> None:
    _drop_views(["review_facts", *(f"{fact}_readings" for fact in VIEWS)])
    _drop_views(["article_facts", "issue_facts", *(f"{fact}_facts" for fact in VIEWS)])
    _put_back_readings()
    op.drop_table("reviews")
    op.drop_table("corrections")
    op.drop_index(op.f("ix_articles_headline"), "articles")
    _make_views(corrected=False)


def _make_views(*, corrected: bool) -> None:
    op.execute(articles(corrected=corrected))
    op.execute(issues(corrected=corrected))
    for fact in VIEWS:
        op.execute(facts(fact, corrected=corrected))


def _drop_views(names: list[str]) -> None:
    for name in names:
        op.execute(f"DROP VIEW {name}")


def _put_back_readings() -> None:
    """Older versions know nothing but what was read."""
    columns = ("value", "value_to", "unit", "standard_value", "standard_unit", "qualifier", "kind", "direction")
    columns += (
        "status",
        "label",
        "indicator_code",
        "place_key",
        "programme_code",
        "period",
        "period_start",
        "period_end",
    )
    _put_back("metrics", "metric", "metric_id", dict.fromkeys(columns))
    _put_back("place_mentions", "place", "place_key", {"place_key": "read_id"})
    _put_back("programme_mentions", "programme", "programme_code", {"programme_code": "read_id"})
    _put_back("article_programmes", "programme", "programme_code", {"programme_code": "read_id", "place_key": None})
    _put_back("initiative_mentions", "initiative", "initiative_id", {"initiative_id": "read_id"})
    _put_back("metrics", "initiative", "initiative_id", {"initiative_id": "read_id"})
    names = {"initiative_id": "read_id", "name": None, "kind": None, "programme_code": None}
    _put_back("article_initiatives", "initiative", "initiative_id", names)
    for table, fact, key in (
        ("metrics", "metric", "metric_id"),
        ("initiative_mentions", "initiative", "initiative_id"),
        ("article_initiatives", "initiative", "initiative_id"),
        ("programme_mentions", "programme", "programme_code"),
        ("article_programmes", "programme", "programme_code"),
        ("place_mentions", "place", "place_key"),
    ):
        mine = (
            f"v.inserted = 1 AND v.fact = '{fact}' AND v.article_id = {table}.article_id AND v.fact_id = {table}.{key}"
        )
        op.execute(f"DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM reviews v WHERE {mine})")


def _put_back(table: str, fact: str, key: str, columns: dict[str, str | None]) -> None:
    """The columns of a table from those of reviews, which are called the same where nothing else is said."""
    values = ", ".join(f"{name} = v.{other or name}" for name, other in columns.items())
    mine = f"v.inserted = 0 AND v.fact = '{fact}' AND v.article_id = {table}.article_id AND v.fact_id = {table}.{key}"
    op.execute(f"UPDATE {table} SET {values} FROM reviews v WHERE {mine}")


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("correction_id", sa.String(length=16), nullable=False, comment="Digest of all that the row says"),
        sa.Column(
            "anchor",
            sa.String(length=16),
            nullable=False,
            comment="Digest of the sort of fact, the sentence and the span",
        ),
        sa.Column("fact", sa.Text(), nullable=False, comment="metric, initiative, place, programme or issue"),
        sa.Column("document", sa.Text(), nullable=False, comment="File name or URL of the document"),
        sa.Column("headline", sa.Text(), nullable=True, comment="The article's headline, if it has one"),
        sa.Column("sentence", sa.Text(), nullable=False, comment="The sentence that the fact stands in"),
        sa.Column("char_start", sa.Integer(), nullable=False, comment="Offset of the words in the sentence"),
        sa.Column("char_end", sa.Integer(), nullable=False, comment="Offset behind the words in the sentence"),
        sa.Column("words", sa.Text(), nullable=False, comment="The words that the decision is about"),
        sa.Column("verdict", sa.Text(), nullable=False, comment="accepted, rejected, corrected, added or retracted"),
        sa.Column("value", sa.Double(), nullable=True, comment="The right number; here and below NULL: left as it was"),
        sa.Column("value_to", sa.Double(), nullable=True, comment="The right upper end of the range"),
        sa.Column("unit", sa.Text(), nullable=True, comment="The right unit"),
        sa.Column("qualifier", sa.Text(), nullable=True, comment="exact, over, under or about"),
        sa.Column("kind", sa.Text(), nullable=True, comment="The right kind, of a figure or an initiative"),
        sa.Column("direction", sa.Text(), nullable=True, comment="up or down, of a change"),
        sa.Column("status", sa.Text(), nullable=True, comment="actual or target"),
        sa.Column("label", sa.Text(), nullable=True, comment="What is counted"),
        sa.Column("indicator", sa.Text(), nullable=True, comment="Code of the right indicator"),
        sa.Column("place", sa.Text(), nullable=True, comment="Key of the right place: its code where it has one"),
        sa.Column("programme", sa.Text(), nullable=True, comment="Code of the right programme"),
        sa.Column("name", sa.Text(), nullable=True, comment="The right name of an initiative"),
        sa.Column("period", sa.Text(), nullable=True, comment="The right time, as it was given: 2025-H1"),
        sa.Column("period_start", sa.Date(), nullable=True, comment="First day of it"),
        sa.Column("period_end", sa.Date(), nullable=True, comment="Last day of it, inclusive"),
        sa.Column(
            "cleared", sa.Text(), nullable=True, comment="Names of fields that are corrected to nothing, joined by 、"
        ),
        sa.Column("reviewer", sa.Text(), nullable=False, comment="Who decided"),
        sa.Column("reason", sa.Text(), nullable=True, comment="Why"),
        sa.Column("decided_at", sa.DateTime(), nullable=False, comment="When (UTC)"),
        sa.Column(
            "rule", sa.Text(), nullable=True, comment="The rule whose reading the person saw, if one had read it"
        ),
        sa.Column("reading", sa.Text(), nullable=True, comment="What the person saw as read, as JSON"),
        sa.CheckConstraint("direction IN ('up', 'down')", name=op.f("ck_corrections_direction")),
        sa.CheckConstraint(
            "fact IN ('metric', 'initiative', 'place', 'programme', 'issue')", name=op.f("ck_corrections_fact")
        ),
        sa.CheckConstraint("qualifier IN ('exact', 'over', 'under', 'about')", name=op.f("ck_corrections_qualifier")),
        sa.CheckConstraint("status IN ('actual', 'target')", name=op.f("ck_corrections_status")),
        sa.CheckConstraint(
            "verdict IN ('accepted', 'rejected', 'corrected', 'added', 'retracted')",
            name=op.f("ck_corrections_verdict"),
        ),
        sa.CheckConstraint("0 <= char_start AND char_start <= char_end", name=op.f("ck_corrections_span")),
        sa.PrimaryKeyConstraint("correction_id", name=op.f("pk_corrections")),
        comment="What persons decided about facts; rows are only ever added, the last on the same words holds",
    )
    op.create_index(op.f("ix_corrections_anchor"), "corrections", ["anchor"], unique=False)
    op.create_index(op.f("ix_corrections_document"), "corrections", ["document"], unique=False)
    op.create_index(op.f("ix_corrections_headline"), "corrections", ["headline"], unique=False)


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="The article"),
        sa.Column("fact", sa.Text(), nullable=False, comment="metric, initiative, place, programme or issue"),
        sa.Column(
            "fact_id",
            sa.Text(),
            nullable=False,
            comment="The fact's id, code or key in its own table; the ordinal of an issue",
        ),
        sa.Column("read_id", sa.Text(), nullable=True, comment="The same as it was read; NULL where nothing was read"),
        sa.Column("correction_id", sa.String(length=16), nullable=False, comment="The decision"),
        sa.Column("verdict", sa.Text(), nullable=False, comment="accepted, rejected, corrected or added"),
        sa.Column(
            "hidden",
            sa.Integer(),
            nullable=False,
            comment="1 where the views leave it out: rejected, or the same as another one",
        ),
        sa.Column(
            "inserted", sa.Integer(), nullable=False, comment="1 where a person added what no rule has read, else 0"
        ),
        sa.Column(
            "agrees", sa.Integer(), nullable=False, comment="1 where what was read is what the person says, else 0"
        ),
        sa.Column("value", sa.Double(), nullable=True, comment="The number as it was read; so all columns below"),
        sa.Column("value_to", sa.Double(), nullable=True, comment="Upper end of a range"),
        sa.Column("unit", sa.Text(), nullable=True, comment="Unit"),
        sa.Column("standard_value", sa.Double(), nullable=True, comment="The number in the standard unit"),
        sa.Column("standard_unit", sa.Text(), nullable=True, comment="kg, m, m², CNY, person, where the unit converts"),
        sa.Column("qualifier", sa.Text(), nullable=True, comment="exact, over, under or about"),
        sa.Column("kind", sa.Text(), nullable=True, comment="Kind of the figure or initiative"),
        sa.Column("direction", sa.Text(), nullable=True, comment="up or down"),
        sa.Column("status", sa.Text(), nullable=True, comment="actual or target"),
        sa.Column("label", sa.Text(), nullable=True, comment="What is counted"),
        sa.Column("indicator_code", sa.Text(), nullable=True, comment="The indicator"),
        sa.Column("place_key", sa.Text(), nullable=True, comment="The place"),
        sa.Column("programme_code", sa.Text(), nullable=True, comment="The programme"),
        sa.Column("initiative_id", sa.String(length=16), nullable=True, comment="The initiative"),
        sa.Column("name", sa.Text(), nullable=True, comment="Name of the initiative"),
        sa.Column("period", sa.Text(), nullable=True, comment="The time"),
        sa.Column("period_start", sa.Date(), nullable=True, comment="First day of it"),
        sa.Column("period_end", sa.Date(), nullable=True, comment="Last day of it, inclusive"),
        sa.CheckConstraint("direction IN ('up', 'down')", name=op.f("ck_reviews_direction")),
        sa.CheckConstraint(
            "fact IN ('metric', 'initiative', 'place', 'programme', 'issue')", name=op.f("ck_reviews_fact")
        ),
        sa.CheckConstraint("qualifier IN ('exact', 'over', 'under', 'about')", name=op.f("ck_reviews_qualifier")),
        sa.CheckConstraint("status IN ('actual', 'target')", name=op.f("ck_reviews_status")),
        sa.CheckConstraint(
            "verdict IN ('accepted', 'rejected', 'corrected', 'added')", name=op.f("ck_reviews_verdict")
        ),
        sa.CheckConstraint("agrees IN (0, 1)", name=op.f("ck_reviews_agrees")),
        sa.CheckConstraint("hidden IN (0, 1)", name=op.f("ck_reviews_hidden")),
        sa.CheckConstraint("inserted IN (0, 1)", name=op.f("ck_reviews_inserted")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.article_id"],
            name=op.f("fk_reviews_article_id_articles"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["corrections.correction_id"], name=op.f("fk_reviews_correction_id_corrections")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_code"], ["indicators.indicator_code"], name=op.f("fk_reviews_indicator_code_indicators")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.initiative_id"], name=op.f("fk_reviews_initiative_id_initiatives")
        ),
        sa.ForeignKeyConstraint(["place_key"], ["places.place_key"], name=op.f("fk_reviews_place_key_places")),
        sa.ForeignKeyConstraint(
            ["programme_code"], ["programmes.programme_code"], name=op.f("fk_reviews_programme_code_programmes")
        ),
        sa.PrimaryKeyConstraint("article_id", "fact", "fact_id", name=op.f("pk_reviews")),
        comment="Decisions as they apply to facts, whose tables hold what is in force; and what was read there",
    )
    op.create_index(op.f("ix_reviews_correction_id"), "reviews", ["correction_id"], unique=False)
    op.create_index(op.f("ix_reviews_indicator_code"), "reviews", ["indicator_code"], unique=False)
    op.create_index(op.f("ix_reviews_initiative_id"), "reviews", ["initiative_id"], unique=False)
    op.create_index(op.f("ix_reviews_place_key"), "reviews", ["place_key"], unique=False)
    op.create_index(op.f("ix_reviews_programme_code"), "reviews", ["programme_code"], unique=False)
