-- rank = 5
-- title = "Figures: what is counted, where and when"
-- description = "One row per figure. --wide, csv and json also have the standard unit, qualifier, status and offsets."
-- example = "borderdb query metrics --place 同江市 --year 2025 --text 收入"
-- columns = ["metric_id", "place", "label", "value", "unit", "kind", "direction", "period", "sentence"]
-- marks = { sentence = ["raw", "text"], label = ["text"] }
--
-- [parameters]
-- place = { type = "place", help = "A place by name, short name or code, with everything below it." }
-- programme = { type = "text", help = "Figures of this programme (its name or a part of it)." }
-- initiative = { type = "text", help = "Figures of this initiative (its name or a part of it)." }
-- indicator = { type = "text", help = "An indicator by code or name, or words of the label." }
-- year = { type = "integer", help = "Figures whose period lies in this year." }
-- kind = { type = "text", choices = ["level", "share", "change", "threshold"], help = "An amount, a part of a whole, growth, or a bound." }
-- status = { type = "text", choices = ["actual", "target"], help = "Reached, or planned." }
-- unit = { type = "text", help = "The unit as printed (斤) or the standard unit (kg)." }
-- document = { type = "text", help = "The document's name or a part of it; reprints are not left out then." }
-- text = { type = "text", help = "Words in the label or the sentence; % stands for anything between them." }
-- reprints = { type = "flag", help = "Count what reprints of a story repeat as well." }
-- withdrawn = { type = "flag", help = "Count documents whose files are gone as well." }

WITH asked AS (
  SELECT CAST(:place AS TEXT) AS place,
         CAST(:programme AS TEXT) AS programme,
         CAST(:initiative AS TEXT) AS initiative,
         CAST(:indicator AS TEXT) AS indicator,
         CAST(:year AS TEXT) AS year,
         CAST(:kind AS TEXT) AS kind,
         CAST(:status AS TEXT) AS status,
         CAST(:unit AS TEXT) AS unit,
         CAST(:document AS TEXT) AS document,
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
named AS (  -- the indicators that the words mean
  SELECT n.indicator
  FROM indicator_names AS n
  JOIN asked AS a ON a.indicator = n.name
)
SELECT m.metric_id, m.place, m.place_code, m.label, m.indicator, m.value, m.value_to, m.unit,
       m.standard_value, m.standard_unit, m.qualifier, m.kind, m.direction, m.status, m.period, m.period_start, m.period_end,
       m.programme, m.initiative, m.published_on, m.document, m.headline, m.article_id, m.reprint_of, m.raw,
       m.char_start, m.char_end, m.page, m.box, m.rule, m.reviewed, m.sentence
FROM metric_facts AS m
CROSS JOIN asked AS a
WHERE (a.reprints = 1 OR a.document IS NOT NULL OR m.reprint_of IS NULL) AND (a.withdrawn = 1 OR m.withdrawn = 0)
  AND (a.place IS NULL OR m.place_key IN (SELECT place_key FROM area))
  AND (a.programme IS NULL OR m.programme LIKE '%' || a.programme || '%')
  AND (a.initiative IS NULL OR m.initiative LIKE '%' || a.initiative || '%')
  AND (a.indicator IS NULL OR m.indicator IN (SELECT indicator FROM named) OR m.label LIKE '%' || a.indicator || '%')
  AND (a.year IS NULL OR (substr(CAST(m.period_start AS TEXT), 1, 4) = a.year
                            AND substr(CAST(m.period_end AS TEXT), 1, 4) = a.year))
  AND (a.kind IS NULL OR m.kind = a.kind)
  AND (a.status IS NULL OR m.status = a.status)
  AND (a.unit IS NULL OR a.unit IN (m.unit, m.standard_unit))
  AND (a.document IS NULL OR m.document LIKE '%' || a.document || '%')
  AND (a.text IS NULL OR m.label LIKE '%' || a.text || '%' OR m.sentence LIKE '%' || a.text || '%')
ORDER BY m.published_on DESC NULLS LAST, m.document, m.article_id, m.char_start
