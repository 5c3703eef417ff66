-- rank = 14
-- title = "What a run brought: facts that appeared or changed"
-- description = "One row per fact, with its value before and after. Without --run: of the last run that brought anything."
-- example = "borderdb query new --fact metric"
-- columns = ["run_id", "change", "fact", "what", "before", "after", "place", "document", "sentence"]
-- marks = { sentence = ["after"] }
--
-- [parameters]
-- run = { type = "integer", help = "The number of the run, as `borderdb runs` lists it." }
-- change = { type = "text", choices = ["appeared", "changed", "disappeared"], help = "Only facts of which this became." }
-- fact = { type = "text", choices = ["article", "place", "programme", "initiative", "metric", "issue"], help = "Only facts of this sort." }

WITH asked AS (
  SELECT CAST(:run AS INTEGER) AS run,
         CAST(:change AS TEXT) AS change,
         CAST(:fact AS TEXT) AS fact
),
last AS (
  SELECT run_id FROM change_facts WHERE change IN ('appeared', 'changed') ORDER BY run_id DESC LIMIT 1
)
SELECT c.run_id, c.change, c.fact, c.what, c.place, c.before, c.after, c.document, c.headline, c.article_id, c.fact_id,
       c.sentence_before, c.sentence
FROM change_facts AS c
CROSS JOIN asked AS a
WHERE c.run_id = COALESCE(a.run, (SELECT run_id FROM last))
  AND (c.change = a.change OR (a.change IS NULL AND c.change IN ('appeared', 'changed')))
  AND (a.fact IS NULL OR c.fact = a.fact)
ORDER BY c.change_id, c.ordinal, c.fact, c.fact_id
