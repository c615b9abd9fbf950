// name: beliefs-resting-on-answer
// question: Which beliefs are supported by quotes of studies that were appraised with this answer, and by which others?
// topic: appraisal
// parameter: answer (text) = "no"
// parameter: item (text) = none  exactly as the appraisal writes it; without it any item
// column: belief (Subtheme)
// column: label (text)
// column: studies (list of Study)  with a supporting quote and that answer
// column: others (list of Study)  with a supporting quote and not that answer; empty: all that we hold is from such studies
// example: beliefgraph ask beliefs-resting-on-answer --param answer=no
// note: Decides which beliefs fall with the weaker studies. Capital letters do not matter. Studies that were not appraised are among the others.
MATCH (b:Subtheme)<-[k:SUPPORTS]-(q:Quote)-[:REPORTED_IN]->(s:Study)
WHERE true /* filter: coding k, quote q, study s */
WITH DISTINCT b, s
WITH b, s, EXISTS {
  MATCH (a:Appraisal)-[:APPRAISES]->(s)
  WHERE toLower(a.answer) = toLower($answer) AND ($item IS NULL OR a.item = $item)
} AS has
ORDER BY s.id
WITH b, collect(CASE WHEN has THEN s.id END) AS studies, collect(CASE WHEN has THEN null ELSE s.id END) AS others
WHERE size(studies) > 0
RETURN b.id AS belief, b.label AS label, studies, others
ORDER BY size(others), belief
