// Who voiced the quotes on a map.
// unfiltered: g, because the ids come from evidence that is filtered already
UNWIND $ids AS id
MATCH (g:ParticipantGroup {id: id})
RETURN g.id AS people, g.label AS label, g.profession AS profession, g.n AS n
