// name: asked-and-not-reported
// question: Which studies asked about a belief and hold no statement about it?
// topic: gaps
// column: belief (Subtheme)
// column: label (text)
// column: study (Study)
// column: groups (list of ParticipantGroup)  who was asked; empty: the study as a whole
// column: locators (list of text)  where it says so
// column: coverage (text)  full, partial, abstract or secondhand; only a paper read in full can be silent
// example: beliefgraph ask asked-and-not-reported
// note: Decides where silence may mean that a belief is not held. Only what was asked about the belief itself: asked about its
//   theme or domain, and whose silence it is, see contrast.
MATCH (b:Subtheme)
CALL (b) {
  MATCH (g:ParticipantGroup)-[k:ASKED_ABOUT]->(b)
  WHERE k.asked = 'yes' /* filter: group g */
  MATCH (g)-[:TOOK_PART_IN]->(s:Study)
  WHERE true /* filter: study s */
  RETURN s, g.id AS group, k.locator AS locator
  UNION
  MATCH (s:Study)-[k:ASKED_ABOUT]->(b)
  WHERE k.asked = 'yes' /* filter: study s */
  RETURN s, null AS group, k.locator AS locator
}
WITH b, s, group, locator
ORDER BY group, locator
WITH b, s, collect(DISTINCT group) AS groups, collect(DISTINCT locator) AS locators
WHERE NOT EXISTS {
    MATCH (s)<-[:REPORTED_IN]-(q:Quote)-[k:SUPPORTS|CONTRADICTS]->(b)
    WHERE true /* filter: quote q, coding k */
  }
  AND NOT EXISTS {
    MATCH (s)<-[:REPORTED_IN]-(q:Quote)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b)
    WHERE (c.basis <> 'inferred' OR $inferred) /* filter: quote q, claim c */
  }
  AND NOT EXISTS { MATCH (s)<-[:REPORTED_BY]-(f:Finding)-[:SUMMARISES]->(b) WHERE true /* filter: finding f */ }
  AND NOT EXISTS {
    MATCH (s)<-[:REPORTED_BY]-(f:Finding)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b)
    WHERE (c.basis <> 'inferred' OR $inferred) /* filter: finding f, claim c */
  }
  AND NOT EXISTS {
    MATCH (s)<-[:MADE_IN]-(c:Claim)-[:CAUSE]->(b)
    WHERE (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
  }
RETURN b.id AS belief, b.label AS label, s.id AS study, groups, locators, s.coverage AS coverage
ORDER BY belief, study
