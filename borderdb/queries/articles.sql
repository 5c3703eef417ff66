-- rank = 1
-- title = "Articles, newest first, with how much was found in each"
-- description = "One row per article. The place is the one that the story as a whole is about. A reprint names the article whose story it tells again."
-- example = "borderdb query articles --place 黑龙江省 --year 2025"
-- columns = ["article_id", "published_on", "outlet", "headline", "place", "places", "initiatives", "metrics", "reprint_of"]
-- marks = { headline = ["text"] }
--
-- [parameters]
-- place = { type = "place", help = "A place by name, short name or code, with everything below it." }
-- programme = { type = "text", help = "Articles that speak of this programme (its name or a part of it)." }
-- indicator = { type = "text", help = "Articles with a figure for this indicator (its code)." }
-- year = { type = "integer", help = "Published in this year." }
-- since = { type = "date", help = "Published on this day or later." }
-- until = { type = "date", help = "Published on this day or earlier." }
-- outlet = { type = "text", help = "The newspaper's name or a part of it." }
-- text = { type = "text", help = "Words in the headline or the byline; % stands for anything between them." }
-- withdrawn = { type = "flag", help = "Also documents whose files are gone." }

WITH asked AS (
  SELECT CAST(:place AS TEXT) AS place,
         CAST(:programme AS TEXT) AS programme,
         CAST(:indicator AS TEXT) AS indicator,
         CAST(:year AS TEXT) AS year,
         CAST(:since AS TEXT) AS since,
         CAST(:until AS TEXT) AS until,
         CAST(:outlet AS TEXT) AS outlet,
         CAST(:text AS TEXT) AS text,
         CAST(:withdrawn AS INTEGER) AS withdrawn
),
meant AS MATERIALIZED (  -- the places that are called so
  SELECT n.place_key FROM place_names AS n JOIN asked AS a ON a.place = n.name
),
area AS (  -- and all that lies in them
  SELECT t.place_key FROM place_tree AS t WHERE t.within_key IN (SELECT place_key FROM meant)
)
SELECT f.article_id, f.published_on, f.outlet, f.headline, f.byline, f.place, f.place_code,
       f.places, f.initiatives, f.metrics, f.characters, f.document, f.location, f.reprint_of, f.withdrawn,
       f.headline_from, f.byline_from, f.outlet_from, f.published_from, f.url, f.url_from, f.unread
FROM article_facts AS f
CROSS JOIN asked AS a
WHERE (a.withdrawn = 1 OR f.withdrawn = 0)
  AND (a.place IS NULL OR f.article_id IN (
        SELECT p.article_id FROM place_facts AS p WHERE p.place_key IN (SELECT place_key FROM area)))
  AND (a.programme IS NULL OR f.article_id IN (
        SELECT g.article_id FROM programme_facts AS g WHERE g.programme LIKE '%' || a.programme || '%'))
  AND (a.indicator IS NULL OR f.article_id IN (
        SELECT m.article_id FROM metric_facts AS m WHERE m.indicator = a.indicator))
  AND (a.year IS NULL OR substr(CAST(f.published_on AS TEXT), 1, 4) = a.year)
  AND (a.since IS NULL OR CAST(f.published_on AS TEXT) >= a.since)
  AND (a.until IS NULL OR CAST(f.published_on AS TEXT) <= a.until)
  AND (a.outlet IS NULL OR f.outlet LIKE '%' || a.outlet || '%')
  AND (a.text IS NULL OR f.headline LIKE '%' || a.text || '%' OR f.byline LIKE '%' || a.text || '%')
ORDER BY f.published_on DESC NULLS LAST, f.document, f.article_id
