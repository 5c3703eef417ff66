-- All that is known of a figure, back to the page and box, and to the characters, of the document it was read from. What
-- a person has decided comes before what was read.
WITH figure AS (
  SELECT m.*, CASE WHEN v.hidden = 0 THEN v.fact_id END AS decided, v.verdict, v.correction_id
  FROM metrics AS m
  LEFT JOIN reviews AS v ON v.article_id = m.article_id AND v.fact = 'metric' AND v.fact_id = m.metric_id
  WHERE m.metric_id = :id
),
now AS (
  SELECT m.metric_id, m.label, m.value, m.value_to, m.unit, m.standard_value, m.standard_unit, m.qualifier, m.kind,
         m.status, m.period, m.period_start, m.period_end, m.place_key, m.programme_code, m.indicator_code
  FROM figure AS m
  WHERE m.decided IS NULL
  UNION ALL
  SELECT v.fact_id, v.label, v.value, v.value_to, v.unit, v.standard_value, v.standard_unit, v.qualifier, v.kind,
         v.status, v.period, v.period_start, v.period_end, v.place_key, v.programme_code, v.indicator_code
  FROM figure AS m
  JOIN reviews AS v ON v.article_id = m.article_id AND v.fact = 'metric' AND v.fact_id = m.decided
)
SELECT w.label, m.raw AS printed, w.value, w.value_to, w.unit, w.standard_value, w.standard_unit,
       w.qualifier, w.kind, w.status, w.period, w.period_start, w.period_end,
       p.name AS place, p.code AS place_code, g.name AS programme, COALESCE(u.name, f.name) AS initiative,
       n.name AS indicator, n.indicator_code, m.verdict AS reviewed, c.reviewer, c.reason,
       substr(c.decided_at, 1, 19) AS decided_at, m.rule, d.location, m.page, m.box, m.source_start, m.source_end,
       m.article_id, m.metric_id
FROM figure AS m
JOIN now AS w ON w.metric_id = m.metric_id
JOIN articles AS r ON r.article_id = m.article_id
JOIN documents AS d ON d.document_id = r.document_id
LEFT JOIN places AS p ON p.place_key = w.place_key
LEFT JOIN programmes AS g ON g.programme_code = w.programme_code
LEFT JOIN article_initiatives AS f ON f.article_id = m.article_id AND f.initiative_id = m.initiative_id
LEFT JOIN reviews AS u ON u.article_id = m.article_id AND u.fact = 'initiative' AND u.fact_id = m.initiative_id
LEFT JOIN indicators AS n ON n.indicator_code = w.indicator_code
LEFT JOIN corrections AS c ON c.correction_id = m.correction_id
