-- What the reference data say of a programme.
SELECT g.name AS programme, g.kind, g.level, p.name AS region,
       (SELECT group_concat(name, '、') FROM
          (SELECT c.name FROM programme_components AS c WHERE c.programme_code = g.programme_code ORDER BY c.ordinal)
       ) AS components,
       (SELECT group_concat(l.alias, '、') FROM programme_aliases AS l
        WHERE l.programme_code = g.programme_code) AS also_called,
       g.programme_code
FROM programmes AS g
LEFT JOIN places AS p ON p.place_key = g.region_key
WHERE g.programme_code = :id
