// Findings with what CERQual says of them as printed, and every column that somebody added.
// unfiltered: f, place, because a check looks at the whole library
MATCH (f:Finding)-[:REPORTED_BY]->(place)
RETURN f.id AS finding, place.id AS place, labels(place)[0] AS kind, properties(f) AS properties
