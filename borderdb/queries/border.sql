-- rank = 10
-- title = "Land border counties: which have articles and figures"
-- description = "One row per land border county, whether it was ever spoken of or not."
-- example = "borderdb query border --place 黑龙江省 --missing"
-- columns = ["place_code", "place", "prefecture", "province", "neighbours", "articles", "initiatives", "metrics"]
--
-- [parameters]
-- place = { type = "place", help = "A place by name, short name or code, with everything below it." }
-- missing = { type = "flag", help = "Only counties that no article speaks of." }
-- neighbour = { type = "text", help = "Only counties on the border with this country (its Chinese name)." }
-- reprints = { type = "flag", help = "Count what reprints of a story repeat as well." }
-- withdrawn = { type = "flag", help = "Count documents whose files are gone as well." }

WITH asked AS (
  SELECT CAST(:place AS TEXT) AS place,
         CAST(:missing AS INTEGER) AS missing,
         CAST(:neighbour AS TEXT) AS neighbour,
         CAST(:reprints AS INTEGER) AS reprints,
         CAST(:withdrawn AS INTEGER) AS withdrawn
),
meant AS MATERIALIZED (  -- the places that are called so
  SELECT n.place_key FROM place_names AS n JOIN asked AS a ON a.place = n.name
),
area AS (  -- and all that lies in them
  SELECT t.place_key FROM place_tree AS t WHERE t.within_key IN (SELECT place_key FROM meant)
),
counties AS (  -- a county and all that lies in it
  SELECT b.place_key AS county_key, t.place_key
  FROM border_facts AS b
  JOIN place_tree AS t ON t.within_key = b.place_key
),
articles AS (
  SELECT c.county_key, COUNT(DISTINCT f.article_id) AS articles
  FROM place_facts AS f JOIN counties AS c ON c.place_key = f.place_key CROSS JOIN asked AS a
  WHERE (a.reprints = 1 OR f.reprint_of IS NULL) AND (a.withdrawn = 1 OR f.withdrawn = 0)
  GROUP BY c.county_key
),
initiatives AS (
  SELECT c.county_key, COUNT(DISTINCT f.initiative_id) AS initiatives
  FROM initiative_facts AS f JOIN counties AS c ON c.place_key = f.place_key CROSS JOIN asked AS a
  WHERE (a.reprints = 1 OR f.reprint_of IS NULL) AND (a.withdrawn = 1 OR f.withdrawn = 0)
  GROUP BY c.county_key
),
metrics AS (
  SELECT c.county_key, COUNT(*) AS metrics
  FROM metric_facts AS f JOIN counties AS c ON c.place_key = f.place_key CROSS JOIN asked AS a
  WHERE (a.reprints = 1 OR f.reprint_of IS NULL) AND (a.withdrawn = 1 OR f.withdrawn = 0)
  GROUP BY c.county_key
)
SELECT b.place_code, b.place, b.prefecture, b.province, b.neighbours,
       COALESCE(r.articles, 0) AS articles, COALESCE(i.initiatives, 0) AS initiatives, COALESCE(m.metrics, 0) AS metrics
FROM border_facts AS b
CROSS JOIN asked AS a
LEFT JOIN articles AS r ON r.county_key = b.place_key
LEFT JOIN initiatives AS i ON i.county_key = b.place_key
LEFT JOIN metrics AS m ON m.county_key = b.place_key
WHERE (a.place IS NULL OR b.place_key IN (SELECT place_key FROM area))
  AND (a.missing IS NULL OR r.articles IS NULL)
  AND (a.neighbour IS NULL OR b.neighbours LIKE '%' || a.neighbour || '%')
ORDER BY COALESCE(r.articles, 0) DESC, COALESCE(m.metrics, 0) DESC, b.place_code
