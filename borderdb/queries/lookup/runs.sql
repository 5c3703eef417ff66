-- The runs, newest first.
SELECT r.run_id, substr(r.started_on, 1, 19) AS started_on, substr(r.finished_on, 1, 19) AS finished_on,
       CAST(ROUND((julianday(r.finished_on) - julianday(r.started_on)) * 86400) AS INTEGER) AS seconds,
       r.documents_new AS new, r.documents_unchanged AS unchanged, r.documents_changed AS changed,
       r.documents_failed AS failed, r.version, r.rules_version, r.seeds_fingerprint, r.options, r.host, r.process,
       r.kind, r.undoes, r.documents_withdrawn AS withdrawn, r.documents_restored AS restored,
       r.documents_removed AS removed, r.alarm
FROM runs AS r
WHERE :run IS NULL OR r.run_id = :run
ORDER BY r.run_id DESC
