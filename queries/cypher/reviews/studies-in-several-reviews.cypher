// name: studies-in-several-reviews
// question: Which studies do several reviews include or name, so that they look like more than they are?
// topic: reviews
// column: study (Study)
// column: authors (text)
// column: year (integer)
// column: reviews (list of Review)
// column: findings (list of Finding)  of these reviews that name it
// column: quotes (count of Quote) opens what-a-study-says(study=study) of all kinds
// example: beliefgraph ask studies-in-several-reviews
// note: Decides which findings of different reviews are no second opinion. Of a review whose list is missing nothing is known: see overlap.
CALL () {
  MATCH (s:Study)-[:INCLUDED_IN]->(v:Review)
  WHERE true /* filter: study s, review v */
  RETURN s, v
  UNION
  MATCH (s:Study)-[k:CONTRIBUTES_TO]->(f:Finding)-[:REPORTED_BY]->(v:Review)
  WHERE true /* filter: study s, contribution k, finding f, review v */
  RETURN s, v
}
WITH s, v.id AS review
ORDER BY review
WITH s, collect(DISTINCT review) AS reviews
WHERE size(reviews) > 1
RETURN s.id AS study, s.authors AS authors, s.year AS year, reviews,
       COLLECT {
         MATCH (s)-[k:CONTRIBUTES_TO]->(f:Finding)
         WHERE true /* filter: contribution k, finding f */
         RETURN DISTINCT f.id AS id ORDER BY id
       } AS findings,
       COUNT { MATCH (q:Quote)-[:REPORTED_IN]->(s) WHERE true /* filter: quote q */ } AS quotes
ORDER BY size(reviews) DESC, study
