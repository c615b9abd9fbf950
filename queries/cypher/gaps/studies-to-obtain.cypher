// name: studies-to-obtain
// question: Which studies do reviews include or name of which we hold no quote, so that they should be obtained?
// topic: gaps
// column: study (Study)
// column: authors (text)
// column: year (integer)
// column: title (text)
// column: doi (text)
// column: reviews (list of Review)  that include it or name it for a finding
// column: findings (list of Finding)  for which a review names it
// column: coverage (text)  how much of it was read; empty: not known
// example: beliefgraph ask studies-to-obtain
// note: Decides which paper to read next: those named for most findings come first. Listed studies stand behind numbers that nobody can open here.
MATCH (s:Study)
WHERE s.same IS NULL AND NOT EXISTS { MATCH (q:Quote)-[:REPORTED_IN]->(s) WHERE true /* filter: quote q */ } /* filter: study s */
WITH s,
     COLLECT {
       MATCH (s)-[k:CONTRIBUTES_TO]->(f:Finding)
       WHERE true /* filter: contribution k, finding f */
       RETURN DISTINCT f.id AS id ORDER BY id
     } AS findings,
     COLLECT {
       CALL (s) {
         MATCH (s)-[:INCLUDED_IN]->(v:Review)
         WHERE true /* filter: review v */
         RETURN v.id AS id
         UNION
         MATCH (s)-[k:CONTRIBUTES_TO]->(f:Finding)-[:REPORTED_BY]->(v:Review)
         WHERE true /* filter: contribution k, finding f, review v */
         RETURN v.id AS id
       }
       RETURN DISTINCT id ORDER BY id
     } AS reviews
WHERE size(reviews) > 0
RETURN s.id AS study, s.authors AS authors, s.year AS year, s.title AS title, s.doi AS doi, reviews, findings, s.coverage AS coverage
ORDER BY size(findings) DESC, size(reviews) DESC, study
