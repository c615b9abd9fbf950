// Quotes whose words are not shared; the words are not read.
// unfiltered: q, because a check looks at the whole library
MATCH (q:Quote)
WHERE q.share = 'no'
RETURN q.id AS quote
