// Studies whose contribution to a finding carries a level of concern of its own.
// unfiltered: s, f, because a check looks at the whole library
MATCH (s:Study)-[k:CONTRIBUTES_TO]->(f:Finding)
WHERE k.concern IS NOT NULL /* filter: contribution k */
RETURN f.id AS finding, s.id AS study, k.concern AS concern
