// Which groups voiced each quote. Reading drops the pairs whose quote or group is not in the selection.
// unfiltered: q, because quotes.cypher says which quotes are in the selection
// unfiltered: g, because groups.cypher says which groups are in the selection
MATCH (q:Quote)-[:VOICED_BY]->(g:ParticipantGroup)
RETURN q.id AS quote, g.id AS group
ORDER BY quote, group
