// The themes that beliefs and themes are part of.
MATCH (x:Subtheme|Theme)-[:PART_OF]->(t:Theme)
RETURN x.id AS part, t.id AS whole
