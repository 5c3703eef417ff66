-- rank = 15
-- title = "How often each rule was right, where persons have looked"
-- description = "The rules that err most first. A reading is right where it is what a person says; one is corrected, or rejected. What nobody has looked at counts as a reading only. Programmes are read by no rule of their own."
-- example = "borderdb query precision --fact metric"
-- columns = ["fact", "rule", "readings", "reviewed", "accepted", "corrected", "rejected", "precision"]
--
-- [parameters]
-- fact = { type = "text", choices = ["place", "programme", "initiative", "metric"], help = "Only rules for facts of this sort." }
-- rule = { type = "text", help = "The rule's name or a part of it." }
-- least = { type = "integer", default = 1, help = "Only rules of which so many readings were looked at." }
-- reprints = { type = "flag", help = "Count what reprints of a story repeat as well." }

WITH asked AS (
  SELECT CAST(:fact AS TEXT) AS fact,
         CAST(:rule AS TEXT) AS rule,
         CAST(:least AS INTEGER) AS least,
         CAST(:reprints AS INTEGER) AS reprints
),
read AS (
  SELECT 'place' AS fact, rule, reviewed, agrees, reprint_of FROM place_readings
  UNION ALL
  SELECT 'programme', CAST(NULL AS TEXT), reviewed, agrees, reprint_of FROM programme_readings
  UNION ALL
  SELECT 'initiative', rule, reviewed, agrees, reprint_of FROM initiative_readings
  UNION ALL
  SELECT 'metric', rule, reviewed, agrees, reprint_of FROM metric_readings
),
counts AS (
  SELECT r.fact, r.rule,
         COUNT(*) AS readings,
         SUM(CASE WHEN r.reviewed = 'no' THEN 0 ELSE 1 END) AS reviewed,
         SUM(CASE WHEN r.agrees = 1 THEN 1 ELSE 0 END) AS accepted,
         SUM(CASE WHEN r.agrees = 0 AND r.reviewed <> 'rejected' THEN 1 ELSE 0 END) AS corrected,
         SUM(CASE WHEN r.reviewed = 'rejected' THEN 1 ELSE 0 END) AS rejected
  FROM read AS r
  CROSS JOIN asked AS a
  WHERE (a.reprints = 1 OR r.reprint_of IS NULL)
    AND (a.fact IS NULL OR r.fact = a.fact)
    AND (a.rule IS NULL OR r.rule LIKE '%' || a.rule || '%')
  GROUP BY r.fact, r.rule
)
SELECT c.fact, c.rule, c.readings, c.reviewed, c.accepted, c.corrected, c.rejected,
       ROUND(CAST(1.0 * c.accepted / c.reviewed AS NUMERIC), 3) AS precision
FROM counts AS c
CROSS JOIN asked AS a
WHERE c.reviewed > 0 AND c.reviewed >= a.least
ORDER BY 1.0 * c.accepted / c.reviewed, c.reviewed DESC, c.fact, c.rule
