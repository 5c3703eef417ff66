-- All that is known of a figure, back to the page and box, and to the characters, of the document it was read from.
SELECT m.label, m.raw AS printed, m.value, m.value_to, m.unit, m.standard_value, m.standard_unit,
       m.qualifier, m.kind, m.status, m.period, m.period_start, m.period_end,
       p.name AS place, p.code AS place_code, g.name AS programme, f.name AS initiative,
       n.name AS indicator, n.indicator_code, v.verdict AS reviewed, c.reviewer, c.reason,
       substr(c.decided_at, 1, 19) AS decided_at, m.rule, d.location, m.page, m.box, m.source_start, m.source_end,
       m.article_id, m.metric_id
FROM metrics AS m
JOIN articles AS r ON r.article_id = m.article_id
JOIN documents AS d ON d.document_id = r.document_id
LEFT JOIN places AS p ON p.place_key = m.place_key
LEFT JOIN programmes AS g ON g.programme_code = m.programme_code
LEFT JOIN article_initiatives AS f ON f.article_id = m.article_id AND f.initiative_id = m.initiative_id
LEFT JOIN indicators AS n ON n.indicator_code = m.indicator_code
LEFT JOIN reviews AS v ON v.article_id = m.article_id AND v.fact = 'metric' AND v.fact_id = m.metric_id
LEFT JOIN corrections AS c ON c.correction_id = v.correction_id
WHERE m.metric_id = :id
