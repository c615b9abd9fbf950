// Which studies each review includes. Reading drops what is not in the selection.
// unfiltered: s, because studies.cypher says which studies are in the selection
// unfiltered: r, because reviews.cypher says which reviews are in the selection
MATCH (s:Study)-[:INCLUDED_IN]->(r:Review)
RETURN s.id AS study, r.id AS review
