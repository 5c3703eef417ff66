-- What is known of an article beside its facts, and where that was taken from; the first that tells its story, or
-- those that tell it again.
SELECT r.headline, r.byline, r.outlet, r.published_on, p.name AS about, d.name AS document, d.location, d.url,
       NULLIF(substr(COALESCE('; headline: ' || r.headline_from, '') || COALESCE('; byline: ' || r.byline_from, '')
                     || COALESCE('; outlet: ' || r.outlet_from, '') || COALESCE('; day: ' || r.published_from, '')
                     || COALESCE('; url: ' || d.url_from, ''), 3), '') AS taken_from,
       d.media_type, d.encoding, d.unread, r.characters, r.article_id,
       d.withdrawn_run_id AS file_gone_since_run,
       (SELECT f.article_id || '  ' || COALESCE(f.headline, o.name) || '  ' || COALESCE(f.outlet, o.name)
        FROM reprints AS x
        JOIN articles AS f ON f.article_id = x.first_id
        JOIN documents AS o ON o.document_id = f.document_id
        WHERE x.article_id = r.article_id) AS reprint_of,
       (SELECT group_concat(again, '；') FROM
          (SELECT f.article_id || '  ' || COALESCE(f.headline, o.name) || '  ' || COALESCE(f.outlet, o.name) AS again
           FROM reprints AS x
           JOIN articles AS f ON f.article_id = x.article_id
           JOIN documents AS o ON o.document_id = f.document_id
           WHERE x.first_id = r.article_id
           ORDER BY f.published_on NULLS LAST, f.article_id)
       ) AS reprints
FROM articles AS r
JOIN documents AS d ON d.document_id = r.document_id
LEFT JOIN places AS p ON p.place_key = r.place_key
WHERE r.article_id = :id
