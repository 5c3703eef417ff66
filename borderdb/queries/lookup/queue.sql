-- What needs a person: readings left unresolved, and decisions whose words are not as they were. What a reprint repeats is
-- looked at where it was printed first.
WITH area AS (
  SELECT t.place_key
  FROM place_tree AS t
  WHERE t.within_key IN (SELECT n.place_key FROM place_names AS n WHERE n.name = :place)
)
SELECT f.issue_id AS id, f.kind, 'issue' AS fact, f.article_id, substr(f.issue_id, length(f.article_id) + 2) AS fact_id,
       f.document, f.headline, f.words, f.reason, f.sentence
FROM issue_facts AS f
JOIN articles AS r ON r.article_id = f.article_id
LEFT JOIN reprints AS x ON x.article_id = f.article_id
WHERE f.reviewed = 'no' AND f.withdrawn = 0 AND x.first_id IS NULL
  AND (:kind IS NULL OR f.kind = :kind)
  AND (:document IS NULL OR instr(f.document, :document) > 0)
  AND (:place IS NULL OR r.place_key IN (SELECT place_key FROM area))
UNION ALL
SELECT f.correction_id, replace(f.state, ' ', '_'), NULL, NULL, f.correction_id, f.document, f.headline, f.words,
       f.verdict || ' by ' || f.reviewer || ' on ' || substr(f.decided_at, 1, 10) || COALESCE(': ' || f.reason, ''),
       f.sentence
FROM review_facts AS f
WHERE (f.state IN ('source changed', 'name unknown') OR (f.state = 'not read any more' AND f.verdict <> 'rejected'))
  AND (:kind IS NULL OR replace(f.state, ' ', '_') = :kind)
  AND (:document IS NULL OR instr(f.document, :document) > 0)
  AND (:place IS NULL OR EXISTS (
        SELECT 1 FROM documents AS d JOIN articles AS r ON r.document_id = d.document_id
        WHERE d.name = f.document AND r.place_key IN (SELECT place_key FROM area)))
ORDER BY 6, 4, 2, 8, 1
