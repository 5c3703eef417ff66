-- rank = 7
-- title = "One indicator of a place over the periods, with the change"
-- description = "The change is in per cent against the period before. Where articles differ, each amount has a row, the best one first; figures counts how many give it."
-- example = "borderdb query trend --indicator 粮食产量 --place 同江市"
-- columns = ["time", "place", "label", "value", "unit", "change", "figures", "sentence"]
-- marks = { sentence = ["raw"], label = ["indicator"] }
--
-- [parameters]
-- indicator = { type = "text", required = true, help = "An indicator by code or name; if none is called so, words of the label." }
-- place = { type = "place", required = true, help = "A place by name, short name or code, with everything below it." }
-- kind = { type = "text", default = "level", choices = ["level", "share", "change", "threshold"], help = "An amount, a part of a whole, or growth." }
-- status = { type = "text", default = "actual", choices = ["actual", "target"], help = "Reached, or planned." }
-- reprints = { type = "flag", help = "Count what reprints of a story repeat as well." }
-- withdrawn = { type = "flag", help = "Count documents whose files are gone as well." }

WITH asked AS (
  SELECT CAST(:indicator AS TEXT) AS indicator,
         CAST(:place AS TEXT) AS place,
         CAST(:kind AS TEXT) AS kind,
         CAST(:status AS TEXT) AS status,
         CAST(:reprints AS INTEGER) AS reprints,
         CAST(:withdrawn AS INTEGER) AS withdrawn
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
         CASE  -- a label that names a bound (收入超过80万元的村占比) stands for itself
           WHEN m.indicator IS NULL OR m.label LIKE '%万%' OR m.label LIKE '%超%' OR m.label LIKE '%以_%' THEN m.label
           ELSE m.indicator
         END AS what,
         COALESCE(m.standard_value, m.value) AS amount,
         COALESCE(m.standard_unit, m.unit) AS measure
  FROM metric_facts AS m
  CROSS JOIN asked AS a
  WHERE (a.reprints = 1 OR m.reprint_of IS NULL) AND (a.withdrawn = 1 OR m.withdrawn = 0)
    AND (m.indicator IN (SELECT indicator FROM named)
         OR (NOT EXISTS (SELECT 1 FROM named) AND m.label LIKE '%' || a.indicator || '%'))
    AND m.place_key IN (SELECT place_key FROM area)
    AND m.period_start IS NOT NULL
    AND m.kind = a.kind
    AND m.status = a.status
),
amounts AS (  -- one row per amount of a period, however many articles give it
  SELECT f.*,
         COUNT(*) OVER (PARTITION BY place_key, what, measure, period_start, period_end, amount) AS figures,
         ROW_NUMBER() OVER (
           PARTITION BY place_key, what, measure, period_start, period_end, amount
           ORDER BY CASE qualifier WHEN 'exact' THEN 0 ELSE 1 END, published_on DESC NULLS LAST, metric_id
         ) AS ordinal
  FROM found AS f
),
periods AS (  -- the best amount of each period: an exact one that most articles give
  SELECT m.*,
         ROW_NUMBER() OVER (
           PARTITION BY place_key, what, measure, period_start, period_end
           ORDER BY CASE qualifier WHEN 'exact' THEN 0 ELSE 1 END, figures DESC, metric_id
         ) AS preference
  FROM amounts AS m
  WHERE ordinal = 1
),
steps AS (
  SELECT metric_id,
         amount - LAG(amount) OVER (PARTITION BY place_key, what, measure ORDER BY period_start, period_end) AS step
  FROM periods
  WHERE preference = 1
)
SELECT CASE
         WHEN CAST(p.period_start AS TEXT) NOT LIKE '%-01-01' OR CAST(p.period_end AS TEXT) NOT LIKE '%-12-31'
           THEN CAST(p.period_start AS TEXT) || '/' || CAST(p.period_end AS TEXT)
         WHEN substr(CAST(p.period_start AS TEXT), 1, 4) = substr(CAST(p.period_end AS TEXT), 1, 4)
           THEN substr(CAST(p.period_start AS TEXT), 1, 4)
         ELSE substr(CAST(p.period_start AS TEXT), 1, 4) || '/' || substr(CAST(p.period_end AS TEXT), 1, 4)
       END AS time,
       p.period, p.period_start, p.period_end, p.label, p.indicator, p.place, p.place_code,
       p.value, p.value_to, p.unit, p.standard_value, p.standard_unit, p.qualifier, p.kind, p.status,
       CASE WHEN p.amount <> s.step THEN ROUND(CAST(100.0 * s.step / (p.amount - s.step) AS NUMERIC), 1) END AS change,
       p.figures, p.document, p.headline, p.article_id, p.metric_id, p.raw, p.sentence
FROM periods AS p
LEFT JOIN steps AS s ON s.metric_id = p.metric_id
ORDER BY p.what, p.place, p.period_start, p.period_end, p.preference
