-- What an id, or the beginning of one, means to `borderdb review`. With the beginning of an article's id also places,
-- programmes and initiatives of that article by name. Ids are hexadecimal: 'g' ends every range of beginnings.
WITH asked AS (SELECT :what AS what, lower(:what) AS id, lower(:article) AS article, :ordinal AS ordinal)
SELECT 'metric' AS fact, m.article_id, m.metric_id AS fact_id, COALESCE(m.label || ' ', '') || m.raw AS name
FROM asked AS a
JOIN metrics AS m ON m.metric_id >= a.id AND m.metric_id < a.id || 'g'
WHERE a.ordinal IS NULL AND (a.article IS NULL OR m.article_id BETWEEN a.article AND a.article || 'g')
UNION
SELECT 'initiative', f.article_id, f.initiative_id, f.name
FROM asked AS a
JOIN article_initiatives AS f
  ON (f.initiative_id >= a.id AND f.initiative_id < a.id || 'g') OR (a.article IS NOT NULL AND f.name = a.what)
WHERE a.ordinal IS NULL AND (a.article IS NULL OR f.article_id BETWEEN a.article AND a.article || 'g')
UNION
SELECT 'place', t.article_id, t.place_key, p.name
FROM asked AS a
JOIN place_mentions AS t ON t.article_id BETWEEN a.article AND a.article || 'g' AND t.ordinal = 1
JOIN places AS p ON p.place_key = t.place_key
WHERE a.ordinal IS NULL AND a.what IN (p.place_key, p.name)
UNION
SELECT 'programme', t.article_id, t.programme_code, p.name
FROM asked AS a
JOIN article_programmes AS t ON t.article_id BETWEEN a.article AND a.article || 'g'
JOIN programmes AS p ON p.programme_code = t.programme_code
WHERE a.ordinal IS NULL AND a.what IN (p.programme_code, p.name)
UNION
SELECT 'issue', i.article_id, CAST(i.ordinal AS TEXT), i.kind || ' ' || i.words
FROM asked AS a
JOIN issues AS i ON i.article_id BETWEEN a.article AND a.article || 'g' AND i.ordinal = a.ordinal
UNION
SELECT NULL, NULL, c.correction_id, c.verdict || ' ' || c.words
FROM asked AS a
JOIN corrections AS c ON c.correction_id >= a.id AND c.correction_id < a.id || 'g'
WHERE a.ordinal IS NULL AND a.article IS NULL
ORDER BY 1, 3, 2
