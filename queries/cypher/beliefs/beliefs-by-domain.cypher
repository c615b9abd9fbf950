// name: beliefs-by-domain
// question: Under which domains is each belief filed, by whom, and who disagrees?
// topic: beliefs
// column: domain (Domain)
// column: domain_label (text)
// column: framework (text)
// column: belief (Subtheme)
// column: label (text)
// column: agreed_by (list of text)  who files it there; counts in rankings by domain
// column: proposed_by (list of text)
// column: rejected_by (list of text)
// column: other_domains (list of Domain)  under which somebody files it by agreement too
// example: beliefgraph ask beliefs-by-domain
// note: Decides whether a ranking by domain can be trusted: a pair that one agrees and another rejects still counts. A mapping of nobody's is by '?'.
MATCH (b:Subtheme)-[:MAPS_TO]->(d:Domain)
WITH DISTINCT b, d
RETURN d.id AS domain, d.label AS domain_label, d.framework AS framework, b.id AS belief, b.label AS label,
       COLLECT { MATCH (b)-[m:MAPS_TO]->(d) WHERE m.status = 'agreed' WITH coalesce(m.by, '?') AS who RETURN DISTINCT who AS who ORDER BY who } AS agreed_by,
       COLLECT { MATCH (b)-[m:MAPS_TO]->(d) WHERE m.status = 'proposed' WITH coalesce(m.by, '?') AS who RETURN DISTINCT who AS who ORDER BY who } AS proposed_by,
       COLLECT { MATCH (b)-[m:MAPS_TO]->(d) WHERE m.status = 'rejected' WITH coalesce(m.by, '?') AS who RETURN DISTINCT who AS who ORDER BY who } AS rejected_by,
       COLLECT { MATCH (b)-[m:MAPS_TO]->(e:Domain) WHERE m.status = 'agreed' AND e.id <> d.id RETURN DISTINCT e.id AS id ORDER BY id } AS other_domains
ORDER BY framework, domain_label, domain, belief
