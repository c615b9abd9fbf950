// The domains, and the beliefs filed under them by agreement.
MATCH (d:Domain)
OPTIONAL MATCH (b:Subtheme)-[m:MAPS_TO]->(d) WHERE m.status = 'agreed'
RETURN d.id AS domain, d.label AS label, d.framework AS framework, d.version AS version, collect(b.id) AS beliefs
