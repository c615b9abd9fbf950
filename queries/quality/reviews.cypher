// How many studies each review prints, and which of them the library knows it includes.
// unfiltered: s, r, because a check looks at the whole library
MATCH (r:Review)
OPTIONAL MATCH (s:Study)-[:INCLUDED_IN]->(r)
RETURN r.id AS review, r.n_studies AS printed, collect(s.id) AS studies
