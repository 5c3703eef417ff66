-- One fact, or one reading left unresolved, as it was read, with its sentence and where in it the words stand. Without
-- an article: in every article that has it.
WITH facts AS (
  SELECT 'metric' AS fact, m.article_id, m.metric_id AS fact_id, m.sentence_id, m.char_start, m.char_end, m.rule,
         m.value, m.value_to, m.unit, m.qualifier, m.kind, m.direction, m.status, m.label, m.indicator_code,
         m.place_key, m.programme_code, NULL AS name, m.period, m.period_start, m.period_end, NULL AS reason
  FROM metrics AS m
  WHERE :fact = 'metric' AND m.metric_id = :id
  UNION ALL
  SELECT 'initiative', t.article_id, t.initiative_id, t.sentence_id, t.char_start, t.char_end, f.rule,
         NULL, NULL, NULL, NULL, f.kind, NULL, NULL, NULL, NULL,
         i.place_key, f.programme_code, f.name, NULL, NULL, NULL, NULL
  FROM initiative_mentions AS t
  JOIN article_initiatives AS f ON f.article_id = t.article_id AND f.initiative_id = t.initiative_id
  JOIN initiatives AS i ON i.initiative_id = t.initiative_id
  WHERE :fact = 'initiative' AND t.initiative_id = :id AND t.ordinal = 1
  UNION ALL
  SELECT 'place', t.article_id, t.place_key, t.sentence_id, t.char_start, t.char_end, t.rule,
         NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, t.place_key, NULL, NULL, NULL, NULL, NULL, NULL
  FROM place_mentions AS t
  WHERE :fact = 'place' AND t.place_key = :id AND t.ordinal = 1
  UNION ALL
  SELECT 'programme', t.article_id, t.programme_code, t.sentence_id, t.char_start, t.char_end, NULL,
         NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, f.place_key, t.programme_code, NULL, NULL, NULL, NULL, NULL
  FROM programme_mentions AS t
  JOIN article_programmes AS f ON f.article_id = t.article_id AND f.programme_code = t.programme_code
  WHERE :fact = 'programme' AND t.programme_code = :id AND t.ordinal = 1
  UNION ALL
  SELECT 'issue', i.article_id, CAST(i.ordinal AS TEXT), i.sentence_id, i.char_start, i.char_end, i.kind,
         NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, i.reason
  FROM issues AS i
  WHERE :fact = 'issue' AND i.ordinal = CAST(:id AS INTEGER)
)
SELECT f.fact, f.article_id, f.fact_id, d.name AS document, r.headline, f.rule, f.reason,
       f.name, f.label, f.value, f.value_to, f.unit, f.qualifier, f.kind, f.direction, f.status, f.period,
       f.period_start, f.period_end, p.name AS place, g.name AS programme, n.name AS indicator,
       f.sentence_id, s.text AS sentence, f.char_start - s.char_start AS start, f.char_end - s.char_start AS "end",
       substr(s.text, f.char_start - s.char_start + 1, f.char_end - f.char_start) AS words
FROM facts AS f
JOIN articles AS r ON r.article_id = f.article_id
JOIN documents AS d ON d.document_id = r.document_id
JOIN sentences AS s ON s.sentence_id = f.sentence_id
LEFT JOIN places AS p ON p.place_key = f.place_key
LEFT JOIN programmes AS g ON g.programme_code = f.programme_code
LEFT JOIN indicators AS n ON n.indicator_code = f.indicator_code
WHERE :article IS NULL OR f.article_id = :article
ORDER BY d.name, r.ordinal
