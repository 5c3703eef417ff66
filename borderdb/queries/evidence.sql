-- rank = 11
-- title = "Every fact of a place or document with its sentence"
-- description = "Places, programmes, initiatives and figures one below the other, in the order of reading."
-- example = "borderdb query evidence --place 密山市 --text 边境"
-- columns = ["fact", "what", "place", "headline", "sentence"]
-- marks = { sentence = ["words", "text"] }
--
-- [parameters]
-- place = { type = "place", help = "A place by name, short name or code, with everything below it." }
-- fact = { type = "text", choices = ["place", "programme", "initiative", "metric"], help = "Only facts of this sort." }
-- document = { type = "text", help = "The document's name or a part of it." }
-- text = { type = "text", help = "Words in the sentence; % stands for anything between them." }
-- withdrawn = { type = "flag", help = "Also documents whose files are gone." }

WITH asked AS (
  SELECT CAST(:place AS TEXT) AS place,
         CAST(:fact AS TEXT) AS fact,
         CAST(:document AS TEXT) AS document,
         CAST(:text AS TEXT) AS text,
         CAST(:withdrawn AS INTEGER) AS withdrawn
),
meant AS MATERIALIZED (  -- the places that are called so
  SELECT n.place_key FROM place_names AS n JOIN asked AS a ON a.place = n.name
),
area AS (  -- and all that lies in them
  SELECT t.place_key FROM place_tree AS t WHERE t.within_key IN (SELECT place_key FROM meant)
),
facts AS (
  SELECT 'place' AS fact, f.place AS what, f.place AS words, f.place, f.place_code, f.place_key,
         f.document, f.headline, f.article_id, f.char_start, f.withdrawn, f.sentence
  FROM place_facts AS f
  UNION ALL
  SELECT 'programme', f.programme, f.programme, f.place, f.place_code, f.place_key,
         f.document, f.headline, f.article_id, f.char_start, f.withdrawn, f.sentence
  FROM programme_facts AS f
  UNION ALL
  SELECT 'initiative', f.initiative, f.initiative, f.place, f.place_code, f.place_key,
         f.document, f.headline, f.article_id, f.char_start, f.withdrawn, f.sentence
  FROM initiative_facts AS f
  UNION ALL
  SELECT 'metric', COALESCE(f.label || ' ', '') || f.raw, f.raw, f.place, f.place_code, f.place_key,
         f.document, f.headline, f.article_id, f.char_start, f.withdrawn, f.sentence
  FROM metric_facts AS f
)
SELECT f.fact, f.what, f.words, f.place, f.place_code, f.document, f.headline, f.article_id, f.char_start, f.sentence
FROM facts AS f
CROSS JOIN asked AS a
WHERE (a.withdrawn = 1 OR f.withdrawn = 0)
  AND (a.place IS NULL OR f.place_key IN (SELECT place_key FROM area))
  AND (a.fact IS NULL OR f.fact = a.fact)
  AND (a.document IS NULL OR f.document LIKE '%' || a.document || '%')
  AND (a.text IS NULL OR f.sentence LIKE '%' || a.text || '%')
ORDER BY f.document, f.article_id, f.char_start, f.fact
