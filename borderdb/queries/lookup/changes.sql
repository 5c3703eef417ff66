-- What runs changed, fact by fact, in the order of time: of the runs after one and up to another.
SELECT c.change, c.fact, c.what, c.place, c.before, c.after, c.document, c.headline, c.article_id, c.former_article_id,
       c.fact_id, c.former_id, c.run_id, c.ordinal, c.sentence_before, c.sentence
FROM change_facts AS c
WHERE c.run_id > :after AND c.run_id <= :run
ORDER BY c.change_id, c.ordinal, c.fact, c.fact_id
