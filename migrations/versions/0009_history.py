"""History.

The bytes of documents; what each run changed, fact by fact; what documents were before a run touched them, so that it
can be undone; documents whose files are gone. Runs tell of what kind they are and why they are doubtful. The views of
facts gain `withdrawn`. History begins with this revision: what is stored already has none.

Revision: 0009, after 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WITHDRAWN = ",\n       CASE WHEN d.withdrawn_run_id IS NULL THEN 0 ELSE 1 END AS withdrawn"
# The views of facts, with a place for the column that this revision adds.
FACTS = {
    "article_facts": """
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
       r.first_id AS reprint_of,
       a.headline_from,
       a.byline_from,
       a.outlet_from,
       a.published_from,
       d.url,
       d.url_from,
       d.unread{columns}
FROM articles a
JOIN documents d ON d.document_id = a.document_id
LEFT JOIN places p ON p.place_key = a.place_key
LEFT JOIN reprints r ON r.article_id = a.article_id
""",
    "place_facts": """
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
       r.first_id AS reprint_of{columns}
FROM place_mentions t
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN places p ON p.place_key = t.place_key
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN reprints r ON r.article_id = t.article_id
WHERE t.ordinal = 1
""",
    "programme_facts": """
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
       t.char_end,
       r.first_id AS reprint_of{columns}
FROM programme_mentions t
JOIN article_programmes f ON f.article_id = t.article_id AND f.programme_code = t.programme_code
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN programmes g ON g.programme_code = t.programme_code
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN places p ON p.place_key = f.place_key
LEFT JOIN reprints r ON r.article_id = t.article_id
WHERE t.ordinal = 1
""",
    "initiative_facts": """
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
       f.rule,
       r.first_id AS reprint_of{columns}
FROM initiative_mentions t
JOIN article_initiatives f ON f.article_id = t.article_id AND f.initiative_id = t.initiative_id
JOIN initiatives i ON i.initiative_id = t.initiative_id
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN programmes g ON g.programme_code = f.programme_code
LEFT JOIN places p ON p.place_key = i.place_key
LEFT JOIN reprints r ON r.article_id = t.article_id
WHERE t.ordinal = 1
""",
    "metric_facts": """
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
       r.first_id AS reprint_of,
       m.page,
       m.box{columns}
FROM metrics m
JOIN articles a ON a.article_id = m.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = m.sentence_id
LEFT JOIN places p ON p.place_key = m.place_key
LEFT JOIN programmes g ON g.programme_code = m.programme_code
LEFT JOIN article_initiatives f ON f.article_id = m.article_id AND f.initiative_id = m.initiative_id
LEFT JOIN reprints r ON r.article_id = m.article_id
""",
    "issue_facts": """
SELECT a.article_id,
       d.name AS document,
       a.headline,
       i.kind,
       i.reason,
       i.words,
       s.text AS sentence,
       i.char_start,
       i.char_end{columns}
FROM issues i
JOIN articles a ON a.article_id = i.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = i.sentence_id
""",
    "run_facts": """
SELECT r.run_id, r.started_on, r.finished_on, d.location, d.document_id, d.status, d.reason,
       d.articles, d.places, d.programmes, d.initiatives, d.metrics, d.issues{columns}
FROM run_documents d
JOIN runs r ON r.run_id = d.run_id
""",
}
ADDED = dict.fromkeys(FACTS, WITHDRAWN) | {"run_facts": ",\n       r.kind"}

# Changes that are listed; the sentence of a fact that is gone by now was kept by the change that took it away. And the
# facts of articles that have stood as they came: all of them appeared then, but for what a person has added since.
CHANGE_FACTS = """
CREATE VIEW change_facts AS
SELECT h.run_id,
       h.article_id,
       h.document,
       h.headline,
       c.fact,
       c.fact_id,
       c.change,
       c.what,
       c.place,
       c.before,
       c.after,
       CASE WHEN c.change = 'disappeared' THEN c.sentence
            ELSE COALESCE(
                CASE c.fact
                  WHEN 'metric' THEN (
                    SELECT s.text FROM metrics m JOIN sentences s ON s.sentence_id = m.sentence_id
                    WHERE m.metric_id = c.fact_id)
                  WHEN 'place' THEN (
                    SELECT s.text FROM place_mentions t JOIN sentences s ON s.sentence_id = t.sentence_id
                    WHERE t.article_id = h.article_id AND t.place_key = c.fact_id AND t.ordinal = 1)
                  WHEN 'programme' THEN (
                    SELECT s.text FROM programme_mentions t JOIN sentences s ON s.sentence_id = t.sentence_id
                    WHERE t.article_id = h.article_id AND t.programme_code = c.fact_id AND t.ordinal = 1)
                  WHEN 'initiative' THEN (
                    SELECT s.text FROM initiative_mentions t JOIN sentences s ON s.sentence_id = t.sentence_id
                    WHERE t.article_id = h.article_id AND t.initiative_id = c.fact_id AND t.ordinal = 1)
                  WHEN 'issue' THEN (
                    SELECT s.text FROM issues i JOIN sentences s ON s.sentence_id = i.sentence_id
                    WHERE i.article_id = h.article_id AND i.kind = c.fact_id AND i.words = c.what
                    ORDER BY i.ordinal LIMIT 1)
                END,
                (SELECT l.sentence
                 FROM article_changes k JOIN fact_changes l ON l.change_id = k.change_id
                 WHERE k.former_id = h.article_id AND k.change_id > h.change_id
                   AND l.fact = c.fact AND l.former_id = c.fact_id AND l.sentence IS NOT NULL
                 ORDER BY k.change_id LIMIT 1))
       END AS sentence,
       CASE WHEN c.change <> 'disappeared' THEN c.sentence END AS sentence_before,
       c.former_id,
       h.former_id AS former_article_id,
       h.change_id,
       c.ordinal
FROM article_changes h
JOIN fact_changes c ON c.change_id = h.change_id
UNION ALL
SELECT h.run_id, h.article_id, h.document, h.headline, 'article', h.article_id, 'appeared', h.headline, p.name,
       NULL, NULL, NULL, NULL, NULL, NULL, h.change_id, 0
FROM article_changes h
JOIN articles a ON a.article_id = h.article_id
LEFT JOIN places p ON p.place_key = a.place_key
WHERE h.is_whole = 1
UNION ALL
SELECT h.run_id, h.article_id, h.document, h.headline, 'place', t.place_key, 'appeared', p.name, p.name,
       NULL, NULL, s.text, NULL, NULL, NULL, h.change_id, t.char_start
FROM article_changes h
JOIN place_mentions t ON t.article_id = h.article_id AND t.ordinal = 1
JOIN places p ON p.place_key = t.place_key
JOIN sentences s ON s.sentence_id = t.sentence_id
WHERE h.is_whole = 1 AND t.rule <> 'person'
UNION ALL
SELECT h.run_id, h.article_id, h.document, h.headline, 'programme', t.programme_code, 'appeared', g.name, p.name,
       NULL, f.components, s.text, NULL, NULL, NULL, h.change_id, t.char_start
FROM article_changes h
JOIN programme_mentions t ON t.article_id = h.article_id AND t.ordinal = 1
JOIN article_programmes f ON f.article_id = t.article_id AND f.programme_code = t.programme_code
JOIN programmes g ON g.programme_code = t.programme_code
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN places p ON p.place_key = f.place_key
WHERE h.is_whole = 1
UNION ALL
SELECT h.run_id, h.article_id, h.document, h.headline, 'initiative', t.initiative_id, 'appeared', f.name, p.name,
       NULL, f.kind, s.text, NULL, NULL, NULL, h.change_id, t.char_start
FROM article_changes h
JOIN initiative_mentions t ON t.article_id = h.article_id AND t.ordinal = 1
JOIN article_initiatives f ON f.article_id = t.article_id AND f.initiative_id = t.initiative_id
JOIN initiatives i ON i.initiative_id = t.initiative_id
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN places p ON p.place_key = i.place_key
WHERE h.is_whole = 1 AND f.rule <> 'person'
UNION ALL
SELECT h.run_id, h.article_id, h.document, h.headline, 'metric', m.metric_id, 'appeared', m.label, p.name,
       NULL, m.raw, s.text, NULL, NULL, NULL, h.change_id, m.char_start
FROM article_changes h
JOIN metrics m ON m.article_id = h.article_id
JOIN sentences s ON s.sentence_id = m.sentence_id
LEFT JOIN places p ON p.place_key = m.place_key
WHERE h.is_whole = 1 AND m.rule <> 'person'
UNION ALL
SELECT h.run_id, h.article_id, h.document, h.headline, 'issue', i.kind, 'appeared', i.words, NULL,
       NULL, i.reason, s.text, NULL, NULL, NULL, h.change_id, i.char_start
FROM article_changes h
JOIN issues i ON i.article_id = h.article_id
JOIN sentences s ON s.sentence_id = i.sentence_id
WHERE h.is_whole = 1
"""

BEFORE = ("new", "unchanged", "changed", "failed")
AFTER = (*BEFORE, "withdrawn", "restored", "removed")
STATUS_BEFORE = "new, unchanged, changed or failed"
STATUS_AFTER = ", ".join(AFTER)
RUNS_BEFORE = "Runs of ingest; one without an end was interrupted or is still at work"
RUNS_AFTER = "Runs of ingest, reextract and undo; one without an end was interrupted or is still at work"
COUNTS = {
    "documents_withdrawn": "Documents whose files were gone",
    "documents_restored": "Documents put back as they were",
    "documents_removed": "Documents taken out again by an undo",
}


def upgrade() -> None:
    _drop_views()
    _add_to_runs()
    _admit_statuses(AFTER, STATUS_AFTER, STATUS_BEFORE)
    _add_to_documents()
    _originals()
    _article_changes()
    _fact_changes()
    _superseded()
    _make_views(ADDED)
    op.execute(CHANGE_FACTS.strip())


def downgrade() -> None:
    op.execute("DROP VIEW change_facts")
    _drop_views()
    for name in ("superseded", "fact_changes", "article_changes", "originals"):
        op.drop_table(name)
    with op.batch_alter_table("documents") as batch:
        batch.drop_constraint(op.f("fk_documents_withdrawn_run_id_runs"), type_="foreignkey")
        batch.drop_column("withdrawn_run_id")
    op.execute("UPDATE run_documents SET status = 'changed' WHERE status IN ('withdrawn', 'restored', 'removed')")
    _admit_statuses(BEFORE, STATUS_BEFORE, STATUS_AFTER)
    with op.batch_alter_table("runs") as batch:
        batch.drop_constraint(op.f("fk_runs_undoes_runs"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_runs_kind"), type_="check")
        for name in ("kind", "undoes", "alarm", *COUNTS):
            batch.drop_column(name)
        batch.create_table_comment(RUNS_BEFORE, existing_comment=RUNS_AFTER)
    _make_views({})


def _drop_views() -> None:
    for name in reversed(FACTS):
        op.execute(f"DROP VIEW {name}")


def _make_views(added: dict[str, str]) -> None:
    for name, sql in FACTS.items():
        op.execute(f"CREATE VIEW {name} AS\n" + sql.strip().format(columns=added.get(name, "")))


def _add_to_runs() -> None:
    kind = "kind IN ('ingest', 'reextract', 'undo')"
    with op.batch_alter_table("runs") as batch:
        batch.create_table_comment(RUNS_AFTER, existing_comment=RUNS_BEFORE)
        batch.add_column(
            sa.Column("kind", sa.Text(), server_default="ingest", nullable=False, comment="ingest, reextract or undo")
        )
        batch.add_column(
            sa.Column(
                "undoes", sa.Integer(), nullable=True, comment="The run that this one undid; NULL for other kinds"
            )
        )
        batch.add_column(
            sa.Column(
                "alarm", sa.Text(), nullable=True, comment="Why the run as a whole is doubtful; NULL where it is not"
            )
        )
        for name, comment in COUNTS.items():
            batch.add_column(sa.Column(name, sa.Integer(), server_default="0", nullable=False, comment=comment))
        batch.create_check_constraint(op.f("ck_runs_kind"), kind)
        batch.create_foreign_key(op.f("fk_runs_undoes_runs"), "runs", ["undoes"], ["run_id"])


def _admit_statuses(statuses: tuple[str, ...], comment: str, comment_before: str) -> None:
    name = op.f("ck_run_documents_status")
    with op.batch_alter_table("run_documents") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"status IN {statuses}")
        batch.alter_column("status", comment=comment, existing_comment=comment_before)


def _add_to_documents() -> None:
    with op.batch_alter_table("documents") as batch:
        batch.add_column(
            sa.Column(
                "withdrawn_run_id",
                sa.Integer(),
                nullable=True,
                comment="The run that found its file gone; NULL while it is there",
            )
        )
        batch.create_foreign_key(op.f("fk_documents_withdrawn_run_id_runs"), "runs", ["withdrawn_run_id"], ["run_id"])


def _originals() -> None:
    op.create_table(
        "originals",
        sa.Column("document_id", sa.String(length=16), nullable=False, comment="The document"),
        sa.Column("data", sa.LargeBinary(), nullable=False, comment="Its bytes, compressed by zlib"),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.document_id"],
            name=op.f("fk_originals_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_originals")),
        comment="The bytes of documents, so that they can be read again when the files are gone",
    )


def _article_changes() -> None:
    op.create_table(
        "article_changes",
        sa.Column("change_id", sa.Integer(), nullable=False, comment="Number of the entry, in the order of time"),
        sa.Column("run_id", sa.Integer(), nullable=False, comment="The run"),
        sa.Column(
            "article_id", sa.String(length=16), nullable=False, comment="The article, which may be there no longer"
        ),
        sa.Column(
            "former_id",
            sa.String(length=16),
            nullable=True,
            comment="Its id before the run; NULL where it appeared in it",
        ),
        sa.Column("document", sa.Text(), nullable=False, comment="Name of the document it stands or stood in"),
        sa.Column("headline", sa.Text(), nullable=True, comment="Its headline; NULL where none is printed"),
        sa.Column(
            "is_whole",
            sa.Integer(),
            nullable=False,
            comment="1 where the article appeared and all its facts are still those that appeared with it, else 0",
        ),
        sa.CheckConstraint("is_whole IN (0, 1)", name=op.f("ck_article_changes_is_whole")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name=op.f("fk_article_changes_run_id_runs")),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_article_changes")),
        comment="Articles of which a run brought, changed or took away something",
    )
    for name in ("run_id", "article_id", "former_id"):
        op.create_index(op.f(f"ix_article_changes_{name}"), "article_changes", [name], unique=False)


def _fact_changes() -> None:
    texts = {
        "fact_id": "Id, code or key of it after the run, or the last it had; the kind of a reading left unresolved",
        "former_id": "The same before the run; NULL where it appeared",
        "what": "What is counted or named",
        "place": "Name of the place it is about",
        "before": "What it said before the run, in short",
        "after": "What it said after the run, in short",
        "sentence": "The sentence that said so before the run; NULL where the fact has the same id still",
    }
    facts = ("article", "place", "programme", "initiative", "metric", "issue")
    changes = ("appeared", "changed", "moved", "disappeared", "withdrawn", "returned")
    op.create_table(
        "fact_changes",
        sa.Column("change_id", sa.Integer(), nullable=False, comment="The article and run"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order among the changes of the article, from 1"),
        sa.Column("fact", sa.Text(), nullable=False, comment=f"What it is: {', '.join(facts)}"),
        sa.Column("change", sa.Text(), nullable=False, comment=f"What became of it: {', '.join(changes)}"),
        *(sa.Column(name, sa.Text(), nullable=True, comment=comment) for name, comment in texts.items()),
        sa.CheckConstraint(f"fact IN {facts}", name=op.f("ck_fact_changes_fact")),
        sa.CheckConstraint(f"change IN {changes}", name=op.f("ck_fact_changes_change")),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["article_changes.change_id"],
            name=op.f("fk_fact_changes_change_id_article_changes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("change_id", "ordinal", name=op.f("pk_fact_changes")),
        comment="Facts of articles that appeared, changed or disappeared in a run",
        sqlite_with_rowid=False,
    )


def _superseded() -> None:
    op.create_table(
        "superseded",
        sa.Column("run_id", sa.Integer(), nullable=False, comment="The run"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="The document's turn in the run"),
        sa.Column("document_id", sa.String(length=16), nullable=False, comment="The document that was touched"),
        sa.Column(
            "holds",
            sa.Text(),
            nullable=False,
            comment="What is kept: its rows, its state (where it lay, if it was withdrawn), nothing where it was new",
        ),
        sa.Column("payload", sa.LargeBinary(), nullable=True, comment="That, as JSON compressed by zlib"),
        sa.Column(
            "original",
            sa.LargeBinary(),
            nullable=True,
            comment="Its bytes, compressed by zlib, where the run removed it",
        ),
        sa.CheckConstraint("holds IN ('nothing', 'rows', 'state')", name=op.f("ck_superseded_holds")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name=op.f("fk_superseded_run_id_runs")),
        sa.PrimaryKeyConstraint("run_id", "ordinal", "document_id", name=op.f("pk_superseded")),
        comment="What documents were before a run replaced, removed or withdrew them, so that it can be undone",
    )
    op.create_index(op.f("ix_superseded_document_id"), "superseded", ["document_id"], unique=False)
