// Who was sampled.
MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s:Study)
WHERE true /* filter: group g */
// unfiltered: s, because a group is in the selection only if its study is
RETURN g.id AS group, s.id AS study, g.roles AS roles, g.profession AS profession,
       g.country AS country, properties(g) AS properties
