// The words of some quotes, and where they stand. The text of a quote that may not be shared is never read.
// unfiltered: q, because the ids come from evidence that is filtered already
UNWIND $ids AS id
MATCH (q:Quote {id: id})
RETURN q.id AS id, CASE WHEN q.share = 'no' THEN null ELSE q.text END AS text, q.locator AS locator
