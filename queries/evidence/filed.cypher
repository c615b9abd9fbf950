// Who filed which belief under which domain, by agreement.
MATCH (b:Subtheme)-[m:MAPS_TO]->(d:Domain)
WHERE m.status = 'agreed'
RETURN m.by AS who, b.id AS belief, d.id AS domain
