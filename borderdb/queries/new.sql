-- rank = 14
-- title = "What a run of ingest brought"
-- description = "The articles of documents that were new or had changed. Without --run: of the last run that brought anything."
-- example = "borderdb query new"
-- columns = ["run_id", "status", "document", "headline", "places", "initiatives", "metrics"]
--
-- [parameters]
-- run = { type = "integer", help = "The number of the run, as `borderdb runs` lists it." }
-- status = { type = "text", choices = ["new", "changed"], help = "Only documents that were new, or had changed." }

WITH asked AS (
  SELECT CAST(:run AS INTEGER) AS run,
         CAST(:status AS TEXT) AS status
),
brought AS (
  SELECT * FROM run_facts WHERE status IN ('new', 'changed')
)
SELECT r.run_id, r.status, r.reason, f.document, f.location, f.headline, f.published_on, f.outlet, f.place,
       f.places, f.initiatives, f.metrics, f.article_id
FROM brought AS r
JOIN article_facts AS f ON f.document_id = r.document_id
CROSS JOIN asked AS a
WHERE r.run_id = COALESCE(a.run, (SELECT MAX(run_id) FROM brought))
  AND (a.status IS NULL OR r.status = a.status)
ORDER BY r.status DESC, f.document, f.article_id
