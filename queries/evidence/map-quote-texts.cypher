// The words of the quotes on a map, and where they stand. The text of a quote that may not be shared is never read, nor
// that of a kind which is not to be shown.
// unfiltered: q, because the ids come from evidence that is filtered already
UNWIND $ids AS id
MATCH (q:Quote {id: id})
RETURN q.id AS id, coalesce(q.share, 'yes') AS share, q.locator AS locator,
       CASE WHEN coalesce(q.kind, 'verbatim') IN $kinds THEN
         CASE WHEN q.share = 'no' THEN null ELSE q.text END
       ELSE null END AS text
