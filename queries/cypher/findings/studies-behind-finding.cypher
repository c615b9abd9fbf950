// name: studies-behind-finding
// question: On which studies does this finding rest?
// topic: findings
// parameter: finding (Finding)
// column: study (Study)
// column: how (text)  listed: the review names it; own: the finding is the study's own
// column: title (text)
// column: year (integer)
// column: relevance (text)  GRADE-CERQual relevance of the study to the finding
// column: concern (text)  about its methods
// column: concern_note (text)
// column: richness (text)  how rich its data are for the finding
// column: note (text)
// example: beliefgraph ask studies-behind-finding --param finding=lam2020-litigation
MATCH (f:Finding {id: $finding})
WHERE true /* filter: finding f */
CALL (f) {
  MATCH (f)<-[k:CONTRIBUTES_TO]-(s:Study)
  WHERE true /* filter: contribution k, study s */
  RETURN s, 'listed' AS how, k.relevance AS relevance, k.concern AS concern, k.concern_note AS concern_note,
         k.richness AS richness, k.note AS note
  UNION
  MATCH (f)-[:REPORTED_BY]->(s:Study)
  WHERE true /* filter: study s */
  RETURN s, 'own' AS how, null AS relevance, null AS concern, null AS concern_note, null AS richness, null AS note
}
RETURN s.id AS study, how, s.title AS title, s.year AS year, relevance, concern, concern_note, richness, note
ORDER BY study
