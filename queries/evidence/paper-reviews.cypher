// What is known of each review, for references and the data statement.
// unfiltered: r, because the ids come from evidence that is filtered already
UNWIND $ids AS id
MATCH (r:Review {id: id})
RETURN r.id AS review, properties(r) AS properties
