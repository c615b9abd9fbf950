// Which beliefs and themes each finding summarises. Reading drops findings that are not in the selection.
// unfiltered: f, because findings.cypher says which findings are in the selection
MATCH (f:Finding)-[r:SUMMARISES]->(b)
RETURN f.id AS finding, b.id AS belief, r.part AS part, r.relation AS relation
