-- rank = 8
-- title = "The indicators that figures are assigned to, with counts"
-- description = "An indicator joins figures that different articles word differently; its code or name goes with --indicator elsewhere."
-- example = "borderdb query indicators --text 收入"
-- columns = ["indicator", "name", "name_en", "dimension", "metrics", "places"]
-- marks = { name = ["text"] }
--
-- [parameters]
-- text = { type = "text", help = "Words in the code, the name or a wording; % stands for anything between them." }
-- used = { type = "flag", help = "Only indicators that a figure carries." }
-- reprints = { type = "flag", help = "Count what reprints of a story repeat as well." }
-- withdrawn = { type = "flag", help = "Count documents whose files are gone as well." }

WITH asked AS (
  SELECT CAST(:text AS TEXT) AS text,
         CAST(:used AS INTEGER) AS used,
         CAST(:reprints AS INTEGER) AS reprints,
         CAST(:withdrawn AS INTEGER) AS withdrawn
),
counts AS (
  SELECT m.indicator,
         COUNT(*) AS metrics,
         COUNT(DISTINCT m.place_key) AS places,
         MIN(m.period_start) AS first,
         MAX(m.period_end) AS last
  FROM metric_facts AS m
  CROSS JOIN asked AS a
  WHERE m.indicator IS NOT NULL AND (a.reprints = 1 OR m.reprint_of IS NULL) AND (a.withdrawn = 1 OR m.withdrawn = 0)
  GROUP BY m.indicator
)
SELECT i.indicator, i.name, i.name_en, i.dimension, COALESCE(c.metrics, 0) AS metrics, COALESCE(c.places, 0) AS places,
       c.first, c.last
FROM indicator_facts AS i
CROSS JOIN asked AS a
LEFT JOIN counts AS c ON c.indicator = i.indicator
WHERE (a.text IS NULL OR i.indicator IN (
        SELECT n.indicator FROM indicator_names AS n WHERE n.name LIKE '%' || a.text || '%'))
  AND (a.used IS NULL OR c.metrics > 0)
ORDER BY COALESCE(c.metrics, 0) DESC, i.indicator
