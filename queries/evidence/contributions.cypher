// Which studies a review lists for each finding. Reading drops what is not in the selection.
// unfiltered: s, because studies.cypher says which studies are in the selection
// unfiltered: f, because findings.cypher says which findings are in the selection
MATCH (f:Finding)<-[k:CONTRIBUTES_TO]-(s:Study)
WHERE true /* filter: contribution k */
RETURN f.id AS finding, collect(s.id) AS studies
