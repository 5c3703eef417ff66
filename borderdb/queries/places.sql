-- rank = 2
-- title = "Places spoken of, with how many articles name them"
-- description = "One row per place, with the first sentence of the article that names it most."
-- example = "borderdb query places --place 内蒙古自治区 --level county --border"
-- columns = ["place_code", "place", "level", "prefecture", "articles", "mentions", "sentence"]
-- marks = { sentence = ["text", "place"] }
--
-- [parameters]
-- place = { type = "place", help = "A place by name, short name or code, with everything below it." }
-- level = { type = "text", choices = ["province", "prefecture", "county", "township", "village", "port", "farm", "zone"], help = "Only places of this rank." }
-- border = { type = "flag", help = "Only land border counties and what lies in them." }
-- programme = { type = "text", help = "In articles that speak of this programme (its name or a part of it)." }
-- year = { type = "integer", help = "In articles published in this year." }
-- text = { type = "text", help = "Words in the name or the sentence; % stands for anything between them." }
-- reprints = { type = "flag", help = "Count what reprints of a story repeat as well." }
-- withdrawn = { type = "flag", help = "Count documents whose files are gone as well." }

WITH asked AS (
  SELECT CAST(:place AS TEXT) AS place,
         CAST(:level AS TEXT) AS level,
         CAST(:border AS INTEGER) AS border,
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
),
found AS (
  SELECT f.*,
         COUNT(*) OVER (PARTITION BY f.place_key) AS articles,
         SUM(f.mentions) OVER (PARTITION BY f.place_key) AS all_mentions,
         ROW_NUMBER() OVER (PARTITION BY f.place_key ORDER BY f.mentions DESC, f.document, f.article_id) AS ordinal
  FROM place_facts AS f
  CROSS JOIN asked AS a
  WHERE (a.reprints = 1 OR f.reprint_of IS NULL) AND (a.withdrawn = 1 OR f.withdrawn = 0)
    AND (a.place IS NULL OR f.place_key IN (SELECT place_key FROM area))
    AND (a.level IS NULL OR f.level = a.level)
    AND (a.border IS NULL OR f.is_border = a.border)
    AND (a.programme IS NULL OR f.article_id IN (
          SELECT g.article_id FROM programme_facts AS g WHERE g.programme LIKE '%' || a.programme || '%'))
    AND (a.year IS NULL OR f.article_id IN (
          SELECT r.article_id FROM article_facts AS r WHERE substr(CAST(r.published_on AS TEXT), 1, 4) = a.year))
    AND (a.text IS NULL OR f.place LIKE '%' || a.text || '%' OR f.sentence LIKE '%' || a.text || '%')
)
SELECT place_code, place, level, parent, county, prefecture, province, is_border,
       articles, all_mentions AS mentions, document, headline, article_id, sentence
FROM found
WHERE ordinal = 1
ORDER BY articles DESC, mentions DESC, place_code, place
