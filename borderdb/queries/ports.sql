-- rank = 9
-- title = "Ports of entry and the figures that articles give for them"
-- description = "One row per figure; a port without any has one row all the same."
-- example = "borderdb query ports --place 内蒙古自治区 --year 2025"
-- columns = ["port", "province", "label", "value", "unit", "kind", "direction", "period", "sentence"]
-- marks = { sentence = ["raw"], label = ["text"] }
--
-- [parameters]
-- place = { type = "place", help = "A place by name, short name or code, with everything below it." }
-- year = { type = "integer", help = "Figures whose period lies in this year." }
-- text = { type = "text", help = "Words in the port's name or the label; % stands for anything between them." }
-- reprints = { type = "flag", help = "Count what reprints of a story repeat as well." }
-- withdrawn = { type = "flag", help = "Count documents whose files are gone as well." }

WITH asked AS (
  SELECT CAST(:place AS TEXT) AS place,
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
ports AS (
  SELECT f.place_key, MIN(f.place) AS port, MIN(f.county) AS county, MIN(f.province) AS province,
         COUNT(*) AS articles
  FROM place_facts AS f
  CROSS JOIN asked AS a
  WHERE f.level = 'port' AND (a.reprints = 1 OR f.reprint_of IS NULL) AND (a.withdrawn = 1 OR f.withdrawn = 0)
  GROUP BY f.place_key
)
SELECT p.port, p.county, p.province, p.articles, m.label, m.indicator, m.value, m.value_to, m.unit,
       m.standard_value, m.standard_unit, m.qualifier, m.kind, m.direction, m.status, m.period, m.period_start, m.period_end,
       m.document, m.headline, m.article_id, m.metric_id, m.raw, m.sentence
FROM ports AS p
CROSS JOIN asked AS a
LEFT JOIN metric_facts AS m ON m.place_key = p.place_key AND (a.reprints = 1 OR m.reprint_of IS NULL)
  AND (a.withdrawn = 1 OR m.withdrawn = 0)
WHERE (a.place IS NULL OR p.place_key IN (SELECT place_key FROM area))
  AND (a.year IS NULL OR (substr(CAST(m.period_start AS TEXT), 1, 4) = a.year
                            AND substr(CAST(m.period_end AS TEXT), 1, 4) = a.year))
  AND (a.text IS NULL OR p.port LIKE '%' || a.text || '%' OR m.label LIKE '%' || a.text || '%')
ORDER BY p.province NULLS LAST, p.port, m.period_start DESC NULLS LAST, m.document, m.char_start
