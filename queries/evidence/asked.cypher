// What groups, or studies as a whole, were asked about. Reading drops who is not in the selection.
// unfiltered: x, because groups.cypher and studies.cypher say who is in the selection
MATCH (x:ParticipantGroup|Study)-[k:ASKED_ABOUT]->(t)
RETURN x.id AS who, labels(x) AS whose, t.id AS about, labels(t) AS kinds, k.asked AS asked
