-- rank = 3
-- title = "Programmes, where they run and which components are named"
-- description = "One row per programme and article."
-- example = "borderdb query programmes --programme 五边行动"
-- columns = ["programme", "place", "components", "headline", "mentions", "sentence"]
-- marks = { sentence = ["text", "programme"] }
--
-- [parameters]
-- place = { type = "place", help = "A place by name, short name or code, with everything below it." }
-- programme = { type = "text", help = "A programme's name or a part of it." }
-- year = { type = "integer", help = "In articles published in this year." }
-- text = { type = "text", help = "Words in the components or the sentence; % stands for anything between them." }
-- reprints = { type = "flag", help = "Count what reprints of a story repeat as well." }
-- withdrawn = { type = "flag", help = "Count documents whose files are gone as well." }

WITH asked AS (
  SELECT CAST(:place AS TEXT) AS place,
         CAST(:programme AS TEXT) AS programme,
         CAST(:year AS TEXT) AS year,
         CAST(:text AS TEXT) AS text,
         CAST(:reprints AS INTEGER) AS reprints,
         CAST(:withdrawn AS INTEGER) AS withdrawn
),
meant AS MATERIALIZED (  -- the places that are called so
  SELECT n.place_key FROM place_names AS n JOIN asked AS a ON a.place = n.name
),
area AS (  -- and all that lies in them
  SELECT t.place_key FROM place_tree AS t WHERE t.within_key IN (SELECT place_key FROM meant)
)
SELECT f.programme, f.place, f.place_code, f.components, f.mentions, f.document, f.headline, f.article_id, f.reprint_of,
       f.reviewed, f.sentence
FROM programme_facts AS f
CROSS JOIN asked AS a
WHERE (a.reprints = 1 OR f.reprint_of IS NULL) AND (a.withdrawn = 1 OR f.withdrawn = 0)
  AND (a.place IS NULL OR f.place_key IN (SELECT place_key FROM area))
  AND (a.programme IS NULL OR f.programme LIKE '%' || a.programme || '%')
  AND (a.year IS NULL OR f.article_id IN (
        SELECT r.article_id FROM article_facts AS r WHERE substr(CAST(r.published_on AS TEXT), 1, 4) = a.year))
  AND (a.text IS NULL OR f.components LIKE '%' || a.text || '%' OR f.sentence LIKE '%' || a.text || '%')
ORDER BY f.programme, f.place NULLS LAST, f.document, f.article_id
