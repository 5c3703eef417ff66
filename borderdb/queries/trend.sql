-- rank = 7
-- title = "One indicator of a place over the periods, with the change"
-- description = "The change is in per cent against the figure of the period before, where label and unit are the same."
-- example = "borderdb query trend --indicator 粮食产量 --place 同江市"
-- columns = ["period_start", "period_end", "label", "place", "value", "unit", "change", "sentence"]
-- marks = { sentence = ["raw"], label = ["indicator"] }
--
-- [parameters]
-- indicator = { type = "text", required = true, help = "An indicator by code or name; if none is called so, words of the label." }
-- place = { type = "place", required = true, help = "A place by name, short name or code, with everything below it." }
-- kind = { type = "text", default = "level", choices = ["level", "share", "change", "threshold"], help = "An amount, a part of a whole, or growth." }
-- status = { type = "text", default = "actual", choices = ["actual", "target"], help = "Reached, or planned." }

WITH asked AS (
  SELECT CAST(:indicator AS TEXT) AS indicator,
         CAST(:place AS TEXT) AS place,
         CAST(:kind AS TEXT) AS kind,
         CAST(:status AS TEXT) AS status
),
meant AS MATERIALIZED (  -- the places that are called so
  SELECT n.place_key FROM place_names AS n JOIN asked AS a ON a.place = n.name
),
area AS (  -- and all that lies in them
  SELECT t.place_key FROM place_tree AS t WHERE t.within_key IN (SELECT place_key FROM meant)
),
named AS (  -- the indicators that the words mean
  SELECT n.indicator
  FROM indicator_names AS n
  JOIN asked AS a ON a.indicator = n.name
),
found AS (
  SELECT m.*,
         COALESCE(m.standard_value, m.value) AS amount,
         LAG(COALESCE(m.standard_value, m.value)) OVER (
           PARTITION BY m.place_key, m.label, COALESCE(m.standard_unit, m.unit)
           ORDER BY m.period_start, m.period_end, m.published_on, m.metric_id
         ) AS before
  FROM metric_facts AS m
  CROSS JOIN asked AS a
  WHERE (m.indicator IN (SELECT indicator FROM named)
         OR (NOT EXISTS (SELECT 1 FROM named) AND m.label LIKE '%' || a.indicator || '%'))
    AND m.place_key IN (SELECT place_key FROM area)
    AND m.period_start IS NOT NULL
    AND m.kind = a.kind
    AND m.status = a.status
)
SELECT period_start, period_end, period, label, indicator, place, place_code, value, value_to, unit,
       standard_value, standard_unit, qualifier, kind, status,
       CASE WHEN before <> 0 THEN ROUND(CAST(100.0 * (amount - before) / before AS NUMERIC), 1) END AS change,
       document, headline, article_id, metric_id, raw, sentence
FROM found
ORDER BY label, place, period_start, period_end, published_on, metric_id
