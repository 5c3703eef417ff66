-- rank = 12
-- title = "Figures that contradict each other"
-- description = "Same indicator, place, period, kind and unit, different values, all of them exact. Where no indicator fits, or the label names a bound, the label takes its place. A sentence does not contradict itself."
-- example = "borderdb query conflicts --place 黑龙江省"
-- columns = ["place", "what", "period", "value", "unit", "values", "headline", "sentence"]
-- marks = { sentence = ["raw"] }
--
-- [parameters]
-- place = { type = "place", help = "A place by name, short name or code, with everything below it." }
-- indicator = { type = "text", help = "An indicator's code, or words of the label." }
-- reprints = { type = "flag", help = "Count what reprints of a story repeat as well." }
-- withdrawn = { type = "flag", help = "Count documents whose files are gone as well." }

WITH asked AS (
  SELECT CAST(:place AS TEXT) AS place,
         CAST(:indicator AS TEXT) AS indicator,
         CAST(:reprints AS INTEGER) AS reprints,
         CAST(:withdrawn AS INTEGER) AS withdrawn
),
meant AS MATERIALIZED (  -- the places that are called so
  SELECT n.place_key FROM place_names AS n JOIN asked AS a ON a.place = n.name
),
area AS (  -- and all that lies in them
  SELECT t.place_key FROM place_tree AS t WHERE t.within_key IN (SELECT place_key FROM meant)
),
figures AS (
  SELECT m.*,
         CASE  -- a label that names a bound (收入超过80万元的村占比) stands for itself
           WHEN m.indicator IS NULL OR m.label LIKE '%万%' OR m.label LIKE '%超%' OR m.label LIKE '%以_%' THEN m.label
           ELSE m.indicator
         END AS what,
         COALESCE(m.standard_value, m.value) AS amount,
         COALESCE(m.standard_unit, m.unit) AS measure
  FROM metric_facts AS m
  CROSS JOIN asked AS a
  WHERE (a.reprints = 1 OR m.reprint_of IS NULL) AND (a.withdrawn = 1 OR m.withdrawn = 0)
    AND m.place_key IS NOT NULL AND m.period_start IS NOT NULL AND m.qualifier = 'exact'
),
doubtful AS (
  SELECT place_key, what, period_start, period_end, kind, status, measure, COUNT(DISTINCT amount) AS amounts
  FROM figures
  GROUP BY place_key, what, period_start, period_end, kind, status, measure
  HAVING COUNT(DISTINCT amount) > 1 AND COUNT(DISTINCT sentence) > 1
)
SELECT f.place, f.place_code, f.what, f.indicator, f.label, f.period, f.period_start, f.period_end, f.kind, f.status,
       f.value, f.unit, f.standard_value, f.standard_unit, d.amounts AS "values",
       f.reviewed, f.document, f.headline, f.article_id, f.metric_id, f.raw, f.sentence
FROM doubtful AS d
JOIN figures AS f
  ON f.place_key = d.place_key AND f.what = d.what AND f.kind = d.kind AND f.status = d.status
  AND f.period_start = d.period_start AND f.period_end = d.period_end
  AND COALESCE(f.measure, '') = COALESCE(d.measure, '')
CROSS JOIN asked AS a
WHERE (a.place IS NULL OR f.place_key IN (SELECT place_key FROM area))
  AND (a.indicator IS NULL OR f.indicator = a.indicator OR f.label LIKE '%' || a.indicator || '%')
ORDER BY f.place, f.what, f.period_start, f.amount, f.metric_id
