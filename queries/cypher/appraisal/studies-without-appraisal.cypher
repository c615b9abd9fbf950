// name: studies-without-appraisal
// question: Which studies that we hold something of were never appraised?
// topic: appraisal
// column: study (Study)
// column: title (text)
// column: year (integer)
// column: coverage (text)  how much of it was read
// column: quotes (count of Quote) opens what-a-study-says(study=study) of all kinds
// column: findings (list of Finding)  of its own, or for which a review names it
// example: beliefgraph ask studies-without-appraisal
// note: Decides what to appraise before --appraisal is used: a study without appraisal is left out by that filter.
MATCH (s:Study)
WHERE s.same IS NULL AND NOT EXISTS { (:Appraisal)-[:APPRAISES]->(s) } /* filter: study s */
WITH s, COUNT { MATCH (q:Quote)-[:REPORTED_IN]->(s) WHERE true /* filter: quote q */ } AS quotes,
     COLLECT {
       CALL (s) {
         MATCH (f:Finding)-[:REPORTED_BY]->(s)
         WHERE true /* filter: finding f */
         RETURN f.id AS id
         UNION
         MATCH (s)-[k:CONTRIBUTES_TO]->(f:Finding)
         WHERE true /* filter: contribution k, finding f */
         RETURN f.id AS id
       }
       RETURN DISTINCT id ORDER BY id
     } AS findings
WHERE quotes > 0 OR size(findings) > 0
RETURN s.id AS study, s.title AS title, s.year AS year, s.coverage AS coverage, quotes, findings
ORDER BY quotes DESC, study
