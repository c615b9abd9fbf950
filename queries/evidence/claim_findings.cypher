// Which findings are under each claim. Reading drops the pairs whose claim or finding is not in the selection.
// unfiltered: c, because claims.cypher says which claims are in the selection
// unfiltered: f, because findings.cypher says which findings are in the selection
MATCH (c:Claim)-[:BASED_ON]->(f:Finding)
RETURN c.id AS claim, f.id AS finding
