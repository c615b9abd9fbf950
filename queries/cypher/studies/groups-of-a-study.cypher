// name: groups-of-a-study
// question: Who took part in this study, and how many quotes does each group voice?
// topic: studies
// parameter: study (Study)
// column: group (ParticipantGroup)
// column: label (text)
// column: roles (list of text)
// column: profession (list of text)
// column: n (integer)  number of people, as printed
// column: country (list of text)
// column: quotes (count of Quote) opens what-a-study-says(study=$study) of all kinds; a quote of two groups counts for both
// example: beliefgraph ask groups-of-a-study --param study=pike2022
MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s:Study {id: $study})
WHERE true /* filter: group g, study s */
RETURN g.id AS group, g.label AS label, g.roles AS roles, g.profession AS profession, g.n AS n, g.country AS country,
       COUNT { MATCH (q:Quote)-[:VOICED_BY]->(g) WHERE true /* filter: quote q */ } AS quotes
ORDER BY group
