// name: what-a-study-says
// question: What does this study say, about which beliefs, and what does it say leads to what?
// topic: studies
// parameter: study (Study)
// column: what (text)  quote, finding, or claim for a claim that names the study and rests on no text
// column: quote (Quote)
// column: finding (Finding)
// column: claim (Claim)
// column: kind (text)  of the quote: verbatim, paraphrase, or author for an interpretation by the study's authors
// column: roles (list of text)  its own roles, as the source gives them
// column: groups (list of ParticipantGroup)  who voiced the quote
// column: text (text)  of the quote, else the statement of the finding
// column: stance (text)  supports or contradicts; empty where only a claim ties it to the belief
// column: belief (End)  the belief or theme it speaks of; of a claim, the cause
// column: direction (text)  of the claim, towards the effect
// column: effect (End)  what the belief is said to lead to
// column: basis (text)  of the claim
// example: beliefgraph ask what-a-study-says --param study=pike2022
// note: A statement about several beliefs, or with several claims, has several rows. A claim about a belief stands in the
//   row of that belief.
MATCH (s:Study {id: $study})
WHERE true /* filter: study s */
CALL (s) {
  MATCH (q:Quote)-[:REPORTED_IN]->(s)
  WHERE true /* filter: quote q */
  OPTIONAL CALL (q) {
    MATCH (q)-[k:SUPPORTS|CONTRADICTS]->(b:Subtheme|Theme)
    WHERE true /* filter: coding k */
    RETURN b, CASE type(k) WHEN 'SUPPORTS' THEN 'supports' ELSE 'contradicts' END AS stance
    UNION
    MATCH (q)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b:Subtheme|Theme|Behaviour)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND NOT EXISTS { MATCH (q)-[k:SUPPORTS|CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: claim c */
    RETURN b, null AS stance
  }
  OPTIONAL MATCH (q)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b)
  WHERE (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
  OPTIONAL MATCH (c)-[:EFFECT]->(x:Subtheme|Theme|Behaviour)
  RETURN {what: 'quote', quote: q.id, kind: q.kind, roles: q.roles, stance: stance, belief: b.id,
          groups: COLLECT { MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup) WHERE true /* filter: group g */ RETURN g.id AS id ORDER BY id },
          text: CASE WHEN q.share = 'no' THEN 'text not shared' ELSE q.text END,
          claim: c.id, direction: c.direction, effect: x.id, basis: c.basis} AS r
  UNION ALL
  MATCH (f:Finding)-[:REPORTED_BY]->(s)
  WHERE true /* filter: finding f */
  OPTIONAL CALL (f) {
    MATCH (f)-[m:SUMMARISES]->(b:Subtheme|Theme)
    RETURN b, CASE m.relation WHEN 'opposite' THEN 'contradicts' ELSE 'supports' END AS stance
    UNION
    MATCH (f)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b:Subtheme|Theme|Behaviour)
    WHERE (c.basis <> 'inferred' OR $inferred) AND NOT EXISTS { (f)-[:SUMMARISES]->(b) } /* filter: claim c */
    RETURN b, null AS stance
  }
  OPTIONAL MATCH (f)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b)
  WHERE (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
  OPTIONAL MATCH (c)-[:EFFECT]->(x:Subtheme|Theme|Behaviour)
  RETURN {what: 'finding', finding: f.id, roles: f.roles, stance: stance, belief: b.id, text: f.statement,
          claim: c.id, direction: c.direction, effect: x.id, basis: c.basis} AS r
  UNION ALL
  MATCH (s)<-[:MADE_IN]-(c:Claim)-[:CAUSE]->(b:Subtheme|Theme|Behaviour)
  WHERE (c.basis <> 'inferred' OR $inferred)
    AND NOT EXISTS { MATCH (c)-[:BASED_ON]->(q:Quote)-[:REPORTED_IN]->(s) WHERE true /* filter: quote q */ }
    AND NOT EXISTS { MATCH (c)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(s) WHERE true /* filter: finding f */ } /* filter: claim c */
  MATCH (c)-[:EFFECT]->(x:Subtheme|Theme|Behaviour)
  RETURN {what: 'claim', roles: c.roles, belief: b.id, claim: c.id, direction: c.direction, effect: x.id, basis: c.basis} AS r
}
RETURN r.what AS what, r.quote AS quote, r.finding AS finding, r.claim AS claim, r.kind AS kind, r.roles AS roles,
       r.groups AS groups, r.text AS text, r.stance AS stance, r.belief AS belief, r.direction AS direction,
       r.effect AS effect, r.basis AS basis
ORDER BY what DESC, quote, finding, belief, stance, claim
