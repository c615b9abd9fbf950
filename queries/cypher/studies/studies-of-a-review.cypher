// name: studies-of-a-review
// question: Which studies does this review include or list for its findings, and what do we hold of each?
// topic: studies
// parameter: review (Review)
// column: study (Study)
// column: title (text)
// column: authors (text)
// column: year (integer)
// column: country (list of text)
// column: how (text)  included: it stands in the list of studies the review includes; listed for a finding: the review
//   names it for a finding, and no list of included studies that is held has it; both: the
//   one and the other
// column: findings (list of Finding)  findings of the review that list it
// column: quotes (count of Quote) opens what-a-study-says(study=study) of all kinds
// column: coverage (text)  full, partial, abstract or secondhand; empty: not known
// example: beliefgraph ask studies-of-a-review --param review=hall2019
// note: No row says that a review left a study out: only studies it is known to include or to name are shown.
MATCH (v:Review {id: $review})
WHERE true /* filter: review v */
CALL (v) {
  MATCH (s:Study)-[:INCLUDED_IN]->(v)
  WHERE true /* filter: study s */
  RETURN s
  UNION
  MATCH (v)<-[:REPORTED_BY]-(f:Finding)<-[k:CONTRIBUTES_TO]-(s:Study)
  WHERE true /* filter: finding f, contribution k, study s */
  RETURN s
}
WITH v, s, EXISTS { (s)-[:INCLUDED_IN]->(v) } AS included,
     COLLECT {
       MATCH (v)<-[:REPORTED_BY]-(f:Finding)<-[k:CONTRIBUTES_TO]-(s)
       WHERE true /* filter: finding f, contribution k */
       RETURN DISTINCT f.id AS id ORDER BY id
     } AS findings
RETURN s.id AS study, s.title AS title, s.authors AS authors, s.year AS year, s.country AS country,
       CASE WHEN included AND size(findings) > 0 THEN 'both' WHEN included THEN 'included'
            ELSE 'listed for a finding' END AS how,
       findings,
       COUNT { MATCH (q:Quote)-[:REPORTED_IN]->(s) WHERE true /* filter: quote q */ } AS quotes,
       s.coverage AS coverage
ORDER BY study
