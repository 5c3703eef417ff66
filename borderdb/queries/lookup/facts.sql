-- Every fact of one thing, with the sentence it stands in and where in that sentence its words stand. Of the five
-- parameters one is given, the others are NULL; a mention is listed once per article, where it stands first. What a
-- person has decided comes before what was read.
WITH facts AS (
  SELECT 'place' AS fact, p.place_key AS id, p.name AS what, t.article_id, t.sentence_id, t.char_start, t.char_end,
         p.place_key, NULL AS programme_code, NULL AS initiative_id, NULL AS metric_id,
         NULL AS detail, NULL AS qualifier, NULL AS value, NULL AS unit, NULL AS period, t.rule,
         v.verdict, v.hidden, v.correction_id, (SELECT q.name FROM places AS q WHERE q.place_key = t.place_key) AS as_read
  FROM place_mentions AS t
  LEFT JOIN reviews AS v ON v.article_id = t.article_id AND v.fact = 'place' AND v.fact_id = t.place_key
  JOIN places AS p ON p.place_key = COALESCE(v.place_key, t.place_key)
  WHERE t.ordinal = 1
  UNION ALL
  SELECT 'programme', g.programme_code, g.name, t.article_id, t.sentence_id, t.char_start, t.char_end,
         CASE WHEN v.fact_id IS NULL THEN f.place_key ELSE v.place_key END, g.programme_code, NULL, NULL,
         f.components, NULL, NULL, NULL, NULL, NULL, v.verdict, v.hidden, v.correction_id,
         (SELECT h.name FROM programmes AS h WHERE h.programme_code = t.programme_code)
         || COALESCE(' ' || (SELECT q.name FROM places AS q WHERE q.place_key = f.place_key), '')
  FROM programme_mentions AS t
  JOIN article_programmes AS f ON f.article_id = t.article_id AND f.programme_code = t.programme_code
  LEFT JOIN reviews AS v ON v.article_id = t.article_id AND v.fact = 'programme' AND v.fact_id = t.programme_code
  JOIN programmes AS g ON g.programme_code = COALESCE(v.programme_code, t.programme_code)
  WHERE t.ordinal = 1
  UNION ALL
  SELECT 'initiative', COALESCE(v.initiative_id, t.initiative_id), COALESCE(v.name, f.name), t.article_id,
         t.sentence_id, t.char_start, t.char_end,
         CASE WHEN v.fact_id IS NULL THEN i.place_key ELSE v.place_key END,
         CASE WHEN v.fact_id IS NULL THEN f.programme_code ELSE v.programme_code END,
         COALESCE(v.initiative_id, t.initiative_id), NULL, COALESCE(v.kind, f.kind), NULL, NULL, NULL, NULL, f.rule,
         v.verdict, v.hidden, v.correction_id,
         f.name || ' ' || f.kind || COALESCE(' ' || (SELECT q.name FROM places AS q WHERE q.place_key = i.place_key), '')
  FROM initiative_mentions AS t
  JOIN article_initiatives AS f ON f.article_id = t.article_id AND f.initiative_id = t.initiative_id
  JOIN initiatives AS i ON i.initiative_id = t.initiative_id
  LEFT JOIN reviews AS v ON v.article_id = t.article_id AND v.fact = 'initiative' AND v.fact_id = t.initiative_id
  WHERE t.ordinal = 1
  UNION ALL
  SELECT 'metric', m.metric_id, COALESCE(m.label, m.raw), m.article_id, m.sentence_id, m.char_start, m.char_end,
         m.place_key, m.programme_code, m.initiative_id, m.metric_id,
         CASE m.kind WHEN 'level' THEN NULL WHEN 'change' THEN COALESCE(m.direction, m.kind) ELSE m.kind END,
         m.qualifier, m.value, m.unit, m.period, m.rule, NULL, NULL, NULL, NULL
  FROM metrics AS m
  WHERE NOT EXISTS (SELECT 1 FROM reviews AS v
                    WHERE v.article_id = m.article_id AND v.fact = 'metric' AND v.fact_id = m.metric_id)
  UNION ALL
  SELECT 'metric', m.metric_id, COALESCE(v.label, m.raw), m.article_id, m.sentence_id, m.char_start, m.char_end,
         v.place_key, v.programme_code, m.initiative_id, m.metric_id,
         CASE v.kind WHEN 'level' THEN NULL WHEN 'change' THEN COALESCE(v.direction, v.kind) ELSE v.kind END,
         v.qualifier, v.value, v.unit, v.period, m.rule, v.verdict, v.hidden, v.correction_id,
         COALESCE(m.label || ' ', '')
         || CASE WHEN m.value = CAST(m.value AS INTEGER) THEN CAST(m.value AS INTEGER) ELSE m.value END
         || COALESCE(' ' || m.unit, '') || COALESCE(' ' || m.period, '')
         || COALESCE(' ' || (SELECT q.name FROM places AS q WHERE q.place_key = m.place_key), '')
  FROM reviews AS v
  JOIN metrics AS m ON m.metric_id = v.fact_id
  WHERE v.fact = 'metric'
)
SELECT f.fact, f.id, f.what, f.detail, f.qualifier, f.value, f.unit, f.period, p.name AS place,
       f.article_id, r.headline, d.name AS document, r.outlet, r.published_on, x.first_id AS reprint_of,
       f.sentence_id, s.text AS sentence, f.char_start - s.char_start AS start, f.char_end - s.char_start AS "end",
       f.rule, COALESCE(f.verdict, 'no') AS reviewed, c.reviewer, c.reason,
       CASE WHEN f.verdict IN ('corrected', 'rejected') THEN f.as_read END AS as_read
FROM facts AS f
JOIN articles AS r ON r.article_id = f.article_id
JOIN documents AS d ON d.document_id = r.document_id
JOIN sentences AS s ON s.sentence_id = f.sentence_id
LEFT JOIN reprints AS x ON x.article_id = f.article_id
LEFT JOIN places AS p ON p.place_key = f.place_key
LEFT JOIN corrections AS c ON c.correction_id = f.correction_id
WHERE (COALESCE(f.hidden, 0) = 0 OR f.metric_id = :metric)
  AND (f.article_id = :article OR f.place_key = :place OR f.programme_code = :programme
       OR f.initiative_id = :initiative OR f.metric_id = :metric)
ORDER BY r.published_on DESC NULLS LAST, d.name, r.ordinal, f.char_start, f.fact
