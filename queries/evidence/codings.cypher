// How each quote is coded. Reading drops the codings of quotes that are not in the selection.
// unfiltered: q, because quotes.cypher says which quotes are in the selection
MATCH (q:Quote)-[k:SUPPORTS|CONTRADICTS]->(b)
WHERE true /* filter: coding k */
RETURN q.id AS quote, b.id AS belief, type(k) AS stance, k.coder AS coder
ORDER BY quote, belief, stance, coder
