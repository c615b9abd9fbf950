// name: who-says-it
// question: Which groups voice this belief, who are they and how many people were asked?
// topic: groups
// parameter: belief (Belief)
// column: study (Study)
// column: group (ParticipantGroup)
// column: label (text)
// column: roles (list of text)
// column: profession (list of text)
// column: n (integer)  people in the group, as printed: not how many of them say it
// column: place (text)
// column: quotes (list of Quote)  of the group, coded as supporting the belief or under a claim from it
// column: against (list of Quote)  of the group, coded as contradicting it
// example: beliefgraph ask who-says-it --param belief="fear of litigation"
// note: Decides whom an intervention would address. Quotes without a group stand in evidence-behind-belief alone.
MATCH (b:Subtheme|Theme {id: $belief})
CALL (b) {
  MATCH (q:Quote)-[k:SUPPORTS]->(b)
  WHERE true /* filter: quote q, coding k */
  RETURN q, 'for' AS side
  UNION
  MATCH (q:Quote)-[k:CONTRADICTS]->(b)
  WHERE true /* filter: quote q, coding k */
  RETURN q, 'against' AS side
  UNION
  MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(q:Quote)
  WHERE (c.basis <> 'inferred' OR $inferred)
    AND NOT EXISTS { MATCH (q)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: claim c, quote q */
  RETURN q, 'for' AS side
}
MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup)-[:TOOK_PART_IN]->(s:Study)
WHERE true /* filter: group g, study s */
WITH DISTINCT s, g, q.id AS quote, side
ORDER BY quote
WITH s, g, collect(CASE WHEN side = 'for' THEN quote END) AS quotes, collect(CASE WHEN side = 'against' THEN quote END) AS against
RETURN s.id AS study, g.id AS group, g.label AS label, g.roles AS roles, g.profession AS profession, g.n AS n, g.place AS place,
       quotes, against
ORDER BY study, group
