-- The log of decisions, newest first; `says` is what was corrected or added, in short.
SELECT f.correction_id, substr(f.decided_at, 1, 19) AS decided_at, f.reviewer, f.verdict, f.state, f.fact, f.words,
       trim(
         COALESCE(' name ' || f.name, '') || COALESCE(' label ' || f.label, '')
         || COALESCE(' value '
                     || CASE WHEN f.value = CAST(f.value AS INTEGER) THEN CAST(f.value AS INTEGER) ELSE f.value END, '')
         || COALESCE(' to '
                     || CASE WHEN f.value_to = CAST(f.value_to AS INTEGER) THEN CAST(f.value_to AS INTEGER)
                             ELSE f.value_to END, '')
         || COALESCE(' unit ' || f.unit, '') || COALESCE(' qualifier ' || f.qualifier, '')
         || COALESCE(' kind ' || f.kind, '') || COALESCE(' direction ' || f.direction, '')
         || COALESCE(' status ' || f.status, '')
         || COALESCE(' place ' || COALESCE((SELECT p.name FROM places AS p WHERE p.place_key = f.place_key), f.place_key), '')
         || COALESCE(' programme ' || f.programme_code, '') || COALESCE(' indicator ' || f.indicator, '')
         || COALESCE(' period ' || f.period, '') || COALESCE(' without ' || f.cleared, '')
       ) AS says,
       f.reason, f.document, f.headline, f.rule, f.before, f.article_id, f.fact_id, f.sentence
FROM review_facts AS f
WHERE (:state IS NULL OR f.state = :state)
  AND (:by IS NULL OR f.reviewer = :by)
  AND (:document IS NULL OR instr(f.document, :document) > 0)
ORDER BY f.decided_at DESC, f.correction_id
