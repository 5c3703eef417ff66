-- rank = 4
-- title = "Campaigns, mechanisms, brands and projects that articles name"
-- description = "One row per initiative and article; the same name at the same place has one id in all articles."
-- example = "borderdb query initiatives --place 佳木斯市 --kind 品牌"
-- columns = ["initiative_id", "initiative", "kind", "place", "programme", "mentions", "sentence"]
-- marks = { sentence = ["text", "initiative"] }
--
-- [parameters]
-- place = { type = "place", help = "A place by name, short name or code, with everything below it." }
-- programme = { type = "text", help = "A programme's name or a part of it." }
-- kind = { type = "text", help = "What it calls itself: 活动, 工程, 行动, 机制, 制度, 品牌, 平台." }
-- year = { type = "integer", help = "In articles published in this year." }
-- text = { type = "text", help = "Words in the name or the sentence; % stands for anything between them." }
-- reprints = { type = "flag", help = "Count what reprints of a story repeat as well." }
-- withdrawn = { type = "flag", help = "Count documents whose files are gone as well." }

WITH asked AS (
  SELECT CAST(:place AS TEXT) AS place,
         CAST(:programme AS TEXT) AS programme,
         CAST(:kind AS TEXT) AS kind,
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
SELECT f.initiative_id, f.initiative, f.kind, f.place, f.place_code, f.programme, f.mentions,
       f.document, f.headline, f.article_id, f.reprint_of, f.reviewed,
       f.sentence
FROM initiative_facts AS f
CROSS JOIN asked AS a
WHERE (a.reprints = 1 OR f.reprint_of IS NULL) AND (a.withdrawn = 1 OR f.withdrawn = 0)
  AND (a.place IS NULL OR f.place_key IN (SELECT place_key FROM area))
  AND (a.programme IS NULL OR f.programme LIKE '%' || a.programme || '%')
  AND (a.kind IS NULL OR f.kind = a.kind)
  AND (a.year IS NULL OR f.article_id IN (
        SELECT r.article_id FROM article_facts AS r WHERE substr(CAST(r.published_on AS TEXT), 1, 4) = a.year))
  AND (a.text IS NULL OR f.initiative LIKE '%' || a.text || '%' OR f.sentence LIKE '%' || a.text || '%')
ORDER BY f.place NULLS LAST, f.initiative, f.document, f.article_id
