// name: functions-for-belief
// question: Which intervention functions suit the domains of this belief, by published links?
// topic: targets
// parameter: belief (Subtheme)
// column: domain (Domain)  under which the belief is filed by agreement
// column: domain_label (text)
// column: component (Component)  of COM-B, if the link goes by it; empty if it goes by the domain itself
// column: function_label (text)  empty: no published link
// column: framework (text)  that publishes the link
// column: version (text)
// column: source (text)  where it is printed
// column: function (Function)
// example: beliefgraph ask functions-for-belief --param belief="fear of litigation"
// note: Decides which kinds of intervention to consider. Published links only; a domain without one has a row without a function.
MATCH (b:Subtheme {id: $belief})-[m:MAPS_TO]->(d:Domain)
WHERE m.status = 'agreed'
WITH DISTINCT d
CALL (d) {
  MATCH (d)<-[l:SERVES]-(n:Function)
  RETURN null AS component, n.id AS function, n.label AS function_label, l.framework AS framework, l.version AS version, l.source AS source
  UNION
  MATCH (d)-[:BELONGS_TO]->(c:Component)<-[l:SERVES]-(n:Function)
  RETURN c.id AS component, n.id AS function, n.label AS function_label, l.framework AS framework, l.version AS version, l.source AS source
  UNION
  MATCH (e:Domain {id: d.id})
  WHERE NOT EXISTS { (e)<-[:SERVES]-(:Function) } AND NOT EXISTS { (e)-[:BELONGS_TO]->(:Component)<-[:SERVES]-(:Function) }
  RETURN null AS component, null AS function, null AS function_label, null AS framework, null AS version, null AS source
}
RETURN DISTINCT d.id AS domain, d.label AS domain_label, component, function_label, framework, version, source, function
ORDER BY domain, component, framework, version, function
