-- What is known of an initiative beside its facts. Names and kinds are those in force in the articles that tell of it.
WITH told AS (
  SELECT COALESCE(v.initiative_id, f.initiative_id) AS initiative_id, f.article_id, COALESCE(v.name, f.name) AS name,
         COALESCE(v.kind, f.kind) AS kind,
         CASE WHEN v.fact_id IS NULL THEN f.programme_code ELSE v.programme_code END AS programme_code
  FROM article_initiatives AS f
  LEFT JOIN reviews AS v ON v.article_id = f.article_id AND v.fact = 'initiative' AND v.fact_id = f.initiative_id
  WHERE COALESCE(v.hidden, 0) = 0 AND (f.initiative_id = :id OR v.initiative_id = :id)
)
SELECT COALESCE((SELECT min(f.name) FROM told AS f WHERE f.initiative_id = i.initiative_id), i.core) AS initiative,
       (SELECT group_concat(DISTINCT f.kind) FROM told AS f WHERE f.initiative_id = i.initiative_id) AS kind,
       p.name AS place, p.code AS place_code,
       (SELECT group_concat(DISTINCT g.name) FROM told AS f
        JOIN programmes AS g ON g.programme_code = f.programme_code
        WHERE f.initiative_id = i.initiative_id) AS programme,
       (SELECT count(*) FROM told AS f WHERE f.initiative_id = i.initiative_id) AS articles,
       i.initiative_id
FROM initiatives AS i
LEFT JOIN places AS p ON p.place_key = i.place_key
WHERE i.initiative_id = :id
