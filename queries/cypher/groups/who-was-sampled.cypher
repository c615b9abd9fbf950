// name: who-was-sampled
// question: Who was sampled where: which roles in which countries, in which groups?
// topic: groups
// column: country (text)  of the group, else of its study; several have a row each; empty if neither is known
// column: role (text)
// column: study (Study)
// column: year (integer)
// column: group (ParticipantGroup)
// column: label (text)
// column: n (integer)  people in the group, as printed
// column: coverage (text)  how much of the study was read
// example: beliefgraph ask who-was-sampled
// note: Decides for whom the evidence can speak. A role or country without a row was not sampled, which is not silence.
MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s:Study)
WHERE true /* filter: group g, study s */
WITH g, s, coalesce(g.country, s.country, ['']) AS countries, coalesce(g.roles, ['']) AS roles
UNWIND countries AS place
UNWIND roles AS role
RETURN CASE place WHEN '' THEN null ELSE place END AS country, CASE role WHEN '' THEN null ELSE role END AS role, s.id AS study, s.year AS year,
       g.id AS group, g.label AS label, g.n AS n, s.coverage AS coverage
ORDER BY country, role, study, group
