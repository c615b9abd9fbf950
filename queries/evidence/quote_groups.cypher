// Who voiced each quote. Reading drops the pairs whose quote or group is not in the selection.
// unfiltered: q, because quotes.cypher says which quotes are in the selection
// unfiltered: g, because groups.cypher says which groups are in the selection
MATCH (g:ParticipantGroup)<-[:VOICED_BY]-(q:Quote)
RETURN g.id AS group, collect(q.id) AS quotes
