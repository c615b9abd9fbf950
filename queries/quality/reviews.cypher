// How many studies each review prints.
// unfiltered: r, because a check looks at the whole library
MATCH (r:Review)
WHERE r.n_studies IS NOT NULL
RETURN r.id AS review, r.n_studies AS printed
