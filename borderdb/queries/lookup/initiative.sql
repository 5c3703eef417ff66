-- What is known of an initiative beside its facts.
WITH told AS (
  SELECT f.*
  FROM article_initiatives AS f
  LEFT JOIN reviews AS v ON v.article_id = f.article_id AND v.fact = 'initiative' AND v.fact_id = f.initiative_id
  WHERE f.initiative_id = :id AND COALESCE(v.hidden, 0) = 0
)
SELECT COALESCE((SELECT min(f.name) FROM told AS f), i.core) AS initiative,
       (SELECT group_concat(DISTINCT f.kind) FROM told AS f) AS kind,
       p.name AS place, p.code AS place_code,
       (SELECT group_concat(DISTINCT g.name) FROM told AS f
        JOIN programmes AS g ON g.programme_code = f.programme_code) AS programme,
       (SELECT count(*) FROM told AS f) AS articles,
       i.initiative_id
FROM initiatives AS i
LEFT JOIN places AS p ON p.place_key = i.place_key
WHERE i.initiative_id = :id
