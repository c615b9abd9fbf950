// name: contradicting-studies
// question: Which studies hold evidence against a belief?
// topic: studies
// column: belief (Belief)
// column: label (text)
// column: study (Study)
// column: how (text)  counted: the contradicting statement is held; listed: a review names the study for a finding that says
//   the opposite of this belief alone
// column: quotes (list of Quote)  coded as contradicting it
// column: findings (list of Finding)  that say the opposite
// column: also_supports (boolean)  whether the same study is among the studies for the belief
// example: beliefgraph ask contradicting-studies
// note: A study that also supports the belief is neither for nor against it, but mixed.
MATCH (b:Subtheme|Theme)
CALL (b) {
  MATCH (q:Quote)-[k:CONTRADICTS]->(b)
  WHERE true /* filter: quote q, coding k */
  MATCH (q)-[:REPORTED_IN]->(s:Study)
  WHERE true /* filter: study s */
  RETURN s, q.id AS quote, null AS finding, 1 AS how
  UNION
  MATCH (f:Finding)-[m:SUMMARISES]->(b)
  WHERE m.relation = 'opposite' /* filter: finding f */
  MATCH (f)-[:REPORTED_BY]->(s:Study)
  WHERE true /* filter: study s */
  RETURN s, null AS quote, f.id AS finding, 1 AS how
  UNION
  MATCH (f:Finding)-[m:SUMMARISES]->(b)
  WHERE m.relation = 'opposite' AND m.part = 'whole' /* filter: finding f */
  MATCH (f)<-[k:CONTRIBUTES_TO]-(s:Study)
  WHERE true /* filter: contribution k, study s */
  RETURN s, null AS quote, f.id AS finding, 2 AS how
}
WITH b, s, quote, finding, how
ORDER BY quote, finding
WITH b, s, collect(quote) AS quotes, collect(finding) AS findings, min(how) AS how
WITH b, s, quotes, findings, how,
     EXISTS {
       MATCH (s)<-[:REPORTED_IN]-(q:Quote)-[k:SUPPORTS]->(b)
       WHERE true /* filter: quote q, coding k */
     } AS coded,
     EXISTS {
       MATCH (s)<-[:REPORTED_BY]-(f:Finding)-[m:SUMMARISES]->(b)
       WHERE m.relation <> 'opposite' /* filter: finding f */
     } AS found,
     EXISTS {
       MATCH (s)-[k:CONTRIBUTES_TO]->(f:Finding)-[m:SUMMARISES]->(b)
       WHERE m.relation <> 'opposite' AND m.part = 'whole' /* filter: contribution k, finding f */
     } AS listed,
     EXISTS {
       MATCH (s)-[k:CONTRIBUTES_TO]->(f:Finding)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b)
       WHERE (c.basis <> 'inferred' OR $inferred)
         AND NOT EXISTS { MATCH (f)-[:SUMMARISES]->(o:Subtheme|Theme) WHERE o.id <> b.id } /* filter: contribution k, finding f, claim c */
     } AS tied,
     EXISTS {
       MATCH (b)<-[:CAUSE]-(c:Claim)
       WHERE (c.basis <> 'inferred' OR $inferred)
         AND (EXISTS { MATCH (c)-[:BASED_ON]->(q:Quote)-[:REPORTED_IN]->(s) WHERE true /* filter: quote q */ }
           OR EXISTS { MATCH (c)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(s) WHERE true /* filter: finding f */ }
           OR EXISTS { (c)-[:MADE_IN]->(s) })
         AND (NOT EXISTS { MATCH (c)-[:BASED_ON]->(p:Quote) WHERE true /* filter: quote p */ }
           OR EXISTS {
             MATCH (c)-[:BASED_ON]->(p:Quote)
             WHERE NOT EXISTS { MATCH (p)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: quote p */
           }) /* filter: claim c */
     } AS claimed
RETURN b.id AS belief, b.label AS label, s.id AS study, CASE how WHEN 1 THEN 'counted' ELSE 'listed' END AS how,
       quotes, findings, coded OR found OR listed OR tied OR claimed AS also_supports
ORDER BY belief, study
