-- What is known of a place beside its facts; `places_below` counts those spoken of that lie in it.
SELECT p.name AS place, p.code, p.level,
       (SELECT group_concat(within, '、') FROM
          (SELECT t.within FROM place_tree AS t WHERE t.place_key = p.place_key AND t.steps > 0 ORDER BY t.steps DESC)
       ) AS lies_in,
       b.neighbours AS borders_on, o.neighbours AS port_to,
       (SELECT group_concat(l.alias, '、') FROM place_aliases AS l WHERE l.place_key = p.place_key) AS also_called,
       (SELECT NULLIF(count(DISTINCT m.place_key), 0)
        FROM place_tree AS t JOIN place_mentions AS m ON m.place_key = t.place_key
        WHERE t.within_key = p.place_key AND t.steps > 0) AS places_below,
       p.place_key
FROM places AS p
LEFT JOIN border_counties AS b ON b.place_key = p.place_key
LEFT JOIN ports AS o ON o.place_key = p.place_key
WHERE p.place_key = :id
