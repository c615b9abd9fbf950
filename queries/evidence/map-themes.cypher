// The themes that the beliefs on a map belong to.
MATCH (x:Subtheme|Theme)-[:PART_OF]->(t:Theme)
WHERE x.id IN $ids
RETURN x.id AS thing, t.label AS theme, t.id AS id
