-- What one run did with each document.
SELECT d.status, d.location, d.reason, d.articles, d.places, d.programmes, d.initiatives, d.metrics, d.issues,
       d.document_id, d.run_id, d.ordinal
FROM run_documents AS d
WHERE d.run_id = :run AND (:status IS NULL OR d.status = :status)
ORDER BY CASE d.status WHEN 'failed' THEN 0 WHEN 'changed' THEN 1 WHEN 'new' THEN 2 WHEN 'unchanged' THEN 4 ELSE 3 END, d.ordinal
