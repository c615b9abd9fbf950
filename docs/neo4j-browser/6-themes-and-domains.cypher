// The beliefs of each theme, and the TDF domains they are filed under; rejected filings are left out.
MATCH (b:Subtheme)-[part:PART_OF]->(t:Theme)
OPTIONAL MATCH (b)-[filed:MAPS_TO]->(d:Domain)
WHERE filed.status <> 'rejected'
RETURN b, part, t, filed, d
ORDER BY t.id, b.id, d.id, filed.by
