-- rank = 13
-- title = "Readings left unresolved: damaged figures, ambiguous places"
-- description = "What is listed here a person has not looked at yet: `borderdb review` goes through it."
-- example = "borderdb query damaged"
-- columns = ["issue_id", "kind", "words", "reason", "document", "headline", "sentence"]
-- marks = { sentence = ["words"] }
--
-- [parameters]
-- kind = { type = "text", help = "Only readings unresolved in this way, as the column kind says." }
-- document = { type = "text", help = "The document's name or a part of it." }
-- withdrawn = { type = "flag", help = "Also documents whose files are gone." }

WITH asked AS (
  SELECT CAST(:kind AS TEXT) AS kind,
         CAST(:document AS TEXT) AS document,
         CAST(:withdrawn AS INTEGER) AS withdrawn
)
SELECT f.issue_id, f.kind, f.words, f.reason, f.document, f.headline, f.article_id, f.char_start, f.char_end, f.sentence
FROM issue_facts AS f
CROSS JOIN asked AS a
WHERE f.reviewed = 'no'
  AND (a.withdrawn = 1 OR f.withdrawn = 0)
  AND (a.kind IS NULL OR f.kind = a.kind)
  AND (a.document IS NULL OR f.document LIKE '%' || a.document || '%')
ORDER BY CASE f.kind WHEN 'damaged' THEN 0 ELSE 1 END, f.kind, f.document, f.article_id, f.char_start
