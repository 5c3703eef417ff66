-- What is known of an initiative beside its facts.
SELECT (SELECT min(f.name) FROM article_initiatives AS f WHERE f.initiative_id = i.initiative_id) AS initiative,
       (SELECT group_concat(DISTINCT f.kind) FROM article_initiatives AS f
        WHERE f.initiative_id = i.initiative_id) AS kind,
       p.name AS place, p.code AS place_code,
       (SELECT group_concat(DISTINCT g.name) FROM article_initiatives AS f
        JOIN programmes AS g ON g.programme_code = f.programme_code
        WHERE f.initiative_id = i.initiative_id) AS programme,
       (SELECT count(*) FROM article_initiatives AS f WHERE f.initiative_id = i.initiative_id) AS articles,
       i.initiative_id
FROM initiatives AS i
LEFT JOIN places AS p ON p.place_key = i.place_key
WHERE i.initiative_id = :id
