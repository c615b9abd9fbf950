// How the source files each finding: behaviours and domains. Reading drops findings that are not in the selection.
// unfiltered: f, because findings.cypher says which findings are in the selection
MATCH (f:Finding)-[:ABOUT]->(x:Behaviour|Domain)
RETURN f.id AS finding, x.id AS about, labels(x) AS kinds
