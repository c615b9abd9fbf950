// The study or review that a claim names. Reading drops what is not in the selection.
// unfiltered: c, because claims.cypher says which claims are in the selection
// unfiltered: s, because studies.cypher says which studies are in the selection
// unfiltered: r, because reviews.cypher says which reviews are in the selection
MATCH (c:Claim)-[:MADE_IN]->(s:Study)
RETURN c.id AS claim, s.id AS place, 'Study' AS kind
UNION
MATCH (c:Claim)-[:MADE_IN]->(r:Review)
RETURN c.id AS claim, r.id AS place, 'Review' AS kind
