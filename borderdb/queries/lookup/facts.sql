-- Every fact of one thing, with the sentence it stands in and where in that sentence its words stand. Of the five
-- parameters one is given, the others are NULL; a mention is listed once per article, where it stands first. `as_read` is
-- what the rules had read where a person has corrected or rejected it.
WITH facts AS (
  SELECT 'place' AS fact, t.place_key AS id, p.name AS what, t.article_id, t.sentence_id, t.char_start, t.char_end,
         p.place_key, NULL AS programme_code, NULL AS initiative_id, NULL AS metric_id,
         NULL AS detail, NULL AS qualifier, NULL AS value, NULL AS unit, NULL AS period, t.rule
  FROM place_mentions AS t JOIN places AS p ON p.place_key = t.place_key
  WHERE t.ordinal = 1
  UNION ALL
  SELECT 'programme', g.programme_code, g.name, t.article_id, t.sentence_id, t.char_start, t.char_end,
         f.place_key, g.programme_code, NULL, NULL, f.components, NULL, NULL, NULL, NULL, NULL
  FROM programme_mentions AS t
  JOIN article_programmes AS f ON f.article_id = t.article_id AND f.programme_code = t.programme_code
  JOIN programmes AS g ON g.programme_code = t.programme_code
  WHERE t.ordinal = 1
  UNION ALL
  SELECT 'initiative', t.initiative_id, f.name, t.article_id, t.sentence_id, t.char_start, t.char_end,
         i.place_key, f.programme_code, t.initiative_id, NULL, f.kind, NULL, NULL, NULL, NULL, f.rule
  FROM initiative_mentions AS t
  JOIN article_initiatives AS f ON f.article_id = t.article_id AND f.initiative_id = t.initiative_id
  JOIN initiatives AS i ON i.initiative_id = t.initiative_id
  WHERE t.ordinal = 1
  UNION ALL
  SELECT 'metric', m.metric_id, COALESCE(m.label, m.raw), m.article_id, m.sentence_id, m.char_start, m.char_end,
         m.place_key, m.programme_code, m.initiative_id, m.metric_id,
         CASE m.kind WHEN 'level' THEN NULL WHEN 'change' THEN COALESCE(m.direction, m.kind) ELSE m.kind END, m.qualifier, m.value, m.unit, m.period, m.rule
  FROM metrics AS m
)
SELECT f.fact, f.id, f.what, f.detail, f.qualifier, f.value, f.unit, f.period, p.name AS place,
       f.article_id, r.headline, d.name AS document, r.outlet, r.published_on, x.first_id AS reprint_of,
       f.sentence_id, s.text AS sentence, f.char_start - s.char_start AS start, f.char_end - s.char_start AS "end",
       f.rule, COALESCE(v.verdict, 'no') AS reviewed, c.reviewer, c.reason,
       CASE WHEN v.verdict IN ('corrected', 'rejected') THEN
         trim(COALESCE(v.name || ' ', '') || COALESCE(v.label || ' ', '')
              || CASE f.fact WHEN 'programme' THEN
                   (SELECT g.name || ' ' FROM programmes AS g WHERE g.programme_code = v.programme_code) ELSE '' END
              || COALESCE(CASE WHEN v.value = CAST(v.value AS INTEGER) THEN CAST(v.value AS INTEGER) ELSE v.value END
                          || ' ', '')
              || COALESCE(v.unit || ' ', '') || COALESCE(NULLIF(v.kind, 'level') || ' ', '')
              || COALESCE(v.period || ' ', '')
              || COALESCE((SELECT q.name FROM places AS q WHERE q.place_key = v.place_key), ''))
       END AS as_read
FROM facts AS f
JOIN articles AS r ON r.article_id = f.article_id
JOIN documents AS d ON d.document_id = r.document_id
JOIN sentences AS s ON s.sentence_id = f.sentence_id
LEFT JOIN reprints AS x ON x.article_id = f.article_id
LEFT JOIN places AS p ON p.place_key = f.place_key
LEFT JOIN reviews AS v ON v.article_id = f.article_id AND v.fact = f.fact AND v.fact_id = f.id
LEFT JOIN corrections AS c ON c.correction_id = v.correction_id
WHERE (COALESCE(v.hidden, 0) = 0 OR f.metric_id = :metric)
  AND (d.withdrawn_run_id IS NULL OR f.article_id = :article OR f.metric_id = :metric)
  AND (f.article_id = :article OR f.place_key = :place OR f.programme_code = :programme
       OR f.initiative_id = :initiative OR f.metric_id = :metric)
ORDER BY r.published_on DESC NULLS LAST, d.name, r.ordinal, f.char_start, f.fact
