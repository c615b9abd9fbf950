// Which quotes are under each claim. Reading drops the pairs whose claim or quote is not in the selection.
// unfiltered: c, because claims.cypher says which claims are in the selection
// unfiltered: q, because quotes.cypher says which quotes are in the selection
MATCH (c:Claim)-[:BASED_ON]->(q:Quote)
RETURN c.id AS claim, q.id AS quote
