// The reviews.
MATCH (r:Review)
WHERE true /* filter: review r */
RETURN r.id AS review, r.title AS title
