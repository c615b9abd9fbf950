// Whose finding it is, and what is printed with it.
// unfiltered: p, because a finding is in the selection only if its study or review is
MATCH (f:Finding)-[:REPORTED_BY]->(p)
WHERE true /* filter: finding f */
RETURN f.id AS finding, p.id AS place, labels(p) AS kinds, f.roles AS roles, f.confidence AS confidence,
       f.reported_studies AS studies, f.reported_unit AS unit, f.reported_participants AS participants
