-- What a word given to `borderdb show` can mean: closeness 1 is the id or the name itself, 2 the beginning of an id,
-- 3 a part of a name. Ids are hexadecimal, so that 'g' ends every range of beginnings.
WITH asked AS (SELECT :what AS what, lower(:what) AS id)
SELECT 'article' AS sort, r.article_id AS id, COALESCE(r.headline, d.name) AS name, d.name AS detail,
       CASE WHEN r.article_id = a.id OR a.what IN (d.name, d.location) THEN 1
            WHEN r.headline = a.what  -- a story is asked for by its headline: the first one is meant
              THEN CASE WHEN EXISTS (SELECT 1 FROM reprints AS x WHERE x.article_id = r.article_id) THEN 2 ELSE 1 END
            WHEN r.article_id >= a.id AND r.article_id < a.id || 'g' THEN 2 ELSE 3 END AS closeness
FROM articles AS r JOIN documents AS d ON d.document_id = r.document_id CROSS JOIN asked AS a
WHERE r.article_id >= a.id AND r.article_id < a.id || 'g'
   OR instr(r.headline, a.what) > 0 OR a.what IN (d.name, d.location)
UNION ALL
SELECT 'metric', m.metric_id, COALESCE(m.label || ' ', '') || m.raw, r.headline,
       CASE WHEN m.metric_id = a.id THEN 1 ELSE 2 END
FROM asked AS a
JOIN metrics AS m ON m.metric_id >= a.id AND m.metric_id < a.id || 'g'
JOIN articles AS r ON r.article_id = m.article_id
UNION ALL
SELECT 'initiative', i.initiative_id, n.name, p.name,
       CASE WHEN i.initiative_id = a.id OR n.name = a.what OR i.core = a.what THEN 1
            WHEN i.initiative_id >= a.id AND i.initiative_id < a.id || 'g' THEN 2 ELSE 3 END
FROM initiatives AS i
JOIN (SELECT initiative_id, min(name) AS name FROM article_initiatives GROUP BY initiative_id) AS n
  ON n.initiative_id = i.initiative_id
LEFT JOIN places AS p ON p.place_key = i.place_key
CROSS JOIN asked AS a
WHERE i.initiative_id >= a.id AND i.initiative_id < a.id || 'g' OR instr(n.name, a.what) > 0 OR i.core = a.what
UNION ALL
SELECT 'programme', g.programme_code, g.name, g.kind,
       CASE WHEN g.programme_code = a.what OR g.name = a.what
              OR EXISTS (SELECT 1 FROM programme_aliases AS l
                         WHERE l.programme_code = g.programme_code AND l.alias = a.what) THEN 1 ELSE 3 END
FROM programmes AS g CROSS JOIN asked AS a
WHERE g.programme_code = a.what OR instr(g.name, a.what) > 0
   OR EXISTS (SELECT 1 FROM programme_aliases AS l WHERE l.programme_code = g.programme_code AND l.alias = a.what)
UNION ALL
SELECT DISTINCT 'place', n.place_key, n.place, p.parent,
       CASE WHEN EXISTS (SELECT 1 FROM place_mentions AS t WHERE t.place_key = n.place_key) THEN 1 ELSE 4 END
FROM asked AS a JOIN place_names AS n ON n.name = a.what JOIN places AS p ON p.place_key = n.place_key
ORDER BY 5, 1, 3, 2
