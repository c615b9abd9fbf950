// How quotes are coded. Reading drops the codings of quotes that are not in the selection.
// unfiltered: q, because quotes.cypher says which quotes are in the selection
MATCH (b)<-[k:SUPPORTS|CONTRADICTS]-(q:Quote)
WHERE true /* filter: coding k */
RETURN b.id AS belief, type(k) AS stance, k.coder AS coder, collect(q.id) AS quotes
