-- rank = 6
-- title = "One indicator over places: the latest figure of each"
-- description = "Greatest first; figures whose units convert are ordered by the standard unit."
-- example = "borderdb query compare --indicator 粮食产量 --place 黑龙江省"
-- columns = ["place", "value", "unit", "qualifier", "period", "label", "sentence"]
-- marks = { sentence = ["raw"], label = ["indicator"] }
--
-- [parameters]
-- indicator = { type = "text", required = true, help = "An indicator by code or name; if none is called so, words of the label." }
-- place = { type = "place", help = "A place by name, short name or code, with everything below it." }
-- year = { type = "integer", help = "Figures whose period lies in this year." }
-- kind = { type = "text", default = "level", choices = ["level", "share", "change", "threshold"], help = "An amount, a part of a whole, or growth." }
-- status = { type = "text", default = "actual", choices = ["actual", "target"], help = "Reached, or planned." }
-- reprints = { type = "flag", help = "Count what reprints of a story repeat as well." }
-- withdrawn = { type = "flag", help = "Count documents whose files are gone as well." }

WITH asked AS (
  SELECT CAST(:indicator AS TEXT) AS indicator,
         CAST(:place AS TEXT) AS place,
         CAST(:year AS TEXT) AS year,
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
         ROW_NUMBER() OVER (
           PARTITION BY m.place_key, m.label, COALESCE(m.standard_unit, m.unit)
           ORDER BY m.period_end DESC NULLS LAST, m.published_on DESC NULLS LAST, m.metric_id
         ) AS ordinal
  FROM metric_facts AS m
  CROSS JOIN asked AS a
  WHERE (a.reprints = 1 OR m.reprint_of IS NULL) AND (a.withdrawn = 1 OR m.withdrawn = 0)
    AND (m.indicator IN (SELECT indicator FROM named)
         OR (NOT EXISTS (SELECT 1 FROM named) AND m.label LIKE '%' || a.indicator || '%'))
    AND m.place_key IS NOT NULL
    AND (a.place IS NULL OR m.place_key IN (SELECT place_key FROM area))
    AND (a.year IS NULL OR (substr(CAST(m.period_start AS TEXT), 1, 4) = a.year
                            AND substr(CAST(m.period_end AS TEXT), 1, 4) = a.year))
    AND m.kind = a.kind
    AND m.status = a.status
),
latest AS (  -- of each label; what several articles tell alike is told once
  SELECT f.*,
         ROW_NUMBER() OVER (
           PARTITION BY f.place_key, COALESCE(f.indicator, f.label), f.period_end,
                        COALESCE(f.standard_unit, f.unit), COALESCE(f.standard_value, f.value)
           ORDER BY f.metric_id
         ) AS telling
  FROM found AS f
  WHERE f.ordinal = 1
)
SELECT place, place_code, value, value_to, unit, standard_value, standard_unit, qualifier, kind, status,
       period, period_start, period_end, label, indicator, document, headline, article_id, metric_id, raw, sentence
FROM latest
WHERE telling = 1
ORDER BY COALESCE(standard_unit, unit), COALESCE(standard_value, value) DESC, place, metric_id
