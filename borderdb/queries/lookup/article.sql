-- What is known of an article beside its facts.
SELECT r.headline, r.byline, r.outlet, r.published_on, p.name AS about, d.name AS document, d.location, d.encoding,
       r.characters, r.article_id
FROM articles AS r
JOIN documents AS d ON d.document_id = r.document_id
LEFT JOIN places AS p ON p.place_key = r.place_key
WHERE r.article_id = :id
