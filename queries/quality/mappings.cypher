// Who filed which belief under which domain, or refused to.
MATCH (b:Subtheme)-[m:MAPS_TO]->(d:Domain)
RETURN b.id AS belief, d.id AS domain, d.framework AS framework, m.by AS who, m.status AS status
