// name: findings-by-confidence
// question: What do the reviews find, and with which confidence?
// topic: findings
// column: confidence (text)  GRADE-CERQual level as printed; empty where it was not graded
// column: finding (Finding)
// column: review (Review)
// column: statement (text)
// column: beliefs (list of Belief)  it summarises
// column: methodological_limitations (text)
// column: coherence (text)
// column: adequacy (text)
// column: relevance (text)
// column: studies_printed (printed number)  for the whole finding; never to be added to anything
// column: unit (printed unit)  what studies_printed counts
// column: participants_printed (printed number)  members of those studies, not people who said it
// column: listed (count of Study) opens studies-behind-finding(finding=finding) studies the review names for it
// example: beliefgraph ask findings-by-confidence
MATCH (f:Finding)-[:REPORTED_BY]->(v:Review)
WHERE true /* filter: finding f, review v */
RETURN f.confidence AS confidence, f.id AS finding, v.id AS review, f.statement AS statement,
       COLLECT { MATCH (f)-[:SUMMARISES]->(b:Subtheme|Theme) RETURN b.id AS id ORDER BY id } AS beliefs,
       f.methodological_limitations AS methodological_limitations, f.coherence AS coherence, f.adequacy AS adequacy,
       f.relevance AS relevance, f.reported_studies AS studies_printed, CASE WHEN f.reported_studies IS NOT NULL THEN f.reported_unit END AS unit,
       f.reported_participants AS participants_printed,
       COUNT { MATCH (f)<-[k:CONTRIBUTES_TO]-(s:Study) WHERE true /* filter: contribution k, study s */ } AS listed
ORDER BY CASE confidence WHEN 'High' THEN 1 WHEN 'Moderate' THEN 2 WHEN 'Low' THEN 3 WHEN 'Very low' THEN 4 ELSE 5 END, review, finding
