// Quotes whose text may not be shared. Reading drops those that are not in the selection.
// unfiltered: q, because quotes.cypher says which quotes are in the selection
MATCH (q:Quote)
WHERE q.share = 'no'
RETURN q.id AS quote
