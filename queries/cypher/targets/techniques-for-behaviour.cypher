// name: techniques-for-behaviour
// question: Which behaviour change techniques have a published link to the domains behind this behaviour?
// topic: targets
// parameter: behaviour (Behaviour)
// column: domain (Domain)  of beliefs said to lead to the behaviour, filed by agreement
// column: domain_label (text)
// column: beliefs (list of Subtheme)  said to encourage or discourage the behaviour, in that domain
// column: technique_label (text)  empty: no published link
// column: framework (text)  that publishes the link
// column: version (text)
// column: source (text)  where it is printed
// column: technique (Technique)
// example: beliefgraph ask techniques-for-behaviour --param behaviour="order imaging"
// note: Decides which techniques to choose among for a behaviour. Published links only; a domain without one has a row
//   without a technique. How strongly a domain is evidenced is ranked by `targets --by domain`.
MATCH (x:Behaviour {id: $behaviour})
CALL (x) {
  MATCH (x)<-[:EFFECT]-(c:Claim)-[:CAUSE]->(b:Subtheme)
  WHERE c.direction IN ['encourages', 'discourages'] AND (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
  RETURN b
  UNION
  MATCH (x)-[:OPPOSITE_OF]-(y:Behaviour)
  WHERE $opposites
  MATCH (y)<-[:EFFECT]-(c:Claim)-[:CAUSE]->(b:Subtheme)
  WHERE c.direction IN ['encourages', 'discourages'] AND (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
  RETURN b
}
MATCH (b)-[m:MAPS_TO]->(d:Domain)
WHERE m.status = 'agreed'
WITH d, b.id AS belief
ORDER BY belief
WITH d, collect(DISTINCT belief) AS beliefs
OPTIONAL MATCH (d)<-[l:CHANGES]-(t:Technique)
RETURN DISTINCT d.id AS domain, d.label AS domain_label, beliefs, t.label AS technique_label, l.framework AS framework, l.version AS version,
       l.source AS source, t.id AS technique
ORDER BY domain, framework, version, technique
